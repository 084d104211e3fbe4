"""`/changes`, `/belief`: what is new since a time, and what a time did not know."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from starlette.responses import Response

from fogline.api.pages.asked import local_to_instant
from fogline.api.pages.common import Desking, new_router
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import page
from fogline.api.pages.rows import EventRow, event_row
from fogline.api.params import instant_of
from fogline.errors import UsageError
from fogline.model.time import local_day
from fogline.situation.changes import Changes, EventChange, PlaceChange
from fogline.views.brief.charts import control_bar
from fogline.views.brief.items import weight
from fogline.views.map.svg import Markup
from fogline.views.words import percent, probability_word, shown, texts

router = new_router()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMove:
    """A place that is held otherwise than before."""

    id: str
    name: str
    text: str
    before: str
    after: str
    bar_before: Markup
    bar_after: Markup
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Two lists of what is new, kept apart."""

    happened: tuple[PlaceMove, ...]
    learned: tuple[PlaceMove, ...]
    events_happened: tuple[EventRow, ...]
    events_learned: tuple[EventRow, ...]

    @property
    def n_happened(self) -> int:
        """How many entries the first list has."""
        return len(self.happened) + len(self.events_happened)

    @property
    def n_learned(self) -> int:
        """How many entries the second list has."""
        return len(self.learned) + len(self.events_learned)


@router.get("/changes")
def changes(request: Request, desk: Desking) -> Response:
    """Return what happened since, and apart from it what was learned since."""
    if desk.asked.since > desk.asked.known:
        raise UsageError(
            f"since {desk.asked.since:%Y-%m-%d %H:%M} lies after the knowledge time: choose an "
            "earlier time, or a later knowledge time"
        )
    local = desk.asked.since.astimezone(ZoneInfo(desk.theatre.zone))
    return page(
        request,
        desk,
        "changes.html.j2",
        title=texts()("wb_changes"),
        new=of_area(desk),
        since=local,
    )


def of_area(desk: Desk) -> News:
    """Return what is new since the time asked for, in the area asked for."""
    if desk.asked.since > desk.asked.known:
        return News(happened=(), learned=(), events_happened=(), events_learned=())
    return _news(desk.assessed.changes(desk.asked.since, desk.asked.on), desk)


def _news(found: Changes, desk: Desk) -> News:
    return News(
        happened=_moves(found.happened, desk),
        learned=_moves(found.learned, desk),
        events_happened=_events(found.events_happened, desk),
        events_learned=_events(found.events_learned, desk),
    )


def _moves(changes: tuple[PlaceChange, ...], desk: Desk) -> tuple[PlaceMove, ...]:
    return tuple(_move(c, desk) for c in changes if desk.area.contains(c.lon, c.lat))


def _move(change: PlaceChange, desk: Desk) -> PlaceMove:
    say = texts()
    sides = {s: p for s, p in change.control_after.items() if s != "contested"}
    side = max(sides, key=lambda s: (sides[s], s))
    return PlaceMove(
        id=change.place_id,
        name=shown(change.name),
        text=say(
            "change_place",
            name=shown(change.name),
            side=desk.picture.side_name(side),
            was=percent(change.control_before.get(side, 0.0)),
            now=percent(sides[side]),
            word=probability_word(sides[side]),
        ),
        before=say(f"status_{change.status_before}"),
        after=say(f"status_{change.status_after}"),
        bar_before=control_bar(change.control_before, desk.theatre),
        bar_after=control_bar(change.control_after, desk.theatre),
        claims=len(change.claims),
    )


def _events(changes: tuple[EventChange, ...], desk: Desk) -> tuple[EventRow, ...]:
    kept = [
        (c, out)
        for c in changes
        if desk.covers(c.event) and (out := desk.gate.event(c.event)) is not None
    ]
    kept.sort(key=lambda k: weight(k[1]), reverse=True)
    return tuple(event_row(out, desk, was=c.status_before) for c, out in kept)


@router.get("/belief")
def belief(request: Request, desk: Desking) -> Response:
    """Return what was held to be so at a time, beside what is now held about that time."""
    at = _believed_at(request, desk)
    day = local_day(at, desk.theatre.zone)
    wrong = desk.assessed.changes(at, day) if at < desk.asked.known else None
    then = desk.serving.assessed(at).situation(day)
    return page(
        request,
        desk,
        "belief.html.j2",
        title=texts()("wb_belief"),
        at=at.astimezone(ZoneInfo(desk.theatre.zone)),
        day_then=day,
        wrong=_news(wrong, desk) if wrong else None,
        total=sum(desk.area.contains(p.lon, p.lat) and p.status != "unknown" for p in then.places),
        later=_later(desk, at),
    )


def _believed_at(request: Request, desk: Desk) -> datetime:
    text = request.query_params.get("at_time", "")
    zone = ZoneInfo(desk.theatre.zone)
    return instant_of(
        local_to_instant(text, zone), "at_time", desk.theatre.zone
    ) or datetime.combine(desk.asked.on, time(8), zone)


def _later(desk: Desk, at: datetime) -> int:
    snapshot = desk.serving.snapshot()
    known: Any = snapshot.reports_until(desk.asked.known.timestamp())
    return len(known) - len(snapshot.reports_until(at.timestamp()))
