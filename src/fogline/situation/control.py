"""Control as a hidden state per place and day, with claims as its observations.

The chains themselves stand in `chains`; this is what they make of a valid day and an instant.
"""

from dataclasses import dataclass, replace

import numpy as np

from fogline.situation.chains import Chains
from fogline.situation.geo import Floats, Ints
from fogline.situation.observations import Evidence
from fogline.situation.rows import Rows
from fogline.situation.supports import children

FIRM = 0.8
"""From this probability on a place counts as held."""


@dataclass(frozen=True, slots=True)
class Field:
    """Probabilities of control for all places and days up to `on`, as known at an instant."""

    evidence: Evidence
    days: Ints
    """Ordinal days, (T,), the first is the baseline's."""
    control: Floats
    """(T, N, K): each side in the theatre's order, then contested; sums to 1."""
    rows: Rows
    """Observations known then, up to `on` (up to the last day known if smoothed)."""
    weights: Floats
    known: float
    """POSIX seconds."""
    start: int
    """Ordinal day of the baseline."""

    def until(self, on: int) -> "Field | None":
        """Return the filtered field up to an earlier day, None if it does not reach there."""
        kept = on - self.start + 1
        if not 0 < kept <= len(self.days):
            return None
        which = self.rows.day <= on
        return replace(
            self,
            days=self.days[:kept],
            control=self.control[:kept],
            rows=self.rows.take(which),
            weights=self.weights[which],
        )


def field(evidence: Evidence, on: int, known: float, *, smoothed: bool = False) -> Field:
    """Return control for all days from the baseline to `on` (an ordinal day), as known.

    Filtering uses observations of days up to each day; smoothing those of later days too, as far
    as they were known.
    """
    rows, weights = evidence.at(known)
    start = first_day(evidence, known, on)
    last = max(on, int(rows.day.max())) if smoothed and len(rows) else on
    last = max(last, start)
    which = (rows.day >= start) & (rows.day <= last)
    rows, weights = rows.take(which), weights[which]
    chains = Chains.of(evidence, (rows, weights), (start, last), smoothed=smoothed)
    kept = max(on - start + 1, 1)
    return Field(
        evidence=evidence,
        days=np.arange(start, start + kept),
        control=chains.control[:kept],
        rows=rows,
        weights=weights,
        known=known,
        start=start,
    )


def first_day(evidence: Evidence, known: float, on: int) -> int:
    """Return the baseline's day, else that of the first observation known, standing or not."""
    if evidence.theatre.baseline is not None:
        return evidence.theatre.baseline.on.toordinal()
    days = evidence.rows.day[evidence.rows.known <= known]
    return min(on, int(days.min())) if len(days) else on


def cities(field: Field) -> dict[str, Floats]:
    """Return P(state) of each city with sectors, (T, K).

    A side holds a city if it holds every sector. How sectors hang together is not known; the
    bound taken is that they fall together (Fréchet), so the least sector decides and the rest is
    contested.
    """
    result: dict[str, Floats] = {}
    for city, sectors in children(field.evidence.places).items():
        least = field.control[:, sectors, :-1].min(axis=1)
        contested = 1.0 - least.sum(axis=-1, keepdims=True)
        result[city] = np.concatenate((least, contested), axis=-1)
    return result
