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
    kernels = _kernels(blocks)
    if variances is None:
        variances = _normal_variances(kernels, y - mean)
    noise = np.full(len(y), variances.noise)
    return _solve(blocks, variances, mean, (y - mean) / noise, 1.0 / noise)


def fit_yes_no(blocks: Blocks, y: Array, variances: Variances | None = None) -> Fit:
    """Fit outcomes of 0 and 1; `variances` as for `fit_normal`."""
    kernels = _kernels(blocks)
    found = variances or _yes_no_variances(kernels, y)
    mean, latent = _mode(_sum(kernels, found.blocks), y)
    p = expit(mean + latent)
    weight = p * (1 - p)
    return _solve(blocks, found, mean, weight * latent + y - p, weight)


def _normal_variances(kernels: Blocks, y: Array) -> Variances:
    blocks, noise = dict.fromkeys(kernels, _START * float(y.var())), float(y.var()) / 2
    for _ in range(_STEPS):
        inverse = _inverse(_sum(kernels, blocks) + noise * np.eye(len(y)))
        pull = inverse @ y
        factors = _factors(kernels, inverse, pull)
        at = float(np.sqrt(pull @ pull / np.trace(inverse)))
        blocks = {k: max(v * factors[k], _FLOOR) for k, v in blocks.items()}
        noise *= at
        if _settled([*factors.values(), at], [*blocks.values(), noise]):
            break
    return Variances(blocks, noise)


def _yes_no_variances(kernels: Blocks, y: Array) -> Variances:
    blocks = dict.fromkeys(kernels, _START)
    for _ in range(_STEPS):
        kernel = _sum(kernels, blocks)
        mean, latent = _mode(kernel, y)
        p = expit(mean + latent)
        inverse = _inverse(kernel + np.diag(1.0 / np.maximum(p * (1 - p), _FLOOR)))
        factors = _factors(kernels, inverse, y - p)
        blocks = {k: max(v * factors[k], _FLOOR) for k, v in blocks.items()}
        if _settled(list(factors.values()), list(blocks.values())):
            break
    return Variances(blocks, 1.0)


def _factors(kernels: Blocks, inverse: Array, pull: Array) -> dict[str, float]:
    """Return what each block's variance is multiplied with in one MM step."""
    return {
        name: float(np.sqrt((pull @ kernel @ pull) / np.sum(inverse * kernel)))
        for name, kernel in kernels.items()
    }


def _settled(factors: list[float], variances: list[float]) -> bool:
    largest = max(variances)
    moving = (abs(f - 1) for f, v in zip(factors, variances, strict=True) if v > largest * 1e-3)
    return max(moving) < _CLOSE


def _mode(kernel: Array, y: Array) -> tuple[float, Array]:
    """Return the mean and the latent scores at the mode of the posterior (Newton)."""
    share = float(y.mean())
    mean, latent = float(np.log(share / (1 - share))), np.zeros(len(y))
    for _ in range(_NEWTON):
        p = expit(mean + latent)
        weight = np.maximum(p * (1 - p), _FLOOR)
        root = np.sqrt(weight)
        factor = cho_factor(np.eye(len(y)) + root[:, None] * kernel * root, lower=True)
        target = weight * latent + y - p
        pull = target - root * cho_solve(factor, root * (kernel @ target))
        moved = kernel @ pull
        step = float(np.sum(y - expit(mean + moved)) / np.sum(weight))
        done = np.abs(moved - latent).max() + abs(step) < 1e-5
        latent, mean = moved, mean + step
        if done:
            break
    return mean, latent


def _solve(blocks: Blocks, variances: Variances, mean: float, pull: Array, weight: Array) -> Fit:
    """Return coefficients of the penalised least squares with row weights."""
    columns = _stack(blocks, variances.blocks)
    spread = np.concatenate(
        [np.full(blocks[name].shape[1], v) for name, v in variances.blocks.items()]
    )
    precision = (columns * weight[:, None]).T @ columns + np.diag(1.0 / spread)
    covariance = _inverse(precision)
    weights = covariance @ (columns.T @ pull)
    edges = np.cumsum([blocks[name].shape[1] for name in variances.blocks])[:-1]
    parts = np.split(weights, edges)
    return Fit(mean, dict(zip(variances.blocks, parts, strict=True)), covariance, variances)


def _stack(blocks: Blocks, names: Mapping[str, object]) -> Array:
    return np.hstack([blocks[name] for name in names])


def _kernels(blocks: Blocks) -> dict[str, Array]:
    return {name: columns @ columns.T for name, columns in blocks.items()}


def _sum(kernels: Blocks, variances: Mapping[str, float]) -> Array:
    return np.asarray(sum(variances[name] * kernel for name, kernel in kernels.items()))


def _inverse(matrix: Array) -> Array:
    factor = cho_factor(matrix, lower=True)
    return np.asarray(cho_solve(factor, np.eye(len(matrix))))
