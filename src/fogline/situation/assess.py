"""From probabilities to what a reader sees of each place, every value with its reason."""

from collections.abc import Sequence

import numpy as np

from fogline.model.situation import ClaimedBy, PlaceSituation, Share
from fogline.situation.control import FIRM, Field, cities
from fogline.situation.geo import Floats, Ints
from fogline.situation.isolation import encircled
from fogline.situation.known import iso
from fogline.situation.origins import Origin, independent
from fogline.situation.parameters import KINDS
from fogline.situation.reading import COMBAT, GAINS
from fogline.situation.rows import Rows
from fogline.situation.spread import area_km2
from fogline.situation.status import CLAIM_DAYS, Signs, status_of
from fogline.situation.supports import PlaceSupport, children

ORIGIN_DAYS = 30
"""Origins for and against are counted over this many days up to the valid day."""
TELLING = 0.1
"""Rows that bear on a place less than this are not listed as its evidence."""
DIRECT = 0.5
"""Rows that bear on a place at least so far speak of it by name."""
SURELY = 0.75
"""A withdrawal under way, or told of a wider place, weighs less than this and has not happened."""
ALMOST = 0.9
NO_PART = 0.02
"""A side below this in every sector has no part in the city."""
MOST_CLAIMS = 40

_GAINS = np.array([k in GAINS for k in KINDS])
_COMBAT = np.array([k in COMBAT for k in KINDS])
_HOLD, _LEFT = KINDS.index("hold"), KINDS.index("left")
_ABSENT = np.array([k in {"left", "not_hold", "not_there"} for k in KINDS])
_PRESENT = np.array([k in {"presence", "advance"} for k in KINDS])


