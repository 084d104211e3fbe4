"""Records as flat rows, the same columns in every table, CSV and Parquet file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fogline.model.claim import Claim, ClaimPlace, Voice
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import AssetSituation, PlaceSituation
from fogline.model.source import Source
from fogline.situation.changes import Changes, EventChange, PlaceChange
from fogline.situation.coverage import Coverage
from fogline.situation.disputes import Dispute
from fogline.situation.history import PlaceHistory
from fogline.situation.records import SourceRecord
from fogline.situation.tellings import TextDispute
from fogline.text.normalise import without_controls

Row = dict[str, Any]

NO_RECENT_EVIDENCE = "no recent evidence"
"""Stands for a number, near the line, where nobody independent spoke of late."""

SHOWN: dict[str, tuple[str, ...]] = {
    "reports": ("published", "outlet", "title", "language", "claims", "copy_of", "retold", "id"),
    "claims": ("published", "origin", "quote", "kind", "action", "side", "place", "sure", "id"),
    "events": ("start", "action", "side", "place", "status", "for", "against", "grade", "id"),
    "situation": (
        "name",
        "part_of",
        "status",
        "leading",
        "probability",
        "claimed_by",
        "age_hours",
        "origins",
    ),
    "decisions": ("made", "by", "verdict", "subject", "subject_id", "reason", "orphaned", "id"),
    "changes": ("list", "what", "name", "before", "after", "leading", "probability", "reason"),
    "disputes": ("action", "side", "place", "start", "for", "against", "reason", "id"),
    "coverage": ("what", "name", "silent_hours", "usual_gap_hours", "last"),
    "replay": (
        "name",
        "before",
        "side",
        "claimed",
        "claimed_by",
        "likely",
        "confirmed",
        "changes",
    ),
    "forecasts": ("cut_off", "voice", "event", "probability", "status", "conditions", "id"),
    "forecast scores": (
        "voice",
        "forecasts",
        "open",
        "void",
        "scored",
        "said",
        "came",
        "brier",
        "persistence_brier",
        "climatology_brier",
        "log_score",
        "persistence_log_score",
        "climatology_log_score",
    ),
    "calibration": ("from", "to", "forecasts", "said", "came"),
    "text disputes": ("probability", "outlets", "first", "second", "reports"),
    "sources": ("name", "kind", "side", "claims", "record", "id"),
    "users": ("name", "role", "created"),
    "tokens": ("id", "user", "purpose", "created", "expires"),
    "places": ("name", "kind", "country", "lon", "lat", "population", "score", "id", "reason"),
}
"""Columns of each list that a table on the screen shows; files have them all."""


def chain_words(chain: Sequence[Voice]) -> str:
    """Return a chain as words, the outlet first."""
    return " <- ".join(
        v.name or f"unnamed {v.kind}".replace("unnamed unnamed", "unnamed") for v in chain
    )


def report_row(report: Report, claims: int | None = None) -> Row:
    """Return a report as a row, without its text."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "authors": "; ".join(report.authors),
        "language": report.language,
        "published": report.published,
        "published_precision": report.published_precision,
        "fetched": report.fetched,
        "credited": "; ".join(report.credited),
        "part_of": report.part_of,
        "copy_of": report.copy_family if report.copy_family != report.id else None,
        "copy_score": report.copy_score,
        "supersedes": report.supersedes,
        "retracted": report.retracted,
        "retold": report.retold,
        "basis": report.basis,
        "claims": claims,
    }


def claim_row(claim: Claim) -> Row:
    """Return a claim as a row; the first placed place gives the coordinates."""
    placed = next((p for p in claim.places if p.lon is not None), None)
    return {
        "id": claim.id,
        "report_id": claim.report_id,
        "outlet": claim.outlet,
        "url": claim.url,
        "published": claim.published,
        "retold": claim.retold,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "chain": chain_words(claim.chain),
        "origin": claim.origin.name,
        "origin_kind": claim.origin.kind,
        "origin_side": claim.origin.side,
        "origin_basis": claim.origin_basis,
        "kind": claim.kind,
        "action": claim.action,
        "sub_action": claim.sub_action,
        "outcome": claim.outcome,
        "phase": claim.phase,
        "tense": claim.tense,
        "polarity": claim.polarity,
        "verification": claim.verification,
        "certainty_low": claim.certainty.low,
        "certainty_high": claim.certainty.high,
        "certainty_cue": claim.certainty.cue,
        "confidence": claim.confidence,
        "side": claim.side,
        "actor": claim.actor and claim.actor.text,
        "target": claim.target and claim.target.text,
        "target_side": claim.target and claim.target.side,
        "place": _places(claim.places),
        **point(placed),
        "time_start": claim.time and claim.time.start,
        "time_end": claim.time and claim.time.end,
        "time_precision": claim.time and claim.time.precision,
        "quantities": "; ".join(q.text for q in claim.quantities),
        "conditions": "; ".join(c.text for c in claim.conditions),
        "flags": "; ".join(claim.flags),
        "decision": claim.decision and claim.decision.verdict,
        "sure": f"{claim.certainty.low:.2f}-{claim.certainty.high:.2f}",
    }


