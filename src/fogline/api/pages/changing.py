"""`/changes`, `/belief`: what is new since a time, and what a time did not know."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from starlette.responses import Response

from fogline.api.pages.asked import local_to_instant
from fogline.api.pages.common import Desking, new_router, number
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import page
from fogline.api.pages.rows import EventRow, Part, event_row, part
from fogline.api.params import instant_of
from fogline.errors import UsageError
from fogline.model.time import local_day
from fogline.situation.changes import Changes, EventChange, PlaceChange
from fogline.views.brief.charts import control_bar
from fogline.views.brief.items import weight
from fogline.views.map.svg import Markup
from fogline.views.words import percent, probability_word, shown, texts

router = new_router()
HAPPENED, LEARNED = "from_happened", "from_learned"
"""How the address says where the page of each list begins."""


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

    happened: Part[PlaceMove | EventRow]
    learned: Part[PlaceMove | EventRow]


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
        new=of_area(desk, number(request, HAPPENED), number(request, LEARNED)),
        since=local,
        names={"happened": HAPPENED, "learned": LEARNED},
    )


def of_area(desk: Desk, happened: int = 0, learned: int = 0) -> News:
    """Return what is new since the time asked for, in the area asked for.

    Args:
        desk: the picture.
        happened: how many entries of the first list come before those shown.
        learned: the same of the second.
    """
    if desk.asked.since > desk.asked.known:
        return News(happened=part([], 0), learned=part([], 0))
    found = desk.assessed.changes(desk.asked.since, desk.asked.on)
    return _news(found, desk, happened, learned)


def counts(desk: Desk) -> tuple[int, int]:
    """Return how many entries both lists have."""
    new = of_area(desk)
    return new.happened.total, new.learned.total


def _news(found: Changes, desk: Desk, happened: int = 0, learned: int = 0) -> News:
    return News(
        happened=_listed(found.happened, found.events_happened, happened, desk),
        learned=_listed(found.learned, found.events_learned, learned, desk),
    )


def _listed(
    moves: tuple[PlaceChange, ...], events: tuple[EventChange, ...], start: int, desk: Desk
) -> Part[PlaceMove | EventRow]:
    """Return a page of places held otherwise, then of events, the weightiest first."""
    here = [c for c in moves if desk.area.contains(c.lon, c.lat)]
    told = [c for c in events if desk.covers(c.event) and desk.gate.lets_out(c.event)]
    told.sort(key=lambda c: weight(c.event), reverse=True)
    entries: list[PlaceChange | EventChange] = [*here, *told]
    piece = part(entries, start)
    rows = [_move(c, desk) if isinstance(c, PlaceChange) else _event(c, desk) for c in piece.items]
    return Part(items=rows, total=piece.total, start=piece.start)


def _event(change: EventChange, desk: Desk) -> EventRow:
    out = desk.gate.event(change.event)
    return event_row(out or change.event, desk, was=change.status_before)


def _move(change: PlaceChange, desk: Desk) -> PlaceMove:
    say = texts()
    sides = {s: p for s, p in change.control_after.items() if s != "contested"}
    side = max(sides, key=lambda s: (sides[s], s))
    silent = change.place_id in desk.silent
    before, after = change.control_before, change.control_after
    return PlaceMove(
        id=change.place_id,
        name=shown(change.name),
        text=say(
            "change_place_silent" if silent else "change_place",
            name=shown(change.name),
            side=desk.picture.side_name(side),
            was=percent(change.control_before.get(side, 0.0)),
            now=percent(sides[side]),
            word=probability_word(sides[side]),
        ),
        before=say(f"status_{change.status_before}"),
        after=say(f"status_{change.status_after}"),
        bar_before=Markup("") if silent else control_bar(before, desk.theatre),
        bar_after=Markup("") if silent else control_bar(after, desk.theatre),
        claims=len(change.claims),
    )


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
        wrong=_news(wrong, desk, learned=number(request, LEARNED)).learned if wrong else None,
        mistaken=sum(desk.area.contains(c.lon, c.lat) for c in wrong.learned) if wrong else 0,
        name=LEARNED,
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
