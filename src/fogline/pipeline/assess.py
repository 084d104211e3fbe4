"""What is held to be so: derived from what is stored, for a valid day and a knowledge time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Self

from fogline import situation as room
from fogline.errors import UsageError
from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import Situation
from fogline.model.theatre import Theatre
from fogline.model.time import now
from fogline.pipeline.area import AreaShape
from fogline.situation.origins import Voices, fold
from fogline.situation.parameters import at as parameters_at
from fogline.situation.parameters import kept
from fogline.store import Reader, View
from fogline.theatres import load


class Assessment:
    """Pictures of one store at one knowledge instant.

    Claims are read into columns once; every picture, list of changes and event comes from there.
    """

    _like: "Assessment | None" = None

    def __init__(self, store: Reader, known: datetime | None = None) -> None:
        self.theatre: Theatre = load(store.theatre)
        self.known: datetime = known or now()
        self._view: View = store.view(self.known)
        self.sets: tuple[room.Parameters, ...] = kept(getattr(store, "name", ""))

    @classmethod
    def of(
        cls,
        theatre: Theatre,
        view: View,
        known: datetime,
        like: "Assessment | None" = None,
        store: str = "",
    ) -> Self:
        """Return the pictures of what a view shows.

        Args:
            theatre: of the records.
            view: what was known at the instant.
            known: the instant.
            like: an assessment of the same records at another instant; their columns are shared.
            store: its name, beside which refitted parameters are kept.
        """
        made = cls.__new__(cls)
        made.theatre, made.known, made._view = theatre, known, view  # noqa: SLF001 - its own
        made.sets = kept(store) if like is None else like.sets
        made._like = like  # noqa: SLF001 - its own
        if like is not None:
            for shared in ("reports", "claims", "decisions"):
                made.__dict__[shared] = getattr(like, shared)
        return made

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Every report known by then, by id."""
        return {report.id: report for report in self._view.reports()}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim known by then, by id, with a person's judgement on it."""
        # Whether a claim stands outranks where it stands.
        judged = {
            key: d
            for d in sorted(self.decisions, key=lambda d: d.verdict != "move")
            if d.subject == "claim"
            for key in (d.subject_id, d.fingerprint)
        }
        found = {claim.id: claim for claim in self._view.claims()}
        if not judged:
            return found
        for claim in found.values():
            # By id, or after a re-reading by what was judged.
            decision = judged.get(claim.id) or judged.get(claim.fingerprint)
            if decision is not None:
                # Withdrawn later than this instant, it stands at it.
                found[claim.id] = claim.but(decision=decision.but(withdrawn=None))
        return found

    @cached_property
    def _columns(self) -> tuple[Sequence[Claim], Sequence[Report]]:
        return tuple(self.claims.values()), tuple(self.reports.values())

    @cached_property
    def _prepared(self) -> room.Prepared:
        if self._like is not None:
            return self._like._prepared  # noqa: SLF001 - its own
        claims, reports = self._columns
        fit = parameters_at(self.known, self.theatre.zone, self.sets)
        return room.prepare(claims, reports, self.theatre, parameters=fit, sets=self.sets)

    @cached_property
    def decisions(self) -> list[Decision]:
        """People's judgements made by then."""
        return self._view.decisions()

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, its claims for and against, by independent origins."""
        claims, reports = self._columns
        return room.events(
            claims,
            reports,
            self.theatre,
            self.decisions,
            self.known,
            prepared=self._prepared,
        )

    def changes(self, since: datetime, on: date | None = None) -> room.Changes:
        """Return what happened since an instant, and what was learned since about days before."""
        return room.changes(self._prepared, since, self.known, on, self.decisions, self.events)

    def disputes(self) -> tuple[room.Dispute, ...]:
        """Return the events over which known origins contradict each other."""
        return room.disputes(self.events)

    def orphaned(self) -> frozenset[str]:
        """Return the ids of standing decisions of which nothing is found any more.

        What a decision judged is found by its id, or after a re-reading by its fingerprint, among
        the claims and among the events as they are without anybody's arrangement, or with it.
        """
        claims, reports = self._columns
        plain = room.events(claims, reports, self.theatre, (), self.known, prepared=self._prepared)
        there = {k for c in claims for k in (c.id, c.fingerprint)}
        there |= {k for e in (*plain, *self.events) for k in (e.id, e.reasons["fingerprint"])}
        judged = [d for d in self.decisions if d.subject in {"claim", "event"}]
        return frozenset(
            d.id for d in judged if d.subject_id not in there and d.fingerprint not in there
        )

    def text_disputes(self) -> tuple[room.TextDispute, ...]:
        """Return brief reports that cannot both hold by their words, claims read or not."""
        return room.text_disputes(self.reports.values(), self.theatre, self.known.timestamp())

    def records(self) -> tuple[room.SourceRecord, ...]:
        """Return what every origin's claims are worth by what had turned out so by then."""
        return room.records(self._prepared, self.known)

    def without(self, source: str) -> Self:
        """Return the pictures as they would be had a source never spoken, to anybody.

        Left out are its own reports, and every claim in whose chain it, its organisation or its
        publisher group stands.

        Raises:
            UsageError: the theatre knows no source of that id or name, and nobody of it has spoken.
        """
        silenced = Silenced(self.theatre, source, self.claims.values())
        made = type(self).of(self.theatre, self._view, self.known)
        made.sets = self.sets
        left = {i: c for i, c in self.claims.items() if not silenced.of(c)}
        made.__dict__["claims"] = left
        made.__dict__["decisions"] = self.decisions
        made.__dict__["reports"] = {
            i: r for i, r in self.reports.items() if not silenced.outlet(r.outlet)
        }
        return made

    def coverage(self, situation: Situation) -> room.Coverage:
        """Return sources gone silent and places unheard."""
        return room.coverage(
            self.reports.values(),
            self.theatre,
            situation.places,
            self.known,
        )

    def series(self, on: date) -> dict[str, list[tuple[str, dict[str, float]]]]:
        """Return control day by day up to `on`, by place id."""
        claims, reports = self._columns
        return room.series(
            claims,
            reports,
            self.theatre,
            None,
            on,
            self.known,
            prepared=self._prepared,
        )

    def situation(self, on: date, area: AreaShape | None = None) -> Situation:
        """Return the picture of a day, of an area or of the whole theatre."""
        claims, reports = self._columns
        whole = room.situation(
            claims,
            reports,
            self.theatre,
            None,
            on,
            self.known,
            prepared=self._prepared,
        )
        return whole if area is None else within(whole, area)


