"""What somebody would say who knows only the past: it stays as it is; it goes as it mostly went.

Both come from control as known at the forecast's cut-off.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fogline.model.forecast import ForecastRule
from fogline.outlook.ledger.states import CONTROLLED, SURE, Series, event_probability
from fogline.outlook.ledger.told import Tellings

Point: TypeAlias = tuple[float, float]
"""Lon, lat in degrees."""

LIKELY = 0.5
HALF_A_YEAR = 182
NEAR_KM = 15.0
"""Places farther from the line hardly ever change hands and would make the past look still."""
_KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Past:
    """Control up to the day of a cut-off, as known then."""

    series: Series
    points: Mapping[str, Point]
    """Lon, lat of places by id."""
    on: date
    tellings: Tellings = field(default_factory=Tellings)
    """Of roads and rings, as known then."""
    _beside: dict[str, list[str]] = field(default_factory=dict)

    def holder(self, place_id: str, day: date | None = None) -> str | None:
        """Return the side that held a place last; None if none was ever likelier than not."""
        days = self.series.get(place_id, {})
        until = (day or self.on).isoformat()
        for iso in sorted((d for d in days if d <= until), reverse=True):
            sides = {s: p for s, p in days[iso].items() if s != "contested"}
            side = max(sides, key=sides.__getitem__)
            if sides[side] >= LIKELY:
                return side
        return None

    def persistence(self, rule: ForecastRule) -> float | None:
        """Return 1 if the event is so at the cut-off, else 0; None if nothing is known of it."""
        if rule.event not in CONTROLLED:
            so = self.tellings.states(rule)(self.on)
            return None if so is None else float(so)
        control = self.series.get(rule.place_id or "", {}).get(self.on.isoformat())
        return None if control is None else float(event_probability(rule, control) >= LIKELY)

    def climatology(self, rule: ForecastRule) -> float | None:
        """Return how often the event came within such a span before the cut-off, by place.

        Counted are the places beside the line that began the span as this place begins its own:
        with the event so, or not so. One is added to what came and to what did not (Laplace).
        """
        if rule.event not in CONTROLLED:
            return self._told_before(rule)
        now = self.persistence(rule)
        begin = self._begin(rule)
        if now is None or begin == self.on.isoformat():
            return None
        came = counted = 0
        for place in self._beside_the_line(begin):
            first, last = (self.series[place].get(d) for d in (begin, self.on.isoformat()))
            if first is None or last is None:
                continue
            if (event_probability(rule, first) >= LIKELY) == bool(now):
                counted += 1
                came += event_probability(rule, last) >= (LIKELY if now else SURE)
        return None if not counted else round((came + 1) / (counted + 2), 4)

    def _told_before(self, rule: ForecastRule) -> float | None:
        """Return in how many spans of that length before the cut-off it was so at this place.

        Only spans of which it can be told count, of the last half a year; None where there is none.
        """
        span = max((date.fromisoformat(rule.due) - self.on).days, 1)
        state = self.tellings.states(rule)
        came = counted = 0
        for last in range(0, HALF_A_YEAR - span + 1, span):
            found = [state(self.on - timedelta(days=last + n)) for n in range(span)]
            if True in found or None not in found:
                counted += 1
                came += True in found
        return None if not counted else round((came + 1) / (counted + 2), 4)

    def _begin(self, rule: ForecastRule) -> str:
        """Return the day so long before the cut-off as the rule's last day is after it."""
        span = max((date.fromisoformat(rule.due) - self.on).days, 1)
        # A span longer than what is known is cut to what is known.
        known = min((min(days) for days in self.series.values() if days), default="9999")
        return min(max((self.on - timedelta(days=span)).isoformat(), known), self.on.isoformat())

    def _beside_the_line(self, day: str) -> list[str]:
        """Return the places within `NEAR_KM` of one that another side holds, or nobody wholly."""
        if day not in self._beside:
            known = date.fromisoformat(day)
            held = {p: self.holder(p, known) for p in self.series if p in self.points}
            near = _distances([self.points[p] for p in held]) <= NEAR_KM
            sides = np.array([str(side) for side in held.values()])
            other = sides[:, None] != sides
            chosen = (near & other).any(axis=1)
            self._beside[day] = [p for p, inside in zip(held, chosen, strict=True) if inside]
        return self._beside[day]


def _distances(points: list[Point]) -> NDArray[np.float64]:
    """Return kilometres between all points, on a plane round their middle."""
    lon, lat = np.array(points).reshape(-1, 2).T
    x = lon * np.cos(np.radians(lat.mean() if len(lat) else 0.0)) * _KM_PER_DEGREE
    y = lat * _KM_PER_DEGREE
    return np.asarray(np.hypot(x[:, None] - x, y[:, None] - y))
