"""Where a map looks first."""

from datetime import timedelta
from typing import Any

from fogline.api.pages.desk import Desk
from fogline.model.time import end_of_day

FRESH = timedelta(days=21)
"""Places told of within this time are what a map is about."""
OUTER = 12
"""One in this many places on either side is far from the rest and does not widen the view."""


def focus(desk: Desk) -> tuple[float, float, float, float]:
    """Return where to look first: the area, else around the places told of in the last weeks."""
    if desk.asked.area is not None:
        points: list[Any] = _corners(desk.asked.area.geometry["coordinates"])
    else:
        fresh = FRESH / timedelta(hours=1) + _lag(desk)
        points = [
            (p.lon, p.lat)
            for p in desk.situation.places
            if p.claims and (p.evidence_age_hours or 0) <= fresh
        ]
    if not points:
        points = [desk.theatre.centre]
    lons, lats = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = 0 if desk.asked.area else len(points) // OUTER
    lons, lats = lons[cut : len(lons) - cut], lats[cut : len(lats) - cut]
    return lons[0] - 0.06, lats[0] - 0.04, lons[-1] + 0.06, lats[-1] + 0.04


def _lag(desk: Desk) -> float:
    end = end_of_day(desk.asked.on, desk.theatre.zone)
    return max(0.0, (desk.asked.known - end) / timedelta(hours=1))


def _corners(coordinates: Any) -> list[Any]:
    if coordinates and isinstance(coordinates[0], int | float):
        return [coordinates]
    return [point for part in coordinates for point in _corners(part)]
