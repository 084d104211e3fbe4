"""How sure the words are that a single predicate happened: the certainty of claims on bare verbs.

Factuality(doc).value(offset)   # -3 did not happen ... 3 happened
"""

from typing import TYPE_CHECKING

from fogline.claims.attribution import Voices
from fogline.claims.english.lexis import lexis
from fogline.claims.english.matching import Match
from fogline.claims.english.modality import Manner, manner
from fogline.claims.english.scope import Scope, scope
from fogline.claims.english.text import Text
from fogline.claims.english.tokens import TokenTable
from fogline.model.claim import Voice
from fogline.theatres.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Factuality:
    """Reads predicates of one parsed text."""

    def __init__(self, doc: "Doc") -> None:
        table = TokenTable.of(doc)
        outlet = Voice(name=None, kind="outlet", role="outlet")
        self._text = Text(
            table=table,
            lexis=lexis("en"),
            lexicon=Lexicon.empty(),
            voices=Voices(attributions=(), outlet=outlet),
            day=None,
            zone="UTC",
        )
        self._at = {offset: i for i, offset in enumerate(table.idx)}

    def value(self, offset: int) -> float:
        """Return how sure it is that the predicate at a code point happened."""
        token = self._at.get(offset)
        if token is None:
            return 3.0
        return self._value(token, hops=2)

    def _value(self, token: int, hops: int) -> float:
        text, table = self._text, self._text.table
        over = scope(text, token)
        noun = table.tag[token][:1] == "N"
        match = Match(trigger=token, scope=over, action="other", noun=noun, core={token})
        said = manner(text, match)
        if over.verification is not None:
            return 0.0
        value = _calibrated(said, over)
        if noun and any(table.lower[c] == "no" for c in table.children[token]):
            return _DENIED
        if noun and hops and value > _FLAT_NOUN:
            value = min(_FLAT_NOUN, self._above(token, hops))
        return value

    def _above(self, noun: int, hops: int) -> float:
        """What happens to a thing that is only wished for, denied or possible has its doubt."""
        table = self._text.table
        token = noun
        for _ in range(6):
            head = table.head[token]
            if head == token or table.dep[token] in ("nsubj", "nsubjpass"):
                return 3.0
            token = head
            if table.tag[token][:1] == "V":
                value = self._value(token, hops - 1)
                return value if value >= 0 else _UNDER_DENIAL
        return 3.0


def _calibrated(said: Manner, over: Scope) -> float:
    middle = 1.0
    if said.certainty.cue is not None:
        middle = _MIDDLES.get(said.certainty.cue.lower()) or _midpoint(said)
    for holds, least in (
        (over.condition, _CONDITION),
        (over.unasserted is not None, _PURPOSE),
        (over.attempt, _ATTEMPT),
        (over.kind in ("plan", "order"), _PLAN),
        (over.obligation, _PLAN),
    ):
        if holds:
            middle = min(middle, least)
            break
    value = 6 * middle - 3
    return max(-value, _DENIED) if said.denied else value


def _midpoint(said: Manner) -> float:
    """Annotators hold hedged predicates for likelier than the words' intervals say."""
    middle = (said.certainty.low + said.certainty.high) / 2
    return min(1.0, middle + 0.4 * (1 - middle))


# Mean values on UW train, as midpoints (value = 6m - 3).
_CONDITION = 0.69
_PURPOSE = 0.75
_ATTEMPT = 0.68
_PLAN = 0.79
_DENIED = -2.2
_FLAT_NOUN = 2.7
_UNDER_DENIAL = 0.2
_MIDDLES = {"will": 0.89, "would": 0.80, "can": 0.68, "could": 0.70, "may": 0.74, "might": 0.68,
            "should": 0.71}  # fmt: skip
