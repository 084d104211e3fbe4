"""What hours and parts of a day mean: "at 6 p.m.", "ten past one", "before dawn", "overnight"."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fogline.claims.english.resolving import Day, Meant, between, opened, opening
from fogline.model.time import TimeSpan
from fogline.vocabulary.content import TimeWords

_BOUNDED = ("by", "until", "till", "before", "as of")
_OPEN = ("since", "from", "after")
_PAST = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
HOURS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
         "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip


def night(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "last night", "during the night"."""
    del match, words
    if where.day is None:
        return None
    one = timedelta(days=1)
    return (
        between(where.day - one, where.day, "part_of_day"),
        between(where.day, where.day + one, "part_of_day"),
    )


def relative(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "today", "yesterday evening", "overnight"."""
    if where.day is None:
        return None
    said = " ".join(match["rel"].lower().split()).removeprefix("the ")
    day = where.day + timedelta(days=words.days[said])
    if said == "overnight":
        return between(day, where.day, "part_of_day"), None
    part = match["part"] or said == "tonight"
    return opened(match, day, day, "part_of_day" if part else "day"), None


def previous_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "the previous day", "the day before"."""
    del match, words
    if where.day is None:
        return None
    day = where.day - timedelta(days=1)
    return between(day, day, "day"), None


def this_part(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "this morning"."""
    del words
    return None if where.day is None else (opened(match, where.day, where.day, "part_of_day"), None)


def part_only(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "before noon", "since dawn", "shortly before dawn"."""
    del words
    if where.day is None:
        return None
    day = where.day.isoformat()
    word = opening(match)
    start, end = (
        None if word in ("until", "till") else day,
        None if word in ("since", "from") else day,
    )
    return TimeSpan(start=start, end=end, precision="part_of_day"), None


def clock(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "at 6 p.m.", "as of 18:00", "17:00"."""
    del words
    hour, minute = int(match["h"]), int(match["min"] or 0)
    half = match["ap"].lower().replace(".", "")
    hour = hour % 12 + 12 if half == "pm" else (hour % 12 if half == "am" else hour)
    if where.day is None or hour > 23 or minute > 59:
        return None
    return _at(match, where, hour, minute, exact=bool(match["min"]))


def o_clock(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "eight o'clock", "ten past one", "half past four this morning".

    Without a half of the day the hour is the last one before the voice spoke, of one to twelve.
    """
    del words
    if where.day is None:
        return None
    said = match["h"].lower()
    hour = int(said) if said.isdigit() else HOURS[said]
    minute = _PAST.get((match["past"] or "").lower(), 0)
    if match["way"] and match["way"].lower() == "to":
        hour, minute = hour - 1, 60 - minute
    if not 0 <= hour <= 12:
        return None
    part = (match["half"] or "").lower()
    late = any(p in part for p in ("afternoon", "evening", "night"))
    early = "morning" in part
    if late or (not early and where.hour is not None and hour % 12 + 12 <= where.hour):
        hour = hour % 12 + 12
    return _at(match, where, hour % 24, minute, exact=bool(match["past"]))


def clocks(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "between 14:00 and 16:00", "from 22:00 until 4:30"."""
    del words
    if where.day is None:
        return None
    try:
        first, last = (
            _instant(where.day, where.zone, int(match[h]), int(match[m]))
            for h, m in (("h", "min"), ("h2", "min2"))
        )
    except ValueError:
        return None
    if first > last:
        first -= timedelta(days=1)
    return TimeSpan(start=first.isoformat(), end=last.isoformat(), precision="minute"), None


def _instant(day: date, zone: str, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


def _at(match: re.Match[str], where: Day, hour: int, minute: int, *, exact: bool) -> Meant:
    if where.day is None:
        return None
    instant = _instant(where.day, where.zone, hour, minute).isoformat()
    word = opening(match)
    before = word in _BOUNDED or match.group().lower().startswith("as of")
    start: str | None = None if before else instant
    end: str | None = None if word in _OPEN else instant
    return TimeSpan(start=start, end=end, precision="minute" if exact else "hour"), None
