"""Add places of a user's own to the gazetteer file: GeoNames dumps and GeoJSON files.

The file is copied, added to and put in place at once, so a load that is cut off changes nothing.
Rows that cannot be read are skipped and named.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from fogline.errors import InputRefused
from fogline.places.gazetteer.build import Progress, write
from fogline.places.gazetteer.tables import MAIN, OTHER, Place, settlement_radius

_COLUMNS = 19  # of a GeoNames dump
_NAMED_FAULTS = 20
_STEP = 20_000
_CLASSES = {"P": "settlement", "T": "height", "H": "river", "R": "road", "L": "area", "V": "forest"}
_CODES = {
    "PCLI": "country", "ADM1": "region", "ADM2": "district", "ADM3": "district", "LK": "lake",
    "RSV": "lake", "RR": "railway", "RSTN": "station", "BDG": "bridge", "AIRP": "airport",
    "AIRB": "airport", "DAM": "dam", "MN": "mine", "PRT": "port", "MFG": "plant", "CMP": "camp",
    "PPLX": "sector",
}  # fmt: skip
_RADII = {"country": 300.0, "region": 80.0, "district": 20.0, "river": 10.0, "area": 5.0}


@dataclass(slots=True)
class Loaded:
    """What came of a load."""

    added: int = 0
    skipped: int = 0
    faults: list[str] = field(default_factory=list)
    """The first rows that were skipped, each with its line and the reason."""

    def skip(self, where: str, reason: str) -> None:
        """Count a row that cannot be read."""
        self.skipped += 1
        if len(self.faults) < _NAMED_FAULTS:
            self.faults.append(f"{where}: {reason}")


def load_dump(path: Path, gazetteer: Path, progress: Progress | None = None) -> Loaded:
    """Add a GeoNames dump (`UA.txt`, tab-separated) or a GeoJSON file to a gazetteer file.

    An id that the gazetteer has already keeps its entry; it gets no second one.

    Raises:
        InputRefused: the file cannot be read, or not one row of it.
    """
    result = Loaded()
    json_like = path.suffix.lower() in {".geojson", ".json"}
    rows = _geojson(path, result) if json_like else _dump(path, result)
    temporary = gazetteer.with_name(f".{gazetteer.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(gazetteer, temporary)
        write(temporary, _counted(rows, path, result, progress), None, progress)
        if not result.added:
            fault = f"; {result.faults[0]}" if result.faults else ""
            raise InputRefused(str(path), f"no place in it could be read{fault}")
        temporary.replace(gazetteer)
    except (OSError, UnicodeDecodeError, sqlite3.Error) as error:
        raise InputRefused(str(path), f"not loaded: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return result


def _counted(
    rows: Iterable[Place], path: Path, result: Loaded, progress: Progress | None
) -> Iterator[Place]:
    for place in rows:
        result.added += 1
        if progress is not None and result.added % _STEP == 0:
            progress(f"places of {path.name}", result.added, 0)
        yield place


def _dump(path: Path, result: Loaded) -> Iterator[Place]:
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _from_columns(line.rstrip("\r\n").split("\t"))
            except ValueError as error:
                result.skip(f"line {number}", str(error))


def _from_columns(columns: list[str]) -> Place:
    if len(columns) != _COLUMNS:
        raise ValueError(f"{len(columns)} columns instead of {_COLUMNS}")
    id_, name, ascii_name, others, lat, lon, class_, code, country = columns[:9]
    kind = _CODES.get(code) or _CLASSES.get(class_, "site")
    population = int(columns[14] or 0)
    at = _checked(float(lon), float(lat))
    if not name or not id_.isdigit():
        raise ValueError(f"no name or no number in {id_!r} {name!r}")
    names = [(name, MAIN), (ascii_name, OTHER)]
    names += [(n, OTHER) for n in others.split(",") if len(n) > 3 or not n.isascii()]
    radius = settlement_radius(population) if kind == "settlement" else _RADII.get(kind, 1.0)
    return Place(
        f"geonames:{id_}", name, kind, country or None, columns[10] or None, *at, radius,
        population, names,
    )  # fmt: skip


def _checked(lon: float, lat: float) -> tuple[float, float]:
    # NaN fails every comparison, so the test asks for what is right.
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"coordinates out of range: {lon}, {lat}")
    return lon, lat


def _geojson(path: Path, result: Loaded) -> Iterator[Place]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputRefused(str(path), f"no GeoJSON FeatureCollection: {error}") from error
    for number, feature in enumerate(features, 1):
        try:
            yield _from_feature(feature, path.stem, number)
        except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
            result.skip(f"feature {number}", str(error))


def _from_feature(feature: dict[str, Any], source: str, number: int) -> Place:
    about = feature.get("properties") or {}
    name = str(about.get("name") or "")
    if not name:
        raise ValueError("no property 'name'")
    outline = shape(feature["geometry"])
    if outline.is_empty:
        raise ValueError("empty geometry")
    west, south, east, north = outline.bounds
    lon, lat = _checked(outline.centroid.x, outline.centroid.y)
    extent = max(east - west, north - south) * 111.2 / 2
    others = about.get("names") or []
    names = [(name, MAIN), *((str(n), OTHER) for n in others)]
    return Place(
        f"gazetteer:{source}.{about.get('id', number)}", name, str(about.get("kind") or "site"),
        about.get("country"), None, lon, lat, max(0.3, extent), int(about.get("population") or 0),
        names,
    )  # fmt: skip
