"""Which languages are read for claims, and by what."""

from collections.abc import Callable
from typing import Any

from fogline.claims.english.reading import Read, Sentence
from fogline.claims.english.reading import read as read_english

READERS: dict[str, Callable[..., Read]] = {"en": read_english}
"""ISO 639-1 code -> reader. A second language stands here beside the first."""

__all__ = ["READERS", "Read", "Sentence", "reader"]


def reader(language: str) -> Callable[..., Any] | None:
    """Return the reader of a language, None if it is not read for claims."""
    return READERS.get(language)
