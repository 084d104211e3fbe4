"""The line of contact with its band: solid where observed, thin between, dashed where stale."""

from shapely.geometry import LineString

from fogline.views.map.ground import outline
from fogline.views.map.project import lines_in
from fogline.views.map.scene import Scene, geometry
from fogline.views.map.svg import Markup, el, group, path_of
from fogline.views.words import texts

CORNER_KM = 0.7
WIDTHS = {"observed": 2.6, "interpolated": 1.3, "stale": 1.6}


def band(scene: Scene) -> Markup:
    """Shade where no side is held to be in control with more than nine in ten."""
    area = geometry(scene.situation.contact_band)
    if area is None:
        return Markup()
    # The band comes from cells of a grid, whose corners mean nothing; rounding them says so.
    radius = CORNER_KM * scene.projection.units_per_km
    rounded = scene.projection.shape(area).buffer(-radius).buffer(2 * radius).buffer(-radius)
    seen = rounded.intersection(scene.projection.sheet).simplify(0.4)
    d = outline(seen)
    if not d:
        return Markup()
    scene.used.add("band")
    return el(
        "path",
        el("title", texts()("map_band")),
        d=d,
        fill=scene.palette("band"),
        fill_opacity=0.2,
        fill_rule="evenodd",
        id=scene.id("band"),
    )


def line(scene: Scene) -> Markup:
    """Draw the line of contact; it may have gaps and may be missing."""
    say, parts = texts(), []
    for i, segment in enumerate(scene.situation.line_of_contact):
        if len(segment.coordinates) < 2:
            continue
        shape = scene.projection.shape(LineString(segment.coordinates))
        seen = lines_in(shape.intersection(scene.projection.sheet).simplify(0.3))
        if not seen:
            continue
        scene.used.add(f"line_{segment.basis}")
        title = el("title", say(f"map_line_{segment.basis}"))
        strokes = [_stroke(scene, path_of(points), segment.basis) for points in seen]
        parts.append(group([title, *strokes], id=scene.id("line", str(i))))
    return group(parts, class_="line-of-contact")


def _stroke(scene: Scene, d: str, basis: str) -> Markup:
    width = WIDTHS[basis]
    casing = el(
        "path",
        d=d,
        fill="none",
        stroke=scene.palette("halo"),
        stroke_width=width + 2.4,
        stroke_opacity=0.8,
        stroke_linejoin="round",
        stroke_linecap="round",
    )
    ink = el(
        "path",
        d=d,
        fill="none",
        stroke=scene.palette("line"),
        stroke_width=width,
        stroke_dasharray="7 6" if basis == "stale" else None,
        stroke_linejoin="round",
        stroke_linecap="butt" if basis == "stale" else "round",
    )
    return group([casing, ink])
