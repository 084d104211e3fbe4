"""Under which conditions and to what purpose a clause holds: "unless relief comes", "to protect"."""

from typing import TYPE_CHECKING

from fogline.claims.english.matching import Match
from fogline.claims.english.text import Text
from fogline.model.claim import Condition, ConditionType, Purpose

if TYPE_CHECKING:
    from fogline.claims.english.attaching import Parts


def read(text: Text, match: Match, parts: "Parts") -> None:  # noqa: C901, PLR0912 - a list of cases, each with its answer
    """Add the conditions and the purpose of a match to its parts."""
    table = text.table
    for n, token in enumerate(match.scope.chain):
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
            elif dep == "prep":
                clause = table.child(child, "pcomp")
                if clause is not None and _conjunction(text, clause) is not None:
                    _clause(text, match, clause, parts)  # "except if they envelop it"
            elif dep == "advmod" and table.lower[child] == "long":
                for inner in table.children[child]:
                    if table.dep[inner] == "advcl":
                        _clause(text, match, inner, parts)


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
            or word in times.parts
            or word in times.days
            or word
            in ("now", "then", "end", "week", "month", "year", "notice", "day", "hour", "late")
            for word in table.lower[table.left[inner] : inner + 1]
        )
    ):
        return
    start, end = preposition, table.right[inner] + 1
    parts.conditions.append(
        Condition(
            type="until",
            text=table.span(start, end),
            start=table.idx[start],
            end=table.end[end - 1],
        )
    )
    parts.ranges.append((start, end))


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
    if table.tag[head] == "VB" and parts.purpose is None and match.kind != "state":
        to = next((c for c in table.children[head] if table.lower[c] == "to"), None)
        if to is not None and not any(
            table.dep[c] in ("nsubj", "nsubjpass") for c in table.children[head]
        ):
            start = min(table.left[head], to)
            end = _end(text, head, match)
            while start > 0 and table.lower[start - 1] in ("in", "order", "so", "as"):
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


def _ahead(text: Text, head: int) -> bool:
    """Say whether the clause over a condition is about what is still to come."""
    table = text.table
    over = table.head[head]
    for _ in range(3):
        if any(table.lower[c] in _COMING for c in table.children[over]):
            return True
        if table.lemma[over] in ("plan", "go", "expect", "unlikely", "likely", "intend", "want"):
            return True
        if table.head[over] == over:
            break
        over = table.head[over]
    return False


_COMING = frozenset({"will", "would", "shall", "wo", "'ll", "could", "may", "might", "unlikely"})


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
            if words == ["should"] and mark != table.left[head]:
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
