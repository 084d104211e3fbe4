"""From a claim's place to the settlements and sectors that it tells of, with weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fogline.model.claim import ClaimPlace
from fogline.situation.geo import Floats, distances
from fogline.situation.parameters import Values
from fogline.situation.supports import PlaceSupport, children

REACH_KM = 15.0
"""A place with a wider error says nothing about any one settlement."""

INSIDE = frozenset(
    {
        "north_part",
        "north_east_part",
        "east_part",
        "south_east_part",
        "south_part",
        "south_west_part",
        "west_part",
        "north_west_part",
        "centre",
        "north_bank",
        "east_bank",
        "south_bank",
        "west_bank",
        "left_bank",
        "right_bank",
    }
)
"""Relations that say which part of a place; the others say where near it."""

SAMPLES = 7
"""Points a side of the grid by which a sector's cover is measured."""

FULL_COVER = 0.75
"""A sector covered to this share is told of in full: nobody draws a sector's edge to the metre."""

OTHERS = 0.3

LEAST = 0.05
"""Weights below this are dropped."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Which supports a place tells of: `weight` and `whole` (1 where a whole city is named)."""

    index: tuple[int, ...]
    weight: tuple[float, ...]
    whole: bool
    """The place is a city and the supports are its sectors."""


NOWHERE = Spread((), (), whole=False)


@dataclass(slots=True)
class Spreader:
    """Resolves claim places against the supports; remembers what it has resolved."""

    places: Sequence[PlaceSupport]
    same: dict[str, str]
    """Canonical id by a second id of the same place."""
    values: Values
    _index: dict[str, int] = field(init=False)
    _sectors: dict[str, list[int]] = field(init=False)
    _lons: Floats = field(init=False)
    _lats: Floats = field(init=False)
    _cache: dict[tuple[object, ...], Spread] = field(init=False, default_factory=dict)
    _points: dict[int, tuple[Floats, Floats]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._index = {p.id: i for i, p in enumerate(self.places)}
        self._sectors = children(self.places)
        self._lons = np.array([p.lon for p in self.places], dtype=np.float64)
        self._lats = np.array([p.lat for p in self.places], dtype=np.float64)

    def spread(self, place: ClaimPlace) -> Spread:
        """Return the supports that a claim's place tells of."""
        key = (place.gazetteer_id, place.relation, place.lon, place.lat, place.radius_km)
        if key not in self._cache:
            self._cache[key] = self._resolve(place)
        return self._cache[key]

    def _resolve(self, place: ClaimPlace) -> Spread:
        id_ = place.gazetteer_id or ""
        id_ = self.same.get(id_, id_)
        if place.relation is None and id_ in self._sectors:
            sectors = self._sectors[id_]
            return Spread(tuple(sectors), (1.0,) * len(sectors), whole=True)
        if place.relation is None and id_ in self._index:
            return Spread((self._index[id_],), (1.0,), whole=False)
        if place.lon is None or place.lat is None or not self.places or _way(place):
            return NOWHERE
        if place.relation is not None and place.relation in INSIDE:
            return self._part(place, id_)
        return self._near(place, id_)

    def _part(self, place: ClaimPlace, id_: str) -> Spread:
        """Weigh sectors by the share of them that the part covers, else the settlement a little."""
        radius = place.radius_km or 1.0
        if radius > REACH_KM:
            return NOWHERE
        covered: dict[int, float] = {}
        for i, support in enumerate(self.places):
            if support.kind == "sector" and (id_ not in self._sectors or support.part_of == id_):
                share = self._cover(i, place)
                if share > 0:
                    # Squared: a brush with a sector's edge is not about the sector.
                    covered[i] = min(1.0, share / FULL_COVER) ** 2
        if not covered and id_ in self._index:
            return Spread((self._index[id_],), (self.values.part_weight,), whole=False)
        return _kept(covered)

    def _near(self, place: ClaimPlace, id_: str) -> Spread:
        """Weigh supports by a Gaussian of the place's error; wide errors thin out."""
        radius = max(place.radius_km or 1.0, 0.5)
        if radius > REACH_KM:
            return NOWHERE
        km = distances(place.lon or 0.0, place.lat or 0.0, self._lons, self._lats)
        factor = self.values.near_weight if place.relation is not None else 1.0
        factor *= min(1.0, 3.0 / radius)
        weights = factor * np.exp(-0.5 * (km / radius) ** 2)
        weights[km > 2.5 * radius] = 0.0
        if place.relation is not None and (id_ in self._index or id_ in self._sectors):
            # "Near X" is about X; of other places around it tells little.
            weights = OTHERS * weights
        found = {int(i): float(weights[i]) for i in np.flatnonzero(weights >= LEAST)}
        for city in {self.places[i].part_of for i in found} | {id_}:
            for i in self._sectors.get(city or "", []):
                if city == id_:
                    found[i] = self.values.near_weight * self.values.city_fight_weight
        if id_ in self._index and id_ not in self._sectors:
            found[self._index[id_]] = max(found.get(self._index[id_], 0.0), factor)
        return _kept(found)

    def _cover(self, sector: int, place: ClaimPlace) -> float:
        """Return the share of a sector's area that a place's polygon or circle covers."""
        lons, lats = self._samples(sector)
        if place.geometry is not None and place.geometry.get("type", "").endswith("Polygon"):
            return float(np.mean(contains(place.geometry, lons, lats)))
        km = distances(place.lon or 0.0, place.lat or 0.0, lons, lats)
        return float(np.mean(km <= (place.radius_km or 1.0)))

    def _samples(self, sector: int) -> tuple[Floats, Floats]:
        if sector not in self._points:
            self._points[sector] = sample(self.places[sector])
        return self._points[sector]


def _way(place: ClaimPlace) -> bool:
    """Whether a place is a road or river: who holds it, or fires on it, holds no town by that."""
    kind = "" if place.geometry is None else str(place.geometry.get("type", ""))
    return kind.endswith("LineString") and place.relation != "line"


def _kept(weights: dict[int, float]) -> Spread:
    kept = sorted((i, w) for i, w in weights.items() if w >= LEAST)
    return Spread(tuple(i for i, _ in kept), tuple(w for _, w in kept), whole=False)


def contains(geometry: dict[str, Any], lons: Floats, lats: Floats) -> Floats:
    """Return 1.0 where a GeoJSON polygon contains the point."""
    import shapely
    from shapely.geometry import shape

    inside: Floats = shapely.contains_xy(shape(geometry), lons, lats).astype(np.float64)
    return inside


def sample(place: PlaceSupport) -> tuple[Floats, Floats]:
    """Return points (lon, lat) spread evenly over a sector's polygon, or its centre."""
    centre = np.array([place.lon]), np.array([place.lat])
    if place.geometry is None or not place.geometry.get("type", "").endswith("Polygon"):
        return centre
    from shapely.geometry import shape

    west, south, east, north = shape(place.geometry).bounds
    steps = (np.arange(SAMPLES) + 0.5) / SAMPLES
    lon, lat = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
    inside = contains(place.geometry, lon.ravel(), lat.ravel()) > 0
    return (lon.ravel()[inside], lat.ravel()[inside]) if inside.any() else centre


def area_km2(place: PlaceSupport) -> float:
    """Return a sector's area; a circle of its radius where it has no polygon."""
    if place.geometry is None or not place.geometry.get("type", "").endswith("Polygon"):
        return float(np.pi * place.radius_km**2)
    from shapely.geometry import shape

    squeeze = float(np.cos(np.radians(place.lat))) * 111.195**2
    return float(shape(place.geometry).area) * squeeze
