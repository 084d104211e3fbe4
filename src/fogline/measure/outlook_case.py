"""`measure outlook case FILE [SCENARIO...]`: how a case went on after its cut-offs, against the runs.

FILE has the attacker's share of the focus by day (`date,occupied_share`). Each scenario is fitted
to the file's rows up to its cut-off, run for 90 days under the courses that were taken (its first
of either side), and scored on the rows that came. Beside it, on the same days, stands a block
bootstrap of the last 42 daily steps. Between the first and the last cut-off every seventh day is
scored too, because five outcomes say little; those overlap, and one battle stays one battle.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from fogline.errors import InputRefused, UsageError
from fogline.model.scenario import Observation, Scenario
from fogline.outlook import ensemble, scenario
from fogline.outlook.coefficients import Floats
from fogline.outlook.columns import FOCUS_TAKEN
from fogline.outlook.courses import of_role

HORIZONS = (7, 14, 30, 60, 90)
FULL = 0.95
"""The city counts as not taken under this share."""
STEPS, BLOCK = 42, 7
RUNS = 2000
_RESAMPLES = 2000
_BLOCK_OF_CUT_OFFS = 4
"""Neighbouring weekly cut-offs are resampled together: they look at nearly the same weeks."""
Shares = Mapping[date, float]
"""By day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Forecasts of one cut-off and horizon: draws of the share, and what came."""

    on: date
    horizon: int
    came: float
    model: Floats
    bootstrap: Floats


_DRAWS: dict[str, Callable[[Scored], Floats]] = {
    "model": lambda s: s.model,
    "bootstrap": lambda s: s.bootstrap,
}


def measure(file: Path, names: Sequence[str] = (), *, seed: int = 1) -> dict[str, Any]:
    """Return Brier score, CRPS and coverage by horizon, of the model and of the bootstrap.

    Args:
        file: the shares by day.
        names: scenarios; none = all that ship for the case of the file's name.
        seed: of every draw.

    Raises:
        InputRefused: the file is no table of shares.
        UsageError: there is no such scenario, or none left to score.
    """
    shares = read(file)
    chosen = [scenario.load(n) for n in (names or _of_case(file))]
    named = [s for one in chosen for s in score(one, shares, seed)]
    weekly = [s for one in every_week(chosen) for s in score(one, shares, seed)]
    if not named:
        raise UsageError(f"measure outlook case {file}: no day of it lies after a cut-off")
    return {
        "corpus": file.name,
        "days": len(shares),
        "cut_offs": [str(c.on) for c in chosen],
        "runs": RUNS,
        "named": figures(named, 1),
        "weekly_cut_offs": len({s.on for s in weekly}),
        "weekly": figures(weekly, _BLOCK_OF_CUT_OFFS) if weekly else None,
        "note": "One battle: an illustration, not a sample. Only the courses taken are scored.",
    }


def _of_case(file: Path) -> list[str]:
    case = file.stem.split("-")[0]
    found = [n for n in scenario.available() if n.startswith(f"{case}-")]
    if not found:
        raise UsageError(f"measure outlook case {file}: no scenario ships for {case!r}; name one")
    return found


def read(file: Path) -> dict[date, float]:
    """Return the shares by day.

    Raises:
        InputRefused: a row is no day with a share.
    """
    found: dict[date, float] = {}
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found[date.fromisoformat(row["date"])] = float(row["occupied_share"])
    except (KeyError, TypeError, ValueError, UnicodeDecodeError, OSError) as error:
        where = f"{file}, line {len(found) + 2}"
        raise InputRefused(where, f"needs date,occupied_share by row: {error}") from None
    if not found:
        raise InputRefused(str(file), "has no row")
    return found


def every_week(chosen: Sequence[Scenario]) -> Iterable[Scenario]:
    """Yield the last scenario at every seventh day from the first cut-off to its own."""
    last = max(chosen, key=lambda s: s.on)
    day = min(s.on for s in chosen)
    while day <= last.on:
        yield last.but(on=day, facts=tuple(f for f in last.facts if f.on <= day))
        day += timedelta(days=7)


def score(one: Scenario, shares: Shares, seed: int) -> list[Scored]:
    """Return a scenario's forecasts with what came, where it is known."""
    model = forecast(one, shares, seed)
    other = bootstrap({d: s for d, s in shares.items() if d <= one.on}, one.on, seed)
    return [
        Scored(on=one.on, horizon=h, came=came, model=model[:, h - 1], bootstrap=other[:, h - 1])
        for h in HORIZONS
        if (came := _came(shares, one.on + timedelta(days=h))) is not None
    ]


