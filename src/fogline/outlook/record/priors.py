"""What the record says, as committed tables of coefficients with their provenance."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from numpy.typing import ArrayLike, NDArray

from fogline.errors import UsageError
from fogline.model.base import Record
from fogline.outlook.record.hazard import HORIZONS, Hazard
from fogline.outlook.record.losses import Whose

Array = NDArray[np.float64]
TABLES = files("fogline.outlook.record") / "tables"


class LossLaw(Record, frozen=True, kw_only=True):
    """log(losses) = constant + own log(own strength) + enemy log(enemy strength) + days log(days).

    Losses are personnel killed, wounded, missing and captured over the whole battle. Around the
    law they are spread log-normally with `residual_sd`: `between_sd` is what whole campaigns and
    armies share (draw it once a run), `within_sd` what is left for the single battle.
    """

    whose: Whose
    since: int
    """First year of the battles."""
    battles: int
    mean: dict[str, float]
    """By `constant own enemy days`."""
    sd: dict[str, float]
    covariance: tuple[tuple[float, ...], ...]
    """Of the coefficients, in the order of `mean`."""
    residual_sd: float
    between_sd: float
    within_sd: float

    @property
    def dispersion(self) -> float:
        """Squared coefficient of variation of a battle's losses around the law's mean."""
        return float(np.expm1(self.residual_sd**2))

    def median(self, own: ArrayLike, enemy: ArrayLike, days: ArrayLike) -> Array:
        """Return the median losses of battles."""
        log = self.mean["own"] * np.log(own) + self.mean["enemy"] * np.log(enemy)
        return np.asarray(np.exp(self.mean["constant"] + log + self.mean["days"] * np.log(days)))

    def draw(self, rng: np.random.Generator, runs: int) -> Array:
        """Return drawn coefficients [run, (constant, own, enemy, days)]: what the fit leaves open."""
        return rng.multivariate_normal(list(self.mean.values()), np.array(self.covariance), runs)


class Factor(Record, frozen=True, kw_only=True):
    """A multiplier from published studies, as an interval with its sources."""

    name: str
    low: float
    mean: float
    high: float
    """`low` to `high` is meant as 80 %."""
    meaning: str
    sources: tuple[str, ...]


class HazardRow(Record, frozen=True, kw_only=True):
    """A hazard of one horizon as stored."""

    weeks: int
    before: date
    """Nothing of this day or later was read for it."""
    rows: int
    falls: int
    middle: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    sd: tuple[float, ...]


class TempoFit(Record, frozen=True, kw_only=True):
    """The engine's hazard, fitted on the weekly front with weeks up to a cut-off."""

    cut_off: date
    weeks: int
    cells: int
    falls: int
    mean: dict[str, float]
    """By `tempo surroundings recent_gain`; a day's hazard."""
    sd: dict[str, float]
    stretches: dict[str, float]
    """How tempo differs `between` stretches of 20 km, a week's `shock`, what is `kept` of it."""


def loss_law(whose: Whose, since: int = 1600) -> LossLaw:
    """Return the law of a side's losses, fitted on battles from a year on.

    Raises:
        UsageError: there is no table of that side and year.
    """
    laws = [LossLaw.from_json(row) for row in _table("losses")["laws"]]
    for law in laws:
        if (law.whose, law.since) == (whose, since):
            return law
    years = sorted({law.since for law in laws})
    raise UsageError(f"no law of the {whose}'s losses since {since}; there are {years}")


def front_hazard(weeks: int, on: date) -> Hazard:
    """Return the front's hazard over so many weeks as it could be known on a day.

    Raises:
        UsageError: no table of that horizon, or none that early.
    """
    if weeks not in HORIZONS:
        raise UsageError(f"no hazard over {weeks} weeks; there are {', '.join(map(str, HORIZONS))}")
    table = _table("front")
    rows = [HazardRow.from_json(_dated(row)) for row in table["fits"]]
    known = [row for row in rows if row.weeks == weeks and row.before <= on]
    if not known:
        first = min(row.before for row in rows)
        raise UsageError(f"no hazard known on {on}: the first was learned before {first}")
    row = max(known, key=lambda r: r.before)
    arrays = (np.array(part) for part in (row.middle, row.scale, row.weights, row.sd))
    return Hazard(tuple(table["names"]), *arrays)


@cache
def tempo_fits() -> tuple[TempoFit, ...]:
    """Return the engine's hazard as of each cut-off, oldest first."""
    rows = (row | {"cut_off": str(row["cut_off"])} for row in _table("tempo")["fits"])
    return tuple(sorted(map(TempoFit.from_json, rows), key=lambda f: f.cut_off))


def factor(name: str) -> Factor:
    """Return a published multiplier: `urban_tempo` or `urban_losses`.

    Raises:
        UsageError: there is none of that name.
    """
    rows = {row["name"]: row for row in _table("factors")["factors"]}
    if name not in rows:
        raise UsageError(f"no factor {name!r}; there are {', '.join(rows)}")
    return Factor.from_json(rows[name])


def provenance(table: str) -> dict[str, Any]:
    """Return what a table (`losses`, `front`, `winning`, `tempo`) was fitted on, and the command."""
    return dict(_table(table)["provenance"])


def winning_weights() -> dict[str, dict[str, float]]:
    """Return what makes an attacker win: covariate -> weight, sd, and its middle and scale.

    Weights are on log-odds for one standard deviation; the armies' own records are not shipped.
    """
    return dict(_table("winning")["covariates"])


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"before": row["before"].isoformat()}


@cache
def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((TABLES / f"{name}.yaml").read_text("utf-8"))
    return found
