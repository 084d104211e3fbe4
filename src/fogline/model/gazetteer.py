"""A gazetteer entry: one place with its names, as views and other rooms see it."""

from typing import Any

from fogline.model.base import Record


class Entry(Record, frozen=True, kw_only=True):
    """A place that a name can stand for.

    Example: Bakhmut is `theatre:bakhmut` where a theatre describes it, with `geonames` 713174,
    else `geonames:713174`.
    """

    id: str
    """`geonames:ID`, `theatre:slug`, or `gazetteer:key` for places of our own tables."""
    name: str
    kind: str
    """A place kind of `fogline.model.theatre`."""
    country: str | None
    """ISO 3166-1 alpha-2."""
    admin: str | None
    """First-level region's code, as GeoNames has it."""
    lon: float
    lat: float
    radius_km: float
    """Half the extent."""
    geometry: dict[str, Any] | None = None
    population: int = 0
    part_of: str | None = None
    """Id of the city, district or region it belongs to."""
    geonames: int | None = None
    names: tuple[str, ...] = ()
    """All other spellings."""
