"""The words around place names, `places.<language>.yaml`, checked on load."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, TypeAlias, TypeVar

import msgspec
import yaml

from fogline.errors import VocabularyError
from fogline.model.base import Record
from fogline.model.theatre import PlaceKind
from fogline.vocabulary.load import FOLDER

Compass: TypeAlias = Literal["n", "ne", "e", "se", "s", "sw", "w", "nw"]
_Words: TypeAlias = frozenset[str]
_Phrases: TypeAlias = tuple[tuple[str, ...], ...]

BEARINGS: dict[str, float] = {
    "n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0,
}  # fmt: skip
"""Degrees clockwise from north."""

COMPASS: dict[str, str] = {
    "n": "north", "ne": "north_east", "e": "east", "se": "south_east", "s": "south",
    "sw": "south_west", "w": "west", "nw": "north_west",
}  # fmt: skip
"""The beginning of a relation's name: `north_east` of `north_east_part`."""


class PlaceVocabulary(Record, frozen=True, kw_only=True):
    """How a language says where; see the comments in the file."""

    directions: dict[Compass, _Words]
    sides: dict[str, str]
    bank: _Words
    part: _Words
    outskirts: _Words
    centre: _Words
    central: _Words
    historic: _Words
    whole: _Words
    city_centre: _Phrases
    around_of: _Words
    towards_of: _Words
    near_of: _Words
    surroundings: _Words
    around_after: _Words
    headings: _Words
    line_after: _Words
    way_before: _Words
    near: _Phrases
    around: _Phrases
    along: _Phrases
    across: _Phrases
    beyond: _Phrases
    both: _Words
    waterside: _Words
    towards: _Phrases
    up_to: _Phrases
    between: _Words
    joining: _Words
    ends: _Words
    distance_units: dict[str, float]
    numbers: dict[str, int]
    kinds: dict[PlaceKind, tuple[str, ...]]
    kinds_before_of: _Words
    kinds_before: _Words
    kinds_after: _Words
    definite: dict[PlaceKind, _Words]
    determiners: _Words
    definite_other: _Words
    capital: _Words
    regional: _Words
    in_towns: _Words
    sizes: dict[str, tuple[int, int]]
    aside: _Words
    at: _Words
    own: _Words
    pronouns: _Words
    opposite: _Words
    approaches: _Words
    implied_part: _Words
    sites: _Words
    sited: _Words
    within: _Words
    measured_from: _Phrases
    linking_roads: _Words
    linked: _Words
    further: _Words
    away: _Words
    roads: _Words
    way: _Words
    leading: _Words
    located: _Words
    linking: _Words
    approximately: _Words
    definite_not_before: _Words
    prepositions: _Words
    beside: _Words
    locative: _Words
    organisation_after: _Words
    units: _Words
    spoken_for: _Words
    says: _Words
    titles: _Words
    articles: _Words
    name_particles: _Words
    place_verbs: _Words
    motion_verbs: _Words
    voice_prepositions: _Words

    @property
    def describing(self) -> frozenset[str]:
        """Words between a place and the words that describe where it is."""
        return self.located | self.approximately | self.linking

    def direction(self, word: str) -> str | None:
        """Return the compass point that a word without hyphens names."""
        return _meanings(self, "directions", self.directions).get(word)

    def kind(self, word: str) -> str | None:
        """Return the place kind that a word beside a name says."""
        return _meanings(self, "kinds", self.kinds).get(word)

    def definite_kind(self, word: str) -> str | None:
        """Return the kind of place that the noun behind "the" means, None if it means none."""
        return _meanings(self, "definite", self.definite).get(word)


_Meaning = TypeVar("_Meaning", bound=str)


def _meanings(
    words: PlaceVocabulary, name: str, groups: Mapping[_Meaning, Iterable[str]]
) -> dict[str, str]:
    """Return what each word of some groups means, the first group that has it; kept for later."""
    found = _MEANINGS.get((id(words), name))
    if found is None:
        found = {}
        for meaning, group in groups.items():
            for word in group:
                found.setdefault(word, meaning)
        _MEANINGS[id(words), name] = found
    return found


_MEANINGS: dict[tuple[int, str], dict[str, str]] = {}


@lru_cache(maxsize=4)
def place_vocabulary(language: str = "en") -> PlaceVocabulary:
    """Load the place words of a language.

    Raises:
        VocabularyError: the file is missing or does not hold together.
    """
    path = FOLDER / f"places.{language}.yaml"
    try:
        return PlaceVocabulary.from_json(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise VocabularyError(f"vocabulary file {path}: {error}") from error
