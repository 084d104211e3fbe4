"""Numbers with their words: how many of what, at least, about, between."""

import re
from dataclasses import dataclass

from fogline.claims.english import phrases
from fogline.claims.english.text import Text

_DIGITS = re.compile(r"^[\d][\d,. \u00a0']*(?:st|nd|rd|th)?$")
_GLUED = re.compile(r"^(\d[\d,.]*)(%|km|k|m|th|mm)$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: its tokens, its bounds, and the head of what is counted."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool
    counted: int | None
    unit: str | None


def find(text: Text, taken: set[int]) -> list[Number]:
    """Return the number phrases of a text, left to right; `taken` are tokens of dates."""
    table = text.table
    result: list[Number] = []
    i = 0
    while i < table.n:
        if i in taken or not _may_start(text, i):
            i += 1
            continue
        number = _read(text, i, taken)
        if number is None:
            i += 1
            continue
        result.append(number)
        i = max(i + 1, number.end)
    return result


def _may_start(text: Text, i: int) -> bool:
    table, units = text.table, text.lexis.words.units
    if table.tag[i] == "CD":
        return True
    lower = table.lower[i]
    return (
        lower in units.vague
        or lower in units.numbers
        or lower in _VAGUE_STARTS
        or (
            table.text[i][:1].isdigit()
            and table.tag[i] in ("NN", "JJ", "NNP")
            and _GLUED.match(lower) is not None
        )
    )


_VAGUE_STARTS = frozenset({"tens", "half", "several", "a", "two", "three", "dozens", "scores",
                           "hundreds", "thousands", "millions", "one"})  # fmt: skip


def _read(text: Text, i: int, taken: set[int]) -> Number | None:
    table = text.table
    value = _value(text, i)
    if value is None:
        return None
    low, high, end, vague = value
    second = _range(text, end, taken)
    start, approximate = i, vague
    bound: str | None = None
    if second is not None:
        high, end = second
        if start and table.lower[start - 1] in ("between", "from"):
            start -= 1
    start, bound, about = _before(text, start)
    approximate |= about
    if (
        end + 1 < table.n
        and table.lower[end] == "or"
        and table.lower[end + 1]
        in (
            "more",
            "so",
            "fewer",
            "less",
        )
    ):
        word = table.lower[end + 1]
        bound = {"more": "least", "fewer": "most", "less": "most"}.get(word, bound)
        approximate |= word == "so"
        end += 2
    counted = _counted(text, i, end)
    unit, stop = _unit(text, counted, end)
    if _skip(text, i, end, counted, unit, vague=vague):
        return None
    bounds: tuple[float | None, float | None] = (low, high)
    if bound == "least":
        bounds = (low, None)
    elif bound == "most":
        bounds = (None, high)
    return Number(start, stop, *bounds, approximate, counted, unit)


def _value(text: Text, i: int) -> tuple[float, float, int, bool] | None:  # noqa: C901 - a list of cases, each with its answer
    """Return (low, high, end, vague) of the number that begins here."""
    table, units = text.table, text.lexis.words.units
    for length in (4, 3, 2, 1):
        if i + length > table.n:
            continue
        phrase = " ".join(table.lower[i : i + length])
        if phrase in units.vague:
            low, high = units.vague[phrase]
            after = table.lower[i + length] if i + length < table.n else ""
            if after in units.multipliers and length == 1:
                size = units.multipliers[after]
                return low * size, (high if high < 9 else 9.999) * size // 1, i + length + 1, True
            return low, high, i + length, phrase not in ("half a dozen", "a dozen")
        if (
            phrase in units.shares
            and i + length < table.n
            and table.lower[i + length]
            in (
                "of",
                "the",
            )
        ):
            low, high = units.shares[phrase]
            return low, high, i + length, low != high
    first = _plain(text, i)
    if first is None:
        return None
    end = i + 1
    value = first
    while end < table.n:
        lower = table.lower[end]
        if lower in units.multipliers and value < 1000 * units.multipliers[lower]:
            value *= units.multipliers[lower]
        elif (
            lower == "-"
            and end + 1 < table.n
            and table.lower[end + 1] in units.numbers
            and (value >= 20 and value % 10 == 0)
        ):
            value += units.numbers[table.lower[end + 1]]
            end += 1
        elif (
            lower in units.numbers
            and value >= 20
            and value % 10 == 0
            and (units.numbers[lower] < 10 and table.lower[end - 1] in units.numbers)
        ):
            value += units.numbers[lower]
        else:
            break
        end += 1
    return value, value, end, False


def _plain(text: Text, i: int) -> float | None:
    table, units = text.table, text.lexis.words.units
    lower = table.lower[i]
    if lower in units.numbers:
        return float(units.numbers[lower])
    if "-" in lower:
        parts = lower.split("-")
        if len(parts) == 2 and all(p in units.numbers for p in parts):
            return float(units.numbers[parts[0]] + units.numbers[parts[1]])
    if match := _GLUED.match(lower):
        lower = match.group(1)
        if match.group(2) == "th":
            return None
    if not _DIGITS.match(lower) or lower[-1] in "tsnr":
        return None
    digits = re.sub(r"[ ,\u00a0']", "", lower).strip(".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    try:
        return float(digits)
    except ValueError:
        return None


def _range(text: Text, end: int, taken: set[int]) -> tuple[float, int] | None:
    """Return the upper bound and the end of "10,000 to 12,000", "between one and two"."""
    table = text.table
    if (
        end + 1 >= table.n
        or end + 1 in taken
        or table.lower[end]
        not in (
            "to",
            "-",
            "–",
            "and",
            "or",
        )
    ):
        return None
    if table.lower[end] == "and":
        begin = max(0, end - 3)
        if "between" not in table.lower[begin:end]:
            return None
    if _plain(text, end + 1) is None:
        return None
    value = _value(text, end + 1)
    return None if value is None else (value[1], value[2])


def _before(text: Text, start: int) -> tuple[int, str | None, bool]:
    """Return the widened start, the bound and whether the words say "about"."""
    table, units = text.table, text.lexis.words.units
    bound: str | None = None
    about = False
    moved = True
    while moved and start > 0:
        moved = False
        for length in (3, 2, 1):
            if start - length < 0:
                continue
            phrase = " ".join(table.lower[start - length : start])
            if phrase in units.at_least:
                bound, moved = "least", True
            elif phrase in units.at_most or phrase == "as many as":
                bound, moved = "most", True
            elif phrase in units.about:
                about, moved = True, True
            if moved:
                start -= length
                break
    return start, bound, about


def _counted(text: Text, i: int, end: int) -> int | None:
    """Return the noun that is counted, None where the number stands alone."""
    table = text.table
    last = end - 1
    head = (
        table.head[last]
        if table.dep[last]
        in (
            "nummod",
            "amod",
            "compound",
            "nmod",
            "quantmod",
            "predet",
            "det",
        )
        else None
    )
    hops = 0
    while head is not None and i <= head < end and hops < 4:
        head = table.head[head] if table.dep[head] in ("nummod", "compound", "nmod") else None
        hops += 1
    if head is not None and head >= end and head - end < 6:
        return head
    if end < table.n and table.lower[end] == "of":
        inner = table.child(end, "pobj")
        if inner is not None and inner > end:
            return phrases.content_head(text, inner)
    for at in range(end, min(end + 4, table.n)):
        if table.tag[at] in ("NN", "NNS"):
            if (
                at + 1 < table.n
                and table.tag[at + 1] in ("NN", "NNS")
                and (table.head[at] == at + 1)
            ):
                continue
            return at
        if table.tag[at] not in ("JJ", "VBN", "NNP", "HYPH", "CD", "JJR", "VBG") and (
            table.lower[at] not in ("-", "%", "of", "the", "other", "more")
        ):
            break
    return None


def _unit(text: Text, counted: int | None, end: int) -> tuple[str | None, int]:  # noqa: PLR0911 - a list of cases, each with its answer
    table, lexis = text.table, text.lexis
    units = lexis.words.units
    for at in range(end - 1, min(end + 2, table.n)):
        lower = table.lower[at]
        if lower in ("%", "percent", "pct") or (lower.endswith("%") and at == end - 1):
            return "percent", max(end, at + 1)
        if at == end - 1 and (match := _GLUED.match(lower)) and match.group(2) in ("km", "m"):
            return match.group(2), end
    if counted is None:
        return None, end
    lemma = table.lemma[counted].lower()
    stop = max(end, counted + 1)
    if (
        lemma in ("kilometre", "kilometer", "km")
        and counted
        and (table.lower[counted - 1] == "square")
    ):
        return "km2", stop
    if lemma in units.units:
        return units.units[lemma], stop
    if (
        lemma in lexis.people
        or table.lower[counted] in lexis.people
        or ((entity := text.entity_at.get(counted)) is not None and entity.kind == "people")
        or lemma in ("they", "we", "you")
        or (
            {"civilian", "force"} & text.classes(counted)
            and not {"equipment", "structure", "aid"} & text.classes(counted)
            and lemma
            not in (
                "unit",
                "brigade",
                "battalion",
                "regiment",
                "company",
                "division",
                "convoy",
                "column",
                "drone",
                "group",
                "family",
                "household",
                "army",
                "side",
                "platoon",
                "squad",
                "corps",
                "team",
                "detachment",
                "formation",
                "patrol",
                "garrison",
                "element",
                "crew",
                "grouping",
                "force",
                "reserve",
                "enemy",
                "contingent",
                "faction",
                "rearguard",
                "vanguard",
                "gang",
                "commander",
            )
        )
    ):
        return "person", stop
    return _EQUALS.get(lemma, lemma), stop


_NO_UNITS = frozenset({"side", "class", "front", "direction", "way"})
_EQUALS = {"assault": "attack", "serviceman": "person"}


def _skip(  # noqa: PLR0911, PLR0913 - a list of cases, each with its answer
    text: Text,
    i: int,
    end: int,
    counted: int | None,
    unit: str | None,
    *,
    vague: bool,
) -> bool:
    """Say whether a number is none: an ordinal, a name's part, "one" as a pronoun."""
    table = text.table
    lower = table.lower[i]
    if (i and table.lower[i - 1] in ("not", "past", "half")) or (
        end < table.n
        and table.lower[end] in ("past", "o'clock", "a.m.", "p.m.", "am", "pm", "o’clock")
    ):
        return True
    if unit in _NO_UNITS:
        return True
    if (
        i
        and table.idx[i]
        and re.fullmatch(r"\d\d[.:]\d\d", lower)
        and (
            table.sents[table.sent[i]][0] == i
            or table.lower[i - 1] in ("at", "until", "by", "from")
        )
    ):
        return True
    if lower in text.lexis.words.units.weak_vague or lower == "several":
        return unit is None
    if end - i == 1 and lower in ("one", "a") and unit != "person" and table.dep[i] != "nummod":
        return unit not in ("percent", "km", "km2")
    if (
        table.dep[i] in ("compound", "appos", "nmod")
        and table.tag[table.head[i]] == "NNP"
        and (not vague)
        and unit not in ("person", "percent", "km")
    ):
        return True
    if i and table.tag[i - 1] in ("NNP", "SYM") and i - 1 >= 0 and table.head[i] == i - 1:
        return True
    return (
        unit is None
        and counted is None
        and not any(table.dep[t] in _STANDING for t in range(i, end))
    )


_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "nummod",
                       "npadvmod", "appos"})  # fmt: skip
