"""Which language a text is in, by py3langid over the languages that reporting comes in."""

from functools import lru_cache
from typing import Any

LANGUAGES = (
    "en",
    "uk",
    "ru",
    "be",
    "pl",
    "cs",
    "sk",
    "sl",
    "hr",
    "bs",
    "sr",
    "mk",
    "bg",
    "ro",
    "hu",
    "el",
    "tr",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "da",
    "no",
    "sv",
    "fi",
    "et",
    "lv",
    "lt",
    "ka",
    "hy",
    "az",
    "kk",
    "ar",
    "fa",
    "he",
    "ur",
    "ps",
    "hi",
    "bn",
    "sw",
    "am",
    "zh",
    "ja",
    "ko",
    "vi",
    "id",
)
ENOUGH_CHARS = 4000


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the text's language."""
    return str(_identifier().classify(text[:ENOUGH_CHARS])[0])
