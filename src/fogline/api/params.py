"""What a request may ask: parameters that routes share, each spelled once and checked."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from fogline.api.service import Assessed, Service
from fogline.errors import UsageError
from fogline.model.time import now, parse_known
from fogline.pipeline import AreaShape, asking
from fogline.store import Query as ClaimQuery

PAGE = 100
MOST = 1000
DAY = "2023-03-07"
EARLIEST = date(1900, 1, 1)
AHEAD = timedelta(days=366)
NAME = 200
"""Names and words longer than this are no question."""


class Asked(BaseModel):
    """Base of all sets of parameters.

    One that is not known is refused, so that a typing error is not an unfiltered answer.
    """

    model_config = ConfigDict(extra="forbid")


class Instant(Asked):
    """As known when."""

    known: Annotated[
        str | None,
        Field(
            description="What could be known then: an instant with offset, or a day (its end). "
            "Default: now.",
            max_length=40,
            examples=[DAY],
        ),
    ] = None


class Times(Instant):
    """About which day, as known when, of which area."""

    on: Annotated[
        str | None,
        Field(description="The valid day. Default: today.", max_length=10, examples=[DAY]),
    ] = None
    area: Annotated[
        str | None,
        Field(
            description="An area of the theatre, or a place and 30 km around it.",
            max_length=NAME,
            examples=["Bakhmut"],
        ),
    ] = None


class Paged(Instant):
    """A page of a list."""

    limit: Annotated[int, Field(description="Most items of one page.", ge=1, le=MOST)] = PAGE
    cursor: Annotated[
        str | None,
        Field(description="Where the page begins: `next` of the page before.", max_length=400),
    ] = None


class Filtered(Paged):
    """The filters that lists share."""

    place: Annotated[
        str | None,
        Field(description="Any spelling, or a gazetteer id.", max_length=NAME,
              examples=["Bakhmut"]),
    ] = None  # fmt: skip
    side: Annotated[str | None, Field(description="The acting side's id.", max_length=NAME)] = None
    kind: Annotated[
        str | None, Field(description="event, state, order, plan ...", max_length=NAME)
    ] = None
    action: Annotated[
        str | None,
        Field(description="capture, withdraw, strike ...", max_length=NAME,
              examples=["withdraw"]),
    ] = None  # fmt: skip
    since: Annotated[
        str | None, Field(description="From this day of the claim's own time.", max_length=10)
    ] = None
    until: Annotated[
        str | None, Field(description="Up to this day of the claim's own time.", max_length=10)
    ] = None


class ClaimsAsked(Filtered):
    """Filters of claims."""

    text: Annotated[
        str | None,
        Field(
            description='Words of the quote, its voices or places: all must occur; "a phrase" '
            "counts as one, `withdr*` is any word that begins so.",
            max_length=NAME,
            examples=["bridge"],
        ),
    ] = None
    voice: Annotated[
        str | None,
        Field(description="Words of the name of a voice of the chain.", max_length=NAME),
    ] = None
    certainty: Annotated[
        float | None, Field(description="At least so sure (lower bound).", ge=0, le=1)
    ] = None
    order: Annotated[
        Literal["newest", "oldest"], Field(description="By the instant of knowledge.")
    ] = "newest"


def service(request: Request) -> Service:
    """Return the service of the application that got a request."""
    found: Service = request.app.state.service
    return found


Serving = Annotated[Service, Depends(service)]


def day_of(text: str | None, name: str) -> date | None:
    """Parse a day.

    Raises:
        UsageError: it is no ISO day.
    """
    if text is None or not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{name}={text!r}: no day; write YYYY-MM-DD") from None
    _within_reach(day, text, name)
    return day


def _within_reach(day: date, text: str, name: str) -> None:
    """Refuse days that nobody reports about: a picture is assessed day by day up to its own.

    Raises:
        UsageError: before the earliest day, or more than a year ahead.
    """
    if not EARLIEST <= day <= now().date() + AHEAD:
        raise UsageError(f"{name}={text!r}: from {EARLIEST} to a year from now")


def instant_of(text: str | None, name: str, zone: str) -> datetime | None:
    """Parse a knowledge time.

    Raises:
        UsageError: neither an instant with offset nor a day.
    """
    if text is None or not text:
        return None
    try:
        # A plus in an address that was not encoded arrives as a space.
        instant = parse_known(text.replace(" ", "+"), zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{name}={text!r}: neither a day (YYYY-MM-DD) nor an instant with offset "
            "(2023-03-07T10:25:00+02:00)"
        ) from None
    _within_reach(instant.date(), text, name)
    return instant


def assessed(serving: Service, asked: Instant) -> Assessed:
    """Return the pictures of the instant that was asked for."""
    return serving.assessed(instant_of(asked.known, "known", serving.theatre.zone))


def day_asked(serving: Service, asked: Times) -> date:
    """Return the day that was asked for, else today."""
    return day_of(asked.on, "on") or serving.today()


def area_asked(serving: Service, asked: Times) -> AreaShape | None:
    """Return the area that was asked for."""
    return serving.area(asked.area or None)


def query_of(serving: Service, asked: Filtered) -> ClaimQuery:
    """Return the store's query of the filters that were asked for.

    Raises:
        UsageError: a filter names what the theatre or the vocabulary does not have.
    """
    return asking.query(
        serving.theatre,
        place=asked.place or None,
        side=asked.side or None,
        kind=asked.kind or None,
        action=asked.action or None,
        since=day_of(asked.since, "since"),
        until=day_of(asked.until, "until"),
        text=getattr(asked, "text", None) or None,
        voice=getattr(asked, "voice", None) or None,
        certainty=getattr(asked, "certainty", None),
    )
