"""The forecast ledger of a store: register what was said will come, resolve it, score the voices.

Reads claims of kind `forecast`, outlooks that a user hands in, and pictures of control; writes
forecasts and resolutions, which are only added. What the baselines say is computed with what was
known at each forecast's cut-off, the outcome with what is known at the resolution.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from fogline.errors import InputRefused, UsageError
from fogline.ids import content_id
from fogline.model.claim import Claim
from fogline.model.forecast import Forecast, ForecastOutcome, ForecastRule, Resolution
from fogline.model.theatre import Theatre
from fogline.model.time import local_day, now, parse_instant
from fogline.outlook import ledger
from fogline.outlook.ledger import Entry, Evidence, Past, Refused, Series, States, Tellings
from fogline.pipeline.assess import Assessment
from fogline.pipeline.telling import on_its_road, tellings
from fogline.store import Query, Reader, Writer
from fogline.text.normalise import fold
from fogline.theatres import load
from fogline.theatres.sectors import sector_graphs


class Registered(NamedTuple):
    """What registering gave."""

    found: list[Forecast]
    new: int
    refused: list[Refused]


class Resolved(NamedTuple):
    """What resolving gave."""

    resolutions: list[Resolution]
    undecided: list[Forecast]
    """Whose day is over, but nobody can tell, or a person must."""


def register_said(store: Writer) -> Registered:
    """Register the forecasts that the stored reports hold; those that are there stay."""
    theatre = load(store.theatre)
    pictures = _Pictures(store)
    found: dict[str, Forecast] = {}
    refused: list[Refused] = []
    for said, cut_off in _said(store):
        claim = on_its_road(said, theatre)
        day = local_day(parse_instant(cut_off), theatre.zone)
        past = partial(pictures.past, cut_off, day)
        made = ledger.draft(claim, cut_off, day, lambda place, past=past: past().holder(place))  # type: ignore[misc]
        if isinstance(made, Refused):
            refused.append(made)
        else:
            found.setdefault(made.id, _with_past(_named(made, theatre), past()))
    return _register(store, list(found.values()), refused)


def register_outlook(store: Writer, file: Path) -> Registered:
    """Register our own outlook, as `fogline outlook --format json` prints it.

    Raises:
        InputRefused: the file is no outlook, or one of another theatre.
    """
    data = _json(file)
    try:
        cut_off = parse_instant(str(data["known"]))
        day = date.fromisoformat(str(data["on"]))
        if (theatre := data.get("theatre", store.theatre)) != store.theatre:
            raise InputRefused(str(file), f"of theatre {theatre!r}, the store's is {store.theatre}")
        fingerprint = content_id("outlook", json.dumps(data, sort_keys=True))
        past = _Pictures(store).past(cut_off.isoformat(), day)
        made = ledger.drafts(data, _places(store.theatre, past.series), fingerprint)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputRefused(
            str(file), f"no outlook as `fogline outlook --format json` prints it ({error})"
        ) from None
    return _register(store, [_with_past(f, past) for f in made], [])


def entries(store: Reader, known: datetime | None = None) -> list[Entry]:
    """Return the ledger as known at an instant: every forecast with what leads on it.

    Raises:
        UsageError: a forecast no longer fits the hash with which it was registered.
    """
    forecasts = store.forecasts(known)
    for forecast in forecasts:
        if not forecast.whole:
            raise UsageError(
                f"forecast {forecast.id}: it was changed after it was registered; its hash does "
                "not fit. Restore the store from a copy"
            )
    return ledger.standing(forecasts, store.resolutions(known))


def due(store: Reader, on: date) -> list[Forecast]:
    """Return the open forecasts whose last day is before a day."""
    return [
        e.forecast for e in entries(store) if e.status == "open" and e.forecast.rule.due < str(on)
    ]


def resolve_due(
    store: Writer,
    on: date,
    *,
    known: datetime | None = None,
    truth: Path | None = None,
    taken: Mapping[str, str] | None = None,
) -> Resolved:
    """Resolve the open forecasts whose last day is before a day.

    Args:
        store: with the ledger.
        on: the present day.
        known: up to when evidence is read; None = now.
        truth: a file of who held what, which then decides instead of the situation.
        taken: course by side that was taken, for our own outlooks.

    Raises:
        InputRefused: the truth file is none.
    """
    waiting = due(store, on)
    if not waiting:
        return Resolved([], [])
    instant = known or now()
    last = max(date.fromisoformat(f.rule.due) for f in waiting)
    judge = _judge(store, last, instant, truth)
    made = {f.id: ledger.resolve(f, *judge(f), taken) for f in waiting}
    done = [r for r in made.values() if r is not None]
    store.resolve(done)
    return Resolved(done, [f for f in waiting if made[f.id] is None])


def resolve_by_hand(
    store: Writer, forecast_id: str, outcome: str, *, by: str, reason: str
) -> Resolution:
    """Record a person's word on what came of a forecast; it leads over the machine's.

    Raises:
        UsageError: no such forecast or outcome, or nobody signs it.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("a resolution is signed and says why: give --by and --reason")
    outcomes: dict[str, ForecastOutcome] = {"yes": "yes", "no": "no", "void": "void"}
    if outcome not in outcomes:
        raise UsageError(f"{outcome!r}: a forecast comes out as yes, no or void")
    found = next((f for f in store.forecasts() if f.id == forecast_id), None)
    if found is None:
        raise UsageError(f"{forecast_id}: no forecast has that id; `fogline forecasts` lists them")
    instant = now()
    evidence = Evidence("person", by, instant, instant)
    made = ledger.resolution(found, outcomes[outcome], evidence, reason)
    store.resolve([made])
    return made


