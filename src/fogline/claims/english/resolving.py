"""What time words mean against the voice's own day: one function a form of words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from fogline.model.time import Precision, TimeSpan
from fogline.vocabulary.content import TimeWords


@dataclass(frozen=True, slots=True)
class Day:
    """The day against which words are resolved."""

    day: date | None
    zone: str
    hour: int | None = None


Meant: TypeAlias = tuple[TimeSpan, TimeSpan | None] | None
"""The time, and its reading for what is still to come; None where the words are no time."""
Resolver: TypeAlias = Callable[[re.Match[str], Day, TimeWords], Meant]


def _opened(
    match: re.Match[str],
    start: date,
    end: date,
    precision: Precision,
) -> TimeSpan:
    """Apply "since", "by", "until", "after" to an interval of days."""
    word = (match.groupdict().get("open") or "").strip().lower()
    first: str | None = start.isoformat()
    last: str | None = end.isoformat()
    if word in ("since", "from", "starting"):
        last = None
    elif word == "after":
        first, last = (end + timedelta(days=1)).isoformat(), None
    elif word in ("by", "until", "till", "no later than", "as of"):
        first = None
    elif word == "before":
        first, last = None, (start - timedelta(days=1)).isoformat()
    return TimeSpan(start=first, end=last, precision=precision)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "2023-03-07"."""
    del where, words
    day = _safe(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if day is None else (_opened(match, day, day, "day"), None)


def calendar_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "7 March", "March 6 and 7, 2023"."""
    month = words.months[match["month"].lower()]
    number = int(match["d"])
    ahead: TimeSpan | None = None
    if match["y"]:
        day = _safe(int(match["y"]), month, number)
    else:
        day, following = _nearest(where.day, month, number)
        if following is not None and not match["d2"]:
            ahead = _opened(match, following, following, "day")
    if day is None:
        return None
    if match["d2"]:
        last = _safe(day.year, month, int(match["d2"]))
        if last is not None and last > day:
            return _opened(match, day, last, "interval"), None
    return _opened(match, day, day, "day"), ahead


def _nearest(
    day: date | None,
    month: int,
    number: int,
) -> tuple[date | None, date | None]:
    """Return the last such day before a day and the next one after it, for a date without a year.

    A day or two ahead is no mistake: the report's clock may be behind that of the events.
    """
    if day is None:
        return None, None
    options = [d for y in (day.year - 1, day.year, day.year + 1) if (d := _safe(y, month, number))]
    past = [d for d in options if d <= day + timedelta(days=2)]
    coming = [d for d in options if d >= day]
    return max(past, default=None), min(coming, default=None)


def weekday(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "on Tuesday", "last Friday night"."""
    if where.day is None:
        return None
    wanted = words.weekdays[match["weekday"].lower()]
    back = (where.day.weekday() - wanted) % 7
    which = (match["which"] or "").strip().lower()
    before = where.day - timedelta(days=back)
    after = where.day + timedelta(days=(wanted - where.day.weekday()) % 7 or 7)
    if which == "last" and back == 0:
        before -= timedelta(days=7)
    if which in ("next", "the following"):
        before = after
    precision: Precision = "part_of_day" if match["part"] else "day"
    return (_opened(match, before, before, precision), _opened(match, after, after, precision))


def same_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "during the day"."""
    del match, words
    if where.day is None:
        return None
    return TimeSpan(start=where.day.isoformat(), end=where.day.isoformat(), precision="day"), None


def weekdays(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "between Wednesday and Friday"."""
    if where.day is None:
        return None
    b = words.weekdays[match["b"].lower()]
    last = where.day - timedelta(days=(where.day.weekday() - b) % 7)
    first = last - timedelta(days=(b - words.weekdays[match["a"].lower()]) % 7)
    return TimeSpan(start=first.isoformat(), end=last.isoformat(), precision="interval"), None


def night(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "last night", "during the night"."""
    del match, words
    if where.day is None:
        return None
    day = where.day
    return (
        TimeSpan(
            start=(day - timedelta(days=1)).isoformat(),
            end=day.isoformat(),
            precision="part_of_day",
        ),
        TimeSpan(
            start=day.isoformat(),
            end=(day + timedelta(days=1)).isoformat(),
            precision="part_of_day",
        ),
    )


_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
             "tenth": 10}  # fmt: skip


def nth(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "for the third day"."""
    if where.day is None:
        return None
    back = _days(_ORDINALS[match["n"].lower()] - 1, match["unit"], words)
    first = _shift(where.day, -back)
    if first is None:
        return None
    return TimeSpan(start=first.isoformat(), end=where.day.isoformat(), precision="interval"), None


def month(match: re.Match[str], where: Day, words: TimeWords) -> Meant:  # noqa: PLR0911 - a list of cases, each with its answer
    """Read "in March", "since mid-April", "by May 2023"."""
    name = match["month"].lower()
    ambiguous = name in ("may", "march", "mar", "sep", "jan", "dec", "apr")
    if not (match["in"] or match["open"] or match["y"]) and ambiguous:
        return None
    month = words.months[name]
    if match["y"]:
        year = int(match["y"])
    elif where.day is None:
        return None
    else:
        year = where.day.year if month <= where.day.month else where.day.year - 1
    first = date(year, month, 1)
    part = next((p for p in _THIRDS if p in match.group().lower()), None)
    if part is not None:
        a, b = _THIRDS[part]
        last = _month_end(first) if b is None else date(year, month, b)
        return _opened(match, date(year, month, a), last, "fuzzy"), None
    span = _opened(match, first, _month_end(first), "month")
    if match.string[match.end() :].startswith(" last year") and where.day is not None:
        past = date(where.day.year - 1, month, 1)
        return _opened(match, past, _month_end(past), "month"), None
    if match["y"] or where.day is None:
        return span, None
    ahead = date(where.day.year + (month < where.day.month), month, 1)
    if (match["open"] or "").strip().lower() == "by":
        # What will be so by October is so when October begins.
        return span, TimeSpan(start=None, end=ahead.isoformat(), precision="month")
    return span, _opened(match, ahead, _month_end(ahead), "month")


_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, None)}
_NOON = 12


