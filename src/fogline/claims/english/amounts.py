"""What number words amount to: "two hundred and fifty", "10 to 12 thousand", "one in five".

Works on the words of a text from a place in it and returns where the words end; no syntax.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fogline.vocabulary.content import Units

_DIGITS = re.compile(r"^[\d][\d,. \u00a0']*$")
GLUED = re.compile(r"^(\d[\d,.]*)(%|km|k|m|mm)$")
_ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$")
_IN = (("in", "every"), ("of", "every"), ("out", "of", "every"), ("out", "of"), ("in",))
_EVERY = {"second": (50.0, 50.0), "third": (33.0, 34.0), "fourth": (25.0, 25.0),
          "fifth": (20.0, 20.0), "tenth": (10.0, 10.0)}  # fmt: skip
_SPELLS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years", "hour",
                     "night", "time", "minute"})  # fmt: skip
_HUNDRED = 100
_MOST_OF_WHOLE = 1000  # "one in a thousand" is the smallest share read


@dataclass(frozen=True, slots=True)
class Amount:
    """A number's bounds, the token behind it, whether it is vague, whether it is a share in percent."""

    low: float
    high: float
    end: int
    vague: bool = False
    share: bool = False


def amount(words: Sequence[str], i: int, units: Units) -> Amount | None:
    """Return the number that begins at a word, with its range, None if none does.

    Args:
        words: lower-case words.
        i: where it begins.
        units: the language's number words.
    """
    first = _every(words, i) or _phrase(words, i, units) or _share(words, i, units)
    if first is not None:
        return first
    one = spoken(words, i, units)
    if one is None:
        return None
    value, end = one
    return _range(words, i, value, end, units) or Amount(value, value, end)


def _every(words: Sequence[str], i: int) -> Amount | None:
    """Read "every second casualty" as a half."""
    if words[i] != "every" or i + 2 >= len(words) or words[i + 2] in _SPELLS:
        return None
    share = _EVERY.get(words[i + 1])
    return None if share is None else Amount(*share, i + 2, share[0] != share[1], share=True)


def _phrase(words: Sequence[str], i: int, units: Units) -> Amount | None:
    """Read the vague words and the shares that the vocabulary lists."""
    for length in (4, 3, 2, 1):
        if i + length > len(words):
            continue
        phrase = " ".join(words[i : i + length])
        after = words[i + length] if i + length < len(words) else ""
        if phrase == "half" and words[i + 1 : i + 2] in (["a"], ["of"]) and _million(words, i):
            continue
        if phrase in units.vague:
            low, high = units.vague[phrase]
            if after in units.multipliers and length < 3 and phrase in units.weak_vague:
                size = units.multipliers[after]
                most = (high if high < 9 else 9.999) * size // 1
                return Amount(low * size, most, i + length + 1, vague=True)
            return Amount(low, high, i + length, phrase not in ("half a dozen", "a dozen"))
        if phrase in units.shares and after in ("of", "the", "its", "their", "our", "his"):
            low, high = units.shares[phrase]
            return Amount(low, high, i + length, low != high, share=True)
    return None


def _million(words: Sequence[str], i: int) -> bool:
    return words[i + 2 : i + 3] in (["million"], ["billion"], ["thousand"])


def _share(words: Sequence[str], i: int, units: Units) -> Amount | None:
    """Read "one in five", "four out of five", "nine of every ten" as percent."""
    part = spoken(words, i, units)
    if part is None or words[i] == "a":
        return None
    value, end = part
    for joint in _IN:
        if tuple(words[end : end + len(joint)]) != joint:
            continue
        whole = spoken(words, end + len(joint), units)
        if whole is None or not 0 < value < whole[0] <= _MOST_OF_WHOLE:
            return None
        if joint == ("in",) and whole[1] < len(words) and words[whole[1]] in _SPELLS:
            return None  # "two in three days"
        percent = round(_HUNDRED * value / whole[0], 1)
        return Amount(percent, percent, whole[1], share=True)
    return None


