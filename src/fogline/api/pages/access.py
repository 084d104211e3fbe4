"""`/login`, `/logout`, `/reveal`: who is at the desk, and names shown to an analyst for a reason."""

from typing import Annotated

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from fogline.api.access import Analysing, sign_in, sign_out
from fogline.api.access.guard import Reading
from fogline.api.pages.common import Desking, new_router
from fogline.api.pages.highlights import Run
from fogline.api.pages.judging import local
from fogline.api.pages.render import bare, page
from fogline.api.pages.rows import report_row
from fogline.api.params import Serving
from fogline.api.routes.deciding import signature
from fogline.errors import UsageError
from fogline.views.words import shown, texts

router = new_router()


@router.get("/login")
def ask(request: Request) -> Response:
    """Return the form to sign in."""
    return bare(request, "login.html.j2", title=texts()("wb_login"), back="/")


@router.post("/login")
def login(
    request: Request,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1000)],
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Sign in and return to the page that was asked for."""
    answer = RedirectResponse(local(back), status_code=303)
    sign_in(request, answer, name, password)
    return answer


@router.post("/logout")
def logout(request: Request, actor: Reading) -> Response:
    """Sign out."""
    del actor
    answer = RedirectResponse("/login", status_code=303)
    sign_out(request, answer)
    return answer


@router.post("/reveal")
def reveal(  # noqa: PLR0913, PLR0917 - the fields of the form
    request: Request,
    serving: Serving,
    desk: Desking,
    actor: Analysing,
    report: Annotated[str, Form(max_length=200)],
    reason: Annotated[str, Form(max_length=2000)] = "",
    by: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Return a report as it stands in the store; who asked, and why, is logged first."""
    who = signature(actor, by or None)
    if not who.strip() or not reason.strip():
        raise UsageError("names are shown to somebody for a reason: give your name and why")
    found = desk.report(report)
    serving.log.log(who, "revealed", report, reason.strip())
    answer = page(
        request,
        desk,
        "report.html.j2",
        title=texts()("wb_revealed_title"),
        report=found,
        row=report_row(found, desk),
        runs=[Run(text=shown(found.text), claims=(), first=False, marked=False)],
        mark=None,
        sayings=[],
        held=0,
        relatives=[],
        changed=False,
        revealed=reason.strip(),
        url=None,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
