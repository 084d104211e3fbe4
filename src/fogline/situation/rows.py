"""Observations as columns, and how far each of them is news."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fogline.situation.geo import Bools, Floats, Ints
from fogline.situation.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Rows:
    """Observations as columns, R long, sorted by place, kind, side, day, then known time."""

    place: Ints
    day: Ints
    """Ordinal day on which it was so."""
    kind: Ints
    """Index into `KINDS`."""
    side: Ints
    """Index into the theatre's sides."""
    accuracy: Floats
    spread: Floats
    """How far the claim's place is this place, 0 to 1, times the weight of its kind."""
    voice: Ints
    """Index of the origin."""
    bloc: Ints
    """Index of the voice's side, -1 = none."""
    claim: Ints
    known: Floats
    """POSIX seconds."""
    until: Floats
    """POSIX seconds from which the claim no longer stands; inf = it stands."""

    def take(self, which: Bools | Ints | slice) -> "Rows":
        """Return some rows."""
        return Rows(
            self.place[which],
            self.day[which],
            self.kind[which],
            self.side[which],
            self.accuracy[which],
            self.spread[which],
            self.voice[which],
            self.bloc[which],
            self.claim[which],
            self.known[which],
            self.until[which],
        )

    def __len__(self) -> int:
        return len(self.place)

    def ordered(self) -> "Rows":
        """Return the rows in their order."""
        order = np.lexsort(
            (
                -self.accuracy,
                -self.spread,
                self.known,
                self.day,
                self.side,
                self.kind,
                self.place,
            )
        )
        return self.take(order)

    @classmethod
    def joined(cls, parts: Sequence["Rows"]) -> "Rows":
        """Return the rows of several, one after the other."""
        return cls(*(np.concatenate([getattr(p, n) for p in parts]) for n in cls.__slots__))


def novelty(rows: Rows, parameters: Parameters) -> Floats:
    """Return how far each row is news: what a voice repeats, or its side's other voices, is less.

    A voice that repeats itself after d days is new to 1 - exp(-d / repeat_days), so that copies
    on one day add nothing. A further voice of the same side within that time adds
    `same_side_novelty`, a further neutral one `neutral_novelty`, and more with the days.
    """
    values = parameters.values
    own = _recovered(rows, rows.voice, values.repeat_days)
    side = _recovered(rows, rows.bloc, values.repeat_days)
    floor = np.where(rows.bloc < 0, values.neutral_novelty, values.same_side_novelty)
    repeated = own < 1.0
    return np.where(repeated, np.minimum(own, side), floor + (1.0 - floor) * side)


def _recovered(rows: Rows, group: Ints, days: float) -> Floats:
    """Return 1 - exp(-d / days) for d days since the group's row before on the same matter."""
    order = np.lexsort(
        (
            rows.claim,
            rows.known,
            -rows.accuracy,
            -rows.accuracy * rows.spread,
            rows.day,
            group,
            rows.side,
            rows.kind,
            rows.place,
        )
    )
    result = np.ones(len(rows))
    if len(rows) < 2:
        return result
    first, second = order[:-1], order[1:]
    same = (
        (rows.place[first] == rows.place[second])
        & (rows.kind[first] == rows.kind[second])
        & (rows.side[first] == rows.side[second])
        & (group[first] == group[second])
    )
    gap = rows.day[second] - rows.day[first]
    # What was said of the city before is only a little of what is now said of its sector.
    told = np.minimum(1.0, rows.spread[first] / rows.spread[second])
    result[second] = np.where(same, 1.0 - told * np.exp(-gap / days), 1.0)
    return result
