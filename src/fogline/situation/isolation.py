"""Who is cut off: on more than one side's word, for a few days, until a road is said to be open."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fogline.model.claim import Claim
from fogline.situation.geo import distances
from fogline.situation.origins import Origin, independent
from fogline.situation.reading import Reader, silent
from fogline.situation.supports import PlaceSupport

ISOLATED_DAYS = 4
"""An encirclement that nobody repeats for longer is not held to go on."""
LEAST_ORIGINS = 2
"""So many independent origins say it, or the side that is cut off does."""
LEAST_SURE = 0.5
"""Claims whose words are less sure than this, in the middle, cut nobody off and open no road."""
OPEN_KM = 8.0
"""A road that is open here leads out of places this near."""
CUT_WEIGHT = 0.5
"""A place nearer to another than this is not said to be cut off."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place whose holder is said to be cut off."""

    place: int
    side: str
    """Who is cut off."""
    day: int
    known: float
    until: float
    claim: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A point from which somebody says that a way is open, or that nobody is cut off."""

    lon: float
    lat: float
    day: int
    known: float
    until: float


def cut_off(reader: Reader, claim: Claim, origin: Origin, day: int) -> str | None:
    """Return the side that a claim of encirclement cuts off, None where it tells of none."""
    if claim.action != "encircle" or not _tells(claim, origin):
        return None
    if claim.polarity != "affirmed" or claim.phase in {"ongoing", "planned"}:
        return None
    side = claim.target.side if claim.target is not None else None
    if side is None and claim.side is not None:
        enemies = reader.relations.enemies(claim.side, day)
        side = enemies[0] if len(enemies) == 1 else None
    if side is None and origin.side is not None:
        # Who says of no one in particular that they are surrounded means the enemy.
        enemies = reader.relations.enemies(origin.side, day)
        side = enemies[0] if len(enemies) == 1 else None
    return side if side in reader.sides else None


def opens(claim: Claim, origin: Origin) -> bool:
    """Whether a claim says that a way is open or that nobody is cut off."""
    if not _tells(claim, origin) or claim.polarity == "undetermined":
        return False
    affirmed = claim.polarity == "affirmed"
    if claim.action == "encircle":
        return not affirmed or claim.phase == "ongoing"
    if claim.sub_action == "cut_road":
        return not affirmed
    return claim.action == "supply" and claim.sub_action is None and affirmed


def _tells(claim: Claim, origin: Origin) -> bool:
    sure = 0.5 * (claim.certainty.low + claim.certainty.high)
    return origin.key is not None and silent(claim) is None and sure > LEAST_SURE


def encircled(
    cuts: Sequence[Cut],
    openings: Sequence[Opening],
    places: Sequence[PlaceSupport],
    origins: Sequence[Origin],
    times: tuple[int, float],
) -> dict[int, dict[str, tuple[int, int]]]:
    """Return first and last day on which a side is held to be cut off, by place and side.

    `times` are the valid day and the knowledge instant.
    """
    on, known = times
    said: dict[tuple[int, str], list[Cut]] = {}
    for cut in cuts:
        if cut.known <= known < cut.until and on - ISOLATED_DAYS < cut.day <= on:
            said.setdefault((cut.place, cut.side), []).append(cut)
    standing = [o for o in openings if o.known <= known < o.until and o.day <= on]
    result: dict[int, dict[str, tuple[int, int]]] = {}
    for (place, side), all_ in said.items():
        opened = _opened(places[place], standing)
        left = [c for c in all_ if c.day > opened]
        voices = independent(origins[c.claim] for c in left)
        if len(voices) >= LEAST_ORIGINS or any(o.side == side for o in voices.values()):
            days = [c.day for c in left]
            result.setdefault(place, {})[side] = (min(days), max(days))
    return result


def _opened(place: PlaceSupport, openings: Sequence[Opening]) -> int:
    """Return the last day on which a way near the place was said to be open, 0 if never."""
    if not openings:
        return 0
    lons, lats = np.array([o.lon for o in openings]), np.array([o.lat for o in openings])
    near = distances(place.lon, place.lat, lons, lats) <= OPEN_KM
    return max((o.day for o, n in zip(openings, near, strict=True) if n), default=0)
