"""What came of a forecast, once its day is over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from fogline.ids import content_id
from fogline.model.forecast import Forecast, ForecastOutcome, Resolution, ResolvedBy
from fogline.outlook.ledger.states import States


class Entry(NamedTuple):
    """A forecast with what leads on it: None while it is open."""

    forecast: Forecast
    resolution: Resolution | None

    @property
    def status(self) -> str:
        """`open`, or the outcome."""
        return "open" if self.resolution is None else self.resolution.outcome


class Evidence(NamedTuple):
    """By what a forecast is resolved."""

    basis: ResolvedBy
    by: str
    """Name of the truth file, version of the parameters, or the person."""
    known: datetime
    now: datetime


def standing(forecasts: Iterable[Forecast], resolutions: Iterable[Resolution]) -> list[Entry]:
    """Return each forecast with the resolution that leads: a person's, else the latest."""
    leading: dict[str, Resolution] = {}
    for resolution in sorted(resolutions, key=lambda r: (r.basis == "person", r.resolved)):
        leading[resolution.forecast_id] = resolution
    return [Entry(f, leading.get(f.id)) for f in forecasts]


def resolve(
    forecast: Forecast,
    states: States,
    evidence: Evidence,
    taken: Mapping[str, str] | None = None,
) -> Resolution | None:
    """Return what came of a forecast, None where nobody can tell yet.

    Args:
        forecast: whose last day is over.
        states: whether its event was so, day by day.
        evidence: by what.
        taken: course by side that was taken. A forecast under another course is void: nobody
            will know what would have come. Forecasts under conditions are left to a person.
    """
    if forecast.courses:
        if not taken:
            return None
        if any(taken.get(side, name) != name for side, name in forecast.courses.items()):
            said = ", ".join(f"{side}: {name}" for side, name in taken.items())
            reason = (
                f"another course was taken ({said}); what this one would have brought is unknown"
            )
            return resolution(forecast, "void", evidence._replace(basis="course"), reason)
    if forecast.conditions:
        return None
    came = _came(forecast, states)
    if came is None:
        return None
    rule = forecast.rule
    reason = f"{rule.sentence}: {'so' if came else 'not so'} by the {evidence.basis}"
    return resolution(forecast, "yes" if came else "no", evidence, reason)


def resolution(
    forecast: Forecast, outcome: ForecastOutcome, evidence: Evidence, reason: str
) -> Resolution:
    """Return a resolution as a record."""
    known, now = (i.isoformat(timespec="seconds") for i in (evidence.known, evidence.now))
    made = (outcome, evidence.basis, evidence.by, known, now)
    return Resolution(
        id=content_id("resolution", forecast.id, *made),
        forecast_id=forecast.id,
        outcome=outcome,
        resolved=now,
        known=known,
        basis=evidence.basis,
        by=evidence.by,
        reason=reason,
    )


def _came(forecast: Forecast, states: States) -> bool | None:
    rule = forecast.rule
    due = date.fromisoformat(rule.due)
    if not rule.by:
        return states(due)
    found = [states(day) for day in _days(date.fromisoformat(rule.first), due)]
    if True in found:
        return True
    return None if None in found else False


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
