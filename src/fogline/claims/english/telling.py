"""Who tells a match, and how: the same words may be denied by one voice and told by another."""

from collections.abc import Iterator
from dataclasses import dataclass

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english import silence
from fogline.claims.english.matching import Match
from fogline.claims.english.modality import Manner
from fogline.claims.english.text import Text
from fogline.claims.english.voices import chain_at, chain_of
from fogline.model.claim import Polarity, Verification, Voice

_UNNAMED = Voice(name=None, kind="unnamed", role="origin")
_OPENING = frozenset({'"', "“", "„", "«"})


@dataclass(slots=True)
class Telling:
    """One voice's telling of a match."""

    chain: Chain
    polarity: Polarity | None = None
    """None: as the words themselves say."""
    verification: Verification | None = None
    denies: bool = False
    """True where the telling denies the one before it."""
    links_told: bool = False
    """True where the telling does not confirm the one before it."""
    why: str | None = None
    cue: tuple[int, ...] = ()


class Tellings:
    """Over the voices of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.left_open: dict[int, Verification] = {}
        """Attribution -> why it leaves its content open."""
        self._unsure: dict[int, int] = {}
        for number, attribution in enumerate(text.voices.attributions):
            why = silence.left_open(text, attribution)
            if why is None:
                continue
            self.left_open[number] = why
            for start, end in attribution.content:
                for token in range(start, end):
                    self._unsure.setdefault(token, number)

    def of(self, match: Match) -> Iterator[Telling]:
        """Yield the tellings of a match, the one denied before its denial."""
        unsure = self._unsure.get(match.trigger)
        if unsure is None:
            unsure = self._unseen(match)
        if unsure is not None:
            yield from self._undetermined(match, unsure)
            return
        voices = self.text.voices
        chain = chain_at(voices, self._anchor(match))
        denier = next((a for a in chain.attributions if a.meaning.polarity == "denied"), None)
        if denier is None or self._own_words(denier, match.trigger):
            yield Telling(chain)
            return
        if denier.denies is not None:
            yield Telling(chain_of(voices, denier.denies))
        why = f'"{denier.meaning.lemma}" denies it'
        yield Telling(chain, "denied", denies=True, cue=denier.cue, why=why)

    def _own_words(self, denier: Attribution, token: int) -> bool:
        """Say whether a token stands in what the denier says instead: "denied it: "We hold it""."""
        texts = self.text.table.text
        between = range(max(denier.cue, default=token), token - 1)
        return any(texts[t] == ":" and texts[t + 1] in _OPENING for t in between)

    def _unseen(self, match: Match) -> int | None:
        """Return who leaves open what a word of seeing carries: "has not observed any fighting"."""
        told = {match.object, match.actor, match.target, *match.core} - {match.trigger}
        for token in sorted(t for t in told if t is not None):
            number = self._unsure.get(token)
            if number is not None and match.trigger in self.text.voices.attributions[number].cue:
                return number
        return None

    def _anchor(self, match: Match) -> int:
        """Return the word whose voice tells it: in "reported the capture of" the noun's."""
        if match.trigger not in self.text.cues:
            return match.trigger
        voices = self.text.voices
        for number, attribution in enumerate(voices.attributions):
            if match.trigger in attribution.cue and attribution.meaning.carries:
                told = {match.object, match.actor, match.target, *match.core} - {match.trigger}
                for token in sorted(t for t in told if t is not None):
                    if number in voices.by_token.get(token, ()):
                        return token
        return match.trigger

    def _undetermined(self, match: Match, unsure: int) -> Iterator[Telling]:
        voices = self.text.voices
        attribution = voices.attributions[unsure]
        others = [n for n in voices.by_token.get(match.trigger, ()) if n not in self.left_open]
        if others:
            yield Telling(chain_of(voices, others[-1]))
            if self.left_open[unsure] == "cannot_verify":
                return  # "the claim could not be verified" is a stance towards it, no claim
        chain = chain_of(voices, unsure)
        noun = bool(attribution.cue) and self.text.table.tag[attribution.cue[0]][:1] == "N"
        if noun and chain.voices[-1].kind == "unnamed":
            chain = silence.without_last(chain)
        yield Telling(
            chain,
            "undetermined",
            self.left_open[unsure],
            links_told=bool(others),
            why=f'"{attribution.meaning.lemma}" is negated',
            cue=attribution.cue,
        )

    def hearsay(self, chain: Chain, said: Manner) -> Chain:
        """Hand what "is said to" be so, "reportedly", to a voice that nobody names."""
        if (
            said.hearsay is None
            or chain.voices[-1].kind == "unnamed"
            or any(said.hearsay in a.cue for a in chain.attributions)
        ):
            return chain
        *before, last = chain.voices
        role = "relay" if last.role == "origin" else last.role
        voices = (*before, last.but(role=role, stance="relays"), _UNNAMED)
        word = self.text.table.text[said.hearsay]
        return Chain(
            voices=voices,
            basis="relayed",
            attributions=chain.attributions,
            evidence=chain.evidence,
            flags=chain.flags,
            reason=f'{chain.reason}; "{word}" hands it to nobody by name',
        )
