"""Read places of a user's own with their outlines: GeoJSON and GeoPackage.

A feature needs the property `name`; `kind`, `country` (two letters), `population`, `id`, `names` (a list, or
one text with ";" between) and `name:LANGUAGE` or `name_LANGUAGE` are used where they are there.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import from_wkb, get_coordinates
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fogline.errors import InputRefused
from fogline.places.gazetteer.dumps import MANKIND, Fault, Item, Line, checked
from fogline.places.gazetteer.tables import MAIN, OTHER, Place

_OTHER_NAME = re.compile(r"(?:alt_|old_|int_|official_)?name(?:[:_]\w+)?|asciiname", re.IGNORECASE)
_DEGREE_KM = 111.2


def features(path: Path, start: int = 0) -> Iterator[Line]:
    """Yield the features of a file behind the first `start`, each with its number.

    Raises:
        InputRefused: the file holds no features.
    """
    read = _geopackage if path.suffix.lower() == ".gpkg" else _geojson
    for number, (about, outline, id_) in enumerate(read(path), 1):
        if number > start:
            yield number, _item(about, outline, id_, number)


_Feature = tuple[Any, Any, str]


def _geojson(path: Path) -> Iterator[_Feature]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputRefused(str(path), f"no GeoJSON FeatureCollection: {error}") from error
    if not isinstance(found, list):
        raise InputRefused(str(path), "no GeoJSON FeatureCollection: 'features' is no list")
    for number, feature in enumerate(found, 1):
        whole = feature if isinstance(feature, dict) else {}
        about = whole.get("properties") or {}
        id_ = about.get("id", whole.get("id", number)) if isinstance(about, dict) else number
        yield about, whole.get("geometry"), f"{path.stem}.{id_}"


def _geopackage(path: Path) -> Iterator[_Feature]:
    # Half a second to import, and only a load of such a file needs them.
    import geopandas
    import pyogrio

    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        for layer in layers:
            frame = geopandas.read_file(path, layer=layer, fid_as_index=True)
            if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
                frame = frame.to_crs("EPSG:4326")
            for id_, row in frame.iterrows():
                about = row.drop(labels=frame.geometry.name).to_dict()
                yield about, row[frame.geometry.name], f"{path.stem}.{layer}.{id_}"
    except (OSError, RuntimeError, ValueError) as error:
        raise InputRefused(str(path), f"no GeoPackage that can be read: {error}") from error


def _item(about: Any, outline: Any, id_: str, number: int) -> Item:
    try:
        return _place(about, outline, id_)
    except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
        return Fault(f"feature {number}", str(error))


def _place(about: dict[str, Any], outline: Any, id_: str) -> Place:
    said = {str(k).lower(): v for k, v in about.items()}
    name = _text(said.get("name"))
    if not name:
        raise ValueError("no property 'name'")
    drawn = outline if isinstance(outline, BaseGeometry) else shape(outline)
    if drawn.is_empty:
        raise ValueError("empty geometry")
    for lon, lat in get_coordinates(drawn):
        checked(float(lon), float(lat))
    west, south, east, north = drawn.bounds
    # A bent line's or outline's middle may lie beside it; its place does not.
    middle = drawn.centroid if drawn.covers(drawn.centroid) else drawn.representative_point()
    extent = max(east - west, north - south) * _DEGREE_KM / 2
    names = [(name, MAIN), *((n, OTHER) for n in _others(said) if n != name)]
    country = _text(said.get("country"))
    return Place(
        f"gazetteer:{id_}", name, _text(said.get("kind")) or "site",
        country.upper() if len(country) == 2 else None, None, middle.x, middle.y,
        max(0.3, extent), _count(said.get("population")), names,
        None if drawn.geom_type == "Point" else drawn.wkb,
    )  # fmt: skip


def _others(said: dict[str, Any]) -> Iterator[str]:
    given = said.get("names")
    several = given if isinstance(given, list) else re.split(r"[;|]", _text(given))
    beside = [v for k, v in said.items() if k != "name" and _OTHER_NAME.fullmatch(k)]
    for value in (*several, *beside):
        if text := _text(value):
            yield text


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _count(value: Any) -> int:
    try:
        return min(MANKIND, max(0, int(value)))
    except (TypeError, ValueError, OverflowError):
        return 0


def outline_of(wkb: bytes) -> BaseGeometry:
    """Return a stored outline."""
    found: BaseGeometry = from_wkb(wkb)
    return found
