"""Add places and names of a user's own to the gazetteer file, and keep them when it is rebuilt.

A load works on a copy beside the gazetteer and puts it in place at its end. A load that is cut off
leaves the copy with a note of how far it came, and the same call goes on from there.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fogline.errors import InputRefused
from fogline.places.gazetteer.add import Progress, add, batches
from fogline.places.gazetteer.dumps import ExtraName, Fault, Line, lines
from fogline.places.gazetteer.features import features
from fogline.places.gazetteer.tables import Place

_NAMED_FAULTS = 20
_FEATURES = {".geojson", ".json", ".gpkg"}


@dataclass(slots=True)
class Loaded:
    """What came of a load."""

    added: int = 0
    names: int = 0
    """Names that places which were there got."""
    skipped: int = 0
    faults: list[str] = field(default_factory=list)
    """The first rows that were skipped, each with its line and the reason."""
    resumed: bool = False
    """Whether it went on from where another load of the same file was cut off."""

    def skip(self, fault: Fault) -> None:
        """Count a row that cannot be read."""
        self.skipped += 1
        if len(self.faults) < _NAMED_FAULTS:
            self.faults.append(f"{fault.where}: {fault.reason}")


def load_dump(path: Path, gazetteer: Path, progress: Progress | None = None) -> Loaded:
    """Add a file to a gazetteer file.

    It may be a GeoNames dump (`UA.txt`, `allCountries.txt`), GeoNames' alternate names
    (`alternateNamesV2.txt`) or codes of regions (`admin1CodesASCII.txt`), a GeoJSON or a GeoPackage
    file. An id that the gazetteer has already keeps its entry; it gets no second one.

    Raises:
        InputRefused: the file cannot be read, or not one row of it.
    """
    work = gazetteer.with_name(f".{gazetteer.name}.loading")
    try:
        result, note = _begin(path, gazetteer, work)
        _work(path, work, result, note, progress)
        _demand_something(path, result)
        work.replace(gazetteer)
        _discard(work)
    except (OSError, sqlite3.Error) as error:
        if "locked" in str(error):  # another load is at work on the copy
            raise InputRefused(str(path), "another load is running; wait for it") from error
        _discard(work)
        raise InputRefused(str(path), f"not loaded: {error}") from error
    except InputRefused:
        _discard(work)
        raise
    return result


def _discard(work: Path) -> None:
    for file in (work, work.with_name(f"{work.name}-journal")):
        file.unlink(missing_ok=True)


def _demand_something(path: Path, result: Loaded) -> None:
    if not result.added and not result.names:
        fault = f"; {result.faults[0]}" if result.faults else ""
        raise InputRefused(str(path), f"nothing in it is a place that could be added{fault}")


@dataclass(slots=True)
class _Note:
    """How far a load has come: of which file into which gazetteer."""

    source: str
    position: int = 0

    def as_json(self, result: Loaded) -> str:
        counts = [result.added, result.names, result.skipped]
        return json.dumps({"source": self.source, "at": self.position, "counts": counts})


def _begin(path: Path, gazetteer: Path, work: Path) -> tuple[Loaded, _Note]:
    """Return the counts and the place to go on from; make the copy where there is none to go on."""
    about, into = path.stat(), gazetteer.stat()
    source = (
        f"{path.resolve()} {about.st_size} {about.st_mtime_ns} {into.st_size} {into.st_mtime_ns}"
    )
    kept = _noted(work)
    if kept is not None and kept["source"] == source:
        added, names, skipped = kept["counts"]
        return Loaded(added, names, skipped, resumed=True), _Note(source, kept["at"])
    _discard(work)
    shutil.copyfile(gazetteer, work)
    return Loaded(), _Note(source)


def _noted(work: Path) -> dict[str, Any] | None:
    if not work.is_file():
        return None
    connection = sqlite3.connect(work, timeout=0.2)
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'loading'").fetchone()
        return dict(json.loads(found[0])) if found else None
    except (sqlite3.DatabaseError, ValueError) as error:
        if "locked" in str(error):
            raise
        return None
    finally:
        connection.close()


def _work(
    path: Path, work: Path, result: Loaded, note: _Note, progress: Progress | None
) -> None:  # fmt: skip
    connection = sqlite3.connect(work, timeout=0.2)
    try:
        # Whatever ends the process, what is committed stays; only a power cut may lose the copy.
        connection.executescript(
            "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
            "PRAGMA locking_mode=EXCLUSIVE;"
        )
        total = path.stat().st_size if path.suffix.lower() not in _FEATURES else 0
        for batch in batches(_read(path, note.position)):
            added, names = add(connection, list(_kept(batch, result)))
            result.added += added
            result.names += names
            note.position = batch[-1][0]
            connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('loading', ?)", (note.as_json(result),)
            )
            connection.commit()
            if progress is not None:
                progress(f"{path.name}", note.position, total)
        connection.execute("DELETE FROM meta WHERE key = 'loading'")
        connection.commit()
    finally:
        connection.close()


def _read(path: Path, start: int) -> Iterator[Line]:
    read = features if path.suffix.lower() in _FEATURES else lines
    return read(path, start)


def _kept(batch: list[Line], result: Loaded) -> Iterator[Place | ExtraName]:
    for _, item in batch:
        if isinstance(item, Fault):
            result.skip(item)
        elif item is not None:
            yield item
