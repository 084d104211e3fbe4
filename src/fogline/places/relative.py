"""Relative and extended places as geometry: banks, parts, directions, lines, distances.

All geometry is made on a plane in km around the place it refers to (`fogline.places.ground`) and
returned in degrees. A shape is a claim about where the words allow the place to be; its point is
the middle of that, its radius half its extent.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import LineString, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from fogline.places.ground import Plane, km_between
from fogline.vocabulary.places import BEARINGS, COMPASS

NEAR_KM = 2.0
"""How far beyond a place's edge "near" reaches; with the other reaches as in docs/annotating-claims.md
and evals/places/README.md: conventions, not measurements."""
OUTSIDE_KM = 4.0
"""How far beyond the edge "west of" reaches where no distance is said; its middle is half of it."""
AROUND_KM = 5.0
"""How far beyond the edge "the area of", "the direction" reaches."""
TOWARDS_KM = 3.0
_WIDER_KM = {"near": NEAR_KM, "around": AROUND_KM, "towards": TOWARDS_KM}
BANK_KM = 2.0
"""Depth of a bank away from its river."""
_WIDEST_KM = 6.0
"""Greatest depth of a bank seen from a town beside a wide river or reservoir."""
_BESIDE_KM = 8.0
"""How far beyond its edge a town may be from a river's line and still lie at the river."""
_BANK_LENGTH = 1.5  # half lengths of a bank, in radii of the town it is seen from
HALF_ANGLE = 45.0
_NEXT_TO_KM = 15.0  # how far a line may pass a town and still be the one there
_SAME_SPOT_KM = 1e-6
_CENTRE_SHARE = 0.35  # of a town's radius that is its centre


@dataclass(frozen=True, slots=True)
class Ground:
    """A place to build on: point, half extent, and its own shape in degrees if it has one."""

    lon: float
    lat: float
    radius_km: float
    shape: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Where(Ground):
    """The result: point, half extent, shape (None = a circle of that radius)."""

    def geometry(self) -> dict[str, object]:
        """Return the shape as GeoJSON, a point where there is none."""
        return dict(mapping(self.shape if self.shape is not None else Point(self.lon, self.lat)))


_BY_NAME = {name: BEARINGS[point] for point, name in COMPASS.items()}


def place(
    relation: str | None, ground: Ground, *,
    distance_km: float | None = None, bearing: float | None = None, seen_from: Ground | None = None,
) -> Where:  # fmt: skip
    """Return where a relation to one place is.

    `seen_from` is the town under discussion: rivers and roads are long, and "the eastern bank" is
    the one there.
    """
    head, _, tail = (relation or "").rpartition("_")
    if tail == "part":
        return _part(ground, _BY_NAME[head])
    if tail == "bank":
        return _bank(ground, head, seen_from)
    if tail == "of":
        return _beyond(ground, _BY_NAME[head])
    if relation == "distance":
        return _distance(ground, distance_km or OUTSIDE_KM, bearing)
    if relation == "outskirts":
        return _outskirts(ground, bearing)
    return _simple(relation, ground, seen_from)


def _simple(relation: str | None, ground: Ground, seen_from: Ground | None) -> Where:
    if relation in {"along", "across"}:
        return _along(ground, seen_from)
    if relation == "centre":
        return Where(ground.lon, ground.lat, max(0.3, _CENTRE_SHARE * ground.radius_km))
    if relation is None:
        return _itself(ground)
    wider = _WIDER_KM.get(relation or "", 0.0)
    shape = None if wider else ground.shape
    return Where(ground.lon, ground.lat, ground.radius_km + wider, shape)


def several(relation: str, grounds: Sequence[Ground]) -> Where:
    """Return where "between", "line" and "from to" are."""
    first = grounds[0]
    plane = Plane(first.lon, first.lat)
    points = [plane.to_km(g.lon, g.lat) for g in grounds]
    line = LineString(points)
    if line.length < _SAME_SPOT_KM:
        return Where(first.lon, first.lat, max(g.radius_km for g in grounds))
    if relation == "between":
        return _gap(line, plane, grounds)
    middle = line.interpolate(0.5, normalized=True)
    lon, lat = plane.to_degrees(middle.x, middle.y)
    return Where(lon, lat, max(0.5, line.length / 2), plane.round(line))


