"""Add places and names to a gazetteer file that is there, and carry a user's own into a new one."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias, TypeVar

from fogline.places.gazetteer.dumps import ExtraName
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.tables import DEMONYM, MAIN, OTHER, SHORT, Place
from fogline.text.transliterate import is_cyrillic, skeleton

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is done, how many of how many."""
Names: TypeAlias = list[tuple[str, int, int]]
"""Key, number of the entry and role."""

SCHEMA = """
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
CREATE TABLE shape (entry INTEGER PRIMARY KEY, wkb BLOB);
CREATE TABLE own_name (gid TEXT, text TEXT, PRIMARY KEY (gid, text)) WITHOUT ROWID;
"""
_ENTRY = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FIRST = """
INSERT INTO first VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET longest = max(longest, excluded.longest)
"""
_OWN = """
SELECT e.gid, e.name, e.kind, e.country, e.admin, e.lon, e.lat, e.radius_km, e.population,
  e.names, {shape} FROM entry e WHERE e.id >= ?
"""
_MIN_SKELETON = 3
_LONGEST_WORDS = 8
BATCH = 20_000
"""Places or lines that are written together: a second or two of work."""
_T = TypeVar("_T")


def batches(items: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    """Yield the items in lists of a size, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def row_of(place: Place, number: int) -> tuple[object, ...]:
    """Return a place as a row of `entry`."""
    return (
        number, place.gid, place.name, place.kind, place.country, place.admin, place.lon,
        place.lat, place.radius_km, place.population, "|".join(n for n, _ in place.names[1:]),
    )  # fmt: skip


def names_of(place: Place, number: int) -> Names:
    """Return the keys of a place's names."""
    best: dict[str, int] = {}
    for text, role in place.names:
        key = name_key(text)
        if len(key) > 1 and key.count(" ") < _LONGEST_WORDS:
            best[key] = min(role, best.get(key, DEMONYM))
    return [(key, number, role) for key, role in best.items()]


CYRILLIC = frozenset({"BG", "BY", "KG", "KZ", "ME", "MK", "MN", "RS", "RU", "TJ", "UA"})
"""Countries whose places have Cyrillic names, also where a dump gives only Latin ones."""


def skeletons_of(texts: Iterable[str], country: str | None = None) -> set[str]:
    """Return the skeletons of names, for places that are written in Cyrillic somewhere."""
    texts = list(texts)
    if country not in CYRILLIC and not any(is_cyrillic(n) for n in texts):
        return set()
    usable = [n for n in texts if is_cyrillic(n) or n.isascii()]
    return {b for n in usable if len(b := skeleton(n)) >= _MIN_SKELETON}


def insert(
    connection: sqlite3.Connection, names: Names, bones: Iterable[tuple[str, str, int]]
) -> None:
    """Write names, their first words and their skeletons."""
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(names))
    connection.executemany(_FIRST, _first_words(names))
    connection.executemany("INSERT OR IGNORE INTO skeleton VALUES (?, ?, ?)", sorted(bones))


def _first_words(names: Names) -> Iterator[tuple[str, int]]:
    longest: dict[str, int] = {}
    for key, _, role in names:
        word, _, rest = key.partition(" ")
        size = 1 + rest.count(" ") + bool(rest)
        if size > longest.get(word, 0):
            longest[word] = size
        if role == SHORT and " " not in key:
            longest.setdefault(key, 1)
    return iter(longest.items())


def add(connection: sqlite3.Connection, items: Iterable[Place | ExtraName]) -> tuple[int, int]:
    """Add places and names in the connection's transaction; return how many of each were new."""
    names: Names = []
    bones: set[tuple[str, str, int]] = set()
    number = int(connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0])
    places = extra = 0
    for item in items:
        known = _entry(connection, item.gid)
        if isinstance(item, ExtraName):
            if known is not None and _name(connection, item, known, names, bones):
                extra += 1
        elif known is None:
            number, places = number + 1, places + 1
            _place(connection, item, number, names, bones)
    insert(connection, names, bones)
    return places, extra


