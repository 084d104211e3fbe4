"""Fans: the mean as a line, 80 % of the runs as a band, day by day, a picture for each course."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fogline.model.outlook import Interval, Option, Outlook
from fogline.views.map.palette import Palette
from fogline.views.map.svg import Markup, el, group, number
from fogline.views.words import short_day

WIDTH, HEIGHT = 320.0, 164.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 8.0, 34.0, 20.0
_LETTER = 5.6
"""Width of one at the size of the ticks, about; names stand right of the picture's end."""
_DASHES = ("", "5 3", "2 2", "7 2 2 2", "1 3", "9 3")


@dataclass(frozen=True, slots=True)
class Fan:
    """One band with its line."""

    name: str
    paint: str
    dash: str
    values: tuple[Interval, ...]


def pictures(outlook: Outlook, names: Mapping[str, str], palette: Palette) -> list[Markup]:
    """Return the fans of every course of the defender: ground, and losses of both sides."""
    chosen = [o for o in outlook.options if o.side == outlook.defender]
    most = max((v.high for o in chosen for v in o.days[-1].losses.values()), default=1.0)
    drawn: list[Markup] = []
    for option in chosen:
        drawn += [
            _ground(option, outlook, palette),
            _losses(option, outlook, names, palette, most),
        ]
    return drawn


def _ground(option: Option, outlook: Outlook, palette: Palette) -> Markup:
    fan = Fan("", palette.side(outlook.defender), "", tuple(d.focus_held for d in option.days))
    said = f"{option.name}: share of {outlook.area} held by the defender"
    return chart(said, [fan], _days(option), 1.0, _percent, palette)


def _losses(
    option: Option, outlook: Outlook, names: Mapping[str, str], palette: Palette, most: float
) -> Markup:
    found = [
        Fan(names.get(side, side), palette.side(side), _DASHES[i],
            tuple(d.losses[side] for d in option.days))
        for i, side in enumerate((outlook.attacker, outlook.defender))
    ]  # fmt: skip
    said = f"{option.name}: losses since the start, soldiers"
    return chart(said, found, _days(option), most, _thousands, palette)


def _days(option: Option) -> list[str]:
    return [d.day.isoformat() for d in option.days]


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _thousands(value: float) -> str:
    return f"{value:,.0f}"


def chart(  # noqa: PLR0913, PLR0917 - a chart has these parts
    said: str,
    found: Sequence[Fan],
    days: Sequence[str],
    most: float,
    words: Callable[[float], str],
    palette: Palette,
) -> Markup:
    """Return fans over days as one picture; the vertical axis goes from 0 to `most`."""
    course, _, what = said.rpartition(": ")
    span = max(len(days) - 1, 1)
    top = _round(most)
    right = WIDTH - RIGHT - max((len(f.name) * _LETTER for f in found if f.name), default=0.0)

    def x(i: int) -> float:
        return LEFT + (right - LEFT) * i / span

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(max(value / top, 0.0), 1.0))

    bands = []
    for fan in found:
        upper = [(x(i), y(v.high)) for i, v in enumerate(fan.values)]
        lower = [(x(i), y(v.low)) for i, v in enumerate(fan.values)][::-1]
        around = " ".join(f"{number(a)},{number(b)}" for a, b in [*upper, *lower])
        middle = " ".join(f"{number(x(i))},{number(y(v.mean))}" for i, v in enumerate(fan.values))
        bands.append(el("polygon", points=around, fill=fan.paint, fill_opacity=0.22))
        bands.append(
            el("polyline", points=middle, fill="none", stroke=fan.paint, stroke_width=2.0,
               stroke_dasharray=fan.dash or None)
        )  # fmt: skip
    return el(
        "svg",
        el("title", said),
        el("text", course, x=4.0, y=11.0, class_="fan-title", font_weight="bold"),
        el("text", what, x=4.0, y=24.0, class_="fan-title"),
        _axes(days, top, words, palette, x, y),
        group(bands),
        _ends(found, right, y),
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="fan",
        role="img",
        aria_label=said,
    )


def _axes(  # noqa: PLR0913, PLR0917 - an axis needs its scale
    days: Sequence[str],
    top: float,
    words: Callable[[float], str],
    palette: Palette,
    x: Callable[[int], float],
    y: Callable[[float], float],
) -> Markup:
    parts = []
    for share in (0.0, 0.5, 1.0):
        at = y(top * share)
        parts.append(
            el("path", d=f"M{number(LEFT)} {number(at)} H{number(x(max(len(days) - 1, 1)))}",
               stroke=palette("frame"), stroke_width=0.8)
        )  # fmt: skip
        parts.append(
            el("text", words(top * share), x=LEFT - 4, y=at + 3.5, text_anchor="end",
               class_="fan-tick")
        )  # fmt: skip
    for i, anchor in ((0, "start"), (len(days) - 1, "end")):
        parts.append(
            el("text", short_day(days[i]), x=x(i), y=HEIGHT - 6, text_anchor=anchor,
               class_="fan-tick")
        )  # fmt: skip
    return group(parts)


def _round(most: float) -> float:
    """Return the next number up of which a half is told in two figures: 12,002 becomes 14,000."""
    if most <= 0:
        return 1.0
    if most <= 1:
        return most
    step = 2 * 10.0 ** max(math.floor(math.log10(most)) - 1, 0)
    return math.ceil(most / step) * step


def _ends(found: Sequence[Fan], right: float, y: Callable[[float], float]) -> Markup:
    """Name each fan beside its right end, apart where two end close together."""
    named = sorted((f for f in found if f.name), key=lambda f: -f.values[-1].mean)
    parts, last = [], -99.0
    for fan in named:
        at = max(y(fan.values[-1].mean) + 3.5, last + 11)
        last = at
        parts.append(el("text", fan.name, x=right + 4, y=at, class_="fan-tick"))
    return group(parts)
