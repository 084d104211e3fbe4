"""What voices earned by a day, as part of a parameter set: records feed the weights of control.

Records are learned at the end of each month, from what was known then, and serve the pictures of
the month that follows. So a picture uses no record that its instant could not know, and within a
month one more report changes no weight but its own: the engine stays incremental.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from fogline.situation.observations import Evidence, speaker_of
from fogline.situation.parameters import Earned
from fogline.situation.reading import Observation, Reader
from fogline.situation.records import learn


def learned_at(known: datetime, zone: str) -> datetime:
    """Return the instant by which records count in pictures of `known`: its month's beginning."""
    here = known.astimezone(ZoneInfo(zone))
    return here.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def earned(evidence: Evidence, known: float) -> tuple[Earned, ...]:
    """Return how often each voice's claims about places turned out so, known at an instant.

    `known` in POSIX seconds. Counts of losses are no matter of who holds a place and stay out.
    """
    tracks = learn(evidence, (), known).tracks
    return tuple(
        Earned(voice=track.key, topic=track.topic, so=track.so, not_so=track.not_so)
        for _, track in sorted(tracks.items())
    )


def graded(evidence: Evidence, records: Sequence[Earned], until: datetime) -> Evidence:
    """Return the same observations, each as likely to be right as its voice's record says."""
    parameters = evidence.parameters.but(
        records=tuple(records), records_until=until.isoformat() if records else None
    )
    if not records:
        return replace(evidence, parameters=parameters)
    reader = Reader(evidence.theatre, parameters)
    day = dict(zip(evidence.rows.claim.tolist(), evidence.rows.day.tolist(), strict=True))
    observed: dict[int, Observation] = {}
    accuracy = np.full(len(evidence.claims), 0.5)
    for index, before in evidence.observed.items():
        claim = evidence.claims[index]
        speaker = speaker_of(claim, evidence.origins[index])
        seen = reader.read(claim, speaker, day[index]) if index in day else before
        observed[index] = seen or before
        accuracy[index] = observed[index].accuracy
    rows = replace(evidence.rows, accuracy=accuracy[evidence.rows.claim])
    return replace(evidence, parameters=parameters, rows=rows.ordered(), observed=observed)


class Graded:
    """The observations of one reading, graded by what was earned by the month's beginning."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        # A replay asks for each day of a month; few months are asked for at once.
        self._of_month = lru_cache(maxsize=16)(self._learned)

    def at(self, known: datetime) -> Evidence:
        """Return the observations for pictures of an instant."""
        return self._of_month(learned_at(known, self._evidence.theatre.zone))

    def _learned(self, until: datetime) -> Evidence:
        return graded(self._evidence, earned(self._evidence, until.timestamp()), until)
