"""Fit the outlook's hazards on the weekly front, as of several cut-offs.

    python evals/outlook/fit_priors.py SHARED/data

Writes `src/fogline/outlook/record/tables/tempo.yaml`: coefficients with their standard
deviations, fitted with weeks up to each cut-off only. Where the engine's hazard levels off and how
far back it remembers is taken from the engine, so that what is fitted is what runs.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import yaml
from scipy.ndimage import convolve
from scipy.optimize import minimize

from fogline.outlook.columns import GAIN_DAYS, MOST_GAIN, SATURATED

TABLE = Path(__file__).parents[2] / "src/fogline/outlook/record/tables/tempo.yaml"
CUT_OFFS = ("2022-12-01", "2023-01-01", "2023-02-01", "2023-03-08", "2023-04-03")
REACH_KM = 5
NEAR_KM = 3
GAIN_WEEKS = round(GAIN_DAYS / 7)
BOOTSTRAPS = 40


def main(folder: Path) -> None:
    """Fit the table and write it."""
    fits = [hazard(folder / "control" / "front-weekly.npz", day) for day in CUT_OFFS]
    provenance = {
        "corpus": "weekly front of eastern and southern Ukraine, front-weekly.npz, after "
        "DanielRose2310/deepstatemaps-history",
        "size": f"{fits[-1]['weeks']} weeks from July 2022, {fits[-1]['cells']} cells at risk",
        "terms": "fitted coefficients only; the cells are not shipped",
        "command": "python evals/outlook/fit_priors.py DATA",
    }
    text = yaml.safe_dump({"provenance": provenance, "fits": fits}, sort_keys=False, width=100)
    TABLE.write_text(text, encoding="utf-8")


def disc(km: int) -> np.ndarray:
    """Return a kernel of the cells within a distance, which sums to 1."""
    y, x = np.mgrid[-km : km + 1, -km : km + 1]
    inside = (x * x + y * y <= km * km).astype(float)
    return inside / inside.sum()


def hazard(file: Path, cut_off: str) -> dict:
    """Fit log(-log(1-p)) of a cell's weekly fall on surroundings and recent gain."""
    data = np.load(file)
    weeks = np.array([datetime.fromtimestamp(int(w), UTC).date() for w in data["week"]])
    last = int((weeks <= date.fromisoformat(cut_off)).sum())
    held = data["occupied"][:last].astype(np.float32)
    near, reach = disc(NEAR_KM), disc(REACH_KM)
    rows, weeks_of = [], []
    risks, falls, features = [], [], []
    for t in range(GAIN_WEEKS, last - 1):
        close = convolve(held[t], near) > 0
        at_risk = (held[t] == 0) & close
        share = convolve(held[t], reach)
        gain = np.maximum(convolve(held[t] - held[t - GAIN_WEEKS], reach), 0)
        fell = held[t + 1][at_risk]
        around = np.minimum(share[at_risk], SATURATED)
        rows.append(np.column_stack([fell, around, np.sqrt(np.minimum(gain[at_risk], MOST_GAIN))]))
        weeks_of.append(np.full(len(fell), t))
        risks.append(at_risk)
        falls.append((held[t + 1] == 1) & at_risk)
        features.append((np.minimum(share, SATURATED), np.sqrt(np.minimum(gain, MOST_GAIN))))
    table, week = np.concatenate(rows), np.concatenate(weeks_of)
    fitted = fit(table)
    rng = np.random.default_rng(0)
    spread = []
    for _ in range(BOOTSTRAPS):
        drawn = rng.choice(np.unique(week), len(np.unique(week)))
        spread.append(fit(np.concatenate([table[week == w] for w in drawn])))
    sd = np.std(spread, axis=0)
    names = ("tempo", "surroundings", "recent_gain")
    expected = [
        np.exp(fitted[0] + fitted[1] * a + fitted[2] * g) * r
        for (a, g), r in zip(features, risks, strict=True)
    ]
    # Per day: a weekly hazard is seven daily ones.
    fitted = fitted - np.array([np.log(7), 0, 0])
    return {
        "cut_off": cut_off,
        "weeks": len(np.unique(week)),
        "cells": len(table),
        "falls": int(table[:, 0].sum()),
        "mean": {n: round(float(v), 3) for n, v in zip(names, fitted, strict=True)},
        "sd": {n: round(float(v), 3) for n, v in zip(names, sd, strict=True)},
        "stretches": stretches(falls, expected),
    }


def blocks(cells: np.ndarray) -> np.ndarray:
    """Return sums over stretches of 20 by 20 km."""
    size = 20
    high, wide = (n // size * size for n in cells.shape)
    shape = (high // size, size, wide // size, size)
    return cells[:high, :wide].astype(float).reshape(shape).sum((1, 3)).ravel()


def stretches(falls: list[np.ndarray], expected: list[np.ndarray]) -> dict[str, float]:
    """Return how tempo differs between stretches, and what is left of a week's shock in the next.

    Falls of a stretch and week are taken as Poisson around expected * stretch * shock. `between`
    is the standard deviation of the stretch's logarithm, `shock` that of a week's as a lognormal
    has it by moments, `kept` the share of a shock's variance that the next week shares.
    """
    seen, mean = np.array([blocks(f) for f in falls]), np.array([blocks(e) for e in expected])
    use = mean.sum(0) > 5
    seen, mean = seen[:, use], mean[:, use]
    own = seen.sum(0) / mean.sum(0)
    rest, level = seen - own * mean, own * mean
    now = (rest * rest - seen).sum() / (level * level).sum()
    later = (rest[:-1] * rest[1:]).sum() / (level[:-1] * level[1:]).sum()
    return {
        "between": round(float(np.std(np.log(own + 0.05))), 2),
        "shock": round(float(np.sqrt(np.log1p(now))), 2),
        "kept": round(float(later / now), 2),
    }


def fit(table: np.ndarray) -> np.ndarray:
    """Return the maximum-likelihood coefficients of the complementary log-log model."""
    fell = table[:, 0]
    features = np.column_stack([np.ones(len(table)), table[:, 1:]])

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        rate = np.exp(np.clip(features @ beta, -20, 3))
        p = -np.expm1(-rate)
        value = -(fell * np.log(p + 1e-12) - (1 - fell) * rate).sum()
        slope = features.T @ (rate - fell * rate / (p + 1e-12))
        return value / len(fell), slope / len(fell)

    return minimize(loss, np.array([-4.0, 2.0, 1.0]), jac=True, method="BFGS").x


if __name__ == "__main__":
    main(Path(sys.argv[1]))