def months(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "between June and August"."""
    if where.day is None:
        return None
    b = words.months[match["b"].lower()]
    last = date(where.day.year - (b > where.day.month), b, 1)
    a = words.months[match["a"].lower()]
    first = date(last.year - (a > b), a, 1)
    return TimeSpan(
        start=first.isoformat(), end=_month_end(last).isoformat(), precision="interval"
    ), None


def _month_end(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def relative(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "today", "yesterday evening", "overnight"."""
    if where.day is None:
        return None
    said = " ".join(match["rel"].lower().split()).removeprefix("the ")
    day = where.day + timedelta(days=words.days[said])
    if said == "overnight":
        return TimeSpan(
            start=day.isoformat(), end=where.day.isoformat(), precision="part_of_day"
        ), None
    part = match["part"] or said == "tonight"
    return _opened(match, day, day, "part_of_day" if part else "day"), None


def this_part(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "this morning"."""
    del words
    if where.day is None:
        return None
    return _opened(match, where.day, where.day, "part_of_day"), None


def part_only(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "before noon", "since dawn"."""
    del words
    if where.day is None:
        return None
    opened = (match["open"] or "").strip().lower()
    start: str | None = where.day.isoformat()
    end: str | None = where.day.isoformat()
    if opened == "since":
        end = None
    elif opened in ("until", "till"):
        start = None
    return TimeSpan(start=start, end=end, precision="part_of_day"), None


def clock(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "at 6 p.m.", "as of 18:00"."""
    del words
    hour, minute = int(match["h"]), int(match["min"] or 0)
    half = match["ap"].lower().replace(".", "")
    hour = hour % 12 + 12 if half == "pm" else (hour % 12 if half == "am" else hour)
    if where.day is None or hour > 23 or minute > 59:
        return None
    instant = datetime(
        where.day.year,
        where.day.month,
        where.day.day,
        hour,
        minute,
        tzinfo=ZoneInfo(where.zone),
    ).isoformat()
    opened = (match["open"] or "").strip().lower()
    bounded = ("by", "until", "till", "before")
    as_of = match.group().lower().startswith("as of")
    start: str | None = None if opened in bounded or as_of else instant
    end: str | None = None if opened in ("since", "from", "after") else instant
    return TimeSpan(start=start, end=end, precision="minute" if match["min"] else "hour"), None


_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "twelve": 12, "a": 1, "an": 1, "a single": 1, "one single": 1}  # fmt: skip


def _count(said: str | None) -> int | None:
    """Return the number of units, None for "several", "a few" and the like."""
    if said is None:
        return 1
    word = " ".join(said.lower().split())
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _days(count: int, unit: str, words: TimeWords) -> int:
    name = unit.lower().rstrip("s") if unit.lower() not in words.units else unit.lower()
    size = words.units.get(name, 0)
    if size == 0:
        return max(1, round(count / 24)) if name.startswith("hour") and count >= 12 else 0
    return count * size


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def ago(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "three weeks ago"."""
    if where.day is None or match["dir"].lower() in ("later", "before"):
        return None
    count = _count(match["n"])
    if count is None:
        return TimeSpan(start=None, end=where.day.isoformat(), precision="fuzzy"), None
    day = _shift(where.day, -_days(count, match["unit"], words))
    if day is None:
        return None
    unit = match["unit"].lower().rstrip("s")
    precision: Precision = {
        "day": "day",
        "hour": "hour",
        "minute": "minute",
        "week": "week",
        "month": "month",
        "year": "year",
    }.get(unit, "fuzzy")  # type: ignore[assignment]
    return TimeSpan(start=day.isoformat(), end=day.isoformat(), precision=precision), None


def past(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "over the past 24 hours", "last week"."""
    if where.day is None:
        return None
    unit = match["unit"].lower()
    if (
        match["n"] is None
        and match["past"].lower() in ("last", "previous")
        and unit
        in (
            "week",
            "month",
            "year",
            "weekend",
        )
    ):
        return _calendar(where.day, unit, -1), None
    if match["n"] is None and unit == "day" and where.hour is not None and where.hour < _NOON:
        before = (where.day - timedelta(days=1)).isoformat()
        return TimeSpan(start=before, end=before, precision="day"), None
    count = _count(match["n"])
    if count is None or (match["n"] is None and unit.endswith("s")):
        return TimeSpan(start=None, end=where.day.isoformat(), precision="fuzzy"), None
    first = _shift(where.day, -_days(count, unit, words))
    if first is None:
        return None
    return TimeSpan(start=first.isoformat(), end=where.day.isoformat(), precision="interval"), None


def _calendar(day: date, unit: str, step: int) -> TimeSpan:
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        return TimeSpan(
            start=first.isoformat(), end=(first + timedelta(days=6)).isoformat(), precision="week"
        )
    if unit == "weekend":
        back = (day.weekday() - 5) % 7 if step < 1 else 0
        first = day - timedelta(days=back)
        return TimeSpan(
            start=first.isoformat(),
            end=(first + timedelta(days=1)).isoformat(),
            precision="interval",
        )
    if unit == "month":
        number = day.year * 12 + day.month - 1 + step
        first = date(number // 12, number % 12 + 1, 1)
        return TimeSpan(
            start=first.isoformat(), end=_month_end(first).isoformat(), precision="month"
        )
    year = day.year + step
    return TimeSpan(start=f"{year}-01-01", end=f"{year}-12-31", precision="year")


def this_unit(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "this week", "since the start of the month"."""
    del words
    if where.day is None:
        return None
    unit = match["unit"].lower()
    if (
        match["which"].lower() == "the"
        and unit != "weekend"
        and not match["open"]
        and ("start" not in match.group().lower())
    ):
        return None
    span = _calendar(where.day, unit, 0)
    opened = (match["open"] or "").strip().lower()
    if opened == "since":
        return span.but(end=None), None
    if opened in ("by", "until", "before"):
        return span.but(start=None), None
    return span, None


def coming(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in the coming days", "next month"."""
    if where.day is None:
        return None
    unit, count = match["unit"].lower(), _count(match["n"])
    if match["n"] is None and unit in ("week", "month", "year"):
        return _calendar(where.day, unit, 1), None
    if count is None or (match["n"] is None and unit.endswith("s")):
        return TimeSpan(start=where.day.isoformat(), end=None, precision="fuzzy"), None
    last = _shift(where.day, _days(count, unit, words))
    if last is None:
        return None
    return TimeSpan(start=where.day.isoformat(), end=last.isoformat(), precision="interval"), None


def lasting(match: re.Match[str], where: Day, words: TimeWords) -> Meant:  # noqa: PLR0911 - a list of cases, each with its answer
    """Read "for weeks", "within five days"."""
    if where.day is None:
        return None
    unit, said = match["unit"].lower(), (match["n"] or "").strip() or None
    lead = match.group().split()[0].lower()
    if said is None and not unit.endswith("s"):
        return None
    if unit == "weekend":
        return _calendar(where.day, "weekend", 0), None
    if lead == "in" and said is None:
        return None
    count = _count(said) if said else None
    if count is None:
        day = where.day.isoformat()
        return (
            TimeSpan(start=None, end=day, precision="fuzzy"),
            TimeSpan(start=day, end=None, precision="fuzzy"),
        )
    size = _days(count, unit, words)
    # "Within five days" counts the day of saying.
    back = size - 1 if unit.startswith("day") and lead in ("in", "within") and size else size
    first, last = _shift(where.day, -back), _shift(where.day, size)
    if first is None or last is None:
        return None
    return (
        TimeSpan(start=first.isoformat(), end=where.day.isoformat(), precision="interval"),
        TimeSpan(start=where.day.isoformat(), end=last.isoformat(), precision="interval"),
    )


def recent(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in recent days"."""
    del match, words
    if where.day is None:
        return None
    return TimeSpan(start=None, end=where.day.isoformat(), precision="fuzzy"), None


def season(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in the summer of 2022", "this autumn"."""
    said = match["season"].lower()
    # "fall" is far more often a verb; "spring" and "summer" stand alone in names and idioms.
    if said == "fall" and "the fall of 2" not in match.group().lower():
        return None
    if match.group().lower() == said and not match["y"]:
        return None
    first_month, last_month = words.seasons[said]
    if match["y"]:
        year = int(match["y"])
    elif where.day is None:
        return None
    else:
        this = match.group().lower().startswith("this")
        year = where.day.year - (first_month > where.day.month and not this)
    first = date(year, first_month, 1)
    last = _month_end(date(year + (last_month < first_month), last_month, 1))
    return _opened(match, first, last, "season"), None


def year(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in 2014", "since 2014"."""
    del where, words
    year = int(match["y"])
    return _opened(match, date(year, 1, 1), date(year, 12, 31), "year"), None


def fuzzy(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "recently", "a long time ago"."""
    del words
    if where.day is None:
        return None
    said = match.group().lower()
    if said == "soon" and match.string[match.end() : match.end() + 3] == " as":
        return None  # "as soon as" makes a condition
    ahead = any(w in said for w in ("soon", "coming", "next", "future", "ahead", "shortly"))
    day = where.day.isoformat()
    span = TimeSpan(start=day if ahead else None, end=None if ahead else day, precision="fuzzy")
    return span, None