def scores(store: Reader, known: datetime | None = None) -> list[dict[str, Any]]:
    """Return one row a voice, and one of all."""
    return ledger.scores(entries(store, known))


def _judge(
    store: Reader, on: date, known: datetime, truth: Path | None
) -> Callable[[Forecast], tuple[States, Evidence]]:
    """Return what gives the states of a forecast's event, and by what they are told.

    Roads and rings are told by the store's events, whether or not there is a truth file.
    """
    pictures = _Pictures(store)
    control, evidence = _control(pictures, on, known, truth)
    events = evidence._replace(basis="events", by="the store's own events")
    told = pictures.tellings(known)

    def judge(forecast: Forecast) -> tuple[States, Evidence]:
        if forecast.rule.event in ledger.STANDS_DAYS:
            return told.states(forecast.rule), events
        return control(forecast.rule), evidence

    return judge


def _control(
    pictures: "_Pictures", on: date, known: datetime, truth: Path | None
) -> tuple[Callable[[ForecastRule], States], Evidence]:
    """Return what makes the states of who holds what, and by what it is resolved."""
    if truth is not None:
        try:
            rows = ledger.truth_of(_json(truth))
        except ValueError as error:
            raise InputRefused(str(truth), str(error)) from None
        evidence = Evidence("truth", truth.name, known, now())
        parts = _parts(pictures.theatre)
        return (lambda r: ledger.from_truth(r, rows, parts.get(r.place_id, ()))), evidence
    series = pictures.series(known, on)
    evidence = Evidence("situation", "the store's own situation", known, now())
    return (lambda r: ledger.from_series(r, series)), evidence


class _Pictures:
    """Control day by day as known at an instant; computed once an instant."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self.theatre = load(store.theatre)
        self._points = {f"theatre:{p.id}": (p.lon, p.lat) for p in self.theatre.places}
        self.past = lru_cache(maxsize=4)(self._past)

    def _past(self, known: str, on: date) -> Past:
        instant = parse_instant(known)
        return Past(self.series(instant, on), self._points, on, self.tellings(instant))

    def tellings(self, known: datetime) -> Tellings:
        """Return what the events tell of roads and rings, as known at an instant."""
        return tellings(Assessment(self._store, known))

    def series(self, known: datetime, on: date) -> Series:
        """Return control up to a day with what was known at an instant."""
        found = Assessment(self._store, known).series(on)
        return {place: dict(days) for place, days in found.items()}


def _said(store: Reader) -> Iterator[tuple[Claim, str]]:
    """Yield the claims of kind `forecast` with the instant from which each is known."""
    known: dict[str, str] = {}
    for claim in store.view(None).claims(Query(kind="forecast")):
        if claim.report_id not in known:
            report = store.report(claim.report_id)
            known[claim.report_id] = report.known if report else ""
        if known[claim.report_id]:
            yield claim, known[claim.report_id]


def _with_past(forecast: Forecast, past: Past) -> Forecast:
    rule = forecast.rule
    return forecast.but(persistence=past.persistence(rule), climatology=past.climatology(rule))


def _named(forecast: Forecast, theatre: Theatre) -> Forecast:
    """Return it with the theatre's name of the voice, so that an office and its holder are one."""
    names = {a.id: a.name for a in theatre.actors} | {s.id: s.name for s in theatre.sources}
    return forecast.but(voice=names.get(forecast.voice_id or "", forecast.voice))


def _register(store: Writer, found: Iterable[Forecast], refused: list[Refused]) -> Registered:
    instant = now().isoformat(timespec="seconds")
    sealed = [f.but(registered=instant).sealed() for f in found]
    return Registered(sealed, store.register(sealed), refused)


def _places(theatre: str, series: Series) -> dict[str, str]:
    """Return assessed place id by sector or place name."""
    named = {
        sector.name: sector.place
        for graph in sector_graphs(theatre)
        for sector in graph.sectors
        if sector.place is not None and sector.place in series
    }
    ids = {fold(p.name): f"theatre:{p.id}" for p in load(theatre).places}
    for graph in sector_graphs(theatre):
        for sector in graph.sectors:
            place = ids.get(fold(sector.name))
            if sector.name not in named and place in series:
                named[sector.name] = str(place)
    return named


def _parts(theatre: Theatre) -> dict[str | None, list[str]]:
    """Return the names of a place's sectors by the place's id."""
    found: dict[str | None, list[str]] = {}
    for place in theatre.places:
        if place.kind == "sector" and place.part_of is not None:
            found.setdefault(f"theatre:{place.part_of}", []).append(place.name)
    return found


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputRefused(str(file), f"cannot be read as JSON: {error}") from None
