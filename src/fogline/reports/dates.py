"""Dates and times as pages print them."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from dateutil import parser as dateutil_parser

from fogline.model.report import PublishedPrecision

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_CLOCK = (
    r"(?:(?:\s{0,9}[|,]?\s{0,9}|\s{1,9}at\s{1,9}|T)"
    r"(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s{0,9}(?:[AaPp]\.?[Mm]\.?)?)"
    r"\s{0,9}(Z|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|[A-Z]{3,4}(?![A-Za-z]))?)?"
)
_ZONES = {
    zone: hours * 3600
    for zone, hours in {
        "EST": -5,
        "EDT": -4,
        "BST": 1,
        "CET": 1,
        "CEST": 2,
        "CAT": 2,
        "EET": 2,
        "EEST": 3,
        "EAT": 3,
        "MSK": 3,
        "TRT": 3,
    }.items()
}
"""Seconds from UTC of the zones that pages abbreviate; another abbreviation counts as none."""
_FORMS = (
    re.compile(rf"\b(\d{{4}}-\d{{2}}-\d{{2}}){_CLOCK}"),
    re.compile(rf"\b({_MONTH}\s{{1,9}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,9}}\d{{4}}){_CLOCK}"),
    re.compile(rf"\b(\d{{1,2}}(?:st|nd|rd|th)?\s{{1,9}}{_MONTH},?\s{{1,9}}\d{{4}}){_CLOCK}"),
    re.compile(rf"\b(\d{{1,2}}\.\d{{1,2}}\.\d{{4}})\.?{_CLOCK}"),
    re.compile(rf"\b(\d{{1,2}}/\d{{1,2}}/\d{{4}}){_CLOCK}"),
)

_DIGITS = re.compile(r"\d{4,14}")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_NAME_DAY = r"(\d{4})([-_.]?)(\d{2})\2(\d{2})"
_LEADING_DAY = re.compile(_NAME_DAY + r"(?!\d)")
_TRAILING_DAY = re.compile(r"(?<!\d)" + _NAME_DAY + "$")
_LONGEST_STAMP = 100
_YEARS = (1900, 2200)
_COMPACT: dict[int, tuple[tuple[str, PublishedPrecision], ...]] = {
    8: (("%Y%m%d", "day"),),
    12: (("%Y%m%d%H%M", "minute"),),
    14: (("%Y%m%d%H%M%S", "second"),),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """An instant as printed: naive where no offset stood, with its precision."""

    instant: datetime
    precision: PublishedPrecision


@dataclass(frozen=True, slots=True)
class Found:
    """A stamp and where it stands."""

    stamp: Stamp
    start: int
    end: int


def stamps(text: str) -> list[Found]:
    """Return every date in the text, in order, each with the clock time beside it if any.

    Dotted dates are read day first, slashed ones month first.
    """
    found: list[Found] = []
    for form in _FORMS:
        earlier = sorted(found, key=lambda f: f.start)
        starts = [f.start for f in earlier]
        for match in form.finditer(text):
            before = bisect_left(starts, match.end())
            if before and earlier[before - 1].end > match.start():
                continue
            stamp = _stamp(match.group(1), match.group(2), match.group(3))
            if stamp is not None:
                found.append(Found(stamp, match.start(), match.end()))
    return sorted(found, key=lambda f: f.start)


def _stamp(day: str, clock: str | None, offset: str | None) -> Stamp | None:
    offset = _offset(offset)
    words = " ".join(w for w in (day.replace("Sept ", "Sep "), clock, offset) if w)
    try:
        instant = dateutil_parser.parse(
            words, dayfirst="." in day and day[0].isdigit(), tzinfos=_ZONES
        )
    except (ValueError, OverflowError):
        return None
    if clock is None:
        return Stamp(instant, "day")
    return Stamp(instant, "second" if clock.count(":") > 1 else "minute")


def _offset(printed: str | None) -> str | None:
    """Return an offset as the parser means it: it reads "GMT+3" as three hours behind."""
    if printed is None or printed in ("Z", "UTC", "GMT"):
        return printed
    if printed.isalpha():
        return printed if printed in _ZONES else None
    sign, hours = re.sub(r"^(?:UTC|GMT)", "", printed)[0], re.findall(r"\d+", printed)
    whole = "".join(hours) if len(hours) == 1 else f"{hours[0]:0>2}{hours[1]}"
    return sign + (f"{whole:0>2}00" if len(whole) <= 2 else f"{whole:0>4}")


def parse_stamp(value: object) -> Stamp | None:
    """Parse a date field of an archive or header: ISO text, RFC 822 text, a datetime, None.

    Dotted dates are read day first. Numbers are days (20230307), instants (20230307102500), or
    seconds or milliseconds since 1970.

    Raises:
        ValueError: there is something, but it is no date, or one without a year.
    """
    # NaN is how tables say "nothing"; it is the only value that differs from itself.
    if value is None or value == "" or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, datetime):
        return Stamp(value, "second")
    text = str(value).strip()
    digits = text.removesuffix(".0")
    if _DIGITS.fullmatch(digits):
        return _from_digits(digits)
    if isinstance(value, bool | int | float | list | tuple | dict) or len(text) > _LONGEST_STAMP:
        raise ValueError(f"{text[:60]!r} is no date")
    instant = _whole_date(text)
    if ":" not in text:
        return Stamp(instant, "day")
    return Stamp(instant, "second" if text.count(":") > 1 and instant.second else "minute")


def day_of_name(name: str) -> Stamp | None:
    """Return the day that a file's name begins or ends with: `2023-03-07-courier.txt`."""
    stem = PurePath(name).stem
    for match in (_LEADING_DAY.match(stem), _TRAILING_DAY.search(stem)):
        if match is not None:
            try:
                year, month, day = map(int, match.group(1, 3, 4))
                instant = datetime(year, month, day)  # noqa: DTZ001 - a day of the theatre
            except ValueError:
                continue
            if _YEARS[0] <= instant.year <= _YEARS[1]:
                return Stamp(instant, "day")
    return None


def _whole_date(text: str) -> datetime:
    """Parse a date that says year, month and day; the parser would fill a gap with today's."""
    day_first = bool(_DOTTED.match(text))
    try:
        one, other = (
            dateutil_parser.parse(text, dayfirst=day_first, default=default)
            for default in (datetime(2001, 1, 1), datetime(2002, 2, 2))  # noqa: DTZ001 - as printed
        )
    except (ValueError, OverflowError, TypeError):
        raise ValueError(f"{text[:60]!r} is no date") from None
    if one != other:
        raise ValueError(f"{text[:60]!r} does not say year, month and day")
    return one


def _from_digits(text: str) -> Stamp:
    for form, precision in _COMPACT.get(len(text), ()):
        try:
            instant = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is the theatre's
        except ValueError:
            continue
        if _YEARS[0] <= instant.year <= _YEARS[1]:
            return Stamp(instant, precision)
    # Milliseconds and seconds since 1970 are told apart by size: 1e11 s is the year 5138.
    seconds = int(text) / 1000 if len(text) > 11 else int(text)
    if len(text) < 9 or seconds > 1e11:
        raise ValueError(f"{text[:60]!r} is no date")
    return Stamp(datetime.fromtimestamp(seconds, tz=UTC), "second")
