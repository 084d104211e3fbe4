"""The library's front door: one store, read into and asked.

    import fogline

    war = fogline.open("war.fog", theatre="ukraine")
    war.read("articles/")
    war.claims(place="Bakhmut", action="withdraw")        # pandas
    war.situation("2023-03-07", area="Bakhmut")           # GeoPandas

Everything that the command line can list comes as a frame.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from fogline.errors import UsageError
from fogline.model.time import end_of_day, now, parse_known
from fogline.pipeline import Assessment, area_of, asking
from fogline.settings import load as load_settings
from fogline.store import open_store
from fogline.theatres import load as load_theatre

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

    from fogline.model.outlook import Outlook
    from fogline.model.scenario import Course
    from fogline.pipeline import Outcome
    from fogline.pipeline.refitting import Refitted
    from fogline.pipeline.replay import Replay

Day = str | date
"""An ISO day or a date."""
Instant = str | date | datetime | None
"""An ISO instant with offset, or a day (its end); None is now."""


class Workspace:
    """One store with its theatre. Use as a context manager, or call `close`."""

    def __init__(self, store: str | Path, theatre: str | Path | None = None) -> None:
        self.settings = load_settings()
        path = Path(store)
        new = theatre or (None if path.exists() else self.settings.theatre)
        self.store = open_store(
            path, theatre=None if new is None else str(new), create=new is not None
        )
        self.theatre = load_theatre(self.store.theatre)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    def read(
        self,
        *inputs: str | Path,
        outlet: str | None = None,
        url: str | None = None,
        published: str | date | datetime | None = None,
    ) -> "Outcome":
        """Read files, folders, archives and addresses; return what was stored and refused.

        Args:
            inputs: paths and http(s) addresses.
            outlet: of texts that do not name theirs.
            url: of a text that does not name its own.
            published: of texts that do not say when they were; a day without an offset is the
                theatre's.

        Raises:
            UsageError: `published` is no date.
        """
        from fogline.pipeline import Given, read
        from fogline.pipeline.reading import published_of

        given = Given(outlet=outlet, url=url, published=published_of(published))
        return read(inputs, self.store, self.settings, given=given)

    def retract(self, report_id: str, *, at: str, reason: str | None = None) -> None:
        """Record that an outlet withdrew a report; from that instant its claims no longer count."""
        from fogline.pipeline.retracting import retract

        retract(self.store, report_id, self.theatre.zone, at=at, reason=reason)

    def reports(self, *, known: Instant = None) -> "pd.DataFrame":
        """Return one row a report, without the texts."""
        from fogline.views import frames

        return frames.reports(self._view(known).reports())

    def claims(  # noqa: PLR0913 - the filters that lists share
        self,
        *,
        place: str | None = None,
        side: str | None = None,
        kind: str | None = None,
        action: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        known: Instant = None,
    ) -> "geopandas.GeoDataFrame":
        """Return one row a claim, with the point of its first placed place (EPSG:4326)."""
        from fogline.views import frames

        query = asking.query(
            self.theatre,
            place=place,
            side=side,
            kind=kind,
            action=action,
            since=_day(since),
            until=_day(until),
        )
        return frames.claims(self._view(known).claims(query))

    def events(self, *, known: Instant = None) -> "geopandas.GeoDataFrame":
        """Return one row an event, its claims counted for and against by independent origins."""
        from fogline.views import frames

        return frames.events(self.assess(known).events)

    def sources(self, *, known: Instant = None) -> "pd.DataFrame":
        """Return one row a source of the theatre: claims of its, and the record that they earned."""
        from fogline.situation.sources import judged_sources
        from fogline.views import frames

        assessment = self.assess(known)
        found, _ = judged_sources(self.theatre, assessment.claims.values(), assessment.records())
        return frames.sources(found)

    def situation(
        self,
        on: Day | None = None,
        *,
        area: str | None = None,
        known: Instant = None,
    ) -> "geopandas.GeoDataFrame":
        """Return one row a settlement or sector: control as probabilities, status, evidence."""
        from fogline.views import frames

        assessment = self.assess(known)
        shape = None if area is None else area_of(self.theatre, area)
        day = _day(on) or now().astimezone().date()
        return frames.situation(assessment.situation(day, shape).places)

    def brief(self, on: Day, *, area: str, known: Instant = None) -> str:
        """Return the brief of a day as one HTML page; known at the end of the day by default."""
        from fogline.views import brief

        day = _day(on)
        assert day is not None  # noqa: S101 - `on` is required
        instant = self._instant(known) or end_of_day(day, self.theatre.zone)
        return brief.html(brief.picture(self.store, day, instant, area))

    def replay(self, first: Day, last: Day, *, area: str) -> "Replay":
        """Return each day as known at its end, and when each place of the area changed hands.

        `fogline.views.film.html` and `gif` make a film of it.
        """
        from fogline.pipeline.replay import days, replay

        begin, end = _day(first), _day(last)
        assert begin is not None and end is not None  # noqa: S101, PT018 - both are required
        return replay(self.store, days(begin, end), area_of(self.theatre, area))

    def outlook(  # noqa: PLR0913 - what an outlook is asked with
        self,
        on: Day,
        *,
        area: str,
        days: int = 30,
        runs: int = 2000,
        seed: int = 1,
        criterion: str = "balance",
        courses: "Sequence[Course]" = (),
        known: Instant = None,
    ) -> "Outlook":
        """Return what may come of each course of both sides; known at the end of `on` by default.

        The same seed gives the same outlook. `courses` replaces the six that every outlook has.
        """
        from fogline.outlook.step import Ask
        from fogline.pipeline.outlook import outlook_of

        day = _day(on)
        assert day is not None  # noqa: S101 - `on` is required
        instant = self._instant(known) or end_of_day(day, self.theatre.zone)
        ask = Ask(days=days, runs=runs, seed=seed, criterion=criterion)
        return outlook_of(Assessment(self.store, instant), day, area, ask, courses)

    def forecasts(
        self, *, register: bool = False, resolve_on: Day | None = None, known: Instant = None
    ) -> "pd.DataFrame":
        """Return the ledger: what was said will come, its rule, and what came of it.

        Args:
            register: first add the forecasts that the stored reports hold.
            resolve_on: first resolve what was due before that day, by the situation as known now.
            known: the ledger as it was at an instant.
        """
        import pandas as pd

        from fogline.pipeline import forecasting
        from fogline.views import ledger

        if register:
            forecasting.register_said(self.store)
        day = _day(resolve_on)
        if day is not None:
            forecasting.resolve_due(self.store, day)
        entries = forecasting.entries(self.store, self._instant(known))
        return pd.DataFrame([ledger.row(entry) for entry in entries])

    def forecast_scores(self, *, known: Instant = None) -> "pd.DataFrame":
        """Return how well each voice knew: Brier and log score beside the baselines.

        Only the course that was taken can be scored.
        """
        import pandas as pd

        from fogline.pipeline import forecasting

        return pd.DataFrame(forecasting.scores(self.store, self._instant(known)))

    def refit(self, *, known: Instant = None) -> "Refitted":
        """Estimate the rates of control anew from what was known; keep the set beside the store."""
        from fogline.pipeline.refitting import refit_store

        return refit_store(self.store, self.store.name, self._instant(known) or now())

    def trace(self, id: str, *, known: Instant = None) -> dict[str, Any]:
        """Return what stands behind a claim, event, report or place: claims, chains, sentences."""
        from fogline.views import trace

        return trace.trace(self.assess(known), id)

    def assess(self, known: Instant = None) -> Assessment:
        """Return the pictures of a knowledge instant, as records."""
        return Assessment(self.store, self._instant(known))

    def _view(self, known: Instant) -> Any:
        return self.store.view(self._instant(known))

    def _instant(self, known: Instant) -> datetime | None:
        if known is None or isinstance(known, datetime):
            return known
        try:
            return parse_known(str(known), self.theatre.zone)
        except (ValueError, OverflowError):
            raise UsageError(
                f"known={known!r}: neither a day nor an instant with offset",
            ) from None


def _day(value: Day | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r}: no day; write YYYY-MM-DD") from None


def open(store: str | Path, theatre: str | Path | None = None) -> Workspace:  # noqa: A001 - fogline.open
    """Open a store, or make one.

    Args:
        store: the file.
        theatre: of a new store, a shipped theatre's id or a folder; `ukraine` if the store is new
            and nothing is said.
    """
    return Workspace(store, theatre)


def theatres() -> Iterable[str]:
    """Return the ids of the theatres that ship."""
    from fogline.theatres import available

    return available()
