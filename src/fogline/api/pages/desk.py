"""One analyst's view of the store: what pages of one picture have in common, made when needed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property

from fogline.api.errors import NotFound
from fogline.api.kept import Kept
from fogline.api.pages.asked import Asked
from fogline.api.service import Assessed, Service
from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import PlaceSituation, Situation
from fogline.model.theatre import TheatrePlace
from fogline.model.time import end_of_day, parse_instant
from fogline.pipeline import AreaShape
from fogline.pipeline.area import everywhere
from fogline.text.normalise import fold
from fogline.views.brief.items import weight
from fogline.views.brief.said import Said, said
from fogline.views.map.scene import Gazetteer
from fogline.views.picture import Picture
from fogline.views.release import Release
from fogline.views.words import age

INDEXES = Kept(4)
"""Look-ups over the records of the knowledge times last asked for, of every store served."""


class Index:
    """Look-ups over the claims and events of one knowledge time."""

    def __init__(self, assessed: Assessed) -> None:
        self._assessed = assessed

    @cached_property
    def events_of(self) -> dict[str, list[Event]]:
        """The events that a claim speaks for or against."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self._assessed.events:
            for claim in (*event.claims_for, *event.claims_against):
                found[claim].append(event)
        return found

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """A report's claims in the order of its text."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._assessed.claims.values():
            found[claim.report_id].append(claim)
        for claims in found.values():
            claims.sort(key=lambda c: c.start)
        return found

    @cached_property
    def claims_at(self) -> dict[str, list[Claim]]:
        """The claims that name a place, by gazetteer id."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._assessed.claims.values():
            for place in {p.gazetteer_id for p in claim.places if p.gazetteer_id}:
                found[place].append(claim)
        return found

    @cached_property
    def events_at(self) -> dict[str, list[Event]]:
        """The events at a place, by gazetteer id."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self._assessed.events:
            for place in {p.gazetteer_id for p in event.places if p.gazetteer_id}:
                found[place].append(event)
        return found

    @cached_property
    def newest_first(self) -> list[Claim]:
        """Every claim, the newest first."""
        return sorted(
            self._assessed.claims.values(),
            key=lambda c: (c.published or "", c.report_id, -c.start),
            reverse=True,
        )

    @cached_property
    def words(self) -> dict[str, str]:
        """What a search looks through: a claim's words, voices and place names, folded."""
        return {c.id: fold(" ".join(_searched(c))) for c in self.newest_first}


def _searched(claim: Claim) -> Iterable[str]:
    yield claim.quote
    yield claim.outlet
    for voice in claim.chain:
        yield voice.name or ""
    for place in claim.places:
        yield place.name or place.text


