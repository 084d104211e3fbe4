"""What sources are worth: their claims of each kind, judged by what later turned out so.

A claim that a side took, holds or left a place is judged by those who have nothing to gain from
the answer: neutral voices, and voices of a side that speak against their own interest. They must
speak later, of the same place, and be another voice. A count of victims or losses is judged by a
neutral voice's count of the same event. The judged claims are added to the theatre's priors, as
Beta(a + so, b + not so). Nothing known after the instant is used.

Who never is judged keeps the prior; nobody earns a record by being repeated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from fogline.model.base import Record
from fogline.model.theatre import CredibilityPrior
from fogline.situation.geo import Bools, Ints
from fogline.situation.grouping import Member
from fogline.situation.observations import Evidence
from fogline.situation.origins import Origin
from fogline.situation.parameters import KINDS
from fogline.situation.reading import GAINS
from fogline.situation.rows import Rows
from fogline.situation.topics import prior_of, topic

SOON_DAYS = 5
"""A claim was wrong if, so many days on, somebody impartial finds the opposite."""
LATE_DAYS = 30
"""It was right if somebody impartial finds the same within so many days."""
ANEW_DAYS = 5
"""What a voice repeats of one place within so many days is one claim."""
SURE = 0.6
"""Judges speak at least so surely: the probability that their claim is right."""
DIRECT = 0.8
"""Their place is this place at least so far."""
NEAR, FAR = 1.5, 3.0
"""A count is borne out within the first factor of a neutral one, and not beyond the second."""
COUNTED = frozenset({"casualties", "strike", "destroy", "displace"})
MOST_JUDGES = 400
"""Claims about one place that are looked at as judges of another one, the nearest in time."""

_POSITIVE = frozenset({"hold", "defend", "not_left"})
_NEGATIVE = frozenset({"left", "not_hold"})
_SIGN = np.array([1 if k in _POSITIVE else -1 if k in _NEGATIVE else 0 for k in KINDS])
_GAIN = np.array([k in GAINS for k in KINDS])


@dataclass(slots=True)
class Track:
    """A source's record in one kind of claim."""

    key: str
    topic: str
    prior: CredibilityPrior | None
    so: int = 0
    not_so: int = 0
    claims: list[tuple[str, bool]] = field(default_factory=list)
    """Claim ids judged, and whether they turned out so."""

    @property
    def judged(self) -> int:
        """How many of its claims were judged."""
        return self.so + self.not_so

    @property
    def worth(self) -> float:
        """How many judged claims prior and record are worth together."""
        a, b = (self.prior.a, self.prior.b) if self.prior is not None else (1.0, 1.0)
        return a + b + self.judged

    @property
    def mean(self) -> float:
        """Share of such claims that turn out so, by prior and record together."""
        a = self.prior.a if self.prior is not None else 1.0
        return (a + self.so) / self.worth

    def add(self, claim: str, *, so: bool) -> None:
        """Add a judged claim."""
        self.so, self.not_so = self.so + so, self.not_so + (not so)
        self.claims.append((claim, so))


class Records:
    """The records of every origin at a knowledge instant."""

    def __init__(self, evidence: Evidence, tracks: Iterable[Track] = ()) -> None:
        self._evidence = evidence
        self.tracks = {(t.key, t.topic): t for t in tracks}

    def of(self, origin: Origin, about: str) -> Track | None:
        """Return an origin's record in a kind of claim; None without a record and a prior."""
        if origin.key is None:
            return None
        prior = prior_of(self._evidence.theatre, origin, about)
        found = self.tracks.get((origin.key, about))
        if found is not None:
            return found
        return None if prior is None else Track(origin.key, about, prior)

    def by_key(self) -> dict[str, list[Track]]:
        """Return the records with judged claims by the origin's key, most judged first."""
        result: dict[str, list[Track]] = {}
        for track in sorted(self.tracks.values(), key=lambda t: (-t.judged, t.topic)):
            result.setdefault(track.key, []).append(track)
        return result


class SourceRecord(Record, frozen=True, kw_only=True):
    """What an origin's claims of one kind are worth, and what earned it."""

    key: str
    """Of the origin: `source:ID`, `source:group:ID`, `name:...`, `side:ID`, ..."""
    topic: str
    letter: str
    so: int
    not_so: int
    mean: float
    """Share of such claims that turn out so, by prior and record together."""
    claims: tuple[str, ...]
    """Ids of the judged claims."""
    reason: str


