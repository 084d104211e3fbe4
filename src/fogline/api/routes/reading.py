"""`/readings`: a file, a text or an address dropped in, and how far it has been read."""

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response, StreamingResponse

from fogline.api.access import Analysing
from fogline.api.answers import documented, reply
from fogline.api.errors import NotFound, TooLarge
from fogline.api.params import Serving
from fogline.api.readings import Given, Reading, Readings

router = APIRouter(tags=["reading"])
PATIENCE_S = 15.0
"""A silent stream says that it is still there after so long."""


def readings_of(request: Request) -> Readings:
    """Return the jobs of the application that got a request."""
    found: Readings = request.app.state.readings
    return found


@router.post("/readings", summary="Read a file, a text or an address", status_code=202)
def begin(  # noqa: PLR0913, PLR0917 - the fields of the form
    request: Request,
    serving: Serving,
    actor: Analysing,
    files: Annotated[list[UploadFile] | None, File(description="Any form that is read.")] = None,
    text: Annotated[str | None, Form(description="A pasted text.")] = None,
    url: Annotated[str | None, Form(max_length=2000, description="http or https.")] = None,
    outlet: Annotated[
        str | None, Form(max_length=200, description="Of texts that do not name theirs.")
    ] = None,
    published: Annotated[
        str | None,
        Form(max_length=40, description="Day or instant of texts that do not say theirs."),
    ] = None,
) -> Response:
    """Queue it and return the job; ask `/readings/{id}` or listen to `/readings/{id}/events`."""
    job = take(
        request, actor.name, files or [], text=text, url=url, outlet=outlet, published=published
    )
    serving.log.log(actor.name or "somebody", "read", job.title[:500])
    return reply(
        request, job.to_json(), status=202, headers={"Location": f"/api/v1/readings/{job.id}"}
    )


def take(  # noqa: PLR0913 - the fields of the form
    request: Request,
    by: str | None,
    files: list[UploadFile],
    *,
    text: str | None,
    url: str | None,
    outlet: str | None,
    published: str | None = None,
) -> Reading:
    """Queue what a form sent.

    Raises:
        TooLarge: a file is larger than the settings allow.
        UsageError: there is nothing in it, or too much, or the day is none.
    """
    jobs = readings_of(request)
    most = jobs.settings.max_input_bytes
    taken = []
    for file in files:
        data = file.file.read(most + 1)
        if len(data) > most:
            raise TooLarge(f"file {file.filename!r}: more than {most:,} bytes; read it with "
                           "`fogline read`")  # fmt: skip
        if data or file.filename:
            taken.append((file.filename or "unnamed", data))
    given = Given(files=taken, text=text, address=url, outlet=outlet, published=published)
    return jobs.add(given, by)


@router.get("/readings", summary="What was dropped in since the server began")
def jobs(request: Request, actor: Analysing) -> Response:
    """Return the jobs, the newest first."""
    del actor
    found = [job.to_json() for job in readings_of(request).all()]
    return reply(request, {"items": found, "total": len(found)})


@router.get("/readings/{id}", summary="How far one has been read")
def job(request: Request, actor: Analysing, id: str) -> Response:
    """Return a job: its counts, its reports' ids, what was refused and why."""
    del actor
    return reply(request, _found(request, id).to_json())


@router.get(
    "/readings/{id}/events",
    summary="The same as server-sent events",
    **documented("text/event-stream"),
)
def events(request: Request, actor: Analysing, id: str) -> Response:
    """Send the job whenever something has changed, until it is over."""
    del actor
    found = _found(request, id)
    all_ = readings_of(request)

    def told() -> Iterator[bytes]:
        last = b""
        while True:
            over = found.over
            data = json.dumps(found.to_json()).encode()
            yield b": still here\n\n" if data == last else b"data: " + data + b"\n\n"
            last = data
            if over:
                return
            all_.wait(found, PATIENCE_S)

    return StreamingResponse(
        told(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


def _found(request: Request, id_: str) -> Reading:
    found = readings_of(request).get(id_)
    if found is None:
        raise NotFound(f"reading {id_!r}: none of that id since the server began")
    return found
