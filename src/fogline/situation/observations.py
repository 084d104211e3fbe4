"""Claims as columns of observations: one row for each place that a claim tells of.

The columns hold everything that any knowledge time needs, so that one digest serves pictures at
many instants; `Evidence.at` narrows them to what was known and gives each row its weight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from fogline.model.claim import Claim, ClaimPlace, Quantity
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.situation.collecting import uncollected
from fogline.situation.echoes import Echoes
from fogline.situation.geo import Floats
from fogline.situation.isolation import CUT_WEIGHT, Cut, Opening, cut_off, opens
from fogline.situation.known import Ledger
from fogline.situation.origins import Origin, Voices, origin_of
from fogline.situation.parameters import KINDS, Kind, Parameters
from fogline.situation.prior import prior
from fogline.situation.reading import ATTACKS, GAINS, Observation, Reader
from fogline.situation.relations import Relations
from fogline.situation.rows import Rows, novelty
from fogline.situation.spread import INSIDE, Spread, Spreader
from fogline.situation.supports import PlaceSupport, canonical

ATTACK_INDEX = sorted(KINDS.index(k) for k in ATTACKS)
GAIN_INDEX = sorted(KINDS.index(k) for k in GAINS)
CITY_WIDE = frozenset({"hold"})
"""Kinds that, said of a city, are said of each of its sectors. A city is defended, left in part or
not yet taken while some of its sectors are long lost."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All observations of a theatre's places, and what is needed to explain them."""

    theatre: Theatre
    places: tuple[PlaceSupport, ...]
    sides: tuple[str, ...]
    parameters: Parameters
    relations: Relations
    rows: Rows
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    """Origin of each claim."""
    voices: tuple[str, ...]
    """Key of each voice index."""
    observed: dict[int, Observation] = field(default_factory=dict)
    """By claim index."""
    cuts: tuple[Cut, ...] = ()
    openings: tuple[Opening, ...] = ()
    echoes: Echoes | None = None
    """What was said, to know by it what only says it again."""

    def at(self, known: float) -> tuple[Rows, Floats]:
        """Return the rows known and standing at an instant, and the weight of each."""
        rows = self.rows
        rows = rows.take((rows.known <= known) & (rows.until > known))
        return rows, rows.spread * novelty(rows, self.parameters)


def observation_day(claim: Claim, published: int | None) -> int | None:
    """Return the day on which what the claim says was so, None if it lies in the future.

    The last day that the claim's time names, but not after its publication. None too for what is
    told as history without a word on when: it was so at some time before.
    """
    time = claim.time
    if time is None:
        return published
    first, last = time.first_day, time.last_day
    if first is None and time.text is None:
        return None
    if published is None:
        return last.toordinal() if last else None
    if first is not None and first.toordinal() > published + 1:
        return None
    return published if last is None else min(last.toordinal(), published)


SIFTERS = frozenset({"think_tank", "analyst"})
"""Kinds of voices that sift many sources for a living and name a camp rather than a channel."""
ADVANCES = frozenset({"capture", "control", "advance"})


def speaker_of(claim: Claim, origin: Origin) -> Origin:
    """Return who is taken to speak for control: the origin, or a camp that has none.

    "Sources of that side claimed that its forces took X", told by a body that sifts such sources, has
    no origin and confirms nothing. For control all that is told so in favour of one side is one
    voice of that side, as reliable as unnamed ones are.
    """
    unnamed = claim.chain[-1].kind == "unnamed" and claim.chain[-1].name is None
    sifted = len(claim.chain) > 1 and claim.chain[-2].kind in SIFTERS
    if origin.key is not None or not (unnamed and sifted) or claim.origin_basis != "relayed":
        return origin
    if claim.side is None or claim.action not in ADVANCES:
        return origin
    why = f"sources unnamed, told in favour of {claim.side}: one voice for control, none elsewhere"
    return replace(origin, key=f"sources:{claim.side}", side=claim.side, reason=why)


def digest(
    claims: Sequence[Claim],
    reports: Iterable[Report],
    theatre: Theatre,
    places: Sequence[PlaceSupport],
    parameters: Parameters,
) -> Evidence:
    """Return the observations in claims.

    Claims without a place, a day or a known origin give none, which is no error.
    """
    return Digester(theatre, places, parameters).read(claims, Ledger(claims, reports))


