"""Search words as SQLite's full-text index takes them."""

import re

from fogline.errors import UsageError

_TERM = re.compile(r'"([^"]*)"|(\S+)')
MOST_TERMS = 32


def match(words: str, column: str | None = None) -> str:
    """Return an FTS5 expression in which every word or "phrase" must occur; a final * is a prefix.

    Raises:
        UsageError: there is no word in it, or far too many.
    """
    terms = []
    for phrase, word in _TERM.findall(words):
        term = phrase or word
        if any(c.isalnum() for c in term):
            prefix = "*" if not phrase and term.endswith("*") else ""
            terms.append('"' + term.replace('"', " ").replace("\0", " ") + '"' + prefix)
    if not terms:
        raise UsageError(f"search for {words!r}: there is no word in it")
    if len(terms) > MOST_TERMS:
        raise UsageError(f"search: {len(terms)} words; name {MOST_TERMS} at most")
    return f"{{{column}}} : ({' '.join(terms)})" if column else " ".join(terms)