def spoken(words: Sequence[str], i: int, units: Units) -> tuple[float, int] | None:
    """Return the value of a plain number in digits or words and where it ends."""
    if i >= len(words):
        return None
    if words[i] == "half" and words[i + 1 : i + 2] == ["a"] and _million(words, i):
        return units.multipliers[words[i + 2]] / 2, i + 3
    if words[i] in ("a", "an"):
        # "A hundred" is a number, "a soldier" is none.
        following = words[i + 1] if i + 1 < len(words) else ""
        if following not in units.multipliers or following in ("dozen", "k"):
            return None
        value: float | None = 1.0
    else:
        value = plain(words[i], units)
    if value is None:
        return None
    total, current, end = 0.0, value, i + 1
    digits = words[i][:1].isdigit()
    scaled = False
    while end < len(words):
        word = words[end]
        size = units.multipliers.get(word)
        if size is not None and current and current < _HUNDRED * _HUNDRED * _HUNDRED:
            if size <= _HUNDRED:
                current *= size
            else:
                total, current = total + current * size, 0.0
            scaled, end = True, end + 1
            continue
        step = _following(words, end, units, current, scaled=scaled and not digits)
        if step is None:
            break
        more, end = step
        current += more
    return total + current, end


def _following(
    words: Sequence[str], end: int, units: Units, current: float, *, scaled: bool
) -> tuple[float, int] | None:
    """Return what is added: "-three" after "twenty", "and fifty" after "two hundred"."""
    tens = current % _HUNDRED >= 20 and current % 10 == 0 and words[end - 1] in units.numbers
    if tens and words[end] == "-" and _unit(words, end + 1, units):
        return float(units.numbers[words[end + 1]]), end + 2
    if tens and _unit(words, end, units):
        return float(units.numbers[words[end]]), end + 1
    if not scaled or words[end - 1] not in units.multipliers:
        return None
    at = end + 1 if words[end] == "and" else end
    more = None if at >= len(words) or words[at][:1].isdigit() else plain(words[at], units)
    if more is None or more >= _HUNDRED:
        return None
    return more, at + 1


def _unit(words: Sequence[str], at: int, units: Units) -> bool:
    return at < len(words) and 0 < units.numbers.get(words[at], 0) < 10


def plain(word: str, units: Units) -> float | None:
    """Return the value of one word: "12", "1,200", "3.5", "twelve", "twenty-one", "12k"."""
    if word in units.numbers:
        return float(units.numbers[word])
    if "-" in word:
        parts = word.split("-")
        if len(parts) == 2 and all(p in units.numbers for p in parts):
            return float(units.numbers[parts[0]] + units.numbers[parts[1]])
    if match := GLUED.match(word):
        value = _digits(match.group(1))
        return value * 1000 if value is not None and match.group(2) == "k" else value
    return None if _ORDINAL.match(word) else _digits(word)


def _digits(word: str) -> float | None:
    if not _DIGITS.match(word):
        return None
    text = re.sub(r"[ ,\u00a0']", "", word).strip(".")
    if text.count(".") > 1:
        text = text.replace(".", "")
    try:
        return float(text)
    except ValueError:
        return None


def _range(words: Sequence[str], i: int, low: float, end: int, units: Units) -> Amount | None:
    """Read "10,000 to 12,000", "between one and two", "two or three", "two to three hundred"."""
    if end + 1 >= len(words) or words[end] not in ("to", "-", "–", "—", "and", "or"):
        return None
    if words[end] == "and" and "between" not in words[max(0, i - 2) : i]:
        return None
    second = spoken(words, end + 1, units)
    if second is None:
        vague = units.vague.get(words[end + 1])
        return None if vague is None else Amount(low, vague[1], end + 2, vague=True)
    high, stop = second
    last = units.multipliers.get(words[stop - 1])
    if last is not None and words[end - 1] not in units.multipliers and low < high / last * 2:
        low *= last
    return Amount(low, high, stop) if low < high else None
