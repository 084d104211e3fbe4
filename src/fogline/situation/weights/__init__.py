"""Fitted tables of weights: logistic regressions, each a JSON file with where it came from."""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from fogline.errors import DataError
from fogline.model.base import Record

FOLDER = Path(__file__).parent
TELLING = 3
"""So many features are named as the reason."""


class Weights(Record, frozen=True, kw_only=True):
    """A logistic regression: log odds = intercept + sum of weight times value."""

    says: str
    """What the probability is that of."""
    provenance: str
    intercept: float
    weights: dict[str, float]

    def judge(self, values: Sequence[float]) -> tuple[float, str]:
        """Return the probability and the weightiest features, heaviest first."""
        parts = {
            name: weight * value
            for (name, weight), value in zip(self.weights.items(), values, strict=True)
        }
        odds = self.intercept + sum(parts.values())
        told = sorted((n for n, p in parts.items() if abs(p) > 0.1), key=lambda n: -abs(parts[n]))
        reason = ", ".join(f"{n} ({parts[n]:+.1f})" for n in told[:TELLING])
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds)))), reason or "nothing particular"


@lru_cache(maxsize=8)
def weights(name: str) -> Weights:
    """Return a fitted table.

    Raises:
        DataError: the file is missing or does not fit; the message names it.
    """
    path = FOLDER / f"{name}.json"
    try:
        return Weights(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"weights {path}: {error}") from error
