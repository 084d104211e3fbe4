"""Figures of the places room on corpora of toponyms in the form of LGL and TR-News.

Such corpora annotate every toponym, also inside other names and as adjectives, so place names
are taken as they stand (`find_names`), without the phrases around them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from fogline.errors import InputRefused
from fogline.model.placement import Placement, PlaceWords
from fogline.places.find import find_names
from fogline.places.gazetteer.keys import name_key
from fogline.places.ground import km_between
from fogline.places.index import Index
from fogline.places.resolve import resolve

if TYPE_CHECKING:
    from fogline.text.parse import Parser

RADII = (161, 25, 5, 1)
"""Kilometres; 161 are the hundred miles of the literature."""
_DRIFT = 80  # code points by which offsets are off in the worst article


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated place name."""

    start: int
    end: int
    text: str
    lon: float | None
    lat: float | None


@dataclass(slots=True)
class Article:
    """A text with its toponyms."""

    text: str
    toponyms: list[Toponym] = field(default_factory=list)


def read(path: Path) -> list[Article]:
    """Read a corpus.

    Raises:
        InputRefused: the file is no such XML.
    """
    try:
        root = parse(path).getroot()
    except (OSError, ParseError, DefusedXmlException) as error:
        raise InputRefused(str(path), f"not a corpus in the form of LGL: {error}") from error
    articles = [] if root is None else [_article(a) for a in root.iter("article")]
    if not any(a.toponyms for a in articles):
        raise InputRefused(str(path), "no toponym in it; expected <article><text><toponyms>")
    return articles


def _article(element: Element) -> Article:
    text = element.findtext("text") or ""
    return Article(text, [_anchored(t, text) for t in _toponyms(element)])


def _anchored(toponym: Toponym, text: str) -> Toponym:
    """Return a toponym at the place of its words, from which some files' offsets have drifted."""
    words = toponym.text
    if not words or text[toponym.start : toponym.end] == words:
        return toponym
    low = max(0, toponym.start - _DRIFT)
    spots = [
        m.start() + low for m in re.finditer(re.escape(words), text[low : toponym.end + _DRIFT])
    ]
    if not spots:
        return toponym
    start = min(spots, key=lambda s: abs(s - toponym.start))
    return replace(toponym, start=start, end=start + len(words))


def _toponyms(element: Element) -> Iterator[Toponym]:
    for item in element.iter("toponym"):
        try:
            start, end = int(item.findtext("start") or ""), int(item.findtext("end") or "")
        except ValueError:
            continue
        lon, lat = _number(item, "lon"), _number(item, "lat")
        yield Toponym(start, end, item.findtext("phrase") or "", lon, lat)


def _number(item: Element, tag: str) -> float | None:
    text = item.findtext(f"gaztag/{tag}") or item.findtext(tag)
    try:
        return float(text) if text else None
    except ValueError:
        return None


def measure(path: Path, index: Index, parser: "Parser") -> dict[str, object]:
    """Return the figures of a corpus, end to end and with gold place names given.

    Precision and recall count names with exactly the annotated span. `acc161` is the share of
    found and annotated names with coordinates that are placed within 161 km; `gold_acc161` the
    same with all annotated names given; `ceiling161` the share of these that any gazetteer entry
    of the name reaches.
    """
    articles = read(path)
    found, right = 0, 0
    placed: list[float] = []
    docs = parser.docs(a.text for a in articles)
    for article, doc in zip(articles, docs, strict=True):
        words = find_names(doc, index)
        answers = resolve(article.text, words, index)
        gold = {(t.start, t.end): t for t in article.toponyms}
        found += len(words)
        for answer in answers:
            toponym = gold.get((answer.words.start, answer.words.end))
            if toponym is not None:
                right += 1
                if toponym.lat is not None:
                    placed.append(_error(toponym, answer))
    total = sum(len(a.toponyms) for a in articles)
    precision, recall = right / max(found, 1), right / max(total, 1)
    result: dict[str, object] = {
        "corpus": path.name, "articles": len(articles), "toponyms": total,
        "precision": _round(precision), "recall": _round(recall),
        "f1": _round(2 * precision * recall / max(precision + recall, 1e-9)),
    }  # fmt: skip
    result |= {f"acc{r}": _round(_within(placed, r)) for r in RADII}
    result["recall_x_acc161"] = _round(recall * _within(placed, RADII[0]))
    return result | _given(articles, index)


def _given(articles: Sequence[Article], index: Index) -> dict[str, object]:
    """Return the figures with annotated names given."""
    errors: list[float] = []
    reached = 0
    for article in articles:
        toponyms = sorted((t for t in article.toponyms if t.lat is not None), key=lambda t: t.start)
        words = [_words(t) for t in toponyms]
        for toponym, answer in zip(toponyms, resolve(article.text, words, index), strict=True):
            errors.append(_error(toponym, answer))
            reached += _reachable(toponym, index)
    total = max(len(errors), 1)
    figures: dict[str, object] = {f"gold_acc{r}": _round(_within(errors, r)) for r in RADII}
    return figures | {"ceiling161": _round(reached / total), "with_coordinates": len(errors)}


def _words(toponym: Toponym) -> PlaceWords:
    span = (toponym.start, toponym.end)
    return PlaceWords(
        text=toponym.text, start=span[0], end=span[1], names=(toponym.text,), name_spans=(span,),
    )  # fmt: skip


def _reachable(toponym: Toponym, index: Index) -> bool:
    rows = index.named(name_key(toponym.text)) or index.like(toponym.text)
    return any(
        km_between(r.lon, r.lat, toponym.lon or 0.0, toponym.lat or 0.0) <= RADII[0] for r in rows
    )


def _error(toponym: Toponym, answer: Placement) -> float:
    if answer.lon is None or answer.lat is None:
        return float("inf")
    return km_between(answer.lon, answer.lat, toponym.lon or 0.0, toponym.lat or 0.0)


def _within(errors: Sequence[float], radius: float) -> float:
    return sum(e <= radius for e in errors) / max(len(errors), 1)


def _round(value: float) -> float:
    return round(value, 4)
