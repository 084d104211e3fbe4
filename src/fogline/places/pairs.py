"""Two or more names that one relation joins: between, from A to B, lines, roads by their ends."""

from fogline.places.checks import Name
from fogline.places.glance import Glance, Phrase
from fogline.places.ground import km_between

_NEIGHBOURS_KM = 150.0
"""How far apart the ends of a stretch may be; "From Berlin to Washington" is none."""


class Pairs(Glance):
    """Reads names that stand together."""

    def joined(self, names: list[Name]) -> Phrase | None:
        """Read names that one relation joins, from the first of these on."""
        one, two = names[0], names[1]
        if one.demonym or two.demonym:
            return None
        t, w = self.t, self.w
        gap = [t.lower[i] for i in range(one.end, two.start) if t.lower[i] != "the"]
        before = self.skip_article(one.start - 1)
        if gap == ["and"] and t.low(before) in w.between:
            return self._between(before, one, two)
        if len(gap) == 1 and (road := self._road_of(one, two, gap[0], before)) is not None:
            return road
        if len(gap) == 1 and gap[0] in w.ends and t.low(before) == "from":
            return self._stretch(before, one, two)
        return self._chain(names)

    def _stretch(self, before: int, one: Name, two: Name) -> Phrase | None:
        """Read "the road from A to B", and "From A to B" at the head of a sentence.

        "Moved from A to B" are two places with roles of their own.
        """
        t = self.t
        if t.sent[before] and _neighbours(one, two):
            return Phrase(before, two.end, [one, two], "from_to")
        if t.low(before - 1) not in self.w.way_before:
            return None
        return Phrase(self.with_article(before - 1), two.end, [one, two], "from_to")

    def _road_of(self, one: Name, two: Name, joint: str, before: int) -> Phrase | None:
        """Read "the A to B road" and "the road linking A with B"."""
        t, w = self.t, self.w
        start, end = self.article_before(one.start), two.end + 1
        named = joint in w.ends and t.low(two.end) in w.roads and start < one.start
        if joint in w.linked and t.low(before) in w.linking_roads and t.low(before - 1) in w.roads:
            named, start, end = True, self.with_article(before - 1), two.end
        return Phrase(start, end, [one, two], "from_to", kind_hint="road") if named else None

    def _between(self, before: int, one: Name, two: Name) -> Phrase:
        if self.t.low(before - 1) in self.w.joining:
            return Phrase(self.with_article(before - 1), two.end, [one, two], "line")
        return Phrase(before, two.end, [one, two], "between")

    def _chain(self, names: list[Name]) -> Phrase | None:
        """Read "the A - B line" and "the road A - B - C"."""
        t, w = self.t, self.w
        chain = [names[0]]
        for name in names[1:]:
            gap = range(chain[-1].end, name.start)
            if not gap or not all(t.dash[i] for i in gap):
                break
            chain.append(name)
        if len(chain) == 1:
            return None
        start, end = chain[0].start, chain[-1].end
        if t.low(end) in w.line_after:
            kind = "road" if t.low(end) in w.roads else None
            return Phrase(self.article_before(start), end + 1, chain, "line", kind_hint=kind)
        if t.low(start - 1) in w.line_after:
            start = self.with_article(start - 1)
        return Phrase(start, end, chain, "line")


def _neighbours(one: Name, two: Name) -> bool:
    """Whether a stretch from one place to the other can be meant."""
    if not (one.rows and two.rows):
        return False
    a, b = one.rows[0], two.rows[0]
    return km_between(a.lon, a.lat, b.lon, b.lat) <= _NEIGHBOURS_KM
