"""Normal forms of words: for comparing, never for showing."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹ`´′"), None)
_HYPHENS = dict.fromkeys(map(ord, "-‐‑‒–—―−"), " ")
_TABLE = {**_APOSTROPHES, **_HYPHENS}
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name for comparison: no case, accents, apostrophes; hyphens as spaces.

    >>> fold("Sloviansk’s  Krasna-Hora")
    'sloviansks krasna hora'
    """
    if name.isascii():
        return " ".join(name.translate(_TABLE).lower().split())
    # Again behind the normal form, which makes a "'" of the wide "＇".
    text = unicodedata.normalize("NFKD", name.translate(_TABLE)).translate(_TABLE).casefold()
    if not text.isascii():
        text = "".join([c for c in text if not unicodedata.combining(c)])
    return " ".join(text.split())


def without_controls(text: str) -> str:
    """Return a text without control, zero-width and direction characters: safe to show."""
    return _CONTROL.sub("", text)
