"""The layers: features built once for a picture, each kept as the bytes that are sent.

Nothing here is finer than the report, nothing names a private person, and what the publication
policy holds back is not in it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from shapely import STRtree, box
from shapely.geometry import shape

from fogline.api.answers import json_bytes
from fogline.api.ogc.cql2 import Item
from fogline.api.service import Assessed
from fogline.model.theatre import Theatre
from fogline.views import geojson
from fogline.views.recency import place_row_shown
from fogline.views.release import Release
from fogline.views.tables import asset_row

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One feature of a layer, ready to send."""

    id: str
    item: Item
    data: bytes
    first: str | None
    """ISO day from which it is about, None = open."""
    last: str | None


@dataclass(frozen=True)
class Layer:
    """The features of one layer at one picture."""

    features: tuple[Held, ...]

    @cached_property
    def by_id(self) -> dict[str, Held]:
        """The features by id."""
        return {f.id: f for f in self.features}

    @cached_property
    def _tree(self) -> tuple[STRtree, list[int]]:
        placed = [i for i, f in enumerate(self.features) if f.item.geometry is not None]
        return STRtree([self.features[i].item.geometry for i in placed]), placed

    def within(self, bounds: tuple[float, float, float, float]) -> list[Held]:
        """Return the features that touch a box (west, south, east, north), in their order."""
        tree, placed = self._tree
        west, south, east, north = bounds
        # West of the east edge means across the antimeridian.
        boxes = (
            [box(west, south, east, north)]
            if west <= east
            else [box(west, south, 180, north), box(-180, south, east, north)]
        )
        hits = {placed[i] for b in boxes for i in tree.query(b, predicate="intersects").tolist()}
        return [self.features[i] for i in sorted(hits)]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a layer is."""

    id: str
    title: str
    description: str
    build: Callable[[Assessed, Release, date], Iterable[Feature]]
    properties: dict[str, str]
    """JSON type of each property, in order."""
    of_day: bool
    """Whether it is the picture of one day; else its features have times of their own."""
    times: tuple[str, str] | None = None
    """Properties that bear a feature's first and last day."""


def build(kind: Kind, picture: Assessed, gate: Release, on: date) -> Layer:
    """Return a layer at a picture."""
    return Layer(tuple(_held(kind, f) for f in kind.build(picture, gate, on)))


def _held(kind: Kind, feature: Feature) -> Held:
    properties = {name: feature["properties"].get(name) for name in kind.properties}
    whole = {
        "type": "Feature",
        "id": feature["id"],
        "geometry": feature["geometry"],
        "properties": properties,
    }
    first, last = (properties[n] for n in kind.times) if kind.times else (None, None)
    geometry = feature["geometry"]
    placed = None if geometry is None or not geometry["coordinates"] else shape(geometry)
    return Held(
        str(feature["id"]),
        Item(properties, placed),
        json_bytes(whole),
        first and first[:10],
        last and last[:10],
    )


