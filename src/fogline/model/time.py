"""Time with its precision: "in March" stays a month, and an open end stays open."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from fogline.model.base import Record

Precision: TypeAlias = Literal[
    "minute", "hour", "part_of_day", "day", "week", "month", "season", "year", "interval", "fuzzy"
]


class TimeSpan(Record, frozen=True, kw_only=True):
    """When something was so.

    `start` and `end` are ISO days in the theatre's zone ("2023-03-06"), or ISO instants with
    offset where the precision is `minute`, `hour` or `part_of_day`. `end` is inclusive; None is open.
    `text` is the report's own words, None where the time is the report's own day.
    """

    start: str | None
    end: str | None
    precision: Precision
    text: str | None = None

    @property
    def first_day(self) -> date | None:
        """The first day, None if open."""
        return None if self.start is None else date.fromisoformat(self.start[:10])

    @property
    def last_day(self) -> date | None:
        """The last day, None if open."""
        return None if self.end is None else date.fromisoformat(self.end[:10])


def parse_instant(text: str) -> datetime:
    """Parse an ISO 8601 instant with offset.

    Raises:
        ValueError: not ISO 8601, or without an offset.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC")
    return instant


def end_of_day(day: date, zone: str) -> datetime:
    """Return the instant at which a theatre's day ends (24:00), which is the next day's start."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))


def local_day(instant: datetime, zone: str) -> date:
    """Return the theatre's day in which an instant lies."""
    return instant.astimezone(ZoneInfo(zone)).date()


def day_reached(instant: datetime, zone: str) -> date:
    """Return the theatre's day up to which an instant of knowledge reaches.

    Midnight ends a day (24:00), so at midnight it is the day that has just ended.
    """
    return local_day(instant - timedelta(microseconds=1), zone)


def parse_known(text: str, zone: str) -> datetime:
    """Parse a knowledge time: an ISO instant with offset, or an ISO day, which ends at 24:00.

    Raises:
        ValueError: neither.
    """
    if len(text) == len("2023-03-07"):
        return end_of_day(date.fromisoformat(text), zone)
    return parse_instant(text)


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)
