"""Two lists between two instants: what happened since, and what was learned since about before.

Three pictures tell them apart: the earlier day as it was known then, the earlier day as it is
known now, the present day as it is known now. The first two differ by learning only, the last
two by what happened.
"""

from collections.abc import Iterable, Mapping, Sequence

from fogline.model.base import Record
from fogline.model.event import Event
from fogline.model.situation import PlaceSituation, PlaceStatus

MOVED = 0.15
"""A probability that moves less is no change to report."""


class PlaceChange(Record, frozen=True, kw_only=True):
    """A place whose status or leading probability changed."""

    place_id: str
    name: str
    lon: float
    lat: float
    status_before: PlaceStatus
    status_after: PlaceStatus
    control_before: dict[str, float]
    control_after: dict[str, float]
    claims: tuple[str, ...]
    """Claims that were known at the later instant only."""
    reason: str


class EventChange(Record, frozen=True, kw_only=True):
    """An event that is new or whose status changed."""

    event: Event
    status_before: str | None
    """None = it was not known."""
    reason: str


class Changes(Record, frozen=True, kw_only=True):
    """What changed between two knowledge instants."""

    since: str
    known: str
    happened: tuple[PlaceChange, ...]
    """Later than the earlier instant's day."""
    learned: tuple[PlaceChange, ...]
    """About the earlier instant's day and before."""
    events_happened: tuple[EventChange, ...]
    events_learned: tuple[EventChange, ...]


def place_changes(
    before: Sequence[PlaceSituation],
    after: Sequence[PlaceSituation],
) -> tuple[PlaceChange, ...]:
    """Return the places whose status or probabilities differ, the largest move first."""
    old = {p.place_id: p for p in before}
    found = [
        (move, c) for p in after if (c := _change(old.get(p.place_id), p)) for move in [_moved(c)]
    ]
    return tuple(c for _, c in sorted(found, key=lambda f: (-f[0], f[1].place_id)))


def _moved(change: PlaceChange) -> float:
    return max(abs(p - change.control_before.get(s, 0.0)) for s, p in change.control_after.items())


def _change(old: PlaceSituation | None, new: PlaceSituation) -> PlaceChange | None:
    if old is None:
        return None
    fresh = tuple(c for c in new.claims if c not in set(old.claims))
    change = PlaceChange(
        place_id=new.place_id,
        name=new.name,
        lon=new.lon,
        lat=new.lat,
        status_before=old.status,
        status_after=new.status,
        control_before=old.control,
        control_after=new.control,
        claims=fresh,
        reason=new.reasons["control"],
    )
    # Without a new claim only time has passed: drift is no news.
    if not fresh or (old.status == new.status and _moved(change) < MOVED):
        return None
    return change


def event_changes(
    before: Mapping[str, str],
    after: Iterable[Event],
    since_day: str,
    until_day: str,
) -> tuple[tuple[EventChange, ...], tuple[EventChange, ...]]:
    """Return new and changed events, those of later days and those of days up to `since_day`.

    `before` is the status of each event that was known at the earlier instant, by id. What lies
    behind `until_day` has not happened by then: it is in neither list.
    """
    happened: list[EventChange] = []
    learned: list[EventChange] = []
    for event in after:
        first = (event.time.start or "") if event.time is not None else ""
        change = _event_change(before.get(event.id), event) if first <= until_day else None
        if change is not None:
            late = first > since_day
            (happened if late else learned).append(change)
    return tuple(happened), tuple(learned)


def _event_change(was: str | None, event: Event) -> EventChange | None:
    if was == event.status:
        return None
    return EventChange(event=event, status_before=was, reason=event.reasons["status"])
