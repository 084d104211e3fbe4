"""What days mean against the voice's own day, and what the resolvers of time words share.

One function a form of words; `timeforms` says which words take which function.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from dateutil.relativedelta import relativedelta

from fogline.model.time import Precision, TimeSpan
from fogline.vocabulary.content import TimeWords


@dataclass(frozen=True, slots=True)
class Day:
    """The day against which words are resolved."""

    day: date | None
    zone: str
    hour: int | None = None
    began: date | None = None
    """The day on which the theatre's war began, for "since the start of the war"."""


Meant: TypeAlias = tuple[TimeSpan, TimeSpan | None] | None
"""The time, and its reading for what is still to come; None where the words are no time."""
Resolver: TypeAlias = Callable[[re.Match[str], Day, TimeWords], Meant]

NEAR = 2
"""Days ahead that a report's clock may be behind that of the events."""


def opening(match: re.Match[str]) -> str:
    """Return "since", "by", "until" of an expression in lower case, "" without one."""
    return " ".join((match.groupdict().get("open") or "").lower().split())


def opened(match: re.Match[str], start: date, end: date, precision: Precision) -> TimeSpan:
    """Apply "since", "by", "until", "after" to an interval of days."""
    word = opening(match)
    first: str | None = start.isoformat()
    last: str | None = end.isoformat()
    if word in ("since", "from", "starting", "as early as", "no sooner than", "no earlier than"):
        last = None
    elif word == "after":
        first, last = (end + timedelta(days=1)).isoformat(), None
    elif word in ("by", "until", "till", "no later than", "as of", "through"):
        first = None
    elif word == "before":
        first, last = None, (start - timedelta(days=1)).isoformat()
    return TimeSpan(start=first, end=last, precision=precision)


def between(first: date, last: date, precision: Precision = "interval") -> TimeSpan:
    """Return whole days from one to another."""
    return TimeSpan(start=first.isoformat(), end=last.isoformat(), precision=precision)


def made(year: int, month: int, day: int) -> date | None:
    """Return a day, None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, count: int, unit: str, words: TimeWords) -> date | None:
    """Return the day some units after another (before it if negative); hours of a day are none.

    Months and years are the calendar's: a month before 30 November is 30 October.
    """
    name = unit.lower()
    single = name.removesuffix("s")
    try:
        if single in ("month", "year"):
            return day + relativedelta(**{f"{single}s": count})  # type: ignore[arg-type]
        size = words.units.get(name, words.units.get(single, 0))
        if size == 0:
            half_days = single == "hour" and abs(count) >= 12
            size, count = 1, (round(count / 24) or (1 if count > 0 else -1)) * half_days
        return day + timedelta(days=size * count)
    except (OverflowError, ValueError):
        return None


def iso_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "2023-03-07"."""
    del where, words
    day = made(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if day is None else (opened(match, day, day, "day"), None)


def numeric_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "15.05.2023" and "15/05/2023", the day first as reports from Europe have it.

    What can only be the month first ("05/15/2023") is.
    """
    del where, words
    first, second, year = int(match["d"]), int(match["m"]), int(match["y"])
    day = made(year, second, first) or made(year, first, second)
    return None if day is None else (opened(match, day, day, "day"), None)


def calendar_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "7 March", "March 6 and 7, 2023", "from 10 to 14 May"."""
    month = words.months[match["month"].lower()]
    number = int(match["d"])
    ahead: TimeSpan | None = None
    if match["y"]:
        day = made(int(match["y"]), month, number)
    else:
        day, following = _nearest(where.day, month, number)
        if following is not None and not match["d2"]:
            ahead = opened(match, following, following, "day")
    if day is None:
        return None
    if match["d2"]:
        last = made(day.year, month, int(match["d2"]))
        if last is not None and last > day:
            # "From 10 to 14 May" ends on the 14th, "since 10 and 11 May" does not.
            ranged = opening(match) in ("from", "between")
            night = bool(match.groupdict().get("night"))
            whole: Precision = "part_of_day" if night else "interval"
            return (
                between(day, last, whole) if ranged or night else opened(match, day, last, whole)
            ), None
    said = bool(match.groupdict().get("night"))
    return opened(match, day, day, "part_of_day" if said else "day"), ahead


def _nearest(day: date | None, month: int, number: int) -> tuple[date | None, date | None]:
    """Return the last such day before a day and the next one after it, for a date without a year."""
    if day is None:
        return None, None
    options = [d for y in (day.year - 1, day.year, day.year + 1) if (d := made(y, month, number))]
    past = [d for d in options if d <= day + timedelta(days=NEAR)]
    coming = [d for d in options if d >= day]
    return max(past, default=None), min(coming, default=None)


def day_of_month(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "on the 12th", "the night of the 17th": the last such day, for what is to come the next."""
    del words
    if where.day is None:
        return None
    number = int(match["d"])
    months = [where.day.replace(day=1) + relativedelta(months=step) for step in (-2, -1, 0, 1, 2)]
    days = [d for m in months if (d := made(m.year, m.month, number))]
    past = [d for d in days if d <= where.day]
    coming = [d for d in days if d >= where.day]
    if not past or not coming:
        return None
    precision: Precision = "part_of_day" if match["night"] else "day"
    return (
        opened(match, past[-1], past[-1], precision),
        opened(match, coming[0], coming[0], precision),
    )


def weekday(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "on Tuesday", "last Friday night"."""
    if where.day is None:
        return None
    wanted = words.weekdays[match["weekday"].lower()]
    which = " ".join((match["which"] or "").lower().split())
    before, after = _last(where.day, wanted), _next(where.day, wanted)
    if which == "last" and before == where.day:
        before -= timedelta(days=7)
    if which in ("next", "the following", "the coming", "the next"):
        before = after
    precision: Precision = "part_of_day" if match["part"] or match["early"] else "day"
    return (opened(match, before, before, precision), opened(match, after, after, precision))


def _last(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)


def same_day(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "during the day"."""
    del match, words
    return None if where.day is None else (between(where.day, where.day, "day"), None)


def weekdays(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "between Wednesday and Friday", "from Friday to Tuesday", "Saturday and Sunday"."""
    if where.day is None:
        return None
    a, b = (words.weekdays[match[name].lower()] for name in ("a", "b"))
    span = timedelta(days=(b - a) % 7)
    last, first = _last(where.day, b), _next(where.day, a)
    return between(last - span, last), between(first, first + span)
