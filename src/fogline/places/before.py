"""What stands before a place name: "the eastern bank of", "the road to", "north of", "near"."""

from collections.abc import Callable

from fogline.places.distances import Distances
from fogline.places.glance import Phrase
from fogline.places.text import Columns
from fogline.vocabulary.places import BEARINGS, COMPASS, PlaceVocabulary

_BESIDE_NOUN = frozenset({"ADJ", "DET", "PRON", "ADV", "NUM"})
"""What stands before a noun in its phrase: "all the last paved routes"."""


class Before(Distances):
    """Reads the words before a name; each reader says whether it has found a relation."""

    def __init__(self, table: Columns, words: PlaceVocabulary) -> None:
        super().__init__(table, words)
        self._of: tuple[tuple[frozenset[str], str], ...] = (
            (words.centre, "centre"), (words.near_of, "near"), (words.towards_of, "towards"),
        )  # fmt: skip
        groups = (
            (words.near, "near"), (words.around, "around"), (words.along, "along"),
            (words.across, "across"), (words.towards, "towards"), (words.up_to, "up_to"),
        )  # fmt: skip
        self._before = [(p, relation) for phrases, relation in groups for p in phrases]
        self._lefts: tuple[Callable[[Phrase, int], bool], ...] = (
            self._of_phrase, self.short_of, self._way_to, self._road, self._bare_direction, self._adjective, self._preposition,
        )  # fmt: skip

    def read_before(self, phrase: Phrase, i: int) -> None:
        """Read the relation that ends at token i, if one does."""
        any(read(phrase, i) for read in self._lefts)

    def _of_phrase(self, phrase: Phrase, i: int) -> bool:
        """Read "the eastern part of", "the eastern outskirts in", "five km from"."""
        t, w = self.t, self.w
        noun, preposition = t.low(i - 1), t.low(i)
        if preposition == "from" or (preposition == "of" and self.within(i - 1)):
            return self.distance(phrase, i - 1)
        if preposition == "of" and noun in w.bank | w.waterside and t.low(i - 2) in w.opposite:
            phrase.relation, phrase.start = "across", self.with_article(i - 2)
            return True
        if preposition == "of" and noun in w.waterside and self._river(phrase):
            return self._bank(phrase, i - 1)
        of_part = preposition in {"of", "in"} and noun in w.part | w.outskirts
        if of_part and self._part(phrase, i - 1):
            return True
        if preposition != "of":
            return False
        return self._bank(phrase, i - 1) if noun in w.bank else self._whole(phrase, i - 1)

    def _way_to(self, phrase: Phrase, i: int) -> bool:
        """Read "the road to Sadove" and "the southern approaches to Sadove"."""
        t, w, noun = self.t, self.w, self.t.low(i - 1)
        if t.low(i) != "to":
            return False
        if noun in w.approaches:
            point, first = self.direction_before(i - 1)
            phrase.relation = f"{COMPASS[point]}_of" if point else "outskirts"
            phrase.start = self.with_article(first if point else i - 1)
            return True
        return False

    def _road(self, phrase: Phrase, i: int) -> bool:
        """Read "the road to Sadove", "the last routes into", "roads that lead to", "out of"."""
        t, w = self.t, self.w
        noun = self._before_way(i)
        if noun is None or t.low(noun) not in w.roads:
            return False
        start = self._noun_start(noun)
        bare = start == noun and not t.low(noun).endswith("s")
        if bare or (start < noun and t.pos[start] == "NUM"):
            return False
        phrase.relation = "along"
        phrase.start = start - 1 if (t.low(start - 1),) in w.along else start
        return True

    def _noun_start(self, noun: int) -> int:
        """Return the first word of the noun phrase that ends in a noun: "all the last routes"."""
        t, start = self.t, noun
        while start > 0 and t.pos[start - 1] in _BESIDE_NOUN:
            if t.upper[start - 1] and not t.sent[start - 1]:
                break
            start -= 1
        return start

    def _before_way(self, i: int) -> int | None:
        """Return the token before "to", "through", "that lead to", "out of", ending at token i."""
        t, w = self.t, self.w
        if t.low(i) == "of" and t.low(i - 1) == "out":
            i -= 2
        elif t.low(i) == "of" and t.low(i - 1) in w.towards_of and t.low(i - 2) == "the":
            i -= 4
        elif t.low(i) in w.way:
            i -= 1
        else:
            return None
        while t.low(i) in w.leading:
            i -= 1
        return i

    def _whole(self, phrase: Phrase, noun: int) -> bool:
        """Read "the centre of", "the outskirts of", "in the direction of", "the area of"."""
        t, w, word = self.t, self.w, self.t.low(noun)
        relation = next((r for group, r in self._of if word in group), None)
        if relation is None and word in w.outskirts:
            relation = "outskirts"
        if relation is None and word in w.around_of and t.low(noun - 1) == "the":
            relation = "around"
        if relation is None:
            return False
        phrase.relation, phrase.start = relation, self.with_article(noun)
        if relation == "towards" and t.low(phrase.start - 1) == "in":
            phrase.start -= 1
        return True

    def _bank(self, phrase: Phrase, noun: int) -> bool:
        point, first = self.direction_before(noun)
        side = self.w.sides.get(self.t.low(noun - 1))
        if point is not None:
            point = point if len(point) == 1 else point[-1]
            phrase.relation = f"{COMPASS[point]}_bank"
        elif side is not None:
            phrase.relation, first = side, noun - 1
        else:
            phrase.relation, first = "along", noun - (self.t.low(noun - 1) in self.w.both)
        phrase.start = self.with_article(first)
        phrase.kind_hint = phrase.kind_hint or "river"
        return True

    def _part(self, phrase: Phrase, noun: int) -> bool:
        t, w = self.t, self.w
        point, first = self.direction_before(noun)
        if point is None and t.low(noun - 1) in w.central:
            phrase.relation, phrase.start = "centre", self.with_article(noun - 1)
            return True
        if point is None:
            return False
        phrase.start = self.with_article(first)
        if t.low(noun) in w.outskirts:
            phrase.relation, phrase.bearing = "outskirts", BEARINGS[point]
        else:
            phrase.relation = f"{COMPASS[point]}_part"
        return True

    def _bare_direction(self, phrase: Phrase, i: int) -> bool:
        """Read "west of", "in the south of", "10 km north of"."""
        t = self.t
        if t.low(i) not in {"of", "from"}:
            return False
        point, first = self.direction_before(i)
        if point is None:
            return False
        if self.distance(phrase, first - 1, point):
            return True
        if self._river(phrase) and len(point) == 1:
            # Whoever is "east of the river" is on its eastern side.
            phrase.relation, phrase.kind_hint = f"{COMPASS[point]}_bank", "river"
            phrase.start = self.with_article(first)
            return True
        if t.low(first - 1) in self.w.whole:
            first -= 1
        start, the = first, t.low(first - 1) == "the"
        preposition = t.low(first - 2) if the else ""
        if the and preposition != "to":
            phrase.relation, start = f"{COMPASS[point]}_part", first - 1
        else:
            phrase.relation = f"{COMPASS[point]}_of"
            start = first - 2 if the and preposition == "to" else first - the
        if t.low(start - 1) in {"just", "immediately", "directly"}:
            start -= 1
        if t.low(start - 1) in self.w.roads and phrase.relation.endswith("_of"):
            start = self._noun_start(start - 1)
        phrase.start = start
        return True

    @staticmethod
    def _river(phrase: Phrase) -> bool:
        name = phrase.names[0]
        return phrase.kind_hint == "river" or bool(name.rows and name.rows[0].kind == "river")

    def _adjective(self, phrase: Phrase, i: int) -> bool:
        """Read "eastern Sadove" and "central Sadove"."""
        t, w = self.t, self.w
        if i != phrase.start - 1 or phrase.names[0].anaphor or phrase.kind_hint == "river":
            return False
        if t.low(i) in w.central:
            phrase.relation, phrase.start = "centre", i
            return True
        point, first = self.direction_before(i + 1)
        if point is None or phrase.relation is not None:
            return False
        phrase.relation, phrase.start = f"{COMPASS[point]}_part", first
        return True

    def _preposition(self, phrase: Phrase, i: int) -> bool:
        """Read "near", "around", "along", "towards", "up to"."""
        for words, relation in self._before:
            first = i - len(words) + 1
            if first >= 0 and tuple(self.t.lower[first : i + 1]) == words:
                if phrase.relation is None:
                    phrase.relation, phrase.start = relation, first
                return True
        return self._river(phrase) and self._beyond(phrase, i)

    def _beyond(self, phrase: Phrase, i: int) -> bool:
        """Read "beyond the river": its other side."""
        for words in self.w.beyond:
            first = i - len(words) + 1
            if first >= 0 and tuple(self.t.lower[first : i + 1]) == words:
                phrase.relation, phrase.start = "across", first
                return True
        return False
