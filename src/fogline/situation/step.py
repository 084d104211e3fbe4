"""The situation room's front door.

Reads: claims with their places, reports, a theatre; decisions; parameters.
Writes: Events; a Situation for a valid day as known at an instant; its changes, disputes, coverage.
Never: fetches, stores, reads the clock, or knows a country; the same records in any order give the same
records out, and nothing known after `known` changes a picture of `known`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import PlaceSituation, Situation
from fogline.model.theatre import Theatre, TheatrePlace
from fogline.model.time import day_reached
from fogline.situation import coverage as gaps
from fogline.situation import events as grouping
from fogline.situation import parameters as parameter_sets
from fogline.situation.assess import Assessor
from fogline.situation.assets import assets
from fogline.situation.changes import Changes, event_changes, place_changes
from fogline.situation.control import Field, cities, field
from fogline.situation.coverage import Coverage
from fogline.situation.disputes import Dispute, disputes
from fogline.situation.geo import Ints, distances
from fogline.situation.grades import Graded
from fogline.situation.known import NEVER, Ledger, iso
from fogline.situation.line import line_and_band
from fogline.situation.observations import Evidence, digest
from fogline.situation.parameters import Parameters
from fogline.situation.records import SourceRecord
from fogline.situation.since import statuses_before
from fogline.situation.supports import PlaceSupport, children, supports
from fogline.situation.tellings import TextDispute, text_disputes

__all__ = [
    "Changes",
    "Coverage",
    "Dispute",
    "Parameters",
    "PlaceSupport",
    "Prepared",
    "SourceRecord",
    "TextDispute",
    "changes",
    "coverage",
    "disputes",
    "events",
    "prepare",
    "records",
    "series",
    "situation",
    "supports",
    "text_disputes",
]

ASSET_KM = 30.0
"""Assets are listed as far as this from any place that is assessed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Claims read into columns once, for pictures at many days and instants."""

    evidence: Evidence
    ledger: Ledger
    sets: tuple[Parameters, ...] = ()
    """Parameter sets beside those that ship."""
    graded: Graded | None = None
    """The same observations by what each voice had earned; None = as the set alone has them."""

    def at(self, known: datetime) -> Evidence:
        """Return the observations for pictures of an instant, by records of that time only."""
        return self.evidence if self.graded is None else self.graded.at(known)


def prepare(  # noqa: PLR0913, PLR0917 - the records as the pipeline has them
    claims: Sequence[Claim],
    reports: Iterable[Report],
    theatre: Theatre,
    places: Sequence[PlaceSupport] | None = None,
    parameters: Parameters | None = None,
    sets: Sequence[Parameters] = (),
    *,
    records: bool = True,
) -> Prepared:
    """Read claims into columns; `places` None = the theatre's and those that claims name.

    `sets` are parameter sets beside those that ship: each instant takes the newest it may know.
    `records` = what each voice's earlier claims turned out to be worth weighs in control.
    """
    reports = tuple(reports)
    chosen = supports(theatre, claims) if places is None else places
    wanted = parameters or parameter_sets.versions(sets)[0]
    evidence = digest(claims, reports, theatre, chosen, wanted)
    ledger = Ledger(evidence.claims, reports)
    return Prepared(evidence, ledger, tuple(sets), Graded(evidence) if records else None)


def _ready(
    prepared: Prepared | None,
    records: tuple[Sequence[Claim], Iterable[Report], Theatre, Sequence[PlaceSupport] | None],
    known: datetime | None,
    parameters: Parameters | None,
) -> Prepared:
    """Return what was prepared, read anew where its parameters are not those for `known`."""
    sets = prepared.sets if prepared is not None else ()
    wanted = parameters or parameter_sets.at(known, records[2].zone, sets)
    if prepared is None:
        return prepare(*records, wanted)
    if prepared.evidence.parameters.version == wanted.version:
        return prepared
    evidence, ledger = prepared.evidence, prepared.ledger
    return prepare(
        evidence.claims, ledger.reports.values(), evidence.theatre, evidence.places, wanted, sets
    )


def events(  # noqa: PLR0913 - the records as the pipeline has them
    claims: Sequence[Claim],
    reports: Iterable[Report],
    theatre: Theatre,
    decisions: Iterable[Decision] = (),
    known: datetime | None = None,
    *,
    prepared: Prepared | None = None,
) -> tuple[Event, ...]:
    """Return the events of all claims known at an instant (None = all), by day, then id."""
    ready = _ready(prepared, (claims, reports, theatre, None), known, None)
    instant = NEVER if known is None else known.timestamp()
    return grouping.events(ready.evidence, ready.ledger, decisions, instant)


def records(prepared: Prepared, known: datetime | None = None) -> tuple[SourceRecord, ...]:
    """Return what every origin's claims of each kind are worth by what later turned out so.

    Nothing known after the instant is used (None = everything is). Origins come with the most
    judged first; those of whose claims none was judged are left out, their prior stands.
    """
    instant = NEVER if known is None else known.timestamp()
    return grouping.records(prepared.evidence, prepared.ledger, instant)


def situation(  # noqa: PLR0913, PLR0917 - the records and the two times, as the pipeline has them
    claims: Sequence[Claim],
    reports: Iterable[Report],
    theatre: Theatre,
    places: Sequence[PlaceSupport] | None,
    on: date,
    known: datetime,
    parameters: Parameters | None = None,
    *,
    smoothed: bool = False,
    prepared: Prepared | None = None,
) -> Situation:
    """Return what is held to be so on a day with what was known at an instant.

    Args:
        claims: with their places resolved; those known later than `known` change nothing.
        reports: the claims' reports; a claim without its report counts from its `published`.
        theatre: sides, sources, places, baseline.
        places: settlements and sectors to assess; None = the theatre's and those claims name.
        on: the valid day in the theatre's zone.
        known: the knowledge instant.
        parameters: None = the newest set whose fit used nothing later than `known`.
        smoothed: use what was reported about later days too, as far as known.
        prepared: what `prepare` made of the same records, to save time.
    """
    ready = _ready(prepared, (claims, reports, theatre, places), known, parameters)
    instant = known.timestamp()
    picture = field(ready.at(known), on.toordinal(), instant, smoothed=smoothed)
    line, band = line_and_band(picture, _drawn(picture))
    return Situation(
        theatre=theatre.id,
        on=on,
        known=known.isoformat(),
        places=Assessor(picture).all(),
        line_of_contact=line,
        contact_band=band,
        assets=assets(
            ready.evidence,
            ready.ledger,
            on.toordinal(),
            instant,
            _near(ready.evidence.places),
        ),
        parameters=ready.evidence.parameters.version,
        reasons=_reasons(picture, smoothed=smoothed),
    )


def _drawn(picture: Field) -> Ints:
    """Return the places from which the map is drawn: cities stand there by their sectors."""
    split = children(picture.evidence.places)
    kept = [i for i, p in enumerate(picture.evidence.places) if p.id not in split]
    return np.array(kept, dtype=np.int64)


def _near(places: Sequence[PlaceSupport]) -> Callable[[TheatrePlace], bool]:
    lons = np.array([p.lon for p in places])
    lats = np.array([p.lat for p in places])

    def near(asset: TheatrePlace) -> bool:
        return bool((distances(asset.lon, asset.lat, lons, lats) < ASSET_KM).any())

    return near


def _reasons(picture: Field, *, smoothed: bool) -> dict[str, str]:
    rows = picture.rows
    used = len(set(rows.claim.tolist()))
    how = (
        "what was reported about later days counts too"
        if smoothed
        else ("only what was known about days up to then counts")
    )
    baseline = picture.evidence.theatre.baseline
    start = "an even chance" if baseline is None else f"the baseline of {baseline.on}"
    return {
        "control": (
            f"{used} claims by {len(set(rows.voice.tolist()))} independent voices as noisy reports "
            f"on a hidden state per place and day, from {start}; {how}"
        ),
        "parameters": _set_words(picture.evidence.parameters),
    }


def _set_words(parameters: Parameters) -> str:
    judged = sum(r.so + r.not_so for r in parameters.records)
    if not judged:
        return f"version {parameters.version}"
    return (
        f"version {parameters.version}; {judged} claims of voices judged by what had turned out "
        f"so by {(parameters.records_until or '')[:10]}"
    )


def series(  # noqa: PLR0913, PLR0917 - as `situation`
    claims: Sequence[Claim],
    reports: Iterable[Report],
    theatre: Theatre,
    places: Sequence[PlaceSupport] | None,
    on: date,
    known: datetime,
    parameters: Parameters | None = None,
    *,
    smoothed: bool = False,
    prepared: Prepared | None = None,
) -> dict[str, list[tuple[str, dict[str, float]]]]:
    """Return control day by day from the baseline to `on`, by place id: (ISO day, control)."""
    ready = _ready(prepared, (claims, reports, theatre, places), known, parameters)
    picture = field(ready.at(known), on.toordinal(), known.timestamp(), smoothed=smoothed)
    states = [*ready.evidence.sides, "contested"]
    days = [iso(int(d)) for d in picture.days]
    split = cities(picture)
    result = {}
    for index, place in enumerate(ready.evidence.places):
        path = split.get(place.id, picture.control[:, index])
        result[place.id] = [
            (day, dict(zip(states, map(float, row), strict=True)))
            for day, row in zip(days, path, strict=True)
        ]
    return result


def changes(  # noqa: PLR0913, PLR0917 - the records and the two times, as `situation`
    prepared: Prepared,
    since: datetime,
    known: datetime,
    on: date | None = None,
    decisions: Sequence[Decision] = (),
    events: Sequence[Event] | None = None,
) -> Changes:
    """Return what happened since an instant, and what was learned since about days before it.

    `on` is the valid day now; None = the day that `known` reaches. An instant at midnight ends a
    day and begins none: since the end of 6 March, what is of 7 March has happened. What time alone
    does to a probability is no change. `events` are those of `known`, where they are known already.
    """
    theatre = prepared.evidence.theatre
    day = day_reached(since, theatre.zone)
    today = on or day_reached(known, theatre.zone)
    then = Assessor(_field(prepared, day, since)).all()
    picture = _field(prepared, today, known)
    now = Assessor(picture).all()
    # Filtering looks back only: the earlier day as known now is part of the present picture.
    earlier = picture.until(day.toordinal()) or _field(prepared, day, known)
    then_now = Assessor(earlier).all()
    evidence, ledger, instant = prepared.evidence, prepared.ledger, known.timestamp()
    told = grouping.events(evidence, ledger, decisions, instant) if events is None else events
    happened, learned = event_changes(
        statuses_before(evidence, ledger, decisions, (since.timestamp(), instant), told),
        told,
        day.isoformat(),
        today.isoformat(),
    )
    return Changes(
        since=since.isoformat(),
        known=known.isoformat(),
        happened=place_changes(then_now, now),
        learned=place_changes(then, then_now),
        events_happened=happened,
        events_learned=learned,
    )


def _field(prepared: Prepared, on: date, known: datetime) -> Field:
    ready = _ready(prepared, ((), (), prepared.evidence.theatre, None), known, None)
    return field(ready.at(known), on.toordinal(), known.timestamp())


def coverage(
    reports: Iterable[Report],
    theatre: Theatre,
    places: Sequence[PlaceSituation],
    known: datetime,
) -> Coverage:
    """Return sources gone silent against their own rhythm and places unheard for 72 hours."""
    return gaps.coverage(reports, theatre, places, known.timestamp())
