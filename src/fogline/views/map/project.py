"""From degrees to the sheet: an equirectangular projection around the extent's middle."""

import math
from dataclasses import dataclass
from typing import Any

from shapely import affinity
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from fogline.views.map.svg import Point

KM_PER_DEGREE = 111.195
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A window of the world on a sheet of `width` by `height` units.

    Equirectangular, true to scale in the middle: below 1 % wrong within 300 km. Mercator would
    need a scale bar that changes with latitude and shows nothing better at this size.
    """

    bounds: Bounds
    width: float
    height: float
    unit: float
    """Sheet units per degree of latitude."""
    stretch: float
    """How much shorter a degree of longitude is than one of latitude."""

    @property
    def middle(self) -> Point:
        """Return lon and lat in the middle of the sheet."""
        west, south, east, north = self.bounds
        return (west + east) / 2, (south + north) / 2

    @property
    def units_per_km(self) -> float:
        """Return sheet units per kilometre."""
        return self.unit / KM_PER_DEGREE

    def point(self, lon: float, lat: float) -> Point:
        """Return where a point lies on the sheet."""
        x0, y0 = self.middle
        x = (lon - x0) * self.unit * self.stretch + self.width / 2
        return x, (y0 - lat) * self.unit + self.height / 2

    def shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry on the sheet."""
        x0, y0 = self.middle
        a, e = self.unit * self.stretch, -self.unit
        return affinity.affine_transform(
            geometry,
            (a, 0, 0, e, self.width / 2 - a * x0, self.height / 2 - e * y0),
        )

    @property
    def sheet(self) -> BaseGeometry:
        """Return the sheet itself, a little larger than what is seen."""
        return box(-8, -8, self.width + 8, self.height + 8)

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Return whether a point of the sheet is seen."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def fit(bounds: Bounds, width: float, height: float | None = None, pad: float = 0.04) -> Projection:
    """Return the projection that shows the bounds; without a height, as high as they need.

    A height between a third and 1.4 of the width is kept, so that no map is a ribbon.
    """
    west, south, east, north = bounds
    stretch = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * stretch, 1e-4) * (1 + 2 * pad)
    upright = max(north - south, 1e-4) * (1 + 2 * pad)
    if height is None:
        height = min(max(width * upright / across, width / 3), width * 1.4)
    unit = min(width / across, height / upright)
    return Projection(bounds, width, height, unit, stretch)


def scale_length(projection: Projection, most: float) -> tuple[float, str]:
    """Return a round length in km that fits in `most` units, and how it is written."""
    limit = most / projection.units_per_km
    power = 10 ** math.floor(math.log10(limit))
    km = max(step * power for step in (1, 2, 5) if step * power <= limit)
    return km, f"{km:g} km" if km >= 1 else f"{km * 1000:g} m"


def bounds_of(area: BaseGeometry) -> Bounds:
    """Return an area's bounds."""
    west, south, east, north = area.bounds
    return west, south, east, north


def lines_in(geometry: Any) -> list[list[Point]]:
    """Return the point lists of the lines of a geometry, longest first."""
    parts = getattr(geometry, "geoms", [geometry])
    lines = [p for p in parts if p.geom_type == "LineString" and len(p.coords) > 1]
    lines.sort(key=lambda line: -line.length)
    return [[(x, y) for x, y, *_ in line.coords] for line in lines]
