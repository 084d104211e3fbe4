"""The model's numbers: each with a name, a prior, the step that may fit it, and a source."""

from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import yaml

from fogline.model.base import Record
from fogline.model.scenario import Action, SectorGraph
from fogline.outlook.record import priors as record

Floats: TypeAlias = np.ndarray[Any, np.dtype[Any]]
"""An array; its docstring says of what shape."""
TABLES = files("fogline.outlook") / "tables"
ACTIONS: tuple[Action, ...] = get_args(Action)
_TYPICAL_DAYS = 30
_NORMAL_10_90 = 2 * 1.2816
"""An 80 % interval is this many standard deviations wide."""


class Coefficient(Record, frozen=True, kw_only=True):
    """A number of the model and what is believed of it before any fit."""

    name: str
    label: str
    scale: Literal["natural", "log"]
    mean: float
    sd: float
    fit: str
    source: str


class Effect(Record, frozen=True, kw_only=True):
    """What an action multiplies: tempo in cities and elsewhere, losses, what is retaken."""

    city: float
    open: float
    own: float
    enemy: float
    regain: float


class Table(Record, frozen=True, kw_only=True):
    """All coefficients of one version, and the effects of actions by role."""

    version: str
    coefficients: tuple[Coefficient, ...]
    actions: dict[str, dict[Action, Effect]]


class FrontFit(Record, frozen=True, kw_only=True):
    """Hazards fitted on the weekly front with weeks up to a cut-off."""

    cut_off: date
    weeks: int
    cells: int
    falls: int
    mean: dict[str, float]
    sd: dict[str, float]
    stretches: dict[str, float]


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the coefficients that ship."""
    return Table.from_json(yaml.safe_load((TABLES / "coefficients.yaml").read_text("utf-8")))


def names() -> tuple[str, ...]:
    """Return the coefficients' names in the order of the engine's columns."""
    return tuple(c.name for c in table().coefficients)


@lru_cache(maxsize=1)
def _fits() -> tuple[FrontFit, ...]:
    data = yaml.safe_load((TABLES / "record.yaml").read_text("utf-8"))
    return tuple(FrontFit.from_json(_dated(row)) for row in data["front"])


@lru_cache(maxsize=1)
def _from_battles() -> dict[str, tuple[float, float]]:
    """Return mean and spread of what recorded battles and published studies tell.

    A law of whole battles becomes a rate a day at the thirtieth day: its derivative by days.
    """
    law = record.loss_law("attacker", 1900)
    days = law.mean["days"]
    rate = law.mean["constant"] + float(np.log(days) + (days - 1) * np.log(_TYPICAL_DAYS))
    city = record.factor("urban_tempo")
    return {
        "loss_level": (rate, law.residual_sd),
        "own_exponent": (law.mean["own"], law.sd["own"]),
        "enemy_exponent": (law.mean["enemy"], law.sd["enemy"]),
        "city": (float(np.log(city.mean)), float(np.log(city.high / city.low)) / _NORMAL_10_90),
    }


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"cut_off": str(row["cut_off"])}


def front_fit(on: date) -> FrontFit | None:
    """Return the newest fit that used nothing after a day, None before the first."""
    known = [f for f in _fits() if f.cut_off <= on]
    return max(known, key=lambda f: f.cut_off, default=None)


def priors(graph: SectorGraph, on: date) -> tuple[Floats, Floats, str]:
    """Return means and standard deviations by coefficient, and the version's name.

    A graph that names the record of its war takes hazards from the newest fit before the day.
    """
    rows = table().coefficients
    mean = np.array([c.mean for c in rows])
    sd = np.array([c.sd for c in rows])
    column = {c.name: i for i, c in enumerate(rows)}
    version = table().version
    for name, (middle, spread) in _from_battles().items():
        mean[column[name]], sd[column[name]] = middle, spread
    fit = front_fit(on) if graph.record else None
    if fit is not None:
        version = f"{version}, front to {fit.cut_off}"
        for name, value in fit.mean.items():
            mean[column[name]] = value
        sd[column["tempo"]] = fit.stretches["between"]
        mean[column["shock"]] = np.log(fit.stretches["shock"])
        mean[column["persistence"]] = fit.stretches["kept"]
        for name in ("surroundings", "recent_gain"):
            sd[column[name]] = 2 * fit.sd[name]
    said = max((e for e in graph.exchanges if e.since <= on), key=lambda e: e.since, default=None)
    if said is not None:
        low, high = np.log(said.low), np.log(said.high)
        mean[column["exchange"]] = (low + high) / 2
        sd[column["exchange"]] = (high - low) / _NORMAL_10_90
    return mean, sd, version


def draw(mean: Floats, sd: Floats, count: int, rng: np.random.Generator) -> Floats:
    """Draw sets of coefficients from their priors, shape (count, coefficients)."""
    drawn: Floats = mean + sd * rng.standard_normal((count, len(mean)))
    return bounded(drawn)


def bounded(drawn: Floats) -> Floats:
    """Keep coefficients where they mean something; changes the array in place."""
    column = {name: i for i, name in enumerate(names())}
    for name in ("surroundings", "recent_gain", "force_ratio", "supply", "fatigue",
                 "cut_off_losses", "own_exponent", "enemy_exponent"):  # fmt: skip
        np.maximum(drawn[:, column[name]], 0.0, out=drawn[:, column[name]])
    kept = drawn[:, column["persistence"]]
    np.clip(kept, 0.0, 0.95, out=kept)
    weekly = drawn[:, column["shock"]]
    np.minimum(weekly, 0.4, out=weekly)
    return drawn


def effects() -> Floats:
    """Return the multipliers of actions, shape (role, action, [city open own enemy regain])."""
    given = table().actions
    return np.array(
        [
            [
                [e.city, e.open, e.own, e.enemy, e.regain]
                for e in (given[role][action] for action in ACTIONS)
            ]
            for role in ("attacker", "defender")
        ]
    )
