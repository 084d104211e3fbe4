"""Small pictures inside the text: a bar of control, and how it moved over the last weeks."""

from collections.abc import Mapping, Sequence

from fogline.model.theatre import Theatre
from fogline.views.map.palette import Palette
from fogline.views.map.svg import Markup, el, number
from fogline.views.words import listed, percent, short_day, texts

WIDTH, HEIGHT = 150.0, 40.0
DAYS = 28


def _states(theatre: Theatre, control: Mapping[str, float]) -> list[str]:
    """Return states in one order everywhere: first side, contested, the other sides."""
    sides = [s.id for s in theatre.sides if control.get(s.id, 0) > 0]
    return [*sides[:1], "contested", *sides[1:]]


def control_bar(control: Mapping[str, float], theatre: Theatre) -> Markup:
    """Return who probably holds a place as one stacked bar."""
    palette, x, parts = Palette(theatre.sides), 0.0, []
    names = {s.id: s.name for s in theatre.sides} | {"contested": texts()("status_contested")}
    for state in _states(theatre, control):
        wide = control.get(state, 0.0) * 100
        parts.append(
            el(
                "rect",
                x=x,
                y=0,
                width=f"{wide:.2f}",
                height=8,
                fill=palette.side(state),
                fill_opacity=0.9,
            )
        )
        x += wide
    said = listed(
        f"{names[s]} {percent(control[s])}"
        for s in _states(theatre, control)
        if control.get(s, 0) >= 0.005
    )
    return el(
        "svg",
        el("title", said),
        *parts,
        viewBox="0 0 100 8",
        class_="bar",
        role="img",
        preserveAspectRatio="none",
        aria_label=said,
    )


def history(days: Sequence[tuple[str, dict[str, float]]], theatre: Theatre, name: str) -> Markup:
    """Return how control of one place moved over the last four weeks, as stacked areas."""
    shown_days = list(days)[-DAYS:]
    if len(shown_days) < 2:
        return Markup()
    step = WIDTH / (len(shown_days) - 1)
    palette = Palette(theatre.sides)
    seen = {s: 1.0 for _, control in shown_days for s, p in control.items() if p > 0}
    floor = [0.0] * len(shown_days)
    layers = []
    for state in _states(theatre, seen):
        top = [
            f + control.get(state, 0.0) for f, (_, control) in zip(floor, shown_days, strict=True)
        ]
        up = [(i * step, HEIGHT * (1 - v)) for i, v in enumerate(top)]
        down = [(i * step, HEIGHT * (1 - v)) for i, v in enumerate(floor)][::-1]
        points = " ".join(f"{number(x)},{number(y)}" for x, y in [*up, *down])
        layers.append(el("polygon", points=points, fill=palette.side(state), fill_opacity=0.85))
        floor = top
    said = texts()(
        "history_of",
        name=name,
        first=short_day(shown_days[0][0]),
        last=short_day(shown_days[-1][0]),
    )
    half = el(
        "path",
        d=f"M0 {HEIGHT / 2:.1f} H{WIDTH:.0f}",
        stroke=palette("paper"),
        stroke_width=0.8,
        stroke_dasharray="2 2",
        stroke_opacity=0.8,
    )
    return el(
        "svg",
        el("title", said),
        *layers,
        half,
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="history",
        role="img",
        preserveAspectRatio="none",
        aria_label=said,
    )
