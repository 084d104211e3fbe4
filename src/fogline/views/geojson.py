"""Claims, events and situations as GeoJSON (RFC 7946); coordinates are lon, lat in degrees.

A place is never drawn more precisely than the report named it: a place word that stands for an
area keeps its radius, and coordinates are rounded to the digits that the radius allows.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.situation import AssetSituation, LineSegment, PlaceSituation, Situation
from fogline.views.tables import claim_row, event_row

Feature = dict[str, Any]
_POINT_COLUMNS = {"lon", "lat", "relation", "gazetteer_id"}


def _collection(features: Iterable[Feature], **extra: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **extra, "features": list(features)}


def _feature(
    geometry: dict[str, Any] | None, properties: dict[str, Any], id_: str | None = None
) -> Feature:
    feature: Feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    if id_ is not None:
        feature["id"] = id_
    return feature


def rounded(lon: float, lat: float, radius_km: float | None) -> list[float]:
    """Return coordinates with as many digits as the radius allows, five (about 1 m) at most."""
    if not radius_km:
        return [round(lon, 5), round(lat, 5)]
    # One degree is about 111 km; one digit finer than the radius keeps the point inside it.
    digits = min(5, max(0, math.ceil(-math.log10(radius_km / 111.0)) + 1))
    return [round(lon, digits), round(lat, digits)]


def place_geometry(place: ClaimPlace) -> dict[str, Any] | None:
    """Return where a place word is: its geometry if it has one, else its point, None if unplaced."""
    if place.geometry is not None:
        return place.geometry
    if place.lon is None or place.lat is None:
        return None
    return {"type": "Point", "coordinates": rounded(place.lon, place.lat, place.radius_km)}


def claims(records: Sequence[Claim]) -> dict[str, Any]:
    """Return a feature for each place of each claim; a claim without a place has a null geometry."""
    return _collection(
        feature for claim in records for feature in _at(claim.places, claim_row(claim), claim.id)
    )


def events(records: Sequence[Event]) -> dict[str, Any]:
    """Return a feature for each place of each event."""
    return _collection(
        feature for event in records for feature in _at(event.places, event_row(event), event.id)
    )


def _at(places: Sequence[ClaimPlace], row: dict[str, Any], id_: str) -> Iterable[Feature]:
    common = {k: v for k, v in row.items() if k not in _POINT_COLUMNS}
    if not places:
        yield _feature(None, common, id_)
    for number, place in enumerate(places):
        yield _feature(
            place_geometry(place),
            {
                **common,
                "place": place.name or place.text,
                "place_text": place.text,
                "role": place.role,
                "relation": place.relation,
                "radius_km": place.radius_km,
                "gazetteer_id": place.gazetteer_id,
                "probability": place.probability,
            },
            id_ if number == 0 else f"{id_}-{number + 1}",
        )


def situation(picture: Situation, silent: frozenset[str] | None = None) -> dict[str, Any]:
    """Return the picture in the form of `docs/spec/situation.md`.

    Args:
        picture: as assessed.
        silent: ids of the places without recent evidence near the line, which are then marked
            (`no_recent_evidence`); None = one's own store, no marks.
    """
    places = [_place(p) for p in picture.places]
    if silent is not None:
        for place in places:
            place["properties"]["no_recent_evidence"] = place["id"] in silent
    return _collection(
        [
            *places,
            _line(picture.line_of_contact),
            _band(picture.contact_band),
            *map(_asset, picture.assets),
        ],
        theatre=picture.theatre,
        on=picture.on.isoformat(),
        known=picture.known,
        parameters=picture.parameters,
        not_for_movement=True,
    )


def _place(place: PlaceSituation) -> Feature:
    properties = place.to_json()
    for unused in ("place_id", "lon", "lat"):
        properties.pop(unused)
    if place.share is None:
        properties.pop("share", None)
    return _feature(
        {"type": "Point", "coordinates": [place.lon, place.lat]},
        properties,
        place.place_id,
    )


def _line(segments: Sequence[LineSegment]) -> Feature:
    return _feature(
        {
            "type": "MultiLineString",
            "coordinates": [list(map(list, s.coordinates)) for s in segments],
        },
        {
            "kind": "line_of_contact",
            "segments": [{"basis": s.basis} for s in segments],
            "not_for_movement": True,
        },
        "line_of_contact",
    )


def _band(band: dict[str, Any] | None) -> Feature:
    return _feature(
        band or {"type": "MultiPolygon", "coordinates": []},
        {"kind": "contact_band", "not_for_movement": True},
        "contact_band",
    )


def _asset(asset: AssetSituation) -> Feature:
    properties = {k: v for k, v in asset.to_json().items() if k not in {"geometry", "place_id"}}
    return _feature(
        asset.geometry, {"kind": "asset", **properties, "not_for_movement": True}, asset.place_id
    )