class Assessor:
    """Assesses places of one field at its last day."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.on = int(field.days[-1])
        of = field.evidence
        self.encircled = encircled(
            of.cuts, of.openings, of.places, of.origins, (self.on, field.known)
        )
        self.sides = field.evidence.sides
        count = len(field.evidence.places)
        today = field.rows.day <= self.on
        self.rows = field.rows.take(today)
        self.edges = np.searchsorted(self.rows.place, np.arange(count + 1))
        self.sectors = children(field.evidence.places)
        self.cities = cities(field)

    def all(self) -> tuple[PlaceSituation, ...]:
        """Return every place, in the order of the supports."""
        return tuple(self.place(i, p) for i, p in enumerate(self.field.evidence.places))

    def place(self, index: int, support: PlaceSupport) -> PlaceSituation:
        """Return one place."""
        sectors = self.sectors.get(support.id, [])
        which = self._rows_of([index, *sectors])
        path = self.cities[support.id] if sectors else self.field.control[:, index]
        signs = self._signs(path, which, [index, *sectors], city=len(sectors))
        status, since, why = status_of(signs)
        if sectors and status in {"vacated", "grey_zone", "infiltrated"}:
            status, why = "contested", "its sectors differ; see each of them"
        leader = self.sides.index(signs.leader)
        supporting, opposing = self._origins(which, leader)
        newest = float(self.rows.known[which].max()) if len(which) else None
        control = dict(zip([*self.sides, "contested"], map(float, path[-1]), strict=True))
        return PlaceSituation(
            place_id=support.id,
            kind=support.kind,
            name=support.name,
            lon=support.lon,
            lat=support.lat,
            part_of=support.part_of,
            control=control,
            status=status,
            claimed_by=signs.claimed_by,
            since=None if since is None else iso(since),
            evidence_age_hours=None
            if newest is None
            else max(
                0.0,
                (self.field.known - newest) / 3600,
            ),
            origins_for=len(supporting),
            origins_against=len(opposing),
            claims=self._claims(which),
            share=self._share(sectors) if sectors else None,
            reasons={
                "status": why,
                "control": self._control_reason(which, signs, city=bool(sectors)),
                "origins_for": _listed(supporting),
                "origins_against": _listed(opposing),
            },
        )

    def _rows_of(self, indices: Sequence[int]) -> Ints:
        parts = [np.arange(self.edges[i], self.edges[i + 1]) for i in indices]
        which = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
        kept: Ints = which[self.rows.spread[which] >= TELLING]
        return kept

    def _signs(
        self,
        path: Floats,
        which: Ints,
        indices: Sequence[int],
        *,
        city: int,
    ) -> Signs:
        rows = self.rows.take(which)
        lead = int(path[-1, :-1].argmax())
        direct = rows.spread >= (0.0 if city else DIRECT)
        combat = rows.day[_COMBAT[rows.kind]]
        against = _GAINS[rows.kind] != (rows.side == lead)
        doubt = rows.day[direct & against & (rows.accuracy >= SURELY)]
        signs = Signs(
            leader=self.sides[lead],
            probability=float(path[-1, lead]),
            evidence=int(rows.day.max()) if len(rows) else None,
            run_since=self._run(path),
            on=self.on,
            claimed_by=self._claimed(rows, max(city, 1), lead),
            fight=int(combat.max()) if len(combat) else None,
            doubt=int(doubt.max()) if len(doubt) else None,
        )
        for number, side in enumerate(self.sides):
            mine = direct & (rows.side == number) & (rows.accuracy > 0.5)
            seen = rows.day[mine & _PRESENT[rows.kind]]
            gone = rows.day[mine & (rows.kind == _LEFT) & (rows.spread >= SURELY)]
            absent = rows.day[mine & _ABSENT[rows.kind] & (rows.accuracy >= SURELY)]
            if len(seen):
                signs.presence[side] = int(seen.max())
            if len(gone):
                signs.left[side] = (int(gone.min()), int(gone.max()))
            if len(absent):
                signs.absent[side] = int(absent.max())
        for index in indices:
            signs.encircled.update(self.encircled.get(index, {}))
        return signs

    def _run(self, path: Floats) -> int:
        """Return the first day of the present run of the same firm holder, or of none."""
        best = int(path[-1, :-1].argmax())
        firm = path[-1, best] >= FIRM
        same = path[:, best] >= FIRM if firm else (path[:, :-1] < FIRM).all(axis=1)
        changed = np.flatnonzero(~same)
        return int(self.field.days[changed[-1] + 1 if len(changed) else 0])

    def _claimed(self, r: Rows, parts: int, lead: int) -> tuple[ClaimedBy, ...]:
        """Return the sides that say they hold all parts of a place, the newest claim first.

        What the place's holder said stands; another side's claim passes if it is not repeated.
        """
        r = r.take(np.bincount(r.claim, minlength=1)[r.claim] >= parts)
        found: list[tuple[int, ClaimedBy]] = []
        for number, side in enumerate(self.sides):
            own = (r.bloc == number) & (r.side == number) & (r.spread >= DIRECT)
            gone = r.day[own & (r.kind == _LEFT)]
            after = int(gone.max()) if len(gone) else 0
            holds = own & (r.kind == _HOLD) & (r.day > after)
            days = r.day[holds]
            old = len(days) > 0 and number != lead and self.on - int(days.max()) > CLAIM_DAYS
            if not len(days) or old:
                continue
            ids = {self.field.evidence.claims[c].id for c in r.claim[holds]}
            claimed = ClaimedBy(side=side, since=iso(int(days.min())), claims=tuple(sorted(ids)))
            found.append((int(days.max()), claimed))
        return tuple(c for _, c in sorted(found, key=lambda f: (-f[0], f[1].side)))

    def _origins(self, which: Ints, leader: int) -> tuple[dict[str, Origin], dict[str, Origin]]:
        rows = self.rows.take(which)
        recent = (self.on - rows.day <= ORIGIN_DAYS) & (rows.accuracy > 0.5)
        serves = _GAINS[rows.kind] == (rows.side == leader)
        origins = self.field.evidence.origins
        return (
            independent(origins[c] for c in rows.claim[recent & serves]),
            independent(origins[c] for c in rows.claim[recent & ~serves]),
        )

    def _claims(self, which: Ints) -> tuple[str, ...]:
        rows = self.rows.take(which)
        newest = np.argsort(-rows.known, kind="stable")
        ids = dict.fromkeys(self.field.evidence.claims[c].id for c in rows.claim[newest])
        return tuple(ids)[:MOST_CLAIMS]

    def _share(self, sectors: Sequence[int]) -> dict[str, Share]:
        """Return low and high share of the city's area for each side that has or may have a part.

        Low are the sectors that are hardly anybody else's, high those that may be the side's.
        """
        places = self.field.evidence.places
        area = np.array([area_km2(places[i]) for i in sectors])
        area = area / area.sum()
        now = self.field.control[-1, sectors]
        return {
            side: Share(
                low=float(area[now[:, s] >= ALMOST].sum()),
                high=float(area[now[:, s] + now[:, -1] > 1.0 - ALMOST].sum()),
            )
            for s, side in enumerate(self.sides)
            if (now[:, s] > NO_PART).any()
        }

    def _control_reason(self, which: Ints, signs: Signs, *, city: bool) -> str:
        if city:
            return (
                f"{signs.leader} {signs.probability:.2f}: a side holds the city only as far as it "
                "holds the least of its sectors; the rest is contested"
            )
        if not len(which):
            return "from the baseline and what neighbours make of it; nobody has spoken of it"
        rows = self.rows.take(which)
        force = rows.spread * (rows.accuracy - 0.5) * np.exp(-(self.on - rows.day) / 14.0)
        best = int(force.argmax())
        origin = self.field.evidence.origins[rows.claim[best]]
        name = origin.name or f"unnamed {origin.kind.replace('_', ' ')}"
        kind = KINDS[rows.kind[best]].replace("_", " ")
        return (
            f"{signs.leader} {signs.probability:.2f} from {len(set(rows.claim.tolist()))} claims; "
            f"weightiest of late: {name} for {iso(int(rows.day[best]))} "
            f"({kind}, {self.sides[rows.side[best]]}; {rows.accuracy[best]:.0%} of such are right)"
        )


def _listed(origins: dict[str, Origin]) -> str:
    names = sorted({o.name or f"an unnamed {o.kind.replace('_', ' ')}" for o in origins.values()})
    return "; ".join(names) if names else f"none within {ORIGIN_DAYS} days"
