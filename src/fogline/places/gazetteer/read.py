"""Read the gazetteer file: by name, by skeleton, by id, by area. Opens in milliseconds."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from fogline.errors import MissingResource
from fogline.model.gazetteer import Entry
from fogline.places.gazetteer.add import Progress
from fogline.places.gazetteer.build import build, content_version
from fogline.places.gazetteer.features import outline_of
from fogline.places.gazetteer.tables import MAIN, OTHER

if TYPE_CHECKING:
    from fogline.settings import Settings

_NAMED = """
SELECT p.*, n.role FROM name n JOIN place p ON p.number = n.entry WHERE n.key = ?
ORDER BY CASE p.kind WHEN 'country' THEN 3 WHEN 'region' THEN 2 WHEN 'area' THEN 2
  WHEN 'district' THEN 1 ELSE 0 END DESC, p.population DESC LIMIT 40
"""
MOST_NAMED = 40
"""Candidates of one name: Springfield has sixty, the rest are hamlets."""
_NAMED_IN = """
SELECT p.*, n.role FROM name n JOIN place p ON p.number = n.entry WHERE n.key = ? AND p.country = ?
ORDER BY p.population DESC LIMIT 40
"""
_ALIKE = """
SELECT p.* FROM skeleton s JOIN place p ON p.number = s.entry
WHERE s.country = ? AND s.key = ? ORDER BY p.population DESC LIMIT 60
"""
_BY_ID = "SELECT * FROM place WHERE gid = ?"
_IN_BOX = """
SELECT p.* FROM entry e JOIN place p ON p.number = e.id
WHERE e.kind = 'settlement' AND e.lat BETWEEN ? AND ? AND e.lon BETWEEN ? AND ?
"""
_NAMES_IN = "SELECT n.key, n.entry FROM entry e JOIN name n ON n.entry = e.id WHERE e.country = ?"
_BY_NUMBER = "SELECT * FROM place WHERE number = ?"
_SHAPE = "SELECT s.wkb FROM entry e JOIN shape s ON s.entry = e.id WHERE e.gid = ?"
_REGION = "SELECT * FROM place WHERE kind = 'region' AND country = ? AND admin = ?"
_NAMES = 10  # the column of a place's other names


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the look-up needs it; `role` is what the name asked for is to it."""

    id: str
    name: str
    kind: str
    country: str | None
    admin: str | None
    lon: float
    lat: float
    radius_km: float
    population: int
    role: int = 0
    theatre: bool = False


def _row(columns: tuple[Any, ...], role: int = MAIN) -> Row:
    id_, name, kind, country, admin, lon, lat, radius, population = columns[:9]
    return Row(id_, name, kind, country, admin, lon, lat, radius, population, role)


class Gazetteer:
    """A gazetteer file, open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # Threads of one server share the connection; it only reads.
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False,
            )  # fmt: skip
            self._db.execute("PRAGMA cache_size=-32768")
            self.content = self._db.execute(
                "SELECT value FROM meta WHERE key = 'content'",
            ).fetchone()[0]
            self._outlines = self._db.execute("SELECT 1 FROM shape LIMIT 1").fetchone() is not None
        except (sqlite3.Error, TypeError) as error:
            raise MissingResource(
                f"{path} is no gazetteer ({error}); delete it and it is built anew",
            ) from error

    def longest(self, word: str) -> int:
        """Return how many words the longest name has that begins with this word, 0 if none."""
        found = self._db.execute("SELECT longest FROM first WHERE word = ?", (word,)).fetchone()
        return int(found[0]) if found else 0

    def named(self, key: str) -> list[Row]:
        """Return the entries that bear the name, the most prominent first."""
        return [_row(row, row[-1]) for row in self._db.execute(_NAMED, (key,))]

    def named_in(self, key: str, country: str) -> list[Row]:
        """Return the entries of one country that bear the name, the most populous first."""
        return [_row(row, row[-1]) for row in self._db.execute(_NAMED_IN, (key, country))]

    def names_in(self, country: str) -> dict[str, int]:
        """Return every name of a country's places by its key, with the number of the entry."""
        return dict(self._db.execute(_NAMES_IN, (country,)))

    def numbered(self, number: int) -> Row:
        """Return the entry with this number in the file."""
        return _row(self._db.execute(_BY_NUMBER, (number,)).fetchone(), OTHER)

    def has(self, key: str) -> bool:
        """Whether an entry bears the name."""
        found = self._db.execute("SELECT 1 FROM name WHERE key = ? LIMIT 1", (key,)).fetchone()
        return found is not None

    def alike(self, skeleton: str, countries: Iterable[str]) -> list[tuple[Row, list[str]]]:
        """Return the entries in the countries whose names have the skeleton, with their names."""
        found = chain.from_iterable(self._db.execute(_ALIKE, (c, skeleton)) for c in countries)
        return [(_row(row, OTHER), [row[1], *row[_NAMES].split("|")]) for row in found]

    def row(self, gid: str) -> Row | None:
        """Return the entry with this id."""
        found = self._db.execute(_BY_ID, (gid,)).fetchone()
        return _row(found) if found else None

    def entry(self, gid: str) -> Entry | None:
        """Return the entry with this id and all its names."""
        found = self._db.execute(_BY_ID, (gid,)).fetchone()
        if found is None:
            return None
        row = _row(found)
        number = gid.removeprefix("geonames:")
        return Entry(
            id=gid, name=row.name, kind=row.kind, country=row.country, admin=row.admin,
            lon=row.lon, lat=row.lat, radius_km=row.radius_km, population=row.population,
            names=tuple(dict.fromkeys(n for n in found[_NAMES].split("|") if n)),
            geonames=int(number) if number.isdigit() else None,
        )  # fmt: skip

    def region(self, country: str, admin: str) -> Row | None:
        """Return the region of a country with this code."""
        found = self._db.execute(_REGION, (country, admin)).fetchone()
        return _row(found) if found else None

    def shape(self, gid: str) -> BaseGeometry | None:
        """Return the line or outline of a place of the user's own, None for points."""
        found = self._db.execute(_SHAPE, (gid,)).fetchone() if self._outlines else None
        return outline_of(found[0]) if found else None

    def settlements(self, west: float, south: float, east: float, north: float) -> list[Row]:
        """Return the settlements in a box of degrees."""
        return [_row(row) for row in self._db.execute(_IN_BOX, (south, north, west, east))]

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def open_gazetteer(settings: "Settings", progress: Progress | None = None) -> Gazetteer:
    """Open the gazetteer of the settings, building it first if it is missing or out of date.

    Raises:
        MissingResource: it can be neither read nor built.
    """
    path = settings.gazetteer
    if path.is_file():
        found = _usable(path)
        if found is not None:
            return found
    build(path, progress)
    return Gazetteer(path)


def _usable(path: Path) -> Gazetteer | None:
    try:
        found = Gazetteer(path)
    except MissingResource:
        return None
    if found.content == content_version():
        return found
    found.close()
    return None
