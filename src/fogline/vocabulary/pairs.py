"""Words by which two tellings of one thing are compared, `pairs.<language>.yaml`."""

from functools import lru_cache

from fogline.model.base import Record
from fogline.vocabulary.load import read


class PairWords(Record, frozen=True, kw_only=True):
    """What two texts share though their words differ, and what tells one voice from another."""

    same: tuple[tuple[str, ...], ...]
    """Words of one meaning; the first stands for all."""
    offices: dict[str, tuple[str, ...]]
    """Functions with one holder at a time, by name: their words are one voice's."""
    witnesses: dict[str, tuple[str, ...]]
    """Voices known by what they are only."""
    own_eyes: tuple[str, ...]
    """Who looks or asks on behalf of whoever publishes."""
    speech: tuple[str, ...]
    imagery: tuple[str, ...]
    moving: tuple[str, ...]
    """Those of `imagery` that several accounts share: films, not their own pictures."""
    denials: tuple[str, ...]
    unsure: tuple[str, ...]
    unable: tuple[str, ...]
    """Phrases of somebody who looked and cannot say."""
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Words for two states of one matter that cannot both be."""
    take: tuple[str, ...]
    free: tuple[str, ...]
    """Taking in the mouth of who took it."""
    lose: tuple[str, ...]
    """The place passes to the other side."""
    hold: tuple[str, ...]
    repelled: tuple[str, ...]
    withdrawn: tuple[str, ...]
    destructive: tuple[str, ...]
    military_target: tuple[str, ...]
    civilian_target: tuple[str, ...]
    parts: tuple[str, ...]
    at_most: tuple[str, ...]
    at_least: tuple[str, ...]
    total: tuple[str, ...]
    enemy: tuple[str, ...]
    share: tuple[str, ...]
    """A part of the whole that is spoken of."""
    passing: tuple[str, ...]
    """Who was there and need not hold it."""
    stop: tuple[str, ...]
    common: tuple[str, ...]
    """Words in the names of many bodies, which tell none from another."""
    loose: tuple[str, ...]
    """Words beside figures that do not say what is counted."""
    calendar: tuple[str, ...]
    numbers: tuple[str, ...]
    """Numerals from zero on."""
    tens: dict[str, int]
    scales: dict[str, int]
    endings: tuple[str, ...]
    """Taken from the end of words, the longest first."""


@lru_cache(maxsize=4)
def pair_words(language: str = "en") -> PairWords:
    """Return the words of a language.

    Raises:
        VocabularyError: the file is missing or a value does not fit; the message says where.
    """
    return read(f"pairs.{language}.yaml", PairWords)
