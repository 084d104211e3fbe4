"""Phrases that leave their place unsaid: "its southern edge", "on the eastern bank", "70 km west".

They stand to the place under discussion, which `fogline.places.discourse` knows.
"""

from fogline.places.checks import Name
from fogline.places.glance import Glance, Phrase
from fogline.vocabulary.places import BEARINGS, COMPASS

_BELONGS = frozenset({"of", "'s", "’s"})


class Implied(Glance):
    """Reads such phrases where no phrase with a name stands."""

    def read(self, named: list[Phrase]) -> list[Phrase]:
        """Return the named phrases and those without a name, left to right."""
        self._towns = [p for p in named if p.kind_hint in {None, "settlement"}]
        taken = [False] * (self.t.n + 1)
        for phrase in named:
            taken[phrase.start : phrase.end] = [True] * (phrase.end - phrase.start)
        result = list(named)
        at = 0
        while at < self.t.n:
            found = None if taken[at] else self._at(at)
            if found is None or any(taken[found.start : found.end]):
                at += 1
                continue
            result.append(found)
            at = found.end
        return sorted(result, key=lambda p: (p.start, p.end))

    def _at(self, at: int) -> Phrase | None:
        t, w = self.t, self.w
        if t.low(at) in w.own or (t.low(at) == "the" and t.upper[at + 1 : at + 2] != [True]):
            return self._part(at) or self._bare(at)
        if t.upper[at] and not t.sent[at]:
            return None
        if t.low(at) in w.both and t.low(at + 1) in w.bank and t.low(at + 2) not in _BELONGS:
            return self._phrase(at, at + 2, "along", None)  # "they hold both banks"
        return self._measured(at) or self._of_it(at) or self._sideways(at)

    def _part(self, at: int) -> Phrase | None:
        """Read "its eastern outskirts", "the opposite bank", "on the southern edge", "its centre"."""
        t, w = self.t, self.w
        own = t.low(at) in w.own
        point, noun = self.direction_at(at + 1)
        side = w.sides.get(t.low(at + 1))
        opposite = t.low(at + 1) in w.opposite
        if point is None and (side or opposite):
            noun = at + 2
        word, follows = t.low(noun), t.low(noun + 1)
        if word in w.centre and follows == "of" and t.low(noun + 2) == "town":
            return self._phrase(at, noun + 3, "centre", None)  # "the centre of town"
        if (
            follows in _BELONGS
            or (word in w.approaches and follows == "to")
            or t.upper[noun : noun + 1] == [True]
        ):
            return None
        relation = self._relation(word, point, side, opposite=opposite)
        if relation is None and own:
            whole = "outskirts" if word in w.outskirts | w.approaches else None
            relation = "centre" if word in w.centre else whole
        if relation is None and own and t.low(at + 1) in w.surroundings:
            relation = "around"
        if relation is None and self._stands_alone(at, noun):
            whole = "outskirts" if word in w.outskirts - w.approaches else None
            relation = "centre" if word in w.centre else whole
        if relation is None and own and point is None and t.low(at + 1) in w.in_towns:
            return self._phrase(at, at + 2, None, at)
        if relation is None and t.low(at + 1) in w.historic and t.low(at + 2) in w.centre:
            noun += 1
            relation = None if t.low(noun + 1) == "of" else "centre"
        if relation is None:
            return None
        bearing = BEARINGS[point] if point and relation == "outskirts" else None
        return self._phrase(at, noun + 1, relation, at if own else None, bearing=bearing)

    def _relation(
        self, word: str, point: str | None, side: str | None, *, opposite: bool
    ) -> str | None:
        w = self.w
        if word in w.bank:
            if point:
                return f"{COMPASS[point[-1]]}_bank"
            return side or ("across" if opposite else None)
        if point is None:
            return None
        if word in w.outskirts:
            return "outskirts"
        return f"{COMPASS[point]}_part" if word in w.implied_part else None

    def _stands_alone(self, at: int, noun: int) -> bool:
        """Whether "the outskirts" stands behind "in" or "on" and before nothing it belongs to."""
        after, bare = self.t.low(noun + 1), noun == at + 1
        alone = after not in {"of", "to", "in", "for"} and self.t.dep[noun] != "compound"
        return bare and alone and self.t.low(at - 1) in self.w.prepositions

    def _bare(self, at: int) -> Phrase | None:
        """Read "in the south-west" where the sentence names a town whose part that may be.

        "In the east" alone is a country's more often than a town's, and so is "the north-east"
        right behind a town: "Sadove in the north-east".
        """
        t = self.t
        point, end = self.direction_at(at + 1)
        if (
            point is None
            or len(point) == 1
            or t.low(at - 1) != "in"
            or t.low(end - 1).endswith("ern")
        ):
            return None
        if t.low(end) in {"of", "'s", "’s"} or t.pos[end : end + 1] in (
            ["NOUN"],
            ["PROPN"],
            ["ADJ"],
        ):
            return None
        near = [p for p in self._towns if self._same_sentence(p.start, at)]
        if not near or any(0 <= at - p.end <= 2 for p in near):
            return None
        return self._phrase(at, end, f"{COMPASS[point]}_part", None)

    def _same_sentence(self, one: int, two: int) -> bool:
        low, high = min(one, two), max(one, two)
        return not any(self.t.sent[low + 1 : high + 1])

    def _measured(self, at: int) -> Phrase | None:
        """Read "70 km (further) (to the) south" and "6 km down the road"."""
        t, w = self.t, self.w
        unit = w.distance_units.get(t.low(at + 1).rstrip("."))
        number = self.number(t.low(at)) if unit else None
        if unit is None or number is None:
            return None
        if t.low(at + 2) == "from":
            return self._from_edge(at, number * unit)
        i = at + 2
        while t.low(i) in w.further | {"to", "the"}:
            i += 1
        point, end = self.direction_at(i)
        if point is None:
            if t.low(i) not in w.away or t.low(i + 1) != "the" or t.low(i + 2) not in w.roads:
                return None
            end = i + 3
        if t.low(end) in {"of", "from"} or (point and t.upper[end : end + 1] == [True]):
            return None
        bearing = BEARINGS[point] if point else None
        return self._phrase(at, end, "distance", None, bearing=bearing, km=number * unit)

    def _from_edge(self, at: int, km: float) -> Phrase | None:
        """Read "7 km from its southern edge", which lies south of it."""
        t, w = self.t, self.w
        point, noun = self.direction_at(at + 4)
        own = t.low(at + 3) in w.own
        if point is None or not (own or t.low(at + 3) == "the") or t.low(noun + 1) == "of":
            return None
        if t.low(noun) not in w.outskirts | w.implied_part:
            return None
        pronoun = at + 3 if own else None
        return self._phrase(at, noun + 1, "distance", pronoun, bearing=BEARINGS[point], km=km)

    def _of_it(self, at: int) -> Phrase | None:
        """Read "west of it", "5 km west of it"."""
        t, w = self.t, self.w
        point, after = self.direction_at(at)
        if point is None or t.low(after) != "of" or t.low(after + 1) not in w.pronouns:
            return None
        return self._phrase(at, after + 2, f"{COMPASS[point]}_of", after + 1)

    def _sideways(self, at: int) -> Phrase | None:
        """Read "to the north" where nothing follows that it is north of."""
        t = self.t
        if t.low(at) != "to" or t.low(at + 1) != "the" or t.low(at + 2).endswith("ern"):
            return None
        point, end = self.direction_at(at + 2)
        if point is None or t.low(end) in {"of", "from"}:
            return None
        if t.low(end) in {"and", "or"} and self.direction_at(end + 1)[0] is not None:
            return None
        if t.pos[end : end + 1] in (["NOUN"], ["PROPN"], ["ADJ"]):
            return None
        return self._phrase(at, end, f"{COMPASS[point]}_of", None)

    def _phrase(  # noqa: PLR0913 - a phrase is all of these
        self, start: int, end: int, relation: str | None, pronoun: int | None, *,
        bearing: float | None = None, km: float | None = None,
    ) -> Phrase:  # fmt: skip
        """Return the phrase; without a pronoun its name is the empty word at its start."""
        at, stop = (start, start) if pronoun is None else (pronoun, pronoun + 1)
        river = (relation or "").endswith("_bank") or relation in {"across", "along"}
        name = Name(at, stop, "", (), "river" if river else "settlement", anaphor=True)
        return Phrase(
            start, end, [name], relation, None if km is None else round(km, 3), bearing,
            name.kind_hint,
        )  # fmt: skip
