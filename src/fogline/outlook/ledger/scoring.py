"""How well each voice knew: Brier and log score beside persistence and climatology.

Only what came can be scored: forecasts under a course or a condition that did not come about are
void and count nowhere. All forecasters are kept from certainty alike, at `SUREST`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import log
from typing import Any, TypeAlias

from fogline.outlook.ledger.resolving import Entry

Row: TypeAlias = dict[str, Any]

SUREST = 0.01
"""No forecast counts as closer to 0 or 1 than this in the log score."""
EVERYBODY = "all voices"
_BINS = 5


def scores(entries: Iterable[Entry]) -> list[Row]:
    """Return one row a voice, the most scored first, and one of all.

    Baselines are scored on the same forecasts, as far as they are known for them: `scored` of
    `compared`. Lower is better for Brier and for the log score (minus the natural logarithm of
    the probability given to what came).
    """
    by_voice: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_voice[entry.forecast.voice or "unnamed"].append(entry)
    rows = [_row(voice, own) for voice, own in by_voice.items()]
    rows.sort(key=lambda r: (-r["scored"], r["voice"]))
    everything = [e for own in by_voice.values() for e in own]
    return [*rows, _row(EVERYBODY, everything)] if everything else []


def _row(voice: str, entries: Sequence[Entry]) -> Row:
    scored = [e for e in entries if e.status in {"yes", "no"}]
    compared = [
        e
        for e in scored
        if e.forecast.persistence is not None and e.forecast.climatology is not None
    ]
    return {
        "voice": voice,
        "forecasts": len(entries),
        "open": sum(e.status == "open" for e in entries),
        "void": sum(e.status == "void" for e in entries),
        "scored": len(scored),
        "said": _mean([e.forecast.probability for e in scored]),
        "came": _mean([_truth(e) for e in scored]),
        "brier": _mean([_brier(e, e.forecast.probability) for e in scored]),
        "log_score": _mean([_log(e, e.forecast.probability) for e in scored]),
        "compared": len(compared),
        "brier_compared": _mean([_brier(e, e.forecast.probability) for e in compared]),
        "persistence_brier": _baseline(compared, _brier, "persistence"),
        "persistence_log_score": _baseline(compared, _log, "persistence"),
        "climatology_brier": _baseline(compared, _brier, "climatology"),
        "climatology_log_score": _baseline(compared, _log, "climatology"),
        "registered_in_advance": sum(e.forecast.in_advance for e in scored),
    }


def calibration(entries: Iterable[Entry]) -> list[Row]:
    """Return how often it came where about so much was said, in five bins."""
    bins: list[list[Entry]] = [[] for _ in range(_BINS)]
    for entry in entries:
        if entry.status in {"yes", "no"}:
            bins[min(int(entry.forecast.probability * _BINS), _BINS - 1)].append(entry)
    return [
        {
            "from": n / _BINS,
            "to": (n + 1) / _BINS,
            "forecasts": len(own),
            "said": _mean([e.forecast.probability for e in own]),
            "came": _mean([_truth(e) for e in own]),
        }
        for n, own in enumerate(bins)
        if own
    ]


def _baseline(
    entries: Sequence[Entry], score: Callable[[Entry, float], float], name: str
) -> float | None:
    return _mean([score(e, getattr(e.forecast, name)) for e in entries])


def _truth(entry: Entry) -> float:
    return float(entry.status == "yes")


def _brier(entry: Entry, p: float) -> float:
    return (p - _truth(entry)) ** 2


def _log(entry: Entry, p: float) -> float:
    p = min(max(p, SUREST), 1 - SUREST)
    return -log(p if entry.status == "yes" else 1 - p)


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
