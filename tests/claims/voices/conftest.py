from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fogline.claims.attribution import Chain, Voices
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices import chain_at, read
from fogline.model.report import Report
from fogline.model.source import Source
from fogline.model.theatre import Actor, PublicationPolicy, Side, Theatre
from fogline.text.parse import Parser
from fogline.theatres.lexicon import Lexicon

THEATRE = Theatre(
    id="small",
    name="Small",
    zone="UTC",
    countries=("XX",),
    centre=(0, 0),
    summary="",
    sides=(
        Side(id="north", name="Northland", adjectives=("Northern",), people=("Northerners",)),
        Side(id="south", name="Southland", adjectives=("Southern",), people=("Southerners",)),
    ),
    relations=(),
    policy=PublicationPolicy(),
    capitals={"Norburg": "north", "Sudburg": "south"},
    actors=(
        Actor(id="wolves", name="Wolf Group", side="south", kind="armed_group", aliases=("Wolf",)),
    ),
    sources=(
        Source(id="staff", name="General Staff", kind="military", side="north"),
        Source(id="iws", name="Institute for War Studies", kind="think_tank", aliases=("IWS",)),
        Source(id="reuters", name="Reuters", kind="agency"),
        Source(id="morning", name="Morning TV", kind="outlet"),
        Source(id="mod", name="Southern defence ministry", kind="official", side="south"),
    ),
)


@dataclass
class Reading:
    """A text with its voices, asked by words."""

    table: TokenTable
    voices: Voices

    def chain(self, word: str) -> Chain:
        """Return the chain at the first occurrence of a word."""
        return chain_at(self.voices, self.table.lower.index(word.lower()))

    def names(self, word: str) -> list[str]:
        """Return the chain at a word, unnamed voices by their kind in brackets."""
        return [v.name or f"({v.kind})" for v in self.chain(word).voices]

    def stances(self, word: str) -> list[str | None]:
        """Return the stances of the chain at a word."""
        return [v.stance for v in self.chain(word).voices]


def report(text: str, outlet: str = "Daily", credited: tuple[str, ...] = ()) -> Report:
    return Report(
        id="r",
        outlet=outlet,
        url=None,
        title=None,
        authors=(),
        language="en",
        published=None,
        published_precision=None,
        fetched="2023-03-07T00:00:00Z",
        text=text,
        credited=credited,
    )


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def reading(parser: Parser) -> Callable[..., Reading]:
    def made(text: str, outlet: str = "Daily", credited: tuple[str, ...] = ()) -> Reading:
        table = TokenTable.of(parser.doc(text))
        return Reading(
            table,
            read(table, report(text, outlet, credited), Lexicon.of(THEATRE)),
        )

    return made
