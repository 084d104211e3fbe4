"""Records as pandas and GeoPandas frames, the same columns as every table.

pandas and geopandas are imported when a frame is made: they take half a second that a command
line should not pay for printing help.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import AssetSituation, PlaceSituation
from fogline.situation.sources import JudgedSource
from fogline.views.geojson import place_geometry
from fogline.views.recency import place_row_shown
from fogline.views.tables import (
    Row,
    asset_row,
    claim_row,
    event_row,
    place_row,
    report_row,
    source_row,
)

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

WGS84 = "EPSG:4326"


def reports(records: Iterable[Report]) -> "pd.DataFrame":
    """Return one row a report, without the texts."""
    import pandas as pd

    return pd.DataFrame([report_row(r) for r in records])


def sources(records: Iterable[JudgedSource]) -> "pd.DataFrame":
    """Return one row a source, its record by kind of claim in words."""
    import pandas as pd

    return pd.DataFrame([source_row(s, s.claims, s.records) for s in records])


def claims(records: Iterable[Claim]) -> "geopandas.GeoDataFrame":
    """Return one row a claim, with the point of its first placed place."""
    kept = list(records)
    return _placed([claim_row(c) for c in kept], [_first(c.places) for c in kept])


def events(records: Iterable[Event]) -> "geopandas.GeoDataFrame":
    """Return one row an event, with the point of its first placed place."""
    kept = list(records)
    return _placed([event_row(e) for e in kept], [_first(e.places) for e in kept])


def situation(
    places: Iterable[PlaceSituation], silent: frozenset[str] | None = None
) -> "geopandas.GeoDataFrame":
    """Return one row a settlement or sector, one column a state's probability.

    Args:
        places: of a picture.
        silent: ids of those without recent evidence, which get no number, as
            `fogline.views.recency` finds them; None = one's own store, numbers for all.
    """
    kept = list(places)
    rows = (place_row(p) if silent is None else place_row_shown(p, silent) for p in kept)
    return _placed(list(rows), [Point(p.lon, p.lat) for p in kept])


def assets(records: Iterable[AssetSituation]) -> "geopandas.GeoDataFrame":
    """Return one row a bridge, road or railway."""
    kept = list(records)
    rows = [asset_row(a) | {"not_for_movement": True} for a in kept]
    return _placed(rows, [shape(a.geometry) for a in kept])


def _first(places: Iterable[ClaimPlace]) -> BaseGeometry | None:
    """Return the first placed place as a point, never finer than the report named it."""
    for place in places:
        if place.lon is not None:
            found = place_geometry(place.but(geometry=None))
            return shape(found) if found else None
    return None


def _placed(rows: list[Row], geometry: list[Any]) -> "geopandas.GeoDataFrame":
    import geopandas

    frame = geopandas.GeoDataFrame(rows, geometry=geometry, crs=WGS84)
    # The columns say the same as the point, so they must not say it more precisely.
    if "radius_km" in frame:
        frame["lon"], frame["lat"] = frame.geometry.x, frame.geometry.y
    return frame
