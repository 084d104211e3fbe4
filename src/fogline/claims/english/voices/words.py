"""The speech vocabulary compiled for look-up by lemma."""

from dataclasses import dataclass
from functools import lru_cache

from fogline.claims.english.lexis import lexis
from fogline.model.claim import EvidenceType
from fogline.model.source import SourceKind
from fogline.vocabulary.load import Cues, Speech, VoiceNouns, speech, voice_nouns

VerbCue = tuple[tuple[str, ...], Cues]
"""Words that must follow the verb, and the meaning."""


@dataclass(frozen=True, slots=True)
class Words:
    """Look-ups by lemma; the longest multi-word cue stands first."""

    verbs: dict[str, tuple[VerbCue, ...]]
    nouns: dict[str, Cues]
    adverbs: dict[str, Cues]
    adjectives: dict[str, Cues]
    prepositions: dict[str, tuple[VerbCue, ...]]
    citing: frozenset[str]
    checking: frozenset[str]
    commenting: frozenset[str]
    perceiving: frozenset[str]
    eyes: frozenset[str]
    replies: frozenset[str]
    silent: frozenset[str]
    showing: frozenset[str]
    hearsay: frozenset[str]
    persons: dict[str, SourceKind]
    bodies: dict[str, SourceKind]
    headers: dict[str, SourceKind]
    monitors: frozenset[str]
    press: frozenset[str]
    newsroom: frozenset[str]
    channels: frozenset[str]
    partisan: frozenset[str]
    offices: frozenset[str]
    collective: frozenset[str]
    unnamed: frozenset[str]
    imagery: dict[str, EvidenceType]
    geolocated: frozenset[str]
    platforms: frozenset[str]
    interviews: frozenset[str]
    captivity: frozenset[str]
    occupation: frozenset[str]
    titles: frozenset[str]
    feminine: frozenset[str]
    scare: frozenset[str]
    events: frozenset[str]
    """Nouns for what happens in war: "reports of a retreat"."""
    untrue: frozenset[str]
    """What is said of a statement that is not so."""


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the compiled English vocabulary."""
    return _compile(speech("en"), voice_nouns("en"))


def _compile(cues: Speech, nouns: VoiceNouns) -> Words:
    return Words(
        verbs=_phrases(cues.verbs),
        nouns=_singles(cues.nouns),
        adverbs=_singles(cues.adverbs),
        adjectives=_singles(cues.adjectives),
        prepositions=_phrases(cues.prepositions),
        citing=frozenset(cues.citing),
        checking=frozenset(cues.checking),
        commenting=frozenset(cues.commenting),
        perceiving=frozenset(cues.perceiving),
        eyes=frozenset(nouns.eyes),
        replies=frozenset(cues.replies),
        silent=frozenset(cues.silent),
        showing=frozenset(cues.showing.words),
        hearsay=frozenset(cues.hearsay),
        persons={w: kind for kind, group in nouns.persons.items() for w in group},
        bodies={w: kind for kind, group in nouns.bodies.items() for w in group},
        headers={w: kind for kind, group in nouns.headers.items() for w in group},
        monitors=frozenset(nouns.monitors),
        press=frozenset(nouns.press),
        newsroom=frozenset(nouns.newsroom),
        channels=frozenset(nouns.channels),
        partisan=frozenset(nouns.partisan),
        offices=frozenset(nouns.offices),
        collective=frozenset(nouns.collective),
        unnamed=frozenset(nouns.unnamed),
        imagery={w: kind for kind, group in nouns.imagery.items() for w in group},
        geolocated=frozenset(nouns.geolocated),
        platforms=frozenset(nouns.platforms),
        interviews=frozenset(nouns.interviews),
        captivity=frozenset(nouns.captivity),
        occupation=frozenset(nouns.occupation),
        titles=frozenset(nouns.titles),
        feminine=frozenset(nouns.feminine),
        scare=frozenset(nouns.scare),
        events=frozenset(lexis("en").nouns),
        untrue=frozenset(lexis("en").words.frames.untrue),
    )


def _phrases(groups: tuple[Cues, ...]) -> dict[str, tuple[VerbCue, ...]]:
    found: dict[str, list[VerbCue]] = {}
    for group in groups:
        for phrase in group.words:
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), group))
    return {k: tuple(sorted(v, key=lambda cue: -len(cue[0]))) for k, v in found.items()}


def _singles(groups: tuple[Cues, ...]) -> dict[str, Cues]:
    return {word: group for group in groups for word in group.words}
