"""Which of the theatre's roads words mean: "the road to Sadove", "all routes west of the city"."""

from collections.abc import Sequence

from shapely import union_all
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from fogline.places.gazetteer.read import Row
from fogline.places.ground import Plane
from fogline.places.index import Index
from fogline.places.relative import HALF_ANGLE, Where, wedge
from fogline.vocabulary.places import BEARINGS, COMPASS

PASSES_KM = 2.5
"""How far beyond a town's edge a road may pass and still be one of its roads. Set by hand."""
AROUND_KM = 12.0
"""How far from a town "the roads into it" reach. Set by hand."""
SHORTEST_KM = 1.0
"""Least length of a road in a direction for the words to speak of it."""


def road_between(index: Index, towns: Sequence[Row]) -> tuple[Row, Where] | None:
    """Return the theatre's road that passes all of these towns, and its piece from end to end."""
    best: tuple[float, str, Row, Where] | None = None
    for road, line, plane in _lines(index, towns[0]):
        points = [Point(plane.to_km(t.lon, t.lat)) for t in towns]
        apart = [
            max(0.0, line.distance(p) - t.radius_km) for p, t in zip(points, towns, strict=True)
        ]
        if max(apart) > PASSES_KM:
            continue
        where = _piece(line, plane, [line.project(p) for p in points])
        if where is not None and (best is None or (sum(apart), road.id) < best[:2]):
            best = (sum(apart), road.id, road, where)
    return None if best is None else best[2:]


def roads_at(index: Index, town: Row, relation: str | None = None) -> Where | None:
    """Return all roads of the theatre that pass a town, up to `AROUND_KM` from it.

    With a relation like `west_of` only what of them lies on that side.
    """
    pieces: list[BaseGeometry] = []
    plane = Plane(town.lon, town.lat)
    near = Point(0, 0).buffer(AROUND_KM + town.radius_km)
    side = _side(relation)
    for _, line, _ in _lines(index, town):
        if line.distance(Point(0, 0)) > PASSES_KM + town.radius_km:
            continue
        piece = line.intersection(near)
        if side is not None:
            piece = piece.intersection(side).difference(Point(0, 0).buffer(town.radius_km / 2))
        if piece.length >= SHORTEST_KM:
            pieces.append(piece)
    if not pieces:
        return None
    whole = union_all(pieces)
    lon, lat = plane.to_degrees(whole.centroid.x, whole.centroid.y)
    west, south, east, north = whole.bounds
    return Where(lon, lat, max(0.5, 0.5 * max(east - west, north - south)), plane.round(whole))


def _lines(index: Index, town: Row) -> list[tuple[Row, BaseGeometry, Plane]]:
    """Return the theatre's roads on a plane in km around a town."""
    plane = Plane(town.lon, town.lat)
    shapes = ((road, index.shape(road.id)) for road in index.of_kind("road"))
    return [
        (road, plane.flat(shape), plane)
        for road, shape in shapes
        if shape is not None and shape.length > 0
    ]


def _piece(line: BaseGeometry, plane: Plane, along: Sequence[float]) -> Where | None:
    """Return the part of a road between the first and the last of some points along it."""
    if not isinstance(line, LineString) or max(along) - min(along) < SHORTEST_KM:
        return None
    piece = substring(line, min(along), max(along))
    middle = piece.interpolate(0.5, normalized=True)
    lon, lat = plane.to_degrees(middle.x, middle.y)
    return Where(lon, lat, max(0.5, piece.length / 2), plane.round(piece))


def _side(relation: str | None) -> BaseGeometry | None:
    """Return the wedge of a compass relation around the origin, None for other relations."""
    bearing = next(
        (BEARINGS[c] for c, name in COMPASS.items() if relation in {f"{name}_of", f"{name}_part"}),
        None,
    )
    if bearing is None:
        return None
    return wedge((0.0, 0.0), bearing, 3 * AROUND_KM, HALF_ANGLE)
