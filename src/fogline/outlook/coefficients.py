"""The model's numbers: each with a name, a prior, the step that may fit it, and a source."""

from collections.abc import Iterable
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
_OTHER_WAR = 2.0
"""How much wider what one war's front tells is believed of another; ours. Of the tempo 1.5."""
_SHOCK_SD, _PERSISTENCE_SD = 0.15, 0.05
"""Ours: the fits give no standard deviation."""
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


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the coefficients that ship; what the record tells comes from its tables alone."""
    data = yaml.safe_load((TABLES / "coefficients.yaml").read_text("utf-8"))
    told = _from_battles() | _from_front()
    for row in data["coefficients"]:
        if "record" in row["fit"]:
            row["mean"], row["sd"] = told[row["name"]]
    return Table.from_json(data)


def names() -> tuple[str, ...]:
    """Return the coefficients' names in the order of the engine's columns."""
    return tuple(c.name for c in table().coefficients)


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


def _from_front(fit: record.TempoFit | None = None) -> dict[str, tuple[float, float]]:
    """Return what the weekly front tells of its own war, or by all its cut-offs of others."""
    fits, wider = ((fit,), 1.0) if fit else (record.tempo_fits(), _OTHER_WAR)

    def mean(values: Iterable[float]) -> float:
        return float(np.mean(list(values)))

    told = {
        name: (mean(f.mean[name] for f in fits), wider * 2 * mean(f.sd[name] for f in fits))
        for name in ("surroundings", "recent_gain")
    }
    between = mean(f.stretches["between"] for f in fits)
    told["tempo"] = (mean(f.mean["tempo"] for f in fits), between * (1.5 if fit is None else 1.0))
    told["shock"] = (float(np.log(mean(f.stretches["shock"] for f in fits))), _SHOCK_SD)
    told["persistence"] = (mean(f.stretches["kept"] for f in fits), _PERSISTENCE_SD)
    return told


def front_fit(on: date) -> record.TempoFit | None:
    """Return the newest fit that used nothing after a day, None before the first."""
    known = [f for f in record.tempo_fits() if f.cut_off <= on]
    return known[-1] if known else None


def priors(graph: SectorGraph, on: date) -> tuple[Floats, Floats, str]:
    """Return means and standard deviations by coefficient, and the version's name.

    A graph that names the record of its war takes hazards from the newest fit before the day.
    """
    rows = table().coefficients
    mean = np.array([c.mean for c in rows])
    sd = np.array([c.sd for c in rows])
    column = {c.name: i for i, c in enumerate(rows)}
    version = table().version
    fit = front_fit(on) if graph.record else None
    if fit is not None:
        version = f"{version}, front to {fit.cut_off}"
        for name, (middle, spread) in _from_front(fit).items():
            mean[column[name]], sd[column[name]] = middle, spread
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
