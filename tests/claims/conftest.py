"""A small theatre and its places, so that a sentence becomes claims on one line."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from fogline.claims.step import Reading, read
from fogline.model.placement import PlaceWords
from fogline.model.report import Report
from fogline.model.source import Source
from fogline.model.theatre import Actor, PublicationPolicy, Relation, Side, Theatre
from fogline.text.parse import Parser

THEATRE = Theatre(
    id="small", name="Small", zone="Europe/Kyiv", countries=("XX",), centre=(0, 0), summary="",
    sides=(
        Side(id="north", name="Northland", adjectives=("Northern",), people=("Northerners",)),
        Side(id="south", name="Southland", adjectives=("Southern",), people=("Southerners",)),
    ),
    relations=(Relation(a="north", b="south", kind="hostile", since=date(2022, 1, 1)),),
    policy=PublicationPolicy(), capitals={"Norburg": "north", "Sudburg": "south"},
    actors=(
        Actor(id="wolves", name="Wolf Group", side="south", kind="armed_group", aliases=("Wolf",)),
    ),
    sources=(
        Source(id="staff", name="General Staff", kind="military", side="north"),
        Source(id="iws", name="Institute for War Studies", kind="think_tank", aliases=("IWS",)),
    ),
)  # fmt: skip
PLACE = re.compile(r"(?:(near|towards|north of) )?\b(Sadove|Orlivka|Kamin)\b")
RELATIONS = {"near": "near", "towards": "towards", "north of": "north_of", "": None}


def places(text: str) -> list[PlaceWords]:
    """Return the three places of the theatre wherever a text names them."""
    return [
        PlaceWords(
            text=m.group(), start=m.start(), end=m.end(), names=(m.group(2),),
            name_spans=(m.span(2),), relation=RELATIONS[m.group(1) or ""],
        )
        for m in PLACE.finditer(text)
    ]  # fmt: skip


def report(text: str, **fields: object) -> Report:
    """Return a report of Tuesday, 7 March 2023 in the morning."""
    base = {
        "id": "r", "outlet": "Daily", "url": None, "title": None, "authors": (), "language": "en",
        "published": "2023-03-07T10:25:00+02:00", "published_precision": "minute",
        "fetched": "2023-03-07T10:25:00+02:00", "text": text,
    }  # fmt: skip
    return Report(**{**base, **fields})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def reading_in(parser: Parser) -> Callable[..., Reading]:
    """Read a text in the small theatre as `change` makes it."""

    def read_text(text: str, change: Callable[[Theatre], Theatre], **fields: object) -> Reading:
        doc = parser.doc(text)
        return read(report(text, **fields), doc, places(text), change(THEATRE))

    return read_text


@pytest.fixture
def reading(parser: Parser) -> Callable[..., Reading]:
    """Read a text as a report of the small theatre."""

    def read_text(text: str, doc: object = None, **fields: object) -> Reading:
        return read(report(text, **fields), doc or parser.doc(text), places(text), THEATRE)

    return read_text


@pytest.fixture
def claims(reading: Callable[..., Reading]) -> Callable[..., list]:
    """Return the claims of a text, in its order."""
    return lambda text, **fields: list(reading(text, **fields).claims)


@pytest.fixture(scope="session")
def small() -> Theatre:
    """Return the small theatre, to be changed by a test."""
    return THEATRE


@pytest.fixture
def claims_in(parser: Parser) -> Callable[..., list]:
    """Return the claims of a text read in another theatre."""

    def read_text(text: str, theatre: Theatre) -> list:
        return list(read(report(text), parser.doc(text), places(text), theatre).claims)

    return read_text
