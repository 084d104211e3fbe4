"""What a report is speaking of: the town, river or bridge that bare words like "the city" mean."""

import math
import re
from dataclasses import dataclass

from shapely.geometry import Point

from fogline.model.placement import PlaceWords
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import Row
from fogline.places.ground import km_between
from fogline.places.index import Index

FADES = 300.0
"""Characters after which a mention counts 1/e: two or three sentences. Set by hand."""
PRONOUN = 60.0
"""The same for "it" and "its", which mean the nearest."""
_TOPIC = 0.35
"""What the report's first settlement counts throughout."""
_TOO_FAR_OFF = 0.02  # "the village" is no city of 400,000
_VILLAGE = 400  # inhabitants of a village that no gazetteer counts
_UNCOUNTED = 0.05
"""Least agreement where nobody counted: what it is called may be right."""
_WEAK = {"towards": 0.4, "up_to": 0.4, "distance": 0.3, "near": 0.7, "around": 0.4}
_ASIDE = 0.4  # a place that is only come from, or lived in by who speaks
_BARE = 0.5  # "the city" says again what it means
_SITE_KM = 15.0
_RIVER_DEGREES, _AT_DEGREES = 0.06, 0.1


@dataclass(frozen=True, slots=True)
class _Mention:
    at: int
    row: Row
    weight: float


