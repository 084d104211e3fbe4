"""Read GeoNames' files line by line: country dumps, alternate names, codes of regions.

Each reader yields what a line says, or the reason why it says nothing, with the byte behind it, so
that a load that was cut off can go on from there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from fogline.places.gazetteer.tables import MAIN, OTHER, Place, settlement_radius

_CLASSES = {"P": "settlement", "T": "height", "H": "river", "R": "road", "L": "area", "V": "forest"}
_CODES = {
    "PCLI": "country", "ADM1": "region", "ADM2": "district", "ADM3": "district", "LK": "lake",
    "RSV": "lake", "RR": "railway", "RSTN": "station", "BDG": "bridge", "AIRP": "airport",
    "AIRB": "airport", "DAM": "dam", "MN": "mine", "PRT": "port", "MFG": "plant", "CMP": "camp",
    "PPLX": "sector",
}  # fmt: skip
_RADII = {"country": 300.0, "region": 80.0, "district": 20.0, "river": 10.0, "area": 5.0}
_NO_NAMES = {"link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "piny", "abbr"}
"""What the language column of alternateNamesV2 holds beside languages."""
_PLACE, _CODE = 19, 4
MANKIND = 10**10
_ALTERNATES = (8, 10)
"""Columns of a dump, of the codes and of alternate names (ten since 2018)."""


@dataclass(frozen=True, slots=True)
class ExtraName:
    """Another name of a place that is there already."""

    gid: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be read."""

    where: str
    reason: str


Item: TypeAlias = Place | ExtraName | Fault
Line: TypeAlias = tuple[int, Item | None]
"""The position behind it and what it says; None for what is rightly left out."""


def lines(path: Path, start: int = 0) -> Iterator[Line]:
    """Yield what the lines of a GeoNames file say, from a byte on.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        number = sum(1 for _ in _until(file.readline, start)) if start else 0
        while raw := file.readline():
            number += 1
            text = raw.decode("utf-8", "replace").rstrip("\r\n")
            yield file.tell(), _said(text, number)


def _until(readline: Callable[[], bytes], end: int) -> Iterator[bytes]:
    at = 0
    while at < end and (raw := readline()):
        at += len(raw)
        yield raw


def _said(text: str, number: int) -> Item | None:
    if not text or text.startswith("#"):
        return None
    columns = text.split("\t")
    try:
        if len(columns) == _PLACE:
            return _place(columns)
        if len(columns) in _ALTERNATES and columns[0].isdigit():
            return _alternate(columns)
        if len(columns) == _CODE and columns[3].isdigit():
            return ExtraName(f"geonames:{columns[3]}", columns[1])
    except ValueError as error:
        return Fault(f"line {number}", str(error))
    return Fault(f"line {number}", f"{len(columns)} columns instead of {_PLACE}")


def _place(columns: list[str]) -> Place:
    id_, name, ascii_name, others, lat, lon, class_, code, country = columns[:9]
    kind = _CODES.get(code) or _CLASSES.get(class_, "site")
    population = inhabitants(int(columns[14] or 0))
    at = checked(float(lon), float(lat))
    if not name or not id_.isdigit():
        raise ValueError(f"no name or no number in {id_!r} {name!r}")
    names = [(name, MAIN), (ascii_name, OTHER)]
    names += [(n, OTHER) for n in others.split(",") if len(n) > 3 or not n.isascii()]
    radius = settlement_radius(population) if kind == "settlement" else _RADII.get(kind, 1.0)
    return Place(
        f"geonames:{id_}", name, kind, country or None, columns[10] or None, *at, radius,
        population, names,
    )  # fmt: skip


def _alternate(columns: list[str]) -> ExtraName | None:
    _, id_, language, text = columns[:4]
    if not id_.isdigit() or not text:
        raise ValueError(f"no name or no number in {id_!r} {text!r}")
    code = len(text) <= 3 and text.isascii()
    return None if code or language in _NO_NAMES else ExtraName(f"geonames:{id_}", text)


def inhabitants(number: int) -> int:
    """Return a number of inhabitants that can be one.

    Raises:
        ValueError: it is below 0 or beyond all mankind.
    """
    if not 0 <= number <= MANKIND:
        raise ValueError(f"inhabitants out of range: {number}")
    return number


def checked(lon: float, lat: float) -> tuple[float, float]:
    """Return coordinates that are on the globe.

    Raises:
        ValueError: they are not.
    """
    # NaN fails every comparison, so the test asks for what is right.
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"coordinates out of range: {lon}, {lat}")
    return lon, lat