class Silenced:
    """A source that is left out, by id or name, with all that speak for it."""

    def __init__(self, theatre: Theatre, source: str, claims: Iterable[Claim]) -> None:
        self._voices = Voices(theatre)
        known = self._voices.sources.get(source) or self._voices.find(source)
        self._name = fold(source)
        self._root = None if known is None else self._voices.root(known)
        if known is None and not any(self.of(c) for c in claims):
            raise UsageError(f"{source!r}: no source of this theatre; see fogline sources")

    def of(self, claim: Claim) -> bool:
        """Whether the source stands in a claim's chain."""
        return self.outlet(claim.outlet) or any(
            voice.name is not None and self._is(voice.name) for voice in claim.chain
        )

    def outlet(self, name: str) -> bool:
        """Whether an outlet of that name is the source."""
        return self._is(name)

    def _is(self, name: str) -> bool:
        found = self._voices.find(name)
        if found is not None and self._root is not None:
            return self._voices.root(found) == self._root
        return fold(name) == self._name


def within(whole: Situation, area: AreaShape) -> Situation:
    """Return the part of a picture that lies in an area."""
    return whole.but(
        places=tuple(p for p in whole.places if area.contains(p.lon, p.lat)),
        assets=tuple(a for a in whole.assets if touches(area, a.geometry)),
    )


def touches(area: AreaShape, geometry: dict[str, object]) -> bool:
    """Tell whether any point of a GeoJSON geometry lies in an area."""
    return any(area.contains(lon, lat) for lon, lat in _points(geometry["coordinates"]))


def _points(coordinates: object) -> list[tuple[float, float]]:
    if not isinstance(coordinates, list | tuple) or not coordinates:
        return []
    if isinstance(coordinates[0], int | float):
        return [(float(coordinates[0]), float(coordinates[1]))]
    return [point for part in coordinates for point in _points(part)]
