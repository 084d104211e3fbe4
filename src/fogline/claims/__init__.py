"""Report -> Claim: who says, via whom, that what happens, how sure, under which condition."""

from fogline.claims.languages import READERS
from fogline.claims.step import Reading, Sentence, read
from fogline.claims.version import ENGINE_VERSION

LANGUAGES = frozenset(READERS)
"""ISO 639-1 codes of the languages that are read for claims."""

__all__ = ["ENGINE_VERSION", "LANGUAGES", "Reading", "Sentence", "read"]
