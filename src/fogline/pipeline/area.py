"""What `--area` names: a polygon of the theatre, or any place with 30 km around it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fogline.errors import UsageError
from fogline.model.situation import PlaceSituation
from fogline.model.theatre import Theatre
from fogline.text.normalise import fold

RADIUS_KM = 30.0
WIDE_KM = {"country": 500.0, "region": 120.0, "district": 40.0}
"""Around the middle of what is wide by its kind and has no outline."""
_PARTS = {"sector", "area", "bridge", "plant", "station", "site", "crossing", "crossroads", "mine"}
"""Kinds that count as part of the place around them; a district's villages do not."""
_CORNERS = 64
_KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaShape:
    """A named polygon."""

    name: str
    geometry: dict[str, Any]
    """GeoJSON Polygon or MultiPolygon, lon, lat in degrees."""
    reason: str
    whole: bool = False
    """It is the whole theatre: nothing lies outside, the geometry only says what a map shows first."""

    def contains(self, lon: float, lat: float) -> bool:
        """Tell whether a point lies inside."""
        if self.whole:
            return True
        polygons = self.geometry["coordinates"]
        if self.geometry["type"] == "Polygon":
            polygons = [polygons]
        return any(
            _inside(lon, lat, rings[0]) and not any(_inside(lon, lat, hole) for hole in rings[1:])
            for rings in polygons
        )


def _inside(lon: float, lat: float, ring: list[list[float]]) -> bool:
    """Even-odd rule; a ring's last point repeats its first."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def area_of(theatre: Theatre, name: str) -> AreaShape:
    """Return the area of that name.

    A place of the gazetteer in the theatre's countries counts where the theatre has none of the
    name.

    Raises:
        UsageError: no area and no place of its countries is called so.
    """
    wanted = fold(name)
    for area in theatre.areas:
        if wanted in {fold(area.name), fold(area.id)}:
            return AreaShape(
                name=area.name, geometry=area.geometry, reason="an area of the theatre"
            )
    places = [p for p in theatre.places if wanted in {fold(n) for n in (p.id, p.name, *_names(p))}]
    if not places:
        return _of_gazetteer(theatre, name)
    # A town bears a name before its districts, roads and fields do.
    place = max(places, key=lambda p: (p.kind == "settlement", p.population or 0, p.radius_km))
    return AreaShape(
        name=place.name,
        geometry=circle(place.lon, place.lat, RADIUS_KM),
        reason=f"{RADIUS_KM:.0f} km around {place.name}",
    )


def _of_gazetteer(theatre: Theatre, name: str) -> AreaShape:
    # Only here: a picture of a known area does not need the names of the world.
    from fogline.places import Index, open_gazetteer
    from fogline.settings import load as load_settings

    index = Index(open_gazetteer(load_settings()), theatre)
    # Spelled so or alike; what is only near by letters is offered and not taken.
    found = [c for c in index.lookup(name) if "has a name like it" not in c.reason]
    at_home = [c for c in found if c.country in theatre.countries]
    if not at_home:
        near = ", ".join(dict.fromkeys(c.name for c in index.lookup(name, most=3)))
        areas = ", ".join(a.name for a in theatre.areas)
        raise UsageError(
            f"--area {name!r}: no area of the theatre and no place in its countries is called so"
            + (f"; near it: {near}" if near else "")
            + (f"; areas: {areas}" if areas else "")
        )
    # A town bears a name before the region around it does.
    place = next((c for c in at_home if c.kind == "settlement"), at_home[0])
    wide = WIDE_KM.get(place.kind, RADIUS_KM)
    return AreaShape(
        name=place.name,
        geometry=circle(place.lon, place.lat, wide),
        reason=f"{wide:.0f} km around {place.name}",
    )


def place_ids(theatre: Theatre, name: str) -> tuple[str, ...]:
    """Return the gazetteer ids that a place name or id asks for.

    These are the places of that name and what lies in them: a city's sectors and bridges.
    """
    wanted = fold(name.removeprefix("theatre:"))
    found = {
        p.id for p in theatre.places if wanted in {fold(n) for n in (p.id, p.name, *_names(p))}
    }
    while (
        parts := {p.id for p in theatre.places if p.part_of in found and p.kind in _PARTS} - found
    ):
        found |= parts
    numbers = {p.geonames for p in theatre.places if p.id in found and p.geonames is not None}
    return (*sorted(f"theatre:{slug}" for slug in found), *sorted(f"geonames:{n}" for n in numbers))


def _names(place: Any) -> list[str]:
    return [n.text for n in place.names]


def circle(lon: float, lat: float, km: float) -> dict[str, Any]:
    """Return a circle as a GeoJSON polygon."""
    high = km / _KM_PER_DEGREE
    wide = high / max(math.cos(math.radians(lat)), 1e-6)
    angles = [2 * math.pi * i / _CORNERS for i in range(_CORNERS)]
    ring = [[lon + wide * math.cos(a), lat + high * math.sin(a)] for a in angles]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def everywhere(theatre: Theatre, spoken_of: Iterable[PlaceSituation] = ()) -> AreaShape:
    """Return the whole theatre, drawn as the box around all its places, a little widened.

    A theatre without places of its own is drawn as the box around those that are spoken of.
    """
    points = [(p.lon, p.lat) for p in theatre.places or spoken_of]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    if not lons:
        lons, lats = [theatre.centre[0]], [theatre.centre[1]]
    west, east, south, north = min(lons) - 1, max(lons) + 1, min(lats) - 1, max(lats) + 1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return AreaShape(
        name=theatre.name,
        geometry={"type": "Polygon", "coordinates": [ring]},
        reason="the whole theatre",
        whole=True,
    )
