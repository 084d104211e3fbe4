"""An outlook for people: rows, Markdown, and one page with fans that opens without a network."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe

from fogline.model.outlook import AsLongAs, Interval, Outlook
from fogline.model.theatre import Side
from fogline.outlook.sentences import condition as as_words
from fogline.outlook.sentences import percent
from fogline.views.map.palette import Palette
from fogline.views.outlook import fans
from fogline.views.tables import Row
from fogline.views.words import day, shown

FOLDER = Path(__file__).parent / "templates"


def rows(outlook: Outlook) -> Iterable[Row]:
    """Yield a flat row for each pair of courses and day, for CSV, Parquet and tables."""
    for pair in outlook.pairs:
        for at in pair.days:
            row: Row = {
                "day": at.day.isoformat(),
                "attacker": pair.courses[outlook.attacker],
                "defender": pair.courses[outlook.defender],
            }
            row |= _flat("held", at.held) | _flat("focus_taken", at.focus_taken)
            row |= _flat("exchange", at.exchange) | _flat("road_share", at.road_share)
            for side, value in at.losses.items():
                row |= _flat(f"losses_{side}", value)
            for side, value in at.force_left.items():
                row |= _flat(f"force_left_{side}", value)
            yield row


def _flat(name: str, value: Interval) -> Row:
    return {f"{name}_{k}": v for k, v in value.to_json().items()}


def option_rows(outlook: Outlook) -> list[Row]:
    """Return a row a course with its last day, for the screen."""
    return [
        {
            "side": option.side,
            "course": option.name,
            "holds": span(option.days[-1].focus_held, share=True),
            **{f"losses {s}": span(v) for s, v in option.days[-1].losses.items()},
        }
        for option in outlook.options
    ]


def span(value: Interval, *, share: bool = False) -> str:
    """Return an interval as words: the mean, and from where to where 80 % of the runs lie."""
    if share:
        return f"{value.mean:.0%} ({value.low:.0%} to {value.high:.0%})".replace("%", " %")
    places = 0 if abs(value.high) >= 20 else 1
    low, mean, high = (f"{v:,.{places}f}" for v in (value.low, value.mean, value.high))
    return f"{mean} ({low} to {high})"


def part_of_ignorance(value: Interval) -> str:
    """Return the share of the spread that would go if the unknowns were known."""
    total = value.sd_noise**2 + value.sd_parameters**2
    share = value.sd_parameters**2 / total if total else 0.0
    return f"{share:.0%}".replace("%", " %")


def condition(found: AsLongAs) -> str:
    """Return the condition of an "as long as" in words: what is never fallen under."""
    return as_words(found.measure, found.threshold)


def markdown(outlook: Outlook, names: Mapping[str, str]) -> str:
    """Return the outlook as Markdown, for pasting."""
    return _environment("md").get_template("outlook.md.j2").render(**_common(outlook, names))


def html(outlook: Outlook, sides: Iterable[Side]) -> str:
    """Return the outlook as one page that needs nothing beside it."""
    known = tuple(sides)
    names = {s.id: s.name for s in known}
    palette = Palette(known)
    light, dark = palette.css(dark=False), palette.css(dark=True)
    style = (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{{light}}}}}\n" + (FOLDER / "outlook.css").read_text("utf-8")
    )
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return (
        _environment("html")
        .get_template("outlook.html.j2")
        .render(
            **_common(outlook, names),
            pictures=fans.pictures(outlook, names, palette),
            style=Safe(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'",
        )
    )


def section_style() -> str:
    """Return the rules that `section` needs on another page."""
    lines = (FOLDER / "outlook.css").read_text("utf-8").splitlines()
    return "\n" + "\n".join(r for r in lines if r.startswith((".question", ".fan", ".outlook")))


def section(outlook: Outlook, names: Mapping[str, str], sides: Iterable[Side]) -> Safe:
    """Return the outlook as a part of another page, such as the brief."""
    palette = Palette(tuple(sides))
    text = (
        _environment("html")
        .get_template("section.html.j2")
        .render(**_common(outlook, names), pictures=fans.pictures(outlook, names, palette))
    )
    return Safe(text)  # noqa: S704 - rendered with escaping on


def _common(outlook: Outlook, names: Mapping[str, str]) -> dict[str, Any]:
    chosen = outlook.comparisons[0].criterion if outlook.comparisons else None
    return {
        "o": outlook,
        "names": {outlook.attacker: outlook.attacker, outlook.defender: outlook.defender}
        | dict(names),
        "asked": [c for c in outlook.comparisons if c.criterion == chosen],
        "version": version("fogline"),
    }


@lru_cache(maxsize=2)
def _environment(form: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=form == "html",  # noqa: S701 - Markdown goes through `md`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=day, shown=shown, span=span, ignorance=part_of_ignorance, md=_markdown,
        svg=Safe,  # built and escaped by fogline.views.map.svg
        share=lambda v: span(v, share=True), percent=percent, condition=condition,
    )  # fmt: skip
    return environment


def _markdown(text: object) -> str:
    from fogline.views.brief import escape_markdown

    return escape_markdown(text)
