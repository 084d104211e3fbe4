"""Score control against the days on which places are now held to have changed hands.

    scores = measure_control(claims, reports, theatre, truth)
    scores = measure(Path("evals/situation/bakhmut-control.json"), claims, reports, "ukraine")

Every day is judged with what was known at its end, filtered, within `WINDOW` days around each
change; days between `earliest` and `latest` are not judged, nobody knows them. Contested counts
half for either side. Baselines see the same claims at the same instants.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from fogline.errors import DataError
from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day
from fogline.situation.control import field
from fogline.situation.geo import Floats, distances
from fogline.situation.observations import Evidence
from fogline.situation.parameters import KINDS, Parameters
from fogline.situation.prior import prior
from fogline.situation.step import prepare
from fogline.theatres import load

WINDOW = 21
"""Days before `earliest` and after `latest` that are judged."""
LATE_DAYS = 60
"""A change not seen after so many days counts as seen then."""
SURE = 0.95
"""What a baseline that only says "this side" is taken to mean as a probability."""
VOTE_DAYS = 30
EVERY = 3
"""Days between judgements of places that never changed hands: their days hardly differ."""
MAX_KM = 3.0
"""A place of the truth farther than this from any assessed place is refused."""
METHODS = ("fogline", "last_claim_wins", "majority", "weighted_vote", "persistence")
_HOLD, _LEFT = KINDS.index("hold"), KINDS.index("left")


@dataclass(frozen=True, slots=True)
class Change:
    """One place of the truth, found among the assessed places."""

    name: str
    place: int
    from_side: int
    to_side: int
    earliest: int
    latest: int


def changes_of(truth: Mapping[str, Any], evidence: Evidence) -> list[Change]:
    """Match the truth's places to the assessed ones, by name within reach, else the nearest.

    Raises:
        DataError: a side is unknown, or a place lies far from any assessed one.
    """
    result = []
    for row in truth["places"]:
        best = _nearest(row, evidence)
        sides = [row["from_side"], row["to_side"]]
        if unknown := set(sides) - set(evidence.sides):
            raise DataError(f"truth: {row['name']!r} has unknown sides {sorted(unknown)}")
        days = [date.fromisoformat(row["changed"][k]).toordinal() for k in ("earliest", "latest")]
        result.append(Change(row["name"], best, *map(evidence.sides.index, sides), *days))
    return result


def measure(
    file: Path, claims: Sequence[Claim], reports: Iterable[Report], theatre: str
) -> dict[str, Any]:
    """Return the scores against a truth file.

    Raises:
        DataError: the file is no truth of this form.
    """
    try:
        truth = json.loads(file.read_text(encoding="utf-8"))
        rows = [(r["name"], r["changed"]["earliest"], r["to_side"]) for r in truth["places"]]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"truth {file}: {error!r}; it needs places with changed days") from error
    if not rows:
        raise DataError(f"truth {file}: it lists no places")
    return measure_control(claims, reports, load(theatre), truth)


def measure_control(
    claims: Sequence[Claim],
    reports: Iterable[Report],
    theatre: Theatre,
    truth: Mapping[str, Any],
    parameters: Parameters | None = None,
) -> dict[str, Any]:
    """Return log score, Brier score, delay and early change, of Fogline and of each baseline."""
    evidence = prepare(claims, reports, theatre, parameters=parameters).evidence
    changes = changes_of(truth, evidence)
    first = min(c.earliest for c in changes) - LATE_DAYS
    last = max(c.latest for c in changes) + LATE_DAYS
    if theatre.baseline is not None:
        first = max(first, theatre.baseline.on.toordinal())
    days = np.arange(first, last + 1)
    paths = _paths(evidence, changes, days)
    still = _still(truth, evidence)
    scores = {m: _score(paths[m], changes, days) for m in METHODS}
    own = scores.pop("fogline")
    return {
        "corpus": truth.get("name"),
        "places": len(changes),
        "claims": len(claims),
        "parameters": evidence.parameters.version,
        **own,
        **{m: scores[m] for m in METHODS[1:]},
        "gain_log_score_95": _gains(paths, changes, days),
        "unchanged": _unchanged(evidence, still) if still else None,
        "after_fit": _after_fit(paths, changes, days, evidence.parameters),
    }


def _after_fit(
    paths: Mapping[str, Floats], changes: Sequence[Change], days: Any, parameters: Parameters
) -> dict[str, Any] | None:
    """Score only the changes after the data that the parameters were fitted on."""
    if parameters.fitted_until is None:
        return None
    edge = parameters.fitted_until.toordinal()
    late = [i for i, c in enumerate(changes) if c.latest > edge]
    if not late:
        return None
    kept = [changes[i] for i in late]
    return {"places": len(late)} | {m: _score(paths[m][late], kept, days) for m in METHODS}


@dataclass(frozen=True, slots=True)
class Still:
    """A place of the truth that one side held on all days."""

    place: int
    side: int
    days: range


def _nearest(row: Mapping[str, Any], evidence: Evidence) -> int:
    """Return the assessed place of a row, by name within reach, else the nearest."""
    lons = np.array([p.lon for p in evidence.places])
    lats = np.array([p.lat for p in evidence.places])
    km = distances(row["lon"], row["lat"], lons, lats)
    named = np.array([p.name == row["name"] for p in evidence.places])
    best = int(np.where(named, km, km + MAX_KM).argmin())
    if km[best] > MAX_KM:
        raise DataError(f"truth: no assessed place within {MAX_KM} km of {row['name']!r}")
    return best


def _still(truth: Mapping[str, Any], evidence: Evidence) -> list[Still]:
    return [
        Still(
            _nearest(row, evidence),
            evidence.sides.index(row["side"]),
            range(
                date.fromisoformat(row["since"]).toordinal(),
                date.fromisoformat(row["until"]).toordinal() + 1,
                EVERY,
            ),
        )
        for row in truth.get("unchanged", ())
    ]


def _unchanged(evidence: Evidence, still: Sequence[Still]) -> dict[str, float]:
    """Score places that never changed hands, every `EVERY` days: a model that flips pays here."""
    losses: list[float] = []
    false = 0
    for day in sorted({d for s in still for d in s.days}):
        known = end_of_day(date.fromordinal(day), evidence.theatre.zone).timestamp()
        now = field(evidence, day, known).control[-1]
        for one in still:
            if day in one.days:
                p = float(now[one.place, one.side] + 0.5 * now[one.place, -1])
                losses.append(-float(np.log(np.clip(p, 0.01, 0.99))))
                false += p < 0.5
    return {
        "places": len(still),
        "log_score": round(float(np.mean(losses)), 4),
        "false_days": false * EVERY,
    }


def _paths(evidence: Evidence, changes: Sequence[Change], days: Any) -> dict[str, Floats]:
    """Return P(the new side holds it) by method, each (C, D), with what was known each day."""
    result = {m: np.zeros((len(changes), len(days))) for m in METHODS}
    baseline = prior(evidence.theatre, evidence.places, evidence.parameters)
    for column, day in enumerate(days.tolist()):
        known = end_of_day(date.fromordinal(day), evidence.theatre.zone).timestamp()
        now = field(evidence, day, known).control[-1]
        votes = _votes(evidence, changes, day, known)
        for row, change in enumerate(changes):
            p = now[change.place]
            start = _two(baseline[change.place], change)
            result["fogline"][row, column] = _two(p, change)
            result["persistence"][row, column] = start
            for method in METHODS[1:4]:
                vote = votes[method][row]
                before = result[method][row, column - 1] if column else start
                result[method][row, column] = (
                    before if vote == 0 else (SURE if vote > 0 else 1 - SURE)
                )
    return result


def _two(p: Floats, change: Change) -> float:
    """Return P(new side), all that is neither side's counted half."""
    return float(p[change.to_side] + 0.5 * (1.0 - p[change.to_side] - p[change.from_side]))


