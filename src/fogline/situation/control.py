"""Control as a hidden state per place and day, with claims as its observations.

Each place is a chain of its own. Neighbours enter in further passes through the transition rates
only, by what the pass before, the first without neighbours, makes of them; so news about a place
reaches `PASSES` times `neighbour_reach_km` and never further, and one more report touches few chains.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from fogline.situation.filter import forward, likelihoods, smooth, transitions
from fogline.situation.geo import Bools, Floats, Ints
from fogline.situation.neighbours import neighbours
from fogline.situation.observations import ATTACK_INDEX, GAIN_INDEX, Evidence
from fogline.situation.parameters import KINDS, Values
from fogline.situation.prior import present, prior
from fogline.situation.rows import Rows
from fogline.situation.supports import children

LEFT = KINDS.index("left")
FIRM = 0.8
"""From this probability on a place counts as held."""

CHUNK = 4_000_000
"""Transition entries built at once: 32 MB."""

BY_NAME = 0.3
"""Rows that bear on a place less than this do not speak of it by name."""

PASSES = 2
"""Passes with neighbours: news reaches so many times `neighbour_reach_km` far."""

ALLY = 0.5
"""An observation of a side fits an ally's hold half as well."""


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


def log_likelihoods(evidence: Evidence, rows: Rows, weights: Floats) -> Floats:
    """Return each observation's log-likelihood by state, (R, K).

    A report that is right with probability q (its accuracy) is taken as informative with
    probability (2q - 1) / q and as noise otherwise, which gives the likelihood ratio q / (1 - q)
    against a state that an informative report would exclude.
    """
    table = np.array(
        [
            [e.side, e.contested, e.other]
            for e in (evidence.parameters.observations[k] for k in KINDS)
        ]
    )
    sides = len(evidence.sides)
    friend = _friends(evidence, rows)
    own = np.arange(sides)[None, :] == rows.side[:, None]
    terms = table[rows.kind]
    fits = np.empty((len(rows), sides + 1))
    ally = np.maximum(ALLY * terms[:, :1], terms[:, 2:])
    fits[:, :sides] = np.where(own, terms[:, :1], np.where(friend, ally, terms[:, 2:]))
    fits[:, sides] = terms[:, 1]
    quality = np.clip((2 * rows.accuracy - 1) / rows.accuracy, 0.0, 0.98)[:, None]
    logs: Floats = weights[:, None] * np.log(quality * fits + 1.0 - quality)
    return logs


def _friends(evidence: Evidence, rows: Rows) -> Bools:
    """Return whether each state's side is a friend of the row's side on its day, (R, S)."""
    sides = list(evidence.sides)
    result = np.zeros((len(rows), len(sides)), dtype=bool)
    edges = [0, *evidence.relations.changes(), 10_000_000]
    for since, until in pairwise(edges):
        which = (rows.day >= since) & (rows.day < until)
        if which.any():
            result[which] = evidence.relations.matrix(sides, since)[rows.side[which]]
    return result


def _able(evidence: Evidence, rows: Rows) -> Floats:
    """Return 1 where a side holds something at the baseline or is said to be at the place, (N, S).

    So a side of the theatre that fights elsewhere, or not at all, wins nothing by drift.
    """
    able = np.tile(present(evidence.theatre), (len(evidence.places), 1))
    gains = np.isin(rows.kind, GAIN_INDEX)
    able[rows.place[gains], rows.side[gains]] = 1.0
    return able


def _attacks(evidence: Evidence, rows: Rows, weights: Floats, when: tuple[int, int]) -> Floats:
    """Return reported attacks by each side per day and place, (T, N, S), fading with time.

    `when` is the first day and the number of days.
    """
    values = evidence.parameters.values
    start, days = when
    # Fighting somewhere in a city or district is no fighting here.
    combat = np.isin(rows.kind, ATTACK_INDEX) & (rows.spread >= BY_NAME)
    daily = np.zeros((days, len(evidence.places), len(evidence.sides)))
    force = weights * (2 * rows.accuracy - 1)
    where = (rows.day[combat] - start, rows.place[combat], rows.side[combat])
    np.add.at(daily, where, force[combat])
    gone = (rows.kind == LEFT) & (rows.spread >= BY_NAME)
    # Whoever leaves attacks no more: the fading of what was told before ends.
    left = np.ones_like(daily)
    where = (rows.day[gone] - start, rows.place[gone], rows.side[gone])
    np.multiply.at(left, where, np.clip(1.0 - weights[gone], 0.0, 1.0))
    keep = float(np.exp(-1.0 / values.activity_days))
    level = np.zeros(daily.shape[1:])
    for t in range(days):
        level = level * keep * left[t] + daily[t]
        daily[t] = level
    return daily


