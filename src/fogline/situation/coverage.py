"""Coverage: who has fallen silent, and of which places nobody speaks. Silence is not peace."""

from collections.abc import Iterable, Sequence

import numpy as np

from fogline.model.base import Record
from fogline.model.report import Report
from fogline.model.situation import PlaceSituation
from fogline.model.theatre import Theatre
from fogline.situation.known import instant_of, seconds
from fogline.situation.origins import Voices

LEAST_REPORTS = 5
"""A rhythm needs this many reports."""
WINDOW_DAYS = 60
SILENT_HOURS = 72.0
UNHEARD_HOURS = 72.0
RHYTHM_FACTOR = 3.0
"""Silent = longer than this many of the source's usual gaps."""
USUAL = 0.9
"""The usual gap is this quantile of the gaps, so that weekends are usual."""


class SilentSource(Record, frozen=True, kw_only=True):
    """A source that usually reports and has not."""

    source: str
    last: str
    """ISO instant of its last report."""
    usual_gap_hours: float
    silent_hours: float
    reason: str


class UnheardPlace(Record, frozen=True, kw_only=True):
    """A place that was spoken of since the baseline, but not of late."""

    place_id: str
    name: str
    hours: float


class Coverage(Record, frozen=True, kw_only=True):
    """What is missing at an instant."""

    known: str
    silent: tuple[SilentSource, ...]
    unheard: tuple[UnheardPlace, ...]
    never_heard: int
    """Places without any evidence since the baseline."""


def coverage(
    reports: Iterable[Report],
    theatre: Theatre,
    places: Sequence[PlaceSituation],
    known: float,
) -> Coverage:
    """Return sources gone silent against their rhythm and places unheard for 72 hours."""
    voices = Voices(theatre)
    times: dict[str, list[float]] = {}
    for report in reports:
        when = seconds(report.known)
        if when <= known and report.part_of is None:
            source = voices.find(report.outlet)
            times.setdefault(source.name if source else report.outlet, []).append(when)
    silent = [s for name in sorted(times) if (s := _silent(name, times[name], known, theatre.zone))]
    unheard = [
        UnheardPlace(place_id=p.place_id, name=p.name, hours=p.evidence_age_hours)
        for p in places
        if p.evidence_age_hours is not None and p.evidence_age_hours > UNHEARD_HOURS
    ]
    return Coverage(
        known=instant_of(known, theatre.zone),
        silent=tuple(sorted(silent, key=lambda s: -s.silent_hours / s.usual_gap_hours)),
        unheard=tuple(sorted(unheard, key=lambda u: (u.hours, u.place_id))),
        never_heard=sum(p.evidence_age_hours is None for p in places),
    )


def _silent(name: str, times: list[float], known: float, zone: str) -> SilentSource | None:
    recent = np.unique([t for t in times if known - t <= WINDOW_DAYS * 86400])
    if len(recent) < LEAST_REPORTS:
        return None
    usual = float(np.quantile(np.diff(recent), USUAL)) / 3600
    quiet = (known - float(recent[-1])) / 3600
    if quiet <= max(SILENT_HOURS, RHYTHM_FACTOR * usual):
        return None
    return SilentSource(
        source=name,
        last=instant_of(float(recent[-1]), zone),
        usual_gap_hours=usual,
        silent_hours=quiet,
        reason=(
            f"{len(recent)} reports in {WINDOW_DAYS} days, {USUAL:.0%} of the gaps under "
            f"{usual:.0f} hours; nothing for {quiet:.0f} hours"
        ),
    )
