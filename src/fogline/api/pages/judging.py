"""`/judge`, `/audit`: people's judgements, made with a name and a reason, listed and taken back."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from fogline.api.access.guard import Analysing
from fogline.api.pages.common import Desking, new_router, number
from fogline.api.pages.desk import Desk
from fogline.api.pages.details import judgement
from fogline.api.pages.render import NAME_COOKIE, page
from fogline.api.pages.rows import part
from fogline.api.params import Serving
from fogline.api.routes.deciding import signature
from fogline.model.decision import Decision
from fogline.pipeline.deciding import decide, withdraw
from fogline.views.brief.cards import event_title
from fogline.views.words import texts

router = new_router()
YEAR = 365 * 24 * 3600
NAME, REASON = 200, 2000


@router.post("/judge")
def judge(  # noqa: PLR0913, PLR0917 - the fields of the form
    request: Request,
    serving: Serving,
    actor: Analysing,
    subject: Annotated[str, Form(max_length=NAME)],
    verdict: Annotated[str, Form(max_length=20)],
    by: Annotated[str, Form(max_length=NAME)] = "",
    reason: Annotated[str, Form(max_length=REASON)] = "",
    grade: Annotated[str, Form(max_length=2)] = "",
    into: Annotated[str, Form(max_length=NAME)] = "",
    claims: Annotated[tuple[str, ...], Form()] = (),
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Store a judgement and return to the page that it was made on."""
    # The form holds the fields of every verdict; those of the others say nothing.
    with serving.store() as store:
        decide(
            store,
            subject,
            verdict,
            by=signature(actor, by or None),
            reason=reason,
            grade=(grade.upper() or None) if verdict == "pin_grade" else None,
            into=(into or None) if verdict in {"merge", "move"} else None,
            claims=claims[:500] if verdict == "split" else (),
            events=serving.assessed().event_of,
        )
    answer = RedirectResponse(local(back), status_code=303)
    answer.set_cookie(
        NAME_COOKIE,
        by.encode("ascii", "ignore").decode(),
        max_age=YEAR,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/judge/{id}/withdraw")
def take_back(
    serving: Serving,
    actor: Analysing,
    id: str,
    back: Annotated[str, Form(max_length=2000)] = "/audit",
) -> Response:
    """Withdraw a judgement; that it was made stays on the audit page."""
    with serving.store() as store:
        taken = withdraw(store, id)
    serving.log.log(actor.name or taken.by, "withdrew a decision", id)
    return RedirectResponse(local(back), status_code=303)


def local(address: str) -> str:
    """Return an address of this server, "/" for any other: a form must not lead elsewhere."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and address.startswith("/")
    return address if inside and not address.startswith(("//", "/\\")) else "/"


@router.get("/audit")
def audit(request: Request, desk: Desking) -> Response:
    """Return every judgement, the newest first, also those taken back and those without object."""
    with desk.serving.store() as store:
        found = list(reversed(store.judgements()))
    piece = part(found, number(request))
    return page(
        request,
        desk,
        "audit.html.j2",
        title=texts()("wb_audit"),
        piece=piece,
        rows=[(judgement(d, desk.theatre.zone), *_about(d, desk)) for d in piece.items],
    )


def _about(decision: Decision, desk: Desk) -> tuple[str, str]:
    """Return what a decision is about and its address, "" where it is not there any more."""
    id_ = decision.subject_id
    claim = desk.assessed.claims.get(id_)
    if claim is not None and not desk.gate.held_for(claim):
        return desk.said(claim).quote, f"/claims/{id_}"
    event = desk.assessed.event_of.get(id_)
    if event is not None:
        return event_title(event, desk.picture), f"/events/{id_}"
    return texts()("wb_orphaned", id=id_), ""
