"""Claims that cannot hold beside an event, though they speak of another action or side.

Who holds a place is compared claim by claim. Figures, roads, strikes, withdrawals and the rest are
compared by the texts of brief reports, where the claims are of one place, time and matter.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from fogline.situation.grouping import Member, happens
from fogline.situation.observations import Evidence
from fogline.situation.shelf import Shelf
from fogline.situation.tellings import BRIEF_WORDS, short, tellings

HOLDING = frozenset({"capture", "control"})
BEATEN = frozenset({"failed", "repelled"})
MATTERS: tuple[frozenset[str], ...] = (
    frozenset({"capture", "control", "withdraw", "defend", "advance", "attack", "counterattack"}),
    frozenset({"strike", "destroy", "casualties"}),
    frozenset({"supply", "move", "encircle", "control", "destroy", "evacuate"}),
)
"""Actions of one matter: reports that contradict each other do so about claims of one of them."""
_RELATED = {
    action: frozenset[str]().union(*(matter for matter in MATTERS if action in matter))
    for action in frozenset[str]().union(*MATTERS)
}
"""Actions that share a matter with an action."""
ONE_DAY = 1
MOST_NEAR = 40
"""Claims of other events at one place that one event is set against by their texts."""


class Rivals:
    """Finds what stands against a side's hold of a place on those days.

    Another side that is no friend holds it; the side's own attack on it was beaten back on the
    very day of the capture; somebody denies that it fell without naming to whom.
    """

    def __init__(self, groups: Sequence[Sequence[Member]], evidence: Evidence) -> None:
        self._groups = groups
        self._relations = evidence.relations
        self._compared = tellings(evidence.theatre)
        self._brief: dict[str, Shelf] = {}
        self._telling: dict[str, Shelf] = {}
        for number, group in enumerate(groups):
            if group[0].anchor:
                self._put(number, group)

    def _put(self, number: int, group: Sequence[Member]) -> None:
        """Keep a group's claims that may stand against others, by place and day."""
        brief = self._brief.setdefault(group[0].anchor, Shelf())
        telling = self._telling.setdefault(group[0].anchor, Shelf())
        for m in group:
            if _told_briefly(m):
                brief.put(number, m)
            if m.withdrawn is None and (_of_holding(m) or _of_defeat(m)):
                telling.put(number, m)

    def of(self, number: int) -> list[Member]:
        """Return the standing claims that cannot hold beside a group's."""
        by_claims = self._holders(number)
        known = {m.claim.id for m in by_claims}
        return by_claims + [m for m in self._by_texts(number) if m.claim.id not in known]

    def _by_texts(self, number: int) -> list[Member]:
        """Return claims of other events whose brief reports cannot hold beside the group's."""
        mine = [m for m in self._groups[number] if _told_briefly(m)]
        anchor = self._groups[number][0].anchor
        if not mine or not anchor:
            return []
        others = islice(self._matching(number, mine), MOST_NEAR)
        return [m for m in others if any(self._oppose(m, o) for o in mine)]

    def _matching(self, number: int, mine: Sequence[Member]) -> Iterator[Member]:
        """Yield claims of other groups from brief reports that are of one matter with some."""
        told = {(o.claim.action, o.first, o.last) for o in mine}
        first, last = min(o.first for o in mine), max(o.last for o in mine)
        shelf = self._brief[self._groups[number][0].anchor]
        for m in shelf.between(first - ONE_DAY, last + ONE_DAY, beside=number):
            related = _RELATED.get(m.claim.action, frozenset())
            if any(a in related and _near(m, begun, ended) for a, begun, ended in told):
                yield m

    def _oppose(self, a: Member, b: Member) -> bool:
        if a.report is None or b.report is None or not _one_matter(a, b):
            return False
        return self._compared.opposed(a.report, b.report)

    def _holders(self, number: int) -> list[Member]:
        group = self._groups[number]
        claim = group[0].claim
        if claim.action not in HOLDING or not group[0].anchor or not claim.side:
            return []
        mine = [m for m in group if not m.against and m.withdrawn is None and happens(m)]
        if not mine:
            return []
        first, last = min(o.first for o in mine), max(o.last for o in mine)
        single = {o.last for o in mine if o.first == o.last}
        return [
            m
            for m in self._telling[group[0].anchor].between(first, last, beside=number)
            if first <= m.last and m.first <= last and self._stands_against(m, single, claim.side)
        ]

    def _stands_against(self, m: Member, single: set[int], side: str) -> bool:
        """Whether a claim of those days stands against a side's hold, taken on single days."""
        if _of_holding(m):
            if m.claim.side is None:
                return m.against and self._foe(m.origin.side, side, m.last)
            return not m.against and not self._relations.friends(side, m.claim.side, m.last)
        attacker = m.claim.side == side or (
            m.claim.side is None and self._foe(m.origin.side, side, m.last)
        )
        return attacker and m.last in single

    def _foe(self, voice: str | None, side: str, day: int) -> bool:
        return voice is not None and not self._relations.friends(voice, side, day)


def _told_briefly(m: Member) -> bool:
    """Whether a standing claim of something that is so comes from a brief report."""
    return (
        m.withdrawn is None
        and m.report is not None
        and happens(m)
        and short(m.report.text, BRIEF_WORDS)
    )


def _of_holding(m: Member) -> bool:
    """Whether a claim tells who holds, or took, a place."""
    return m.claim.action in HOLDING and happens(m)


def _of_defeat(m: Member) -> bool:
    """Whether a claim tells that an attack was beaten back."""
    return m.claim.outcome in BEATEN and not m.against and m.claim.polarity == "affirmed"


def _near(m: Member, first: int, last: int) -> bool:
    return m.first - last <= ONE_DAY and first - m.last <= ONE_DAY


def _one_matter(a: Member, b: Member) -> bool:
    return _near(a, b.first, b.last) and b.claim.action in _RELATED.get(a.claim.action, frozenset())
