"""Where the words of a report are once it is known which places they rest on.

The theatre's own sectors, banks and roads go before geometry that is made from points.
"""

from fogline.model.placement import PlaceWords
from fogline.places.discourse import Discourse
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import Row
from fogline.places.ground import km_between
from fogline.places.index import Index
from fogline.places.questions import is_anaphor
from fogline.places.relative import Ground, Where, place, several
from fogline.places.ways import road_between, roads_at
from fogline.vocabulary.places import COMPASS

_FARTHEST_KM = 300.0
"""Longest "road to": beyond it the two places are no neighbours."""
_SAME_CLAUSE = 40  # characters


class Shapes:
    """Makes the geometry of one report's place words, left to right."""

    def __init__(self, text: str, index: Index) -> None:
        self.text = text
        self.index = index
        self.spoken = Discourse(index, text)
        self.follows: dict[int, Row] = {}
        """Places by the end of the word that they follow in the same clause."""
        self.behind: dict[int, Row] = {}
        """Settlements by the end of the word that they follow with "at": "the bank at Sadove"."""

    def note(self, one: PlaceWords, two: PlaceWords, row: Row | None) -> None:
        """Note the place `row` of a word that follows another one."""
        gap = self.text[one.end : two.start]
        if row is not None and gap.strip(", ") in self.index.words.at:
            self.behind[one.end] = row
        if row is not None and len(gap) < _SAME_CLAUSE and "." not in gap:
            self.follows[one.end] = row

    def phrase(self, word: PlaceWords, rows: list[Row]) -> Row | None:
        """Return the theatre's place that the whole phrase names, "the city" put in words.

        A bare name is answered already, among all that bear it.
        """
        text = word.text
        if text == word.names[0]:
            return None
        if is_anaphor(word, self.index) and word.names[0]:
            article = "the " if rows[0].kind == "river" else ""
            text = text.replace(word.names[0], article + rows[0].name)
        return self.index.phrase(name_key(text).removeprefix("the "))

    def theatres_shape(self, word: PlaceWords, rows: list[Row]) -> Row | None:
        """Return the sector of a city that a part of it is, if the theatre draws sectors."""
        relation = word.relation or ""
        if len(rows) != 1 or not (relation.endswith("_part") or relation == "centre"):
            return None
        if (named := self._named_part(rows[0], relation)) is not None:
            return named
        wanted = relation.removesuffix("_part").replace("_", "-")
        for row in self.index.parts(rows[0].id, "sector"):
            if row.id.endswith(f"-{wanted}") and row.id == f"{rows[0].id}-{wanted}":
                return row
        return None

    def _named_part(self, city: Row, relation: str) -> Row | None:
        """Return the theatre's place that bears the part's name, "eastern Sadove"."""
        for compass, names in self.index.words.directions.items():
            if relation == f"{COMPASS[compass]}_part":
                keys = (name_key(f"{n} {city.name}") for n in names)
                return next((r for k in keys if (r := self.index.phrase(k)) is not None), None)
        return None

    def where(self, word: PlaceWords, rows: list[Row], own: Row | None) -> Where:
        """Return where a word is that rests on these places, or is the place `own`."""
        if own is not None:
            return place(None, self.ground(own))
        grounds = [self.ground(r) for r in rows]
        if len(grounds) > 1:
            return several(word.relation or "between", grounds)
        if word.relation == "along" and rows[0].kind == "settlement":
            return place("near", grounds[0])
        follows = self.follows.get(word.end)
        if follows is not None and not self.spoken.lies_at(follows, rows[0]):
            follows = None  # "on the left bank of the Kamin, marines hold Sadove"
        town = self.behind.get(word.end) or follows or self.spoken.beside(rows[0], word.start)
        seen = self.ground(town) if town is not None and town.id != rows[0].id else None
        return place(
            word.relation, grounds[0], distance_km=word.distance_km, bearing=word.bearing,
            seen_from=seen,
        )  # fmt: skip

    def line(self, word: PlaceWords, rows: list[Row]) -> tuple[Where, Row | None] | None:
        """Return the theatre's road in "the Sadove - Orlivka road"."""
        if word.relation not in {"line", "from_to"} or word.kind_hint != "road":
            return None
        found = road_between(self.index, rows)
        return None if found is None else (found[1], found[0])

    def way(self, word: PlaceWords, to: Row) -> tuple[Where, Row | None] | None:
        """Return "the road to Sadove": from the town under discussion, by a road of the theatre.

        None where the words speak of no road. The road's row is None where they speak of several.
        """
        relation = word.relation or ""
        nouns = [w for w in word.text.lower().split() if w in self.index.words.roads]
        if to.kind != "settlement" or not nouns or not (
            relation == "along" or relation.endswith("_of")
        ):  # fmt: skip
            return None
        many = nouns[0].endswith("s")
        if relation.endswith("_of"):  # "the road north of Sadove" is one of those that leave it
            where = roads_at(self.index, to, relation)
            return None if where is None else (where, None)
        said = None if many else self.spoken.in_sentence(word.start, to.id)
        town = None if many else said or self.spoken.town(word.start, without=to.id)
        if town is not None and km_between(town.lon, town.lat, to.lon, to.lat) <= _FARTHEST_KM:
            found = road_between(self.index, [town, to])
            if found is not None:
                return found[1], found[0]
            if relation == "along":
                return several("line", [self.ground(town), self.ground(to)]), None
        where = roads_at(self.index, to, relation) if many else None
        return None if where is None else (where, None)

    def ground(self, row: Row) -> Ground:
        """Return a place to build on, with its shape."""
        return Ground(row.lon, row.lat, row.radius_km, self.index.shape(row.id))
