"""Read the words that date a forecast, and those that show that a sentence is none."""

import re
from functools import lru_cache

import msgspec
import yaml

from fogline.errors import VocabularyError
from fogline.model.base import Record
from fogline.vocabulary.load import FOLDER


class Term(Record, frozen=True, kw_only=True):
    """Words without a date and the days that we take them for."""

    words: tuple[str, ...]
    days: int


class Never(Record, frozen=True, kw_only=True):
    """A form of words that is no forecast, and why."""

    pattern: str
    reason: str


class ForecastWords(Record, frozen=True, kw_only=True):
    """The vocabulary of forecasts in one language."""

    terms: tuple[Term, ...]
    otherwise: int
    """Days where nothing is said of when."""
    never: tuple[Never, ...]

    def term(self, words: str) -> tuple[int, str | None]:
        """Return the days that words stand for, and which words; None where nothing is said."""
        for term in self.terms:
            for phrase in term.words:
                if re.search(rf"\b{re.escape(phrase)}\b", words, re.IGNORECASE):
                    return term.days, phrase
        return self.otherwise, None

    def no_forecast(self, words: str) -> str | None:
        """Return why words are no forecast, None if they may be one."""
        found = (n.reason for n in self.never if re.search(n.pattern, words, re.IGNORECASE))
        return next(found, None)


@lru_cache
def forecast_words(language: str = "en") -> ForecastWords:
    """Return the vocabulary of a language.

    Raises:
        VocabularyError: the file does not hold together.
    """
    path = FOLDER / f"forecasts.{language}.yaml"
    try:
        words = ForecastWords.from_json(yaml.safe_load(path.read_text("utf-8")))
        for never in words.never:
            re.compile(never.pattern)
    except (msgspec.ValidationError, yaml.YAMLError, re.error) as error:
        raise VocabularyError(f"{path.name}: {error}") from None
    return words