def _places(places: Sequence[ClaimPlace]) -> str:
    return "; ".join(p.name or p.text for p in places)


def point(place: ClaimPlace | None) -> Row:
    """Return a place's coordinates as columns."""
    return {
        "relation": place and place.relation,
        "lon": place and place.lon,
        "lat": place and place.lat,
        "radius_km": place and place.radius_km,
        "gazetteer_id": place and place.gazetteer_id,
    }


def event_row(event: Event) -> Row:
    """Return an event as a row."""
    placed = next((p for p in event.places if p.lon is not None), None)
    letter, digit = event.credibility.letter, event.credibility.digit
    return {
        "id": event.id,
        "action": event.action,
        "sub_action": event.sub_action,
        "side": event.side,
        "place": _places(event.places),
        **point(placed),
        "start": event.time and event.time.start,
        "end": event.time and event.time.end,
        "status": event.status,
        "claims_for": len(event.claims_for),
        "claims_against": len(event.claims_against),
        "origins_for": sum(event.origins_for.values()),
        "origins_against": sum(event.origins_against.values()),
        "for": _counts(event.origins_for),
        "against": _counts(event.origins_against),
        "grade": letter.value + digit.value,
        "grade_reason": f"{letter.reason}; {digit.reason}",
        "decision": event.decision and event.decision.verdict,
    }


def _counts(origins: dict[str, int]) -> str:
    return ", ".join(f"{n} {side}" for side, n in sorted(origins.items()) if n)


def place_row(place: PlaceSituation) -> Row:
    """Return a place of a situation as a row."""
    leading = max(place.control, key=lambda s: place.control[s], default=None)
    return {
        "id": place.place_id,
        "kind": place.kind,
        "name": place.name,
        "part_of": place.part_of,
        "lon": place.lon,
        "lat": place.lat,
        "status": place.status,
        "leading": leading,
        "probability": round(place.control[leading], 3) if leading else None,
        **{f"control_{state}": round(p, 4) for state, p in place.control.items()},
        "claimed_by": "; ".join(c.side for c in place.claimed_by),
        "since": place.since,
        "age_hours": place.evidence_age_hours and round(place.evidence_age_hours, 1),
        "origins_for": place.origins_for,
        "origins_against": place.origins_against,
        "origins": f"{place.origins_for} for, {place.origins_against} against",
        "claims": len(place.claims),
        "not_for_movement": place.not_for_movement,
    }


def asset_row(asset: AssetSituation) -> Row:
    """Return a bridge, road or railway as a row."""
    return {
        "id": asset.place_id,
        "kind": asset.asset_kind,
        "name": asset.name,
        "condition": asset.condition,
        "access": asset.access,
        "by": "; ".join(asset.by),
        "since": asset.since,
        "claims": len(asset.claims),
    }


def source_row(source: Source, claims: int, records: Sequence[SourceRecord] = ()) -> Row:
    """Return a source as a row: how many stored claims it is the origin of, and its record."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "side": source.side,
        "group": source.publisher_group,
        "function": source.function,
        "organisation": source.organisation,
        "aliases": "; ".join(source.aliases),
        "claims": claims,
        "record": "; ".join(
            f"{r.topic.replace('_', ' ')} {r.letter} ({r.so} of {r.so + r.not_so})" for r in records
        ),
    }


def shown(rows: Iterable[Row], columns: Sequence[str]) -> list[list[str]]:
    """Return the cells of a table on the screen: words only, nothing that moves the cursor."""
    return [[cell(row.get(column)) for column in columns] for row in rows]


def cell(value: object) -> str:
    """Return a value as words."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1000 else f"{value:.0f}"
    return " ".join(without_controls(str(value)).split())


LONGEST_CELL = 32_767
"""Characters of a cell that spreadsheets read; of a longer one they lose the rest, or the row."""


