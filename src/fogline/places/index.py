"""Names to places: the gazetteer with a theatre's own places laid over it."""

from typing import Any, TypeVar

from rapidfuzz import fuzz, process
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fogline.model.gazetteer import Entry
from fogline.model.placement import Candidate
from fogline.model.theatre import Theatre
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import MOST_NAMED, Gazetteer, Row
from fogline.places.layer import Layer, without_article
from fogline.places.ranking import prominence
from fogline.text.habits import respelled
from fogline.text.transliterate import is_cyrillic, latin, skeleton, unmixed
from fogline.vocabulary.places import PlaceVocabulary, place_vocabulary

ALIKE = 72.0
"""Least likeness (rapidfuzz ratio, 0 to 100) of a spelling to a name of the same skeleton. Of
628 wrong spellings in SpellingUkraine 595 share the right one's skeleton, and 540 of these are as
like as this."""
FUZZY = 88.0
"""Least likeness of a spelling to a theatre's name of another skeleton: one letter in eight."""
_NEARLY = 72.0
"""Least likeness of any name of the country to what a person asks for and nothing bears."""
_CLOSE, _CLOSE_AT_HOME = 10.0, 16.0
"""How much less alike than the best another place may be: "Makarov" is a town in Russia by the
letter, and Makariv in Russian."""
_CACHED = 50_000
_T = TypeVar("_T")


