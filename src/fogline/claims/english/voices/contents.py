"""The words a verb of saying is credited with, from the tree and from commas."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.saying import Saying, minus, segment
from fogline.claims.english.voices.subjects import (
    RELATIVE,
    SUBJECT,
    by_agent,
    is_passive,
    phrase,
)

_ADVERBIAL = 7
"""Tokens of the longest phrase between the cue and its comma: "wrote on Wednesday evening"."""


def content(table: TokenTable, saying: Saying) -> list[TokenRange]:
    """Return what the tree gives as the content of a verb cue."""
    v, takes = saying.anchor, saying.entry.takes
    result = [
        clause_range(table, c)
        for c in table.children[v]
        if _is_content(table, takes, v, c) and not _holds(table, c, saying) and not _turns(table, c)
    ]
    if "clause" in takes:
        result = _over_colon(table, v, result)
        result = _set_apart(table, saying) or result or _parenthetical(table, saying)
    if not result and table.dep[v] == "relcl" and "object" in takes:
        # "a charge the force denies": what is denied stands before its clause.
        noun = table.head[v]
        if saying.head not in {None, noun} and table.tag[saying.head or 0] not in RELATIVE:
            result = [(table.left[noun], noun + 1)]
    if not result and by_agent(table, v) and "object" in takes:
        noun = table.head[v]
        result = [(table.left[noun], noun + 1)]
    if saying.kind == "evidence" and result:
        # Where the image was taken hangs on the verb and is part of what it shows.
        result = [(result[0][0], max(table.right[v] + 1, result[-1][1]))]
        result = [clause_trim(table, *result[0])]
    said = [r for part in result for r in _without_cue(part, saying)]
    if not said and "about" in takes and len(saying.cue) > 1 and saying.cue[-1] < table.right[v]:
        # "spoke of more than 46,000 killed", whatever the preposition hangs on
        result = [clause_trim(table, saying.cue[-1] + 1, table.right[v] + 1)]
    if saying.lemma == "put" and len(saying.cue) > 1 and table.lower[saying.cue[-1]] == "at":
        # "put the toll at five", "losses he put at five"
        last = max(table.right[v], table.right[saying.cue[-1]]) + 1
        first = v + 1 if result else segment(table, v)[0]
        result = [clause_trim(table, first, last)]
    if result and saying.unnamed and table.child(v, "nsubjpass") is not None:
        # "X is said to show": X belongs to what is said.
        subject_ = table.child(v, "nsubjpass")
        if subject_ is not None and table.lower[subject_] != "it":
            result.insert(0, phrase(table, subject_))
    within = segment(table, v)
    parts = [(max(a, within[0]), min(b, within[1])) for a, b in result]
    return [r for part in parts if part[0] < part[1] for r in _without_cue(part, saying)]


def _is_content(table: TokenTable, takes: tuple[str, ...], v: int, c: int) -> bool:
    dep = table.dep[c]
    if dep == "ccomp":
        return "clause" in takes or "quote" in takes
    if dep == "xcomp":
        return (
            is_passive(table, v)
            or "to" in takes
            or ("as" in takes and table.pos[c] != "VERB")
            or ("clause" in takes and c < v)
        )
    if dep in {"dobj", "dative"}:
        return "object" in takes and "person" not in takes and c > v
    if dep == "nsubjpass":
        return "object" in takes and table.child(v, "ccomp", "xcomp") is None
    if dep == "prep":
        return (
            "about" in takes and table.lower[c] in {"about", "of", "on", "for", "against", "with"}
        ) or ("as" in takes and table.lower[c] == "as")
    return dep == "oprd" and "as" in takes


def _turns(table: TokenTable, c: int) -> bool:
    """Tell ", though the decree names no number" from what is said."""
    return table.lower[table.left[c]] in {"though", "although", "while", "whereas"}


def _holds(table: TokenTable, c: int, saying: Saying) -> bool:
    """Tell whether the candidate holds the source: then the parser turned the clause around."""
    return saying.head is not None and table.left[c] <= saying.head <= table.right[c]


def _without_cue(part: TokenRange, saying: Saying) -> list[TokenRange]:
    ranges = [part]
    for i in saying.cue:
        ranges = minus(ranges, (i, i + 1))
    if saying.source is not None:
        ranges = minus(ranges, saying.source)
    return ranges


def clause_range(table: TokenTable, c: int) -> TokenRange:
    """Return a subtree without punctuation at its edges, quotation marks excepted."""
    return clause_trim(table, table.left[c], table.right[c] + 1)


def clause_trim(table: TokenTable, start: int, end: int) -> TokenRange:
    """Return the range without punctuation at its edges, quotation marks excepted."""
    while start < end and (
        table.pos[start] == "SPACE" or table.text[start] in {",", ":", "-", "—", "–"}
    ):
        start += 1
    while end > start and (
        table.pos[end - 1] == "SPACE" or table.text[end - 1] in {",", ":", ".", ";"}
    ):
        end -= 1
    return start, end


def _parenthetical(table: TokenTable, saying: Saying) -> list[TokenRange]:
    """Read "X, the ministry said, Y" and "as the ministry said, X": the clause around the cue."""
    v = saying.anchor
    if table.dep[v] not in {"parataxis", "ccomp", "advcl", "dep"} or saying.head is None:
        return []
    if table.child(v, "dobj") is not None and "person" not in saying.entry.takes:
        return []
    governor = table.head[v]
    if governor == v or table.child(v, *SUBJECT) is None:
        return []
    mark = table.child(v, "mark", "advmod")
    as_clause = mark is not None and table.lower[mark] == "as"
    if table.dep[v] == "advcl" and not as_clause:
        return []
    start, end = table.left[v], table.right[v] + 1
    before = table.text[start - 1] if start else ","
    if not as_clause and before not in {",", "—", "–", "-", "”", "’", '"', "("}:
        return []
    return minus([clause_range(table, governor)], (start, end))


def _over_colon(table: TokenTable, v: int, result: list[TokenRange]) -> list[TokenRange]:
    """Let "says X is closed: men came in" go on after the colon."""
    if not result or result[-1][1] <= v:
        return result
    end = result[-1][1]
    last = segment(table, v)[1]
    comma = next((i for i in range(end - 1, v, -1) if table.text[i] == ","), None)
    aside = comma is not None and table.lower[comma + 1] == "which"
    if end < last and table.text[end] == ":" and not aside:
        return [*result[:-1], clause_trim(table, result[-1][0], last)]
    return result


def _set_apart(table: TokenTable, saying: Saying) -> list[TokenRange]:
    """Read "X, many say, Y" from its commas: the sentence around the cue, whatever the tree."""
    v, source = saying.anchor, saying.source
    if source is None or saying.head is None:
        return []
    start, end = min(source[0], saying.cue[0]), max(source[1], saying.cue[-1] + 1)
    for c in table.children[v]:
        if c >= end and table.dep[c] in {"npadvmod", "advmod", "prep", "dative"}:
            last = table.right[c] + 1
            if table.left[c] <= end + 1 and last - end < _ADVERBIAL:
                end = max(end, last)
    a, b = segment(table, v)
    a = max((i + 1 for i in range(a, start) if table.text[i] == ":"), default=a)
    if (
        not a < start - 1
        or end > b
        or not _bounded(table, start, end, b)
        or any(
            table.pos[i] == "VERB"
            and i != v
            and i not in saying.cue
            and not source[0] <= i < source[1]
            for i in range(start, end)
        )
    ):
        return []
    if any(
        c >= end and table.dep[c] == "ccomp" and not _turns(table, c) for c in table.children[v]
    ):
        return []
    last = b if end < b and table.text[end] == "," else end
    if last > end and _TEMPORAL & set(table.lower[end + 1 : end + 4]):
        last = end  # ", two years after the building had fallen": the writer's own context
    return [clause_trim(table, a, start), clause_trim(table, end, last)]


_TEMPORAL = frozenset({"after", "before", "since", "when"})


def _bounded(table: TokenTable, start: int, end: int, last: int) -> bool:
    """Tell whether commas, and no quotation marks, set the cue clause apart."""
    closing = table.text[end] if end < last else ";"
    if table.text[start - 1] != "," or closing not in {",", ".", ";"}:
        return False
    near = table.text[start - 2 : start] + table.text[end : end + 2]
    return not any(t in {"“", "”", '"', "''", "``", "’", "‘"} for t in near)