class Digester:
    """Reads claims as observations of a theatre's places with one set of parameters."""

    def __init__(
        self, theatre: Theatre, places: Sequence[PlaceSupport], parameters: Parameters
    ) -> None:
        self.theatre, self.places, self.parameters = theatre, tuple(places), parameters
        self.voices = Voices(theatre)
        self.reader = Reader(theatre, parameters)
        self.spreader = Spreader(places, canonical(theatre), parameters.values)
        self.sides = tuple(s.id for s in theatre.sides)
        self.held = prior(theatre, places, parameters)
        self.echoes = Echoes(theatre)
        """What was said so far; it goes on from one reading to the next."""

    @uncollected()
    def read(self, claims: Sequence[Claim], ledger: Ledger) -> Evidence:
        """Return the observations in claims, whose reports the ledger knows."""
        # Sorted, so that the order in which claims are handed in changes nothing.
        claims = sorted(claims, key=lambda c: (ledger.known(c), c.id))
        builder = Builder(self.sides, self.spreader, self.held)
        origins: list[Origin] = []
        for index, claim in enumerate(claims):
            published = ledger.day(claim, self.theatre.zone)
            report, origin = ledger.reports.get(claim.report_id), self._origin(claim, ledger)
            heard = self.echoes.hear(claim, origin, ledger.known(claim), report)
            origins.append(heard or origin)
            if heard is not None:
                continue
            day = observation_day(claim, published)
            if day is None or not claim.places:
                continue
            when = (day, ledger.known(claim), ledger.withdrawn(claim)[0])
            self._told(builder, index, claim, origin, when)
        return Evidence(
            theatre=self.theatre,
            places=self.places,
            sides=self.sides,
            parameters=self.parameters,
            relations=self.reader.relations,
            rows=builder.rows(),
            claims=tuple(claims),
            origins=tuple(origins),
            voices=tuple(builder.voices),
            observed=builder.observed,
            cuts=tuple(builder.cuts),
            openings=tuple(builder.openings),
            echoes=self.echoes,
        )

    def unsettles(self, claims: Sequence[Claim], ledger: Ledger) -> bool:
        """Whether claims that come late make echoes of some that were read before them."""
        return any(
            self.echoes.unsettled(c, self._origin(c, ledger), ledger.known(c)) for c in claims
        )

    def _origin(self, claim: Claim, ledger: Ledger) -> Origin:
        report = ledger.reports.get(claim.report_id)
        day = ledger.day(claim, self.theatre.zone)
        return origin_of(claim, report, ledger.reports, self.voices, day)

    def _told(
        self,
        builder: "Builder",
        index: int,
        claim: Claim,
        origin: Origin,
        when: tuple[int, float, float],
    ) -> None:
        """Add what a claim tells; `when` is day, known, until."""
        speaker = speaker_of(claim, origin)
        seen = self.reader.read(claim, speaker, when[0])
        if seen is not None:
            builder.add(index, claim, speaker, seen, when)
        side = cut_off(self.reader, claim, origin, when[0])
        if side is not None:
            builder.cut(index, claim, side, when)
        if opens(claim, origin):
            builder.open(claim, when)


class Bearing(NamedTuple):
    """What is seen of a place, and how far it weighs."""

    kind: Kind
    weight: float


OF_A_PART: dict[Kind, Kind] = {"hold": "presence"}
"""What is seen of an undivided place when it is told of a part of it: who holds its north, or 60 %
of it, is in it, and somebody else may be too."""


