"""Read and check a theatre pack."""

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import yaml

from fogline.errors import TheatreError, UsageError
from fogline.ids import content_id
from fogline.model.theatre import Theatre
from fogline.settings import load as load_settings

PACKS = Path(__file__).parent
_PARTS = ("actors", "sources", "places", "baseline", "sectors")


def available() -> list[str]:
    """Return the ids of the theatres that ship, sorted."""
    return sorted(p.parent.name for p in PACKS.glob("*/theatre.yaml"))


def folder(theatre: str | Path) -> Path:
    """Return the folder of a shipped theatre's id or of a path to a user's own pack."""
    own = Path(theatre)
    if (own / "theatre.yaml").is_file():
        return own
    shipped = PACKS / str(theatre)
    if not (shipped / "theatre.yaml").is_file():
        known = ", ".join(available())
        raise UsageError(
            f"theatre {theatre!r}: neither a shipped theatre ({known}) nor a folder with a "
            "theatre.yaml",
        )
    return shipped


def dossier_folder(theatre: str | Path) -> Path | None:
    """Return the folder of the theatre's bundled dossier, None if it has none."""
    path = folder(theatre) / "dossier"
    return path if path.is_dir() else None


@lru_cache(maxsize=8)
def load(theatre: str | Path = "ukraine") -> Theatre:
    """Load a theatre by shipped id or folder.

    Raises:
        UsageError: there is no such theatre.
        TheatreError: the pack does not hold together; the message lists every fault by file.
    """
    root = folder(theatre)
    data = _remembered(root)
    try:
        result = Theatre.from_json(data)
    except msgspec.ValidationError as error:
        raise TheatreError(f"theatre {root}: {error}") from error
    faults = list(check(result))
    if faults:
        raise TheatreError(f"theatre {root}:\n  " + "\n  ".join(faults))
    return result


def _remembered(root: Path) -> Any:
    """Return the pack's data, parsed before if no byte of it has changed since.

    Parsing the YAML takes a fifth of a second, which every command would pay.
    """
    files = [root / f"{part}.yaml" for part in ("theatre", *_PARTS)]
    try:
        contents = [(f.stem, f.read_bytes()) for f in files if f.is_file()]
    except OSError as error:
        raise TheatreError(f"theatre {root}: {error}") from error
    digest = content_id(*(part for name, data in contents for part in (name, data.hex())))
    kept = load_settings().cache / f"theatre-{digest}.msgpack"
    try:
        return msgspec.msgpack.decode(kept.read_bytes())
    except (OSError, msgspec.DecodeError):
        pass
    data = _yaml(root / "theatre.yaml")
    data |= {f.stem: _yaml(f) for f in files[1:] if f.is_file()}
    with suppress(OSError):  # a cache that cannot be written is only slower
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(msgspec.msgpack.encode(data))
        part.replace(kept)
    return data


def _yaml(path: Path) -> Any:
    try:
        # The C loader is eight times faster on the places file.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise TheatreError(f"theatre file {path}: {error}") from error


def check(theatre: Theatre) -> Iterable[str]:
    """Yield a sentence for each reference or value that does not hold together."""
    yield from _check_sides(theatre)
    yield from _check_voices(theatre)
    yield from _check_places(theatre)
    yield from _check_baseline(theatre)
    yield from _check_sectors(theatre)


def _duplicates(what: str, ids: Iterable[str]) -> Iterable[str]:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            yield f"{what} {id_!r} is defined twice"
        seen.add(id_)


def _check_sides(theatre: Theatre) -> Iterable[str]:
    sides = {s.id for s in theatre.sides}
    yield from _duplicates("side", (s.id for s in theatre.sides))
    try:
        ZoneInfo(theatre.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"zone {theatre.zone!r} is no IANA time zone"
    for relation in theatre.relations:
        for side in (relation.a, relation.b):
            if side not in sides:
                yield f"relation names the unknown side {side!r}"
    for name, side in theatre.capitals.items():
        if side not in sides:
            yield f"capital {name!r} names the unknown side {side!r}"


def _check_voices(theatre: Theatre) -> Iterable[str]:
    sides = {s.id for s in theatre.sides}
    actors = {a.id for a in theatre.actors}
    sources = {s.id for s in theatre.sources}
    yield from _duplicates("actor", (a.id for a in theatre.actors))
    yield from _duplicates("source", (s.id for s in theatre.sources))
    for actor in theatre.actors:
        if actor.side is not None and actor.side not in sides:
            yield f"actor {actor.id!r} has the unknown side {actor.side!r}"
        if actor.parent is not None and actor.parent not in actors:
            yield f"actor {actor.id!r} has the unknown parent {actor.parent!r}"
    for source in theatre.sources:
        if source.side is not None and source.side not in sides:
            yield f"source {source.id!r} has the unknown side {source.side!r}"
        if source.organisation is not None and source.organisation not in sources:
            yield f"source {source.id!r} speaks for the unknown source {source.organisation!r}"


def _check_places(theatre: Theatre) -> Iterable[str]:
    ids = {p.id for p in theatre.places}
    sides = {s.id for s in theatre.sides}
    yield from _duplicates("place", (p.id for p in theatre.places))
    for place in theatre.places:
        if not (-180 <= place.lon <= 180 and -90 <= place.lat <= 90):
            yield f"place {place.id!r} lies outside the world: {place.lon}, {place.lat}"
        if place.radius_km <= 0:
            yield f"place {place.id!r} has no extent: radius_km {place.radius_km}"
        for field in ("part_of", "crosses", "carries"):
            value = getattr(place, field)
            if value is not None and value not in ids:
                yield f"place {place.id!r}: {field} names the unknown place {value!r}"
        for name in place.names:
            if name.used_by is not None and name.used_by not in sides:
                yield f"place {place.id!r}: name {name.text!r} used by unknown {name.used_by!r}"


def _check_baseline(theatre: Theatre) -> Iterable[str]:
    if theatre.baseline is None:
        return
    ids = {p.id for p in theatre.places}
    states = {s.id for s in theatre.sides} | {"contested"}
    for entry in theatre.baseline.entries:
        if entry.place not in ids:
            yield f"baseline names the unknown place {entry.place!r}"
        if unknown := set(entry.control) - states:
            yield f"baseline of {entry.place!r} names the unknown states {sorted(unknown)}"
        if abs(sum(entry.control.values()) - 1) > 1e-6:
            yield f"baseline of {entry.place!r} does not sum to 1"
    for zone in theatre.baseline.zones:
        if zone.side not in states:
            yield f"a baseline zone names the unknown side {zone.side!r}"


def _check_sectors(theatre: Theatre) -> Iterable[str]:
    """Only what the theatre knows; whether a graph holds together the outlook says."""
    ids = {f"theatre:{p.id}" for p in theatre.places}
    sides = {s.id for s in theatre.sides}
    yield from _duplicates("sector graph", (g.id for g in theatre.sectors))
    for graph in theatre.sectors:
        for side in (graph.attacker, graph.defender):
            if side not in sides:
                yield f"sectors.yaml, graph {graph.id!r}: unknown side {side!r}"
        for sector in graph.sectors:
            if sector.place is None or sector.place not in ids:
                yield (
                    f"sectors.yaml, graph {graph.id!r}, sector {sector.id!r}: place "
                    f"{sector.place!r} is none of places.yaml; write theatre:ID"
                )
