"""Scale bar and legend: only what was really drawn is explained."""

from collections.abc import Callable

from fogline.views.map.labels import text_width
from fogline.views.map.project import scale_length
from fogline.views.map.scene import Scene
from fogline.views.map.svg import FACE, Markup, el, group, path_of
from fogline.views.map.ways import ACCESS, bridge_mark
from fogline.views.words import texts

ROW, SIZE, SWATCH, GAP = 22.0, 11.5, 30.0, 22.0
Swatch = Callable[[Scene], list[Markup]]


def scale_bar(scene: Scene) -> Markup:
    """Draw a scale bar with north beside it, bottom left."""
    km, text = scale_length(scene.projection, min(scene.width * 0.24, 150))
    long = km * scene.projection.units_per_km
    x, y = 16.0, scene.height - 18.0
    ink, halo = scene.palette("ink"), scene.palette("halo")
    scene.sheet.take((x - 6, y - 26, x + long + 50, y + 10))
    bar = [
        el("path", d=path_of([(x, y), (x + long, y)]), stroke=halo, stroke_width=6, fill="none"),
        el(
            "path",
            d=path_of([(x, y - 4), (x, y), (x + long, y), (x + long, y - 4)]),
            stroke=ink,
            stroke_width=1.4,
            fill="none",
        ),
        el(
            "text",
            text,
            x=x,
            y=y - 9,
            font_size=10.5,
            fill=ink,
            stroke=halo,
            stroke_width=3,
            paint_order="stroke",
        ),
        el(
            "path",
            el("title", texts()("map_north")),
            d=f"M{x + long + 20:.1f} {y - 15:.1f} l5 15 l-5 -4 l-5 4 Z",
            fill=ink,
            stroke=halo,
            stroke_width=1.5,
            paint_order="stroke",
        ),
    ]
    return group(bar, class_="scale", font_family=FACE)


