"""`/session`, `/log`, `/reveal`: signing in, what was done, and names shown for a reason."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from fogline.api.access import Administering, Analysing, actor_of, csrf_token, sign_in, sign_out
from fogline.api.answers import reply
from fogline.api.errors import NotFound
from fogline.api.params import Instant, Serving, assessed
from fogline.errors import UsageError
from fogline.views import trace as behind

router = APIRouter(tags=["access"])


class SignIn(BaseModel):
    """A name and its password."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=100, examples=["A. Kova"])]
    password: Annotated[str, Field(max_length=1000, examples=["correct horse battery"])]


class Reveal(BaseModel):
    """What is to be shown unredacted, to whom and why."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(max_length=200, description="Of a claim or report.")]
    reason: Annotated[str, Field(max_length=2000, description="Why, in a sentence.")]
    by: Annotated[
        str | None, Field(max_length=100, description="Who asks, where roles are off.")
    ] = None


@router.get("/session", summary="Who I am, and what forms must send as `csrf`")
def session(request: Request) -> Response:
    """Return name, role and form token; `signed_in` is false where nobody is."""
    actor = actor_of(request)
    answer = Response(headers={"Cache-Control": "no-store"})
    body = {
        "signed_in": actor is not None,
        "roles": request.app.state.accounts is not None,
        "name": actor and actor.name,
        "role": actor and actor.role,
        "csrf": csrf_token(request, answer),
    }
    made = reply(request, body, headers={"Cache-Control": "no-store"})
    for key, value in answer.raw_headers:
        if key == b"set-cookie":
            made.raw_headers.append((key, value))
    return made


@router.post("/session", summary="Sign in", status_code=201)
def begin(request: Request, sent: Annotated[SignIn, Body()]) -> Response:
    """Check a password and set the session's cookie."""
    answer = Response()
    made = sign_in(request, answer, sent.name, sent.password)
    body = {"name": made.user.name, "role": made.user.role, "csrf": made.csrf}
    result = reply(request, body, status=201, headers={"Cache-Control": "no-store"})
    result.raw_headers += [h for h in answer.raw_headers if h[0] == b"set-cookie"]
    return result


@router.delete("/session", summary="Sign out", status_code=204)
def end(request: Request) -> Response:
    """End the session of this browser."""
    answer = Response(status_code=204)
    sign_out(request, answer)
    return answer


@router.get("/log", summary="Who did what: sign-ins, decisions, names shown, texts read")
def log(request: Request, serving: Serving, actor: Administering) -> Response:
    """Return the newest thousand lines, the newest first."""
    del actor
    found = serving.log.entries()
    return reply(request, {"items": found, "total": len(found)})


@router.post("/reveal", summary="Show a claim or report as it stands in the store, for a reason")
def reveal(
    request: Request,
    serving: Serving,
    actor: Analysing,
    sent: Annotated[Reveal, Body()],
    asked: Annotated[Instant, Query()],
) -> Response:
    """Return a trace with every name in it; who asked, when and why goes into the log first."""
    who = actor.name or (sent.by or "").strip()
    if not who or not sent.reason.strip():
        raise UsageError("names are shown to somebody for a reason: send `by` and `reason`")
    picture = assessed(serving, asked)
    try:
        found = behind.trace(picture, sent.id)
    except UsageError as error:
        raise NotFound(str(error)) from None
    serving.log.log(who, "revealed", sent.id, sent.reason.strip())
    return reply(request, found, headers={"Cache-Control": "no-store"})
