"""From errors to answers: problem documents (RFC 9457), never a traceback.

One table maps what Fogline raises to HTTP; whoever renders pages asks `problem_of` too.
"""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from fogline import errors as e
from fogline.api.answers import json_bytes

RETRY_S = 5
"""Seconds after which a store that is being written is worth asking again."""


class NotFound(e.UsageError):
    """What was asked for is not known at the instant asked about."""


class Forbidden(e.UsageError):
    """The role of who asks does not allow it."""


class Unauthorised(e.UsageError):
    """Nobody is signed in, or the token is wrong."""


class TooLarge(e.UsageError):
    """What was sent is larger than the settings allow."""


class TooMany(e.UsageError):
    """Too much was asked in too short a time."""


STATUS: dict[type[e.FoglineError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Unauthorised: 401,
    TooLarge: 413,
    TooMany: 429,
    e.UsageError: 400,
    e.HeldBack: 403,
    e.InputRefused: 422,
    e.MissingResource: 501,
    e.StoreNotFound: 503,
    e.StoreTooNew: 503,
    e.StoreBusy: 503,
    e.StoreFull: 507,
    e.StoreError: 503,
    e.DataError: 500,
    e.FoglineError: 500,
}
"""The nearest class of an error counts."""

TITLES = {
    400: "The request makes no sense",
    401: "Sign in first",
    403: "Your role does not allow this",
    404: "Not known",
    405: "Not a method of this address",
    413: "Too large",
    415: "Not a type that is read here",
    422: "An input cannot be read",
    429: "Too much at once",
    500: "Something here is wrong",
    501: "Something must be installed first",
    503: "The store cannot be used",
    507: "The disk is full",
}
_OPTION = re.compile(r"--([a-z])")
_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "description": {"type": "string"},
    },
}
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {
        "description": f"{whose}: a problem document (RFC 9457).",
        "content": {"application/problem+json": {"schema": _PROBLEM}},
    }
    for status, whose in (("4XX", "A fault of the request"), ("5XX", "A fault of the server"))
}
"""What every address may answer beside what was asked for, as OpenAPI describes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, for a page or a program."""

    status: int
    title: str
    detail: str
    code: str
    """Name of the error's class, as `docs/api.md` lists them."""


def problem_of(error: Exception) -> Problem:
    """Return what to say about an error."""
    if isinstance(error, HTTPException):
        status, code, detail = error.status_code, "HTTPException", str(error.detail)
    elif isinstance(error, e.FoglineError):
        kind = next(c for c in type(error).__mro__ if c in STATUS)
        # The sentences are the command line's; here an option is a parameter.
        status, code = STATUS[kind], type(error).__name__
        detail = _OPTION.sub(r"\1", str(error))
    else:
        status, code, detail = 500, "InternalError", "a fault of ours; the server's log names it"
    return Problem(status=status, title=TITLES.get(status, "Error"), detail=detail, code=code)


def answer(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return a problem document."""
    body = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        # As OGC API - Features part 1, 7.5.1 names them.
        "description": problem.detail,
    }
    extra = dict(headers or {})
    if problem.code == "StoreBusy":
        extra["Retry-After"] = str(RETRY_S)
    if problem.status == 401:
        extra["WWW-Authenticate"] = 'Bearer realm="fogline"'
    return Response(
        json_bytes(body),
        status_code=problem.status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **extra},
    )


def install(app: FastAPI) -> None:
    """Let every error of an application end as a problem document."""

    def on_error(request: Request, error: Exception) -> Response:
        headers = dict(getattr(error, "headers", None) or {})
        if isinstance(error, HTTPException) and error.status_code == 405:
            headers["Allow"] = ", ".join(_methods(request))
        return answer(problem_of(error), headers)

    def on_invalid(_: Request, error: Exception) -> Response:
        faults = error.errors() if isinstance(error, RequestValidationError) else []
        detail = "; ".join(map(_fault, faults))
        return answer(Problem(status=400, title=TITLES[400], detail=detail, code="UsageError"))

    app.add_exception_handler(e.FoglineError, on_error)
    app.add_exception_handler(HTTPException, on_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(Exception, on_error)


def _methods(request: Request) -> list[str]:
    """Return all methods of an address (RFC 9110, 10.2.1): each has a route of its own."""
    found = {
        method
        for method in _METHODS
        for route in request.app.routes
        if route.matches({**request.scope, "method": method})[0] is Match.FULL
    }
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def _fault(fault: dict[str, Any]) -> str:
    place = ".".join(str(p) for p in fault["loc"][1:]) or str(fault["loc"][0])
    return f"{place}: {fault['msg']}"
