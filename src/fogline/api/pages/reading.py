"""`/read`: drop a file, paste a text or give an address, and watch it being read."""

from dataclasses import replace
from typing import Annotated

from fastapi import File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from fogline.api.access import Analysing
from fogline.api.errors import NotFound
from fogline.api.pages import asked
from fogline.api.pages.common import new_router
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import bare, page
from fogline.api.pages.rows import report_row
from fogline.api.params import Serving
from fogline.api.routes.reading import readings_of, take
from fogline.errors import StoreNotFound
from fogline.views.words import texts

router = new_router()
AGAIN_S = 2
"""A browser without a script asks so often how far a reading is."""


@router.get("/read")
def read(request: Request, serving: Serving, actor: Analysing) -> Response:
    """Return the form, and what was dropped in since the server began."""
    del actor
    jobs = readings_of(request).all()
    try:
        desk = _desk(request, serving)
    except StoreNotFound:
        return bare(request, "read.html.j2", title=texts()("wb_read"), jobs=jobs, to=_plainly)
    return page(request, desk, "read.html.j2", title=texts()("wb_read"), jobs=jobs)


def _desk(request: Request, serving: Serving) -> Desk:
    return Desk(serving, asked.read(serving, request.query_params))


def _plainly(path: str) -> str:
    return path


@router.post("/read")
def begin(  # noqa: PLR0913, PLR0917 - the fields of the form
    request: Request,
    serving: Serving,
    actor: Analysing,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str | None, Form()] = None,
    url: Annotated[str | None, Form(max_length=2000)] = None,
    outlet: Annotated[str | None, Form(max_length=200)] = None,
    published: Annotated[str | None, Form(max_length=40)] = None,
) -> Response:
    """Queue what was given and show how far it is."""
    given = [f for f in files or [] if f.filename]
    job = take(request, actor.name, given, text=text, url=url, outlet=outlet, published=published)
    serving.log.log(actor.name or "somebody", "read", job.title[:500])
    return RedirectResponse(f"/read/{job.id}", status_code=303)


@router.get("/read/{id}")
def job(request: Request, serving: Serving, actor: Analysing, id: str) -> Response:
    """Return how far a reading is; done, what came of it and the way to its sentences."""
    del actor
    found = readings_of(request).get(id)
    if found is None:
        raise NotFound(f"reading {id!r}: none of that id since the server began")
    # As it is now: what is shown beside it must not be older than what it says.
    found = replace(found)
    title = texts()(f"wb_job_{found.state}")
    try:
        desk = _desk(request, serving)
    except StoreNotFound:
        return bare(
            request, "job.html.j2", title=title, job=found, rows=[], to=_plainly,
            refresh=0 if found.over else AGAIN_S,
        )  # fmt: skip
    known = desk.assessed.reports
    rows = [report_row(known[i], desk) for i in found.reports[:50] if i in known]
    answer = page(request, desk, "job.html.j2", title=title, job=found, rows=rows)
    answer.headers["Cache-Control"] = "no-store"
    return answer
