"""Which roads a claim speaks of that names them by where they run."""

from functools import cached_property
from typing import TYPE_CHECKING

from fogline.model.claim import ClaimPlace
from fogline.model.theatre import Theatre
from fogline.situation.supports import THEATRE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

KINDS = frozenset({"road"})
BESIDE_DEGREES = 0.003
"""How far beside a road words may draw it: 0.2 to 0.3 km."""
SHARED_DEGREES = 0.012
"""Least shared length for a claim to speak of a road: about 1 km."""


class Ways:
    """A theatre's roads, asked which of them a claim's line runs along."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self._found: dict[str, frozenset[str]] = {}

    @cached_property
    def _beside(self) -> list[tuple[str, "BaseGeometry"]]:
        from shapely.geometry import shape

        return [
            (THEATRE + p.id, shape(p.geometry).buffer(BESIDE_DEGREES))
            for p in self.theatre.places
            if p.kind in KINDS and p.geometry is not None
        ]

    def along(self, place: ClaimPlace) -> frozenset[str]:
        """Return the ids of the roads along which a place's line runs for a kilometre or more.

        None for points, areas, and straight lines between towns.
        """
        geometry = place.geometry
        if geometry is None or place.relation in {None, "line", "between"}:
            return frozenset()
        if not str(geometry.get("type", "")).endswith("LineString"):
            return frozenset()
        key = repr(geometry["coordinates"])
        if key not in self._found:
            from shapely.geometry import shape

            line = shape(geometry)
            self._found[key] = frozenset(
                id_
                for id_, beside in self._beside
                if line.intersection(beside).length >= SHARED_DEGREES
            )
        return self._found[key]
