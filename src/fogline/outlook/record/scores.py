"""How good a probability or a spread was, and how sure we are of the difference between two.

Log-loss, Brier score and the continuous ranked probability score (Gneiting and Raftery, J. Am. Stat.
Assoc. 102 (2007) 359) are proper: nobody gains by saying something other than what they expect.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Array = NDArray[np.float64]

_CERTAIN = 1e-6
"""Nobody is scored as surer than this, so that one error does not make a score infinite."""
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the 95 % interval of a bootstrap over groups."""

    low: float
    mean: float
    high: float

    def rounded(self, digits: int = 4) -> dict[str, float]:
        """Return it for a table of figures."""
        return {
            "low": round(self.low, digits),
            "mean": round(self.mean, digits),
            "high": round(self.high, digits),
        }


def log_losses(p: Array, yes: Array) -> Array:
    """Return minus the natural logarithm of the probability given to what came, a row each."""
    p = np.clip(p, _CERTAIN, 1 - _CERTAIN)
    return -np.where(yes > 0, np.log(p), np.log1p(-p))


def briers(p: Array, yes: Array) -> Array:
    """Return the squared error of the probability, a row each."""
    return np.asarray((p - yes) ** 2)


def crps_normal(mean: Array, sd: Array, y: Array) -> Array:
    """Return the continuous ranked probability score of Normal forecasts, a row each."""
    u = (y - mean) / sd
    return np.asarray(sd * (u * (2 * norm.cdf(u) - 1) + 2 * norm.pdf(u) - 1 / np.sqrt(np.pi)))


def r_squared(mean: Array, y: Array) -> float:
    """Return the share of the variance that the means explain; below 0 is worse than the mean."""
    return float(1 - np.sum((y - mean) ** 2) / np.sum((y - y.mean()) ** 2))


def coverage(mean: Array, sd: Array, y: Array, inside: float = 0.8) -> float:
    """Return the share of outcomes within the central intervals of Normal forecasts."""
    return float(np.mean(np.abs(y - mean) <= norm.ppf(0.5 + inside / 2) * sd))


def bootstrap(values: Array, groups: Sequence[Hashable], seed: int = 0) -> Interval:
    """Return the mean of values with the 95 % interval over resampled groups.

    Rows of one group (a campaign, a quarter) are drawn together: they are not independent.
    """
    order = {group: n for n, group in enumerate(dict.fromkeys(groups))}
    index = np.array([order[group] for group in groups])
    sums = np.bincount(index, values, len(order))
    sizes = np.bincount(index, minlength=len(order)).astype(float)
    drawn = np.random.default_rng(seed).integers(0, len(order), (RESAMPLES, len(order)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(low), float(values.mean()), float(high))
