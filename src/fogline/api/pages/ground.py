"""What lies under every picture of a theatre: rivers, roads, sectors, names, the nearest ground."""

from math import cos, radians
from typing import Any

from shapely import MultiPoint, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.strtree import STRtree

from fogline.model.theatre import Theatre, TheatrePlace
from fogline.views.map.ground import REACH_KM
from fogline.views.map.names import short_name
from fogline.views.map.palette import DARK, LIGHT, side_colour
from fogline.views.map.ways import NUMBER
from fogline.views.words import shown

KM_PER_DEGREE = 111.32
DIGITS = 4
"""About ten metres; no course or outline of a theatre is drawn finer."""
Json = dict[str, Any]


def ground(theatre: Theatre) -> Json:
    """Return the base of a theatre's map: sides with colours, and its places by kind."""
    return {
        "theatre": theatre.id,
        "centre": list(theatre.centre),
        "sides": [
            {
                "id": s.id,
                "name": s.name,
                "light": side_colour(s, dark=False),
                "dark": side_colour(s, dark=True),
            }
            for s in theatre.sides
        ],
        "light": LIGHT,
        "dark": DARK,
        "areas": {a.name: _box(a.geometry) for a in theatre.areas},
        "water": _shapes(theatre, "river", "lake"),
        "roads": _shapes(theatre, "road"),
        "railways": _shapes(theatre, "railway"),
        "sectors": _shapes(theatre, "sector"),
        "points": _points(theatre),
    }


def _shapes(theatre: Theatre, *kinds: str) -> Json:
    return collection(
        feature(
            rounded(p.geometry),
            id=f"theatre:{p.id}",
            kind=p.kind,
            name=short_name(p.name) if p.kind == "sector" else shown(p.name),
            **_shield(p),
        )
        for p in theatre.places
        if p.kind in kinds and p.geometry
    )


def _shield(place: TheatrePlace) -> Json:
    found = NUMBER.search(place.name) if place.kind == "road" else None
    return {"shield": found.group()} if found else {}


def _points(theatre: Theatre) -> Json:
    """Return heights, and cities that are drawn by their sectors."""
    cities = {p.part_of for p in theatre.places if p.kind == "sector"}
    return collection(
        feature(
            {"type": "Point", "coordinates": [p.lon, p.lat]},
            kind="city" if p.id in cities else p.kind,
            name=shown(p.name).upper() if p.id in cities else shown(p.name),
        )
        for p in theatre.places
        if p.kind == "height" or p.id in cities
    )


def cells(places: list[tuple[str, float, float]]) -> Json:
    """Return the ground nearest to each place, within a few kilometres.

    Args:
        places: id, lon, lat in degrees.
    """
    unique = {(round(lon, 5), round(lat, 5)): id_ for id_, lon, lat in places}
    if len(unique) < 3:
        return collection([])
    middle = sum(lat for _, lat in unique) / len(unique)
    # One degree east is shorter than one north: the nearest place is found on level ground.
    flat = max(0.1, cos(radians(middle)))
    spots = {(lon * flat, lat): id_ for (lon, lat), id_ in unique.items()}
    reach = REACH_KM / KM_PER_DEGREE
    around = MultiPoint(list(spots)).envelope.buffer(2 * reach)
    polygons = list(voronoi_polygons(MultiPoint(list(spots)), extend_to=around).geoms)
    tree = STRtree(polygons)
    made = []
    for spot, id_ in spots.items():
        point = Point(spot)
        cell = polygons[int(tree.nearest(point))].intersection(point.buffer(reach, 6))
        level = scale(cell, xfact=1 / flat, yfact=1, origin=(0, 0))
        made.append(feature(rounded(mapping(level)), id=id_))
    return collection(made)


def _box(geometry: Json) -> list[float]:
    points = list(_positions(geometry["coordinates"]))
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return [min(lons), min(lats), max(lons), max(lats)]


def _positions(coordinates: Any) -> Any:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for part in coordinates:
            yield from _positions(part)


def collection(features: Any) -> Json:
    """Return a FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def feature(geometry: Json | None, **properties: Any) -> Json:
    """Return a Feature."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def rounded(geometry: Any) -> Json:
    """Return a geometry with coordinates to about ten metres."""
    return {"type": geometry["type"], "coordinates": _round(geometry["coordinates"])}


def _round(value: Any) -> Any:
    if isinstance(value, int | float):
        return round(float(value), DIGITS)
    return [_round(v) for v in value]


def smooth(geometry: BaseGeometry, km: float) -> BaseGeometry:
    """Round the corners of what comes from cells of a grid: they mean nothing."""
    radius = km / KM_PER_DEGREE
    return unary_union(geometry).buffer(-radius).buffer(2 * radius).buffer(-radius)
