"""Score the spellings of place names: does each of them find its place?

The folder has a JSON file a place, as SpellingUkraine has it: `sourceSpelling`, `correctSpelling`,
`incorrectSpellings`, `relatedSpellings`, `location` with `lat` and `lng`. A spelling finds its place
if one of the places that `fogline places find` gives for it lies within 10 km of the location, or
inside the place's own extent.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fogline.errors import DataError
from fogline.model.placement import Candidate
from fogline.places import Index, open_gazetteer
from fogline.places.ground import km_between
from fogline.settings import Settings
from fogline.theatres import load

NEAR_KM = 10.0
_SPELLINGS = ("incorrectSpellings", "relatedSpellings")


@dataclass(slots=True)
class _Tally:
    all: int = 0
    found: int = 0
    first: int = 0
    unreachable: int = 0


def measure(folder: Path, settings: Settings) -> dict[str, Any]:
    """Return the shares of spellings and names that find their place, in the settings' theatre.

    Raises:
        DataError: there is no place in the folder, or a file is none.
    """
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise DataError(f"{folder}: no *.json with a place's spellings in it")
    index = Index(open_gazetteer(settings), load(settings.theatre))
    whole = known = unplaced = 0
    total = _Tally()
    for path in files:
        tally = _score(path, index)
        if tally is None:
            unplaced += 1
            continue
        known += tally.found > 0
        whole += 0 < tally.found == tally.all
        if tally.found == 0:
            total.unreachable += tally.all
        total.all += tally.all
        total.found += tally.found
        total.first += tally.first
    return {
        "corpus": folder.name,
        "names": len(files),
        "without_location": unplaced,
        "in_gazetteer": known,
        "names_whole": round(whole / known, 4) if known else None,
        "spellings": total.all,
        "found": round(total.found / total.all, 4),
        "found_where_known": round(total.found / max(1, total.all - total.unreachable), 4),
        "first": round(total.first / total.all, 4),
    }


def _score(path: Path, index: Index) -> _Tally | None:
    """Return how the spellings of one place fare, None if the file does not say where it is."""
    try:
        place = json.loads(path.read_text(encoding="utf-8"))
        if place.get("location") is None:
            return None
        lon, lat = float(place["location"]["lng"]), float(place["location"]["lat"])
        spellings = [place["sourceSpelling"], place["correctSpelling"]]
        spellings += [s for kind in _SPELLINGS for s in place.get(kind) or ()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: no place with spellings and a location: {error!r}") from error
    tally = _Tally()
    for spelling in dict.fromkeys(spellings):
        right = [_is_it(found, lon, lat, index) for found in index.lookup(spelling, most=100)]
        tally.all += 1
        tally.found += any(right)
        tally.first += right[:1] == [True]
    return tally


def _is_it(found: Candidate, lon: float, lat: float, index: Index) -> bool:
    row = index.row(found.gazetteer_id)
    reach = max(NEAR_KM, row.radius_km if row is not None else 0.0)
    return km_between(found.lon, found.lat, lon, lat) <= reach
