"""Outlooks for whoever asks over HTTP: bounded, one at a time, kept while the picture is."""

import os
import threading
from datetime import date

from fogline.api.errors import TooMany
from fogline.api.kept import Kept
from fogline.api.service import Assessed
from fogline.errors import UsageError
from fogline.model.outlook import Outlook
from fogline.outlook.step import LEAST_RUNS, Ask
from fogline.pipeline.outlook import outlook_of

MOST_DAYS = 120
"""A request is waited for; longer outlooks are the command line's."""
MOST_RUNS = 2000
DAYS = 30
OUTLOOKS_KEPT = 8
"""Of each picture; one has about a megabyte."""
ASKED_AT_ONCE = 4
"""Requests that may wait for a simulation; more would keep every other page from being answered."""
_one_at_a_time = threading.Lock()
_room = threading.BoundedSemaphore(ASKED_AT_ONCE)


def ask_of(days: int, runs: int, seed: int = 1, criterion: str = "balance") -> Ask:
    """Return what is asked of the room, on all processors: they do not change the result.

    Raises:
        UsageError: more is asked than a server runs.
    """
    if not 1 <= days <= MOST_DAYS:
        raise UsageError(f"days {days}: from 1 to {MOST_DAYS}")
    if not LEAST_RUNS <= runs <= MOST_RUNS:
        raise UsageError(f"runs {runs}: from {LEAST_RUNS} to {MOST_RUNS}")
    return Ask(days=days, runs=runs, seed=seed, criterion=criterion, threads=os.cpu_count() or 1)


def outlook_for(picture: Assessed, on: date, area: str, ask: Ask) -> Outlook:
    """Return the outlook of an area from a day on, with what a picture knows.

    Args:
        picture: of a knowledge instant.
        on: the last day whose picture counts.
        area: an area of the theatre, or a place.
        ask: from `ask_of`.

    Raises:
        UsageError: there is no such area, nothing in it to fight for, or the day is too late.
        TooMany: others wait for theirs already.
    """
    # Kept apart from the picture's other results, which need not wait for a simulation.
    kept = picture.kept.get("outlooks", lambda: Kept(OUTLOOKS_KEPT))

    def make() -> Outlook:
        with _one_at_a_time:
            return outlook_of(picture, on, area, ask)

    if not _room.acquire(blocking=False):
        raise TooMany(f"outlook: {ASKED_AT_ONCE} are being worked out; ask again in a moment")
    try:
        return kept.get((on, area, ask), make)
    finally:
        _room.release()
