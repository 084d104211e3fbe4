"""Disputes: what is said and denied, side against side, with the voices of no side beside them."""

from collections.abc import Iterable

from fogline.model.base import Record
from fogline.model.claim import ClaimPlace
from fogline.model.event import Event
from fogline.model.time import TimeSpan
from fogline.situation.origins import NEUTRAL


class Dispute(Record, frozen=True, kw_only=True):
    """Example: "red says it captured Sadove, blue denies it, one neutral origin for"."""

    event_id: str
    action: str
    side: str | None
    places: tuple[ClaimPlace, ...]
    time: TimeSpan | None
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    origins_for: dict[str, int]
    origins_against: dict[str, int]
    neutral_for: int
    neutral_against: int
    reason: str


def disputes(events: Iterable[Event]) -> tuple[Dispute, ...]:
    """Return the events over which known origins contradict each other, most origins first."""
    found = [_dispute(e) for e in events if e.status == "disputed"]
    return tuple(
        sorted(
            found,
            key=lambda d: (
                -min(sum(d.origins_for.values()), sum(d.origins_against.values())),
                -sum(d.origins_for.values()) - sum(d.origins_against.values()),
                d.event_id,
            ),
        )
    )


def _dispute(event: Event) -> Dispute:
    return Dispute(
        event_id=event.id,
        action=event.action,
        side=event.side,
        places=event.places,
        time=event.time,
        claims_for=event.claims_for,
        claims_against=event.claims_against,
        origins_for=event.origins_for,
        origins_against=event.origins_against,
        neutral_for=event.origins_for.get(NEUTRAL, 0),
        neutral_against=event.origins_against.get(NEUTRAL, 0),
        reason=event.reasons["status"],
    )
