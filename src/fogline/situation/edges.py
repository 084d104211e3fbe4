"""Where a line of contact likely runs to the metre: along a river, or between a city's sectors.

Between two villages a kernel knows only that the line is somewhere; where a river or the edge of a
held sector lies as near as that, armies stop at it. The line is laid along it as long as no place
changes sides by that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fogline.model.theatre import Theatre
from fogline.situation.geo import Bools, Floats, to_km
from fogline.situation.supports import PlaceSupport

RIVER_KM = 1.2
"""A line this near to a river is laid along it."""
BORDER_KM = 1.2
"""A line this near to the border of two sectors that hostile sides lead is."""
LEAST_KM = 1.0
"""Shorter stretches are left: a line that crosses a river is no line along it."""
LONGEST = 2.0
"""Nor is a stretch that would become so many times as long: the river winds away."""
DETAIL_KM = 2.5
"""A river drawn with points farther apart than this in the mean is not known to the kilometre."""
STEP_KM = 0.2


@dataclass(frozen=True, slots=True)
class Edge:
    """A course in local kilometres, and how near a line must be to be laid along it."""

    course: Any
    reach: float


def rivers(theatre: Theatre, origin: tuple[float, float]) -> list[Edge]:
    """Return the theatre's rivers that are drawn in detail."""
    import shapely

    result = []
    for place in theatre.places:
        shape = place.geometry
        if place.kind != "river" or shape is None or shape["type"] != "LineString":
            continue
        lon, lat = np.asarray(shape["coordinates"], dtype=np.float64)[:, :2].T
        course = shapely.linestrings(*to_km(lon, lat, origin))
        if course.length / max(len(lon) - 1, 1) <= DETAIL_KM:
            result.append(Edge(course, RIVER_KM))
    return result


def borders(
    places: Sequence[PlaceSupport], sides: tuple[Bools, Bools], origin: tuple[float, float]
) -> list[Edge]:
    """Return the borders between sectors of one side and of another.

    `sides` tell of each place whether the one side leads there, and whether the other does.
    """
    import shapely

    parts = []
    for held in sides:
        polygons = [
            _polygon(p, origin)
            for p, mine in zip(places, held, strict=True)
            if mine and p.kind == "sector" and p.geometry is not None
        ]
        parts.append(shapely.union_all(polygons))
    shared = shapely.intersection(shapely.boundary(parts[0]), shapely.boundary(parts[1]))
    lines = [g for g in shapely.get_parts(shared) if g.geom_type == "LineString"]
    if not lines:
        return []
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    return [Edge(course, BORDER_KM) for course in shapely.get_parts(merged)]


def _polygon(place: PlaceSupport, origin: tuple[float, float]) -> Any:
    import shapely
    from shapely.geometry import shape

    def project(points: Floats) -> Floats:
        return np.column_stack(to_km(points[:, 0], points[:, 1], origin))

    return shapely.transform(shape(place.geometry), project)


def laid_along(chain: Floats, edges: Iterable[Edge], settled: Floats) -> Floats:
    """Return a line (P, 2) laid along the edges near it; `settled` are points that keep their side."""
    import shapely

    points: Floats = shapely.get_coordinates(
        shapely.segmentize(shapely.linestrings(chain), STEP_KM)
    )
    for edge in edges:
        near = shapely.distance(edge.course, shapely.points(points)) <= edge.reach
        # The ends stay, so that a closed line stays closed.
        near[[0, -1]] = False
        for first, last in reversed(_runs(near)):
            piece = _piece(points[first : last + 1], edge, settled)
            if piece is not None:
                points = np.concatenate((points[:first], piece, points[last + 1 :]))
    simple: Floats = shapely.get_coordinates(shapely.simplify(shapely.linestrings(points), 0.03))
    return simple


def _runs(near: Bools) -> list[tuple[int, int]]:
    """Return first and last index of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near.astype(np.int8), [0]))))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _piece(run: Floats, edge: Edge, settled: Floats) -> Floats | None:
    """Return the part of a course that a stretch is laid along, None if it should not be."""
    import shapely
    from shapely.ops import substring

    if len(run) < 2:
        return None
    line = shapely.linestrings(run)
    ends = [float(edge.course.project(shapely.points(p))) for p in (run[0], run[-1])]
    laid = substring(edge.course, *ends)
    if line.length < LEAST_KM or not LEAST_KM <= laid.length <= LONGEST * line.length:
        return None
    if shapely.hausdorff_distance(line, shapely.segmentize(laid, STEP_KM)) > LONGEST * edge.reach:
        return None
    piece: Floats = shapely.get_coordinates(laid)
    between = shapely.polygons(np.concatenate((run, piece[::-1], run[:1])))
    inside = shapely.contains_xy(shapely.make_valid(between), settled[:, 0], settled[:, 1])
    return None if inside.any() else piece