class Discourse:
    """The places named so far in one report, asked for the one meant by bare words."""

    def __init__(self, index: Index, text: str) -> None:
        self.index = index
        self.text = text
        self.first: Row | None = None
        """The report's first settlement, which stands in where nothing is named before."""
        self._mentions: list[_Mention] = []

    def titled(self, title: str) -> None:
        """Note the theatre's settlements in a title that the text does not hold.

        The title says what the report is about, so its first settlement leads as the text's own
        first one would; no parser is asked, so only the theatre's own names count.
        """
        if not title or self.text.startswith(title):
            return
        words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", title)
        at = 0
        while at < len(words):
            row, length = self._named_at(words, at)
            if row is not None:
                self.first = self.first or row
                self._mentions.append(_Mention(0, row, 1.0))
            at += length

    def _named_at(self, words: list[str], at: int) -> tuple[Row | None, int]:
        """Return the theatre's settlement that the longest run of words from `at` names."""
        for length in (3, 2, 1):
            run = words[at : at + length]
            if len(run) == length and run[0][0].isupper():
                found = self.index.named(name_key(" ".join(run)))
                if found and found[0].theatre and found[0].kind == "settlement":
                    return found[0], length
        return None, 1

    def remember(self, row: Row, word: PlaceWords) -> None:
        """Note a place that the report names."""
        relation = word.relation or ""
        weight = 0.4 if relation.endswith("_of") else _WEAK.get(relation, 1.0)
        before = self.text[max(0, word.start - 12) : word.start].lower().split()
        if (before and before[-1] in self.index.words.aside) or (
            len(before) > 1 and before[-2] in self.index.words.aside
        ):
            weight *= _ASIDE
        self._mentions.append(_Mention(word.start, row, weight))
        town = self._town_of(row)
        if town is not None:
            self._mentions.append(_Mention(word.start, town, 0.8 * weight))

    def again(self, row: Row, word: PlaceWords) -> None:
        """Note a settlement that bare words speak of, less than one that is named."""
        if row.kind == "settlement" and word.names[0]:
            self._mentions.append(_Mention(word.start, row, _BARE))

    def _town_of(self, row: Row) -> Row | None:
        """Return the town that a sector, bridge or airport belongs to."""
        if row.kind in {"settlement", "region", "country", "river", "district", "road"}:
            return None
        parent = self.index.part_of(row.id)
        found = self.index.row(parent) if parent else None
        if found is None or found.kind != "settlement":
            found = next((r for r in self.index.of_kind("settlement") if r.name in row.name), None)
        return found

    def town(
        self, at: int, noun: str = "", without: str | None = None, fades: float = FADES
    ) -> Row | None:
        """Return the settlement under discussion at a place of the text, of the noun's size."""
        if noun in self.index.words.capital and (capital := self._capital()) is not None:
            return capital
        scores: dict[str, float] = {}
        rows: dict[str, Row] = {}
        for mention in self._mentions:
            row = mention.row
            if row.kind != "settlement" or row.id == without:
                continue
            rows[row.id] = row
            left = math.exp(-max(0, at - mention.at) / fades)
            scores[row.id] = scores.get(row.id, 0.0) + mention.weight * left
        if self.first is not None and self.first.id != without:
            rows.setdefault(self.first.id, self.first)
            scores[self.first.id] = scores.get(self.first.id, 0.0) + _TOPIC * (fades / FADES) ** 2
        if not scores:
            return None
        best = rows[max(scores, key=lambda id_: scores[id_] * self._agrees(rows[id_], noun))]
        return best if self._agrees(best, noun) > _TOO_FAR_OFF else None

    def in_sentence(self, at: int, without: str) -> Row | None:
        """Return the settlement last named before a place of the text in the same sentence."""
        for mention in reversed(self._mentions):
            if re.search(r"[.;:!?]\s", self.text[mention.at : at]):
                return None
            if mention.row.kind == "settlement" and mention.row.id != without:
                return mention.row
        return None

    def _agrees(self, row: Row, noun: str) -> float:
        """Return how well a settlement's size fits a noun: 1 inside its bounds, less outside."""
        low, high = self.index.words.sizes.get(noun, (0, 0))
        size = row.population or _size_of(row)
        if size < low:
            return max(size / low, _UNCOUNTED if row.population == 0 else 0.0)
        return high / size if 0 < high < size else 1.0

    def _capital(self) -> Row | None:
        theatre = self.index.theatre
        if theatre is None:
            return None
        own = [r for r in self.index.of_kind("settlement") if r.country == theatre.home]
        largest = max(own, default=None, key=lambda r: r.population)
        if largest is None:
            return None
        # A seat of government in exile inside the country is not what "the capital" means.
        named = [r for r in own if r.name in theatre.capitals]
        return next((r for r in named if 2 * r.population >= largest.population), largest)

    def site(
        self, kind: str, noun: str, at: int, words: str = "", town: Row | None = None
    ) -> Row | None:
        """Return the bridge, airport, river ... that is meant: the last named, else the town's.

        `words` is the whole phrase: "the railway bridge" is none that is not called so, if any is.
        `town` is where the text says that it is: "the railway bridge at Sadove".
        """
        if town is not None and kind != "region":
            called = self._modifiers(kind, noun, words)
            return self._near_town(town, kind, noun, called) or town
        town = self.town(at)
        if kind == "region":
            return self._region(town)
        if not noun and town is not None and (river := self.river_of(town)) is not None:
            return river
        called = self._modifiers(kind, noun, words)
        for mention in reversed(self._mentions):
            if (_is(mention.row, kind, noun) or self._called(mention.row, noun)) and (
                called <= _parts(mention.row)
            ):
                return mention.row
        if kind == "area":
            return self._only_one(noun)
        return None if town is None else self._near_town(town, kind, noun, called)

    def _modifiers(self, kind: str, noun: str, words: str) -> frozenset[str]:
        """Return the words before the noun by which the theatre's sites of the kind are told apart."""
        said = frozenset(words.lower().split()) - {noun} - self.index.words.determiners
        if not said:
            return said
        rows = [r for r in self.index.theatre_rows() if _is(r, kind, noun)]
        return said & frozenset[str]().union(*(_parts(r) for r in rows))

    def _only_one(self, noun: str) -> Row | None:
        """Return the one region or area of the theatre that is called so."""
        only = [r for r in self.index.theatre_rows() if self._called(r, noun)]
        return only[0] if len(only) == 1 else None

    def _near_town(
        self, town: Row, kind: str, noun: str, called: frozenset[str] = frozenset()
    ) -> Row | None:
        """Return the town's bridge, airport, river: the theatre's nearest."""
        near = [r for r in self.index.theatre_rows() if _is(r, kind, noun) and called <= _parts(r)]
        if kind == "river":
            return self.river_of(town, near)
        within = [(self._far(town, r), noun not in r.name.lower(), r.id, r) for r in near]
        best = min(within, default=None, key=lambda item: (item[1], item[0], item[2]))
        return best[3] if best is not None and best[0] <= _SITE_KM + town.radius_km else None

    def _called(self, row: Row, noun: str) -> bool:
        """Whether another name of a region or area holds the noun: "Sadove Peninsula"."""
        if row.kind not in {"region", "area"} or not noun:
            return False
        entry = self.index.entry(row.id)
        return entry is not None and any(noun in n.lower().split() for n in entry.names)

    def _region(self, town: Row | None) -> Row | None:
        """Return the region last named, else the one that the town under discussion lies in."""
        said = next((m.row for m in reversed(self._mentions) if m.row.kind == "region"), None)
        if said is not None or town is None:
            return said
        return self.index.region(town)

    def _far(self, town: Row, row: Row) -> float:
        shape = self.index.shape(row.id)
        if shape is None or shape.geom_type == "Point":
            return km_between(town.lon, town.lat, row.lon, row.lat)
        return float(shape.distance(Point(town.lon, town.lat))) * 90.0

    def river_of(self, town: Row, rivers: list[Row] | None = None) -> Row | None:
        """Return the theatre's river that a town lies at."""
        at = Point(town.lon, town.lat)
        near = [
            (float(line.distance(at)), row.id, row)
            for row in (self.index.of_kind("river") if rivers is None else rivers)
            if (line := self.index.shape(row.id)) is not None
        ]
        best = min(near, default=None, key=lambda item: item[:2])
        return best[2] if best is not None and best[0] < _RIVER_DEGREES else None

    def beside(self, row: Row, at: int) -> Row | None:
        """Return the point last named that lies at a river or road, else the town."""
        for mention in reversed(self._mentions[-6:]):
            if mention.row.id != row.id and self.lies_at(mention.row, row):
                return mention.row
        # Of a river that is named, no town means all of it.
        return self.town(at, without=row.id) if self._mentions else None

    def lies_at(self, point: Row, row: Row) -> bool:
        """Whether a town, bridge or the like lies at a river or road."""
        line = self.index.shape(row.id)
        if line is None or point.kind in {"region", "country", "river", "road", "district"}:
            return False
        return bool(line.distance(Point(point.lon, point.lat)) < _AT_DEGREES)


def _size_of(row: Row) -> float:
    """Return inhabitants by extent, as settlement_radius has it; a village without a town's."""
    return (row.radius_km / 0.012) ** 2 if row.radius_km > 1.6 else _VILLAGE


def _parts(row: Row) -> frozenset[str]:
    return frozenset(row.name.lower().split())


def _is(row: Row, kind: str, noun: str) -> bool:
    return row.kind == kind or (noun != "" and noun in row.name.lower().split())
