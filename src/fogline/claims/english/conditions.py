"""Under which conditions and to what purpose a clause holds: "unless relief comes", "to protect"."""

from typing import TYPE_CHECKING

from fogline.claims.english.forms import is_infinitive
from fogline.claims.english.matching import Match
from fogline.claims.english.text import Text
from fogline.model.claim import Condition, ConditionType, Purpose

if TYPE_CHECKING:
    from fogline.claims.english.attaching import Parts


def read(text: Text, match: Match, parts: "Parts") -> None:  # noqa: C901, PLR0912 - a list of cases, each with its answer
    """Add the conditions and the purpose of a match to its parts."""
    table = text.table
    _without(text, match, parts)
    _depends(text, match, parts)
    for n, token in enumerate(match.scope.chain):
        if n and _apart(text, match.scope.chain[n - 1]):
            break
        for child in table.children[token]:
            dep = table.dep[child]
            if dep == "csubj":
                # A broken parse makes the first sentence the subject of the second.
                for inner in table.children[child]:
                    if table.dep[inner] == "advcl" and _conjunction(text, inner) is not None:
                        _clause(text, match, inner, parts, widen=False)
            if dep == "advcl":
                if n and token not in match.scope.shared and child > token:
                    continue
                _clause(text, match, child, parts)
            elif dep == "xcomp":
                _aim(text, match, child, parts)
            elif dep == "prep" and table.lower[child] in ("until", "till"):
                _until(text, child, parts)
            elif dep == "prep" and (aim := _in_order(text, child)) is not None:
                _clause(text, match, aim, parts)
            elif dep == "prep":
                clause = table.child(child, "pcomp")
                if clause is not None and _conjunction(text, clause) is not None:
                    _clause(text, match, clause, parts)  # "except if they envelop it"
            elif dep == "advmod" and table.lower[child] in ("long", "soon", "only"):
                for inner in table.children[child]:
                    if table.dep[inner] == "advcl":
                        _clause(text, match, inner, parts)
    if not parts.conditions:
        _fronted(text, match, parts)


def _apart(text: Text, token: int) -> bool:
    """Say whether a conjunct is a sentence of its own with its own condition."""
    table = text.table
    children = table.children[token]
    return (
        table.dep[token] == "conj"
        and any(table.dep[c] in ("nsubj", "nsubjpass") for c in children)
        and any(table.dep[c] == "advcl" and _conjunction(text, c) is not None for c in children)
    )


def _fronted(text: Text, match: Match, parts: "Parts") -> None:
    """Read a condition off the head of its sentence where the parser hung it elsewhere."""
    table = text.table
    begin, end = table.sents[table.sent[match.trigger]]
    while begin < end and table.pos[begin] in ("PUNCT", "SPACE"):
        begin += 1
    entry = next(
        (
            e
            for e in text.lexis.words.conditions.conditions
            if e.type is not None
            and e.words not in _WEAK
            and table.lower[begin : begin + len(e.words.split())] == e.words.split()
        ),
        None,
    )
    if entry is None or entry.type is None:
        return
    comma = next((i for i in range(begin, min(end, begin + _REACH)) if table.text[i] == ","), end)
    top = match.scope.top
    if not comma < min(top, match.trigger) or not _ahead(text, top, within=True):
        return
    if any(table.dep[t] in ("relcl", "acl") for t in match.scope.chain):
        return
    _keep(text, parts, entry.type, (begin, comma))


_WEAK = frozenset({"once", "as soon as", "before", "assuming", "in case"})
_REACH = 30  # tokens of the longest condition at the head of a sentence


def _in_order(text: Text, preposition: int) -> int | None:
    """Return the infinitive of "in order (not) to be cut off"."""
    table = text.table
    order = table.child(preposition, "pobj")
    if table.lower[preposition] != "in" or order is None or table.lower[order] != "order":
        return None
    aim = table.child(order, "acl")
    return aim if aim is not None and is_infinitive(text, aim) else None


def _without(text: Text, match: Match, parts: "Parts") -> None:
    """Take "without more shells" for a condition of what is still to come, or cannot be."""
    table = text.table
    top = match.scope.top
    for token in match.scope.chain:
        for child in table.children[token]:
            lower = table.lower[child]
            if table.dep[child] != "prep" or lower not in ("without", "barring"):
                continue
            inner = table.child(child, "pobj")
            if inner is None or not _ahead(text, top, within=True):
                continue
            start, end = child, table.right[inner] + 1
            if start < match.trigger < end or inner in match.core:
                continue
            kind: ConditionType = "if" if lower == "without" else "unless"
            _keep(text, parts, kind, (start, end))


def _depends(text: Text, match: Match, parts: "Parts") -> None:
    """Read "whether it can be held depends on supplies"."""
    table = text.table
    for token in match.scope.chain:
        verb = table.head[token]
        if table.lemma[verb] != "depend" or table.dep[token] not in ("csubj", "nsubj", "ccomp"):
            continue
        on = next((c for c in table.children[verb] if table.lower[c] in ("on", "upon")), None)
        if on is not None and on > verb:
            _keep(text, parts, "if", (verb, table.right[on] + 1))
            return


