"""PDF files: situation reports, assessments and statements as organisations publish them.

Their text comes in the lines of the page; here it becomes paragraphs again, without what runs along
the head and foot of every page.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from fogline.errors import InputRefused
from fogline.reports.dates import Stamp
from fogline.reports.draft import Draft
from fogline.reports.plain import drafts

if TYPE_CHECKING:
    from pypdf import PdfReader

_T = TypeVar("_T")
MOST_PAGES = 1_000
_EDGE = 2
"""Lines at the head and foot of a page among which running heads are looked for."""
_FULL = 0.7
"""A line shorter than this share of the widest usual one ends its paragraph."""
_WIDE = 0.9
"""Quantile of the lengths of lines that counts as the widest usual one."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?|[ivxl]{1,6}", re.IGNORECASE
)
_PAGE = "page number"
_BULLET = re.compile(r"\s*(?:[•▪◦●■‣–—*]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_HYPHEN = re.compile(r"[a-zà-ÿ]-$")


def draft(name: str, data: bytes, known: Collection[str] = ()) -> Draft:
    """Return the draft of a PDF; what its first lines do not say comes from its properties.

    Args:
        name: the input, for messages.
        data: the file.
        known: names of publishers, casefolded; see `fogline.reports.masthead`.

    Raises:
        InputRefused: it is broken, locked, too long, or a picture of text.
    """
    reader = _tried(name, lambda: _opened(data))
    if reader is None:
        raise InputRefused(name, "a PDF with a password; store it without one and read again")
    count = _tried(name, lambda: len(reader.pages))
    if count > MOST_PAGES:
        raise InputRefused(name, f"{count:,} pages, more than {MOST_PAGES:,}; split it")
    pages = _tried(name, lambda: [page.extract_text() or "" for page in reader.pages])
    title, author, made = _tried(name, lambda: _properties(reader))
    text = text_of(pages)
    if not text:
        raise InputRefused(
            name, "a PDF without text, a picture of pages; recognise its text first (ocrmypdf)"
        )
    result = drafts(name, text, known)
    result.title = result.title or title
    result.authors = result.authors or author
    result.published = result.published or made
    return result


def _opened(data: bytes) -> "PdfReader | None":
    """Return the opened file, None where it wants a password."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells users of faults that it mends
    reader = pypdf.PdfReader(io.BytesIO(data))
    return None if reader.is_encrypted and not reader.decrypt("") else reader


def _tried(name: str, step: Callable[[], _T]) -> _T:
    try:
        return step()
    except Exception as error:  # noqa: BLE001 - a broken PDF fails in any way
        words = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputRefused(name, f"a broken PDF ({words})") from None


def _properties(reader: "PdfReader") -> tuple[str | None, tuple[str, ...], Stamp | None]:
    found = reader.metadata
    if found is None:
        return None, (), None
    try:
        made = found.creation_date
    except (ValueError, TypeError):
        made = None
    stamp = None if made is None else Stamp(made, "second")
    author = (str(found.author).strip(),) if found.author and str(found.author).strip() else ()
    return (str(found.title).strip() or None if found.title else None), author, stamp


def text_of(pages: Sequence[str]) -> str:
    """Return the text of pages as paragraphs with a blank line between them."""
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    running = _running(lines)
    kept = [
        [line for at, line in enumerate(page) if not (_edge(page, at) and _key(line) in running)]
        for page in lines
    ]
    flat = list(chain.from_iterable(kept))
    return "\n\n".join(_paragraphs(flat, _width(flat)))


def _edge(page: Sequence[str], at: int) -> bool:
    filled = [i for i, line in enumerate(page) if line]
    return at in filled[:_EDGE] or at in filled[-_EDGE:]


def _key(line: str) -> str:
    return _PAGE if _PAGE_NUMBER.fullmatch(line) else _NUMBER.sub("#", line)


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the keys of the lines that stand at the edge of half of the pages or more."""
    counted: Counter[str] = Counter()
    for page in pages:
        counted.update({_key(line) for at, line in enumerate(page) if line and _edge(page, at)})
    least = max(2, (len(pages) + 1) // 2)
    return {key for key, times in counted.items() if times >= least} | {_PAGE}


def _width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(_WIDE * (len(lengths) - 1))] if lengths else 0


def _paragraphs(lines: Sequence[str], width: int) -> list[str]:
    found: list[str] = []
    last = ""
    for line in lines:
        if not line:
            last = ""
        elif not last or not found or _begins(line, last, width):
            found.append(line)
            last = line
        else:
            before = found[-1]
            joined = before[:-1] + line if _HYPHEN.search(before) else f"{before} {line}"
            found[-1], last = joined, line
    return found


def _begins(line: str, last: str, width: int) -> bool:
    """Say whether a line begins a paragraph behind a line of the page."""
    if _BULLET.match(line):
        return True
    # A heading and the end of a paragraph leave the rest of their line empty.
    return not line[:1].islower() and not last.endswith(",") and len(last) < _FULL * width
