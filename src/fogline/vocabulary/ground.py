"""Read the words for what can be held within a place without the place itself."""

import re
from functools import lru_cache
from typing import Literal

import msgspec
import yaml

from fogline.errors import VocabularyError
from fogline.model.base import Record
from fogline.vocabulary.load import FOLDER


class GroundWords(Record, frozen=True, kw_only=True):
    """Nouns of one language, in lower case."""

    parts: tuple[str, ...]
    """Ground and buildings inside a place."""
    ways: tuple[str, ...]
    """Roads and bridges, which may lead past it."""
    whole: tuple[str, ...]
    """Words by which the whole of a place is meant."""


@lru_cache
def ground_words(language: str = "en") -> GroundWords:
    """Return the vocabulary of a language.

    Raises:
        VocabularyError: the file does not hold together.
    """
    path = FOLDER / f"ground.{language}.yaml"
    try:
        return GroundWords.from_json(yaml.safe_load(path.read_text("utf-8")))
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise VocabularyError(f"{path.name}: {error}") from None


_BESIDE = re.compile(r" (?:of|in|at|on|to|near|along|from) ")


@lru_cache
def _ends_with(words: tuple[str, ...]) -> re.Pattern[str]:
    by_length = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, by_length))})$")


@lru_cache(maxsize=65536)
def ground(words: str, language: str = "en") -> Literal["part", "way"] | None:
    """Return what a noun phrase names by its last word: `part` of a place, a `way`, or None.

    >>> ground("fortified positions")
    'part'
    """
    table, said = ground_words(language), " ".join(words.casefold().split())
    # "Positions in the west of the city" are positions; "lines of defence" are one term.
    for head in (said, _BESIDE.split(said)[0]):
        if _ends_with(table.parts).search(head):
            return "part"
        if _ends_with(table.ways).search(head):
            return "way"
    return None


@lru_cache(maxsize=65536)
def wholly(words: str, language: str = "en") -> str:
    """Return the word by which words say that they mean the whole of what they name, or "".

    >>> wholly("Artyomovsk had been taken completely")
    'completely'
    """
    every = "|".join(map(re.escape, ground_words(language).whole))
    found = re.search(rf"\b(?:{every})\b", words.casefold())
    return found.group() if found else ""
