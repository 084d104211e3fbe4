"""What a brief is made from: one picture of an area at two times, with everything it rests on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.model.situation import AssetSituation, PlaceSituation, Situation
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day, parse_instant
from fogline.pipeline import Assessment
from fogline.pipeline.area import AreaShape, everywhere
from fogline.situation.changes import Changes
from fogline.situation.coverage import Coverage
from fogline.situation.disputes import Dispute
from fogline.views.people import names_by_report
from fogline.views.recency import without_recent_evidence
from fogline.views.release import Held

Series = Mapping[str, list[tuple[str, dict[str, float]]]]
"""Control day by day by place id, as `fogline.situation.step.series` returns it."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Example: Bakhmut on 7 March 2023 as known at that day's end.

    `situation` and `events` may cover more than the area; the properties narrow them.
    """

    theatre: Theatre
    area: AreaShape
    situation: Situation
    events: tuple[Event, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    """Every report known at the instant, by id."""
    changes: Changes | None = None
    disputes: tuple[Dispute, ...] = ()
    coverage: Coverage | None = None
    series: Series = field(default_factory=dict)
    held: Held = field(default_factory=Held)
    """How many claims the publication policy holds back."""

    @classmethod
    def of(cls, assessment: Assessment, on: date, area: AreaShape | None) -> "Picture":
        """Return the picture of a day in an area, None for the whole theatre.

        Changes are those since the day before ended.
        """
        whole = assessment.situation(on)
        yesterday = end_of_day(on - timedelta(days=1), assessment.theatre.zone)
        return cls(
            theatre=assessment.theatre,
            area=area or everywhere(assessment.theatre, whole.places),
            situation=whole,
            events=assessment.events,
            claims=assessment.claims,
            reports=assessment.reports,
            changes=assessment.changes(yesterday, on),
            disputes=assessment.disputes(),
            coverage=assessment.coverage(whole),
            series=assessment.series(on),
        )

    @property
    def on(self) -> date:
        """The valid day."""
        return self.situation.on

    @property
    def known(self) -> datetime:
        """The knowledge instant."""
        return parse_instant(self.situation.known)

    @property
    def zone(self) -> str:
        """The theatre's time zone."""
        return self.theatre.zone

    @cached_property
    def places(self) -> tuple[PlaceSituation, ...]:
        """The places of the area."""
        return tuple(p for p in self.situation.places if self.area.contains(p.lon, p.lat))

    @cached_property
    def place_ids(self) -> frozenset[str]:
        """Gazetteer ids of the area's places."""
        return frozenset(p.place_id for p in self.places)

    @cached_property
    def assets(self) -> tuple[AssetSituation, ...]:
        """The area's roads, railways and bridges of which something is reported."""
        return tuple(
            a
            for a in self.situation.assets
            if (a.condition != "unknown" or a.access != "unknown") and self._touches(a)
        )

    def _touches(self, asset: AssetSituation) -> bool:
        return any(self.area.contains(x, y) for x, y in _points(asset.geometry["coordinates"]))

    @cached_property
    def area_events(self) -> tuple[Event, ...]:
        """The events of which at least one place lies in the area."""
        return tuple(e for e in self.events if self.speaks_of_area(e))

    @cached_property
    def withheld(self) -> dict[str, tuple[str, ...]]:
        """The names that nothing of a report may show, by report id."""
        return names_by_report(self.claims.values())

    @cached_property
    def silent(self) -> frozenset[str]:
        """Ids of the places near the line of which nobody independent spoke of late."""
        return without_recent_evidence(self.situation)

    def speaks_of_area(self, thing: Event | Dispute | Claim) -> bool:
        """Return whether any resolved place of an event, dispute or claim lies in the area."""
        return any(
            p.gazetteer_id in self.place_ids
            or (p.lon is not None and p.lat is not None and self.area.contains(p.lon, p.lat))
            for p in thing.places
        )

    def side_name(self, side: str | None) -> str:
        """Return a side's name, "" for none."""
        return next((s.name for s in self.theatre.sides if s.id == side), side or "")

    def named(self, text: str) -> str:
        """Return a reason with the sides' names in place of their ids."""
        names = {s.id: s.name for s in self.theatre.sides}
        pattern = rf"\b({'|'.join(map(re.escape, names))})\b" if names else r"(?!)"
        return re.sub(pattern, lambda found: names[found.group()], text)


def _points(coordinates: object) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list | tuple) and coordinates:
        if isinstance(coordinates[0], int | float):
            yield float(coordinates[0]), float(coordinates[1])
        else:
            for part in coordinates:
                yield from _points(part)
