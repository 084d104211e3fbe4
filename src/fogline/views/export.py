"""Situations, claims and events as files for other programs: whole or not at all.

Never finer than the report; private persons unnamed; control carries the age of its evidence and
`not_for_movement`; nothing that a spreadsheet takes for a formula.
"""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from shapely.geometry import LineString, shape

from fogline.errors import UsageError
from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.model.situation import Situation
from fogline.views import frames, geojson
from fogline.views.people import names_by_report, public
from fogline.views.recency import without_recent_evidence
from fogline.views.release import Release
from fogline.views.tables import harmless

if TYPE_CHECKING:
    import geopandas

Layer: TypeAlias = Literal["situation", "claims", "events"]

SUFFIXES = {
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "gpkg",
    ".csv": "csv",
    ".parquet": "parquet",
    ".kml": "kml",
}


def form_of(out: Path, form: str | None = None) -> str:
    """Return the format: as named, else by the file's ending.

    Raises:
        UsageError: it is none that is written.
    """
    chosen = form or SUFFIXES.get(out.suffix.lower(), "")
    if chosen not in SUFFIXES.values():
        known = ", ".join(dict.fromkeys(SUFFIXES.values()))
        raise UsageError(f"export to {out.name!r}: name a format ({known}) or an ending of one")
    return chosen


def export(  # noqa: PLR0913 - what is exported, where, how
    out: Path,
    situation: Situation,
    claims: Mapping[str, Claim],
    events: tuple[Event, ...],
    *,
    form: str | None = None,
    layer: Layer = "situation",
    gate: Release | None = None,
) -> int:
    """Write one layer, or all of them as a GeoPackage; return how many rows were written.

    Near the line a place without recent evidence has no probability in a table.

    Args:
        out: the file.
        situation: the picture.
        claims: by id.
        events: of the claims.
        form: None = by the file's ending.
        layer: which, where the form has one.
        gate: holds back what the publication policy does; None holds back nothing, and only
            leaves persons unnamed.

    Raises:
        UsageError: the format is unknown, or the file cannot be written.
    """
    chosen = form_of(out, form)
    if gate is None:
        names = names_by_report(claims.values())
        shown = [public(c, names.get(c.report_id, ())) for c in claims.values()]
    else:
        shown, _ = gate.claims(claims.values())
        situation = gate.situation(situation)
        events = tuple(gate.events(events))
    if chosen == "geojson":
        made = _collection(layer, situation, shown, events)
        data = json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")
        _whole(out, lambda part: _bytes(part, data))
        return len(made["features"])
    if chosen == "gpkg":
        layers = _layers(situation, shown, events)
        _whole(out, lambda part: _geopackage(part, layers))
        return sum(map(len, layers.values()))
    frame = _frame(layer, situation, shown, events)
    _whole(out, lambda part: _WRITERS[chosen](frame, part))
    return len(frame)


def _collection(
    layer: Layer,
    situation: Situation,
    claims: list[Claim],
    events: tuple[Event, ...],
) -> dict[str, Any]:
    if layer == "claims":
        return geojson.claims(claims)
    if layer == "events":
        return geojson.events(events)
    return geojson.situation(situation, without_recent_evidence(situation))


def _frame(
    layer: Layer,
    situation: Situation,
    claims: list[Claim],
    events: tuple[Event, ...],
) -> "geopandas.GeoDataFrame":
    if layer == "claims":
        return frames.claims(claims)
    return frames.events(events) if layer == "events" else _places(situation)


def _places(situation: Situation) -> "geopandas.GeoDataFrame":
    return frames.situation(situation.places, without_recent_evidence(situation))


def _layers(
    situation: Situation,
    claims: list[Claim],
    events: tuple[Event, ...],
) -> dict[str, "geopandas.GeoDataFrame"]:
    """Return every layer of a GeoPackage; those without rows are left out."""
    import geopandas

    layers = {
        "situation": _places(situation),
        "assets": frames.assets(situation.assets),
        "claims": frames.claims(claims),
        "events": frames.events(events),
    }
    segments = [s for s in situation.line_of_contact if len(s.coordinates) > 1]
    layers["line_of_contact"] = geopandas.GeoDataFrame(
        [{"basis": s.basis, "not_for_movement": True} for s in segments],
        geometry=[LineString(s.coordinates) for s in segments],
        crs=frames.WGS84,
    )
    band = [shape(situation.contact_band)] if situation.contact_band else []
    layers["contact_band"] = geopandas.GeoDataFrame(
        [{"not_for_movement": True} for _ in band],
        geometry=band,
        crs=frames.WGS84,
    )
    return {name: frame for name, frame in layers.items() if len(frame)}


def _geopackage(part: Path, layers: Mapping[str, "geopandas.GeoDataFrame"]) -> None:
    for name, frame in layers.items():
        frame.to_file(part, layer=name, driver="GPKG", engine="pyogrio")


def _kml(frame: "geopandas.GeoDataFrame", part: Path) -> None:
    placed = frame[frame.geometry.notna()].copy()
    # KML shows the column "Name"; "id" is a reserved word of the driver's.
    placed["Name"] = placed["name"] if "name" in placed else placed["action"]
    placed = placed.drop(columns=["name"], errors="ignore").rename(columns={"id": "fogline_id"})
    placed.to_file(part, driver="KML", engine="pyogrio")


def _csv(frame: "geopandas.GeoDataFrame", part: Path) -> None:
    plain = frame.drop(columns="geometry")
    plain = plain.map(harmless)
    plain.to_csv(part, index=False, encoding="utf-8")


def _parquet(frame: "geopandas.GeoDataFrame", part: Path) -> None:
    frame.to_parquet(part, index=False)


def _bytes(part: Path, data: bytes) -> None:
    part.write_bytes(data)


_WRITERS: dict[str, Callable[["geopandas.GeoDataFrame", Path], None]] = {
    "csv": _csv,
    "parquet": _parquet,
    "kml": _kml,
}


def _whole(out: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file and put it in place in one step."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".fogline-") as folder:
            part = Path(folder) / out.name
            write(part)
            part.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror or error}") from error
