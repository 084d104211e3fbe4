"""What a page is asked for: a day, a knowledge time, an area. It stands in every address."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from fogline.api.params import day_of, instant_of
from fogline.api.service import Service
from fogline.errors import FoglineError
from fogline.model.time import end_of_day, local_day, now, parse_instant
from fogline.pipeline import AreaShape

THEN = "then"
"""In place of a knowledge time: as it was known at the end of the valid day."""
FRESH = timedelta(days=2)
"""A store whose newest report is older than this opens on the day of that report."""
MORNING = time(8)
LARGE = 32_000_000
"""Bytes of a store whose assessment takes so long that it is begun when the server starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One picture: what is held to be so on a day, as known at an instant, where.

    `texts` are the parameters as the address has them, so that links repeat them unchanged.
    """

    on: date
    known: datetime
    since: datetime
    """Changes are listed from here: 08:00 of the day before, unless asked otherwise."""
    newest: date
    """The day of the newest report."""
    area: AreaShape | None
    zone: str
    texts: Mapping[str, str]

    @property
    def then(self) -> bool:
        """Whether later knowledge is left out."""
        return bool(self.texts.get("known"))

    def address(self, path: str, **changes: object) -> str:
        """Return a path with this picture's parameters and further ones; None drops one."""
        kept = {**self.texts, **{k: "" if v is None else str(v) for k, v in changes.items()}}
        query = urlencode([(k, v) for k, v in kept.items() if v])
        return quote(path, safe="/:") + (f"?{query}" if query else "")


def read(serving: Service, params: Mapping[str, str]) -> Asked:
    """Return the picture that an address asks for.

    Raises:
        UsageError: a day, an instant or an area is none.
    """
    theatre = serving.theatre
    zone = theatre.zone
    texts = {k: params[k] for k in ("on", "known", "area", "since") if params.get(k)}
    reports = serving.snapshot().reports
    latest = parse_instant(reports[-1].known) if reports else None
    newest = _newest_day(latest, zone)
    on = day_of(texts.get("on"), "on") or newest
    return Asked(
        on=on,
        known=_known(serving, texts.get("known", ""), on, zone),
        since=_since(texts.get("since"), on, zone),
        newest=newest,
        area=serving.area(texts.get("area")),
        zone=zone,
        texts=texts,
    )


def warm(serving: Service) -> None:
    """Work out what the start page of a large store will show, before anybody asks."""
    with suppress(FoglineError, sqlite3.Error, OSError):
        if serving.path.stat().st_size < LARGE:
            return
        asked = read(serving, {})
        serving.warm(asked.on, asked.known, asked.since)


def _newest_day(latest: datetime | None, zone: str) -> date:
    present = now()
    if latest is None or present - latest < FRESH:
        return local_day(present, zone)
    return local_day(latest, zone)


def _known(serving: Service, text: str, on: date, zone: str) -> datetime:
    if text == THEN:
        return end_of_day(on, zone)
    # To the hour: what is assessed is kept, and ages are told in hours.
    hour = now().replace(minute=0, second=0, microsecond=0)
    latest = serving.snapshot().latest(now())
    return instant_of(local_to_instant(text, ZoneInfo(zone)), "known", zone) or max(
        hour, latest or hour
    )


def _since(text: str | None, on: date, zone: str) -> datetime:
    given = instant_of(local_to_instant(text or "", ZoneInfo(zone)), "since", zone)
    return given or datetime.combine(on - timedelta(days=1), MORNING, ZoneInfo(zone))


def local_to_instant(text: str, zone: ZoneInfo) -> str:
    """Return what a date-and-time field sends as an instant with offset; else the text."""
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if len(text) <= 10 or made.tzinfo else made.replace(tzinfo=zone).isoformat()
