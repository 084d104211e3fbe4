"""`/health`, `/theatre`: whether there is a store, and of which war."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from fogline.api.answers import GEOJSON, documented, reply
from fogline.api.errors import answer, problem_of
from fogline.api.params import Serving
from fogline.errors import FoglineError
from fogline.model.theatre import Theatre
from fogline.pipeline.area import everywhere

router = APIRouter(tags=["about"])
open_router = APIRouter(tags=["about"])
"""What may be asked without signing in."""


@open_router.get("/health", summary="Whether the store can be used, and how much is in it")
def health(request: Request, serving: Serving) -> Response:
    """Answer 200 with counts, or 503 with what is the matter with the store."""
    try:
        with serving.store() as store:
            counts = store.counts()
            theatre = store.theatre or None
        state = serving.state()
    except FoglineError as error:
        return answer(problem_of(error))
    body = {
        "status": "ok" if counts.reports else "empty",
        "version": version("fogline"),
        "store": serving.path.name,
        "theatre": theatre,
        "state": state,
        "counts": {
            "reports": counts.reports,
            "claims": counts.claims,
            "retold": counts.retold,
            "unread": counts.unread,
            "copies": counts.copies,
        },
    }
    return reply(request, body)


@router.get("/theatre", summary="Sides, areas, extent and publication policy of the theatre")
def theatre(request: Request, serving: Serving) -> Response:
    """Return what a map and its filters need to know of the theatre."""
    return reply(request, described(serving.theatre))


def described(theatre: Theatre) -> dict[str, Any]:
    """Return a theatre without its long lists."""
    ring = everywhere(theatre).geometry["coordinates"][0]
    return {
        "id": theatre.id,
        "name": theatre.name,
        "zone": theatre.zone,
        "summary": theatre.summary,
        "centre": theatre.centre,
        "bounds": [*ring[0], *ring[2]],
        "sides": [{"id": s.id, "name": s.name, "colour": s.colour} for s in theatre.sides],
        "areas": theatre.areas,
        "policy": theatre.policy,
        "baseline": theatre.baseline and theatre.baseline.on,
        "demo": theatre.demo,
    }


@router.get(
    "/theatre/places", summary="Places, rivers, roads and sectors as GeoJSON", **documented(GEOJSON)
)
def places(request: Request, serving: Serving) -> Response:
    """Return the ground of the map: every place of the theatre with its shape."""
    features = [
        {
            "type": "Feature",
            "id": f"theatre:{p.id}",
            "geometry": p.geometry or {"type": "Point", "coordinates": [p.lon, p.lat]},
            "properties": {
                "name": p.name,
                "kind": p.kind,
                "lon": p.lon,
                "lat": p.lat,
                "radius_km": p.radius_km,
                "part_of": p.part_of and f"theatre:{p.part_of}",
                "population": p.population,
            },
        }
        for p in serving.theatre.places
    ]
    return reply(
        request,
        {"type": "FeatureCollection", "features": features},
        media_type="application/geo+json",
    )
