"""What a battle cost a side, given how long it lasted: the natural logarithm of its losses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fogline.outlook.record.battles import Battle, Side
from fogline.outlook.record.covariates import Array, Encoder, columns, loss_blocks, loss_unseen
from fogline.outlook.record.mixed import Blocks, Fit, Variances, fit_normal

Whose: TypeAlias = Literal["attacker", "defender"]
LAW = ("constant", "own", "enemy", "days")
"""The coefficients of the plain law: log losses = constant + own log(own strength) + ..."""


@dataclass(frozen=True, slots=True)
class Losses:
    """A fitted model of one side's losses."""

    whose: Whose
    encoder: Encoder
    fit: Fit

    @classmethod
    def of(
        cls, whose: Whose, battles: Sequence[Battle], variances: Variances | None = None
    ) -> "Losses":
        """Fit on battles whose losses are known; `variances` None estimates them there."""
        encoder = Encoder.of(battles)
        blocks = loss_blocks(encoder, battles)
        return cls(whose, encoder, fit_normal(blocks, logs(whose, battles), variances))

    def variances(self) -> Variances:
        """Return the spreads that the fit found."""
        return self.fit.variances

    def forecast(self, battles: Sequence[Battle]) -> Array:
        """Return mean and standard deviation of the logarithm of the losses [row, 2]."""
        blocks = loss_blocks(self.encoder, battles)
        mean, sd = self.fit.score(blocks, loss_unseen(self.encoder, battles))
        return np.column_stack([mean, np.sqrt(sd**2 + self.fit.variances.noise)])


@dataclass(frozen=True, slots=True)
class Law:
    """The baseline: log losses as a straight line of own and enemy strength and days."""

    whose: Whose
    fit: Fit

    @classmethod
    def of(
        cls, whose: Whose, battles: Sequence[Battle], variances: Variances | None = None
    ) -> "Law":
        """Fit by least squares; nothing is shrunk."""
        y, blocks = logs(whose, battles), cls._blocks(battles)
        if variances is None:
            line = np.column_stack([np.ones(len(y)), blocks["law"]])
            left = y - line @ np.linalg.lstsq(line, y, rcond=None)[0]
            variances = Variances(
                {"law": 1e3, "constant": 1e4}, float(left @ left / (len(y) - line.shape[1]))
            )
        return cls(whose, fit_normal(blocks, y, variances))

    @staticmethod
    def _blocks(battles: Sequence[Battle]) -> Blocks:
        table = columns(battles)
        law = np.column_stack([table[n] for n in ("log_attacker", "log_defender", "log_days")])
        return {"law": law, "constant": np.ones((len(battles), 1))}

    def variances(self) -> Variances:
        """Return the spreads that the fit found."""
        return self.fit.variances

    def forecast(self, battles: Sequence[Battle]) -> Array:
        """Return mean and standard deviation of the logarithm of the losses [row, 2]."""
        mean, sd = self.fit.score(self._blocks(battles))
        return np.column_stack([mean, np.sqrt(sd**2 + self.fit.variances.noise)])


@dataclass(frozen=True, slots=True)
class Unconditional:
    """The baseline: every battle costs what battles cost."""

    mean: float
    sd: float

    @classmethod
    def of(
        cls, whose: Whose, battles: Sequence[Battle], _variances: Variances | None = None
    ) -> "Unconditional":
        """Take mean and spread of the logarithms."""
        y = logs(whose, battles)
        return cls(float(y.mean()), float(y.std()))

    def variances(self) -> None:
        """Return nothing: it has no blocks."""

    def forecast(self, battles: Sequence[Battle]) -> Array:
        """Return mean and standard deviation of the logarithm of the losses [row, 2]."""
        return np.tile([self.mean, self.sd], (len(battles), 1))


def side_of(whose: Whose, battle: Battle) -> Side:
    """Return the attacker or the defender of a battle."""
    return battle.attacker if whose == "attacker" else battle.defender


def logs(whose: Whose, battles: Sequence[Battle]) -> Array:
    """Return the natural logarithm of a side's losses, which must be known and above 0."""
    return np.log([float(side_of(whose, b).losses or np.nan) for b in battles])


def with_losses(whose: Whose, battles: Sequence[Battle]) -> list[Battle]:
    """Return the battles whose strengths and whose losses on that side are known."""
    return [
        b
        for b in battles
        if b.attacker.strength and b.defender.strength and side_of(whose, b).losses
    ]