def _votes(
    evidence: Evidence,
    changes: Sequence[Change],
    day: int,
    known: float,
) -> dict[str, list[float]]:
    """Return for each change whether claims of control speak for the new (+) or old (-) side."""
    rows, _ = evidence.at(known)
    rows = rows.take(
        (rows.day <= day)
        & (rows.spread >= 0.5)
        & np.isin(rows.kind, (_HOLD, _LEFT))
        & (rows.accuracy > 0.5),
    )
    result: dict[str, list[float]] = {m: [] for m in METHODS[1:4]}
    for change in changes:
        mine = rows.take(rows.place == change.place)
        sign = np.where((mine.side == change.to_side) == (mine.kind == _HOLD), 1.0, -1.0)
        newest = np.lexsort((mine.known, mine.day))
        result["last_claim_wins"].append(float(sign[newest[-1]]) if len(mine) else 0.0)
        recent = mine.day > day - VOTE_DAYS
        keys = sorted(
            {
                (v, s, a)
                for v, s, a in zip(
                    mine.voice[recent].tolist(),
                    sign[recent].tolist(),
                    mine.accuracy[recent].tolist(),
                    strict=True,
                )
            }
        )
        single = {(v, s): a for v, s, a in keys}
        result["majority"].append(sum(s for _, s in single))
        result["weighted_vote"].append(sum(s * (a - 0.5) for (_, s), a in single.items()))
    return result


def _judged(change: Change, days: Any) -> Any:
    before = (days < change.earliest) & (days >= change.earliest - WINDOW)
    after = (days >= change.latest) & (days < change.latest + WINDOW)
    return before | after


def _losses(path: Floats, change: Change, days: Any) -> tuple[Floats, Floats]:
    """Return the log and Brier losses of the judged days."""
    which = _judged(change, days)
    p = np.clip(path[which], 0.01, 0.99)
    y = (days[which] >= change.latest).astype(np.float64)
    return -np.log(np.where(y > 0, p, 1 - p)), (p - y) ** 2


def _score(paths: Floats, changes: Sequence[Change], days: Any) -> dict[str, float]:
    losses = [_losses(p, c, days) for p, c in zip(paths, changes, strict=True)]
    seen = [_seen(p, c, days) for p, c in zip(paths, changes, strict=True)]
    return {
        "log_score": round(float(np.mean(np.concatenate([log for log, _ in losses]))), 4),
        "brier": round(float(np.mean(np.concatenate([b for _, b in losses]))), 4),
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


def _gains(
    paths: Mapping[str, Floats],
    changes: Sequence[Change],
    days: Any,
) -> dict[str, tuple[float, float]]:
    """Return 95 % bootstrap intervals over places of what each baseline loses more in log score."""
    rng = np.random.default_rng(7)
    draws = rng.integers(0, len(changes), (2000, len(changes)))
    mean = {
        m: np.array([_losses(p, c, days)[0].mean() for p, c in zip(paths[m], changes, strict=True)])
        for m in METHODS
    }
    result = {}
    for method in METHODS[1:]:
        gain = (mean[method] - mean["fogline"])[draws].mean(axis=1)
        low, high = np.quantile(gain, (0.025, 0.975))
        result[method] = (round(float(low), 4), round(float(high), 4))
    return result
