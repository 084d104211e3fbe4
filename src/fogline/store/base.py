"""The store's contract: three short roles that every database fills the same way.

* A `Writer` takes readings; each is stored whole or not at all.
* A `Reader` answers what is stored.
* A `View` is a reader that sees only what was known at an instant.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.forecast import Forecast, Resolution
from fogline.model.report import Report, Retraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one report gave: the unit that is stored whole or not at all."""

    report: Report
    claims: tuple[Claim, ...]
    engine: str
    """Version of the rules that read it."""
    minhash: bytes | None = None
    unread: str | None = None
    """Why the report was not read for claims ("language: uk"), None if it was."""
    input: str | None = None
    """What the user named: a path or an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which claims; every field narrows, None does not.

    `since` and `until` are days of the claim's own time; a claim without one counts on the day it
    was published.
    """

    place: str | None = None
    """A name or gazetteer id."""
    place_ids: tuple[str, ...] = ()
    """Further gazetteer ids that `place` stands for: other spellings, parts of a city."""
    side: str | None = None
    kind: str | None = None
    action: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    """Words of the quote, its voices or places; all must occur, "a phrase" as one, `pre*` begins."""
    voice: str | None = None
    """Words of the name of any voice of the chain."""
    certainty: float | None = None
    """At least so sure: the lower bound of the origin's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is stored."""

    reports: int
    claims: int
    retold: int
    unread: int
    copies: int


class View(Protocol):
    """What was known at an instant (`known`, None = everything)."""

    known: datetime | None

    def reports(self) -> Iterator[Report]:
        """Yield reports by the instant from which they are known."""
        ...

    def report(self, report_id: str) -> Report | None:
        """Return a report, None if there is none of that id."""
        ...

    def claims(self, query: Query = ...) -> Iterator[Claim]:
        """Yield claims by the instant from which they are known, then by place in the text."""
        ...

    def ids(self, query: Query = ...) -> list[str]:
        """Return the ids of the claims that match, in the order of `claims`."""
        ...

    def found_claims(self, query: Query) -> set[str]:
        """Return the ids of all claims that match a query's words and certainty alone."""
        ...

    def found_reports(self, words: str) -> list[str]:
        """Return the ids of the reports in which all words occur, the best match first."""
        ...

    def claims_of(self, report_id: str) -> list[Claim]:
        """Return a report's claims in the order of its text."""
        ...

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim, None if there is none of that id."""
        ...

    def decisions(self) -> list[Decision]:
        """Return decisions made by then and not withdrawn by then, oldest first."""
        ...

    def judgements(self) -> list[Decision]:
        """Return every decision made by then, also those withdrawn since, oldest first."""
        ...

    def retractions(self) -> list[Retraction]:
        """Return retractions made by then."""
        ...

    def counts(self) -> Counts:
        """Return how much is stored."""
        ...


class Reader(View, Protocol):
    """A view on everything that makes narrower ones."""

    theatre: str

    def view(self, known: datetime | None) -> View:
        """Return what was known at an instant."""
        ...

    def engine_of(self, report_id: str) -> str | None:
        """Return the engine version that read a report, None if it is not stored."""
        ...

    def named(self, stem: str) -> Report | None:
        """Return the newest report read from a file of that name without its ending."""
        ...

    def forecasts(self, known: datetime | None = None) -> list[Forecast]:
        """Return the forecasts said by an instant, in the order of their last days."""
        ...

    def resolutions(self, known: datetime | None = None) -> list[Resolution]:
        """Return what was written down by an instant on what came of them, oldest first."""
        ...

    def changed_elsewhere(self) -> bool:
        """Tell whether another process has written since this was last asked."""
        ...

    def families(self) -> Iterator[tuple[str, str, float, str]]:
        """Yield report id, copy family, copy score and known instant (UTC) of every copy."""
        ...

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield report id and MinHash signature of every report that has one."""
        ...


class Writer(Reader, Protocol):
    """A reader that also takes."""

    def write(
        self, readings: Iterable[Reading], families: Mapping[str, tuple[str, float]] = ...
    ) -> int:
        """Store readings in one transaction and return how many; reading again replaces claims.

        Of the texts of an outlet at one address each supersedes the one known before it.
        `families` sets copy family and score by report id, of these and of earlier reports.
        """
        ...

    def supersede(self, report_id: str, earlier: str) -> None:
        """Record that a report names another as the one it replaces."""
        ...

    def retract(self, retraction: Retraction) -> None:
        """Record that a report was withdrawn."""
        ...

    def decide(self, decision: Decision) -> None:
        """Add a decision, or replace the row of the same id by its withdrawn form."""
        ...

    def register(self, forecasts: Iterable[Forecast]) -> int:
        """Add forecasts and return how many are new; one that is there stays as it was."""
        ...

    def resolve(self, resolutions: Iterable[Resolution]) -> None:
        """Add what came of forecasts; earlier resolutions stay."""
        ...

    def close(self) -> None:
        """Release the store."""
        ...
