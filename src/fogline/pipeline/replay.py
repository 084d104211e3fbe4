"""Day by day through a battle: each day with what was known at its end, and what became of it.

found = replay(store, days(date(2022, 12, 1), date(2023, 3, 7)), area)
found.pictures[0].on, found.histories[0].confirmed
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fogline import situation as room
from fogline.errors import UsageError
from fogline.model.decision import Decision
from fogline.model.situation import Situation
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day
from fogline.pipeline.area import AreaShape
from fogline.pipeline.assess import Assessment, within
from fogline.store import Reader

BEFORE_DAYS = 30
"""A claim counts as the first one of what follows if it is at most this much older than the first day."""
MOST_DAYS = 1500
"""A replay longer than four years is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Pictures in the order of days, and the history of each place of the area."""

    theatre: Theatre
    area: AreaShape
    pictures: tuple[Situation, ...]
    """Of the area; the line of contact is that of the whole theatre."""
    histories: tuple[room.PlaceHistory, ...]


def days(first: date, last: date, step: int = 1) -> tuple[date, ...]:
    """Return the days of a replay, both ends included.

    Raises:
        UsageError: they make no sense.
    """
    if last < first:
        raise UsageError(f"--from {first} lies after --to {last}")
    if step < 1:
        raise UsageError(f"--every {step}: at least 1 day")
    if (last - first).days > MOST_DAYS:
        raise UsageError(f"--from {first} --to {last}: more than {MOST_DAYS} days; shorten it")
    chosen = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    return tuple(chosen if chosen[-1] == last else [*chosen, last])


def replay(
    store: Reader,
    days: Sequence[date],
    area: AreaShape,
    progress: Callable[[int], None] = lambda _: None,
) -> Replay:
    """Return the pictures of some days and what became of each place, known each day at its end.

    Args:
        store: what was read.
        days: in their order.
        area: which places to keep.
        progress: called with the number of days done.
    """
    columns = _Columns(store)
    history = room.History()
    pictures: list[Situation] = []
    for number, day in enumerate(days, 1):
        known = end_of_day(day, columns.theatre.zone)
        picture = within(columns.picture(day, known), area)
        history.add(picture)
        pictures.append(picture)
        progress(number)
    return Replay(
        theatre=columns.theatre,
        area=area,
        pictures=tuple(pictures),
        histories=history.places(columns.first_claims(known, days[0])),
    )


class _Columns:
    """Claims as columns, read once for each parameter set and each state of people's judgements."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self._latest = Assessment(store)
        self.theatre = self._latest.theatre
        self._prepared: dict[tuple[str, tuple[Decision, ...]], room.Prepared] = {}

    def picture(self, day: date, known: datetime) -> Situation:
        return room.situation((), (), self.theatre, None, day, known, prepared=self._at(known))

    def first_claims(self, known: datetime, first: date) -> dict[tuple[str, str], room.FirstClaim]:
        since = end_of_day(first - timedelta(days=BEFORE_DAYS), self.theatre.zone)
        return room.first_claims(self._at(known).evidence, known.timestamp(), since.timestamp())

    def _at(self, known: datetime) -> room.Prepared:
        parameters = room.parameters_at(known, self.theatre.zone, self._latest.sets)
        decisions = tuple(self._store.view(known).decisions())
        key = (parameters.version, decisions)
        if key not in self._prepared:
            # Judgements change what a claim counts for; all else is told apart by its instant.
            judged = Assessment(self._store, known).claims if decisions else {}
            claims = {
                i: judged.get(i, c.but(decision=None)) for i, c in self._latest.claims.items()
            }
            self._prepared[key] = room.prepare(
                tuple(claims.values()),
                tuple(self._latest.reports.values()),
                self.theatre,
                parameters=parameters,
                sets=self._latest.sets,
            )
        return self._prepared[key]
