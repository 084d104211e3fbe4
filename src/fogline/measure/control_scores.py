"""Scores of probabilities against the days on which places changed hands, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fogline.situation.geo import Floats

WINDOW = 21
"""Days before `earliest` and after `latest` that are judged."""
LATE_DAYS = 60
"""A change not seen after so many days counts as seen then."""
BINS = 10
"""Of the reliability diagram."""
DRAWS = 2000
"""Bootstrap draws of settlements, for intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place of the truth, found among the assessed places."""

    name: str
    place: int
    from_side: int
    to_side: int
    earliest: int
    latest: int
    settlement: str = ""
    """Sectors of one city stand and fall by the same reports: they are one block."""


def judged(change: Change, days: Any) -> Any:
    """Return which days are judged, (D,): those around the change whose truth is known."""
    before = (days < change.earliest) & (days >= change.earliest - WINDOW)
    after = (days >= change.latest) & (days < change.latest + WINDOW)
    return before | after


def losses(path: Floats, change: Change, days: Any) -> tuple[Floats, Floats]:
    """Return the log and Brier losses of the judged days."""
    which = judged(change, days)
    p = np.clip(path[which], 0.01, 0.99)
    y = (days[which] >= change.latest).astype(np.float64)
    return -np.log(np.where(y > 0, p, 1 - p)), (p - y) ** 2


def score(paths: Floats, changes: Sequence[Change], days: Any) -> dict[str, float]:
    """Return the scores of P(the new side holds it), (C, D)."""
    lost = [losses(p, c, days) for p, c in zip(paths, changes, strict=True)]
    seen = [_seen(p, c, days) for p, c in zip(paths, changes, strict=True)]
    return {
        "log_score": round(float(np.mean(np.concatenate([log for log, _ in lost]))), 4),
        "brier": round(float(np.mean(np.concatenate([b for _, b in lost]))), 4),
        "delay_days": float(np.median([max(0, d) for d, _ in seen])),
        "early_days": float(np.mean([e for _, e in seen])),
        "missed": sum(d >= LATE_DAYS for d, _ in seen),
    }


def _seen(path: Floats, change: Change, days: Any) -> tuple[int, int]:
    """Return days from `latest` until the change is seen for good, and days seen too early."""
    over = path >= 0.5
    early = int((over & (days < change.earliest)).sum())
    later = (days >= change.earliest) & (days <= change.latest + LATE_DAYS)
    wrong = days[later & ~over]
    first = int(wrong.max()) + 1 if len(wrong) else change.earliest
    return min(first - change.latest, LATE_DAYS), early


def mean_losses(path: Floats, changes: Sequence[Change], days: Any) -> Floats:
    """Return each place's mean log loss, (C,)."""
    return np.array([losses(p, c, days)[0].mean() for p, c in zip(path, changes, strict=True)])


def _means(values: Floats, changes: Sequence[Change]) -> Floats:
    """Return bootstrap means of a value per place, (DRAWS,): whole settlements are drawn.

    Days of one place are not independent of each other, and sectors of one city are not either.
    """
    names = [c.settlement or c.name for c in changes]
    _, block = np.unique(names, return_inverse=True)
    blocks = int(block.max()) + 1
    total = np.bincount(block, values, blocks)
    count = np.bincount(block, minlength=blocks)
    draws = np.random.default_rng(7).integers(0, blocks, (DRAWS, blocks))
    result: Floats = total[draws].sum(axis=1) / count[draws].sum(axis=1)
    return result


def _interval(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)


def intervals(
    paths: Mapping[str, Floats], changes: Sequence[Change], days: Any
) -> dict[str, tuple[float, float]]:
    """Return 95 % bootstrap intervals over settlements of each method's log score."""
    return {m: _interval(_means(mean_losses(paths[m], changes, days), changes)) for m in paths}


def gains(
    paths: Mapping[str, Floats], changes: Sequence[Change], days: Any
) -> dict[str, tuple[float, float]]:
    """Return 95 % bootstrap intervals over settlements of what each rival loses more in log score."""
    own = mean_losses(paths["fogline"], changes, days)
    return {
        m: _interval(_means(mean_losses(paths[m], changes, days) - own, changes))
        for m in paths
        if m != "fogline"
    }


def missed(path: Floats, changes: Sequence[Change], days: Any) -> list[str]:
    """Return the names of places whose change is not seen within `LATE_DAYS`."""
    seen = zip(path, changes, strict=True)
    return [c.name for p, c in seen if _seen(p, c, days)[0] >= LATE_DAYS]


def reliability(path: Floats, changes: Sequence[Change], days: Any) -> list[dict[str, float | int]]:
    """Return what came of the judged days by probability: mean, share that came so, how many."""
    p = np.concatenate([one[judged(c, days)] for one, c in zip(path, changes, strict=True)])
    y = np.concatenate([days[judged(c, days)] >= c.latest for c in changes])
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return [
        {
            "low": n / BINS,
            "mean": round(float(p[bins == n].mean()), 4),
            "came": round(float(y[bins == n].mean()), 4),
            "days": int((bins == n).sum()),
        }
        for n in range(BINS)
        if (bins == n).any()
    ]
