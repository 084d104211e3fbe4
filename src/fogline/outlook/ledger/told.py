"""Whether a road was cut or a place encircled on a day, by what the store's own events tell.

No picture of control tells it, and few events do: what nobody says clearly stays open for a
person. It was so where two independent origins say it of the day, or the side that suffers does,
and not more deny it. It was not so where the place was spoken of by several origins round the day
and none of them says it. The windows are the situation's own: a road's state stands for fourteen
days, an encirclement for four unless repeated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from fogline.model.forecast import ForecastRule
from fogline.outlook.ledger.states import States

ToldEvent: TypeAlias = Literal["cut", "encircled"]
STANDS_DAYS: Mapping[str, int] = {"cut": 14, "encircled": 4}
"""After a day on which it is told."""
LEAST_ORIGINS = 2
"""Independent ones, unless the side that suffers says it."""
HEARD_DAYS: Mapping[str, int] = {"cut": 14, "encircled": 7}
"""Round a day; nobody reports of one road daily."""
LEAST_HEARD = 3
"""Origins that spoke of the place in that time; then their silence on it tells something."""


class Telling(NamedTuple):
    """One event of the store as far as it counts here."""

    event: ToldEvent
    place_id: str
    first: date
    last: date
    origins_for: int
    """Independent."""
    origins_against: int
    sides_for: frozenset[str]
    """Of the origins that say it."""


class Heard(NamedTuple):
    """That an origin spoke of a place, whatever it said."""

    place_id: str
    day: date
    origin: str


@dataclass(frozen=True, slots=True)
class Tellings:
    """All that the store tells of roads and rings, as known at an instant."""

    told: Sequence[Telling] = ()
    heard: Sequence[Heard] = ()
    _by_place: dict[str, list[Heard]] = field(default_factory=dict)

    def states(self, rule: ForecastRule) -> States:
        """Return the states of a rule's event; None on days on which nobody can tell."""
        if rule.event not in STANDS_DAYS or rule.place_id is None:
            return lambda _day: None
        own = [t for t in self.told if (t.event, t.place_id) == (rule.event, rule.place_id)]
        return lambda day: self._state(rule, own, day)

    def _state(self, rule: ForecastRule, own: Iterable[Telling], day: date) -> bool | None:
        stands = timedelta(days=STANDS_DAYS[rule.event])
        now = [t for t in own if t.first <= day <= t.last + stands]
        said, denied = sum(t.origins_for for t in now), sum(t.origins_against for t in now)
        admitted = any(rule.side in t.sides_for for t in now)
        if (said >= LEAST_ORIGINS or admitted) and said > denied:
            return True
        if said:
            return None
        return False if self._listened(rule, day) >= LEAST_HEARD else None

    def _listened(self, rule: ForecastRule, day: date) -> int:
        """Return how many origins spoke of the place round a day."""
        if not self._by_place:
            for heard in self.heard:
                self._by_place.setdefault(heard.place_id, []).append(heard)
        wide = timedelta(days=HEARD_DAYS[rule.event])
        near = self._by_place.get(rule.place_id or "", ())
        return len({h.origin for h in near if abs(h.day - day) <= wide})
