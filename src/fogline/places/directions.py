"""Where a direction or axis is: at the villages that are listed under it.

"In the Sadove direction the enemy attacked near Orlivka and Kamin" speaks of an area of fighting before
Sadove, and the villages say where that is. A theatre's own area of the name goes before, a direction
under which nothing is listed stays around its town.
"""

from collections.abc import Sequence

from shapely.geometry import MultiPoint

from fogline.model.placement import Placement, PlaceWords
from fogline.places.ground import Plane, km_between
from fogline.places.index import Index
from fogline.places.questions import ENDS_SENTENCE

FARTHEST_KM = 40.0
"""How far from its town a direction's villages may lie; names farther off are others."""
AROUND_KM = 3.0
"""How far beyond the villages the direction reaches."""


def at_their_villages(
    text: str, placements: Sequence[Placement], index: Index
) -> tuple[Placement, ...]:
    """Return the placements with each direction moved to the villages listed under it."""
    result = list(placements)
    for at, heading in enumerate(placements):
        if not _is_direction(heading, index):
            continue
        listed = list(_listed(text, placements, at, index))
        if listed:
            result[at] = _moved(heading, listed)
    return tuple(result)


def _is_direction(placement: Placement, index: Index) -> bool:
    """Whether the words are a town's direction that the theatre gives no area of its own."""
    words = placement.words
    row = index.row(placement.gazetteer_id) if placement.gazetteer_id else None
    if placement.lon is None or row is None or row.kind != "settlement":
        return False
    return words.relation == "around" and _noun(words) in index.words.headings


def _noun(words: PlaceWords) -> str:
    return words.text.rsplit(maxsplit=1)[-1].lower() if words.end > words.name_spans[-1][1] else ""


def _listed(
    text: str, placements: Sequence[Placement], at: int, index: Index
) -> Sequence[Placement]:
    """Return the villages behind a direction: in its sentence, or in its item behind a colon."""
    heading = placements[at]
    item = text[heading.words.end : heading.words.end + 1] == ":"
    found: list[Placement] = []
    for other in placements[at + 1 :]:
        gap = text[heading.words.end : other.words.start]
        if "\n" in gap or _noun(other.words) in index.words.headings:
            break
        if not item and ENDS_SENTENCE.search(gap):
            break
        row = index.row(other.gazetteer_id) if other.gazetteer_id else None
        if row is None or row.kind != "settlement" or other.gazetteer_id == heading.gazetteer_id:
            continue
        if other.lon is not None and _apart(heading, other) <= FARTHEST_KM:
            found.append(other)
    return found


def _apart(one: Placement, two: Placement) -> float:
    return km_between(one.lon or 0.0, one.lat or 0.0, two.lon or 0.0, two.lat or 0.0)


def _moved(heading: Placement, listed: Sequence[Placement]) -> Placement:
    """Return the direction around the middle of its villages."""
    plane = Plane(heading.lon or 0.0, heading.lat or 0.0)
    points = [plane.to_km(p.lon or 0.0, p.lat or 0.0) for p in listed]
    middle = MultiPoint(points).centroid
    lon, lat = plane.to_degrees(middle.x, middle.y)
    reach = max(middle.distance(p) for p in MultiPoint(points).geoms) + AROUND_KM
    names = ", ".join(dict.fromkeys(p.name or "" for p in listed))
    ids = dict.fromkeys([*heading.rests_on, *(i for p in listed for i in p.rests_on)])
    return heading.but(
        lon=round(lon, 5), lat=round(lat, 5), radius_km=round(reach, 2),
        geometry={"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
        rests_on=tuple(ids), reason=f"{heading.reason}; at the places listed under it: {names}",
    )  # fmt: skip
