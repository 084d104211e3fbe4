"""What a store's events tell of cut roads and encircled places, for the forecast ledger."""

from collections.abc import Iterable, Iterator
from datetime import date

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.theatre import Theatre
from fogline.model.time import local_day, parse_instant
from fogline.outlook.ledger import Heard, Telling, Tellings, ToldEvent
from fogline.pipeline.assess import Assessment
from fogline.situation.reading import silent
from fogline.situation.supports import THEATRE
from fogline.situation.ways import Ways

_NOT_YET = {"planned", "ongoing"}
"""A ring that is being closed is not closed."""
_LEAST_SURE = 0.5
"""Claims whose words are less sure, in the middle, tell of nothing; as in the situation."""


def tellings(assessment: Assessment) -> Tellings:
    """Return what is told of roads and rings, as known at the assessment's instant."""
    ways = Ways(assessment.theatre)
    told = tuple(t for event in assessment.events for t in _told(event, assessment, ways))
    return Tellings(told, tuple(_heard(assessment)))


def on_its_road(claim: Claim, theatre: Theatre) -> Claim:
    """Return a claim of a road that is named by where it runs as one of that road of the theatre."""
    if claim.sub_action != "cut_road":
        return claim
    ways = Ways(theatre)
    roads = {id_ for place in claim.places for id_ in ways.along(place)}
    named = {THEATRE + p.id: p.name for p in theatre.places}
    if len(roads) != 1 or not claim.places:
        return claim
    (road,) = roads
    there = claim.places[0].but(gazetteer_id=road, name=named[road], relation=None, role="at")
    return claim.but(places=(there,))


def _told(event: Event, assessment: Assessment, ways: Ways) -> Iterator[Telling]:
    kind = _kind(event)
    if kind is None:
        return
    claims = assessment.claims
    told = [c for c in (claims[i] for i in event.claims_for if i in claims) if _tells(c)]
    so = [c for c in told if c.phase not in _NOT_YET]
    # "Trying to close the ring" says that it is open.
    against = sum(event.origins_against.values()) + len(_origins(told)) - len(_origins(so))
    days = [d for d in (_day(c, assessment) for c in so or told) if d is not None]
    if not days and event.time is not None and event.time.first_day is not None:
        days = [event.time.first_day]
    if not days:
        return
    known = min(len(_origins(so)), sum(event.origins_for.values()))
    for place in _ids(event.places, ways):
        yield Telling(
            event=kind,
            place_id=place,
            first=min(days),
            last=max(days),
            origins_for=known,
            origins_against=against,
            sides_for=frozenset(c.origin.side for c in so if c.origin.side)
            if known
            else frozenset(),
        )


def _kind(event: Event) -> ToldEvent | None:
    if event.sub_action == "cut_road":
        return "cut"
    return "encircled" if event.action == "encircle" else None


def _tells(claim: Claim) -> bool:
    sure = (claim.certainty.low + claim.certainty.high) / 2
    return silent(claim) is None and sure > _LEAST_SURE


def _origins(claims: Iterable[Claim]) -> set[str]:
    return {name for c in claims if (name := c.origin.id or c.origin.name)}


def _day(claim: Claim, assessment: Assessment) -> date | None:
    """Return the day that a claim is about, else that from which its report is known."""
    if claim.time is not None and claim.time.last_day is not None:
        return claim.time.last_day
    report = assessment.reports.get(claim.report_id)
    if report is None:
        return None
    return local_day(parse_instant(report.known), assessment.theatre.zone)


def _heard(assessment: Assessment) -> Iterator[Heard]:
    ways = Ways(assessment.theatre)
    for claim in assessment.claims.values():
        origin, day = claim.origin.id or claim.origin.name, _day(claim, assessment)
        if origin is None or day is None or silent(claim) is not None:
            continue
        for place in _ids(claim.places, ways):
            yield Heard(place, day, origin)


def _ids(places: Iterable[ClaimPlace], ways: Ways) -> set[str]:
    """Return what places are by the gazetteer, with the roads that they run along."""
    given = list(places)
    found = {p.gazetteer_id for p in given if p.gazetteer_id is not None}
    return found.union(*(ways.along(p) for p in given))
