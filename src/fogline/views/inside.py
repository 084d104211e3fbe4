"""Whether things lie in an area."""

from collections.abc import Iterable

from fogline.model.claim import ClaimPlace
from fogline.pipeline import AreaShape


def inside(area: AreaShape | None, lon: float | None, lat: float | None) -> bool:
    """Tell whether a point lies in an area; None is everywhere."""
    return area is None or (lon is not None and lat is not None and area.contains(lon, lat))


def any_in(area: AreaShape | None, places: Iterable[ClaimPlace]) -> bool:
    """Tell whether any resolved place lies in an area; None is everywhere."""
    return area is None or any(inside(area, p.lon, p.lat) for p in places)