def _against(evidence: Evidence, attacks: Floats, start: int) -> Floats:
    """Return attacks on each side's hold by those who are not its friends, (T, N, S)."""
    sides = list(evidence.sides)
    result = np.empty_like(attacks)
    days = len(attacks)
    edges = [d - start for d in evidence.relations.changes() if 0 < d - start < days]
    for since, until in pairwise([0, *edges, days]):
        hostile = ~evidence.relations.matrix(sides, start + since)
        result[since:until] = attacks[since:until] @ hostile.astype(np.float64)
    return result


def _around(control: Floats, index: Ints, weight: Floats) -> Floats:
    """Return the weighted mean of the neighbours' states on the day before, (T, N, K)."""
    result = np.zeros((len(control), len(index), control.shape[2]))
    for m in range(index.shape[1]):
        which = np.flatnonzero(weight[:, m])
        if len(which):
            near = control[:-1, index[which, m]]
            result[1:, which] += near * weight[None, which, m, None]
    result[0] = result[min(1, len(result) - 1)]
    return result


@dataclass(frozen=True, slots=True)
class _Drive:
    """What moves the rates of each place, beside its neighbours."""

    threat: Floats
    """Attacks on each side's hold, 0 to 1, (T, N, S)."""
    push: Floats
    """Attacks by each side, 0 to 1, (T, N, S)."""
    able: Floats
    """Which sides are able to take the place, (N, S)."""
    values: Values

    def of(self, places: Ints) -> "_Drive":
        """Return it for some places."""
        return _Drive(self.threat[:, places], self.push[:, places], self.able[places], self.values)


def _passes(
    start: Floats,
    emissions: Floats,
    drive: _Drive,
    around: Floats,
    *,
    smoothed: bool,
) -> Floats:
    """Filter (and smooth) in blocks of places, so that memory stays bounded."""
    days, places, states = emissions.shape
    block = max(1, CHUNK // (days * states * states))
    result = np.empty_like(emissions)
    for first in range(0, places, block):
        part = slice(first, first + block)
        attacks = (drive.threat[:, part], drive.push[:, part])
        moves = transitions(attacks, around[:, part], drive.able[part], drive.values)
        filtered = forward(start[part], moves, emissions[:, part])
        result[:, part] = smooth(filtered, moves, emissions[:, part]) if smoothed else filtered
    return result


def field(evidence: Evidence, on: int, known: float, *, smoothed: bool = False) -> Field:
    """Return control for all days from the baseline to `on` (an ordinal day), as known.

    Filtering uses observations of days up to each day; smoothing those of later days too, as far
    as they were known.
    """
    rows, weights = evidence.at(known)
    start = _start(evidence, rows, on)
    last = max(on, int(rows.day.max())) if smoothed and len(rows) else on
    last = max(last, start)
    which = (rows.day >= start) & (rows.day <= last)
    rows, weights = rows.take(which), weights[which]
    logs = np.zeros((last - start + 1, len(evidence.places), len(evidence.sides) + 1))
    np.add.at(logs, (rows.day - start, rows.place), log_likelihoods(evidence, rows, weights))
    kept = max(on - start + 1, 1)
    control = _chains(evidence, rows, weights, (start, likelihoods(logs)), smoothed=smoothed)
    return Field(
        evidence=evidence,
        days=np.arange(start, start + kept),
        control=control[:kept],
        rows=rows,
        weights=weights,
        known=known,
        start=start,
    )


def _chains(
    evidence: Evidence,
    rows: Rows,
    weights: Floats,
    told: tuple[int, Floats],
    *,
    smoothed: bool,
) -> Floats:
    """Run every place's chain alone, then beside what its neighbours were found to be.

    `told` is the first day and the emissions.
    """
    start, emissions = told
    values = evidence.parameters.values
    attacks = _attacks(evidence, rows, weights, (start, len(emissions)))
    drive = _Drive(
        1.0 - np.exp(-_against(evidence, attacks, start) / values.activity_scale),
        1.0 - np.exp(-attacks / values.activity_scale),
        _able(evidence, rows),
        values,
    )
    initial = prior(evidence.theatre, evidence.places, evidence.parameters)
    index, weight = neighbours(evidence.places, evidence.parameters)
    control = _passes(initial, emissions, drive, np.zeros_like(emissions), smoothed=smoothed)
    # Places without neighbours are done.
    some = np.flatnonzero(weight.any(axis=1))
    initial, emissions, drive = initial[some], emissions[:, some], drive.of(some)
    for _ in range(PASSES):
        around = _around(control, index[some], weight[some])
        control[:, some] = _passes(initial, emissions, drive, around, smoothed=smoothed)
    return control


def _start(evidence: Evidence, rows: Rows, on: int) -> int:
    """Return the baseline's day, else the first observation's."""
    if evidence.theatre.baseline is not None:
        return evidence.theatre.baseline.on.toordinal()
    return min(on, int(rows.day.min())) if len(rows) else on


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
