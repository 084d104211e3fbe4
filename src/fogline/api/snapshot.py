"""Everything that is stored, in memory, as it was known at any instant.

The records are decoded once for each state of the store; a view at an instant shares them, so that
a slider over knowledge time reads nothing anew.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from fogline.errors import UsageError
from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.forecast import Forecast, Resolution
from fogline.model.report import Report, Retraction
from fogline.model.time import parse_instant
from fogline.store import Counts, Query, Reader
from fogline.theatres import load

_EVERYTHING = Query()


class Snapshot:
    """The records of one state of a store."""

    def __init__(self, store: Reader) -> None:
        self.theatre = load(store.theatre)
        self.reports = list(store.reports())
        self.claims = list(store.claims())
        self.judgements = store.judgements()
        self.retractions = store.retractions()
        self.forecasts = store.forecasts()
        self.resolutions = store.resolutions()
        self._known = [_posix(r.known) for r in self.reports]
        known = {r.id: at for r, at in zip(self.reports, self._known, strict=True)}
        self._claims_known = [known.get(c.report_id, 0.0) for c in self.claims]
        ends = [_posix(d.withdrawn) for d in self.judgements if d.withdrawn]
        made = [_posix(d.made) for d in self.judgements]
        gone = [_posix(r.retracted) for r in self.retractions]
        told = [_posix(f.cut_off) for f in self.forecasts]
        came = [_posix(r.resolved) for r in self.resolutions]
        self._moments = sorted((*self._known, *ends, *made, *gone, *told, *came))

    def moment(self, known: datetime) -> int:
        """Return how much had been learned by an instant: equal numbers mean equal records."""
        return bisect_right(self._moments, known.timestamp())

    def latest(self, before: datetime) -> datetime | None:
        """Return the newest instant up to `before` at which something was learned."""
        count = self.moment(before)
        return datetime.fromtimestamp(self._moments[count - 1], before.tzinfo) if count else None

    def newest_report(self) -> datetime | None:
        """Return the instant from which the newest report is known, None without any."""
        return parse_instant(self.reports[-1].known) if self.reports else None

    def view(self, known: datetime) -> "SnapshotView":
        """Return what was known at an instant."""
        return SnapshotView(self, known)

    def reports_until(self, posix: float) -> Sequence[Report]:
        """Return the reports known by then."""
        return self.reports[: bisect_right(self._known, posix)]

    def claims_until(self, posix: float) -> list[Claim]:
        """Return the claims known by then."""
        pairs = zip(self.claims, self._claims_known, strict=True)
        return [claim for claim, at in pairs if at <= posix]


class SnapshotView:
    """What was known at an instant, see `fogline.store.base.View`."""

    def __init__(self, snapshot: Snapshot, known: datetime) -> None:
        self.known: datetime | None = known
        self._all = snapshot
        self._until = known.timestamp()

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {r.id: self._then(r) for r in self._all.reports_until(self._until)}

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {c.id: c for c in self._all.claims_until(self._until)}

    def _then(self, report: Report) -> Report:
        """Return a report as it stood: withdrawn later, it was not withdrawn yet."""
        late = report.retracted is not None and _posix(report.retracted) > self._until
        return report.but(retracted=None) if late else report

    def reports(self) -> Iterator[Report]:
        """Yield reports by the instant from which they are known."""
        return iter(self._reports.values())

    def report(self, report_id: str) -> Report | None:
        """Return a report, None if there is none of that id."""
        return self._reports.get(report_id)

    def claims(self, query: Query = _EVERYTHING) -> Iterator[Claim]:
        """Yield all claims; lists with a query are asked of the store.

        Raises:
            UsageError: a query was given.
        """
        if query != _EVERYTHING:
            raise UsageError("a snapshot gives all claims; ask the store with a query")
        return iter(self._claims.values())

    def ids(self, query: Query = _EVERYTHING) -> list[str]:
        """Return the ids of all claims; with a query the store is asked."""
        return [claim.id for claim in self.claims(query)]

    def found_claims(self, query: Query) -> set[str]:
        """Words are searched in the store.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"a snapshot has no index of words; search the store for {query.text!r}")

    def found_reports(self, words: str) -> list[str]:
        """Words are searched in the store.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"a snapshot has no index of words; search the store for {words!r}")

    def claims_of(self, report_id: str) -> list[Claim]:
        """Return a report's claims in the order of its text."""
        return [c for c in self._claims.values() if c.report_id == report_id]

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim, None if there is none of that id."""
        return self._claims.get(claim_id)

    def decisions(self) -> list[Decision]:
        """Return decisions made by then and not withdrawn by then, oldest first."""
        return [
            d for d in self.judgements() if d.withdrawn is None or _posix(d.withdrawn) > self._until
        ]

    def judgements(self) -> list[Decision]:
        """Return every decision made by then, also those withdrawn since, oldest first."""
        return [d for d in self._all.judgements if _posix(d.made) <= self._until]

    def retractions(self) -> list[Retraction]:
        """Return retractions made by then."""
        return [r for r in self._all.retractions if _posix(r.retracted) <= self._until]

    def forecasts(self) -> list[Forecast]:
        """Return the forecasts said by then, in the order of their last days."""
        return [f for f in self._all.forecasts if _posix(f.cut_off) <= self._until]

    def resolutions(self) -> list[Resolution]:
        """Return what was written down by then on what came of them, oldest first."""
        return [r for r in self._all.resolutions if _posix(r.resolved) <= self._until]

    def counts(self) -> Counts:
        """Return how much is known."""
        reports = list(self.reports())
        return Counts(
            reports=len(reports),
            claims=len(self._claims),
            retold=sum(r.retold for r in reports),
            unread=sum(r.language != "en" for r in reports),
            copies=sum(r.copy_family not in {None, r.id} for r in reports),
        )


def _posix(instant: str) -> float:
    return parse_instant(instant).timestamp()
