"""Score place words of our own gold, named and relative, over the theatres.

A gold folder has `open/` and `locked/`, each with `texts/NAME.md` and `places.jsonl`, whose lines
hold `report_id start end lon lat radius_km relative`. A found place word belongs to a gold one if
their spans share more than half of the longer one. A name that we read as part of a longer phrase
("Sadove" of "towards Sadove") is not found by that rule, but counts for `names_known`: the share of
named mentions whose name is answered, alone or in a phrase, with an entry at its place. A phrase is right within 5 km of the true position, or
inside the gold radius where that is larger.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from fogline.errors import DataError
from fogline.measure.claims import texts
from fogline.model.placement import Placement
from fogline.places import Index, find, open_gazetteer, resolve
from fogline.places.ground import km_between
from fogline.settings import Settings
from fogline.text.parse import Parser
from fogline.theatres import load

NEAR_KM = 5.0
NO_THEATRE = "none"
"""The theatre of a text that is read with the default gazetteer alone."""


@dataclass(slots=True)
class Tally:
    """Errors in km of one kind of mention; None = not found or not placed."""

    errors: list[float | None] = field(default_factory=list)
    hits: int = 0
    known: int = 0
    """Names that are answered with the right entry, alone or within a phrase."""

    def as_json(self) -> dict[str, Any]:
        """Return size, share found, share right of all and of those placed, and median error."""
        placed = [e for e in self.errors if e is not None]
        return {
            "mentions": len(self.errors),
            "placed": round(len(placed) / len(self.errors), 4) if self.errors else None,
            "acc5": round(self.hits / len(placed), 4) if placed else None,
            "right_of_all": round(self.hits / len(self.errors), 4) if self.errors else None,
            "median_km": round(median(placed), 2) if placed else None,
        }


def measure(folder: Path, settings: Settings) -> dict[str, Any]:
    """Return the figures of each part of a gold folder.

    Raises:
        DataError: there is no part in it, or a line is no JSON.
    """
    parts = sorted(p.parent for p in folder.glob("*/places.jsonl"))
    if not parts:
        raise DataError(f"{folder}: no PART/places.jsonl in it")
    scorer = _Scorer(settings)
    return {"corpus": folder.name, **{part.name: scorer.part(part) for part in parts}}


class _Scorer:
    def __init__(self, settings: Settings) -> None:
        self._parser = Parser(settings.pipeline)
        self._gazetteer = open_gazetteer(settings)
        self._indices: dict[str, Index] = {}

    def part(self, folder: Path) -> dict[str, Any]:
        gold = _gold(folder / "places.jsonl")
        tallies = {"named": Tally(), "relative": Tally()}
        for text in texts(folder):
            theatre = str(text.header.get("theatre", "ukraine"))
            placements = self._read(text.text, theatre)
            for mention in gold.get(text.name, []):
                _score(mention, placements, tallies)
                known = not mention["relative"] and self._known(mention, placements, theatre)
                tallies["named"].known += known
        named = tallies["named"]
        return {
            "texts": len(gold),
            **{f"{kind}_{k}": v for kind, t in tallies.items() for k, v in t.as_json().items()},
            "names_known": round(named.known / max(1, len(named.errors)), 4),
        }

    def _known(
        self, mention: dict[str, Any], placements: Sequence[Placement], theatre: str
    ) -> bool:
        """Whether the mention's name is answered with an entry at its place."""
        span = (mention["start"], mention["end"])
        for placement in placements:
            if span in placement.words.name_spans:
                rows = map(self._indices[theatre].row, placement.rests_on)
                if any(r is not None and _right(mention, r.lon, r.lat) for r in rows):
                    return True
        best = max(placements, key=lambda p: _shared(mention, p), default=None)
        if best is None or _shared(mention, best) <= 0.5 or best.lon is None or best.lat is None:
            return False
        return _right(mention, best.lon, best.lat)

    def _read(self, text: str, theatre: str) -> Sequence[Placement]:
        if theatre not in self._indices:
            own = None if theatre == NO_THEATRE else load(theatre)
            self._indices[theatre] = Index(self._gazetteer, own)
        index = self._indices[theatre]
        return resolve(text, find(self._parser.doc(text), index), index)


def _right(mention: dict[str, Any], lon: float, lat: float) -> bool:
    error = km_between(mention["lon"], mention["lat"], lon, lat)
    return error <= max(NEAR_KM, mention["radius_km"] or 0.0)


def _gold(path: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            mention = json.loads(line)
            found.setdefault(mention["report_id"], []).append(mention)
        except (ValueError, KeyError) as error:
            raise DataError(f"{path}:{number}: {error!r}") from error
    return found


def _score(
    mention: dict[str, Any], placements: Sequence[Placement], tallies: dict[str, Tally]
) -> None:
    tally = tallies["relative" if mention["relative"] else "named"]
    best = max(placements, key=lambda p: _shared(mention, p), default=None)
    if best is None or _shared(mention, best) <= 0.5 or best.lon is None or best.lat is None:
        tally.errors.append(None)
        return
    error = km_between(mention["lon"], mention["lat"], best.lon, best.lat)
    tally.errors.append(error)
    tally.hits += error <= max(NEAR_KM, mention["radius_km"] or 0.0)


def _shared(mention: dict[str, Any], placement: Placement) -> float:
    words = placement.words
    both = min(mention["end"], words.end) - max(mention["start"], words.start)
    longer = max(mention["end"] - mention["start"], words.end - words.start)
    return float(both / longer)