def _gap(line: LineString, plane: Plane, grounds: Sequence[Ground]) -> Where:
    """Return the ground between the edges of two places, a quarter as wide as it is long."""
    ends = [_disc(line.coords[0], 0.8 * grounds[0].radius_km)]
    ends.append(_disc(line.coords[-1], 0.8 * grounds[-1].radius_km))
    open_ = line.difference(ends[0]).difference(ends[1])
    core = open_ if open_.geom_type == "LineString" and open_.length > 0 else line
    middle = core.interpolate(0.5, normalized=True)
    lon, lat = plane.to_degrees(middle.x, middle.y)
    shape = core.buffer(max(0.5, line.length / 4), cap_style="flat")
    return Where(lon, lat, max(0.7, core.length / 2), plane.round(shape))


def _itself(ground: Ground) -> Where:
    """Return the place; the radius of a line reaches its farther end."""
    radius = ground.radius_km
    if ground.shape is not None and ground.shape.length > 0 and not _has_area(ground.shape):
        line = Plane(ground.lon, ground.lat).flat(ground.shape)
        radius = max(radius, float(line.hausdorff_distance(Point(0, 0))))
    return Where(ground.lon, ground.lat, radius, ground.shape)


def _disc(centre: tuple[float, float], radius: float) -> BaseGeometry:
    return Point(centre).buffer(max(radius, 0.05))


def wedge(centre: tuple[float, float], bearing: float, reach: float, half: float) -> Polygon:
    """Return a sector of a disc: `half` degrees to each side of a bearing, `reach` km deep."""
    angles = [math.radians(bearing - half + half * k / 8) for k in range(17)]
    rim = [(centre[0] + reach * math.sin(a), centre[1] + reach * math.cos(a)) for a in angles]
    return Polygon([centre, *rim])


def _found(shape: BaseGeometry, plane: Plane, at: tuple[float, float] | None = None) -> Where:
    """Return a shape on the plane as a result; its radius is that of a disc of the same area."""
    middle = Point(at) if at is not None else shape.centroid
    lon, lat = plane.to_degrees(middle.x, middle.y)
    return Where(lon, lat, max(0.3, math.sqrt(shape.area / math.pi)), plane.round(shape))


def _part(ground: Ground, bearing: float) -> Where:
    """Return a part: the town's outline, or a disc of its extent, cut to the sector."""
    plane = Plane(ground.lon, ground.lat)
    outline = (
        plane.flat(ground.shape) if _has_area(ground.shape) else _disc((0, 0), ground.radius_km)
    )
    middle = outline.centroid
    centre = (middle.x, middle.y)
    # A half for the four main points, a quarter for those between: "the north" of a town is wide.
    half = 60.0 if bearing % 90 == 0 else HALF_ANGLE
    reach = 4 * max(ground.radius_km, math.sqrt(outline.area))
    cut = outline.intersection(wedge(centre, bearing, reach, half))
    return _found(cut, plane) if cut.area > 0 else _itself(ground)


def _has_area(shape: BaseGeometry | None) -> bool:
    return shape is not None and shape.area > 0


def _beyond(ground: Ground, bearing: float) -> Where:
    """Return the ground beyond the edge in a direction."""
    plane = Plane(ground.lon, ground.lat)
    reach = ground.radius_km + OUTSIDE_KM
    shape = wedge((0, 0), bearing, reach, HALF_ANGLE).difference(_disc((0, 0), ground.radius_km))
    lon, lat = plane.step(bearing, ground.radius_km + OUTSIDE_KM / 2)
    return Where(lon, lat, OUTSIDE_KM / 2, plane.round(shape))


def _distance(ground: Ground, km: float, bearing: float | None) -> Where:
    """Return a point at a distance from the centre, or the ring if no direction is said."""
    plane = Plane(ground.lon, ground.lat)
    if bearing is None:
        ring = _disc((0, 0), km * 1.1).difference(_disc((0, 0), km * 0.9))
        return Where(ground.lon, ground.lat, km, plane.round(ring))
    lon, lat = plane.step(bearing, km)
    # Compass words are right to some 20 degrees, and "10 km" to a tenth.
    return Where(lon, lat, max(0.5, 0.35 * km))