def harmless(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula, or chokes on.

    OWASP, "CSV Injection": a leading = + - @ tab or carriage return starts one; a leading
    apostrophe stops it. Numbers stay numbers. A text that is too long ends in an ellipsis; it is
    whole in the other formats.
    """
    if not isinstance(value, str):
        return value
    safe = "'" + value if value[:1] in "=+-@\t\r" else value
    return safe if len(safe) <= LONGEST_CELL else safe[: LONGEST_CELL - 1] + "…"


def change_rows(
    found: Changes,
    inside: Callable[[float, float], bool] | None,
    silent: frozenset[str] = frozenset(),
) -> list[Row]:
    """Return both lists of changes as rows, what happened first.

    Args:
        found: the changes.
        inside: whether a point lies in the area whose changes are kept; None = all are.
        silent: ids of places without recent evidence, which get no number.
    """
    rows: list[Row] = []
    for name in ("happened", "learned"):
        rows += [
            _place_change(name, c, silent)
            for c in getattr(found, name)
            if inside is None or inside(*_at(c))
        ]
        rows += [
            _event_change(name, c)
            for c in getattr(found, f"events_{name}")
            if inside is None or any(_placed(p) and inside(p.lon, p.lat) for p in c.event.places)
        ]
    return rows


def _placed(place: ClaimPlace) -> bool:
    return place.lon is not None and place.lat is not None


def _at(change: PlaceChange) -> tuple[float, float]:
    return change.lon, change.lat


def _place_change(which: str, change: PlaceChange, silent: frozenset[str]) -> Row:
    leading = max(change.control_after, key=lambda s: change.control_after[s])
    unsaid = change.place_id in silent
    return {
        "list": which,
        "what": "place",
        "name": change.name,
        "before": change.status_before,
        "after": change.status_after,
        "leading": leading,
        "probability_before": None if unsaid else round(change.control_before.get(leading, 0.0), 3),
        "probability": None if unsaid else round(change.control_after[leading], 3),
        "id": change.place_id,
        "reason": NO_RECENT_EVIDENCE if unsaid else change.reason,
    }


def _event_change(which: str, change: EventChange) -> Row:
    event = change.event
    return {
        "list": which,
        "what": "event",
        "name": f"{event.action} {_places(event.places)}".strip(),
        "before": change.status_before or "not known",
        "after": event.status,
        "leading": event.side,
        "id": event.id,
        "reason": change.reason,
    }


def text_dispute_row(dispute: TextDispute) -> Row:
    """Return two reports that cannot both hold as a row."""
    return {
        "probability": round(dispute.probability, 2),
        "outlets": " / ".join(dispute.outlets),
        "published": dispute.published[-1],
        "first": without_controls(dispute.words[0]),
        "second": without_controls(dispute.words[1]),
        "reason": dispute.reason,
        "reports": " ".join(dispute.reports),
    }


def dispute_row(dispute: Dispute) -> Row:
    """Return a dispute as a row."""
    return {
        "action": dispute.action,
        "side": dispute.side,
        "place": _places(dispute.places),
        "start": dispute.time and dispute.time.start,
        "for": _counts(dispute.origins_for),
        "against": _counts(dispute.origins_against),
        "neutral_for": dispute.neutral_for,
        "neutral_against": dispute.neutral_against,
        "reason": dispute.reason,
        "id": dispute.event_id,
    }


def history_row(history: PlaceHistory) -> Row:
    """Return what became of a place as a row."""
    return {
        "name": history.name,
        "part_of": history.part_of,
        "before": history.before,
        "side": history.side,
        "claimed": history.claimed,
        "claimed_by": history.claimed_by,
        "likely": history.likely,
        "confirmed": history.confirmed,
        "changes": "; ".join(f"{c.day} {c.status}" for c in history.changes),
        "claim_id": history.claim_id,
        "id": history.place_id,
        "not_for_movement": True,
    }


def coverage_rows(gaps: Coverage) -> list[Row]:
    """Return silent sources and unheard places as rows."""
    silent: list[Row] = [
        {"what": "source", "name": s.source, "silent_hours": round(s.silent_hours),
         "usual_gap_hours": round(s.usual_gap_hours), "last": s.last, "reason": s.reason}
        for s in gaps.silent
    ]  # fmt: skip
    unheard: list[Row] = [
        {"what": "place", "name": p.name, "silent_hours": round(p.hours), "id": p.place_id}
        for p in gaps.unheard
    ]
    return silent + unheard
