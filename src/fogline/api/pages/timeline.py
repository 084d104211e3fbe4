"""The time bar: the days that can be shown, and how much was said on each."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from fogline.api.pages.desk import Desk
from fogline.model.time import day_reached, local_day, parse_instant
from fogline.views.map.svg import Markup, el

MOST_DAYS = 1500
HIGH = 28.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Days from the first report to the newest, as numbers of a slider."""

    first: date
    last: date
    on: int
    """The valid day's number; out of range if it lies outside."""
    known: int
    """The day up to which is known, as a number; `last` and beyond is everything."""
    bars: Markup

    @property
    def length(self) -> int:
        """The last number."""
        return (self.last - self.first).days


def timeline(desk: Desk) -> Timeline:
    """Return the days of a store, however few: at least two weeks, so that a slider can move."""
    counts = _counts(desk)
    last = max(desk.asked.newest, desk.asked.on)
    first = min([*counts, last - timedelta(days=13), desk.asked.on])
    first = max(first, last - timedelta(days=MOST_DAYS))
    length = (last - first).days
    known = min(length, (day_reached(desk.asked.known, desk.theatre.zone) - first).days)
    return Timeline(
        first=first,
        last=last,
        on=(desk.asked.on - first).days,
        known=max(0, known),
        bars=_bars(counts, first, length),
    )


def _counts(desk: Desk) -> Counter[date]:
    """Count reports a day, of all that is stored: the bar must not move with knowledge."""
    zone = desk.theatre.zone
    return Counter(local_day(parse_instant(r.known), zone) for r in desk.serving.snapshot().reports)


def _bars(counts: Counter[date], first: date, length: int) -> Markup:
    most = max(counts.values(), default=1)
    wide = 1000 / max(length, 1)
    bars = [
        el(
            "rect",
            x=f"{(day - first).days * wide - wide * 0.4:.2f}",
            y=f"{HIGH - _height(n, most):.1f}",
            width=f"{wide * 0.8:.2f}",
            height=f"{_height(n, most):.1f}",
        )
        for day, n in sorted(counts.items())
        if day >= first
    ]
    return el(
        "svg",
        *bars,
        viewBox=f"0 0 1000 {HIGH:.0f}",
        preserveAspectRatio="none",
        class_="bars",
        aria_hidden="true",
    )


def _height(count: int, most: int) -> float:
    # By the root, so that a quiet day is still seen beside a loud one.
    return max(2.0, HIGH * math.sqrt(count / most))
