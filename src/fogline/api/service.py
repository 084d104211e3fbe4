"""How a request gets at the store and at the assessed picture.

One `Service` a process. Connections are pooled and used by one thread at a time; the records are
in memory once for each state of the store; what is assessed is kept for the instants and days last
asked for. Everything here may be called from any thread.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from fogline.api.access.accounts import Accounts
from fogline.api.kept import Kept, Shelf, state_of
from fogline.api.snapshot import Snapshot
from fogline.errors import StoreNotFound
from fogline.model.event import Event
from fogline.model.situation import Situation
from fogline.model.theatre import Theatre
from fogline.model.time import now
from fogline.pipeline import AreaShape, Assessment, area_of
from fogline.pipeline.assess import within
from fogline.settings import Settings
from fogline.situation import Changes, Dispute
from fogline.store import open_store
from fogline.store.sqlite import SqliteStore
from fogline.theatres import load
from fogline.views.picture import Picture
from fogline.views.recency import without_recent_evidence
from fogline.views.release import Release
from fogline.views.releasing import released

T = TypeVar("T")

HELD_FOR_AT_LEAST = timedelta(hours=1)
"""What the publication policy holds back is looked at anew so often."""

MANY = 20_000
"""Claims from which the records in memory are kept out of the garbage collector's way, and what was
assessed is kept on disk as well."""
INSTANTS_KEPT = 8
"""Knowledge times whose assessments stay in memory."""
PICTURES_KEPT = 64
"""Results kept for each of them."""


class Assessed(Assessment):
    """The pictures of one knowledge instant, each made once.

    Situations, changes and disputes come through the gate; claims, events and reports are as they
    stand in the store, and whoever shows them asks `release`.
    """

    store: Path | None = None
    """The store's file, beside which what was assessed may be kept."""

    @cached_property
    def kept(self) -> Kept:
        """What was asked for before."""
        return Kept(PICTURES_KEPT)

    @cached_property
    def shelf(self) -> Shelf | None:
        """What was assessed in an earlier process; None for what is assessed in a moment."""
        if isinstance(self._like, Assessed):
            return self._like.shelf
        if self.store is None or len(self.claims) < MANY:
            return None
        state = state_of(
            self.claims.values(), self.reports.values(), self.decisions, (self.theatre,), self.sets
        )
        return Shelf(self.store.with_name(self.store.name + ".assessed"), state)

    @cached_property
    def _one_at_a_time(self) -> threading.RLock:
        """Held while something is assessed: two at once would both be done later."""
        return self._like._one_at_a_time if isinstance(self._like, Assessed) else threading.RLock()  # noqa: SLF001 - its own

    def _made(self, name: str, form: Any, make: Callable[[], T]) -> T:
        with self._one_at_a_time:
            if self.shelf is None:
                return make()
            return self.shelf.get(f"{name} known {self.known.isoformat()}", form, make)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, its claims for and against, by independent origins."""
        if isinstance(self._like, Assessed):
            # The same records make the same events, whatever the hour.
            return self._like.events
        return self._made("events", tuple[Event, ...], self._all_events)

    def _all_events(self) -> tuple[Event, ...]:
        return super().events

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """The events by id."""
        return {e.id: e for e in self.events}

    def situation(self, on: date, area: AreaShape | None = None) -> Situation:
        """Return the picture of a day, of an area or of the whole theatre."""
        assess = partial(super().situation, on)
        make = partial(self._made, f"situation {on}", Situation, assess)
        whole = self.kept.get(("situation", on), lambda: self.release.situation(make()))
        return whole if area is None else within(whole, area)

    def changes(self, since: datetime, on: date | None = None) -> Changes:
        """Return what happened since an instant, and what was learned since."""
        assess = partial(super().changes, since, on)
        name = f"changes {since.isoformat()} {on}"
        make = partial(self._made, name, Changes, assess)

        def work_out() -> Changes:
            # Before the lock that `make` takes: whoever asks for events takes both the other way.
            _ = self.events
            return self.release.changes(make())

        return self.kept.get(("changes", since, on), work_out)

    def disputes(self) -> tuple[Dispute, ...]:
        """Return the events over which known origins contradict each other."""
        assess = super().disputes
        return self.kept.get("disputes", lambda: self.release.disputes(assess()))

    def series(self, on: date) -> dict[str, list[tuple[str, dict[str, float]]]]:
        """Return control day by day up to `on`, by place id."""
        assess = partial(super().series, on)
        form = dict[str, list[tuple[str, dict[str, float]]]]
        return self.kept.get(("series", on), lambda: self._made(f"series {on}", form, assess))

    def silent(self, on: date) -> frozenset[str]:
        """Return the ids of the places near the line without recent evidence."""
        return self.kept.get(("silent", on), lambda: without_recent_evidence(self.situation(on)))

    @property
    def release(self) -> Release:
        """The gate through which the records leave."""
        return self.kept.get("release", lambda: Release(self.theatre, self.claims, now()))

    def outdated(self) -> bool:
        """Tell whether what was held back an hour ago may be due by now."""
        gate = self.release
        return bool(gate.held) and now() - gate.at > HELD_FOR_AT_LEAST

    def picture(self, on: date, area: AreaShape | None = None) -> Picture:
        """Return everything that a brief of a day shows, as it may leave the store."""
        return self.kept.get(
            ("picture", on, area.name if area else None),
            lambda: released(Picture.of(self, on, area), self.release),
        )


class Service:
    """One store behind a server.

    Args:
        path: the store's file; it need not be there yet.
        settings: of this process.
    """

    def __init__(self, path: str | Path, settings: Settings) -> None:
        self.path = Path(path)
        self.settings = settings
        self._lock = threading.RLock()
        self._heavy = threading.RLock()
        """Held while records are decoded or assessed, so that plain reads need not wait."""
        self._idle: list[SqliteStore] = []
        self._file: tuple[int, int] | None = None
        self._watch: SqliteStore | None = None
        self._state = 0
        self._snapshot: tuple[int, Snapshot] | None = None
        self._assessed = Kept(INSTANTS_KEPT)

    @cached_property
    def log(self) -> Accounts:
        """The file of accounts, for its log; made when first needed."""
        return Accounts(self.accounts_path)

    @property
    def accounts_path(self) -> Path:
        """Where users, tokens and the log stand."""
        named = self.settings.accounts
        return Path(named) if named else self.path.with_name(self.path.name + ".accounts")

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        """Lend a connection.

        Raises:
            StoreNotFound: the file is gone.
            StoreError: it cannot be used.
        """
        self.state()
        with self._lock:
            file = self._file
            lent = self._idle.pop() if self._idle else None
        lent = lent or open_store(self.path, threads=True)
        try:
            yield lent
        finally:
            with self._lock:
                same = file == self._file
                if same:
                    self._idle.append(lent)
            if not same:
                lent.close()

    def state(self) -> int:
        """Return a number that changes whenever the store does.

        Raises:
            StoreNotFound: the file is gone.
            StoreError: it cannot be used, or a newer version has written it meanwhile.
        """
        with self._lock:
            self._same_file()
            if self._watch is None:
                self._watch = open_store(self.path, threads=True)
                self._state += 1
            if self._watch.changed_elsewhere():
                # A newer Fogline may have been the one that wrote: opening anew says so.
                self._close()
                self._watch = open_store(self.path, threads=True)
                self._state += 1
            return self._state

    def _same_file(self) -> None:
        try:
            found = self.path.stat()
        except OSError:
            self._close()
            self._file = None
            raise StoreNotFound(
                f"store {self.path}: there is none (any more); `fogline read PATH --store "
                f"{self.path}` makes one"
            ) from None
        identity = (found.st_dev, found.st_ino)
        if identity != self._file:
            self._close()
            self._file = identity

    def _close(self) -> None:
        for store in (*self._idle, *([self._watch] if self._watch else [])):
            store.close()
        self._idle.clear()
        self._watch = None

    def close(self) -> None:
        """Release the store."""
        with self._lock:
            self._close()
            if "log" in self.__dict__:
                self.__dict__.pop("log").close()
            self._snapshot = None
            self._assessed.clear()

    @property
    def theatre(self) -> Theatre:
        """The store's theatre."""
        with self.store() as store:
            return load(store.theatre or self.settings.theatre)

    def snapshot(self) -> Snapshot:
        """Return the records as they are now."""
        state = self.state()
        with self._heavy:
            if self._snapshot is None or self._snapshot[0] != state:
                with self.store() as store:
                    self._snapshot = (state, Snapshot(store))
                self._assessed.clear()
                if len(self._snapshot[1].claims) > MANY:
                    # Else the collector walks every record again and again, in the middle of
                    # answers; none of them is part of a cycle.
                    gc.collect()
                    gc.freeze()
            return self._snapshot[1]

    def assessed(self, known: datetime | None = None) -> Assessed:
        """Return the pictures of a knowledge instant; None is now, to the minute."""
        with self._heavy:
            snapshot = self.snapshot()
            instant = known or self._now(snapshot)
            moment = snapshot.moment(instant)

            def make() -> Assessed:
                view = snapshot.view(instant)
                like = self._assessed.get(
                    ("moment", moment),
                    lambda: self._assess(snapshot, instant),
                )
                if like.known == instant:
                    return like
                return Assessed.of(snapshot.theatre, view, instant, like)

            if self._assessed.get(instant, make).outdated():
                self._assessed.drop(instant)
            return self._assessed.get(instant, make)

    def _assess(self, snapshot: Snapshot, instant: datetime) -> Assessed:
        made = Assessed.of(snapshot.theatre, snapshot.view(instant), instant, store=str(self.path))
        made.store = self.path
        return made

    def release(self, assessed: Assessed) -> Release:
        """Return the gate through which an assessment's records leave."""
        return assessed.release

    @staticmethod
    def _now(snapshot: Snapshot) -> datetime:
        """Return the present minute, or the instant in it at which something came in."""
        instant = now()
        minute = instant.replace(second=0, microsecond=0)
        latest = snapshot.latest(instant)
        return latest if latest is not None and latest > minute else minute

    def today(self) -> date:
        """Return the theatre's present day."""
        return now().astimezone(ZoneInfo(self.theatre.zone)).date()

    def warm(self, on: date, known: datetime, since: datetime) -> None:
        """Work out ahead what the start page shows, if that takes long."""
        assessed = self.assessed(known)
        if len(assessed.claims) >= MANY:
            assessed.situation(on)
            assessed.changes(since, on)
            assessed.disputes()

    def area(self, name: str | None) -> AreaShape | None:
        """Return the area of a name, None for none.

        Raises:
            UsageError: there is none of that name.
        """
        return None if name is None else area_of(self.theatre, name)
