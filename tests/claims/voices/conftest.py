from collections.abc import Callable
from dataclasses import dataclass

import pytest

from factory_voices import THEATRE, report
from fogline.claims.attribution import Chain, Voices
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices import chain_at, read
from fogline.text.parse import Parser
from fogline.theatres.lexicon import Lexicon


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
