"""Roads with their number shields, railways, bridges: what supply and flight depend on."""

import re

from shapely.geometry import LineString

from fogline.model.situation import AssetSituation
from fogline.model.theatre import TheatrePlace
from fogline.views.map.labels import around, text_width
from fogline.views.map.project import lines_in
from fogline.views.map.scene import Gazetteer, Scene, geometry
from fogline.views.map.svg import Markup, Point, el, group, path_of
from fogline.views.words import listed, texts

NUMBER = re.compile(r"\b[A-Z]{1,3}[- ]?\d{1,5}\b")
"""What may stand on a road's shield."""

ACCESS = {"restricted": ("9 4", 2.6), "under_fire": ("0.1 6.5", 3.6), "cut": ("2 7", 2.6)}
"""Dashes and width of a road by reported access; brown, so that no road looks like the line."""


def ways(scene: Scene) -> Markup:
    """Draw roads and railways, with how passable they are reported to be."""
    assets = _assets(scene)
    parts: list[str] = []
    for way in scene.of_kind("railway", "road"):
        course = geometry(way.geometry)
        if course is None:
            continue
        lines = lines_in(scene.projection.shape(course).intersection(scene.projection.sheet))
        if not lines:
            continue
        asset = assets.get(way.id)
        rail = way.kind == "railway"
        drawn = _railway(scene, lines) if rail else _road(scene, lines, asset)
        parts.append(_marked(scene, way, asset, drawn))
    return group(parts, class_="ways")


def shields(scene: Scene) -> Markup:
    """Set road numbers, once every way across the sheet."""
    parts: list[str] = []
    for road in scene.of_kind("road"):
        course, found = geometry(road.geometry), NUMBER.search(road.name)
        if course is None or found is None:
            continue
        for line in lines_in(scene.projection.shape(course).intersection(scene.projection.sheet))[
            :2
        ]:
            parts += _shields_on(scene, line, found.group())
    return group(parts, class_="shields", aria_hidden="true", pointer_events="none")


def _shields_on(scene: Scene, line: list[Point], number: str) -> list[Markup]:
    size, course = 8.6, LineString(line)
    half = text_width(number, size) / 2 + 3.5
    made: list[Markup] = []
    for share in (0.5, 0.3, 0.7, 0.15, 0.85):
        spot = course.interpolate(share, normalized=True)
        box = (spot.x - half, spot.y - 7, spot.x + half, spot.y + 7)
        if not scene.sheet.free(box):
            continue
        scene.sheet.take(box)
        made.append(
            group(
                [
                    el(
                        "rect",
                        x=spot.x - half,
                        y=spot.y - 6.5,
                        width=half * 2,
                        height=13,
                        rx=2.5,
                        fill=scene.palette("halo"),
                        stroke=scene.palette("road"),
                        stroke_width=1,
                    ),
                    el(
                        "text",
                        number,
                        x=spot.x,
                        y=spot.y + 3.2,
                        font_size=size,
                        text_anchor="middle",
                        fill=scene.palette("road-ink"),
                        font_weight=600,
                    ),
                ]
            )
        )
        break
    return made


def _assets(scene: Scene) -> dict[str, AssetSituation]:
    gazetteer = Gazetteer(scene.theatre)
    places = ((gazetteer.get(a.place_id), a) for a in scene.situation.assets)
    return {place.id: asset for place, asset in places if place is not None}


def _road(scene: Scene, lines: list[list[Point]], asset: AssetSituation | None) -> list[Markup]:
    scene.used.add("road")
    made = [_stroke(line, scene.palette("road"), 2.6) for line in lines]
    if asset is None or asset.access in {"unknown", "reported_open"}:
        return made
    scene.used.add(f"road_{asset.access}")
    dashes, wide = ACCESS[asset.access]
    made += [_stroke(line, scene.palette("road-ink"), wide, dashes) for line in lines]
    if asset.access == "cut":
        middle = LineString(lines[0]).interpolate(0.5, normalized=True)
        made.append(cross(scene, (middle.x, middle.y), 5))
    return made


def _railway(scene: Scene, lines: list[list[Point]]) -> list[Markup]:
    scene.used.add("railway")
    rail = scene.palette("rail")
    made: list[Markup] = []
    for line in lines:
        made += [_stroke(line, rail, 1.1), _stroke(line, rail, 4.2, "1 9")]
    return made


