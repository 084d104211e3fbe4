"""Claims that cannot hold beside an event, though they speak of another action or side.

Who holds a place is compared claim by claim. Figures, roads, strikes, withdrawals and the rest are
compared by the texts of brief reports, where the claims are of one place, time and matter.
"""

from collections.abc import Sequence

from fogline.situation.grouping import Member, happens
from fogline.situation.observations import Evidence
from fogline.situation.tellings import BRIEF_WORDS, short, tellings

HOLDING = frozenset({"capture", "control"})
BEATEN = frozenset({"failed", "repelled"})
MATTERS: tuple[frozenset[str], ...] = (
    frozenset({"capture", "control", "withdraw", "defend", "advance", "attack", "counterattack"}),
    frozenset({"strike", "destroy", "casualties"}),
    frozenset({"supply", "move", "encircle", "control", "destroy", "evacuate"}),
)
"""Actions of one matter: reports that contradict each other do so about claims of one of them."""
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
        self._there: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            if group[0].anchor:
                self._there.setdefault(group[0].anchor, []).append(number)

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
        others = [
            m
            for other in self._there[anchor]
            if other != number
            for m in self._groups[other]
            if _told_briefly(m) and any(_one_matter(m, o) for o in mine)
        ]
        return [m for m in others[:MOST_NEAR] if any(self._oppose(m, o) for o in mine)]

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
        return [
            m
            for other in self._there[group[0].anchor]
            if other != number
            for m in self._groups[other]
            if m.withdrawn is None and self._stands_against(m, mine, claim.side)
        ]

    def _stands_against(self, m: Member, mine: Sequence[Member], side: str) -> bool:
        if not min(o.first for o in mine) <= m.last or not m.first <= max(o.last for o in mine):
            return False
        if m.claim.action in HOLDING and happens(m):
            if m.claim.side is None:
                return m.against and self._foe(m.origin.side, side, m.last)
            return not m.against and not self._relations.friends(side, m.claim.side, m.last)
        beaten = m.claim.outcome in BEATEN and not m.against and m.claim.polarity == "affirmed"
        attacker = m.claim.side == side or (
            m.claim.side is None and self._foe(m.origin.side, side, m.last)
        )
        return beaten and attacker and any(o.first == o.last == m.last for o in mine)

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


def _one_matter(a: Member, b: Member) -> bool:
    near = a.first - b.last <= ONE_DAY and b.first - a.last <= ONE_DAY
    return near and any({a.claim.action, b.claim.action} <= matter for matter in MATTERS)
