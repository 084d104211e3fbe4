"""What is believed of each sector on each day up to the cut-off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fogline.errors import UsageError
from fogline.model.scenario import Observation, SectorFact, SectorGraph, StartControl

Beliefs = dict[str, StartControl]
WINDOW_DAYS = 56
"""Of the case's own past that is fitted to."""
_TOLD_SD = 0.08
"""How far a share put together from reports of sectors may be off; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The case up to its cut-off: beliefs by day, and the focus' share as it was seen."""

    on: date
    days: Mapping[date, Beliefs]
    """At least the cut-off itself."""
    seen: tuple[Observation, ...] = ()
    measured: bool = False
    """Whether `seen` was measured on a map, so that the start takes the newest share as it is."""

    def __post_init__(self) -> None:
        """Refuse anything from after the cut-off.

        Raises:
            UsageError: a belief or an observation is younger than the cut-off.
        """
        late = sorted({d for d in self.days if d > self.on} | {
            o.on for o in self.seen if o.on > self.on
        })  # fmt: skip
        if late:
            raise UsageError(
                f"cut-off {self.on}: {late[0]} lies after it; what came later must not be read"
            )
        if self.on not in self.days:
            raise UsageError(f"cut-off {self.on}: nothing is believed about that day")

    @property
    def start(self) -> Beliefs:
        """Beliefs on the cut-off day."""
        return self.days[self.on]

    def at(self, day: date) -> Beliefs | None:
        """Return the beliefs of the newest day up to a day."""
        earlier = [d for d in self.days if d <= day]
        return self.days[max(earlier)] if earlier else None

    def window(self) -> tuple[Observation, ...]:
        """Return the observations that are fitted to, oldest first."""
        first = self.on - timedelta(days=WINDOW_DAYS)
        return tuple(sorted((o for o in self.seen if o.on >= first), key=lambda o: o.on))


def expected(belief: StartControl) -> float:
    """Return the attacker's expected share of a sector."""
    return belief.attacker + belief.contested / 2


def focus_share(beliefs: Beliefs, graph: SectorGraph) -> float:
    """Return the attacker's expected share of the focus area."""
    area = sum(s.km2 for s in graph.sectors if s.focus)
    return sum(expected(beliefs[s.id]) * s.km2 for s in graph.sectors if s.focus) / area


def from_facts(
    facts: Iterable[SectorFact],
    start: Sequence[StartControl],
    graph: SectorGraph,
    on: date,
    seen: Sequence[Observation] = (),
) -> Past:
    """Return the past as published facts tell it: each stands until the next about its sector.

    Where nobody saw the focus' share, that of the facts stands in for it, less surely.

    Args:
        facts: of days up to the cut-off.
        start: the beliefs of the cut-off day; sectors without one take their newest fact.
        graph: whose sectors.
        on: the cut-off.
        seen: the focus' share.
    """
    measured = bool(seen)
    given = sorted(facts, key=lambda f: f.on)
    days = [on - timedelta(days=n) for n in range(0, WINDOW_DAYS + 8, 7)]
    beliefs = {day: _told(given, graph, day) for day in days}
    beliefs[on] |= {b.sector: b for b in start}
    known = {s.id for s in graph.sectors if s.focus} & {f.sector for f in given}
    if not seen and known:
        seen = [
            Observation(on=day, share=focus_share(b, graph), sd=_TOLD_SD)
            for day, b in sorted(beliefs.items())
        ]
    return Past(on=on, days=beliefs, seen=tuple(seen), measured=measured)


def _told(facts: Sequence[SectorFact], graph: SectorGraph, day: date) -> Beliefs:
    share = {s.id: 0.0 for s in graph.sectors}
    share |= {f.sector: f.share for f in facts if f.on <= day}
    return {
        id_: StartControl(sector=id_, attacker=max(0.0, 2 * x - 1), contested=1 - abs(2 * x - 1))
        for id_, x in share.items()
    }