def _outskirts(ground: Ground, bearing: float | None) -> Where:
    plane = Plane(ground.lon, ground.lat)
    outline = (
        plane.flat(ground.shape) if _has_area(ground.shape) else _disc((0, 0), ground.radius_km)
    )
    rim = outline.buffer(0.2 * ground.radius_km).difference(
        outline.buffer(-0.35 * ground.radius_km)
    )
    if bearing is None:
        return Where(ground.lon, ground.lat, 1.2 * ground.radius_km, plane.round(rim))
    middle = outline.centroid
    cut = rim.intersection(wedge((middle.x, middle.y), bearing, 5 * ground.radius_km, HALF_ANGLE))
    return _found(cut, plane) if cut.area > 0 else _itself(ground)


def _along(ground: Ground, seen_from: Ground | None) -> Where:
    if ground.shape is None or seen_from is None:
        return _itself(ground)
    plane = Plane(seen_from.lon, seen_from.lat)
    piece = plane.flat(ground.shape).intersection(
        _disc((0, 0), seen_from.radius_km * _BANK_LENGTH + 1)
    )
    if piece.is_empty:
        at = nearest_points(plane.flat(ground.shape), Point(0, 0))[0]
        if at.distance(Point(0, 0)) > _NEXT_TO_KM + seen_from.radius_km:
            return _itself(ground)
        return Where(*plane.to_degrees(at.x, at.y), seen_from.radius_km)
    middle = nearest_points(piece, piece.centroid)[0]
    lon, lat = plane.to_degrees(middle.x, middle.y)
    return Where(lon, lat, max(0.3, piece.length / 2), plane.round(piece))


def _bank(ground: Ground, side: str, seen_from: Ground | None) -> Where:
    """Return the strip beside a river on one side, at the town it is seen from."""
    if ground.shape is None or ground.shape.length == 0:
        bearing = _BY_NAME.get(side)
        return _itself(ground) if bearing is None else _part(ground, bearing)
    start = seen_from or ground
    if seen_from is not None and not _near_river(seen_from, ground.shape):
        start = ground
    plane = Plane(start.lon, start.lat)
    reach = max(1.0, start.radius_km) * _BANK_LENGTH
    river = plane.flat(ground.shape)
    if _has_area(river):
        return _shore(river, plane, _BY_NAME.get(side))
    at = Point(0, 0) if start is ground else nearest_points(river, Point(0, 0))[0]
    piece = _longest_line(river.intersection(_disc((at.x, at.y), reach))) or _longest_line(river)
    if piece is None:
        return _itself(ground)
    # A town may lie some way off the line that a wide river is drawn as.
    gap = min(at.distance(Point(0, 0)), _WIDEST_KM)
    depth = max(0.5, min(BANK_KM, reach * 0.7), gap)
    # A one-sided buffer lies left of the line's direction when positive; rivers run downstream.
    sides = [piece.buffer(d, single_sided=True) for d in (depth, -depth)]
    if side in {"left", "right"}:
        return _found(sides[side == "right"], plane)
    angle = math.radians(_BY_NAME.get(side, 0.0))
    return _found(max(sides, key=lambda s: _lies(s, angle)), plane)


def _shore(water: BaseGeometry, plane: Plane, bearing: float | None) -> Where:
    """Return the strip around a lake, on one side of it if that is said."""
    strip = water.buffer(BANK_KM).difference(water)
    if bearing is not None:
        middle = water.centroid
        west, south, east, north = water.bounds
        reach = 2 * (east - west + north - south)
        strip = strip.intersection(wedge((middle.x, middle.y), bearing, reach, 60.0))
    lon, lat = plane.to_degrees(strip.centroid.x, strip.centroid.y)
    west, south, east, north = strip.bounds
    return Where(lon, lat, max(0.3, max(east - west, north - south) / 2), plane.round(strip))


def _lies(shape: BaseGeometry, angle: float) -> float:
    return float(shape.centroid.x * math.sin(angle) + shape.centroid.y * math.cos(angle))


def _near_river(town: Ground, river: BaseGeometry) -> bool:
    point = nearest_points(river, Point(town.lon, town.lat))[0]
    return km_between(town.lon, town.lat, point.x, point.y) < town.radius_km + _BESIDE_KM


def _longest_line(shape: BaseGeometry) -> BaseGeometry | None:
    parts: Sequence[BaseGeometry] = getattr(shape, "geoms", [shape])
    lines = [p for p in parts if p.geom_type == "LineString" and p.length > 0]
    return max(lines, key=lambda p: float(p.length)) if lines else None
