"""Claims at one place by the days that they speak of, so that a few are looked at instead of all."""

from collections.abc import Iterator

from fogline.situation.grouping import MOST_DAYS, Member


class Shelf:
    """Claims of numbered groups, found by their days in the order in which they were put there."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, Member]] = []
        self._by_day: dict[int, list[int]] = {}
        self._wide: list[int] = []
        """Claims whose days contradict each other by more than an event lasts: always looked at."""

    def put(self, group: int, member: Member) -> None:
        """Add a claim of a group."""
        low, high = sorted((member.first, member.last))
        at = len(self._kept)
        self._kept.append((group, member))
        if high - low > MOST_DAYS:
            self._wide.append(at)
            return
        for day in range(low, high + 1):
            self._by_day.setdefault(day, []).append(at)

    def between(self, first: int, last: int, *, beside: int) -> Iterator[Member]:
        """Yield every claim of other groups that may speak of some day from `first` to `last`.

        Days are ordinals, both included. Those whose own days are in disorder may come too.
        """
        low, high = sorted((first, last))
        if high - low < len(self._by_day):
            days = list(range(low, high + 1))
        else:
            days = [day for day in self._by_day if low <= day <= high]
        found = {at for day in days for at in self._by_day.get(day, ())}.union(self._wide)
        for at in sorted(found):
            group, member = self._kept[at]
            if group != beside:
                yield member