def _keep(text: Text, parts: "Parts", kind: ConditionType, span: tuple[int, int]) -> None:
    """Add a condition that stands on these tokens."""
    table = text.table
    start, end = span
    condition = Condition(
        type=kind, text=table.span(start, end), start=table.idx[start], end=table.end[end - 1]
    )
    parts.conditions.append(condition)
    parts.ranges.append(span)


def _first_word(text: Text, head: int) -> int:
    """Return the first word of a clause, behind the quotation marks and stops before it."""
    table = text.table
    first = table.left[head]
    while first < head and table.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    return first


def _until(text: Text, preposition: int, parts: "Parts") -> None:
    """Take "until the breakthrough" for a condition, "until Friday" for a time."""
    table, times = text.table, text.lexis.words.times
    inner = table.child(preposition, "pobj")
    if (
        inner is None
        or table.tag[inner] == "CD"
        or any(
            word in times.weekdays
            or word in times.months
            or word in times.seasons
            or word in times.parts
            or word in times.days
            or word
            in ("now", "then", "end", "week", "month", "year", "notice", "day", "hour", "late")
            for word in table.lower[table.left[inner] : inner + 1]
        )
    ):
        return
    _keep(text, parts, "until", (preposition, table.right[inner] + 1))


def _aim(text: Text, match: Match, head: int, parts: "Parts") -> None:
    """Read "left Sadove to protect Orlivka" as a purpose, as the parser does not."""
    table = text.table
    governor = table.head[head]
    if (
        table.child(governor, "dobj") is not None
        and table.lemma[governor] not in text.lexis.controls
        and head not in match.scope.chain
    ):
        _clause(text, match, head, parts)


def _clause(
    text: Text,
    match: Match,
    head: int,
    parts: "Parts",
    *,
    widen: bool = True,
) -> None:
    table = text.table
    if head in match.scope.chain:
        return
    found = _conjunction(text, head)
    if found is not None:
        kind, start = found
        end = _end(text, head, match)
        parts.conditions.append(
            Condition(
                type=kind,
                text=table.span(start, end),
                start=table.idx[start],
                end=table.end[end - 1],
            )
        )
        if widen:
            parts.ranges.append((start, end))
        return
    if is_infinitive(text, head) and parts.purpose is None and match.kind != "state":
        to = next((c for c in table.children[head] if table.lower[c] == "to"), None)
        if to is not None and not any(
            table.dep[c] in ("nsubj", "nsubjpass") for c in table.children[head]
        ):
            start = min(table.left[head], to)
            end = _end(text, head, match)
            while start > 0 and table.lower[start - 1] in ("in", "order", "so", "as", "not"):
                start -= 1
            parts.purpose = Purpose(text=table.span(start, end))
            parts.ranges.append((start, end))


def _end(text: Text, head: int, match: Match) -> int:
    table = text.table
    end = table.right[head] + 1
    if head < match.trigger < end:
        end = match.trigger
    while end - 1 > head and (table.pos[end - 1] in ("PUNCT", "SPACE")):
        end -= 1
    # A relative clause behind a comma is no part of the condition.
    for child in range(head + 1, end):
        if table.dep[child] == "relcl" and table.lower[table.left[child] - 1] == ",":
            return table.left[child] - 1
        if (
            table.dep[child] == "conj"
            and table.head[child] == head
            and any(table.dep[c] in ("nsubj", "nsubjpass") for c in table.children[child])
            and table.left[child] - 1 > head
            and table.dep[child] == "conj"
            and (table.tag[child] in ("VBZ", "VBD", "VBP"))
        ):
            stop = table.left[child]
            while stop - 1 > head and (table.pos[stop - 1] in ("PUNCT", "CCONJ")):
                stop -= 1
            return stop
    return end


def _ahead(text: Text, head: int, *, within: bool = False) -> bool:
    """Say whether the clause over a condition, or a clause itself, is about what may come."""
    table = text.table
    over = head if within else table.head[head]
    for _ in range(4):
        if any(table.lower[c] in _COMING for c in table.children[over]):
            return True
        if within:
            return table.lower[over] in _COMING
        if table.lemma[over] in _PLANNING:
            return True
        if table.head[over] == over:
            break
        over = table.head[over]
    return False


_PLANNING = frozenset({"plan", "go", "expect", "unlikely", "likely", "intend", "want", "vow",
                       "promise", "resume", "ready"})  # fmt: skip
_COMING = frozenset({"will", "would", "shall", "wo", "'ll", "could", "may", "might", "unlikely",
                     "can", "ca"})  # fmt: skip


def _conjunction(text: Text, head: int) -> tuple[ConditionType, int] | None:
    """Return the condition's type and first token for a clause by its conjunction."""
    table = text.table
    marks = [c for c in table.children[head] if table.dep[c] in ("mark", "advmod", "prep", "aux")]
    for mark in marks:
        if mark > head:
            continue
        lower = table.lower[mark]
        for entry in text.lexis.words.conditions.conditions:
            words = entry.words.split()
            if words[-1] != lower or entry.type is None:
                continue
            start = mark - len(words) + 1
            if start < 0 or table.lower[start : mark + 1] != words:
                continue
            if words == ["should"] and mark != _first_word(text, head):
                continue
            before = table.lower[start - 1] if start else ""
            if entry.words in ("once", "as soon as", "before") and not _ahead(text, head):
                continue
            if (lower == "if" and before in ("as", "what")) or (
                lower == "until" and before == "not"
            ):
                continue
            return entry.type, start
    return None
