"""`/reports`, `/claims`, `/events`, `/sources`: what was read and what it is held to speak of."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from fogline.api.answers import reply
from fogline.api.errors import NotFound
from fogline.api.paging import listing, page_of
from fogline.api.params import (
    Filtered,
    Instant,
    Paged,
    Serving,
    assessed,
    query_of,
)
from fogline.store import Query as ClaimQuery
from fogline.text.normalise import fold
from fogline.views import tables

router = APIRouter(tags=["lists"])


@router.get("/reports", summary="The reports that were read, without their texts")
def reports(request: Request, serving: Serving, asked: Annotated[Paged, Query()]) -> Response:
    """Return a page of reports, the newest first."""
    picture = assessed(serving, asked)
    newest = list(reversed(picture.reports.values()))
    page, following = page_of(newest, asked.limit, asked.cursor, lambda r: r.id)
    counts = Counter(c.report_id for c in picture.claims.values())
    rows = [tables.report_row(r, counts[r.id]) for r in page]
    return reply(request, listing(request, rows, following, total=len(newest)))


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


@router.get("/claims", summary="The claims: who says, via whom, that what happened, how sure")
def claims(request: Request, serving: Serving, asked: Annotated[Filtered, Query()]) -> Response:
    """Return a page of claims."""
    query = query_of(serving, asked)
    picture = assessed(serving, asked)
    with serving.store() as store:
        found = list(store.view(picture.known).claims(query))
    page, following = page_of(found, asked.limit, asked.cursor, lambda c: c.id)
    out, held = serving.release(picture).claims(page)
    return reply(request, listing(request, out, following, total=len(found), held_back=held))


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


@router.get("/events", summary="Events: claims for and against, by independent origins")
def events(request: Request, serving: Serving, asked: Annotated[Filtered, Query()]) -> Response:
    """Return a page of events, the newest first."""
    picture = assessed(serving, asked)
    query = query_of(serving, asked)
    found = list(reversed(picture.events))
    if query != ClaimQuery():
        with serving.store() as store:
            wanted = {c.id for c in store.view(picture.known).claims(query)}
        found = [e for e in found if wanted.intersection((*e.claims_for, *e.claims_against))]
    gate = serving.release(picture)
    out = gate.events(found)
    page, following = page_of(out, asked.limit, asked.cursor, lambda e: e.id)
    return reply(
        request,
        listing(request, page, following, total=len(out), held_back=len(found) - len(out)),
    )


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


@router.get("/sources", summary="Sources with how many claims each is the origin of")
def sources(request: Request, serving: Serving, asked: Annotated[Instant, Query()]) -> Response:
    """Return every source of the theatre, those who spoke most first."""
    picture = assessed(serving, asked)
    theatre = picture.theatre
    names = {fold(n): s.id for s in theatre.sources for n in (s.name, *s.aliases)}
    spoken = Counter(names.get(fold(c.origin.name or "")) for c in picture.claims.values())
    chosen = sorted(theatre.sources, key=lambda s: (-spoken[s.id], s.name))
    rows = [tables.source_row(s, spoken[s.id]) for s in chosen]
    return reply(request, {"items": rows, "total": len(rows), "unknown": spoken[None]})