def learn(evidence: Evidence, groups: Sequence[Sequence[Member]], known: float) -> Records:
    """Return every origin's record by what was known at an instant."""
    tracks: dict[tuple[str, str], Track] = {}
    for index, so in (*_places(evidence, known), *_counts(groups)):
        claim, origin = evidence.claims[index], evidence.origins[index]
        about = topic(claim, origin, evidence)
        if origin.key is None:
            continue
        track = tracks.get((origin.key, about))
        if track is None:
            prior = prior_of(evidence.theatre, origin, about)
            track = tracks[origin.key, about] = Track(origin.key, about, prior)
        track.add(claim.id, so=so)
    return Records(evidence, tracks.values())


def _places(evidence: Evidence, known: float) -> Iterator[tuple[int, bool]]:
    """Yield claims about who holds a place, with whether they turned out so."""
    rows = evidence.rows
    rows = rows.take(
        (rows.known <= known)
        & ((rows.until > known) | np.isinf(rows.until))
        & (_SIGN[rows.kind] != 0)
        & (rows.spread >= DIRECT)
    )
    if not len(rows):
        return
    impartial = _impartial(evidence, rows)
    order = np.lexsort((rows.claim, rows.known, rows.day, rows.place))
    edges = np.flatnonzero(np.diff(rows.place[order])) + 1
    for there in np.split(order, edges):
        judges = there[impartial[there]]
        if len(judges):
            yield from _judged(rows, there, judges)


def _impartial(evidence: Evidence, rows: Rows) -> Bools:
    """Return which rows are by voices that gain nothing by them, and said surely."""
    friends = evidence.relations.matrix(list(evidence.sides), int(rows.day.max()))
    neutral = rows.bloc < 0
    own = friends[np.where(neutral, 0, rows.bloc), rows.side]
    admission = ~neutral & (own != _GAIN[rows.kind])
    result: Bools = (neutral | admission) & (rows.accuracy >= SURE)
    return result


def _judged(rows: Rows, there: Ints, judges: Ints) -> Iterator[tuple[int, bool]]:
    """Yield the claims about one place that somebody impartial later bore out or did not."""
    last: dict[tuple[int, int, int], int] = {}
    sign = _SIGN[rows.kind]
    for row in there:
        what = (int(rows.voice[row]), int(rows.side[row]), int(sign[row]))
        day = int(rows.day[row])
        if day - last.get(what, -(10**6)) < ANEW_DAYS:
            continue
        last[what] = day
        gap = rows.day[judges] - day
        near = judges[
            (gap >= -1)
            & (gap <= LATE_DAYS)
            & (rows.voice[judges] != rows.voice[row])
            & (rows.known[judges] > rows.known[row])
        ][:MOST_JUDGES]
        verdict = _verdict(rows, int(row), near)
        if verdict is not None:
            yield int(rows.claim[row]), verdict


def _verdict(rows: Rows, row: int, judges: Ints) -> bool | None:
    """Return whether judges bear a claim out; None where they say nothing to it.

    The first to speak decides, by day, then by when it became known; the opposite said later than
    some days on is another state of things.
    """
    if not len(judges):
        return None
    sign = _SIGN[rows.kind]
    same = rows.side[judges] == rows.side[row]
    agrees = same & (sign[judges] == sign[row])
    other = ~same & (sign[judges] == 1) & (sign[row] == 1)
    against = (same & (sign[judges] == -sign[row])) | other
    soon = rows.day[judges] - rows.day[row] <= SOON_DAYS
    # Another side's hold says, too, that this one left.
    agrees |= ~same & (sign[judges] == 1) & (sign[row] == -1)
    telling = agrees | (against & soon)
    if not telling.any():
        return None
    first = np.flatnonzero(telling)
    best = min(first, key=lambda i: (rows.day[judges[i]], rows.known[judges[i]]))
    return bool(agrees[best])


def _counts(groups: Sequence[Sequence[Member]]) -> Iterator[tuple[int, bool]]:
    """Yield claims with a count, with whether a neutral count of the event bore it out."""
    for group in groups:
        if group[0].claim.action not in COUNTED or len(group) < 2:
            continue
        told = [(m, c) for m in group if m.withdrawn is None and (c := _count(m)) is not None]
        for member, count in told:
            if member.origin.key is None:
                continue
            judged = [
                _ratio(count, other)
                for m, other in told
                if m.origin.side is None
                and m.origin.key not in {None, member.origin.key}
                and m.known > member.known
            ]
            if judged and min(judged) <= NEAR:
                yield member.index, True
            elif judged and min(judged) >= FAR:
                yield member.index, False


def _count(member: Member) -> float | None:
    quantity = member.claim.quantities[0] if member.claim.quantities else None
    if quantity is None or quantity.low is None or quantity.cumulative:
        return None
    high = quantity.high if quantity.high is not None else quantity.low
    return 0.5 * (quantity.low + high)


def _ratio(a: float, b: float) -> float:
    low, high = sorted((a, b))
    return 1.0 if low == high else float("inf") if low <= 0 else high / low
