"""`/`: the morning at a glance, and the questions that it brings."""

from dataclasses import replace
from typing import Any

from fastapi import Request
from starlette.responses import Response

from fogline.api.pages import questions
from fogline.api.pages.changing import counts as changed
from fogline.api.pages.common import Desking, new_router
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import page
from fogline.views.brief.cards import anchor
from fogline.views.brief.lines import Line, bottom_line
from fogline.views.words import texts

router = new_router()


@router.get("/")
def overview(request: Request, desk: Desking) -> Response:
    """Return the bottom line, what is new, and the questions of a morning."""
    if not desk.serving.snapshot().reports:
        return page(request, desk, "empty.html.j2", title=texts()("wb_empty"))
    return page(
        request,
        desk,
        "overview.html.j2",
        title=texts()("wb_overview"),
        lines=_lines(desk),
        new=desk.assessed.kept.get(
            ("new", desk.asked.since, desk.asked.on, desk.area.name), lambda: changed(desk)
        ),
        disputes=sum(1 for d in desk.assessed.disputes() if _in(d, desk)),
        counts=desk.assessed.kept.get("counts", lambda: _counts(desk)),
        asks=_questions(desk),
        held=desk.gate.held_among(desk.assessed.claims),
    )


def _in(thing: Any, desk: Desk) -> bool:
    return desk.asked.area is None or any(desk.within(p) for p in thing.places)


def _lines(desk: Desk) -> list[Line]:
    """Return the bottom line of the area; of a whole theatre that of its best-known area."""
    pages = {f"#{anchor('place', p.place_id)}": p.place_id for p in desk.situation.places}
    pages |= {f"#{anchor('place', a.place_id)}": a.place_id for a in desk.situation.assets}
    return [
        replace(line, href=desk.asked.address(f"/places/{pages[line.href]}"))
        for line in bottom_line(desk.full)
        if line.href in pages
    ]


def _counts(desk: Desk) -> dict[str, int]:
    reports = desk.assessed.reports
    return {
        "reports": len(reports),
        "outlets": len({r.outlet for r in reports.values()}),
        "claims": len(desk.assessed.claims),
        "events": len(desk.assessed.events),
        "copies": sum(r.copy_family not in {None, r.id} for r in reports.values()),
        "retold": sum(r.retold for r in reports.values()),
        "unread": sum(r.language != "en" for r in reports.values()),
    }


def _questions(desk: Desk) -> list[tuple[str, str]]:
    """Return each question with the address of its answer."""
    place = chief(desk)
    name = desk.places[place].name if place in desk.places else place
    asks = []
    for question in questions.ALL:
        values = {k: v.format(place=place) for k, v in question.query}
        sentence = texts()(f"wb_ask_{question.key}", place=name)
        asks.append((sentence, desk.asked.address(question.path.format(place=place), **values)))
    return asks


def chief(desk: Desk) -> str:
    """Return the place that is most spoken of in the area: a city counts with its sectors."""
    spoken: dict[str, int] = {}
    for place in desk.situation.places:
        if desk.area.contains(place.lon, place.lat):
            key = place.part_of or place.place_id
            spoken[key] = spoken.get(key, 0) + len(place.claims)
    return max(spoken, key=lambda k: (spoken[k], k), default="")
