"""When each place's status changed, when it was first claimed for its new holder, when confirmed.

Read from pictures of consecutive days, each with what was known at that day's end, so that the
table says what an analyst could have written down on the day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from fogline.model.base import Record
from fogline.model.situation import PlaceSituation, Situation
from fogline.situation.control import FIRM
from fogline.situation.known import day_of, instant_of, iso
from fogline.situation.observations import Evidence
from fogline.situation.parameters import KINDS
from fogline.situation.supports import children

LIKELY = 0.5
"""From this probability on a side is likelier than all else together."""
DIRECT = 0.5
"""Rows that bear on a place at least so far speak of it by name."""
_HOLD = KINDS.index("hold")


class StatusChange(Record, frozen=True, kw_only=True):
    """A day on which a place's status, or whose it is said to be, differs from the day before."""

    day: str
    status: str
    leading: str
    probability: float
    claimed_by: tuple[str, ...]
    """Sides that say they hold it, the newest claim first."""
    reason: str


class PlaceHistory(Record, frozen=True, kw_only=True):
    """What became of one place, for each side that took it or said so.

    Example: Soledar, before `ukraine`, side `russia`, claimed 2023-01-11, confirmed 2023-01-13.
    """

    place_id: str
    name: str
    part_of: str | None
    before: str | None
    """The leading side on the first day; None if none was likelier than not."""
    side: str | None
    """Who took the place or says so; None where nobody else does."""
    claimed: str | None
    """ISO day on which the first claim that the side holds it became known."""
    claimed_by: str | None
    """Whose word that was."""
    claim_id: str | None
    likely: str | None
    """First day from which on the side is likelier than not; None if it is not at the end."""
    confirmed: str | None
    """First day from which on the side holds it by the status; None if it does not at the end."""
    changes: tuple[StatusChange, ...]
    not_for_movement: bool = True


@dataclass(slots=True)
class History:
    """Grows day by day from pictures, in order of days."""

    _paths: dict[str, list[tuple[str, PlaceSituation]]] = field(default_factory=dict)

    def add(self, picture: Situation) -> None:
        """Add the picture of one more day."""
        for place in picture.places:
            self._paths.setdefault(place.place_id, []).append((picture.on.isoformat(), place))

    def places(self, first: Mapping[tuple[str, str], "FirstClaim"]) -> tuple[PlaceHistory, ...]:
        """Return one history a place and side, by the day of its confirmation, then by name.

        `first` holds the first claim of each side to each place, as `first_claims` returns it.
        """
        found = [h for path in self._paths.values() for h in _histories(path, first)]
        late = "9999"
        return tuple(
            sorted(
                found,
                key=lambda h: (
                    h.side is None,
                    h.confirmed or late,
                    h.likely or late,
                    h.claimed or late,
                    h.name,
                ),
            )
        )


@dataclass(frozen=True, slots=True)
class FirstClaim:
    """The first claim that a side holds a place."""

    day: str
    by: str
    claim_id: str


def _leader(place: PlaceSituation) -> str:
    sides = {s: p for s, p in place.control.items() if s != "contested"}
    return max(sides, key=lambda s: sides[s])


def _holder(place: PlaceSituation) -> str | None:
    leader = _leader(place)
    return leader if place.control[leader] >= LIKELY else None


def _histories(
    path: Sequence[tuple[str, PlaceSituation]], first: Mapping[tuple[str, str], FirstClaim]
) -> Iterable[PlaceHistory]:
    before, last = _holder(path[0][1]), path[-1][1]
    takers = [
        s
        for s in last.control
        if s not in {"contested", before}
        and (any(_holder(p) == s for _, p in path) or (last.place_id, s) in first)
    ]
    changes = tuple(_changes(path))
    sides: list[str | None] = [*takers] if takers else [None]
    for side in sides:
        claim = first.get((last.place_id, side)) if side else None
        yield PlaceHistory(
            place_id=last.place_id,
            name=last.name,
            part_of=last.part_of,
            before=before,
            side=side,
            claimed=claim.day if claim else None,
            claimed_by=claim.by if claim else None,
            claim_id=claim.claim_id if claim else None,
            likely=_since(path, [side is not None and _holder(p) == side for _, p in path]),
            confirmed=_since(
                path, [side is not None and p.control[side] >= FIRM and _held(p) for _, p in path]
            ),
            changes=changes,
        )


def _held(place: PlaceSituation) -> bool:
    return place.status in {"held", "infiltrated", "isolated"}


def _since(path: Sequence[tuple[str, PlaceSituation]], so: Sequence[bool]) -> str | None:
    """Return the first day of the run of true days at the end."""
    run = next((i for i, one in enumerate(reversed(so)) if not one), len(so))
    return path[len(so) - run][0] if run else None


def _changes(path: Sequence[tuple[str, PlaceSituation]]) -> Iterable[StatusChange]:
    old: tuple[object, ...] | None = None
    for day, place in path:
        lead, claimed = _leader(place), tuple(c.side for c in place.claimed_by)
        # Who leads where nobody holds is a matter of decimals, and no change of status.
        whose = lead if _held(place) else claimed if place.status == "claimed" else None
        if (place.status, whose) != old:
            yield StatusChange(
                day=day,
                status=place.status,
                leading=lead,
                probability=round(place.control[lead], 3),
                claimed_by=claimed,
                reason=place.reasons["status"],
            )
        old = (place.status, whose)


def first_claims(
    evidence: Evidence, known: float, since: float
) -> dict[tuple[str, str], FirstClaim]:
    """Return the first claim that a side holds a place, by place id and side, as known.

    Claims of before `since` came to nothing or belong to another time.

    Anybody's claim counts, with an origin and likelier right than wrong. A city with sectors is
    claimed by one claim for all of them.
    """
    rows = evidence.rows
    which = np.flatnonzero(
        (rows.kind == _HOLD)
        & (rows.known > since)
        & (rows.known <= known)
        & (rows.accuracy > LIKELY)
        & ((rows.spread >= DIRECT) | (rows.bloc == rows.side))
    )
    split = children(evidence.places)
    parts = np.bincount(rows.claim[which], minlength=len(evidence.claims))
    result: dict[tuple[str, str], FirstClaim] = {}
    for i in which[np.argsort(rows.known[which], kind="stable")].tolist():
        place = evidence.places[rows.place[i]]
        side, claim = evidence.sides[rows.side[i]], int(rows.claim[i])
        names = [place.id] if rows.spread[i] >= DIRECT else []
        if place.part_of and parts[claim] >= len(split[place.part_of]):
            names.append(place.part_of)
        for name in names:
            result.setdefault((name, side), _first(evidence, claim, float(rows.known[i])))
    return result


def _first(evidence: Evidence, claim: int, known: float) -> FirstClaim:
    origin = evidence.origins[claim]
    zone = evidence.theatre.zone
    ordinal = day_of(instant_of(known, zone), zone)
    return FirstClaim(
        day=iso(ordinal),
        by=origin.name or f"an unnamed {origin.kind.replace('_', ' ')}",
        claim_id=evidence.claims[claim].id,
    )
