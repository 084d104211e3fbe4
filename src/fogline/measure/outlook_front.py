"""`measure outlook front FILE`: where the line moves in 1, 4 and 13 weeks, learned from the past.

Before each quarter from 2023 on the hazard and both baselines are fitted anew on cells whose
outcome was seen by then, and score the quarter's cells. The columns and settings of the hazard
were chosen on the quarters up to the first of 2024; what comes after is reported apart as
`kept_aside`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from fogline.errors import InputRefused
from fogline.outlook.record import front as grid
from fogline.outlook.record import hazard, scores
from fogline.outlook.record.front import PLAIN, Cells, Front, Grid, Index
from fogline.outlook.record.scores import Array

CHOSEN_UNTIL = "2024-Q1"
"""The last quarter whose figures were seen when the settings were chosen."""
_TILE_KM = 25
"""Cells of one quarter within a square of this size count as one in the bootstrap."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What was forecast for the cells of some quarters, and what came."""

    quarter: list[str]
    rows: Index
    fell: Array
    forecasts: dict[str, Array]


def measure(path: Path) -> dict[str, Any]:
    """Return Brier score and log-loss by horizon, beside both baselines.

    Raises:
        InputRefused: the file is no front by weeks, or has no week of 2023 or later.
    """
    front = grid.load(path)
    if not any(True for _ in hazard.quarters(front.days)):
        raise InputRefused(str(path), "no week of 2023 or later to score")
    rows = grid.cells(front)
    scored = {weeks: _scored(front, rows, weeks) for weeks in hazard.HORIZONS}
    return {
        "corpus": front.name,
        "weeks": len(front.days),
        "first": front.days[0].isoformat(),
        "last": front.days[-1].isoformat(),
        "cells": len(rows.week),
        "near_km": grid.NEAR_KM,
        "columns": list(grid.FULL),
        "ours": {str(w): _figures(s, rows, "ours") for w, s in scored.items() if s},
        "baselines": {
            name: {str(w): _figures(s, rows, name) for w, s in scored.items() if s}
            for name in ("logistic_regression", "distance_climatology", "no_change")
        },
        "baseline_columns": list(PLAIN),
    }


def _scored(front: Front, rows: Cells, weeks: int) -> Scored | None:
    """Forecast every quarter from its past; None where no quarter has both past and outcome."""
    fell = grid.falls(front, rows, weeks)
    found: list[tuple[str, Index, dict[str, Array]]] = []
    for quarter, begin, end in hazard.quarters(front.days):
        past = rows.week + weeks < begin
        inside = np.flatnonzero((rows.week >= begin) & (rows.week < end) & ~np.isnan(fell))
        if not len(inside) or not fell[past].any():
            continue
        learned = hazard.learn(front, rows, weeks, begin).hazard
        plain = hazard.fit(PLAIN, rows.pick(PLAIN)[past], fell[past], ridge=0.0)
        forecasts = {
            "ours": learned.probability(rows.pick(grid.FULL)[inside]),
            "logistic_regression": plain.probability(rows.pick(PLAIN)[inside]),
            "distance_climatology": _climatology(rows, fell, past, inside),
            "no_change": np.zeros(len(inside)),
        }
        found.append((quarter, inside, forecasts))
    if not found:
        return None
    index = np.concatenate([inside for _, inside, _ in found])
    return Scored(
        quarter=[quarter for quarter, inside, _ in found for _ in inside],
        rows=index,
        fell=fell[index],
        forecasts={n: np.concatenate([f[n] for _, _, f in found]) for n in found[0][2]},
    )


def _climatology(rows: Cells, fell: Array, past: Grid, inside: Index) -> Array:
    """Return how often cells at the same distance fell in the past."""
    distance = np.round(rows.pick(("distance",))[:, 0], 2)
    kinds, kind = np.unique(distance, return_inverse=True)
    seen = np.bincount(kind[past], minlength=len(kinds))
    share = np.bincount(kind[past], fell[past], len(kinds)) / np.maximum(seen, 1)
    overall = float(fell[past].mean())
    return np.asarray(np.where(seen > 0, share, overall)[kind[inside]])


def _figures(scored: Scored, rows: Cells, name: str) -> dict[str, Any]:
    chosen = np.array([quarter <= CHOSEN_UNTIL for quarter in scored.quarter])
    whole = np.ones(len(chosen), dtype=bool)
    found = _part(scored, rows, name, whole)
    found["kept_aside"] = _part(scored, rows, name, ~chosen) if not chosen.all() else None
    found["by_quarter"] = {
        quarter: round(float(np.mean(_briers(scored, name)[_is(scored, quarter)])), 5)
        for quarter in dict.fromkeys(scored.quarter)
    }
    return found


def _is(scored: Scored, quarter: str) -> Grid:
    return np.array([q == quarter for q in scored.quarter])


def _briers(scored: Scored, name: str) -> Array:
    return scores.briers(scored.forecasts[name], scored.fell)


def _part(scored: Scored, rows: Cells, name: str, which: Grid) -> dict[str, Any]:
    p, fell = scored.forecasts[name][which], scored.fell[which]
    figures: dict[str, Any] = {
        "cells": int(which.sum()),
        "base_rate": round(float(fell.mean()), 5),
        "mean_forecast": round(float(p.mean()), 5),
        "brier": round(float(scores.briers(p, fell).mean()), 5),
        "log_loss": round(float(scores.log_losses(p, fell).mean()), 5),
    }
    if name == "ours":
        figures["gain_over"] = {
            other: {
                "brier": _gain(scored, rows, other, which, scores.briers),
                "log_loss": _gain(scored, rows, other, which, scores.log_losses),
            }
            for other in ("logistic_regression", "distance_climatology")
        }
    return figures


def _gain(scored: Scored, rows: Cells, other: str, which: Grid, score: Any) -> dict[str, float]:
    """Return how much lower our score is than another's, resampling stretches by quarter."""
    fell = scored.fell[which]
    difference = score(scored.forecasts[other][which], fell)
    difference = difference - score(scored.forecasts["ours"][which], fell)
    index = scored.rows[which]
    tiles = zip(rows.row[index] // _TILE_KM, rows.column[index] // _TILE_KM, strict=True)
    quarters = [q for q, inside in zip(scored.quarter, which, strict=True) if inside]
    groups = [(q, int(a), int(b)) for q, (a, b) in zip(quarters, tiles, strict=True)]
    return scores.bootstrap(difference, groups).rounded(5)
