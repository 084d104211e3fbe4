"""`/reports`, `/claims`, `/events`, `/sources`: what was read and what it is held to speak of."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from fogline.api.answers import JSON, documented, reply
from fogline.api.asking import claims_found, events_found, sources_found
from fogline.api.errors import NotFound
from fogline.api.paging import listing, page_of
from fogline.api.params import NAME, ClaimsAsked, Instant, Paged, Serving, assessed, query_of
from fogline.api.service import Assessed, Service
from fogline.api.streams import MEDIA, Form, stream
from fogline.errors import UsageError
from fogline.model.report import Report
from fogline.pipeline.asking import check_side
from fogline.views import geojson, tables

router = APIRouter(tags=["lists"])

_FORMS = "json gives a page; jsonl, csv, parquet and geojson give everything, as a stream."


class ReportsAsked(Paged):
    """Filters of reports."""

    text: Annotated[
        str | None, Field(description="Words of outlet, title or text.", max_length=NAME)
    ] = None
    format: Annotated[Form, Field(description=_FORMS)] = Form.json


class Claims(ClaimsAsked):
    """Filters of claims, and the form in which they come."""

    format: Annotated[Form, Field(description=_FORMS)] = Form.json


LISTED = documented(JSON, *MEDIA.values())
"""Lists come as pages, or whole in another form."""


@router.get("/reports", summary="The reports that were read, without their texts", **LISTED)
def reports(
    request: Request, serving: Serving, asked: Annotated[ReportsAsked, Query()]
) -> Response:
    """Return a page of reports, the newest first; with `text`, the best match first."""
    picture = assessed(serving, asked)
    found = list(reversed(picture.reports.values()))
    if asked.text:
        found = _reports_found(serving, picture, asked.text)
    counts = picture.kept.get(
        "claims_by_report", lambda: Counter(c.report_id for c in picture.claims.values())
    )
    if asked.format is not Form.json:
        _no_places("reports", asked.format)
        return stream(found, lambda r: tables.report_row(r, counts[r.id]), geojson.claims,
                      asked.format, "reports")  # fmt: skip
    page, following = page_of(found, asked.limit, asked.cursor, lambda r: r.id)
    rows = [tables.report_row(r, counts[r.id]) for r in page]
    return reply(request, listing(request, rows, following, total=len(found)))


def _reports_found(serving: Service, picture: Assessed, words: str) -> list[Report]:
    """Return the reports with the words; what is withheld in them is not found."""
    with serving.store() as store:
        ids = store.view(picture.known).found_reports(words)
    known = [r for i in ids if (r := picture.reports.get(i)) is not None]
    gate = serving.release(picture)
    return [r for r in known if r.id not in gate.names or gate.still_says(r, words)]


def _no_places(what: str, form: Form) -> None:
    if form is Form.geojson:
        raise UsageError(f"format=geojson: {what} have no place; take json, jsonl, csv or parquet")


@router.get("/reports/{id}", summary="One report with its text and its claims")
def report(
    request: Request, serving: Serving, id: str, asked: Annotated[Instant, Query()]
) -> Response:
    """Return a report; persons who are not public functions are unnamed in its text."""
    picture = assessed(serving, asked)
    found = picture.reports.get(id)
    if found is None:
        raise NotFound(f"report {id!r}: none of that id is known at that instant")
    gate = serving.release(picture)
    its = [c for c in picture.claims.values() if c.report_id == id]
    claims, held = gate.claims(its)
    clean = gate.text(found, its)
    body = {
        **found.but(text=clean.text).to_json(),
        "redacted": clean.changed,
        "claims": sorted(claims, key=lambda c: c.start),
        "marks": clean.marks(its),
        "held_back": held,
    }
    return reply(request, body)


@router.get(
    "/claims", summary="The claims: who says, via whom, that what happened, how sure", **LISTED
)
def claims(request: Request, serving: Serving, asked: Annotated[Claims, Query()]) -> Response:
    """Return a page of claims, or with a `format` all of them as a stream."""
    picture = assessed(serving, asked)
    gate = serving.release(picture)
    newest = asked.order == "newest"
    found, held = claims_found(serving, picture, query_of(serving, asked), newest=newest)
    if asked.format is not Form.json:
        out = map(gate.unnamed, found)
        return stream(out, tables.claim_row, geojson.claims, asked.format, "claims")
    page, following = page_of(found, asked.limit, asked.cursor, lambda c: c.id)
    body = listing(request, map(gate.unnamed, page), following, total=len(found), held_back=held)
    return reply(request, body)


@router.get("/claims/{id}", summary="One claim")
def claim(
    request: Request, serving: Serving, id: str, asked: Annotated[Instant, Query()]
) -> Response:
    """Return a claim, or what it is held back as."""
    picture = assessed(serving, asked)
    found = picture.claims.get(id)
    if found is None:
        raise NotFound(f"claim {id!r}: none of that id is known at that instant")
    return reply(request, serving.release(picture).claim_or_refuse(found))


@router.get("/events", summary="Events: claims for and against, by independent origins", **LISTED)
def events(request: Request, serving: Serving, asked: Annotated[Claims, Query()]) -> Response:
    """Return a page of the events that the claims speak of, the newest first, or all of them."""
    picture = assessed(serving, asked)
    found, held = events_found(serving, picture, query_of(serving, asked))
    if asked.format is not Form.json:
        return stream(found, tables.event_row, geojson.events, asked.format, "events")
    page, following = page_of(found, asked.limit, asked.cursor, lambda e: e.id)
    return reply(request, listing(request, page, following, total=len(found), held_back=held))


@router.get("/events/{id}", summary="One event")
def event(
    request: Request, serving: Serving, id: str, asked: Annotated[Instant, Query()]
) -> Response:
    """Return an event with the tree of who took it from whom."""
    picture = assessed(serving, asked)
    found = picture.event_of.get(id)
    out = found and serving.release(picture).event(found)
    if out is None:
        raise NotFound(f"event {id!r}: none of that id is known at that instant, or all its "
                       "claims are held back")  # fmt: skip
    return reply(request, out)


class SourcesAsked(Instant):
    """Filters of sources."""

    side: Annotated[str | None, Field(description="Only those of this side.", max_length=NAME)] = (
        None
    )
    kind: Annotated[
        str | None,
        Field(description="Only those of this kind.", max_length=NAME, examples=["milblogger"]),
    ] = None


@router.get("/sources", summary="Sources with their claims and the record that earned their grades")
def sources(
    request: Request, serving: Serving, asked: Annotated[SourcesAsked, Query()]
) -> Response:
    """Return the theatre's sources, those who spoke most first, with records by kind of claim."""
    picture = assessed(serving, asked)
    check_side(picture.theatre, asked.side or None)
    found, unknown = sources_found(picture)
    chosen = [
        s
        for s in found
        if (not asked.side or s.side == asked.side) and (not asked.kind or s.kind == asked.kind)
    ]
    return reply(request, {"items": chosen, "total": len(chosen), "unknown": unknown})
