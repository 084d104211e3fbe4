"""Records to rows and back, the same for every database."""

from datetime import UTC, datetime

import msgspec

from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.forecast import Forecast, Resolution
from fogline.model.report import Report, Retraction
from fogline.text.normalise import fold

_encoder = msgspec.json.Encoder()
_claims = msgspec.json.Decoder(Claim)
_reports = msgspec.json.Decoder(Report)
_decisions = msgspec.json.Decoder(Decision)
_retractions = msgspec.json.Decoder(Retraction)
_forecasts = msgspec.json.Decoder(Forecast)
_resolutions = msgspec.json.Decoder(Resolution)


def utc(instant: str | datetime) -> str:
    """Return an instant as sortable UTC text, microseconds always written."""
    if isinstance(instant, str):
        instant = datetime.fromisoformat(instant)
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def encode(record: Claim | Report | Decision | Retraction | Forecast | Resolution) -> bytes:
    """Return a record as JSON bytes."""
    return _encoder.encode(record)


def claim(payload: bytes) -> Claim:
    """Return the claim of a row."""
    return _claims.decode(payload)


def decision(payload: bytes) -> Decision:
    """Return the decision of a row."""
    return _decisions.decode(payload)


def retraction(payload: bytes) -> Retraction:
    """Return the retraction of a row."""
    return _retractions.decode(payload)


def forecast(payload: bytes) -> Forecast:
    """Return the forecast of a row."""
    return _forecasts.decode(payload)


def resolution(payload: bytes) -> Resolution:
    """Return the resolution of a row."""
    return _resolutions.decode(payload)


def report(
    payload: bytes,
    copy_family: str | None,
    copy_score: float | None,
    supersedes: str | None,
    retracted: str | None,
) -> Report:
    """Return the report of a row; the columns lead over what was known when it was read."""
    stored = _reports.decode(payload)
    if (copy_family, copy_score, supersedes, retracted) == (
        stored.copy_family,
        stored.copy_score,
        stored.supersedes,
        stored.retracted,
    ):
        return stored
    return stored.but(
        copy_family=copy_family,
        copy_score=copy_score,
        supersedes=supersedes,
        retracted=retracted,
    )


def claim_row(claim: Claim, ordinal: int, known: str) -> tuple[object, ...]:
    """Return the row of a claim in the order of the table's columns."""
    first, last = days(claim)
    return (
        claim.id,
        claim.report_id,
        ordinal,
        utc(known),
        claim.kind,
        claim.action,
        claim.side,
        first,
        last,
        encode(claim),
    )


def days(claim: Claim) -> tuple[str | None, str | None]:
    """Return the first and last day of a claim's own time, its publication day where unsaid."""
    if claim.time is None:
        day = claim.published[:10] if claim.published else None
        return day, day
    first, last = claim.time.start, claim.time.end
    return first and first[:10], last and last[:10]


def place_rows(claim: Claim) -> list[tuple[str, str | None, str | None]]:
    """Return one row a place: claim id, gazetteer id, folded name."""
    return [
        (claim.id, p.gazetteer_id, fold(name))
        for p in claim.places
        for name in {p.name or p.text, p.text}
    ]
