"""`/map/...`, `/theme.css`: what the map is drawn from, and the colours of the theatre's sides."""

from fastapi import Request
from starlette.responses import Response

from fogline.api.access.guard import Reading
from fogline.api.answers import reply
from fogline.api.kept import Kept
from fogline.api.pages.common import Desking, new_router
from fogline.api.pages.desk import Desk
from fogline.api.pages.focus import focus
from fogline.api.pages.ground import cells, ground
from fogline.api.pages.marks import picture
from fogline.api.params import Serving
from fogline.views.map import MapOptions, render_map
from fogline.views.map.palette import Palette
from fogline.views.words import texts

router = new_router()
GROUNDS = Kept(8)


@router.get("/theme.css")
def theme(request: Request, serving: Serving) -> Response:
    """Return the colours of both schemes as custom properties."""
    palette = Palette(serving.theatre.sides)
    light, dark = palette.css(dark=False), palette.css(dark=True)
    style = (
        f":root{{{light}}}"
        f'@media(prefers-color-scheme:dark){{:root:not([data-scheme="light"]){{{dark}}}}}'
        f'@media screen{{:root[data-scheme="dark"]{{{dark}}}}}'
        f"@media print{{:root{{{light}}}}}"
    )
    return reply(request, style.encode(), media_type="text/css")


@router.get("/map/ground.json")
def base(request: Request, serving: Serving, actor: Reading) -> Response:
    """Return what lies under every picture."""
    del actor
    theatre = serving.theatre
    return reply(request, GROUNDS.get(("base", theatre.id, id(theatre)), lambda: ground(theatre)))


@router.get("/map/cells.json")
def nearest(request: Request, desk: Desking) -> Response:
    """Return the ground nearest to each place of the picture."""
    places = [(p.place_id, p.lon, p.lat) for p in desk.situation.places]
    return reply(request, GROUNDS.get(("cells", desk.theatre.id, hash(tuple(places))), lambda: cells(places)))  # fmt: skip


@router.get("/map/picture.json")
def marks(request: Request, desk: Desking) -> Response:
    """Return the marks of a picture, and those of the next day made ready."""
    return reply(request, desk.assessed.kept.get(("marks", desk.asked.on), lambda: picture(desk)))


@router.get("/map.svg")
def still(request: Request, desk: Desking) -> Response:
    """Return the map as one image, for those without a script and for paper."""
    bounds = _bounds(request, desk)
    options = MapOptions(
        width=900, scheme="light", prefix="still", legend=True, caption=_caption(desk)
    )
    drawn = render_map(desk.situation, desk.theatre, bounds, options)
    return reply(request, str(drawn).encode(), media_type="image/svg+xml")


def _caption(desk: Desk) -> str:
    return texts()("wb_still", day=desk.asked.on.isoformat())


def _bounds(request: Request, desk: Desk) -> tuple[float, float, float, float]:
    """Return what `box` asks for, else the area, else where something was said of late."""
    try:
        west, south, east, north = map(float, request.query_params.get("box", "").split(","))
    except ValueError:
        return focus(desk)
    if -180 <= west < east <= 180 and -85 <= south < north <= 85:
        return west, south, east, north
    return focus(desk)
