"""Find the place words of a parsed document, before it is known which places they mean."""

from typing import TYPE_CHECKING, cast

from fogline.model.placement import PlaceRelation, PlaceWords
from fogline.places.checks import Name
from fogline.places.glance import Phrase
from fogline.places.implied import Implied
from fogline.places.index import Index
from fogline.places.names import names
from fogline.places.phrases import Reader
from fogline.places.text import Columns

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: "Doc", index: Index) -> tuple[PlaceWords, ...]:
    """Return the place words of a document, left to right.

    Names inside the names of persons, units and organisations, adjectives of peoples and
    capitals that speak for their governments are no place words.
    """
    table = Columns(doc)
    found = [n for n in names(table, index) if not (n.demonym or n.inside)]
    phrases = Implied(table, index.words).read(Reader(table, index.words).read(found))
    return tuple(_words(p, table) for p in phrases)


def find_names(doc: "Doc", index: Index) -> tuple[PlaceWords, ...]:
    """Return every place name as it stands, also adjectives and names inside other names.

    This is what corpora of toponyms annotate: "Georgian", "Laurel County Sheriff's Office".
    """
    table = Columns(doc)
    found = [n for n in names(table, index) if not n.anaphor]
    return tuple(_words(Phrase(n.start, n.end, [n], kind_hint=n.kind_hint), table) for n in found)


def _words(phrase: Phrase, table: Columns) -> PlaceWords:
    spans = tuple(_span(name, table) for name in phrase.names)
    start, end = table.idx[phrase.start], table.end[phrase.end - 1]
    return PlaceWords(
        text=table.string[start:end], start=start, end=end,
        names=tuple(table.string[a:b] for a, b in spans), name_spans=spans,
        relation=cast("PlaceRelation | None", phrase.relation), distance_km=phrase.distance_km,
        bearing=phrase.bearing, kind_hint=phrase.kind_hint,
    )  # fmt: skip


def _span(name: Name, table: Columns) -> tuple[int, int]:
    start = table.idx[name.start]
    return start, table.end[name.end - 1] if name.end > name.start else start
