"""Quotation marks paired over sentences and paragraphs."""

from dataclasses import dataclass

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable

_OPEN = {"“": "”", "„": "”“", "«": "»", "‘": "’", "``": "''"}
_CLOSE = frozenset("”»")
_TOGGLE = frozenset({'"', "''", "``"})
_ENDS = frozenset('.!?”"»…:)')
_LINE = 110
"""Characters of the longest line of a text that was wrapped by hand or by a mail program."""
_SCARE = 4
"""Quotes of up to this many words inside a clause pick a word out; they are no statement."""


@dataclass(slots=True)
class Quotation:
    """Words between quotation marks, the marks included."""

    start: int
    end: int
    paragraph: int
    continues: bool = False
    """Nothing closed the one before and this opens the next paragraph: one speaker goes on."""
    whole: bool = False
    """Long enough, or set off by punctuation, to be a statement rather than a picked word."""

    @property
    def range(self) -> TokenRange:
        """Half-open token range."""
        return self.start, self.end


def paragraphs(table: TokenTable) -> list[int]:
    """Return the paragraph number of each token.

    A blank line ends a paragraph. A single line break does so too unless all lines are short:
    then the text may be wrapped anywhere, and only a break after a sentence counts.
    """
    number, before = 0, ""
    result = []
    wrapped = max(map(len, table.string.split("\n")), default=0) <= _LINE
    for text in table.text:
        result.append(number)
        if "\n" in text and not text.strip():
            if text.count("\n") > 1 or not wrapped or before[-1:] in _ENDS:
                number += 1
        elif text.strip():
            before = text
    return result


def quotations(table: TokenTable, paragraph: list[int]) -> list[Quotation]:
    """Return the quotations of the text in order; unclosed ones end with their paragraph."""
    found: list[Quotation] = []
    opened: int | None = None
    closer = ""
    unclosed = -1
    n = table.n
    for i in range(n):
        text = table.text[i]
        if opened is not None and paragraph[i] != paragraph[opened]:
            _keep(found, table, (opened, i), paragraph, unclosed)
            unclosed = paragraph[opened] if closer != "straight" or i - opened > _SCARE else -1
            opened = None
        if opened is None:
            if text in _TOGGLE and text != "``" and not _closes_only(table, i):
                opened, closer = i, "straight"
            elif text in _OPEN and (text != "‘" or _opens_single(table, i)):
                opened, closer = i, _OPEN[text]
        elif _shuts(table, i, text, closer):
            _keep(found, table, (opened, i + 1), paragraph, unclosed)
            opened, unclosed = None, -1
    if opened is not None and n - opened > _SCARE:
        _keep(found, table, (opened, n), paragraph, unclosed)
    return found


def quoted(table: TokenTable, found: list[Quotation]) -> list[bool]:
    """Return for each token whether it stands in a quotation."""
    result = [False] * table.n
    for quote in found:
        for i in range(quote.start, quote.end):
            result[i] = True
    return result


def _shuts(table: TokenTable, i: int, text: str, closer: str) -> bool:
    if closer == "straight":
        return text in _TOGGLE
    if closer == "’":
        return text == "’" and (
            i + 1 >= table.n
            or not table.text[i + 1][:1].isalpha()
            or table.end[i] < table.idx[i + 1]
        )
    return text in closer or text in _CLOSE


def _closes_only(table: TokenTable, i: int) -> bool:
    """Tell whether a straight mark leans on the word before it: it closes nothing we opened."""
    before = i > 0 and table.end[i - 1] == table.idx[i] and table.text[i - 1].strip() != ""
    after = i + 1 < table.n and table.idx[i + 1] > table.end[i]
    return before and after and table.text[i - 1] not in "([-—–"


def _opens_single(table: TokenTable, i: int) -> bool:
    return (
        i + 1 < table.n
        and table.end[i] == table.idx[i + 1]
        and (i == 0 or table.end[i - 1] < table.idx[i] or table.text[i - 1] in '([“"')
    )


def _keep(
    found: list[Quotation],
    table: TokenTable,
    span: TokenRange,
    paragraph: list[int],
    unclosed: int,
) -> None:
    start, end = span
    while end > start and not table.text[end - 1].strip():
        end -= 1
    words = sum(1 for p in table.pos[start:end] if p not in {"PUNCT", "SPACE"})
    if not words:
        return
    begins = start == 0 or paragraph[start - 1] != paragraph[start]
    before = table.text[start - 1] if start else "\n"
    inner = table.text[end - 2] if end - start > 2 else ""
    after = table.text[end] if end < table.n else ""
    stands_alone = before.strip() in {"", ",", ":", ".", "?", "!"} or begins
    stops = inner in {",", ".", "?", "!", "…", "—"} or after in {",", "."}
    found.append(
        Quotation(
            start,
            end,
            paragraph[start],
            continues=begins and unclosed == paragraph[start] - 1 and unclosed >= 0,
            whole=words > _SCARE or (stands_alone and stops),
        )
    )
