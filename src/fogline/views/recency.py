"""Near the line a number needs fresh word from an independent origin; else there is none."""

import math
from datetime import datetime, time, timedelta

from shapely import STRtree
from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry

from fogline.model.situation import PlaceSituation, Situation
from fogline.model.time import parse_instant
from fogline.situation.changes import PlaceChange
from fogline.views.tables import NO_RECENT_EVIDENCE, Row, place_row

NEAR_KM = 10.0
"""So near the line of contact a probability without fresh evidence misleads who reads it."""
FRESH_HOURS = 72.0
"""As long as coverage calls a place heard."""
_KM_PER_DEGREE = 111.32
_NUMBERS = ("control_before", "control_after")


def without_recent_evidence(situation: Situation) -> frozenset[str]:
    """Return the ids of the places near the line of which nobody independent spoke of late."""
    front: list[BaseGeometry] = [
        LineString(s.coordinates) for s in situation.line_of_contact if len(s.coordinates) > 1
    ]
    if situation.contact_band and situation.contact_band["coordinates"]:
        front.append(shape(situation.contact_band))
    since = _hours_since(situation)
    silent = [p for p in situation.places if not _fresh(p, since)]
    if not front or not silent:
        return frozenset()
    # A degree of longitude is shorter than one of latitude: distances are measured in km.
    squeeze = math.cos(math.radians(sum(p.lat for p in silent) / len(silent)))
    tree = STRtree([_in_km(g, squeeze) for g in front])
    points = [Point(p.lon * squeeze * _KM_PER_DEGREE, p.lat * _KM_PER_DEGREE) for p in silent]
    near = set(tree.query(points, predicate="dwithin", distance=NEAR_KM)[0].tolist())
    return frozenset(p.place_id for i, p in enumerate(silent) if i in near)


def _in_km(geometry: BaseGeometry, squeeze: float) -> BaseGeometry:
    from shapely.affinity import scale

    return scale(geometry, squeeze * _KM_PER_DEGREE, _KM_PER_DEGREE, origin=(0, 0))


def _hours_since(situation: Situation) -> float:
    """Return for how long the day shown had been over at the knowledge time: ages run until that."""
    known = parse_instant(situation.known)
    over = datetime.combine(situation.on, time(), known.tzinfo)
    return max(0.0, (known - over) / timedelta(hours=1) - 24.0)


def _fresh(place: PlaceSituation, since: float) -> bool:
    age = place.evidence_age_hours
    heard = age is not None and age - since <= FRESH_HOURS
    return heard and place.origins_for + place.origins_against > 0


def place_row_shown(place: PlaceSituation, silent: frozenset[str]) -> Row:
    """Return a place as a row for who is not of this house: without evidence no number."""
    row = place_row(place)
    known = place.place_id not in silent
    if not known:
        row |= {
            key: None
            for key in row
            if key.startswith("control_") or key in {"leading", "probability"}
        }
    return {**row, "evidence": "recent or not near the line" if known else NO_RECENT_EVIDENCE}


def change_shown(change: PlaceChange, silent: frozenset[str]) -> Row:
    """Return a place's change as JSON: without evidence no number, neither of now nor of before."""
    known = change.place_id not in silent
    row = {**change.to_json(), "no_recent_evidence": not known}
    return row if known else {**row, **dict.fromkeys(_NUMBERS), "reason": NO_RECENT_EVIDENCE}