class Desk:
    """One picture of a served store: a day, a knowledge time, an area, and what they show."""

    def __init__(self, serving: Service, asked: Asked) -> None:
        self.serving = serving
        self.asked = asked
        self.assessed: Assessed = serving.assessed(asked.known)
        self.theatre = self.assessed.theatre

    @cached_property
    def area(self) -> AreaShape:
        """The area asked for, else the whole theatre."""
        return self.asked.area or everywhere(self.theatre)

    @cached_property
    def situation(self) -> Situation:
        """The day's picture of the whole theatre."""
        return self.assessed.situation(self.asked.on)

    @cached_property
    def places(self) -> dict[str, PlaceSituation]:
        """The picture's settlements and sectors by id."""
        return {p.place_id: p for p in self.situation.places}

    @property
    def silent(self) -> frozenset[str]:
        """The places near the line of which nobody independent spoke of late: no number for them."""
        return self.assessed.silent(self.asked.on)

    @cached_property
    def gate(self) -> Release:
        """What may be shown."""
        return self.serving.release(self.assessed)

    @cached_property
    def index(self) -> Index:
        """Look-ups over what is known."""
        key = (id(self.serving), id(self.assessed.claims))
        kept = INDEXES.get(key, lambda: Index(self.assessed))
        # The address of a forgotten dictionary may come again.
        if kept._assessed.claims is not self.assessed.claims:  # noqa: SLF001 - its own
            kept = Index(self.assessed)
        return kept

    @property
    def newest_events(self) -> list[Event]:
        """The events that may be shown, the newest first, then the weightiest; not yet unnamed."""

        def sort() -> list[Event]:
            shown = [e for e in self.assessed.events if self.gate.lets_out(e)]
            return sorted(shown, key=lambda e: (_last_day(e), weight(e)), reverse=True)

        return self.assessed.kept.get("newest events", sort)

    @property
    def actions(self) -> list[str]:
        """The actions of which claims tell."""
        claims = self.assessed.claims
        return self.assessed.kept.get(
            "actions", lambda: sorted({c.action for c in claims.values()})
        )

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The theatre's places by id."""
        return Gazetteer(self.theatre)

    @cached_property
    def picture(self) -> Picture:
        """The records as the brief's parts take them, without what costs time to work out."""
        made = Picture(
            theatre=self.theatre,
            area=self.area,
            situation=self.situation,
            events=self.assessed.events,
            claims=self.assessed.claims,
            reports=self.assessed.reports,
        )
        # Collected once for a knowledge time, not once for every page.
        made.__dict__["withheld"] = self.gate.names
        return made

    @cached_property
    def full(self) -> Picture:
        """The brief's picture of the area, with changes, disputes and coverage."""
        return self.assessed.picture(self.asked.on, self.asked.area)

    def claim(self, id_: str) -> Claim:
        """Return a claim.

        Raises:
            NotFound: none of that id was known by then.
        """
        found = self.assessed.claims.get(id_)
        if found is None:
            raise NotFound(f"claim {id_!r}: none of that id is known at this knowledge time")
        return found

    def event(self, id_: str) -> Event:
        """Return an event.

        Raises:
            NotFound: none of that id was known by then.
        """
        found = self.assessed.event_of.get(id_)
        if found is None:
            raise NotFound(
                f"event {id_!r}: none of that id is known at this knowledge time; "
                "more or fewer reports can join its claims with another event's"
            )
        return found

    def report(self, id_: str) -> Report:
        """Return a report.

        Raises:
            NotFound: none of that id was known by then.
        """
        found = self.assessed.reports.get(id_)
        if found is None:
            raise NotFound(f"report {id_!r}: none of that id is known at this knowledge time")
        return found

    def said(self, claim: Claim) -> Said:
        """Return a claim as it may be shown."""
        return said(claim, self.picture)

    def sayings(self, claims: Iterable[Claim]) -> tuple[list[Said], int]:
        """Return claims as they may be shown, and how many the policy holds back."""
        shown: list[Said] = []
        held = 0
        for claim in claims:
            if self.gate.held_for(claim):
                held += 1
            else:
                shown.append(self.said(claim))
        return shown, held

    def covers(self, thing: Event | Claim) -> bool:
        """Return whether an event or claim lies in the area; everything does without one."""
        if self.asked.area is None:
            return True
        return any(self.within(p) for p in thing.places)

    def within(self, place: ClaimPlace) -> bool:
        """Return whether a resolved place lies in the area."""
        if place.lon is None or place.lat is None:
            return False
        return self.area.contains(place.lon, place.lat)

    def ids_of(self, place_id: str) -> list[str]:
        """Return every id that a place has, and those of its sectors."""
        entry = self.gazetteer.get(place_id)
        if entry is None:
            return [place_id]
        parts = [entry, *(p for p in self.theatre.places if _part(p, entry))]
        numbers = [f"geonames:{p.geonames}" for p in parts if p.geonames]
        return [f"theatre:{p.id}" for p in parts] + numbers

    def age(self, hours: float | None) -> str:
        """Return how old evidence was at the end of the day shown, or at the instant if earlier."""
        if hours is None:
            return age(None)
        end = min(end_of_day(self.asked.on, self.theatre.zone), self.asked.known)
        return age(max(0.0, hours - (self.asked.known - end) / timedelta(hours=1)))

    def day_of(self, claim: Claim) -> str:
        """Return the ISO day on which a claim was published, "" if unknown."""
        if not claim.published:
            return ""
        when = parse_instant(claim.published)
        return (
            when.astimezone(end_of_day(self.asked.on, self.theatre.zone).tzinfo).date().isoformat()
        )


def _last_day(event: Event) -> str:
    return (event.time.end or event.time.start or "") if event.time else ""


def _part(place: TheatrePlace, of: TheatrePlace) -> bool:
    return place.part_of == of.id and place.kind == "sector"