def _stroke(line: list[Point], paint: str, width: float, dashes: str | None = None) -> Markup:
    return el(
        "path",
        d=path_of(line),
        fill="none",
        stroke=paint,
        stroke_width=width,
        stroke_dasharray=dashes,
        stroke_linejoin="round",
        stroke_linecap="butt" if dashes and not dashes.startswith("0.1") else "round",
    )


def _marked(
    scene: Scene,
    way: TheatrePlace,
    asset: AssetSituation | None,
    parts: list[Markup],
) -> Markup:
    say = texts()
    said = asset_words(asset) if asset else say("asset_nothing")
    title = el("title", say("map_asset", name=way.name, said=said))
    href = scene.link(f"theatre:{way.id}") if asset else None
    if href is None:
        return el("g", title, *parts, id=scene.id("way", way.id))
    hit = [
        el("path", d=_d_of(p), fill="none", stroke="transparent", stroke_width=12)
        for p in parts[:1]
    ]
    return el(
        "a",
        title,
        *parts,
        *hit,
        id=scene.id("way", way.id),
        href=href,
        class_="mark",
        aria_label=say("map_asset", name=way.name, said=said),
    )


def _d_of(part: Markup) -> str:
    return part.split(' d="', 1)[1].split('"', 1)[0]


def asset_words(asset: AssetSituation) -> str:
    """Return what is reported of an asset, and by whom."""
    say = texts()
    said = [say(f"condition_{asset.condition}")] if asset.condition != "unknown" else []
    said += [say(f"access_{asset.access}")] if asset.access != "unknown" else []
    if not said:
        return say("asset_nothing")
    words = listed(said)
    return say("asset_by", said=words, by=listed(asset.by, most=3)) if asset.by else words


def bridges(scene: Scene) -> Markup:
    """Draw bridges across their river, struck through where they are destroyed."""
    assets = _assets(scene)
    parts: list[str] = []
    for bridge in scene.of_kind("bridge", "crossing", "dam"):
        spot = scene.projection.point(bridge.lon, bridge.lat)
        asset = assets.get(bridge.id)
        condition = asset.condition if asset else "unknown"
        # A whole map shows only the bridges of which something is said: the rest is clutter.
        told = condition != "unknown" or scene.options.detail
        if not scene.projection.holds(spot, 6) or not told:
            continue
        scene.used.add(f"bridge_{condition}")
        scene.sheet.take(around(spot, 7))
        parts.append(_marked(scene, bridge, asset, bridge_mark(scene, spot, condition)))
    return group(parts, class_="bridges")


def bridge_mark(scene: Scene, spot: Point, condition: str) -> list[Markup]:
    """Return a bridge's mark by its condition."""
    x, y = spot
    ink = scene.palette("ink" if condition != "unknown" else "rail")
    made = [
        el(
            "path",
            d=path_of([(x - 6, y), (x + 6, y)]),
            stroke=scene.palette("halo"),
            stroke_width=9,
            fill="none",
        ),
        el(
            "path",
            d=f"{path_of([(x - 6, y - 2.6), (x + 6, y - 2.6)])} "
            f"{path_of([(x - 6, y + 2.6), (x + 6, y + 2.6)])}",
            stroke=ink,
            stroke_width=1.5,
            fill="none",
            stroke_dasharray="2.5 2" if condition == "temporary" else None,
        ),
    ]
    if condition == "destroyed":
        made.append(cross(scene, spot, 5.5))
    if condition == "damaged":
        made.append(
            el(
                "path",
                d=path_of([(x - 4.5, y + 5), (x + 4.5, y - 5)]),
                fill="none",
                stroke=ink,
                stroke_width=1.8,
            )
        )
    return made


def cross(scene: Scene, spot: Point, reach: float) -> Markup:
    """Strike a mark through: destroyed, cut."""
    x, y = spot
    strokes = (
        f"{path_of([(x - reach, y - reach), (x + reach, y + reach)])} "
        f"{path_of([(x - reach, y + reach), (x + reach, y - reach)])}"
    )
    return el(
        "path",
        d=strokes,
        fill="none",
        stroke=scene.palette("ink"),
        stroke_width=2,
        stroke_linecap="round",
    )