def legend(scene: Scene, width: float, top: float = 0.0) -> tuple[Markup, float]:
    """Return the legend in rows of a width, and how high it is."""
    entries = [(text, make) for key, text, make in _entries(scene) if key in scene.used]
    columns = max(1, int(width // 235))
    if not entries:
        return Markup(), 0.0
    column = width / columns
    rows = -(-len(entries) // columns)
    parts = []
    for i, (text, make) in enumerate(entries):
        x, y = (i // rows) * column, top + (i % rows) * ROW + ROW / 2
        parts.append(
            group(
                [
                    group(make(scene)),
                    el(
                        "text", text, x=SWATCH + 8, y=4.0, font_size=SIZE, fill=scene.palette("ink")
                    ),
                ],
                transform=f"translate({x:.1f} {y:.1f})",
            )
        )
    return group(parts, class_="legend", font_family=FACE), rows * ROW


def longest(scene: Scene) -> float:
    """Return how wide a legend of one column is."""
    return (
        SWATCH
        + 8
        + max(
            (text_width(text, SIZE) for key, text, _ in _entries(scene) if key in scene.used),
            default=0.0,
        )
    )


def _entries(scene: Scene) -> list[tuple[str, str, Swatch]]:
    say, sides = texts(), scene.theatre.sides
    entries = [(f"side_{s.id}", say("legend_side", side=s.name), _steps(s.id)) for s in sides] + [
        (f"claimed_{s.id}", say("legend_claimed", side=s.name), _claimed(s.id)) for s in sides
    ]
    plain: tuple[tuple[str, Swatch], ...] = (
        ("contested", _contested),
        ("grey", _grey),
        ("vacated", _ring("", None)),
        ("infiltrated", _infiltrated),
        ("isolated", _isolated),
        ("unknown", _unknown),
        ("tint", _tint),
        ("line_observed", _line(2.6, None)),
        ("line_interpolated", _line(1.3, None)),
        ("line_stale", _line(1.6, "7 6")),
        ("band", _box("band", 0.2)),
        ("road", _way("road", 2.6, None)),
        *(
            (f"road_{key}", _way("road-ink", wide, dashes))
            for key, (dashes, wide) in ACCESS.items()
        ),
        ("railway", _rail),
        ("river", _way("water", 2.6, None)),
        ("bridge_destroyed", _bridge("destroyed")),
        ("bridge_damaged", _bridge("damaged")),
        ("bridge_temporary", _bridge("temporary")),
        ("bridge_intact", _bridge("intact")),
        ("bridge_repaired", _bridge("repaired")),
        ("bridge_unknown", _bridge("unknown")),
        ("height", _height),
    )
    return entries + [(key, say(f"legend_{key}"), make) for key, make in plain]


def _steps(side: str) -> Swatch:
    def make(scene: Scene) -> list[Markup]:
        colour = scene.palette.side(side)
        return [
            el("rect", x=10.0 * i, y=-6, width=10, height=12, fill=colour, fill_opacity=full)
            for i, full in enumerate((0.44, 0.68, 0.92))
        ]

    return make


def _claimed(side: str) -> Swatch:
    def make(scene: Scene) -> list[Markup]:
        colour = scene.palette.side(side)
        bars = [
            el("path", d=path_of([(x, 6), (x + 8, -6)]), stroke=colour, stroke_width=2.2)
            for x in (0.0, 5.0)
        ]
        ring = el(
            "circle",
            cx=22.5,
            cy=0,
            r=5.6,
            fill="none",
            stroke=colour,
            stroke_width=2,
            stroke_dasharray="2.6 1.8",
        )
        return [*bars, ring, el("circle", cx=22.5, cy=0, r=2.4, fill=scene.palette("grey"))]

    return make


def _contested(scene: Scene) -> list[Markup]:
    a, b = _two(scene)
    bars = [
        el("path", d=path_of([(x, 6), (x + 5, -6)]), stroke=c, stroke_width=3.4, stroke_opacity=0.6)
        for x, c in ((0.5, a), (4.5, b), (8.5, a))
    ]
    halves = [el("path", d=f"M23 -5 A5 5 0 0 {s} 23 5 Z", fill=c) for s, c in ((0, a), (1, b))]
    return [*bars, *halves]


def _two(scene: Scene) -> tuple[str, str]:
    seen = [s.id for s in scene.theatre.sides if f"side_{s.id}" in scene.used]
    seen += [s.id for s in scene.theatre.sides if s.id not in seen]
    return scene.palette.side(seen[0]), scene.palette.side(seen[min(1, len(seen) - 1)])


def _grey(scene: Scene) -> list[Markup]:
    return [
        el("rect", x=0, y=-6, width=16, height=12, fill=scene.palette("grey"), fill_opacity=0.5),
        el("circle", cx=24, cy=0, r=4.6, fill=scene.palette("grey"), fill_opacity=0.6),
    ]


def _ring(colour: str, dashes: str | None) -> Swatch:
    def make(scene: Scene) -> list[Markup]:
        return [
            el(
                "circle",
                cx=15,
                cy=0,
                r=4.4,
                fill="none",
                stroke_width=2.2,
                stroke=colour or _two(scene)[0],
                stroke_dasharray=dashes,
            )
        ]

    return make


def _infiltrated(scene: Scene) -> list[Markup]:
    a, b = _two(scene)
    return [el("circle", cx=15, cy=0, r=5.4, fill=a), el("circle", cx=15, cy=0, r=2.4, fill=b)]


def _isolated(scene: Scene) -> list[Markup]:
    return [
        el("circle", cx=15, cy=0, r=4, fill=_two(scene)[0]),
        el(
            "circle",
            cx=15,
            cy=0,
            r=7,
            fill="none",
            stroke=scene.palette("ink"),
            stroke_width=1.4,
            stroke_dasharray="3 2",
        ),
    ]


def _unknown(scene: Scene) -> list[Markup]:
    return [
        el(
            "circle",
            cx=15,
            cy=0,
            r=3.8,
            fill="none",
            stroke=scene.palette("unknown"),
            stroke_dasharray="1.6 1.6",
        )
    ]


def _tint(scene: Scene) -> list[Markup]:
    a, b = _two(scene)
    return [
        el("rect", x=x, y=-6, width=15, height=12, fill=c, fill_opacity=0.18)
        for x, c in ((0.0, a), (15.0, b))
    ]


def _line(width: float, dashes: str | None) -> Swatch:
    return _way("line", width, dashes)


def _way(paint: str, width: float, dashes: str | None) -> Swatch:
    def make(scene: Scene) -> list[Markup]:
        cap = "round" if dashes and dashes.startswith("0.1") else "butt"
        return [
            el(
                "path",
                d=path_of([(0, 0), (30, 0)]),
                stroke=scene.palette(paint),
                stroke_width=width,
                stroke_dasharray=dashes,
                stroke_linecap=cap,
                fill="none",
            )
        ]

    return make


def _rail(scene: Scene) -> list[Markup]:
    rail, d = scene.palette("rail"), path_of([(0, 0), (30, 0)])
    return [
        el("path", d=d, stroke=rail, stroke_width=1.1),
        el("path", d=d, stroke=rail, stroke_width=4.2, stroke_dasharray="1 9"),
    ]


def _box(paint: str, opacity: float) -> Swatch:
    def make(scene: Scene) -> list[Markup]:
        return [
            el(
                "rect",
                x=0,
                y=-6,
                width=30,
                height=12,
                fill=scene.palette(paint),
                fill_opacity=opacity,
            )
        ]

    return make


def _bridge(condition: str) -> Swatch:
    def make(scene: Scene) -> list[Markup]:
        return bridge_mark(scene, (15, 0), condition)

    return make


def _height(scene: Scene) -> list[Markup]:
    return [el("path", d="M11 3 L15 -4 L19 3 Z", fill=scene.palette("muted"))]
