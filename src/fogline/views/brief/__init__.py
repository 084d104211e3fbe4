"""The brief: one HTML file that opens from disk without a network, or the same as Markdown.

Reads: a Picture.
Writes: HTML whose only script closes a panel and whose policy forbids everything else.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe

from fogline.model.outlook import Outlook
from fogline.model.time import now
from fogline.pipeline import Assessment, area_of
from fogline.store import Reader
from fogline.views.brief import changing, sections
from fogline.views.brief.cards import Card, anchor, asset_card, event_card, place_card
from fogline.views.brief.figures import Figures, figures
from fogline.views.brief.items import Listing
from fogline.views.brief.lines import bottom_line
from fogline.views.brief.maps import Maps, maps
from fogline.views.map.palette import Palette
from fogline.views.map.svg import trusted
from fogline.views.picture import Picture
from fogline.views.release import Release
from fogline.views.releasing import released
from fogline.views.words import (
    day,
    instant,
    percent,
    probability_word,
    shown,
    texts,
    zone_words,
)

FOLDER = Path(__file__).parent / "templates"
Format = Literal["html", "md"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that both forms show, in its order."""

    figures: Figures
    lines: tuple[Any, ...]
    happened: Listing
    learned: Listing
    unconfirmed: tuple[sections.Awaiting, ...]
    disputes: tuple[sections.Facing, ...]
    access: Listing
    roads: Listing
    civilians: Listing
    silent: Listing
    unheard: Listing
    never_heard: int
    timeline: tuple[sections.Day, ...]
    key_claims: Listing


def picture(store: Reader, on: date, known: datetime, area: str | None = None) -> Picture:
    """Return the picture of a stored day; without an area, of the whole theatre."""
    assessment = Assessment(store, known)
    theatre = assessment.theatre
    whole = Picture.of(assessment, on, area_of(theatre, area) if area else None)
    return released(whole, Release(theatre, assessment.claims, now()))


def html(picture: Picture, outlook: Outlook | None = None) -> str:
    """Return the brief of a picture as one page that needs nothing beside it.

    An outlook of the same day and area becomes its last part before the evidence.
    """
    parts = _parts(picture)
    return _html(picture, parts, _common(picture, parts), outlook)


def markdown(picture: Picture, outlook: Outlook | None = None) -> str:
    """Return the brief of a picture as Markdown, for pasting."""
    text: str = (
        _environment("md").get_template("brief.md.j2").render(**_common(picture, _parts(picture)))
    )
    if outlook is None:
        return text
    from fogline.views import outlook as ahead

    names = {s.id: s.name for s in picture.theatre.sides}
    lines = ahead.markdown(outlook, names).splitlines()
    return "\n".join([text, *(f"#{line}" if line.startswith("#") else line for line in lines), ""])


def summary(picture: Picture) -> str:
    """Return the bottom line as plain text, for a terminal."""
    say = texts()
    lines = [
        f"{line.before} {line.word}{line.chance and f' ({line.chance})'}{line.after} "
        f"({say.count('line_origins', line.origins)})"
        for line in bottom_line(picture)
    ]
    head = f"{picture.area.name}, {day(picture.on)}"
    return "\n".join([head, *(lines or [say("none_line")])])


def _common(picture: Picture, parts: Parts) -> dict[str, Any]:
    return {"picture": picture, "parts": parts, "t": texts(), "version": version("fogline")}


def _parts(picture: Picture) -> Parts:
    return Parts(
        figures=figures(picture),
        lines=bottom_line(picture),
        happened=changing.happened(picture),
        learned=changing.learned(picture),
        unconfirmed=sections.unconfirmed(picture),
        disputes=sections.facing(picture),
        access=sections.access(picture),
        roads=sections.roads(picture),
        civilians=sections.civilians(picture),
        silent=sections.silent(picture),
        unheard=sections.unheard(picture),
        never_heard=sections.never_heard(picture),
        timeline=sections.timeline(picture),
        key_claims=sections.key_claims(picture),
    )


def _html(picture: Picture, parts: Parts, common: dict[str, Any], outlook: Outlook | None) -> str:
    cards = _cards(picture, parts)
    ids = {card.id for card in cards}
    drawn: Maps = maps(picture, ids)
    palette = Palette(picture.theatre.sides)
    light, dark = palette.css(dark=False), palette.css(dark=True)
    style = (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{{light}}}}}\n{_text('brief.css')}"
    )
    ahead = Safe()
    if outlook is not None:
        from fogline.views import outlook as page

        names = {s.id: s.name for s in picture.theatre.sides}
        ahead = page.section(outlook, names, picture.theatre.sides)
        style += page.section_style()
    script = _text("brief.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment("html")
        .get_template("brief.html.j2")
        .render(
            **common,
            cards=cards,
            ids=ids,
            maps=drawn,
            histories=sections.histories(picture),
            outlook=ahead,
            style=Safe(style),  # noqa: S704 - our own files
            script=Safe(script),  # noqa: S704
            policy=policy,
        )
    )


def _cards(picture: Picture, parts: Parts) -> list[Card]:
    """Return a card for each place, asset and event that anything on the page points at."""
    cards = [place_card(p, picture) for p in picture.places if p.status != "unknown" or p.claims]
    cards += [asset_card(a, picture) for a in picture.assets]
    wanted = set(_event_anchors(parts))
    cards += [event_card(e, picture) for e in picture.events if anchor("event", e.id) in wanted]
    return cards


def _event_anchors(parts: Parts) -> Iterable[str]:
    listings = (parts.happened, parts.learned, *(g.listing for g in parts.unconfirmed))
    for item in (i for listing in listings for i in listing.items):
        yield item.href[1:]
    for item in (i for d in parts.timeline for i in d.items):
        yield item.href[1:]
    for facing in parts.disputes:
        yield facing.href[1:]


@lru_cache(maxsize=2)
def _environment(form: Format) -> Environment:
    # Autoescape for HTML is on for every template; Markdown has an escape of its own.
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=form == "html",  # noqa: S701 - Markdown goes through `escape_markdown`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=day,
        instant=instant,
        zone_words=zone_words,
        percent=percent,
        word=probability_word,
        shown=shown,
        md=escape_markdown,
        svg=trusted,
    )
    return environment


def escape_markdown(text: object) -> str:
    """Return text in which nothing is Markdown or HTML."""
    clean = " ".join(shown(str(text)).split())
    escaped = "".join(f"\\{c}" if c in "\\`*_[]#|~!" else c for c in clean)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    hashed = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(hashed).decode('ascii')}'"
