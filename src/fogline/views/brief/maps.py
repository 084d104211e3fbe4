"""The maps of a brief: the area and its chief city, for a desk and for a telephone."""

from dataclasses import dataclass

from shapely.geometry import MultiPoint, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from fogline.views.brief.cards import anchor
from fogline.views.map import MapOptions, render_legend, render_map
from fogline.views.map.scene import Gazetteer, geometry
from fogline.views.map.svg import Markup
from fogline.views.picture import Picture
from fogline.views.words import day, texts

MARGIN = 0.06
"""Degrees kept around the outermost places, about 6 km."""
WIDE = 3.0
"""Degrees beyond which only the part of which somebody has spoken is drawn."""
DESK, CITY, PHONE = 680.0, 400.0, 358.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """Finished SVG; `city` and `phone_city` are empty where the area has no city in sectors."""

    desk: Markup
    phone: Markup
    city: Markup
    phone_city: Markup
    legend: Markup
    phone_legend: Markup
    city_name: str


def maps(picture: Picture, cards: set[str]) -> Maps:
    """Draw the maps; a mark leads to its card where there is one."""

    def link(place_id: str) -> str | None:
        card = anchor("place", place_id)
        return f"#{card}" if card in cards else None

    area = _extent(picture)
    city_name, city = _city(picture, area)
    title = texts()("map_title", theatre=picture.area.name, day=day(picture.on))

    def draw(extent: BaseGeometry, width: float, prefix: str, *, detail: bool = False) -> Markup:
        return Markup(
            render_map(
                picture.situation,
                picture.theatre,
                extent,
                MapOptions(
                    width=width,
                    prefix=prefix,
                    legend=False,
                    detail=detail,
                    link=link,
                    title=title,
                    labels=40 if width == PHONE else 240,
                ),
            )
        )

    def explain(width: float, prefix: str) -> Markup:
        options = MapOptions(width=DESK, prefix=prefix, legend=False)
        drawn = [(picture.situation, picture.theatre, area, options)]
        if city is not None:
            drawn.append(
                (
                    picture.situation,
                    picture.theatre,
                    city,
                    MapOptions(width=CITY, prefix=prefix, legend=False, detail=True),
                )
            )
        return Markup(render_legend(drawn, width, options))

    empty = Markup()
    return Maps(
        desk=draw(area, DESK, "area"),
        phone=draw(area, PHONE, "small"),
        city=draw(city, CITY, "city", detail=True) if city else empty,
        phone_city=draw(city, PHONE, "smallcity", detail=True) if city else empty,
        legend=explain(CITY, "key"),
        phone_legend=explain(PHONE, "smallkey"),
        city_name=city_name,
    )


def _extent(picture: Picture) -> BaseGeometry:
    """Return the area, or less where its places fill only a part of it."""
    area = shape(picture.area.geometry)
    if not picture.places:
        return area
    west, _, east, _ = area.bounds
    told = [p for p in picture.places if p.status != "unknown"] if east - west > WIDE else []
    spots = MultiPoint([(p.lon, p.lat) for p in told or picture.places])
    return area.envelope.intersection(spots.buffer(MARGIN).envelope)


def _city(picture: Picture, area: BaseGeometry) -> tuple[str, BaseGeometry | None]:
    """Return the name and extent of the city of which most is said, if it stands in sectors."""
    gazetteer = Gazetteer(picture.theatre)
    shapes: dict[str, list[BaseGeometry]] = {}
    spoken: dict[str, int] = {}
    for place in picture.places:
        entry = gazetteer.get(place.place_id) if place.kind == "sector" else None
        outline = geometry(entry.geometry) if entry else None
        if outline is None or place.part_of is None:
            continue
        shapes.setdefault(place.part_of, []).append(outline)
        spoken[place.part_of] = spoken.get(place.part_of, 0) + len(place.claims) + 1
    if not spoken:
        return "", None
    chief = max(spoken, key=lambda c: spoken[c])
    whole = unary_union(shapes[chief])
    city = gazetteer.get(chief)
    name = city.name if city else chief
    # A city that fills its area needs no second map.
    return (name, whole) if whole.envelope.area < area.envelope.area / 3 else ("", None)