class Index:
    """What a name can stand for. One per process and theatre; answers are remembered.

    index.named("khromove")       -> the places of that name, theatre places first
    index.like("Khromovoe")       -> places whose names are spelled alike, in the theatre
    index.lookup("Khromovo")      -> candidates with reasons, for people
    """

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre | None = None) -> None:
        self.gazetteer = gazetteer
        self.theatre = theatre
        self.words: PlaceVocabulary = place_vocabulary()
        self._named: dict[str, tuple[Row, ...]] = {}
        self._like: dict[str, tuple[Row, ...]] = {}
        self._longest: dict[str, int] = {}
        self._all_names: dict[str, int] | None = None
        self._regions: dict[tuple[str, str], Row | None] = {}
        self._shapes: dict[str, BaseGeometry | None] = {}
        self._layer = Layer(theatre, gazetteer, self.words)

    def longest(self, word: str) -> int:
        """Return how many words the longest name has that begins with this word, 0 if none."""
        known = self._longest.get(word)
        if known is None:
            own = self._layer.first.get(word, 0)
            known = _keep(self._longest, word, max(own, self.gazetteer.longest(word)))
        return known

    def begins(self, word: str) -> bool:
        """Whether a longer name of the theatre begins with this word."""
        return self._layer.first.get(word, 0) > 1

    def begins_lower(self, word: str) -> int:
        """Return the same for theatre names that are written with a small first letter."""
        return self._layer.lower_first.get(word, 0)

    def named(self, key: str) -> tuple[Row, ...]:
        """Return the places that bear the name with this key, theatre places first."""
        known = self._named.get(key)
        if known is None:
            known = _keep(self._named, key, self._layer.merge(key, self._of_all(key)))
        return known

    def _of_all(self, key: str) -> list[Row]:
        """Return the gazetteer's places of a name; of a very common one also the theatre's own."""
        rows = self.gazetteer.named(key)
        if len(rows) == MOST_NAMED and self.theatre is not None:
            known = {row.id for row in rows}
            own = self.gazetteer.named_in(key, self.theatre.home)
            rows += [row for row in own if row.id not in known]
        return rows

    def like(self, text: str) -> tuple[Row, ...]:
        """Return places of the theatre and its countries whose names are spelled alike."""
        known = self._like.get(text)
        if known is None:
            known = _keep(self._like, text, self._alike(text))
        return known

    def _alike(self, text: str) -> tuple[Row, ...]:
        key, bones = name_key(text), skeleton(text)
        if len(key) < 4 or self.theatre is None:
            return ()
        if (bare := without_article(text, self.words)) and (
            own := self._layer.names.get(name_key(bare))
        ):
            return tuple(own)
        found: dict[str, tuple[float, Row]] = {}
        forms = [key]
        if is_cyrillic(text):
            forms += [name_key(latin(text, language)) for language in ("uk", "ru")]
        for name, row in self._layer.bones.get(bones, ()):
            _better(found, max(fuzz.ratio(form, name) for form in forms), row)
        if len(bones) >= 3:
            for row, names in self.gazetteer.alike(bones, self.theatre.countries):
                likeness = max(fuzz.ratio(f, name_key(n)) for n in names if n for f in forms)
                _better(found, likeness, self._layer.swap(row))
        near = [(score, row) for score, row in found.values() if score >= ALIKE]
        if not near:
            best = process.extractOne(key, self._layer.keys, scorer=fuzz.ratio, score_cutoff=FUZZY)
            near = [(best[1], row) for row in self._layer.names[best[0]]] if best else []
        near.sort(key=lambda pair: -pair[0])
        home = self.theatre.home
        return tuple(
            row
            for score, row in near
            if score >= near[0][0] - (_CLOSE_AT_HOME if row.country == home else _CLOSE)
        )

    def phrase(self, key: str) -> Row | None:
        """Return the theatre's place that a whole phrase names ("eastern part of Bakhmut")."""
        found = self._layer.names.get(key) or self._layer.phrases.get(key)
        return found[0] if found else None

    def row(self, gazetteer_id: str) -> Row | None:
        """Return the place with this id."""
        found = self._layer.rows.get(gazetteer_id)
        return found or self.gazetteer.row(gazetteer_id)

    def part_of(self, gazetteer_id: str) -> str | None:
        """Return the id of what a theatre place belongs to."""
        place = self._layer.places.get(gazetteer_id)
        return f"theatre:{place.part_of}" if place and place.part_of else None

    def parts(self, gazetteer_id: str, kind: str) -> list[Row]:
        """Return the theatre places of a kind that belong to a place."""
        return [
            self._layer.rows[id_]
            for id_, place in self._layer.places.items()
            if place.kind == kind and f"theatre:{place.part_of}" == gazetteer_id
        ]

    def own(self, row: Row) -> bool:
        """Whether a place is the theatre's or lies in its first country."""
        theatre = self.theatre
        return row.theatre or (theatre is not None and row.country == theatre.home)

    def theatre_rows(self) -> list[Row]:
        """Return all the theatre's places."""
        return list(self._layer.rows.values())

    def of_kind(self, kind: str) -> list[Row]:
        """Return the theatre's places of a kind."""
        return [row for row in self._layer.rows.values() if row.kind == kind]

    def region(self, row: Row) -> Row | None:
        """Return the region that a place lies in."""
        if row.country is None or row.admin is None:
            return None
        key = row.country, row.admin
        if key not in self._regions:
            own = (r for r in self.of_kind("region") if (r.country, r.admin) == key)
            self._regions[key] = next(own, None) or self.gazetteer.region(*key)
        return self._regions[key]

    def shape(self, gazetteer_id: str) -> BaseGeometry | None:
        """Return the place's line or outline, None for a point."""
        if gazetteer_id not in self._shapes:
            place = self._layer.places.get(gazetteer_id)
            own = place.geometry if place else None
            drawn = None if place else self.gazetteer.shape(gazetteer_id)
            self._shapes[gazetteer_id] = shape(own) if own else drawn
        return self._shapes[gazetteer_id]

    def entry(self, gazetteer_id: str) -> Entry | None:
        """Return the place with this id as other rooms see it."""
        place = self._layer.places.get(gazetteer_id)
        if place is None:
            return self.gazetteer.entry(gazetteer_id)
        row = self._layer.rows[gazetteer_id]
        base = self.gazetteer.entry(f"geonames:{place.geonames}") if place.geonames else None
        names = [n.text for n in place.names] + list(base.names if base else ())
        return Entry(
            id=row.id, name=row.name, kind=row.kind, country=row.country, admin=row.admin,
            lon=row.lon, lat=row.lat, radius_km=row.radius_km, geometry=place.geometry,
            population=row.population, part_of=self.part_of(gazetteer_id),
            geonames=place.geonames, names=tuple(dict.fromkeys(names)),
        )  # fmt: skip

    def lookup(self, name: str, most: int = 10) -> tuple[Candidate, ...]:
        """Return what a name can stand for, best first, with reasons for people."""
        name = unmixed(name)
        key = name_key(name)
        exact = self.named(key)
        alike = tuple(r for r in self.like(name) if all(r.id != e.id for e in exact))
        if not exact:
            also = [
                r
                for form in respelled(name)
                for r in (*self.named(name_key(form)), *self.like(form))
            ]
            known = {r.id for r in alike}
            alike += tuple({r.id: r for r in also if r.id not in known}.values())
        near = () if exact or alike else self._nearly(name, key)
        found = [(row, "bears this name") for row in exact]
        found += [(row, "is spelled alike") for row in alike]
        found += [(row, "has a name like it") for row in near]
        if exact or alike:
            home = self.theatre.countries if self.theatre else ()
            found.sort(key=lambda item: -prominence(item[0], key, home, exact=item[0] in exact))
        return tuple(
            Candidate(
                gazetteer_id=row.id, name=row.name, kind=row.kind, country=row.country,
                lon=row.lon, lat=row.lat, score=round(1.0 / (rank + 1), 3),
                reason=f"{row.name} ({row.kind}, {row.country or 'no country'}) "
                + self._layer.when(row, key, how)
                + (", a place of the theatre" if row.theatre else "")
                + (f", {row.population:,} inhabitants" if row.population else ""),
            )
            for rank, (row, how) in enumerate(found[:most])
        )  # fmt: skip

    def _nearly(self, name: str, key: str) -> tuple[Row, ...]:
        """Return the theatre country's places whose names are nearest by letters, for people.

        Reads all names of the country, a third of a second the first time; texts do not ask.
        """
        if self.theatre is None or len(key) < 4:
            return ()
        if self._all_names is None:
            self._all_names = self.gazetteer.names_in(self.theatre.home)
        forms = dict.fromkeys([key, *(name_key(latin(name, lang)) for lang in ("uk", "ru"))])
        numbers: dict[int, None] = {}
        for form in forms:
            found = process.extract(
                form, self._all_names.keys(), scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=5
            )
            numbers |= dict.fromkeys(self._all_names[name] for name, _, _ in found)
        return tuple(self._layer.swap(self.gazetteer.numbered(n)) for n in numbers)

    def settlements_within(self, area: BaseGeometry | dict[str, Any]) -> list[Entry]:
        """Return the settlements inside an area, by name."""
        from shapely.geometry import Point

        outline = shape(area) if isinstance(area, dict) else area
        rows = [self._layer.swap(r) for r in self.gazetteer.settlements(*outline.bounds)]
        rows += [r for r in self._layer.rows.values() if r.kind == "settlement"]
        inside = {r.id: r for r in rows if outline.covers(Point(r.lon, r.lat))}
        entries = [e for id_ in inside if (e := self.entry(id_)) is not None]
        return sorted(entries, key=lambda e: (e.name, e.id))


def _keep(cache: dict[str, _T], key: str, value: _T) -> _T:
    if len(cache) >= _CACHED:
        cache.clear()
    cache[key] = value
    return value


def _better(found: dict[str, tuple[float, Row]], score: float, row: Row) -> None:
    if row.id not in found or found[row.id][0] < score:
        found[row.id] = (score, row)
