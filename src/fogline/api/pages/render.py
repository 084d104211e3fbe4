"""Pages from templates: the whole page, or the panel alone for a page that is already there."""

import json
from collections.abc import Callable, Coroutine
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from fogline.api.access.guard import actor_of, csrf_token
from fogline.api.answers import reply
from fogline.api.errors import RETRY_S, Problem, problem_of
from fogline.api.pages.desk import Desk
from fogline.api.pages.focus import focus
from fogline.api.pages.timeline import timeline
from fogline.errors import FoglineError
from fogline.views.map.svg import trusted
from fogline.views.words import (
    day,
    instant,
    percent,
    probability_word,
    short_day,
    shown,
    span,
    texts,
    thousands,
)

FOLDER = Path(__file__).parents[1] / "templates"
NAME_COOKIE = "fogline-name"
"""The name with which this browser last signed a judgement."""
PANEL = "x-fogline-panel"
"""Request header of a page that only wants its panel changed."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates; text is escaped everywhere."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day,
        short_day=short_day,
        instant=instant,
        percent=percent,
        word=probability_word,
        shown=shown,
        span=span,
        thousands=thousands,
        svg=trusted,
        data=_data,
    )
    made.globals.update(t=texts(), version=version("fogline"))
    return made


def _data(value: Any) -> Safe:
    """Return a value as JSON that no HTML parser can take for the end of its element."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Safe(text)  # noqa: S704 - escaped just above


def page(
    request: Request, desk: Desk, template: str, *, title: str, status: int = 200, **values: Any
) -> Response:
    """Return a page of a picture, or its panel where only that was asked for.

    Args:
        request: what was asked.
        desk: the picture.
        template: a file of `templates/`.
        title: of the page, as the browser shows it.
        status: HTTP status.
        values: what the template shows beside the picture.
    """
    panel = request.headers.get(PANEL) is not None
    carrier = Response()
    csrf = csrf_token(request, carrier)
    body = (
        environment()
        .get_template(template)
        .render(
            layout="panel.html.j2" if panel else "page.html.j2",
            desk=desk,
            asked=desk.asked,
            to=desk.asked.address,
            path=request.url.path,
            title=title,
            params={
                k: v for k, v in request.query_params.items() if k not in {"from", "at", "off"}
            },
            csrf=csrf,
            frame=None if panel else _frame(request, desk, csrf),
            by=request.cookies.get(NAME_COOKIE, ""),
            actor=actor_of(request),
            **values,
        )
    )
    answer = reply(
        request,
        body.encode("utf-8", "replace"),
        media_type="text/html; charset=utf-8",
        headers={"Vary": PANEL, "X-Fogline-Title": json.dumps(title)},
        status=status,
    )
    for cookie in carrier.headers.getlist("set-cookie"):
        answer.headers.append("set-cookie", cookie)
    return answer


def _frame(request: Request, desk: Desk, csrf: str) -> dict[str, Any]:
    """Return what the page around a panel needs, and its script."""
    west, south, east, north = focus(desk)
    return {
        "timeline": timeline(desk),
        "focus": f"{west:.4f},{south:.4f},{east:.4f},{north:.4f}",
        "tiles": request.app.state.tiles,
        "tiles_credit": request.app.state.tiles_credit,
        "script": {
            "csrf": csrf,
            "sides": [{"id": s.id, "name": s.name} for s in desk.theatre.sides],
            "texts": {k: texts().get(k, k) for k in SCRIPT_TEXTS},
            "months": [texts()(f"month_{m}") for m in range(1, 13)],
            "legend": _legend(desk),
        },
    }


def _legend(desk: Desk) -> dict[str, str]:
    say, sides = texts(), desk.theatre.sides
    return {
        **{f"side_{s.id}": say("legend_side", side=s.name) for s in sides},
        **{f"claimed_{s.id}": say("legend_claimed", side=s.name) for s in sides},
        **{k: say(f"legend_{k}") for k in LEGEND},
        **{k: say(f"wb_legend_{k}") for k in ("moves", "regions")},
        **{f"event_{s}": say(f"wb_legend_event_{s}") for s in ("confirmed", "disputed", "claimed")},
    }


LEGEND = (
    "contested", "grey", "vacated", "infiltrated", "isolated", "unknown", "tint", "band",
    "line_observed", "line_interpolated", "line_stale", "road_cut", "road_under_fire",
    "road_restricted", "bridge_destroyed", "bridge_damaged", "bridge_temporary",
)  # fmt: skip
SCRIPT_TEXTS = (
    "wb_loading", "wb_offline", "wb_play", "wb_pause", "wb_copied", "wb_copy_failed", "wb_known_then",
    "wb_known_now", "wb_known_at", "wb_map_failed", "wb_nearest", "wb_nothing_near", "wb_events_here",
    "wb_dropped", "wb_reading", "wb_km", "mark_unknown", "wb_day_of", "wb_claims_day",
)  # fmt: skip
"""Sentences that the page's script says."""


def problem_page(request: Request, problem: Problem) -> Response:
    """Return what is wrong as a page, or as a panel."""
    known = f"wb_problem_{problem.code}"
    return bare(
        request,
        "problem.html.j2",
        status=problem.status,
        problem=problem,
        title=texts().get(known, problem.title),
        help=texts().get(f"{known}_help", ""),
        retry=problem.code == "StoreBusy" and request.method == "GET",
        again=str(request.url.path),
    )


def bare(
    request: Request,
    template: str,
    *,
    title: str,
    status: int = 200,
    refresh: int = 0,
    **values: Any,
) -> Response:
    """Return a page that needs no picture: to sign in, to begin, for stores that cannot be used.

    Args:
        request: what was asked.
        template: a file of `templates/`.
        title: of the page.
        status: HTTP status.
        refresh: seconds after which a browser without a script asks again, 0 = never.
        values: what the template shows.
    """
    panel = request.headers.get(PANEL) is not None
    carrier = Response()
    body = (
        environment()
        .get_template(template)
        .render(
            layout="panel.html.j2" if panel else "bare.html.j2",
            title=title,
            csrf=csrf_token(request, carrier),
            actor=actor_of(request),
            **values,
        )
    )
    headers = {"Cache-Control": "no-store", "Vary": PANEL, "X-Fogline-Title": json.dumps(title)}
    again = refresh or (RETRY_S if values.get("retry") else 0)
    if again and not panel:
        headers["Refresh"] = str(again)
    answer = HTMLResponse(body.encode("utf-8", "replace"), status_code=status, headers=headers)
    for cookie in carrier.headers.getlist("set-cookie"):
        answer.headers.append("set-cookie", cookie)
    return answer


class PageRoute(APIRoute):
    """A route whose errors are pages for people, not documents for programs."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler so that what it raises becomes a page."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except (FoglineError, HTTPException) as error:
                return problem_page(request, problem_of(error))

        return handle
