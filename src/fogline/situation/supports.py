"""The places that a situation is assessed for: settlements and the sectors of cities."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal

from fogline.model.base import Record
from fogline.model.claim import Claim, ClaimPlace
from fogline.model.theatre import Theatre

NAMED_RADIUS_KM = 8.0
"""A place of a claim wider than this is a region, not a settlement to assess."""

THEATRE = "theatre:"


class PlaceSupport(Record, frozen=True, kw_only=True):
    """Example: the sector "East bank" is `part_of` the settlement `theatre:sadove`."""

    id: str
    """Gazetteer id: `theatre:slug` or `geonames:ID`."""
    name: str
    kind: Literal["settlement", "sector"]
    lon: float
    lat: float
    radius_km: float = 1.0
    part_of: str | None = None
    """Gazetteer id of the city that a sector belongs to."""
    geometry: dict[str, Any] | None = None
    """Polygon of a sector."""


@lru_cache(maxsize=8)
def aliases(theatre: str, pairs: tuple[tuple[str, int], ...]) -> dict[str, str]:
    """Return theatre ids by the GeoNames id of the same place."""
    del theatre
    return {f"geonames:{number}": THEATRE + slug for slug, number in pairs}


def canonical(theatre: Theatre) -> dict[str, str]:
    """Return the theatre's own id of places that GeoNames knows too."""
    pairs = tuple((p.id, p.geonames) for p in theatre.places if p.geonames is not None)
    return aliases(theatre.id, pairs)


def theatre_supports(theatre: Theatre) -> tuple[PlaceSupport, ...]:
    """Return the theatre's settlements and sectors, in the order of the pack."""
    cities = {p.id for p in theatre.places if p.kind == "settlement"}
    return tuple(
        PlaceSupport(
            id=THEATRE + p.id,
            name=p.name,
            lon=p.lon,
            lat=p.lat,
            radius_km=p.radius_km,
            kind="sector" if p.kind == "sector" else "settlement",
            geometry=p.geometry,
            part_of=THEATRE + p.part_of if p.kind == "sector" and p.part_of in cities else None,
        )
        for p in theatre.places
        if p.kind in {"settlement", "sector"}
    )


def _named(place: ClaimPlace) -> bool:
    return (
        place.gazetteer_id is not None
        and place.relation is None
        and place.lon is not None
        and place.lat is not None
        and place.radius_km is not None
        and place.radius_km <= NAMED_RADIUS_KM
    )


def supports(theatre: Theatre, claims: Iterable[Claim] = ()) -> tuple[PlaceSupport, ...]:
    """Return the theatre's settlements and sectors, and further ones that claims name."""
    own = theatre_supports(theatre)
    same = canonical(theatre)
    found: dict[str, PlaceSupport] = {}
    for claim in claims:
        for place in claim.places:
            id_ = same.get(place.gazetteer_id or "", place.gazetteer_id or "")
            if id_.startswith(THEATRE) or id_ in found or not _named(place):
                continue
            found[id_] = PlaceSupport(
                id=id_,
                name=place.name or place.text,
                kind="settlement",
                lon=place.lon or 0.0,
                lat=place.lat or 0.0,
                radius_km=place.radius_km or 1.0,
            )
    return own + tuple(found[k] for k in sorted(found))


def children(places: Sequence[PlaceSupport]) -> dict[str, list[int]]:
    """Return the indices of each city's sectors by the city's id."""
    result: dict[str, list[int]] = {}
    for index, place in enumerate(places):
        if place.part_of is not None:
            result.setdefault(place.part_of, []).append(index)
    return result
