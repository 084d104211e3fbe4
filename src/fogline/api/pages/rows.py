"""Entries of lists: an event, a place, a report in a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fogline.api.pages.common import MOST
from fogline.api.pages.desk import Desk
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import PlaceSituation
from fogline.views.brief.cards import event_title, origins
from fogline.views.brief.charts import control_bar
from fogline.views.map.scene import leading
from fogline.views.map.svg import Markup
from fogline.views.people import redact
from fogline.views.words import instant, listed, percent, probability_word, shown, span, texts

T = TypeVar("T")
OPENING = 12
"""Words that stand for a title where a report has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """A stretch of a list, with how much lies before and after it."""

    items: Sequence[T]
    total: int
    start: int
    most: int = MOST
    """How many a page has at most."""

    @property
    def end(self) -> int:
        """The number after the last item's."""
        return self.start + len(self.items)


def part(items: Sequence[T], start: int, most: int = MOST) -> Part[T]:
    """Return a page of a list."""
    # A page beyond the end, of an address from before: the last one.
    start = min(start, (len(items) - 1) // most * most) if items else 0
    return Part(items=items[start : start + most], total=len(items), start=start, most=most)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event in a line."""

    id: str
    title: str
    status: str
    was: str
    """Its status before, where it changed."""
    when: str
    pro: str
    contra: str
    n_pro: int
    n_contra: int
    grade: str
    decided: str
    retold: bool


def event_row(event: Event, desk: Desk, was: str | None = None) -> EventRow:
    """Return an event as a line."""
    grade, decision = event.credibility, event.decision
    claims = [desk.assessed.claims.get(i) for i in (*event.claims_for, *event.claims_against)]
    known = [c for c in claims if c is not None]
    return EventRow(
        id=event.id,
        title=event_title(event, desk.picture),
        status=event.status,
        was=texts()(f"event_{was}") if was else "",
        when=span(event.time, desk.theatre.zone),
        pro=origins(event.origins_for, desk.picture),
        contra=origins(event.origins_against, desk.picture) if event.claims_against else "",
        n_pro=sum(event.origins_for.values()),
        n_contra=sum(event.origins_against.values()),
        grade=grade.letter.value + grade.digit.value,
        decided=_decided(decision.by, decision.verdict) if decision else "",
        retold=bool(known) and all(c.retold for c in known),
    )


def _decided(by: str, verdict: str) -> str:
    return texts()("mark_decided", by=shown(by), verdict=texts()(f"verdict_{verdict}"))


def event_rows(events: Iterable[Event], desk: Desk) -> list[EventRow]:
    """Return the events that may be shown as lines."""
    return [event_row(e, desk) for e in desk.gate.events(events)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A settlement or sector in a line."""

    id: str
    name: str
    kind: str
    status: str
    summary: str
    claimed: str
    age: str
    since: str | None
    claims: int
    bar: Markup
    """Empty where no number is given."""


def place_row(place: PlaceSituation, desk: Desk) -> PlaceRow:
    """Return a place as a line."""
    return PlaceRow(
        id=place.place_id,
        name=shown(place.name),
        kind=place.kind,
        status=place.status,
        summary=summary(place, desk),
        claimed=listed(
            texts()("claimed_since", side=desk.picture.side_name(c.side), day=c.since)
            for c in place.claimed_by
        ),
        age=desk.age(place.evidence_age_hours),
        since=place.since,
        claims=len(place.claims),
        bar=Markup("")
        if place.place_id in desk.silent
        else control_bar(place.control, desk.theatre),
    )


def summary(place: PlaceSituation, desk: Desk) -> str:
    """Return who holds a place and how surely, or why that is not said."""
    say = texts()
    if place.status == "unknown":
        return say("wb_no_recent")
    if place.place_id in desk.silent:
        return say("summary_silent")
    side, probability = leading(place)
    if side is None:
        return say("summary_contested", p=percent(probability))
    word, chance = probability_word(probability), percent(probability)
    return say("summary_held", side=desk.picture.side_name(side), p=chance, word=word)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a line."""

    id: str
    title: str
    outlet: str
    when: str
    claims: int
    language: str
    unread: bool
    copy_of: str | None
    retold: bool
    retracted: bool
    superseded: bool


def report_row(report: Report, desk: Desk) -> ReportRow:
    """Return a report as a line."""
    family = report.copy_family
    return ReportRow(
        id=report.id,
        title=title_of(report, desk),
        outlet=shown(report.outlet),
        when=instant(report.known, desk.theatre.zone),
        claims=len(desk.index.claims_of.get(report.id, ())),
        language=report.language,
        unread=report.language != "en",
        copy_of=family if family and family != report.id else None,
        retold=report.retold,
        retracted=report.retracted is not None,
        superseded=report.supersedes is not None,
    )


def title_of(report: Report, desk: Desk) -> str:
    """Return a report's title or first words, without those who must not be named."""
    names = desk.gate.names.get(report.id, ())
    words = report.text[report.body_start :][:400].split()
    opening = " ".join(words[:OPENING]) + (" …" if len(words) > OPENING else "")
    return redact((report.title or opening)[:300], names).text or texts()("wb_untitled")
