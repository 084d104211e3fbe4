"""Read distances: "10 km north of", "five miles from", "3 km short of", "within 10 km of"."""

from fogline.places.glance import Phrase
from fogline.places.pairs import Pairs
from fogline.vocabulary.places import BEARINGS, COMPASS

_BEARINGS = {f"{name}_part": BEARINGS[point] for point, name in COMPASS.items()}


class Distances(Pairs):
    """Reads numbers with a unit before a place."""

    def within(self, unit: int) -> bool:
        """Whether "within 10 km" ends at a token."""
        if self.t.low(unit).rstrip(".") not in self.w.distance_units:
            return False
        number, first = self.number_before(unit)
        return number is not None and self.t.low(first - 1) in self.w.within

    def short_of(self, phrase: Phrase, i: int) -> bool:
        """Read "3 km short of" and "5 km behind"."""
        for words in self.w.measured_from:
            first = i - len(words) + 1
            if first > 1 and tuple(self.t.lower[first : i + 1]) == words:
                return self.distance(phrase, first - 1)
        return False

    def measured(self, phrase: Phrase, i: int) -> None:
        """Read "7 km north of the city centre": a distance, not a centre."""
        if self.t.low(i) in {"of", "from"}:
            point, first = self.direction_before(i)
            edge = phrase.bearing or _BEARINGS.get(phrase.relation or "")
            measured = self.distance(phrase, (first if point else i) - 1, point)
            if measured and point is None:  # "7 km from its southern edge" lies south of it
                phrase.bearing = edge

    def distance(self, phrase: Phrase, i: int, point: str | None = None) -> bool:
        """Read "10 km (to the) north of" and "five miles from", ending at token i."""
        t, w = self.t, self.w
        while t.low(i) in {"to", "the", "away", "deep"}:
            i -= 1
        unit = w.distance_units.get(t.low(i).rstrip("."))
        if unit is None:
            return False
        number, first = self.number_before(i)
        if number is None:
            return False
        phrase.relation, phrase.start = "distance", first
        phrase.distance_km = round(number * unit, 3)
        phrase.bearing = BEARINGS[point] if point else None
        return True
