"""Claims that cannot hold beside an event, though they speak of another action or side."""

from collections.abc import Sequence

from fogline.situation.grouping import Member, happens
from fogline.situation.observations import Evidence

HOLDING = frozenset({"capture", "control"})
BEATEN = frozenset({"failed", "repelled"})


class Rivals:
    """Finds what stands against a side's hold of a place on those days.

    Another side that is no friend holds it; the side's own attack on it was beaten back on the
    very day of the capture; somebody denies that it fell without naming to whom.
    """

    def __init__(self, groups: Sequence[Sequence[Member]], evidence: Evidence) -> None:
        self._groups = groups
        self._relations = evidence.relations
        self._there: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            if group[0].anchor:
                self._there.setdefault(group[0].anchor, []).append(number)

    def of(self, number: int) -> list[Member]:
        """Return the standing claims that cannot hold beside a group's."""
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
