"""The frames of a film: the map of each day on one extent, with one legend for all."""

from dataclasses import dataclass
from datetime import date

from shapely.geometry import MultiPoint, shape
from shapely.geometry.base import BaseGeometry

from fogline.model.situation import Situation
from fogline.pipeline.replay import Replay
from fogline.views.map import MapOptions, render_legend, render_map
from fogline.views.map.palette import LIGHT, Scheme
from fogline.views.map.svg import FACE, Markup, el

MARGIN = 0.06
"""Degrees kept around the outermost places, about 6 km."""
HEAD = 44.0
"""Height of the line with the day, in a picture that stands alone."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One day's map as SVG."""

    day: date
    svg: str


def extent(replay: Replay) -> BaseGeometry:
    """Return the part of the area in which places were ever spoken of; the area if none was."""
    area = shape(replay.area.geometry)
    told = {
        (p.lon, p.lat)
        for picture in replay.pictures
        for p in picture.places
        if p.evidence_age_hours
    }
    if len(told) < 2:
        return area
    return area.envelope.intersection(MultiPoint(sorted(told)).buffer(MARGIN).envelope)


def frames(replay: Replay, width: float, scheme: Scheme) -> tuple[Frame, ...]:
    """Return the map of each day, all of one size, without legends."""
    bounds = extent(replay)
    return tuple(
        Frame(p.on, render_map(p, replay.theatre, bounds, _options(width, scheme)))
        for p in replay.pictures
    )


def key(replay: Replay, width: float, scheme: Scheme) -> str:
    """Return one legend for everything that any frame shows, as SVG."""
    bounds = extent(replay)
    drawn = _options(width, scheme)
    every: list[tuple[Situation, object, BaseGeometry, MapOptions]] = [
        (p, replay.theatre, bounds, drawn) for p in _telling(replay)
    ]
    options = MapOptions(width=width, prefix="key", legend=False, scheme=scheme)
    return render_legend(every, width, options)  # type: ignore[arg-type]


def _telling(replay: Replay) -> list[Situation]:
    """Return the pictures that show a status first, and the last: enough for the legend."""
    seen: set[str] = set()
    chosen: list[Situation] = []
    for picture in replay.pictures:
        shown = {f"{p.status}:{_lead(p.control)}" for p in picture.places}
        shown |= {f"line:{s.basis}" for s in picture.line_of_contact}
        shown |= {f"{a.condition}:{a.access}" for a in picture.assets}
        if shown - seen or picture is replay.pictures[-1]:
            chosen.append(picture)
            seen |= shown
    return chosen


def _lead(control: dict[str, float]) -> str:
    return max(control, key=lambda s: control[s])


def _options(width: float, scheme: Scheme) -> MapOptions:
    return MapOptions(width=width, scheme=scheme, legend=False, prefix="film")


def sheet(frame: Frame, legend: str, head: str, width: float) -> str:
    """Return a picture that stands alone: the day above the map, the legend below it."""
    high, low = size(frame.svg)[1], size(legend)[1]
    parts = [
        el("rect", x=0, y=0, width=width, height=HEAD + high + low + 8, fill=LIGHT["paper"]),
        el("text", head, x=2, y=29, font_size=22, font_weight=700, fill=LIGHT["ink"]),
        Markup(_at(frame.svg, HEAD)),
        Markup(_at(legend, HEAD + high + 8)),
    ]
    total = HEAD + high + low + 8
    return el(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=total,
        viewBox=f"0 0 {width:.0f} {total:.0f}",
        font_family=FACE,
    )


def _at(svg: str, y: float) -> str:
    return svg.replace("<svg ", f'<svg x="0" y="{y:.0f}" ', 1)


def size(svg: str) -> tuple[float, float]:
    """Return width and height of an SVG that this program made."""
    opening = svg[: svg.index(">")]
    _, _, width, height = opening.split('viewBox="')[1].split('"')[0].split()
    return float(width), float(height)
