"""Reading: inputs -> reports -> claims -> places -> the store, batch by batch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from fogline.claims import ENGINE_VERSION
from fogline.errors import FetchRefused, InputRefused, UsageError
from fogline.model.report import Report, Retraction
from fogline.model.theatre import Theatre
from fogline.model.time import now
from fogline.pipeline.families import Families
from fogline.pipeline.fetch import fetch, is_address
from fogline.pipeline.reader import ReadText, reader
from fogline.reports import Read, Refused
from fogline.reports import read as read_reports
from fogline.reports.dates import Stamp, parse_stamp
from fogline.reports.draft import UNKNOWN_OUTLET, Context
from fogline.reports.inputs import Input, expand
from fogline.scale import run
from fogline.settings import Settings
from fogline.store import Reading, Writer
from fogline.theatres import load

Item = tuple[Report, Report | None]
"""A report and the article that it is part of."""


@dataclass(slots=True)
class Outcome:
    """What a run of reading did."""

    stored: int = 0
    claims: int = 0
    already: int = 0
    copies: int = 0
    unread: dict[str, int] = field(default_factory=dict)
    """Reports stored but not read, by language."""
    refused: list[Refused] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    """Inputs stored now that nobody dated: their claims count as told when they were read."""
    unsigned: list[str] = field(default_factory=list)
    """Inputs stored now whose outlet nobody named."""
    reports: list[str] = field(default_factory=list)
    """Ids of the reports that the inputs gave, new or not, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user said about inputs that do not say it themselves."""

    outlet: str | None = None
    url: str | None = None
    published: Stamp | None = None


def read(
    names: Sequence[str | Path],
    store: Writer,
    settings: Settings,
    *,
    given: Given | None = None,
    progress: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Read files, folders, archives and addresses into the store.

    Each batch is stored whole or not at all, so an interrupted run leaves complete reports and
    can be started again; what is already stored is passed over.

    Args:
        names: paths and http(s) addresses.
        store: where readings go; its theatre gives sides, places and the zone of days.
        settings: batch size, limits, workers.
        given: what the user said about inputs that do not say it themselves.
        progress: called after each batch with the outcome so far.
    """
    given = given or Given()
    theatre = load(store.theatre)
    context = Context(
        zone=theatre.zone,
        fetched=now(),
        outlet=given.outlet,
        url=given.url,
        published=given.published,
        publishers=publishers(theatre),
        max_text_chars=settings.max_text_chars,
    )
    outcome = Outcome()
    families = Families(store)
    run_ = _Run(store, outcome)
    found = read_reports(open_inputs(names, settings), context, settings.max_input_bytes)
    work = partial(_work, store.theatre, settings)
    batches = _batches(run_.new(found), settings.batch)
    for texts in run(work, batches, workers=settings.workers):
        _store(texts, store, families, run_)
        if progress is not None:
            progress(outcome)
    run_.link()
    return outcome


def published_of(words: str | date | datetime | None) -> Stamp | None:
    """Return what a user gave as the day or instant of texts that do not say theirs.

    Raises:
        UsageError: it is no date.
    """
    try:
        return parse_stamp(words)
    except ValueError as error:
        raise UsageError(
            f"published: {error}; write 2023-03-07 or 2023-03-07T10:25+02:00"
        ) from None


def publishers(theatre: Theatre) -> frozenset[str]:
    """Return the casefolded names under which the theatre's sources publish; persons left out."""
    return frozenset(
        name.casefold()
        for source in theatre.sources
        if source.function is None
        for name in (source.name, *source.aliases)
    )


def open_inputs(names: Iterable[str | Path], settings: Settings) -> Iterator[Input | InputRefused]:
    """Yield the inputs behind what a user named."""
    for name in names:
        if isinstance(name, str) and is_address(name):
            try:
                yield fetch(name, settings)
            except FetchRefused as refusal:
                yield refusal
        else:
            yield from expand(Path(name), settings.max_input_bytes)


