"""Names of cities, settlements, sectors and heights, the weightiest first, none over another."""

from dataclasses import dataclass

from fogline.model.situation import PlaceSituation
from fogline.views.map.labels import Label, around
from fogline.views.map.places import by_weight, radius
from fogline.views.map.scene import Gazetteer, Scene, at, geometry, leading
from fogline.views.map.svg import FACE, Markup, el, group
from fogline.views.words import percent, shown

NARROW = 480.0
"""Below this width names are set smaller."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a name is set."""

    size: float
    weight: int = 400
    paint: str = "ink"
    spacing: str | None = None


def names(scene: Scene) -> Markup:
    """Set the names: cities over their sectors, then settlements by weight while there is room."""
    gazetteer = Gazetteer(scene.theatre)
    parts = _sector_names(scene, gazetteer) if scene.options.detail else []
    cities = {p.part_of for p in scene.situation.places if p.kind == "sector"}
    left = scene.options.labels
    for place in by_weight(scene, gazetteer):
        slug = place.place_id.removeprefix("theatre:")
        spot = at(scene, place)
        if (
            place.kind != "settlement"
            or slug in cities
            or place.place_id in cities
            or not scene.projection.holds(spot)
            or left <= 0
        ):
            continue
        reach = radius(place, gazetteer.get(place.place_id))
        size = 13.5 if reach > 6 else 11.5 if reach > 4.5 else 10.5
        name = shown(place.name).split(" (")[0]
        label = scene.sheet.beside(spot, reach + (2.6 if place.claimed_by else 0), name, size)
        if label is not None:
            left -= 1
            heavy = 600 if reach > 6 else 400
            paint = "muted" if place.status == "unknown" else "ink"
            parts.append(_set(scene, name, label, Face(size, heavy, paint)))
    return group(parts, class_="names", aria_hidden="true", pointer_events="none", font_family=FACE)


def city_names(scene: Scene) -> Markup:
    """Set a city's name once over all its sectors, whatever else is there."""
    gazetteer, parts = Gazetteer(scene.theatre), list[str]()
    cities = dict.fromkeys(p.part_of for p in scene.situation.places if p.kind == "sector")
    for slug in cities:
        city = gazetteer.get(slug)
        if city is None:
            continue
        spot = scene.projection.point(city.lon, city.lat)
        if not scene.projection.holds(spot, 10):
            continue
        size = 17.0 if scene.width > NARROW else 13.0
        scene.sheet.over(spot, city.name.upper(), size, always=True)
        label = Label(spot[0], spot[1] + size / 3, "middle")
        parts.append(_set(scene, city.name.upper(), label, Face(size, 700, spacing="0.08em")))
    return group(
        parts, class_="cities", aria_hidden="true", pointer_events="none", font_family=FACE
    )


def _sector_names(scene: Scene, gazetteer: Gazetteer) -> list[str]:
    """Name sectors with the likeliest holder's probability."""
    parts: list[str] = []
    for place in scene.situation.places:
        entry = gazetteer.get(place.place_id)
        shape = geometry(entry.geometry) if entry and place.kind == "sector" else None
        if shape is None:
            continue
        inside = scene.projection.shape(shape).representative_point()
        name = short_name(place.name)
        figure = _figure(place, scene)
        longer = max(name, figure, key=len)
        label = scene.sheet.over((inside.x, inside.y), longer, 12.5, rows=2)
        if label is None or not scene.projection.holds((inside.x, inside.y), 8):
            continue
        parts.append(_set(scene, name, label, Face(12.5, 600)))
        if figure:
            below = Label(label.x, label.y + 14, "middle")
            parts.append(_set(scene, figure, below, Face(11.5)))
    return parts


def _figure(place: PlaceSituation, scene: Scene) -> str:
    """Return the leading probability; with the side's name where its colour leaves doubt."""
    side, probability = leading(place)
    if place.status == "unknown" or side is None or place.place_id in scene.silent:
        return ""
    name = next((s.name for s in scene.theatre.sides if s.id == side), side)
    return percent(probability) if probability >= 0.8 else f"{name} {percent(probability)}"


def short_name(name: str) -> str:
    """Return "north" for "Town (north)", else the name."""
    clean = shown(name)
    return clean.rsplit(" (", 1)[1].rstrip(")") if " (" in clean else clean


def _set(scene: Scene, text: str, label: Label, face: Face) -> Markup:
    return el(
        "text",
        text,
        x=label.x,
        y=label.y,
        text_anchor=label.anchor,
        font_size=face.size,
        font_weight=face.weight if face.weight != 400 else None,
        fill=scene.palette(face.paint),
        stroke=scene.palette("halo"),
        stroke_width=3,
        stroke_linejoin="round",
        paint_order="stroke",
        letter_spacing=face.spacing,
    )


def features(scene: Scene) -> Markup:
    """Draw heights where there is room."""
    parts: list[str] = []
    for place in scene.of_kind("height"):
        x, y = scene.projection.point(place.lon, place.lat)
        if not scene.projection.holds((x, y), 12) or not scene.sheet.free(around((x, y), 4)):
            continue
        scene.sheet.take(around((x, y), 4))
        scene.used.add("height")
        d = f"M{x - 4:.1f} {y + 3:.1f} L{x:.1f} {y - 4:.1f} L{x + 4:.1f} {y + 3:.1f} Z"
        label = scene.sheet.beside((x, y), 4, place.name, 9.5)
        text = _set(scene, place.name, label, Face(9.5, paint="muted")) if label else Markup()
        parts += [el("path", el("title", place.name), d=d, fill=scene.palette("muted")), text]
    return group(parts, class_="features", font_family=FACE)