class Builder:
    """Grows the columns of observations."""

    def __init__(self, sides: tuple[str, ...], spreader: Spreader, held: Floats) -> None:
        self.sides = sides
        self._held = held
        self.voices: dict[str, int] = {}
        self.observed: dict[int, Observation] = {}
        self.cuts: list[Cut] = []
        self.openings: list[Opening] = []
        self._spreader = spreader
        self._side = {s: i for i, s in enumerate(sides)}
        self._whole: list[tuple[int, int, int, int, int, int, int]] = []
        self._real: list[tuple[float, float, float, float]] = []

    def add(
        self,
        index: int,
        claim: Claim,
        origin: Origin,
        seen: Observation,
        when: tuple[int, float, float],
    ) -> None:
        """Add a claim's rows, one for each place it tells of; `when` is day, known, until."""
        told = self.bearings(claim.places, seen, part=bool(shares(claim)))
        if not told:
            return
        self.observed[index] = seen
        voice = self.voices.setdefault(origin.key or "", len(self.voices))
        bloc = self._side.get(origin.side or "", -1)
        day, known, until = when
        side = self._side[seen.side]
        for place, (kind, weight) in told.items():
            self._whole.append((place, day, KINDS.index(kind), side, voice, bloc, index))
            self._real.append((seen.accuracy, weight * seen.weight, known, until))

    def cut(self, claim: int, said: Claim, side: str, when: tuple[int, float, float]) -> None:
        """Add the places in which a side is said to be cut off; `when` as for `add`."""
        for place in said.places:
            spread = self._spreader.spread(place)
            for index, weight in zip(spread.index, spread.weight, strict=True):
                if weight >= CUT_WEIGHT:
                    self.cuts.append(Cut(index, side, *when, claim))

    def open(self, said: Claim, when: tuple[int, float, float]) -> None:
        """Add the places from which a way is said to be open."""
        self.openings += [
            Opening(p.lon, p.lat, *when)
            for p in said.places
            if p.lon is not None and p.lat is not None
        ]

    def bearings(
        self, told: Sequence[ClaimPlace], seen: Observation, *, part: bool = False
    ) -> dict[int, Bearing]:
        """Return what is seen of each place that is assessed when something is told of some places.

        `part` = a share of the place is spoken of, so that which part of it is open.
        """
        role = _ROLE.get(seen.kind, "at")
        places = _narrowest([p for p in told if p.role in {role, "at"}])
        if any(p.relation is None and p.gazetteer_id for p in places):
            # "Captured Sil, west of Soledar": the second place only says where the first lies.
            places = [p for p in places if p.relation is None or p.relation in TOLD_BESIDE]
        spreads = [self._spreader.spread(place) for place in places]
        parts = {i for s in spreads if not s.whole for i in s.index}
        result: dict[int, Bearing] = {}
        for place, spread in zip(places, spreads, strict=True):
            if spread.whole and parts.intersection(spread.index):
                # "In the city, its eastern districts": what is said is said of these.
                continue
            for index, weight in zip(spread.index, spread.weight, strict=True):
                bearing = self._bearing(place, spread, (index, weight), seen, part=part)
                if index not in result or result[index].weight < bearing.weight:
                    result[index] = bearing
        return result

    def _bearing(
        self,
        place: ClaimPlace,
        spread: Spread,
        at: tuple[int, float],
        seen: Observation,
        *,
        part: bool,
    ) -> Bearing:
        """Return what is seen of one place; who holds a part of an undivided one is in it."""
        index, weight = at
        if spread.whole:
            return Bearing(seen.kind, weight * self._of_city(index, seen, part=part))
        # "Three quarters in the western part": a part of that part, nobody says which.
        of_share = part
        undivided = self._spreader.places[index].kind != "sector" and place.relation in INSIDE
        if not (of_share or undivided):
            return Bearing(seen.kind, weight)
        if seen.kind in OF_A_PART:
            return Bearing(OF_A_PART[seen.kind], 1.0)
        return Bearing(seen.kind, weight * (self._spreader.values.part_weight if of_share else 1.0))

    def _of_city(self, sector: int, seen: Observation, *, part: bool) -> float:
        """Return how far what is said of a city is said of one of its sectors.

        Its capture is that of each; that it still holds says little of the one that does not. Who
        holds 70 % of it may hold this one or not.
        """
        values = self._spreader.values
        if seen.kind not in CITY_WIDE or part:
            return values.city_fight_weight
        kept = self._held[sector, self._side[seen.side]] > _KEPT
        if kept:
            return values.city_keep_weight
        return values.city_whole_weight if seen.whole else values.city_hold_weight

    def rows(self) -> Rows:
        """Return the columns in their order."""
        whole = np.array(self._whole, dtype=np.int64).reshape(-1, 7)
        real = np.array(self._real, dtype=np.float64).reshape(-1, 4)
        rows = Rows(
            whole[:, 0],
            whole[:, 1],
            whole[:, 2],
            whole[:, 3],
            real[:, 0],
            real[:, 1],
            whole[:, 4],
            whole[:, 5],
            whole[:, 6],
            real[:, 2],
            real[:, 3],
        )
        return rows.ordered()


def _narrowest(places: list[ClaimPlace]) -> list[ClaimPlace]:
    """Leave out a place of which a part stands beside it: "the part of the town north of the river"."""
    parts = {p.gazetteer_id for p in places if p.gazetteer_id and p.relation in INSIDE}
    return [p for p in places if p.relation is not None or p.gazetteer_id not in parts]


PART_UNITS = frozenset({"block", "street", "house", "building", "quarter", "district", "km2"})
"""What is counted in these is a part of a town, not the town."""


def shares(claim: Claim) -> tuple[Quantity, ...]:
    """Return the quantities that say that a claim is about a part of its place only."""
    return tuple(
        q
        for q in claim.quantities
        if q.unit in PART_UNITS
        or (q.unit == "percent" and max(q.low or 0.0, q.high or 0.0) < WHOLE_PERCENT)
    )


WHOLE_PERCENT = 99.0

_KEPT = 0.5
"""Who held a sector at the baseline with more than this keeps it rather than takes it."""

TOLD_BESIDE = INSIDE | {"near", "around"}
"""Relations that a claim tells of beside a place it names; the others describe that place."""

_ROLE = {"left": "from", "not_left": "from", "advance": "to"}
"""Which of a movement's places an observation is about, beside "at"."""
