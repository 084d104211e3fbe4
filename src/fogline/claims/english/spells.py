"""What lengths of time mean: "for three days", "the past 24 hours", "two weeks ago", "soon"."""

import re
from datetime import timedelta

from fogline.claims.english.calendars import unit_around
from fogline.claims.english.resolving import Day, Meant, between, shifted
from fogline.model.time import Precision, TimeSpan
from fogline.vocabulary.content import TimeWords

_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
             "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "twelve": 12, "a": 1, "an": 1, "a single": 1, "one single": 1,
            "half a": 1}  # fmt: skip
_PRECISION: dict[str, Precision] = {"day": "day", "hour": "hour", "minute": "minute",
                                    "week": "week", "month": "month", "year": "year"}  # fmt: skip
_NOON = 12


def _count(said: str | None) -> int | None:
    """Return the number of units, None for "several", "a few" and the like."""
    if said is None:
        return 1
    word = " ".join(said.lower().split())
    return min(int(word), 100_000) if word.isdigit() else _NUMBERS.get(word)


def _until_now(where: Day) -> TimeSpan:
    return TimeSpan(start=None, end=_said(where), precision="fuzzy")


def _from_now(where: Day) -> TimeSpan:
    return TimeSpan(start=_said(where), end=None, precision="fuzzy")


def _said(where: Day) -> str | None:
    return None if where.day is None else where.day.isoformat()


def nth(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "for the third day"."""
    if where.day is None:
        return None
    unit = match["unit"].lower()
    count = 1 - _ORDINALS[match["n"].lower()]
    first = shifted(where.day, count, "day" if unit == "night" else unit, words)
    return None if first is None else (between(first, where.day), None)


def ago(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "three weeks ago"."""
    if where.day is None or match["dir"].lower() in ("later", "before"):
        return None
    count = _count(match["n"])
    if count is None:
        return _until_now(where), None
    day = shifted(where.day, -count, match["unit"], words)
    if day is None:
        return None
    return between(day, day, _PRECISION.get(match["unit"].lower().rstrip("s"), "fuzzy")), None


def past(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "over the past 24 hours", "last week"."""
    if where.day is None:
        return None
    unit, said = match["unit"].lower(), match["n"]
    calendar = unit in ("week", "month", "year", "weekend")
    if said is None and match["past"].lower() in ("last", "previous") and calendar:
        return unit_around(where.day, unit, -1), None
    early = where.hour is not None and where.hour < _NOON
    if said is None and unit == "day" and (early or match["past"].lower() == "previous"):
        # A bulletin of the morning means yesterday by "the past day".
        before = where.day - timedelta(days=1)
        return between(before, before, "day"), None
    count = _count(said)
    if count is None or (said is None and unit.endswith("s")):
        return _until_now(where), None
    first = shifted(where.day, -count, unit, words)
    return None if first is None else (between(first, where.day), None)


def coming(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in the coming days", "next month"."""
    if where.day is None:
        return None
    unit, count = match["unit"].lower(), _count(match["n"])
    if match["n"] is None and unit in ("week", "month", "year", "weekend"):
        return unit_around(where.day, unit, 1), None
    if count is None or (match["n"] is None and unit.endswith("s")):
        return _from_now(where), None
    last = shifted(where.day, count, unit, words)
    return None if last is None else (between(where.day, last), None)


def lasting(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "for weeks", "within five days", "in a month"."""
    if where.day is None:
        return None
    unit, said = match["unit"].lower(), (match["n"] or "").strip() or None
    lead = match.group().split()[0].lower()
    if said is None and (not unit.endswith("s") or lead == "in"):
        if unit == "weekend":
            return unit_around(where.day, "weekend", 0), None
        return None
    count = _count(said) if said else None
    if count is None:
        return _until_now(where), _from_now(where)
    # "Within five days" counts the day of saying.
    counted = count - 1 if unit.startswith("day") and lead in ("in", "within") else count
    first = shifted(where.day, -counted, unit, words)
    last = shifted(where.day, count, unit, words)
    if first is None or last is None:
        return None
    return between(first, where.day), between(where.day, last)


def recent(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in recent days"."""
    del match, words
    return None if where.day is None else (_until_now(where), None)


def fuzzy(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "recently", "a long time ago"."""
    del words
    if where.day is None:
        return None
    said = match.group().lower()
    if said == "soon" and match.string[match.end() : match.end() + 3] == " as":
        return None  # "as soon as" makes a condition
    ahead = any(w in said for w in ("soon", "coming", "next", "future", "ahead", "shortly"))
    return (_from_now(where) if ahead else _until_now(where)), None
