"""Options that commands share, each spelled once."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo

import typer

from fogline.errors import UsageError
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day, now, parse_known
from fogline.pipeline import asking
from fogline.settings import Settings, load
from fogline.store import Query, open_store
from fogline.store.sqlite import SqliteStore

StorePath: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Store file. Default: fogline.fog, or FOGLINE_STORE.", show_default=False
    ),
]
Format: TypeAlias = Annotated[
    str, typer.Option("--format", help="table, jsonl, csv, geojson or parquet.")
]
Out: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", help="Write to this file instead of the screen.", show_default=False
    ),
]
Place: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--place", help="Only this place: any spelling, or a gazetteer id.", show_default=False
    ),
]
SideId: TypeAlias = Annotated[
    str | None,
    typer.Option("--side", help="Only this acting side.", show_default=False),
]
Kind: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--kind", help="Only this kind: event, state, order, plan ...", show_default=False
    ),
]
Action: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--action", help="Only this action: capture, withdraw, strike ...", show_default=False
    ),
]
Since: TypeAlias = Annotated[
    str | None,
    typer.Option("--since", help="From this day of the claim's own time.", show_default=False),
]
Until: TypeAlias = Annotated[
    str | None,
    typer.Option("--until", help="Up to this day of the claim's own time.", show_default=False),
]
On: TypeAlias = Annotated[
    str | None,
    typer.Option("--on", help="The valid day, YYYY-MM-DD.", show_default=False),
]
Known: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--known",
        help="What could be known then: an instant with offset, or a day (its end).",
        show_default=False,
    ),
]
Area: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--area", help="An area of the theatre, or a place and 30 km around it.", show_default=False
    ),
]


def settings() -> Settings:
    """Return the settings of this run."""
    return load()


def opened(path: Path | None, configured: Settings) -> SqliteStore:
    """Open an existing store."""
    return open_store(path or Path(configured.store))


def day(text: str | None, option: str) -> date | None:
    """Parse a day option.

    Raises:
        UsageError: it is no ISO day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r}: no day; write YYYY-MM-DD") from None


def known_instant(
    text: str | None, zone: str, default: Callable[[], datetime | None]
) -> datetime | None:
    """Parse `--known`.

    Raises:
        UsageError: neither an instant with offset nor a day.
    """
    if text is None:
        return default()
    try:
        return parse_known(text, zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"--known {text!r}: neither a day (YYYY-MM-DD) nor an instant with offset "
            "(2023-03-07T10:25:00+02:00)",
        ) from None


def today(zone: str) -> date:
    """Return the theatre's present day."""
    return now().astimezone(ZoneInfo(zone)).date()


def end_of(on: date, zone: str) -> Callable[[], datetime]:
    """Return the default knowledge time of briefs: the end of the day."""
    return lambda: end_of_day(on, zone)


def query(  # the six options that lists share
    theatre: Theatre,
    place: str | None,
    side: str | None,
    kind: str | None,
    action: str | None,
    since: str | None,
    until: str | None,
) -> Query:
    """Build the query that list commands share."""
    return asking.query(
        theatre,
        place=place,
        side=side,
        kind=kind,
        action=action,
        since=day(since, "--since"),
        until=day(until, "--until"),
    )
