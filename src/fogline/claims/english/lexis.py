"""The content vocabulary compiled for look-ups by lemma; built once per language."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from fogline.model.claim import Outcome, Phase
from fogline.vocabulary.content import (
    AdjectiveFrame,
    Content,
    Control,
    NounFrame,
    Occurrence,
    StateFrame,
    Support,
    VerbFrame,
    content,
)
from fogline.vocabulary.load import speech


class _Lemmas(Protocol):
    @property
    def lemmas(self) -> tuple[str, ...]: ...


_T = TypeVar("_T", bound=_Lemmas)


def _by_lemma(frames: Iterable[_T]) -> dict[str, tuple[_T, ...]]:
    result: dict[str, tuple[_T, ...]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            result[lemma] = (*result.get(lemma, ()), frame)
    return result


class Lexis:
    """Dictionaries from lemma to frames, in the order of the files."""

    def __init__(self, words: Content) -> None:
        self.words = words
        frames = words.frames
        self.verbs: dict[str, tuple[VerbFrame, ...]] = _by_lemma(frames.verbs)
        self.nouns: dict[str, tuple[NounFrame, ...]] = _by_lemma(frames.nouns)
        self.supports: dict[str, tuple[Support, ...]] = _by_lemma(frames.supports)
        self.occurs: dict[str, tuple[Occurrence, ...]] = _by_lemma(frames.occurs)
        self.adjectives: dict[str, tuple[AdjectiveFrame, ...]] = _by_lemma(frames.adjectives)
        self.controls: dict[str, tuple[Control, ...]] = _by_lemma(frames.controls)
        self.control_adjectives: dict[str, tuple[Control, ...]] = _by_lemma(
            frames.control_adjectives,
        )
        self.control_nouns: dict[str, tuple[Control, ...]] = _by_lemma(frames.control_nouns)
        self.looming: dict[str, tuple[Control, ...]] = _by_lemma(frames.looming)
        self.states: dict[str, tuple[StateFrame, ...]] = {}
        for state in frames.states:
            self.states[state.noun] = (*self.states.get(state.noun, ()), state)
        self.opinions = {(frame.verb, frame.noun) for frame in frames.opinions}
        self.classes: dict[str, frozenset[str]] = self._classes()
        self.endings: dict[str, Outcome] = {
            word: outcome for outcome, group in frames.endings.items() for word in group
        }
        self.stages: dict[str, Phase] = {
            word: phase for phase, group in frames.stages.items() for word in group
        }
        self.means = {w: means for means, group in words.nouns.means.items() for w in group}
        self.hedge_phrases = {
            tuple(phrase.words.split()): phrase for phrase in words.hedges.phrases
        }
        self.categories = {
            word: category for category, group in words.units.categories.items() for word in group
        }
        self.people = frozenset(words.units.people)
        self.topics = _topics(words)
        """Word -> the actions it speaks of, each with its weight."""
        cues = speech().verbs
        self.saying = frozenset(w for group in cues if group.statement for w in group.words)
        self.condition_marks = {
            entry.words.split()[-1] for entry in words.conditions.conditions if entry.type
        }
        self.undetermined = {
            verb: group.verification for group in words.hedges.undetermined for verb in group.verbs
        }

    def _classes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name, group in self.words.nouns.classes.items():
            for word in group:
                found.setdefault(word.lower(), set()).add(name)
        return {word: frozenset(names) for word, names in found.items()}


def _topics(words: Content) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, dict[str, float]] = {}
    for action, topic in words.topics.items():
        for weight, group in ((_WEAK, topic.weak), (_STRONG, topic.strong)):
            for word in group:
                found.setdefault(word, {})[action] = weight
    return {word: tuple(weights.items()) for word, weights in found.items()}


_STRONG, _WEAK = 2.0, 1.0


@lru_cache(maxsize=4)
def lexis(language: str = "en") -> Lexis:
    """Return the compiled vocabulary of a language."""
    return Lexis(content(language))