class _Run:
    """What one run of reading has seen so far."""

    def __init__(self, store: Writer, outcome: Outcome) -> None:
        self.store = store
        self.outcome = outcome
        self.inputs: dict[str, str] = {}
        """Input of each report by id."""
        self._articles: dict[str, Report] = {}
        self._stems: dict[str, str] = {}
        self._supersedes: dict[str, str] = {}
        """Report id -> id or file name that it says it replaces."""

    def new(self, found: Iterable[Read | Refused]) -> Iterator[Item]:
        """Yield what is to be read: new reports, and stored ones that older rules read."""
        for given in found:
            if isinstance(given, Refused):
                self.outcome.refused.append(given)
                continue
            report = given.report
            if report.supersedes is not None:
                self._supersedes[report.id] = report.supersedes
                report = report.but(supersedes=None)
            self.outcome.reports.append(report.id)
            self._stems[Path(given.input).stem] = report.id
            engine = self.store.engine_of(report.id)
            stored = self.store.report(report.id) if engine is not None else None
            current = engine == ENGINE_VERSION and not (stored and _dates_it(report, stored))
            if report.id in self.inputs or current:
                self.outcome.already += 1
                self._retract(report)
            else:
                if stored is not None:
                    report = report.but(fetched=stored.fetched)  # it was known since then
                self.inputs[report.id] = given.input
                self._note_gaps(report, given.input)
                yield report, self._articles.get(report.part_of or "")
            self._articles[report.id] = report

    def _note_gaps(self, report: Report, name: str) -> None:
        if report.published is None:
            self.outcome.undated.append(name)
        if report.outlet == UNKNOWN_OUTLET:
            self.outcome.unsigned.append(name)

    def _retract(self, report: Report) -> None:
        """Record a retraction that was added to the input after it was read."""
        if report.retracted is not None and self.store.report(report.id) is not None:
            self.store.retract(Retraction(report_id=report.id, retracted=report.retracted))

    def link(self) -> None:
        """Link reports to those that they say they replace, now that all are stored."""
        for report_id, name in self._supersedes.items():
            earlier = self.store.report(name) or self.store.report(self._stems.get(name, ""))
            earlier = earlier or self.store.named(name)
            if earlier is not None and earlier.id != report_id:
                self.store.supersede(report_id, earlier.id)
                continue
            where = self.inputs.get(report_id, report_id)
            reason = (
                f"read, but what it supersedes, {name!r}, is no report's id or file name; read "
                "that file, then this one again"
            )
            self.outcome.refused.append(Refused(input=where, reason=reason))


def _dates_it(report: Report, stored: Report) -> bool:
    """Say whether a text is read again because only now its day is known."""
    return stored.published is None and report.published is not None


def _batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) >= size:
            yield tuple(batch)
            batch.clear()
    if batch:
        yield tuple(batch)


def _work(theatre: str, settings: Settings, batch: tuple[Item, ...]) -> list[ReadText]:
    return reader(theatre, settings).read(batch)


def _store(texts: list[ReadText], store: Writer, families: Families, run_: _Run) -> None:
    outcome = run_.outcome
    families.refresh()
    readings = []
    for text in texts:
        where = run_.inputs.get(text.report.id)
        if text.failed is not None:
            name = where or text.report.id
            outcome.refused.append(Refused(input=name, reason=text.failed))
            continue
        report, minhash = families.link(text.report)
        outcome.copies += report.copy_family is not None
        if text.unread is not None:
            outcome.unread[report.language] = outcome.unread.get(report.language, 0) + 1
        readings.append(
            Reading(
                report=report,
                claims=text.claims,
                engine=ENGINE_VERSION,
                minhash=minhash,
                unread=text.unread,
                input=where,
            )
        )
    outcome.stored += store.write(readings, families.changes())
    outcome.claims += sum(len(r.claims) for r in readings)
