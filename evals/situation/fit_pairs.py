"""Fit the weights by which two texts are compared, and say how well they do on pairs left out.

    python evals/situation/fit_pairs.py [--write]

Reads the open pairs and the further ones beside this file; never the locked ones. The third ones were
written later, of other wars too: they are scored and not fitted on. Logistic
regression with an L2 penalty, by L-BFGS; the weights of what cannot both be stay at or above zero.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from fogline.situation import contradiction, kinship
from fogline.situation.origins import Voices
from fogline.situation.passages import Reader
from fogline.situation.stances import StanceReader
from fogline.situation.weights import FOLDER
from fogline.theatres import load

HERE = Path(__file__).parent
PENALTY = 0.3
FOLDS = 10
ROUNDS = 5
FITTED, FRESH = ("", "-further"), ("-third",)

Array = npt.NDArray[np.float64]


def fit(x: Array, y: Array, positive: int) -> Array:
    """Return intercept and weights; the first `positive` weights are not below zero."""

    def loss(w: Array) -> tuple[float, Array]:
        z = x @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, -z) @ y + np.logaddexp(0, z) @ (1 - y)
        value += PENALTY / 2 * (w[1:] @ w[1:])
        return float(value), np.r_[(p - y).sum(), x.T @ (p - y) + PENALTY * w[1:]]

    free = x.shape[1] - positive
    bounds = [(None, None), *[(0.0, None)] * positive, *[(None, None)] * free]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)


def left_out(x: Array, y: Array, positive: int) -> Array:
    """Return each pair's probability by weights fitted without it, the mean of some rounds."""
    total = np.zeros(len(y))
    for seed in range(ROUNDS):
        order = np.random.default_rng(seed).permutation(len(y))
        for fold in range(FOLDS):
            test = order[fold::FOLDS]
            train = np.setdiff1d(order, test)
            w = fit(x[train], y[train], positive)
            total[test] += 1 / (1 + np.exp(-(x[test] @ w[1:] + w[0])))
    return total / ROUNDS


def pairs(
    name: str, read: Callable[[str, dict[str, Any]], Any], parts: tuple[str, ...] = FITTED
) -> list[tuple[Any, Any, str, str]]:
    """Return both texts as read, label and file of the pairs of a measure."""
    found = []
    for file in (f"{name}{part}.jsonl" for part in parts):
        for line in (HERE / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            a, b = (read(row["theatre"], row[k]) for k in ("a", "b"))
            found.append((a, b, row["label"], file))
    return found


def report(name: str, label: str, files: npt.NDArray[np.str_], p: Array, y: Array) -> None:
    """Print the shares of errors on pairs left out, by file."""
    for file in dict.fromkeys(files.tolist()):
        here = files == file
        wrong = float((p[here & (y == 0)] >= 0.5).mean())
        right = float((p[here & (y == 1)] >= 0.5).mean())
        print(
            f"{name} {file}: {wrong:.3f} falsely {label}, {right:.3f} of the true found (left out)"
        )


def main() -> None:
    """Fit both tables, print the figures, and write the tables if asked."""
    stances = {t: StanceReader(load(t)) for t in ("ukraine", "sudan")}
    readers = {t: Reader(Voices(load(t))) for t in stances}

    def when(row: dict[str, Any]) -> float:
        return datetime.fromisoformat(row["published"]).timestamp()

    tables: list[tuple[str, str, str, Callable[..., Any], Any, list[str], int]] = [
        (
            "kinship",
            "corroboration",
            "independent",
            kinship.features,
            lambda t, r: readers[t].read(r["text"], r["outlet"], when(r)),
            list(kinship.FEATURES),
            0,
        ),
        (
            "contradiction",
            "disputes",
            "dispute",
            contradiction.features,
            lambda t, r: stances[t].read(r["text"], r["outlet"], when(r)),
            list(contradiction.FEATURES),
            len(contradiction.CONFLICTS),
        ),
    ]
    for table, name, label, of, read, names, positive in tables:
        rows = pairs(name, read)
        x = np.array([of(a, b) for a, b, *_ in rows])
        y = np.array([float(r[2] == label) for r in rows])
        report(table, label, np.array([r[3] for r in rows]), left_out(x, y, positive), y)
        w = fit(x, y, positive)
        fresh = pairs(name, read, FRESH)
        z = np.array([of(a, b) for a, b, *_ in fresh]) @ w[1:] + w[0]
        truth = np.array([float(r[2] == label) for r in fresh])
        report(table, label, np.array([r[3] for r in fresh]), 1 / (1 + np.exp(-z)), truth)
        if "--write" in sys.argv:
            made = {
                "says": f"that a pair of texts is {label}",
                "provenance": (
                    f"Fitted by evals/situation/fit_pairs.py on the {len(rows)} pairs of "
                    f"{name}.jsonl and {name}-further.jsonl, written by us; penalty {PENALTY}."
                ),
                "intercept": round(float(w[0]), 3),
                "weights": {n: round(float(v), 3) for n, v in zip(names, w[1:], strict=True)},
            }
            text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
            (FOLDER / f"{table}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
