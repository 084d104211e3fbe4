"""Who wins, from what is known beforehand: probability that the attacker wins rather than not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fogline.outlook.record.battles import Battle
from fogline.outlook.record.covariates import (
    Array,
    Encoder,
    columns,
    winning_blocks,
    winning_covariates,
    winning_unseen,
)
from fogline.outlook.record.mixed import Fit, Variances, fit_yes_no


@dataclass(frozen=True, slots=True)
class Winning:
    """A fitted model of who wins."""

    encoder: Encoder
    fit: Fit

    @property
    def covariates(self) -> tuple[str, ...]:
        """The names of the columns of its block `covariates`."""
        return winning_covariates(self.encoder)

    @classmethod
    def of(cls, battles: Sequence[Battle], variances: Variances | None = None) -> "Winning":
        """Fit on battles whose result is known; `variances` None estimates them there."""
        encoder = Encoder.of(battles)
        return cls(encoder, fit_yes_no(winning_blocks(encoder, battles), won(battles), variances))

    def variances(self) -> Variances:
        """Return the spreads that the fit found."""
        return self.fit.variances

    def forecast(self, battles: Sequence[Battle]) -> Array:
        """Return the attacker's probability to win."""
        blocks = winning_blocks(self.encoder, battles)
        return self.fit.probability(blocks, winning_unseen(self.encoder, battles))


@dataclass(frozen=True, slots=True)
class ForceRatio:
    """The baseline: a logistic regression on the logarithm of the force ratio alone."""

    fit: Fit

    @classmethod
    def of(cls, battles: Sequence[Battle], variances: Variances | None = None) -> "ForceRatio":
        """Fit on battles whose result is known; nothing is shrunk."""
        flat = variances or Variances({"ratio": 100.0}, 1.0)
        return cls(fit_yes_no(cls._blocks(battles), won(battles), flat))

    @staticmethod
    def _blocks(battles: Sequence[Battle]) -> dict[str, Array]:
        return {"ratio": columns(battles)["ratio"][:, None]}

    def variances(self) -> Variances:
        """Return the spreads that the fit found."""
        return self.fit.variances

    def forecast(self, battles: Sequence[Battle]) -> Array:
        """Return the attacker's probability to win."""
        return self.fit.probability(self._blocks(battles))


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The baseline: the share of attackers that won, whoever they were."""

    share: float

    @classmethod
    def of(cls, battles: Sequence[Battle], _variances: Variances | None = None) -> "BaseRate":
        """Fit on battles whose result is known."""
        return cls(float(won(battles).mean()))

    def variances(self) -> None:
        """Return nothing: a base rate has no spreads."""

    def forecast(self, battles: Sequence[Battle]) -> Array:
        """Return the attacker's probability to win."""
        return np.full(len(battles), self.share)


def won(battles: Sequence[Battle]) -> Array:
    """Return 1 where the attacker won, 0 where not."""
    return np.array([float(b.won) for b in battles])
