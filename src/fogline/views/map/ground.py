"""Land and water, and a tint that says at first glance whose ground it is taken to be.

The tint colours the ground nearest to each place in the colour of the side that holds the place;
it is no claim of its own, ends six kilometres from any place, leaves out the contact band, and is
paler where nothing was said since the baseline.
"""

from collections import defaultdict

from shapely import MultiPoint, voronoi_polygons
from shapely.geometry import LineString, box
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.strtree import STRtree

from fogline.views.map.labels import around, text_width
from fogline.views.map.project import lines_in
from fogline.views.map.scene import Scene, at, geometry, leading
from fogline.views.map.svg import Markup, Point, el, group, path_of
from fogline.views.words import texts

REACH_KM = 6.0
TINT, PALE = 0.18, 0.09
FIRM = 0.55
"""Below this a place tints no ground."""


def land(scene: Scene) -> Markup:
    """Draw the empty sheet."""
    return el("rect", x=0, y=0, width=scene.width, height=scene.height, fill=scene.palette("land"))


def tint(scene: Scene) -> Markup:
    """Tint the ground around places by the side that holds them."""
    reach = REACH_KM * scene.projection.units_per_km
    frame = box(0, 0, scene.width, scene.height)
    spots = _spots(scene, reach)
    if not spots:
        return Markup()
    ground: dict[tuple[str, bool], list[BaseGeometry]] = defaultdict(list)
    for point, cell in zip(spots, _cells(list(spots), frame.buffer(reach)), strict=True):
        ground[spots[point]].append(cell.intersection(ShapelyPoint(point).buffer(reach, 12)))
    scene.used.add("tint")
    return group(
        (
            el(
                "path",
                d=outline(_smooth(unary_union(parts), frame, scene)),
                fill=scene.palette.side(side),
                fill_opacity=TINT if told else PALE,
                fill_rule="evenodd",
            )
            for (side, told), parts in sorted(ground.items())
            if side
        ),
        class_="tint",
        aria_hidden="true",
    )


def _spots(scene: Scene, reach: float) -> dict[Point, tuple[str, bool]]:
    """Places near the sheet with the side that holds them ("" = nobody firmly) and if told of."""
    spots: dict[Point, tuple[str, bool]] = {}
    for place in scene.situation.places:
        spot = at(scene, place)
        if place.control and scene.projection.holds(spot, -reach):
            side, probability = leading(place)
            firm = side if side and probability >= FIRM else ""
            spots.setdefault(spot, (firm, place.status != "unknown"))
    return spots


def _cells(points: list[Point], around: BaseGeometry) -> list[BaseGeometry]:
    if len(points) == 1:
        return [around]
    polygons = list(voronoi_polygons(MultiPoint(points), extend_to=around).geoms)
    tree = STRtree(polygons)
    return [polygons[int(tree.nearest(ShapelyPoint(p)))] for p in points]


def _smooth(ground: BaseGeometry, frame: BaseGeometry, scene: Scene) -> BaseGeometry:
    # Cells have corners that mean nothing; rounding them says so.
    radius = 0.7 * scene.projection.units_per_km
    rounded = ground.buffer(-radius).buffer(2 * radius).buffer(-radius).intersection(frame)
    band = geometry(scene.situation.contact_band)
    if band is not None:
        rounded = rounded.difference(scene.projection.shape(band).buffer(0))
    return rounded.simplify(0.4)


def water(scene: Scene) -> Markup:
    """Draw lakes and rivers."""
    parts: list[str] = []
    for river in scene.of_kind("river", "lake"):
        course = geometry(river.geometry)
        if course is None:
            continue
        seen = scene.projection.shape(course).intersection(scene.projection.sheet)
        if seen.is_empty:
            continue
        scene.used.add("river")
        if "Polygon" in seen.geom_type:
            parts.append(el("path", d=outline(seen), fill=scene.palette("water")))
            continue
        parts += [
            el(
                "path",
                d=path_of(line),
                fill="none",
                stroke=scene.palette("water"),
                stroke_width=2.6,
                stroke_linejoin="round",
                stroke_linecap="round",
            )
            for line in lines_in(seen)
        ]
    return group(parts, class_="water", pointer_events="none")


def river_names(scene: Scene) -> Markup:
    """Set the names of rivers along them."""
    parts: list[str] = []
    for river in scene.of_kind("river"):
        course = geometry(river.geometry)
        if course is not None:
            seen = scene.projection.shape(course).intersection(scene.projection.sheet)
            parts.append(_river_name(scene, river.id, river.name, lines_in(seen)))
    return group(parts, class_="river-names", aria_hidden="true", pointer_events="none")


def _river_name(scene: Scene, slug: str, name: str, lines: list[list[Point]]) -> Markup:
    """Set a river's name along its straightest stretch."""
    size = 11.0
    stretch = _straight(scene, lines, text_width(name, size) * 1.25) if lines else None
    if stretch is None:
        return Markup()
    for point in stretch:
        scene.sheet.take(around(point, 7))
    path_id = scene.id("course", slug)
    if stretch[0][0] > stretch[-1][0]:
        stretch = stretch[::-1]
    text = el("textPath", name, href=f"#{path_id}", startOffset="50%", text_anchor="middle")
    return group(
        [
            el("path", id=path_id, d=path_of(stretch), fill="none"),
            el(
                "text",
                text,
                dy=-5,
                font_size=size,
                font_style="italic",
                letter_spacing="0.06em",
                fill=scene.palette("water-ink"),
                stroke=scene.palette("halo"),
                stroke_width=2.4,
                paint_order="stroke",
                aria_label=texts()("map_river", name=name),
            ),
        ]
    )


def _straight(scene: Scene, lines: list[list[Point]], length: float) -> list[Point] | None:
    """Return the free stretch of a length that bends least, as even steps."""
    best: tuple[float, list[Point]] | None = None
    for points in lines:
        line = LineString(points).simplify(3)
        steps = int((line.length - length) // 12)
        for i in range(max(steps, 0) + 1):
            if line.length < length:
                break
            stretch = [line.interpolate(i * 12 + length * k / 8) for k in range(9)]
            chord = stretch[0].distance(stretch[-1]) / length
            if chord < 0.9 or not all(scene.sheet.free(around((p.x, p.y), 7)) for p in stretch):
                continue
            if best is None or chord > best[0] + 0.004:
                best = chord, [(p.x, p.y) for p in stretch]
    return best[1] if best else None


def outline(shape: BaseGeometry) -> str:
    """Return path data of polygons with their holes."""
    parts = [p for p in getattr(shape, "geoms", [shape]) if p.geom_type == "Polygon"]
    rings = [r for p in parts for r in (p.exterior, *p.interiors)]
    return " ".join(path_of([(x, y) for x, y, *_ in r.coords[:-1]], close=True) for r in rings)