def _came(shares: Shares, day: date) -> float | None:
    """Return the newest share up to a day, None after the file's end."""
    if day > max(shares):
        return None
    return shares[max(d for d in shares if d <= day)]


def forecast(one: Scenario, shares: Shares, seed: int) -> Floats:
    """Return draws of the share by day after the cut-off, (runs, 90).

    Nothing of the file after the cut-off is read.
    """
    seen = (Observation(on=d, share=s) for d, s in shares.items() if d <= one.on)
    given = scenario.with_history(one, seen)
    taken = tuple(of_role(given.courses, given.graph, r)[0] for r in ("attacker", "defender"))
    ran = ensemble.run(
        given.graph,
        scenario.past(given),
        taken,
        days=max(HORIZONS),
        runs=RUNS,
        seed=seed,
    )
    draws: Floats = ran.pairs[0].seen[:, :, FOCUS_TAKEN].astype(np.float64)
    return draws


def bootstrap(shares: Shares, on: date, seed: int) -> Floats:
    """Return draws of the share from blocks of its own last steps, (runs, 90)."""
    days = [on - timedelta(days=n) for n in range(STEPS, -1, -1)]
    known = sorted(shares)
    values = [shares[max((d for d in known if d <= day), default=known[0])] for day in days]
    steps = np.diff(values)
    rng = np.random.default_rng([seed, on.toordinal()])
    blocks = -(-max(HORIZONS) // BLOCK)
    starts = rng.integers(0, len(steps) - BLOCK + 1, (RUNS, blocks))
    drawn = steps[starts[:, :, None] + np.arange(BLOCK)].reshape(RUNS, -1)[:, : max(HORIZONS)]
    path: Floats = np.clip(values[-1] + drawn.cumsum(1), 0, 1)
    return path


def figures(found: Sequence[Scored], block: int) -> dict[str, Any]:
    """Return the scores by horizon of both, and the intervals of their difference."""
    return {
        f"{h}_days": _at([s for s in found if s.horizon == h], block)
        for h in HORIZONS
        if any(s.horizon == h for s in found)
    }


def _at(found: Sequence[Scored], block: int) -> dict[str, Any]:
    scores = {
        name: {
            "brier": np.array([_brier(draws(s), s.came) for s in found]),
            "crps": np.array([crps(draws(s), s.came) for s in found]),
            "coverage": np.array([_covered(draws(s), s.came) for s in found]),
            "width": np.array([np.subtract(*np.quantile(draws(s), [0.9, 0.1])) for s in found]),
        }
        for name, draws in _DRAWS.items()
    }
    out: dict[str, Any] = {"forecasts": len(found)}
    for name, by in scores.items():
        out[name] = {k: round(float(v.mean()), 4) for k, v in by.items()}
    for k in ("brier", "crps"):
        difference = scores["model"][k] - scores["bootstrap"][k]
        out[f"{k}_difference"] = _interval(difference, block)
    return out


def _brier(draws: Floats, came: float) -> float:
    return float(((draws < FULL).mean() - float(came < FULL)) ** 2)


def crps(draws: Floats, came: float) -> float:
    """Return the continuous ranked probability score of draws, in the share's unit."""
    ordered = np.sort(draws)
    n = len(ordered)
    spread = float((ordered * (2 * np.arange(1, n + 1) - n - 1)).sum()) / (n * n)
    return float(np.abs(ordered - came).mean()) - spread


def _covered(draws: Floats, came: float) -> float:
    low, high = np.quantile(draws, [0.1, 0.9])
    return float(low - 1e-9 <= came <= high + 1e-9)


def _interval(values: Floats, block: int) -> dict[str, float]:
    """Return the mean with an 80 % interval by a circular block bootstrap over cut-offs."""
    rng = np.random.default_rng(0)
    n, size = len(values), min(block, len(values))
    starts = rng.integers(0, n, (_RESAMPLES, -(-n // size)))
    places = (starts[:, :, None] + np.arange(size)).reshape(_RESAMPLES, -1)[:, :n] % n
    drawn = values[places].mean(1)
    low, high = np.quantile(drawn, [0.1, 0.9])
    return {
        "mean": round(float(values.mean()), 4),
        "low": round(float(low), 4),
        "high": round(float(high), 4),
    }
