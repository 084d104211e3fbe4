"""Read the words around place names as relations: banks, parts, directions, lines, distances."""

from fogline.places.before import Before
from fogline.places.checks import Name
from fogline.places.glance import Phrase
from fogline.vocabulary.places import BEARINGS, COMPASS

_LONGEST_CHAIN = 6


class Reader(Before):
    """Reads the relations of one text."""

    def read(self, names: list[Name]) -> list[Phrase]:
        """Return a phrase for each name or pair of names."""
        result: list[Phrase] = []
        at = 0
        while at < len(names):
            one = names[at]
            joined = self.joined(names[at : at + _LONGEST_CHAIN]) if at + 1 < len(names) else None
            if joined is not None:
                result.append(joined)
                at += len(joined.names)
                continue
            phrase = self._single(one)
            while result and result[-1].names[0].anaphor and result[-1].start >= phrase.start:
                result.pop()  # "the roads" of "the roads that lead to Sadove"
            before = result[-1] if result else None
            if phrase.relation is None and before is not None and self._listed(before, one):
                phrase.relation, phrase.bearing = before.relation, before.bearing
            self._share_heading(result, phrase)
            result.append(phrase)
            result[-1:-1] = self._other_directions(phrase)
            at += 1
        return result

    def _share_heading(self, before: list[Phrase], phrase: Phrase) -> None:
        """Let the names of "the Sadove, Orlivka and Kamin axes" all be axes."""
        t, w, last = self.t, self.w, phrase
        noun = t.low(phrase.end - 1)
        if phrase.relation != "around" or noun not in w.around_after or noun[-1:] != "s":
            return
        for other in reversed(before):
            gap = {t.lower[i] for i in range(other.end, last.start)}
            if other.relation is not None or not gap or gap - {",", "and"}:
                return
            other.relation, other.start, last = "around", self.article_before(other.start), other

    # -- one name

    def _single(self, name: Name) -> Phrase:
        phrase = Phrase(name.start, name.end, [name], kind_hint=name.kind_hint)
        if name.demonym:
            return phrase
        self._after(phrase)
        if phrase.relation is None or phrase.relation == "around":
            self.read_before(phrase, self._base(phrase))
        elif phrase.relation in {"centre", "outskirts"} or phrase.relation.endswith("_part"):
            self.measured(phrase, self._base(phrase))
        return phrase

    def _after(self, phrase: Phrase) -> None:
        """Read what follows: "River", "region", "direction", "'s outskirts", "city centre"."""
        t, w, i = self.t, self.w, phrase.end
        last = t.low(i - 1)
        if i - phrase.start > 1 and last in w.kinds_after and not phrase.names[0].anaphor:
            phrase.kind_hint = w.kind(last)
            phrase.start = self.article_before(phrase.start)
        word = t.low(i)
        if word in {"'s", "’s", "'", "’"}:
            if self._possessed(phrase, i + 1):
                return
            word = ""
        if word in w.kinds_after and not (word in w.kinds_before_of and t.low(i + 1) == "of"):
            phrase.kind_hint = w.kind(word)
            phrase.end = i + 1
            phrase.start = self.article_before(phrase.start)
            word, i = t.low(i + 1), i + 1
        if word in w.around_after and not phrase.names[0].anaphor:
            phrase.relation, phrase.end = "around", i + 1
            phrase.start = self.article_before(phrase.start)
            return
        if self._own_road(phrase, i) or self._own_site(phrase, i):
            return
        for centre in w.city_centre:
            if tuple(t.lower[i : i + len(centre)]) == centre:
                phrase.relation, phrase.end = "centre", i + len(centre)
                return

    def _own_road(self, phrase: Phrase, i: int) -> bool:
        """Read "the Sadove road", the one that leads there."""
        t, w = self.t, self.w
        road = t.low(i) in w.roads and not t.upper[i] and t.low(phrase.start - 1) == "the"
        if not road or not _settlement(phrase):
            return False
        phrase.relation, phrase.end, phrase.start = "along", i + 1, phrase.start - 1
        if (t.low(phrase.start - 1),) in w.along:
            phrase.start -= 1
        return True

    def _own_site(self, phrase: Phrase, i: int) -> bool:
        """Read "the Sadove coke plant", which no gazetteer has, as near Sadove."""
        t, w = self.t, self.w
        last = i + (t.low(i) not in w.sites and t.pos[i : i + 1] in (["NOUN"], ["ADJ"]))
        if t.low(last) not in w.sites or t.upper[i] or t.upper[last] or not _settlement(phrase):
            return False
        if t.low(last) in w.kinds_after and last == i:
            return False
        phrase.relation, phrase.end = "near", last + 1
        phrase.start = self.article_before(phrase.start)
        if (t.low(phrase.start - 1),) in w.near:
            phrase.start -= 1
        return True

    def _possessed(self, phrase: Phrase, i: int) -> bool:
        t, w = self.t, self.w
        point, after = self.direction_at(i)
        side = w.sides.get(t.low(i))
        if (point or side) and t.low(after if point else i + 1) in w.bank:
            phrase.relation = f"{COMPASS[point[-1]]}_bank" if point else side
            phrase.end, phrase.kind_hint = (after if point else i + 1) + 1, "river"
            phrase.start = self.article_before(phrase.start)
            return True
        if t.low(i) in w.sited and not phrase.names[0].anaphor:
            phrase.kind_hint, phrase.end = w.definite_kind(t.low(i)), i + 1
            return True
        if point is not None and t.low(after) in w.part | w.outskirts:
            outer = t.low(after) in w.outskirts
            phrase.relation = "outskirts" if outer else f"{COMPASS[point]}_part"
            phrase.bearing = BEARINGS[point] if outer else None
            phrase.end = after + 1
        elif t.low(i) in w.outskirts or t.low(i) in w.centre:
            phrase.relation = "centre" if t.low(i) in w.centre else "outskirts"
            phrase.end = i + 1
        elif t.low(i) in {"city", "town"} and t.low(i + 1) in w.centre:
            phrase.relation, phrase.end = "centre", i + 2
        elif point is not None and self._ends_phrase(i, after):
            phrase.relation, phrase.end = f"{COMPASS[point]}_part", after
        return phrase.relation is not None

    def _ends_phrase(self, noun: int, after: int) -> bool:
        """Whether "south" of "Sadove's south" is a noun and its phrase's last word."""
        t = self.t
        if t.low(noun).endswith("ern") or t.upper[after : after + 1] == [True]:
            return False
        return t.pos[after : after + 1] not in (["NOUN"], ["PROPN"], ["ADJ"])

    def _base(self, phrase: Phrase) -> int:
        """Return the last token before the name, its article and "the city of"."""
        t, w = self.t, self.w
        i = self.skip_article(self._before_epithets(phrase.start - 1))
        if t.low(i) == "of" and t.low(i - 1) in w.kinds_before_of:
            phrase.kind_hint = phrase.kind_hint or w.kind(t.low(i - 1))
            i = self.skip_article(i - 2)
        elif t.low(i) == "of" and t.low(i - 1) in w.sited and not phrase.names[0].anaphor:
            phrase.kind_hint = w.definite_kind(t.low(i - 1))
            phrase.start = self.with_article(i - 1)
            i = phrase.start - 1
        elif t.low(i) in w.kinds_before and not phrase.names[0].anaphor:
            phrase.kind_hint = phrase.kind_hint or w.kind(t.low(i))
            i = self.skip_article(i - 1)
        return i

    def _before_epithets(self, i: int) -> int:
        """Return the last token before "former" and "besieged", which say nothing of where."""
        t, w = self.t, self.w
        while (
            i > 0 and t.dep[i] == "amod" and not t.upper[i] and t.low(i) not in w.central
            and w.kind(t.low(i)) is None and w.direction(t.low(i).replace("-", "")) is None
            and not t.dash[i - 1]
        ):  # fmt: skip
            i -= 1
        return i

    # -- lists and small words

    def _listed(self, before: Phrase, name: Name) -> bool:
        """Whether a name continues the list that the phrase before begins."""
        if (
            name.anaphor
            or before.names[0].anaphor
            or before.relation in {None, "across", "along"}
            or len(before.names) > 1
            or before.names[0].demonym
        ):
            return False
        if before.relation == "distance" or before.end != before.names[-1].end:
            return False
        gap = [self.t.lower[i] for i in range(before.end, name.start)]
        plain = [g for g in gap if g not in {",", "the", "or"}]
        if before.relation.endswith(("_part", "_bank")) or before.relation == "centre":
            return plain == [] and False
        return bool(gap) and plain in ([], ["and"], ["and", "and"])

    def _other_directions(self, phrase: Phrase) -> list[Phrase]:
        """Return what is understood in "north or south of Sadove", "eastern and northern Sadove"."""
        relation, found = phrase.relation or "", list[Phrase]()
        if not relation.endswith(("_of", "_part")) and relation not in {"centre", "outskirts"}:
            return []
        first = phrase.start
        while (before := self._joined_direction(first, listed=bool(found))) is not None:
            point, first = before
            other = self._in_place_of(relation, point)
            bearing = BEARINGS[point] if relation == "outskirts" and point else None
            found.insert(0, Phrase(first, phrase.end, phrase.names, other, bearing=bearing,
                                   kind_hint=phrase.kind_hint))  # fmt: skip
        return found

    def _joined_direction(self, first: int, *, listed: bool) -> tuple[str | None, int] | None:
        """Return the direction, None for the centre, that "and" joins to a token, and its start.

        A comma joins only further up a list: "western, central and southern parts", and not in
        "in the north, eastern Sadove".
        """
        t, end = self.t, first - 1
        if t.low(end) not in {"and", "or"} | ({","} if listed else set()):
            return None
        end -= t.low(end - 1) == ","
        if t.low(end - 1) in self.w.central:
            return None, end - 1
        point, start = self.direction_before(end)
        if point is None:
            return None
        return point, self.with_article(start)

    def _in_place_of(self, relation: str, point: str | None) -> str:
        """Return a relation with another direction."""
        if point is None:
            return "centre"
        if relation == "outskirts":
            return relation
        tail = "of" if relation.endswith("_of") else "part"
        return f"{COMPASS[point]}_{tail}"


def _settlement(phrase: Phrase) -> bool:
    """Whether the phrase is one bare settlement so far."""
    name = phrase.names[0]
    return bool(name.rows) and name.rows[0].kind == "settlement" and phrase.relation is None
