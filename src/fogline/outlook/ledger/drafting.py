"""From a claim of kind `forecast` to a forecast with a rule, or the reason why it has none."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from fogline.ids import content_id
from fogline.model.claim import Claim, ClaimPlace
from fogline.model.forecast import Forecast, ForecastEvent, ForecastRule
from fogline.vocabulary.forecasts import forecast_words

Holder: TypeAlias = Callable[[str], str | None]
"""Place id -> the side that held it last, as known at the cut-off."""

_PRIVATE = {"private_person", "victim", "minor", "captivity"}
_CHANGES = {"capture", "control", "withdraw"}
"""Actions whose coming a picture of control can tell."""
_LOST = {"killed", "wounded", "killed_or_wounded", "missing", "captured"}
_CONCEDED = "even if"
"""What follows is granted, not asked for."""


class Refused(NamedTuple):
    """A claim of kind `forecast` that is not registered, and why."""

    claim_id: str
    statement: str
    reason: str


class _Event(NamedTuple):
    event: ForecastEvent
    side: str
    by: bool
    at_least: float | None = None


def draft(claim: Claim, cut_off: str, day: date, holder: Holder) -> Forecast | Refused:
    """Return the forecast that a claim makes.

    Args:
        claim: of kind `forecast`.
        cut_off: the instant from which its report is known.
        day: the theatre's day of that instant.
        holder: who held a place last, for "it will fall" without a word to whom.
    """
    reason = _unfit(claim)
    place = _place(claim)
    if reason is None and place is None and claim.action != "casualties":
        reason = "it names no single place of the theatre"
    event = None if reason else _event(claim, place, holder)
    if reason is None and event is None:
        reason = (
            "it says not how many of which side"
            if claim.action == "casualties"
            else "whether it comes true cannot be told from who holds what, nor from events"
        )
    if reason or event is None:
        return Refused(claim.id, claim.quote, reason or "")
    first, due, term = _span(claim, day)
    if due < day:
        return Refused(claim.id, claim.quote, "its time lies before the day on which it was said")
    rule = ForecastRule(
        event=event.event,
        side=event.side,
        place_id=place.gazetteer_id if place else None,
        place=(place.name or place.text) if place else "",
        by=event.by,
        first=first.isoformat(),
        due=due.isoformat(),
        term=term,
        at_least=event.at_least,
    )
    return _forecast(claim, cut_off, rule)


def _forecast(claim: Claim, cut_off: str, rule: ForecastRule) -> Forecast:
    origin = claim.origin
    low, high = claim.certainty.low, claim.certainty.high
    if claim.polarity == "denied":
        low, high = 1 - high, 1 - low
    voice = origin.id or origin.name
    made = [rule.event, rule.side, rule.place_id, rule.due, claim.polarity]
    if rule.at_least is not None:
        made.append(str(rule.at_least))
    return Forecast(
        # The same voice saying the same on one day is one forecast, whoever carries it.
        id=content_id("forecast", voice, cut_off[:10], *map(str, made)),
        voice=origin.name,
        voice_id=origin.id,
        voice_kind=origin.kind,
        side=origin.side,
        statement=claim.quote,
        claim_id=claim.id,
        report_id=claim.report_id,
        url=claim.url,
        cut_off=cut_off,
        registered="",
        probability=round((low + high) / 2, 4),
        low=round(low, 4),
        high=round(high, 4),
        conditions=tuple(
            c.text for c in claim.conditions if not c.text.casefold().startswith(_CONCEDED)
        ),
        rule=rule,
        persistence=None,
        climatology=None,
    )


def _unfit(claim: Claim) -> str | None:
    """Return why a claim is no forecast that can be scored, None if it may be one."""
    if claim.polarity == "undetermined":
        return "it leaves open whether it will be so"
    if _PRIVATE & set(claim.flags):
        return "it is about private persons"
    if claim.origin.name is None:
        return "nobody is named who says so"
    told = claim.action in {"encircle", "casualties"} or claim.sub_action == "cut_road"
    if claim.action not in _CHANGES and not told:
        return "whether it comes true cannot be told from who holds what, nor from events"
    return forecast_words().no_forecast(claim.quote)


def _place(claim: Claim) -> ClaimPlace | None:
    found = {
        p.gazetteer_id: p
        for p in claim.places
        if p.gazetteer_id is not None and p.relation is None and p.role in {"at", "from"}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _event(claim: Claim, place: ClaimPlace | None, holder: Holder) -> _Event | None:
    if claim.action == "casualties":
        return _losses(claim)
    assert place is not None  # noqa: S101 - `draft` refused it
    assert place.gazetteer_id is not None  # noqa: S101 - `_place` takes no other
    if claim.sub_action == "cut_road":
        return _Event("cut", _suffers(claim) or "", by=True)
    last = holder(place.gazetteer_id)
    if claim.action == "encircle":
        inside = _suffers(claim) or last
        return None if inside is None else _Event("encircled", inside, by=True)
    # Never assessed: a region, a country.
    return None if last is None else _held(claim, last)


def _held(claim: Claim, last: str) -> _Event | None:
    if claim.action == "withdraw":
        return None if claim.side is None else _Event("lost", claim.side, by=True)
    if claim.action == "control":
        return None if claim.side is None else _Event("held", claim.side, by=False)
    if claim.side is not None:
        return _Event("held", claim.side, by=True)
    return _Event("lost", last, by=True)


def _suffers(claim: Claim) -> str | None:
    return claim.target.side if claim.target is not None else None


def _losses(claim: Claim) -> _Event | None:
    """Return that a side loses so many: a number, its kind and whose must be said."""
    side = _suffers(claim) or claim.side
    said = [q.low for q in claim.quantities if q.category in _LOST and q.low]
    return None if side is None or not said else _Event("losses", side, by=True, at_least=max(said))


def _span(claim: Claim, day: date) -> tuple[date, date, str]:
    """Return first and last day, and where they come from."""
    time = claim.time
    if time is not None and time.last_day is not None:
        first = max(time.first_day or day, day)
        return min(first, time.last_day), time.last_day, f"said: {time.text or time.end}"
    begin = max((time.first_day if time else None) or day, day)
    said = f"{time.text if time and time.text else ''} {claim.quote}"
    days, words = forecast_words().term(said)
    due = begin + timedelta(days=days)
    if words is None:
        return begin, due, f"no day is said; by our convention {days} days"
    return begin, due, f"{words!r}: by our convention {days} days"
