"""`measure outlook battles FILE`: who wins and what it costs, on the battles of CDB90.

Baselines are fitted and scored in the same run on the same folds. Intervals are 95 % bootstraps over
campaigns, over wars where wars are held out: battles of one campaign or war are not independent.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

import numpy as np

from fogline.errors import InputRefused
from fogline.outlook.record import battles as cdb
from fogline.outlook.record import losses, scores, winning
from fogline.outlook.record.battles import Battle
from fogline.outlook.record.covariates import Array, campaign
from fogline.outlook.record.crossing import PARTS, REPEATS, Crossed, Fitting, crossed
from fogline.outlook.record.losses import Whose

_FEWEST = 60
_NAMES = ("folds", "held_out_campaign", "held_out_war", "forward_in_time")


def measure(path: Path, repeats: int = REPEATS) -> dict[str, Any]:
    """Return the figures of the loader, of who wins, and of both sides' losses.

    Args:
        path: `CDB90-patched.csv`, with `cdb90/battles.csv` beside it.
        repeats: how often the folds are dealt anew.

    Raises:
        InputRefused: a file is missing or not in that form.
    """
    found = cdb.load(path)
    if len(found) < _FEWEST:
        raise InputRefused(
            str(path), f"{len(found)} battles; cross-validation needs {_FEWEST} at least"
        )
    won, won_plain = _who_wins(cdb.both_strengths_known(found), repeats)
    cost = {whose: _losses(whose, found, repeats) for whose in get_args(Whose)}
    return {
        "corpus": path.name,
        **_loaded(found),
        "folds": f"{PARTS} stratified folds, {repeats} repeats; whole campaigns; whole wars",
        "who_wins": won,
        "losses": {whose: figures for whose, (figures, _) in cost.items()},
        "baselines": {
            "who_wins": won_plain,
            "losses": {whose: plain for whose, (_, plain) in cost.items()},
        },
    }


def _loaded(found: Sequence[Battle]) -> dict[str, Any]:
    results = Counter(b.result for b in found)
    longest = max(found, key=lambda b: b.days)
    third = next((b.days for b in found if b.name == "YPRES III"), None)
    return {
        "battles": len(found),
        "attacker_wins": results[1],
        "attacker_losses": results[-1],
        "draws": results[0],
        "result_unknown": results[None],
        "days_of_ypres_iii": third,
        "longest": {"name": longest.name, "days": longest.days},
    }


def _who_wins(rows: Sequence[Battle], repeats: int) -> tuple[dict[str, Any], dict[str, Any]]:
    yes = winning.won(rows)
    models: dict[str, Fitting] = {
        "ours": winning.Winning.of,
        "force_ratio": winning.ForceRatio.of,
        "base_rate": winning.BaseRate.of,
    }
    labels = [str(v) for v in yes]
    done = {name: crossed(fitting, rows, labels, repeats) for name, fitting in models.items()}
    row_losses = {name: _by_way(c, partial(_log_losses, yes)) for name, c in done.items()}
    ours = {
        "battles": len(rows),
        "log_loss": {way: _mean(v) for way, v in row_losses["ours"].items()},
        "brier": _mean(_by_way(done["ours"], partial(_briers, yes))["folds"]),
        "accuracy": round(float(np.mean([(p > 0.5) == yes for p in done["ours"].folds])), 4),
        "gain_over": {
            name: _gains(row_losses[name], row_losses["ours"], rows)
            for name in ("force_ratio", "base_rate")
        },
        "columns": [*winning.Winning.of(rows).covariates, "army"],
    }
    plain = {
        name: {"log_loss": {way: _mean(v) for way, v in row_losses[name].items()}}
        for name in ("force_ratio", "base_rate")
    }
    return ours, plain


def _losses(
    whose: Whose, found: Sequence[Battle], repeats: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    rows = losses.with_losses(whose, found)
    y = losses.logs(whose, rows)
    models: dict[str, Fitting] = {
        "ours": partial(losses.Losses.of, whose),
        "strengths_and_days": partial(losses.Law.of, whose),
        "mean_of_all": partial(losses.Unconditional.of, whose),
    }
    # By the terciles of the outcome, so that every fold has small and large battles.
    labels = [str(n) for n in np.searchsorted(np.quantile(y, [1 / 3, 2 / 3]), y)]
    done = {name: crossed(fitting, rows, labels, repeats) for name, fitting in models.items()}
    figures = {name: _loss_figures(c, y) for name, c in done.items()}
    row_crps = {name: _by_way(c, partial(_crps, y)) for name, c in done.items()}
    gains = {
        name: _gains(row_crps[name], row_crps["ours"], rows) for name in models if name != "ours"
    }
    ours = {"battles": len(rows), **figures.pop("ours"), "gain_over": gains}
    return ours, figures


def _loss_figures(done: Crossed, y: Array) -> dict[str, Any]:
    return {
        "r2": _ways(done, lambda f, known: scores.r_squared(f[:, 0], y[known])),
        "crps": _ways(
            done, lambda f, known: float(scores.crps_normal(f[:, 0], f[:, 1], y[known]).mean())
        ),
        "coverage_80": _ways(done, lambda f, known: scores.coverage(f[:, 0], f[:, 1], y[known])),
    }


def _ways(done: Crossed, figure: Any) -> dict[str, float]:
    """Return a figure for each way of holding out; for the folds the mean over the repeats."""

    def of(forecast: Array) -> float:
        known = ~np.isnan(forecast[:, 0])
        return float(figure(forecast[known], known))

    folds = float(np.mean([of(f) for f in done.folds]))
    ways = (folds, of(done.campaigns), of(done.wars), of(done.forward))
    return {name: round(value, 4) for name, value in zip(_NAMES, ways, strict=True)}


def _by_way(done: Crossed, score: Any) -> dict[str, Array]:
    """Return one score a row for each way of holding out; for the folds the mean of the repeats."""
    folds = np.mean([score(f) for f in done.folds], axis=0)
    ways = [folds, score(done.campaigns), score(done.wars), score(done.forward)]
    return dict(zip(_NAMES, ways, strict=True))


def _log_losses(yes: Array, p: Array) -> Array:
    return scores.log_losses(p, yes)


def _briers(yes: Array, p: Array) -> Array:
    return scores.briers(p, yes)


def _crps(y: Array, forecast: Array) -> Array:
    return scores.crps_normal(forecast[:, 0], forecast[:, 1], y)


def _mean(values: Array) -> float:
    return round(float(np.nanmean(values)), 4)


def _gains(
    plain: dict[str, Array], ours: dict[str, Array], rows: Sequence[Battle]
) -> dict[str, dict[str, float]]:
    """Return how much lower our scores are than a baseline's, with intervals, above 0 is better."""
    found = {}
    for way in _NAMES:
        difference = plain[way] - ours[way]
        known = np.flatnonzero(~np.isnan(difference))
        by_war = way in {"held_out_war", "forward_in_time"}
        inside = [rows[int(n)].war if by_war else campaign(rows[int(n)]) for n in known]
        found[way] = scores.bootstrap(difference[known], inside).rounded()
    return found
