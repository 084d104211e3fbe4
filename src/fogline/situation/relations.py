"""Who fights beside whom in a theatre, by day."""

from datetime import date

import numpy as np
import numpy.typing as npt

from fogline.model.theatre import Theatre


class Relations:
    """Which sides fight on one side, by day."""

    def __init__(self, theatre: Theatre) -> None:
        self._there = there(theatre)
        self._allied = [
            (
                frozenset((r.a, r.b)),
                (r.since or date.min).toordinal(),
                (r.until or date.max).toordinal(),
            )
            for r in theatre.relations
            if r.kind in {"allied", "co_belligerent"}
        ]

    def friends(self, a: str, b: str, day: int) -> bool:
        """Whether two sides are one or allied on an ordinal day."""
        if a == b:
            return True
        pair = frozenset((a, b))
        return any(p == pair and since <= day <= until for p, since, until in self._allied)

    def matrix(self, sides: list[str], day: int) -> npt.NDArray[np.bool_]:
        """Return who is a friend of whom, (S, S)."""
        return np.array([[self.friends(a, b, day) for b in sides] for a in sides])

    def changes(self) -> list[int]:
        """Return the ordinal days on which the matrix changes."""
        days = {s for _, s, _ in self._allied} | {u + 1 for _, _, u in self._allied}
        return sorted(days)

    def enemies(self, side: str, day: int) -> tuple[str, ...]:
        """Return the sides present in the theatre that are neither the side nor its friends."""
        return tuple(s for s in self._there if not self.friends(side, s, day))


def there(theatre: Theatre) -> tuple[str, ...]:
    """Return the sides that the baseline names, in the theatre's order; all where there is none."""
    baseline = theatre.baseline
    sides = tuple(s.id for s in theatre.sides)
    if baseline is None:
        return sides
    named = {z.side for z in baseline.zones}
    named |= {s for e in baseline.entries for s, p in e.control.items() if p > 0}
    return tuple(s for s in sides if s in named)
