"""Numbers with their words: how many of what, at least, about, between."""

import re
from dataclasses import dataclass

from fogline.claims.english import counted as counting_nouns
from fogline.claims.english.amounts import GLUED, Amount, amount
from fogline.claims.english.text import Text

_STARTS = frozenset({"tens", "half", "several", "a", "two", "three", "dozens", "scores", "hundreds",
                     "thousands", "millions", "one", "every"})  # fmt: skip
_MORE_THAN = frozenset({"exceed", "surpass", "top", "outnumber"})
_NO_UNITS = frozenset({"side", "class", "front", "direction", "way"})
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "nummod",
                       "npadvmod", "appos"})  # fmt: skip
_CLOCK = ("past", "o'clock", "a.m.", "p.m.", "am", "pm", "o’clock")
_HOURS = ("around", "by", "until", "before", "after", "at", "about")
_GIVEN = frozenset({"put", "estimate", "stand", "give", "number", "count", "rise", "cap"})


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
    lower = table.lower[i]
    if table.tag[i] == "CD" or lower in units.vague or lower in units.numbers or lower in _STARTS:
        return True
    digit = table.text[i][:1].isdigit() and table.tag[i] in ("NN", "JJ", "NNP")
    return digit and GLUED.match(lower) is not None


def _read(text: Text, i: int, taken: set[int]) -> Number | None:
    table, units = text.table, text.lexis.words.units
    # A number ends with its sentence, and no more than a dozen words make one.
    first, last = max(0, i - 2), min(table.sents[table.sent[i]][1], i + 12)
    value = amount(table.lower[first:last], i - first, units)
    if value is None:
        return None
    end = first + value.end
    if any(t in taken for t in range(i + 1, end)):
        return None
    start = i
    if value.low != value.high and start and table.lower[start - 1] in ("between", "from"):
        start -= 1
    start, bound, about = _before(text, start)
    approximate = value.vague or about
    if (after := _or_more(text, end)) is not None:
        word, end = after
        bound = {"more": "least", "fewer": "most", "less": "most"}.get(word, bound)
        approximate |= word == "so"
    counted = counting_nouns.noun(text, i, end)
    unit, stop = counting_nouns.unit(text, counted, end, share=value.share)
    vague = value.vague or value.share
    if _skip(text, i, end, counted, unit, vague=vague) or _age(text, i, start, counted):
        return None
    if bound is None and _exceeded(text, i, counted):
        bound = "least"
    return Number(start, stop, *_bounds(value, bound), approximate, counted, unit)


def _bounds(value: Amount, bound: str | None) -> tuple[float | None, float | None]:
    """Return the bounds: "at least 20" is open above, a range already says both."""
    if bound is None or (value.low != value.high and not value.vague and not value.share):
        return value.low, value.high
    return (value.low, None) if bound == "least" else (None, value.high)


def _or_more(text: Text, end: int) -> tuple[str, int] | None:
    table = text.table
    if table.lower[end : end + 1] != ["or"] or end + 1 >= table.n:
        return None
    word = table.lower[end + 1]
    return (word, end + 2) if word in ("more", "so", "fewer", "less") else None


def _exceeded(text: Text, i: int, counted: int | None) -> bool:
    """Say whether a verb makes it a lower bound: "losses exceed 40,000"."""
    table = text.table
    for token in (counted, i):
        if token is not None and table.dep[token] in ("dobj", "nummod"):
            verb = table.head[token]
            if table.lemma[verb] in _MORE_THAN or table.lemma[table.head[verb]] in _MORE_THAN:
                return True
    return False


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


def _age(text: Text, i: int, start: int, counted: int | None) -> bool:
    """Say whether it is somebody's age: "aged 7 and 12", "men under forty"."""
    table = text.table
    before = table.lower[start - 1] if start else ""
    if before == "aged" or (i > 2 and "aged" in table.lower[i - 3 : i]):
        return True
    people = start and table.lemma[start - 1] in text.lexis.people
    return bool(
        people and counted is None and table.lower[start] in ("under", "over", "above", "below")
    )


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
    before = table.lower[i - 1] if i else ""
    if before in ("not", "past", "half") or table.lower[end : end + 1] in [[w] for w in _CLOCK]:
        return True
    if unit in _NO_UNITS:
        return True
    if before in _HOURS and counted is None and unit is None and _hour(text, i, end):
        return True
    if (
        i
        and table.idx[i]
        and re.fullmatch(r"\d\d[.:]\d\d", lower)
        and (table.sents[table.sent[i]][0] == i or before in ("at", "until", "by", "from"))
    ):
        return True
    if lower in text.lexis.words.units.weak_vague or lower == "several":
        return unit is None
    if end - i == 1 and lower in ("one", "a") and unit != "person" and table.dep[i] != "nummod":
        return unit not in ("percent", "km", "km2")
    named = table.tag[table.head[i]] == "NNP" and table.dep[i] in ("compound", "appos", "nmod")
    if named and not vague and unit not in ("person", "percent", "km"):
        return True
    if i and (table.tag[i - 1] == "SYM" or _numbered(text, i)):
        return True
    alone = unit is None and counted is None
    return alone and not any(table.dep[t] in _STANDING for t in range(i, end))


def _numbered(text: Text, i: int) -> bool:
    """Say whether it is the number of what stands before it: "Route 66", "Building 4"."""
    table = text.table
    if table.tag[i - 1] != "NNP":
        return False
    road = table.text[i - 1][:1].isupper() and "road" in text.classes(i - 1)
    return table.head[i] == i - 1 or road


def _hour(text: Text, i: int, end: int) -> bool:
    """Say whether a bare number behind "around" is an hour: "passed over around nine"."""
    table = text.table
    if end - i > 1 or not table.lower[i].isalpha():
        return False
    value = text.lexis.words.units.numbers.get(table.lower[i], 0)
    verb = table.head[table.head[i]]
    return 0 < value <= 12 and table.dep[i] == "pobj" and table.lemma[verb] not in _GIVEN
