"""`/situation`, `/series`, `/changes`, `/disputes`, `/coverage`: what is held to be so."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from fogline.api.answers import GEOJSON, documented, json_bytes, reply
from fogline.api.params import Serving, Times, area_asked, assessed, day_asked, instant_of
from fogline.model.time import day_reached
from fogline.views import geojson, tables
from fogline.views.inside import any_in, inside
from fogline.views.recency import change_shown

router = APIRouter(tags=["pictures"])


class Since(Times):
    """What changed since an instant."""

    since: Annotated[
        str | None,
        Field(
            description="An instant with offset, or a day (its end). Default: a day before.",
            max_length=40,
            examples=["2023-03-06T08:00:00+02:00"],
        ),
    ] = None


@router.get(
    "/situation",
    summary="Who is held to control what on a day, how surely",
    **documented(GEOJSON),
)
def situation(request: Request, serving: Serving, asked: Annotated[Times, Query()]) -> Response:
    """Return the picture as GeoJSON, in the form of `docs/spec/situation.md`."""
    picture = assessed(serving, asked)
    day = day_asked(serving, asked)
    found = picture.situation(day, area_asked(serving, asked))
    body = geojson.situation(found, picture.silent(day))
    return reply(request, body, media_type=GEOJSON)


@router.get("/series", summary="Control day by day, for a slider")
def series(request: Request, serving: Serving, asked: Annotated[Times, Query()]) -> Response:
    """Return control of every place from the baseline to a day.

    `values[place][state]` are whole percents, one a day: `runs` of `[percent, days]`, because
    most places do not change for weeks.
    """
    picture = assessed(serving, asked)
    area = area_asked(serving, asked)
    day = day_asked(serving, asked)

    def work_out() -> bytes:
        found = picture.series(day)
        if area is not None:
            inside = {p.place_id for p in picture.situation(day, area).places}
            found = {i: path for i, path in found.items() if i in inside}
        return json_bytes(_columns(found))

    return reply(request, picture.kept.get(("series page", day, area and area.name), work_out))


def _columns(series: dict[str, list[tuple[str, dict[str, float]]]]) -> dict[str, Any]:
    first = next(iter(series.values()), [])
    states = list(first[0][1]) if first else []
    return {
        "days": [day for day, _ in first],
        "states": states,
        "not_for_movement": True,
        "places": {
            id_: [_runs([round(100 * control[s]) for _, control in path]) for s in states]
            for id_, path in series.items()
        },
    }


def _runs(values: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    return runs


@router.get("/changes", summary="What happened since, and what was learned since")
def changes(request: Request, serving: Serving, asked: Annotated[Since, Query()]) -> Response:
    """Return both lists; what was learned is about days before `since`.

    Near the line a place of which nobody independent spoke for 72 hours has `no_recent_evidence`
    and null for its probabilities.
    """
    picture = assessed(serving, asked)
    since = instant_of(asked.since, "since", serving.theatre.zone)
    day = day_asked(serving, asked) if asked.on else None
    found = picture.changes(since or picture.known - timedelta(days=1), day)
    silent = picture.silent(day or day_reached(picture.known, serving.theatre.zone))
    area = area_asked(serving, asked)
    parts: dict[str, Any] = {}
    for name in ("happened", "learned"):
        parts[name] = [
            change_shown(c, silent) for c in getattr(found, name) if inside(area, c.lon, c.lat)
        ]
        parts[f"events_{name}"] = [
            c for c in getattr(found, f"events_{name}") if any_in(area, c.event.places)
        ]
    return reply(request, {"since": found.since, "known": found.known, **parts})


@router.get("/disputes", summary="Who contradicts whom about what")
def disputes(request: Request, serving: Serving, asked: Annotated[Times, Query()]) -> Response:
    """Return the events over which known origins contradict each other."""
    picture = assessed(serving, asked)
    area = area_asked(serving, asked)
    found = [d for d in picture.disputes() if any_in(area, d.places)]
    return reply(request, {"items": found, "total": len(found)})


@router.get("/coverage", summary="Sources gone silent, places unheard")
def coverage(request: Request, serving: Serving, asked: Annotated[Times, Query()]) -> Response:
    """Return who usually reports and has not, and of which places nobody has spoken of late."""
    picture = assessed(serving, asked)
    where = picture.situation(day_asked(serving, asked), area_asked(serving, asked))
    found = picture.coverage(where)
    return reply(request, {**found.to_json(), "rows": tables.coverage_rows(found)})