_Known = tuple[int, str | None, str, str]


def _entry(connection: sqlite3.Connection, gid: str) -> _Known | None:
    found: _Known | None = connection.execute(
        "SELECT id, country, name, names FROM entry WHERE gid = ?", (gid,)
    ).fetchone()
    return found


def _place(
    connection: sqlite3.Connection, place: Place, number: int, names: Names,
    bones: set[tuple[str, str, int]],
) -> None:  # fmt: skip
    connection.execute(_ENTRY, row_of(place, number))
    if place.wkb is not None:
        connection.execute("INSERT INTO shape VALUES (?, ?)", (number, place.wkb))
    names += names_of(place, number)
    if place.country:
        texts = [n for n, role in place.names if role <= OTHER]
        bones |= {(place.country, b, number) for b in skeletons_of(texts, place.country)}


def _name(
    connection: sqlite3.Connection, item: ExtraName, known: _Known, names: Names,
    bones: set[tuple[str, str, int]],
) -> bool:  # fmt: skip
    """Add a name to a place; return whether the place did not bear it yet."""
    number, country, name, others = known
    text, key = item.text, name_key(item.text)
    if text == name or text in others.split("|") or len(key) < 2 or "|" in text:
        return False
    connection.execute(
        "UPDATE entry SET names = ? WHERE id = ?", (f"{others}|{text}" if others else text, number)
    )
    connection.execute("INSERT OR IGNORE INTO own_name VALUES (?, ?)", (item.gid, text))
    if key.count(" ") < _LONGEST_WORDS:
        names.append((key, number, OTHER))
    if country and is_cyrillic(text):
        bones |= {(country, b, number) for b in skeletons_of([name, text])}
    return True


def carry(old: Path, connection: sqlite3.Connection, progress: Progress) -> None:
    """Add what a user has loaded into an old gazetteer file to a new one.

    An old file that cannot be read is set aside under another name, never thrown away.
    """
    if not old.is_file():
        return
    try:
        source = sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)
        try:
            for done, batch in enumerate(batches(_own(source))):
                progress("places loaded before", done * BATCH, 0)
                add(connection, batch)
        finally:
            source.close()
    except sqlite3.Error as error:
        aside = old.with_name(f"{old.name}.unreadable")
        old.replace(aside)
        logging.getLogger(__name__).warning(
            "%s could not be read (%s) and is now %s; load your own places again", old, error, aside
        )


def _own(source: sqlite3.Connection) -> Iterator[Place | ExtraName]:
    """Yield the places and names that a user has loaded into a file, of this format or format 4."""
    tables = {name for (name,) in source.execute("SELECT name FROM sqlite_master")}
    if "entry" not in tables:
        return
    shape = "(SELECT wkb FROM shape s WHERE s.entry = e.id)" if "shape" in tables else "NULL"
    for row in source.execute(_OWN.format(shape=shape), (_first_own(source),)):
        gid, name, kind, country, admin, lon, lat, radius, population, others, wkb = row
        named = [(name, MAIN), *((n, OTHER) for n in others.split("|") if n)]
        yield Place(
            gid, name, kind, country, admin, lon, lat, radius, population, named, wkb,
        )  # fmt: skip
    if "own_name" in tables:
        for gid, text in source.execute("SELECT gid, text FROM own_name"):
            yield ExtraName(gid, text)


def _first_own(source: sqlite3.Connection) -> int:
    found = source.execute("SELECT value FROM meta WHERE key = 'own_from'").fetchone()
    if found is not None:
        return int(found[0])
    # Until format 4 nothing said so, but airports were always the last of the default places.
    (last,) = source.execute(
        "SELECT max(id) FROM entry WHERE gid LIKE 'gazetteer:airport.%'"
    ).fetchone()
    return int(last) + 1 if last is not None else 1 << 62
