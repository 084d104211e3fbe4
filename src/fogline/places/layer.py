"""A theatre's own places, laid over the gazetteer."""

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from fogline.model.theatre import Theatre, TheatrePlace
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import Gazetteer, Row
from fogline.places.gazetteer.tables import MAIN, OTHER, old_names, without_generic
from fogline.places.ground import km_between
from fogline.text.transliterate import skeleton
from fogline.vocabulary.places import PlaceVocabulary

_MISSPELT = {"settlement", "sector", "area", "river", "lake", "forest", "height", "region"}
"""Kinds whose names are looked for in other spellings."""
_SAME_KM = 2.5
"""How near an entry of the same name and kind must lie to be the theatre's place."""


class Layer:
    """A theatre's places by name, key and GeoNames id."""

    def __init__(
        self, theatre: Theatre | None, gazetteer: Gazetteer, words: PlaceVocabulary,
    ) -> None:  # fmt: skip
        own = theatre.places if theatre else ()
        self.countries = theatre.countries if theatre else ()
        self.places: dict[str, TheatrePlace] = {f"theatre:{p.id}": p for p in own}
        self.rows: dict[str, Row] = {}
        self.by_geonames: dict[str, Row] = {}
        for id_, place in self.places.items():
            base = gazetteer.row(f"geonames:{place.geonames}") if place.geonames else None
            self.rows[id_] = row = self._row(id_, place, base)
            if place.geonames:
                self.by_geonames[f"geonames:{place.geonames}"] = row
        _share_regions(self.rows)
        self.names: dict[str, list[Row]] = {}
        self.phrases: dict[str, list[Row]] = {}
        self.first: dict[str, int] = {}
        self.lower_first: dict[str, int] = {}
        self.bones: dict[str, list[tuple[str, Row]]] = {}
        for id_, place in self.places.items():
            self._add(self.rows[id_], place, words)
        self.keys = [k for k in self.names if len(k) > 4]

    def _row(self, id_: str, place: TheatrePlace, base: Row | None) -> Row:
        country = base.country if base else (self.countries[0] if self.countries else None)
        return Row(
            id_, place.name, place.kind, country, base.admin if base else None, place.lon,
            place.lat, place.radius_km, place.population or (base.population if base else 0),
            MAIN, theatre=True,
        )  # fmt: skip

    def _add(self, own: Row, place: TheatrePlace, words: PlaceVocabulary) -> None:
        texts = dict.fromkeys([place.name, *(n.text for n in place.names)], own)
        # "Sadove" may mean "Sadove district", but seldom does.
        other = replace(own, role=OTHER)
        for bare in [bare for t in texts if (bare := without_generic(t))]:
            texts.setdefault(bare, other)
        for bare in [bare for t in texts if (bare := without_article(t, words))]:
            texts.setdefault(bare, other)
        for text, row in texts.items():
            key = name_key(text).removeprefix("the ")
            parts = key.split()
            if not parts:
                continue
            if _is_phrase(parts, words) or (row.kind in {"line", "road"} and _joins(text)):
                self._put(self.phrases, key, row)
                continue
            self._put(self.names, key, row)
            first = self.lower_first if text.removeprefix("the ")[0].islower() else self.first
            named = len(parts) > 1 and any(c.isupper() for c in text[1:])
            if first is self.first or named:
                first[parts[0]] = max(first.get(parts[0], 0), len(parts))
            if row.kind in _MISSPELT:
                self.bones.setdefault(skeleton(text), []).append((key, row))

    def when(self, row: Row, key: str, how: str) -> str:
        """Return "bore this name from 1924 to 2016" for "bears this name" where years are known."""
        place = self.places.get(row.id)
        own = place.names if place else ()
        said = [(n.since, n.until) for n in own if name_key(n.text) == key]
        number = f"geonames:{place.geonames}" if place and place.geonames else row.id
        said += [(o.since, o.until) for o in old_names().get(number, ()) if name_key(o.text) == key]
        since, until = next((years for years in said if any(years)), (None, None))
        if until is None:
            return f"{how} since {since}" if since else how
        return how.replace("bears", "bore") + (
            f" from {since} to {until}" if since else f" until {until}"
        )

    @staticmethod
    def _put(names: dict[str, list[Row]], key: str, row: Row) -> None:
        rows = names.setdefault(key, [])
        if all(r.id != row.id for r in rows):
            rows.append(row)

    def swap(self, row: Row) -> Row:
        """Return the theatre's place for a gazetteer entry that it describes."""
        return self.by_geonames.get(row.id, row)

    def merge(self, key: str, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return theatre places of the name, then the gazetteer's without those same places."""
        found = {row.id: row for row in self.names.get(key, ())}
        own = list(found.values())
        for row in rows:
            swapped = self.swap(row)
            if swapped.id in found or any(_same(row, o) for o in own):
                continue
            if swapped is not row:
                swapped = replace(swapped, role=row.role)
            found[swapped.id] = swapped
        return tuple(found.values())


def _share_regions(rows: dict[str, Row]) -> None:
    """Give places without a region of their own that of the nearest settlement that has one."""
    known = [r for r in rows.values() if r.kind == "settlement" and r.admin]
    lats, lons = np.array([r.lat for r in known]), np.array([r.lon for r in known])
    for id_, row in rows.items():
        if row.admin is None and known and row.kind not in {"region", "country"}:
            # Ranks like the true distance within a theatre.
            near = known[int(np.argmin((lats - row.lat) ** 2 + 0.5 * (lons - row.lon) ** 2))]
            rows[id_] = replace(row, admin=near.admin, country=near.country)


def _same(row: Row, own: Row) -> bool:
    """Whether an entry of the same name is the theatre's place without its GeoNames id."""
    if row.kind != own.kind:
        return False
    return km_between(row.lon, row.lat, own.lon, own.lat) < max(_SAME_KM, own.radius_km)


def _joins(text: str) -> bool:
    """Whether a line's or road's name joins two places, which the finder reads one by one."""
    return re.search(r"[^\W\d]{3,} ?[-–—] ?[^\W\d]{3,}", text) is not None


def _is_phrase(parts: list[str], words: PlaceVocabulary) -> bool:
    """Whether a theatre's name is a phrase that the finder takes apart by itself.

    "Eastern part of Bakhmut" and "Bakhmut direction" name theatre areas, but the finder reads
    them as a relation to Bakhmut and asks for the theatre's shape afterwards.
    """
    if len(parts) == 1:
        return False
    head, last = parts[0], parts[-1]
    relation = words.direction(head) or head in words.central or head in words.centre
    relation = relation or head in words.towards_of
    return bool(relation) or last in words.around_after or last in {"centre", "center"}


def without_article(name: str, words: PlaceVocabulary) -> str:
    """Return "Fasher" of "El Fasher" and "Al-Fasher", "" if there is no article."""
    found = re.match(r"([A-Z][a-z]{1,2})[ -](?=\S{4})", name)
    return name[found.end() :] if found and found[1].lower() in words.articles else ""
