"""What months, seasons, years and their parts mean: "in mid-March", "this week", "before winter"."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from fogline.claims.english.resolving import Day, Meant, between, opened, opening
from fogline.model.time import TimeSpan
from fogline.vocabulary.content import TimeWords

_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, None), "start": (1, 10),
           "beginning": (1, 10), "middle": (11, 20), "end": (21, None)}  # fmt: skip
_AMBIGUOUS = frozenset({"may", "march", "mar", "sep", "jan", "dec", "apr"})
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
            "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip


def month_end(first: date) -> date:
    """Return the last day of the month that begins on a day."""
    return first + relativedelta(months=1) - timedelta(days=1)


def month(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in March", "since mid-April", "by May 2023", "at the end of April"."""
    name = match["month"].lower()
    if not (match["in"] or match["open"] or match["y"]) and name in _AMBIGUOUS:
        return None
    number = words.months[name]
    if match["y"]:
        year = int(match["y"])
    elif where.day is None:
        return None
    else:
        year = where.day.year - (number > where.day.month)
        year -= bool(match["ago"]) and year == where.day.year
    first = date(year, number, 1)
    if (part := _third(match)) is not None:
        a, b = part
        last = month_end(first) if b is None else first.replace(day=b)
        return opened(match, first.replace(day=a), last, "fuzzy"), None
    span = opened(match, first, month_end(first), "month")
    if match["y"] or where.day is None or match["ago"]:
        return span, None
    ahead = date(where.day.year + (number < where.day.month), number, 1)
    if opening(match) == "by":
        # What will be so by October is so when October begins.
        return span, TimeSpan(start=None, end=ahead.isoformat(), precision="month")
    return span, opened(match, ahead, month_end(ahead), "month")


def _third(match: re.Match[str]) -> tuple[int, int | None] | None:
    said = (match["in"] or "").lower()
    whole = re.split(r"[\s-]+", match.group().lower())
    return next((_THIRDS[w] for w in (*said.split(), *whole) if w in _THIRDS), None)


def months(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "between June and August", "from April to September 2022"."""
    a, b = (words.months[match[name].lower()] for name in ("a", "b"))
    if match["y"]:
        year = int(match["y"])
    elif where.day is None:
        return None
    else:
        year = where.day.year - (b > where.day.month)
    last = date(year, b, 1)
    return between(date(year - (a > b), a, 1), month_end(last)), None


def part_of_month(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in the first ten days of May", "in the first half of the month", "the second week of June"."""
    if where.day is None:
        return None
    if match["month"]:
        number = words.months[match["month"].lower()]
        year = int(match["y"]) if match["y"] else where.day.year - (number > where.day.month)
        first = date(year, number, 1)
    else:
        first = where.day.replace(day=1)
    unit, count = match["unit"].lower(), match["n"]
    end = month_end(first)
    which = "last" if match["which"].lower() == "last" else ORDINALS[match["which"].lower()]
    if unit == "half":
        if which not in (1, 2):
            return None
        middle = first.replace(day=15)
        return (between(first, middle) if which == 1 else between(middle, end)), None
    size = (7 if unit.startswith("week") else 1) * _several(count)
    if which == "last":
        return between(max(first, end - timedelta(days=size - 1)), end), None
    start = first + timedelta(days=size * (int(which) - 1))
    return between(start, min(end, start + timedelta(days=size - 1))), None


_SEVERAL = {None: 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}


def _several(said: str | None) -> int:
    word = None if said is None else said.strip().lower()
    if word is not None and word.isdigit():
        return min(int(word), 31)
    return _SEVERAL.get(word, 1)


def unit_around(day: date, unit: str, step: int) -> TimeSpan:
    """Return the week, weekend, month or year around a day, or some before or after it."""
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        return between(first, first + timedelta(days=6), "week")
    if unit == "weekend":
        back = (day.weekday() - 5) % 7 if step < 1 else -((5 - day.weekday()) % 7)
        first = day - timedelta(days=back)
        return between(first, first + timedelta(days=1))
    if unit == "month":
        first = day.replace(day=1) + relativedelta(months=step)
        return between(first, month_end(first), "month")
    return between(date(day.year + step, 1, 1), date(day.year + step, 12, 31), "year")


def this_unit(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "this week", "since the start of the month", "by the weekend"."""
    del words
    if where.day is None:
        return None
    unit = match["unit"].lower()
    start = any(w in match.group().lower() for w in ("start", "beginning"))
    if match["which"].lower() == "the" and unit != "weekend" and not match["open"] and not start:
        return None
    span = unit_around(where.day, unit, 0)
    coming = unit_around(where.day, unit, 1) if unit == "weekend" else None
    return _bounded(opening(match), span), (coming and _bounded(opening(match), coming))


def _bounded(word: str, span: TimeSpan) -> TimeSpan:
    if word in ("since", "from"):
        return span.but(end=None)
    if word in ("by", "until", "till", "before"):
        return span.but(start=None, end=span.start if word == "by" else span.end)
    return span


def earlier(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "earlier this week": of it, what is over."""
    del words
    if where.day is None:
        return None
    unit = match["unit"].lower()
    if unit in ("today", "day"):
        return between(where.day, where.day, "day"), None
    span = unit_around(where.day, unit, 0)
    last = max(where.day - timedelta(days=1), span.first_day or where.day)
    return span.but(end=last.isoformat()), None


def past_week(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "over the week" of a summary: the seven days that it ends."""
    del match, words
    if where.day is None:
        return None
    return between(where.day - timedelta(days=6), where.day, "week"), None


def season(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in the summer of 2022", "this autumn", "before winter"."""
    said = match["season"].lower()
    whole = match.group().lower()
    # "fall" is far more often a verb; "spring" and "summer" stand alone in names and idioms.
    if (said == "fall" and "the fall of 2" not in whole) or (whole == said and not match["y"]):
        return None
    first_month, last_month = words.seasons[said]

    def of(year: int) -> TimeSpan:
        first = date(year, first_month, 1)
        last = date(year + (last_month < first_month), last_month, 1)
        if opening(match) in ("until", "till"):
            # What lasts till summer is over when it begins.
            return TimeSpan(
                start=None, end=(first - timedelta(days=1)).isoformat(), precision="season"
            )
        return opened(match, first, month_end(last), "season")

    if match["y"]:
        return of(int(match["y"])), None
    if where.day is None:
        return None
    this = whole.startswith("this")
    year = where.day.year - (first_month > where.day.month and not this)
    ahead = where.day.year + (first_month < where.day.month and not this)
    return of(year), of(ahead)


def year(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "in 2014", "since 2014"."""
    del where, words
    number = int(match["y"])
    return opened(match, date(number, 1, 1), date(number, 12, 31), "year"), None


def year_end(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "by the end of the year", "before the new year"."""
    del match, words
    if where.day is None:
        return None
    end = date(where.day.year, 12, 31).isoformat()
    return TimeSpan(start=None, end=end, precision="year"), None


def war(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "since the start of the war", "in the first month of the war", where its start is known."""
    del words
    if where.began is None:
        return None
    if match["n"]:
        step = {"week": relativedelta(weeks=1), "year": relativedelta(years=1)}
        last = where.began + step.get(match["n"].lower(), relativedelta(months=1))
        return between(where.began, last), None
    return TimeSpan(start=where.began.isoformat(), end=None, precision="day"), None
