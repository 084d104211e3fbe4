"""The map: one SVG, drawn on the server, for the brief, for print and for films.

Reads: a Situation, a theatre, an extent.
Writes: SVG text without scripts, images, fonts or addresses of other hosts.
"""

from shapely.geometry.base import BaseGeometry

from fogline.model.situation import Situation
from fogline.model.theatre import Theatre
from fogline.views.map import front, ground, names, places, ways
from fogline.views.map.labels import Sheet
from fogline.views.map.legend import legend, scale_bar
from fogline.views.map.palette import Palette
from fogline.views.map.project import Bounds, bounds_of, fit
from fogline.views.map.scene import MapOptions, Scene
from fogline.views.map.svg import FACE, Markup, el, group
from fogline.views.recency import without_recent_evidence
from fogline.views.words import day, texts

__all__ = ["MapOptions", "Palette", "render_legend", "render_map"]

FOOT = 20.0


def render_map(
    situation: Situation,
    theatre: Theatre,
    extent: BaseGeometry | Bounds,
    options: MapOptions | None = None,
) -> str:
    """Return the map of an extent as SVG text.

    Args:
        situation: what is held to be so; places outside the extent are left out.
        theatre: sides with their colours, and places with their shapes.
        extent: a shape or (west, south, east, north).
        options: size, colours, links; see `MapOptions`.
    """
    scene = _scene(situation, theatre, extent, options or MapOptions())
    layers = _layers(scene)
    return _sheet(scene, layers)


def render_legend(
    maps: list[tuple[Situation, Theatre, BaseGeometry | Bounds, MapOptions]],
    width: float,
    options: MapOptions,
) -> str:
    """Return one legend for several maps of one page."""
    used: set[str] = set()
    for situation, theatre, extent, drawn in maps:
        scene = _scene(situation, theatre, extent, drawn)
        _layers(scene)
        used |= scene.used
    situation, theatre, extent, _ = maps[0]
    scene = _scene(situation, theatre, extent, options)
    scene.used = used
    content, height = legend(scene, width)
    return el(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        role="img",
        aria_label=texts()("map_legend"),
    )


def _scene(
    situation: Situation,
    theatre: Theatre,
    extent: BaseGeometry | Bounds,
    options: MapOptions,
) -> Scene:
    bounds = extent if isinstance(extent, tuple) else bounds_of(extent)
    projection = fit(bounds, options.width, options.height)
    return Scene(
        situation=situation,
        theatre=theatre,
        projection=projection,
        palette=Palette(theatre.sides, options.scheme),
        options=options,
        sheet=Sheet(projection.width, projection.height),
        silent=without_recent_evidence(situation),
    )


def _layers(scene: Scene) -> list[Markup]:
    # Names are drawn late, but take their room after the marks, rivers before towns.
    parts = {
        "ground": [ground.land(scene), ground.tint(scene), front.band(scene)],
        "sectors": [places.sectors(scene), ground.water(scene)],
        "ways": [ways.ways(scene), front.line(scene)],
        "marks": [places.settlements(scene), ways.bridges(scene)],
        "scale": [scale_bar(scene)],
        "cities": [Markup() if scene.options.detail else names.city_names(scene)],
        "names": [
            names.names(scene),
            ground.river_names(scene),
            names.features(scene),
            ways.shields(scene),
        ],
    }
    order = ("ground", "sectors", "ways", "names", "marks", "cities", "scale")
    frame = el(
        "rect",
        x=0.5,
        y=0.5,
        width=scene.width - 1,
        height=scene.height - 1,
        fill="none",
        stroke=scene.palette("frame"),
    )
    return [layer for key in order for layer in parts[key]] + [frame]


def _sheet(scene: Scene, layers: list[Markup]) -> Markup:
    options, width = scene.options, scene.width
    clip = el(
        "clipPath", el("rect", x=0, y=0, width=width, height=scene.height), id=scene.id("sheet")
    )
    below, height = [], scene.height
    if options.legend:
        content, high = legend(scene, width, height + 8)
        below.append(content)
        height += high + 12 if high else 0
    if options.caption:
        below.append(
            el(
                "text",
                options.caption,
                x=0,
                y=height + 14,
                font_size=10,
                fill=scene.palette("muted"),
                font_family=FACE,
            )
        )
        height += FOOT
    style = _style(scene) if options.scheme == "auto" and options.prefix == "map" else Markup()
    title = options.title or texts()(
        "map_title", theatre=scene.theatre.name, day=day(scene.situation.on)
    )
    paper = (
        Markup()
        if options.scheme == "auto"
        else el("rect", x=0, y=0, width=width, height=height, fill=scene.palette("paper"))
    )
    return el(
        "svg",
        el("title", title),
        style,
        el("defs", clip),
        places.patterns(scene),
        paper,
        group(layers, clip_path=f"url(#{scene.id('sheet')})"),
        *below,
        xmlns="http://www.w3.org/2000/svg",
        id=options.prefix,
        role="group",
        aria_label=title,
        width=width,
        height=height,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        font_family=FACE,
    )


def _style(scene: Scene) -> Markup:
    light, dark = scene.palette.css(dark=False), scene.palette.css(dark=True)
    css = f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return Markup(f"<style>{css}</style>")