def _feature(id_: str, geometry: Any, properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def _settlements(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del gate
    silent = picture.silent(on)
    for place in picture.situation(on).places:
        if place.kind == "settlement":
            point = {"type": "Point", "coordinates": geojson.rounded(place.lon, place.lat, None)}
            yield _feature(place.place_id, point, place_row_shown(place, silent))


def _sectors(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del gate
    silent, shapes = picture.silent(on), _shapes(picture.theatre)
    for place in picture.situation(on).places:
        if place.kind == "sector" and place.place_id in shapes:
            row = place_row_shown(place, silent)
            yield _feature(place.place_id, shapes[place.place_id], row)


def _shapes(theatre: Theatre) -> dict[str, dict[str, Any]]:
    return {
        f"theatre:{p.id}": p.geometry
        for p in theatre.places
        if p.geometry is not None and p.geometry["type"] in {"Polygon", "MultiPolygon"}
    }


def _line(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del gate
    segments = picture.situation(on).line_of_contact
    for number, segment in enumerate(s for s in segments if len(s.coordinates) > 1):
        line = {"type": "LineString", "coordinates": [list(c) for c in segment.coordinates]}
        row = {"basis": segment.basis, "on": on.isoformat(), "not_for_movement": True}
        yield _feature(f"line-{number + 1}", line, row)


def _band(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del gate
    band = picture.situation(on).contact_band
    if band and band["coordinates"]:
        yield _feature("band", band, {"on": on.isoformat(), "not_for_movement": True})


def _assets(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del gate
    for asset in picture.situation(on).assets:
        yield _feature(
            asset.place_id, asset.geometry, {**asset_row(asset), "not_for_movement": True}
        )


def _events(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del on
    yield from geojson.events(gate.events(picture.events))["features"]


def _claims(picture: Assessed, gate: Release, on: date) -> Iterator[Feature]:
    del on
    claims, _ = gate.claims(picture.claims.values())
    yield from geojson.claims(claims)["features"]


def _types(strings: Sequence[str], **others: str) -> dict[str, str]:
    return {**dict.fromkeys(strings, "string"), **others}


def kinds(theatre: Theatre) -> dict[str, Kind]:
    """Return what layers there are: the columns of control depend on the sides."""
    states = [s.id for s in theatre.sides] + ["contested"]
    place = {
        **_types(("kind", "name", "part_of", "status", "leading")),
        "probability": "number",
        **{f"control_{s}": "number" for s in states},
        **_types(("claimed_by", "since", "evidence")),
        "age_hours": "number",
        "origins_for": "integer",
        "origins_against": "integer",
        "claims": "integer",
        "not_for_movement": "boolean",
    }
    where = {
        **_types(("place", "place_text", "role", "relation", "gazetteer_id")),
        "radius_km": "number",
        "probability": "number",
    }
    found = (
        Kind(
            id="situation",
            title="Settlements",
            description="Who is held to control each settlement on a day; not for movement.",
            build=_settlements,
            properties=place,
            of_day=True,
        ),
        Kind(
            id="sectors",
            title="City sectors",
            description="Who is held to control each sector of a city on a day; not for movement.",
            build=_sectors,
            properties=place,
            of_day=True,
        ),
        Kind(
            id="line_of_contact",
            title="Line of contact",
            description="Where control changes hands: observed, interpolated or stale segments.",
            build=_line,
            properties=_types(("basis", "on"), not_for_movement="boolean"),
            of_day=True,
        ),
        Kind(
            id="contact_band",
            title="Contact band",
            description="Where the leading side's probability is between 0.1 and 0.9.",
            build=_band,
            properties=_types(("on",), not_for_movement="boolean"),
            of_day=True,
        ),
        Kind(
            id="assets",
            title="Bridges, roads, railways",
            description="What is reported of their condition and use; not for movement.",
            build=_assets,
            properties={
                **_types(("kind", "name", "condition", "access", "by", "since")),
                "claims": "integer",
                "not_for_movement": "boolean",
            },
            of_day=True,
        ),
        Kind(
            id="events",
            title="Events",
            description="Claims held to speak of one thing, counted by independent origins.",
            build=_events,
            properties={
                **_types(("action", "sub_action", "side", "status", "start", "end")),
                "claims_for": "integer",
                "claims_against": "integer",
                "origins_for": "integer",
                "origins_against": "integer",
                **_types(("for", "against", "grade", "decision")),
                **where,
            },
            of_day=False,
            times=("start", "end"),
        ),
        Kind(
            id="claims",
            title="Claims",
            description="One statement by one voice, at each place that it names.",
            build=_claims,
            properties={
                **_types(("report_id", "outlet", "url", "published", "quote", "chain", "origin")),
                **_types(("origin_kind", "origin_side", "origin_basis", "kind", "action")),
                **_types(("sub_action", "outcome", "phase", "polarity", "side", "actor", "target")),
                "certainty_low": "number",
                "certainty_high": "number",
                **_types(("time_start", "time_end", "quantities", "conditions", "flags")),
                "decision": "string",
                "retold": "boolean",
                **where,
            },
            of_day=False,
            times=("time_start", "time_end"),
        ),
    )
    return {kind.id: kind for kind in found}
