"""Sayings set apart by commas, read off the words where the tree gives no content.

"Drones were downed, the ministry said, without naming a place."  "There were no victims, wrote
the governor."  The words before the comma are said; a parser often hangs them elsewhere.
"""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.contents import clause_trim
from fogline.claims.english.voices.saying import Saying, segment

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_STOPS = frozenset({",", ".", ";", ":", "!", "?", "—", "–", "\n", "\n\n"})
_LINKS = frozenset(
    {"and", "or", "but", "which", "who", "that", "when", "where", "as", "if", "while"}
)
_SOURCE = 14
"""Tokens of the longest voice between a comma and its verb."""


def from_commas(table: TokenTable, saying: Saying) -> None:
    """Fill in content, and the source if there is none, of a cue at the edge of its clause."""
    v = saying.anchor
    if (
        saying.content
        or not saying.entry.statement
        or saying.negated
        or ("clause" not in saying.entry.takes or table.tag[v] not in _FINITE)
    ):
        return
    if saying.head is not None and (clause := _that_follows(table, v)) is not None:
        saying.content = [clause]
        return
    found = _after_comma(table, saying) or _inverted(table, saying)
    if found is None:
        return
    source, content = found
    if not any(table.tag[i] in _FINITE for i in range(*content)):
        return
    head = next(
        (
            i
            for i in range(source[1] - 1, source[0] - 1, -1)
            if table.pos[i] in _NOMINAL and not source[0] <= table.head[i] < source[1]
        ),
        None,
    )
    if saying.head is None or not source[0] <= saying.head < source[1]:
        if head is None:
            return
        saying.source, saying.head, saying.unnamed = source, head, False
    saying.content = [content]


def _that_follows(table: TokenTable, v: int) -> TokenRange | None:
    """Read "said in a briefing that X", where the clause was hung on the briefing."""
    end = segment(table, v)[1]
    for i in range(v + 1, min(end - 2, v + _SOURCE)):
        if table.lower[i] == "that" and table.pos[i] != "ADV":
            return clause_trim(table, i, end)
        bare = table.tag[i] == "VBN" and table.dep[i] == "acl"  # "in a video released by"
        if (table.pos[i] in {"VERB", "AUX"} and not bare) or table.text[i] in _STOPS:
            return None
    return None


def _after_comma(table: TokenTable, saying: Saying) -> tuple[TokenRange, TokenRange] | None:
    """Read "X, the ministry said"."""
    first = saying.cue[0]
    start = segment(table, saying.anchor)[0]
    for k in range(first - 1, max(start, first - _SOURCE) - 1, -1):
        if table.tag[k] in _FINITE or table.lower[k] in _LINKS:
            return None
        if table.text[k] == "," and k > start + 1:
            if any(table.pos[i] in _NOMINAL for i in range(k + 1, first)):
                return (k + 1, first), clause_trim(table, start, k)
            return None
    return None


def _inverted(table: TokenTable, saying: Saying) -> tuple[TokenRange, TokenRange] | None:
    """Read "X, wrote the governor"."""
    v = saying.anchor
    start, end = segment(table, v)
    if v - 1 <= start or table.text[v - 1] != ",":
        return None
    last = next((i for i in range(v + 1, min(end, v + _SOURCE)) if table.text[i] in _STOPS), end)
    if last == v + 1 or any(table.tag[i] in _FINITE for i in range(v + 1, last)):
        return None
    return (v + 1, last), clause_trim(table, start, v - 1)
