"""Regression with variance components: blocks of columns, each shrunk as far as the data say.

The latent score of a row is `mean + sum over blocks of Z_k w_k`, with `w_k ~ Normal(0, v_k)`. A
block is either covariates (ridge) or the columns of a grouping (random effects): the same algebra.
The variances `v_k` maximise the marginal likelihood by the MM updates of Zhou, Hu, Zhou and Lange,
J. Comput. Graph. Stat. 28 (2019) 350; for yes-or-no outcomes at the working weights of
penalised quasi-likelihood (Breslow and Clayton, J. Am. Stat. Assoc. 88 (1993) 9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit

Array = NDArray[np.float64]
Blocks: TypeAlias = Mapping[str, Array]
"""Block name -> columns [row, column], standardised where they are covariates."""

Unseen: TypeAlias = Mapping[str, Array]
"""Block name -> per row the squared length of what it has in groups that no fitted row had: their
effect is unknown, so the block's whole variance counts."""

_START = 0.2
_FLOOR = 1e-6
_STEPS = 40
_CLOSE = 0.02
"""Variances are as good as settled when none moves by more than this share in a step."""
_NEWTON = 30
_FREE = 1e-3
"""Penalty of the constant: none to speak of, but outcomes that are all alike stay finite."""
_PROBIT = np.pi / 8
"""Spiegelhalter and Lauritzen's constant: a logistic score averaged over a Normal."""


@dataclass(frozen=True, slots=True)
class Variances:
    """How far each block's coefficients spread, and the noise beside them (1 for yes-or-no)."""

    blocks: dict[str, float]
    noise: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model: mean, coefficients by block and their covariance in the order of columns."""

    mean: float
    weights: dict[str, Array]
    covariance: Array
    variances: Variances

    def score(self, blocks: Blocks, unseen: Unseen | None = None) -> tuple[Array, Array]:
        """Return latent mean and standard deviation of new rows, noise not counted in."""
        columns = _stack(blocks, self.weights)
        weights = np.concatenate(list(self.weights.values()))
        spread = np.einsum("ij,jk,ik->i", columns, self.covariance, columns)
        for name, count in (unseen or {}).items():
            spread = spread + self.variances.blocks[name] * count
        return self.mean + columns @ weights, np.sqrt(np.maximum(spread, 0.0))

    def probability(self, blocks: Blocks, unseen: Unseen | None = None) -> Array:
        """Return the probability of yes for new rows, averaged over the coefficients' doubt."""
        mean, sd = self.score(blocks, unseen)
        return np.asarray(expit(mean / np.sqrt(1.0 + _PROBIT * sd**2)))


def fit_normal(blocks: Blocks, y: Array, variances: Variances | None = None) -> Fit:
    """Fit a real-valued outcome.

    Args:
        blocks: columns of the rows.
        y: outcomes [row].
        variances: None estimates them.
    """
    mean = float(y.mean())
    left = y - mean
    start = Variances(dict.fromkeys(blocks, _START * float(y.var())), float(y.var()) / 2)
    found = variances or start
    columns = _stack(blocks, found.blocks)
    squares, target = columns.T @ columns, columns.T @ left
    for _ in range(_STEPS):
        covariance = _inverse(squares / found.noise + np.diag(_precision(blocks, found)))
        weights = covariance @ target / found.noise
        if variances is not None:
            break
        factors = _factors(blocks, found, weights, covariance)
        error = left - columns @ weights
        free = len(y) - len(weights) + np.sum(np.diag(covariance) * _precision(blocks, found))
        at = float(np.sqrt(error @ error / found.noise / free))
        if _settled({**factors, "": at}, {**found.blocks, "": found.noise}):
            break
        found = Variances(_moved(found, factors), found.noise * at)
    return _fitted(blocks, found, mean, weights, covariance)


def fit_yes_no(blocks: Blocks, y: Array, variances: Variances | None = None) -> Fit:
    """Fit outcomes of 0 and 1; `variances` as for `fit_normal`."""
    found = variances or Variances(dict.fromkeys(blocks, _START), 1.0)
    columns = _stack(blocks, found.blocks)
    share = float(np.clip(y.mean(), _FLOOR, 1 - _FLOOR))
    at = np.zeros(columns.shape[1] + 1)
    at[0] = np.log(share / (1 - share))
    for _ in range(_STEPS):
        at, covariance = _mode(columns, y, _precision(blocks, found), at)
        if variances is not None:
            break
        factors = _factors(blocks, found, at[1:], covariance)
        if _settled(factors, found.blocks):
            break
        found = Variances(_moved(found, factors), 1.0)
    return _fitted(blocks, found, float(at[0]), at[1:], covariance)


def _factors(
    blocks: Blocks, variances: Variances, weights: Array, covariance: Array
) -> dict[str, float]:
    """Return what each block's variance is multiplied with in one MM step.

    In terms of the coefficients the step compares their squared length with what is left of their
    number after the doubt about them: `|w|^2 / (v m - tr C)`.
    """
    found, begin = {}, 0
    for name, v in variances.blocks.items():
        part = slice(begin, begin + blocks[name].shape[1])
        own = weights[part]
        left = v * len(own) - np.trace(covariance[part, part])
        found[name] = float(np.sqrt(own @ own / left)) if left > 0 else 0.0
        begin = part.stop
    return found


def _moved(variances: Variances, factors: Mapping[str, float]) -> dict[str, float]:
    return {name: max(v * factors[name], _FLOOR) for name, v in variances.blocks.items()}


def _settled(factors: Mapping[str, float], variances: Mapping[str, float]) -> bool:
    large = max(variances.values()) * 1e-3
    return all(abs(f - 1) < _CLOSE for name, f in factors.items() if variances[name] > large)


def _mode(columns: Array, y: Array, precision: Array, start: Array) -> tuple[Array, Array]:
    """Return constant and coefficients at the mode, and the coefficients' covariance (Newton)."""
    x = np.column_stack([np.ones(len(y)), columns])
    penalty = np.concatenate([[_FREE], precision])
    at = start
    for _ in range(_NEWTON):
        p = expit(x @ at)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curvature, x.T @ (y - p) - penalty * at)
        at = at + step
        if np.abs(step).max() < 1e-6:
            break
    return at, _inverse(curvature[1:, 1:])


def _precision(blocks: Blocks, variances: Variances) -> Array:
    return np.concatenate(
        [np.full(blocks[name].shape[1], 1.0 / v) for name, v in variances.blocks.items()]
    )


def _fitted(
    blocks: Blocks, variances: Variances, mean: float, weights: Array, covariance: Array
) -> Fit:
    edges = np.cumsum([blocks[name].shape[1] for name in variances.blocks])[:-1]
    parts = dict(zip(variances.blocks, np.split(weights, edges), strict=True))
    return Fit(mean, parts, covariance, variances)


def _stack(blocks: Blocks, names: Mapping[str, object]) -> Array:
    return np.hstack([blocks[name] for name in names])


def _inverse(matrix: Array) -> Array:
    factor = cho_factor(matrix, lower=True)
    return np.asarray(cho_solve(factor, np.eye(len(matrix))))
