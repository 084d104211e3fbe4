"""What a map is drawn from, gathered once: situation, theatre, projection, colours, links."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fogline.model.situation import PlaceSituation, Situation
from fogline.model.theatre import PlaceKind, Theatre, TheatrePlace
from fogline.views.map.labels import Sheet
from fogline.views.map.palette import Palette, Scheme, css_name
from fogline.views.map.project import Projection
from fogline.views.map.svg import Point

Linker = Callable[[str], str | None]
"""From a mark's place id to the address of its sentences, None where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOptions:
    """How a map is drawn."""

    width: float = 720.0
    height: float | None = None
    """None = as high as the extent needs."""
    scheme: Scheme = "auto"
    prefix: str = "map"
    """Starts every id, so that several maps fit one page."""
    legend: bool = True
    """Draw the legend below the map, in the same image."""
    detail: bool = False
    """City detail: sectors named with their probability, plants and stations shown."""
    labels: int = 240
    """At most this many place names."""
    link: Linker | None = None
    caption: str | None = None
    """What the map rests on, one line at its foot."""
    title: str | None = None
    """Name of the image for those who do not see it."""


@dataclass(slots=True)
class Scene:
    """One map being drawn."""

    situation: Situation
    theatre: Theatre
    projection: Projection
    palette: Palette
    options: MapOptions
    sheet: Sheet
    silent: frozenset[str] = frozenset()
    """Ids of the places near the line without recent evidence, which get no number."""
    used: set[str] = field(default_factory=set)
    """Keys of the legend for what was really drawn."""

    @property
    def width(self) -> float:
        """Width of the sheet."""
        return self.projection.width

    @property
    def height(self) -> float:
        """Height of the sheet without the legend."""
        return self.projection.height

    def id(self, *parts: str) -> str:
        """Return an id of this map for a mark."""
        return "-".join([self.options.prefix, *(css_name(p) for p in parts)])

    def link(self, place_id: str) -> str | None:
        """Return the address of a place's sentences."""
        return self.options.link(place_id) if self.options.link else None

    def of_kind(self, *kinds: PlaceKind) -> Iterable[TheatrePlace]:
        """Yield the theatre's places of some kinds."""
        return (p for p in self.theatre.places if p.kind in kinds)


class Gazetteer:
    """The theatre's places by the ids that situations and claims use."""

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre

    @cached_property
    def _by_id(self) -> dict[str, TheatrePlace]:
        found = {f"theatre:{p.id}": p for p in self._theatre.places}
        found.update((f"geonames:{p.geonames}", p) for p in self._theatre.places if p.geonames)
        return found

    def get(self, place_id: str | None) -> TheatrePlace | None:
        """Return the place of a gazetteer id or slug, None if the theatre has none."""
        if place_id is None:
            return None
        return self._by_id.get(place_id) or self._by_id.get(f"theatre:{place_id}")


def geometry(data: dict[str, Any] | None) -> BaseGeometry | None:
    """Return GeoJSON as a shape, None where there is none or it is broken."""
    if not data:
        return None
    try:
        made: BaseGeometry = shape(data)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return None if made.is_empty else made


def leading(place: PlaceSituation) -> tuple[str | None, float]:
    """Return the side that most probably holds a place, and how probably; None if contested."""
    if not place.control:
        return None, 0.0
    side, probability = max(place.control.items(), key=lambda item: (item[1], item[0]))
    return (None if side == "contested" else side), probability


def rivals(place: PlaceSituation) -> list[str]:
    """Return the sides by probability, most probable first, without those that have none."""
    sides = [(p, s) for s, p in place.control.items() if s != "contested" and p > 0.005]
    return [s for _, s in sorted(sides, reverse=True)]


def at(scene: Scene, place: PlaceSituation) -> Point:
    """Return where a place lies on the sheet."""
    return scene.projection.point(place.lon, place.lat)
