"""Read and check the vocabulary of speech: cues and common nouns for voices.

A language is a suffix: `speech.en.yaml`, `voices.en.yaml`. Every fault names file and path.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec
import yaml

from fogline.errors import VocabularyError
from fogline.model.base import Record
from fogline.model.claim import (
    ClaimKind,
    Confidence,
    EvidenceType,
    Polarity,
    Stance,
    Verification,
)
from fogline.model.source import SourceKind

FOLDER = Path(__file__).parent
# The parser in C where PyYAML has it: six times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Takes: TypeAlias = Literal["clause", "quote", "object", "to", "about", "as", "person"]
_T = TypeVar("_T")


class Cues(Record, frozen=True, kw_only=True):
    """Words that do the same with what they introduce: "claim", "allege" distance it."""

    words: tuple[str, ...]
    takes: tuple[Takes, ...] = ()
    stance: Stance = "relays"
    polarity: Polarity = "affirmed"
    verification: Verification | None = None
    certainty: tuple[float, float] | None = None
    confidence: Confidence | None = None
    kind: ClaimKind | None = None
    statement: bool = True
    """False for attitudes ("criticised the plan"): nobody states the content."""
    impersonal: bool = False
    """True where the subject belongs to the content: "the city seems lost"."""


class Showing(Record, frozen=True, kw_only=True):
    """Verbs whose subject may be an image or a document."""

    words: tuple[str, ...]


class Speech(Record, frozen=True, kw_only=True):
    """The cues of a language, `speech.<language>.yaml`."""

    verbs: tuple[Cues, ...]
    nouns: tuple[Cues, ...]
    adverbs: tuple[Cues, ...]
    adjectives: tuple[Cues, ...]
    prepositions: tuple[Cues, ...]
    citing: tuple[str, ...]
    checking: tuple[str, ...]
    commenting: tuple[str, ...]
    perceiving: tuple[str, ...]
    """Verbs of the eye: "our reporter saw"."""
    replies: tuple[str, ...]
    """Nouns of "made no reply", "there is no word from"."""
    silent: tuple[str, ...]
    """What who says nothing keeps: "silent"."""
    hearsay: tuple[str, ...]
    """Verbs whose passive gives somebody's words and names nobody: "it is reported"."""
    showing: Showing


class VoiceNouns(Record, frozen=True, kw_only=True):
    """Common nouns for voices, `voices.<language>.yaml`."""

    persons: dict[SourceKind, tuple[str, ...]]
    bodies: dict[SourceKind, tuple[str, ...]]
    headers: dict[SourceKind, tuple[str, ...]]
    """Words in the name of an outlet that say it publishes its own statements."""
    monitors: tuple[str, ...]
    """Words in the name of a think tank whose texts report its own observations."""
    press: tuple[str, ...]
    """Words in the name of a newspaper or broadcaster."""
    eyes: tuple[str, ...]
    """Who looks on behalf of an outlet: "our photographer", "the agency's reporters"."""
    newsroom: tuple[str, ...]
    """What a newsroom calls its own people and work after "our", "this", "the", "we"."""
    channels: tuple[str, ...]
    """Words with which somebody's own channel speaks to those who follow it."""
    partisan: tuple[str, ...]
    """Words for the other side that no outlet uses in its own voice."""
    offices: tuple[str, ...]
    """Functions with one holder at a time: "the governor" names somebody, "an official" not."""
    collective: tuple[str, ...]
    """Plurals that are one voice: "local authorities", "prosecutors", "state media"."""
    unnamed: tuple[str, ...]
    imagery: dict[EvidenceType, tuple[str, ...]]
    geolocated: tuple[str, ...]
    platforms: tuple[str, ...]
    interviews: tuple[str, ...]
    captivity: tuple[str, ...]
    occupation: tuple[str, ...]
    titles: tuple[str, ...]
    feminine: tuple[str, ...]
    scare: tuple[str, ...]
    """Words that an outlet sets in quotation marks to keep its distance: "voluntarily"."""


@lru_cache(maxsize=4)
def speech(language: str = "en") -> Speech:
    """Return the cues of a language.

    Raises:
        VocabularyError: the file is missing or a value does not fit; the message says where.
    """
    return read(f"speech.{language}.yaml", Speech)


@lru_cache(maxsize=4)
def voice_nouns(language: str = "en") -> VoiceNouns:
    """Return the common nouns for voices of a language.

    Raises:
        VocabularyError: the file is missing or a value does not fit; the message says where.
    """
    return read(f"voices.{language}.yaml", VoiceNouns)


def read(name: str, shape: type[_T], folder: Path = FOLDER) -> _T:
    """Read a vocabulary file into its shape.

    Raises:
        VocabularyError: it cannot be read or a value does not fit; names the file and the path.
    """
    path = folder / name
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe one
        return msgspec.convert(data, shape)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise VocabularyError(f"vocabulary {path}: {error}") from error
