"""What "now" and ranges of calendar days mean against the voice's own day."""

import re
from datetime import date

from fogline.claims.english.resolving import Day, Meant
from fogline.model.time import TimeSpan
from fogline.vocabulary.content import TimeWords


def now(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "now", "from now on": the day of saying, and from it on for what is to come."""
    del words
    if where.day is None or match.string[match.end() :].lstrip().startswith("that"):
        return None
    day = where.day.isoformat()
    ahead = TimeSpan(start=day, end=None, precision="day")
    if match.group().lower().startswith("from"):
        return ahead, ahead
    return TimeSpan(start=day, end=day, precision="day"), ahead


def day_range(match: re.Match[str], where: Day, words: TimeWords) -> Meant:
    """Read "from 28 September to 4 October 2024", "between 28 February and 31 March"."""
    first_month, last_month = (words.months[match[m].lower()] for m in ("m1", "m2"))
    year = int(match["y"]) if match["y"] else None
    if year is None and where.day is None:
        return None
    try:
        if year is None and where.day is not None:
            year = where.day.year
            if date(year, first_month, int(match["d1"])) > where.day:
                year -= 1
            year += last_month < first_month
        last = date(int(year or 0), last_month, int(match["d2"]))
        first = date(last.year - (last_month < first_month), first_month, int(match["d1"]))
    except ValueError:
        return None
    return TimeSpan(start=first.isoformat(), end=last.isoformat(), precision="interval"), None
