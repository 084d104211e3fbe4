"""Score control against the days on which places are now held to have changed hands.

    scores = measure_control(claims, reports, theatre, truth)
    scores = measure(Path("evals/situation/bakhmut-control.json"), claims, reports, "ukraine")

Every day is judged with what was known at its end, filtered, within `WINDOW` days around each
change; days between `earliest` and `latest` are not judged, nobody knows them. Contested counts
half for either side. Rivals see the same claims at the same instants.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from fogline.errors import DataError
from fogline.measure.control_rivals import METHODS as RIVALS
from fogline.measure.control_rivals import Question, Rivals
from fogline.measure.control_scores import (
    LATE_DAYS,
    Change,
    gains,
    intervals,
    missed,
    reliability,
    score,
)
from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day
from fogline.situation.engine import Engine
from fogline.situation.geo import Floats, distances
from fogline.situation.grades import Graded, learned_at
from fogline.situation.known import Ledger
from fogline.situation.observations import Evidence
from fogline.situation.parameters import Parameters
from fogline.situation.prior import prior
from fogline.situation.step import Prepared, prepare
from fogline.theatres import load

EVERY = 3
"""Days between judgements of places that never changed hands: their days hardly differ."""
MAX_KM = 3.0
"""A place of the truth farther than this from any assessed place is refused."""
METHODS = ("fogline", *RIVALS)
MOST_WITHOUT = 12
"""So many sources are left out in turn, those with the most observations first."""


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
        place = evidence.places[best]
        whole = place.part_of if place.kind == "sector" and place.part_of else place.id
        of, to = map(evidence.sides.index, sides)
        result.append(Change(row["name"], best, of, to, days[0], days[1], whole))
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
    reports = tuple(reports)
    ready = prepare(claims, reports, theatre, parameters=parameters)
    evidence = ready.evidence
    changes = changes_of(truth, evidence)
    still = _still(truth, evidence)
    days = _days(changes, evidence)
    control = _control(ready, days)
    every = _paths(evidence, [*changes, *(_as_change(s, changes) for s in still)], days, control)
    paths = {m: path[: len(changes)] for m, path in every.items()}
    kept = {m: 1.0 - path[len(changes) :] for m, path in every.items()}
    scores = {m: score(paths[m], changes, days) for m in METHODS}
    own = scores.pop("fogline")
    return {
        "corpus": truth.get("name"),
        "places": len(changes),
        "claims": len(claims),
        "parameters": evidence.parameters.version,
        **own,
        **{m: scores[m] for m in METHODS[1:]},
        "log_score_95": intervals(paths, changes, days),
        "gain_log_score_95": gains(paths, changes, days),
        "missed_places": missed(paths["fogline"], changes, days),
        "reliability": reliability(paths["fogline"], changes, days),
        "unchanged": {m: _unchanged(kept[m], days, still) for m in METHODS} if still else None,
        "after_fit": _after_fit(paths, changes, days, evidence.parameters),
        "without": _without(evidence, changes, days),
    }


def _days(changes: Sequence[Change], evidence: Evidence) -> Any:
    """Return the ordinal days that are judged."""
    first = min(c.earliest for c in changes) - LATE_DAYS
    last = max(c.latest for c in changes) + LATE_DAYS
    if evidence.theatre.baseline is not None:
        first = max(first, evidence.theatre.baseline.on.toordinal())
    return np.arange(first, last + 1)


def _control(ready: Prepared, days: Any) -> Floats:
    """Return control of every place on each day with what was known at its end, (D, N, K).

    Records are those of each day's time, too: where they are learned anew the engine starts anew.
    """
    evidence, last = ready.evidence, date.fromordinal(int(days[-1]))
    zone = evidence.theatre.zone
    result = np.empty((len(days), len(evidence.places), len(evidence.sides) + 1))
    engine, learned = None, None
    for column, day in enumerate(days.tolist()):
        end = end_of_day(date.fromordinal(day), zone)
        if engine is None or learned_at(end, zone) != learned:
            learned, through = learned_at(end, zone), date.fromordinal(day)
            engine = Engine(ready.at(end), ready.ledger, last, end.timestamp(), through=through)
        engine.advance(end.timestamp())
        engine.run_on(date.fromordinal(day))
        result[column] = engine.control[day - engine.days[0]]
    return result


def _ends(evidence: Evidence, days: Any) -> list[float]:
    """Return the instants at which days end, POSIX seconds."""
    zone = evidence.theatre.zone
    return [end_of_day(date.fromordinal(int(d)), zone).timestamp() for d in days]


def _without(
    evidence: Evidence, changes: Sequence[Change], days: Any
) -> dict[str, dict[str, float]]:
    """Return the scores with one source left out, for those with the most observations."""
    rows = evidence.rows
    count = np.bincount(rows.voice[np.isin(rows.place, [c.place for c in changes])])
    result = {}
    for voice in np.argsort(-count, kind="stable")[:MOST_WITHOUT].tolist():
        if not count[voice]:
            break
        left = replace(evidence, rows=rows.take(rows.voice != voice))
        silent = Prepared(left, Ledger(evidence.claims, ()), graded=Graded(left))
        control = _control(silent, days)
        path = np.array([_two(control[:, c.place], c) for c in changes])
        found = score(path, changes, days)
        result[evidence.voices[voice]] = {k: found[k] for k in ("log_score", "brier", "missed")}
    return result


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
    some = {m: paths[m][late] for m in METHODS}
    return {
        "places": len(late),
        **{m: score(some[m], kept, days) for m in METHODS},
        "gain_log_score_95": gains(some, kept, days),
    }


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


def _as_change(still: Still, changes: Sequence[Change]) -> Change:
    """Return a place that never changed as a question between its holder and the other side."""
    others = [side for c in changes for side in (c.to_side, c.from_side) if side != still.side]
    return Change("", still.place, still.side, others[0], 0, 0)


def _unchanged(kept: Floats, days: Any, still: Sequence[Still]) -> dict[str, float]:
    """Score P(the holder still holds it), (P, D), every `EVERY` days: who flips pays here."""
    told = np.array(
        [p for path, one in zip(kept, still, strict=True) for p in path[_of(one, days)]]
    )
    return {
        "places": len(still),
        "log_score": round(float(-np.log(np.clip(told, 0.01, 0.99)).mean()), 4),
        "false_days": int((told < 0.5).sum()) * EVERY,
    }


def _of(still: Still, days: Any) -> Any:
    """Return which days are judged of a place that never changed, (D,)."""
    return np.isin(days, list(still.days))


def _paths(
    evidence: Evidence, changes: Sequence[Change], days: Any, control: Floats
) -> dict[str, Floats]:
    """Return P(the new side holds it) by method, each (C, D), with what was known each day."""
    baseline = prior(evidence.theatre, evidence.places, evidence.parameters)
    start = np.array([_two(baseline[c.place], c) for c in changes])
    questions = [Question(c.place, c.from_side, c.to_side) for c in changes]
    rivals = Rivals(evidence, questions, start)
    known = _ends(evidence, days)
    said = [rivals.answer(day, k) for day, k in zip(days.tolist(), known, strict=True)]
    result = {m: np.stack([one[m] for one in said], axis=1) for m in RIVALS}
    result["fogline"] = np.stack([_two(control[:, c.place], c) for c in changes])
    return result


def _two(p: Floats, change: Change) -> Floats:
    """Return P(new side) of states (..., K), all that is neither side's counted half."""
    new, old = p[..., change.to_side], p[..., change.from_side]
    result: Floats = new + 0.5 * (1.0 - new - old)
    return result
