"""`/outlook`: what may come of each course, from the day shown on, in the area shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from fogline.api.errors import problem_of
from fogline.api.outlooks import DAYS, MOST_DAYS, MOST_RUNS, ask_of, outlook_for
from fogline.api.pages.common import Desking, new_router
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import page
from fogline.errors import UsageError
from fogline.model.outlook import Interval, Option, Outlook
from fogline.model.time import end_of_day
from fogline.outlook.compare import CRITERIA, DEFAULT
from fogline.outlook.step import LEAST_RUNS
from fogline.pipeline.outlook import areas
from fogline.views.map.palette import Palette
from fogline.views.map.svg import Markup
from fogline.views.outlook import condition, span
from fogline.views.outlook.fans import pictures
from fogline.views.words import texts

router = new_router()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course of one side on the last day, whatever the other side does."""

    side: str
    name: str
    reason: str
    holds: str
    losses: tuple[str, ...]
    """Of the attacker and the defender, soldiers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An outlook as the page shows it."""

    outlook: Outlook
    sides: tuple[str, str]
    names: dict[str, str]
    courses: tuple[Course, ...]
    comparisons: tuple[Any, ...]
    conditions: tuple[str, ...]
    """Of its `as_long_as`, in words."""
    pictures: tuple[Markup, ...]
    known: datetime
    json: str
    """Address of the same for programs."""


@router.get("/outlook")
def outlook(request: Request, desk: Desking) -> Response:
    """Return the outlook that an address asks for, or the form alone while it names no area."""
    shown, fault = None, None
    if desk.asked.texts.get("area"):
        try:
            shown = _shown(request, desk)
        except UsageError as error:
            fault = problem_of(error)
    return page(
        request,
        desk,
        "outlook.html.j2",
        title=texts()("wb_outlook"),
        status=fault.status if fault else 200,
        shown=shown,
        fault=fault,
        choices=_choices(desk),
        days=request.query_params.get("days") or DAYS,
        runs=request.query_params.get("runs") or MOST_RUNS,
        criteria=CRITERIA,
        criterion=request.query_params.get("criterion") or DEFAULT,
        bounds=(MOST_DAYS, LEAST_RUNS, MOST_RUNS),
    )


def _choices(desk: Desk) -> list[str]:
    """Return the areas that can be asked for by name; any place can, too."""
    drawn = [*areas(desk.theatre), *(a.name for a in desk.theatre.areas)]
    return list(dict.fromkeys(drawn))


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise UsageError(f"{name} {text[:40]!r}: no whole number")
    return int(text)


def _shown(request: Request, desk: Desk) -> Shown:
    asked = desk.asked
    days, runs = _number(request, "days", DAYS), _number(request, "runs", MOST_RUNS)
    criterion = request.query_params.get("criterion") or DEFAULT
    ask = ask_of(days, runs, criterion=criterion)
    # As the brief: known at the end of the day, unless the address says otherwise.
    known = asked.known if asked.then else end_of_day(asked.on, asked.zone)
    area = asked.texts["area"]
    found = outlook_for(desk.serving.assessed(known), asked.on, area, ask)
    names = {s.id: s.name for s in desk.theatre.sides}
    names |= {s: names.get(s, s) for s in (found.attacker, found.defender)}
    first = found.comparisons[0].criterion if found.comparisons else None
    query = {
        "on": asked.on, "known": known.isoformat(), "area": area, "days": days, "runs": runs,
        "criterion": criterion,
    }  # fmt: skip
    return Shown(
        outlook=found,
        sides=(found.attacker, found.defender),
        names=names,
        courses=tuple(_course(o, found, names) for o in found.options),
        comparisons=tuple(c for c in found.comparisons if c.criterion == first),
        conditions=tuple(map(condition, found.as_long_as)),
        pictures=tuple(pictures(found, names, Palette(desk.theatre.sides))),
        known=known,
        json=f"/api/v1/outlook?{urlencode(query)}",
    )


def _course(option: Option, found: Outlook, names: dict[str, str]) -> Course:
    last = option.days[-1]
    losses: tuple[Interval, ...] = tuple(last.losses[s] for s in (found.attacker, found.defender))
    return Course(
        side=names[option.side],
        name=option.name,
        reason=option.reason,
        holds=span(last.focus_held, share=True),
        losses=tuple(map(span, losses)),
    )
