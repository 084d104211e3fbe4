"""The chance that a cell beside the line is occupied some weeks later, learned from the past only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from fogline.outlook.record.front import FULL, Cells, Front, falls

Array: TypeAlias = NDArray[np.float64]

HORIZONS = (1, 4, 13)
"""Weeks ahead that are scored."""
HALF_LIFE = 13.0
"""Weeks after which a past week counts half: tempo drifts. Set on the quarters to 2024-Q1."""
RIDGE = 100.0
"""How strongly weights are pulled to 0, in rows of a column with spread 1 and for each week ahead, as
weeks that overlap say less. Set as above."""
RECENT = 8
"""Weeks by which the constant is set to the tempo of late, besides the fading. Set as above."""
HELD_BACK = 50.0
"""How strongly that shift is pulled to 0, in rows that say nothing. Set as above."""
_FAR = 8.0
"""No column counts as farther from its mean than so many standard deviations."""
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Hazard:
    """A logistic regression on scaled columns."""

    names: tuple[str, ...]
    middle: Array
    scale: Array
    weights: Array
    """The first is the constant; the others belong to `names`."""
    sd: Array
    """Standard errors as if rows were independent, which neighbours are not: too small."""

    def probability(self, columns: NDArray[np.floating]) -> Array:
        """Return the chance of rows [row, name] to be occupied."""
        return np.asarray(expit(_scaled(columns, self.middle, self.scale) @ self.weights))


def fit(
    names: Sequence[str],
    columns: NDArray[np.floating],
    fell: Array,
    counts: Array | None = None,
    ridge: float = RIDGE,
) -> Hazard:
    """Fit by penalised maximum likelihood (Newton with step halving).

    Args:
        names: of the columns.
        columns: [row, name].
        fell: 1 or 0 by row.
        counts: how much each row counts; None is once each.
        ridge: the penalty on scaled weights; 0 is the plain regression.
    """
    counts = np.ones(len(fell)) if counts is None else counts
    middle = np.asarray(columns.mean(axis=0), dtype=float)
    spread = np.asarray(columns.std(axis=0), dtype=float)
    scale = np.where(spread > 1e-9, spread, 1.0)
    x = _scaled(columns, middle, scale)
    penalty = np.full(x.shape[1], max(ridge, 1e-3))
    penalty[0] = 1e-6
    weights, curvature = _newton(x, fell, counts, penalty)
    sd = np.sqrt(np.diag(np.linalg.inv(curvature)))
    return Hazard(tuple(names), middle, scale, weights, sd)


def _newton(x: Array, y: Array, counts: Array, penalty: Array) -> tuple[Array, Array]:
    share = float(np.clip(np.average(y, weights=counts), 1e-6, 1 - 1e-6))
    weights = np.zeros(x.shape[1])
    weights[0] = np.log(share / (1 - share))
    score = x @ weights
    best = _loss(score, y, counts, weights, penalty)
    for _ in range(_STEPS):
        p = expit(score)
        curvature = (x * (counts * np.maximum(p * (1 - p), 1e-9))[:, None]).T @ x
        curvature += np.diag(penalty)
        step = np.linalg.solve(curvature, x.T @ (counts * (y - p)) - penalty * weights)
        along, size = x @ step, 1.0
        new = _loss(score + along, y, counts, weights + step, penalty)
        while new > best and size > 1e-6:
            size /= 2
            new = _loss(score + size * along, y, counts, weights + size * step, penalty)
        weights, score = weights + size * step, score + size * along
        if best - new < 1e-7 * abs(best):
            break
        best = new
    return weights, curvature


def _loss(score: Array, y: Array, counts: Array, weights: Array, penalty: Array) -> float:
    likelihood = np.sum(counts * (np.logaddexp(0, score) - y * score))
    return float(likelihood + np.sum(penalty * weights**2) / 2)


def _scaled(columns: NDArray[np.floating], middle: Array, scale: Array) -> Array:
    x = np.clip((columns - middle) / scale, -_FAR, _FAR)
    return np.column_stack([np.ones(len(x)), x])


@dataclass(frozen=True, slots=True)
class Learned:
    """A hazard and how much it was learned from."""

    hazard: Hazard
    rows: int
    falls: int


def learn(front: Front, rows: Cells, weeks: int, begin: int) -> Learned:
    """Return the hazard over so many weeks as it could be known before week `begin`.

    Only cells whose outcome was seen before that week count, the recent ones more.
    """
    fell = falls(front, rows, weeks)
    past = rows.week + weeks < begin
    age = (begin - weeks - rows.week[past]).astype(float)
    columns = rows.pick(FULL)
    found = fit(FULL, columns[past], fell[past], faded(age), RIDGE * weeks)
    recent = past & (rows.week >= begin - weeks - RECENT)
    # Rows of overlapping weeks see the same falls, so each counts one over the weeks ahead.
    shift = _shift(found.probability(columns[recent]), fell[recent], 1 / weeks)
    found.weights[0] += shift
    return Learned(found, int(past.sum()), int(fell[past].sum()))


def _shift(p: Array, fell: Array, count: float) -> float:
    """Return what is added to the log-odds so that they fit the tempo of late (Newton)."""
    score, shift = logit(np.clip(p, 1e-9, 1 - 1e-9)), 0.0
    for _ in range(_STEPS):
        now = expit(score + shift)
        slope = count * float(np.sum(fell - now)) - HELD_BACK * shift
        step = slope / (count * float(np.sum(now * (1 - now))) + HELD_BACK)
        shift += step
        if abs(step) < 1e-6:
            break
    return shift


def faded(age_weeks: Array, half_life: float = HALF_LIFE) -> Array:
    """Return how much rows of that age count."""
    return np.asarray(0.5 ** (age_weeks / half_life))


def quarters(days: Sequence[date], first: int = 2023) -> Iterator[tuple[str, int, int]]:
    """Yield name, first and last index (exclusive) of each quarter's weeks, from a year on."""
    named = [f"{day.year}-Q{(day.month + 2) // 3}" for day in days]
    for name in dict.fromkeys(n for n, day in zip(named, days, strict=True) if day.year >= first):
        begin = named.index(name)
        yield name, begin, begin + named.count(name)
