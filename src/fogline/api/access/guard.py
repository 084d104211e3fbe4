"""Who asks, and whether they may; and that a form was sent from our own page.

A program shows a token (`Authorization: Bearer fog_...`), a browser a session's cookie. What a
browser sends of itself proves nothing, so every change by cookie needs the page's own token, in
the field `csrf` or the header `X-CSRF-Token`, and comes from our own origin.
"""

import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

from fogline.api.access.accounts import ROLES, SESSION_HOURS, Accounts, Role, Session
from fogline.api.errors import Forbidden, TooMany, Unauthorised

SESSION_COOKIE = "fogline_session"
FORM_COOKIE = "fogline_form"
"""Where nobody signs in: a random value of this browser, which forms must repeat."""
FIELD = "csrf"
HEADER = "x-csrf-token"
MOST_FAILURES = 5
FAILURES_S = 300.0
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks."""

    name: str | None
    """None where roles are off: then a decision is signed by the name that comes with it."""
    role: Role
    via: Literal["local", "session", "token"]
    csrf: str = ""
    """What forms must send back; empty where this browser has none yet."""

    def may(self, role: Role) -> bool:
        """Tell whether the role is at least that."""
        return ROLES.index(self.role) >= ROLES.index(role)


LOCAL = Actor(name=None, role="admin", via="local")


def accounts_of(request: Request) -> Accounts | None:
    """Return the accounts, None where roles are off."""
    found: Accounts | None = request.app.state.accounts
    return found


def actor_of(request: Request) -> Actor | None:
    """Return who asks; None if roles are on and nobody is signed in."""
    accounts = accounts_of(request)
    if accounts is None:
        return Actor(
            name=None, role="admin", via="local", csrf=request.cookies.get(FORM_COOKIE, "")
        )
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        user = accounts.bearer(key.strip())
        return Actor(name=user.name, role=user.role, via="token") if user else None
    session = accounts.session(request.cookies.get(SESSION_COOKIE, ""))
    if session is None:
        return None
    return Actor(name=session.user.name, role=session.user.role, via="session", csrf=session.csrf)


async def allow(request: Request, role: Role) -> Actor:
    """Return who asks, if they may.

    Raises:
        Unauthorised: nobody is signed in.
        Forbidden: the role is too low, or the request is not from our own page.
    """
    actor = actor_of(request)
    if actor is None:
        raise Unauthorised("nobody is signed in; sign in, or send a token as `Authorization: "
                           "Bearer ...` (fogline tokens create)")  # fmt: skip
    if not actor.may(role):
        raise Forbidden(f"this needs the role {role}; {actor.name} is {actor.role}")
    if request.method not in _SAFE and actor.via != "token":
        await _from_our_page(request, actor)
    return actor


async def _from_our_page(request: Request, actor: Actor) -> None:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if site not in {None, "same-origin", "none"} or foreign:
        raise Forbidden("sent from a page of another origin; nothing was changed")
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS
    # A program on a laptop without roles sends JSON and no origin; a browser's form cannot.
    if actor.via == "local" and not form:
        return
    sent = request.headers.get(HEADER)
    if sent is None and form:
        sent = str((await request.form()).get(FIELD, ""))
    if not actor.csrf or not hmac.compare_digest((sent or "").encode(), actor.csrf.encode()):
        raise Forbidden("the form has no valid `csrf`: reload the page and send it again")


async def reader(request: Request) -> Actor:
    """Return who asks, a reader at least."""
    return await allow(request, "reader")


async def analyst(request: Request) -> Actor:
    """Return who asks, an analyst at least."""
    return await allow(request, "analyst")


async def admin(request: Request) -> Actor:
    """Return who asks, an admin."""
    return await allow(request, "admin")


Reading = Annotated[Actor, Depends(reader)]
Analysing = Annotated[Actor, Depends(analyst)]
Administering = Annotated[Actor, Depends(admin)]


def csrf_token(request: Request, response: Response) -> str:
    """Return what this browser's forms must send as `csrf`; sets a cookie where it has none."""
    actor = actor_of(request)
    if actor is not None and actor.csrf:
        return actor.csrf
    known = request.cookies.get(FORM_COOKIE)
    token = known or secrets.token_urlsafe(24)
    if known is None:
        _set(request, response, FORM_COOKIE, token)
    return token


class Failures:
    """Failed attempts to sign in, by name and address, of the last minutes."""

    def __init__(self) -> None:
        self._times: dict[tuple[str, str], list[float]] = {}
        self._lock = threading.Lock()

    def check(self, key: tuple[str, str]) -> None:
        """Refuse another attempt after too many.

        Raises:
            TooMany: it must wait.
        """
        with self._lock:
            recent = [t for t in self._times.get(key, []) if time.monotonic() - t < FAILURES_S]
            self._times[key] = recent
            if len(recent) >= MOST_FAILURES:
                raise TooMany(f"{len(recent)} failed attempts; wait {FAILURES_S / 60:.0f} minutes")

    def add(self, key: tuple[str, str]) -> None:
        """Count one."""
        with self._lock:
            if len(self._times) > 10_000:
                self._times.clear()
            self._times.setdefault(key, []).append(time.monotonic())


def sign_in(request: Request, response: Response, name: str, password: str) -> Session:
    """Sign a browser in: check the password and set the session's cookie.

    Raises:
        Unauthorised: no such name with that password.
        TooMany: too many failed attempts.
        Forbidden: roles are off, or the request is not from our own page.
    """
    accounts = accounts_of(request)
    if accounts is None:
        raise Forbidden("nobody needs to sign in: roles are off (FOGLINE_ROLES)")
    site = request.headers.get("sec-fetch-site")
    if site not in {None, "same-origin", "none"}:
        raise Forbidden("sent from a page of another origin; nobody was signed in")
    failures: Failures = request.app.state.failures
    key = (name.casefold()[:100], request.client.host if request.client else "")
    failures.check(key)
    user = accounts.check(name, password)
    if user is None:
        failures.add(key)
        accounts.log(name[:100], "sign-in refused")
        raise Unauthorised("no such name with that password")
    secret, session = accounts.begin(user)
    accounts.log(user.name, "signed in")
    _set(request, response, SESSION_COOKIE, secret)
    return session


def sign_out(request: Request, response: Response) -> None:
    """End the session of a browser."""
    accounts = accounts_of(request)
    key = request.cookies.get(SESSION_COOKIE)
    if accounts is not None and key:
        accounts.end(key)
    response.delete_cookie(SESSION_COOKIE, path="/")


def _set(request: Request, response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=SESSION_HOURS * 3600,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
