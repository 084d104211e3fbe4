"""The shortest run of words that states a claim whole: its clause without who says so."""

from fogline.claims.english import breaks
from fogline.claims.english.matching import Match
from fogline.claims.english.text import Text
from fogline.claims.english.trimming import trim, without_cues

_OPENING = "\"“„«‘'"
_CLOSING = "\"”“»’'"


def quote(
    text: Text,
    match: Match,
    others: set[int],
    needed: list[tuple[int, int]],
) -> tuple[int, int]:
    """Return the half-open token range of a claim's quote.

    `others` are the words of saying and the predicates of other claims, whose clauses are left
    out where they stand at the edge; `needed` are ranges that must stay in (conditions, times).
    """
    table = text.table
    start, end = _clause(text, match, others)
    own = set(match.scope.chain[: match.scope.chain.index(_root(text, match)) + 1])
    core = own | (match.core - set(match.scope.chain))
    core |= {table.right[token] for token in match.joined}
    if match.scope.intent is not None:
        core |= {table.left[match.scope.intent], match.scope.intent}
        if match.scope.outcome is not None:
            core.add(table.head[match.scope.intent])
    anchor = [match.trigger, *core, *(t for r in needed for t in (r[0], r[1] - 1))]
    inside = [t for t in anchor if table.sent[t] == table.sent[match.trigger]]
    bounds = table.sents[table.sent[match.trigger]]
    start = max(min([start, *(t for t in inside if t >= bounds[0])]), bounds[0])
    end = min(max([end, *(t + 1 for t in inside)]), bounds[1])
    start, end = without_cues(text, match, start, end)
    start = max(start, _behind_mark(text, match, start))
    kept = {*own, *match.core, match.trigger}
    start = breaks.behind(text, start, min(kept), _first_of(text, match))
    end = breaks.before(text, end, max([*(t for t in kept if t < end), *_last(needed)]))
    if match.trigger in _cue_words(text) and start < match.trigger:
        # "put the toll at five": what stands before the verb only says who does.
        start = match.trigger
    start, end = trim(text, start, end, match)
    # A condition keeps its first words, "as" in "as long as", which would be trimmed elsewhere.
    return min([start, *(a for a, b in needed if a < start <= b and start - a <= _MARK)]), end


_MARK = 2  # words of a conjunction before its last


def _behind_mark(text: Text, match: Match, start: int) -> int:
    """Leave out "a day after" and the like before the subject of a clause of its own."""
    table = text.table
    root = _root(text, match)
    if table.dep[root] != "advcl":
        return start
    first = _first_of(text, match)
    for child in table.children[root]:
        if (
            start <= child < first
            and table.lower[child] in _TEMPORAL
            and (table.dep[child] in ("mark", "advmod", "prep"))
        ):
            return child + 1
    return start


_TEMPORAL = frozenset({"after", "before", "when", "while", "as", "since", "because", "though"})


def _last(needed: list[tuple[int, int]]) -> list[int]:
    return [r[1] - 1 for r in needed]


def _first_of(text: Text, match: Match) -> int:
    """Return where the subject of the claim's own clause begins, else its predicate."""
    table = text.table
    root = _root(text, match)
    subject = table.child(root, "nsubj", "nsubjpass", "expl")
    return min(root, match.trigger if subject is None else table.left[subject])


def _cue_words(text: Text) -> set[int]:
    return {t for a in text.voices.attributions if a.meaning.carries for t in a.cue}


def _clause(text: Text, match: Match, others: set[int]) -> tuple[int, int]:
    table = text.table
    over = match.scope
    if match.noun and table.tag[over.predicate][:1] == "N":
        noun = over.predicate
        start, end = _noun_phrase(text, noun)
        if match.carrier is not None:
            for child in table.children[match.carrier]:
                if child >= end and table.dep[child] in ("prep", "npadvmod", "advmod"):
                    end = max(end, table.right[child] + 1)
        return start, end
    root = _root(text, match)
    if match.scope.passive and table.dep[root] == "acl" and _bare(text, root):
        return _noun_phrase(text, table.head[root])
    start, end = root, root + 1
    above = set(over.chain[over.chain.index(root) + 1 :])
    core = (set(over.chain) | match.core) - above
    stack = [root]
    seen = 0
    while stack and seen < 400:
        seen += 1
        token = stack.pop()
        start, end = min(start, token), max(end, token + 1)
        stack += [
            child
            for child in table.children[token]
            if child in core or not _leave_out(text, child, token, root, core, others)
        ]
    return _continuous(text, root, start, end, others, core)


def _root(text: Text, match: Match) -> int:
    """Return the top of the claim's own clause: the first conjunct is another claim's."""
    table = text.table
    for token, above in zip(match.scope.chain, match.scope.chain[1:], strict=False):
        if table.dep[token] == "conj" and table.head[token] == above:
            return token
    return match.scope.top


def _leave_out(  # noqa: C901, PLR0911, PLR0913, PLR0917 - a list of cases, each with its answer
    text: Text,
    child: int,
    parent: int,
    root: int,
    core: set[int],
    others: set[int],
) -> bool:
    table = text.table
    dep = table.dep[child]
    if dep in ("dep", "ccomp", "parataxis", "nsubj", "advcl") and _semicolon(text, child, parent):
        return True
    if dep == "punct":
        return table.text[child] not in _OPENING + _CLOSING
    if child in others and dep in ("conj", "parataxis", "relcl", "advcl", "ccomp", "acl", "ROOT"):
        return True
    if dep == "cc" and parent in core:
        return True
    if (
        dep == "conj"
        and table.tag[child][:1] == "V"
        and (
            parent in core
            or any(table.dep[c] in ("nsubj", "nsubjpass") for c in table.children[child])
        )
        and table.tag[parent][:1] == "V"
    ):
        return True
    if (
        dep in ("advcl", "ccomp", "conj")
        and child in text.cues
        and (child > root or dep == "advcl")
    ):
        return True
    if dep == "csubj" and child in others:
        return True
    if dep == "advcl" and child > root and _aside(text, child):
        return True
    if dep == "parataxis":
        return True
    if dep == "ccomp" and parent in core and child < root:
        return True
    if dep == "relcl" and child > parent and child - 1 > parent:
        # A relative clause after a comma is an aside; it states something of its own.
        return table.text[table.left[child] - 1] == "," if table.left[child] else False
    return False


def _aside(text: Text, child: int) -> bool:
    """Say whether a clause behind a comma only adds: conditions and purposes come back by need."""
    table = text.table
    left = table.left[child]
    return left > 0 and table.text[left - 1] == ","


def _semicolon(text: Text, child: int, parent: int) -> bool:
    table = text.table
    between = (
        range(table.right[child], parent) if child < parent else range(parent, table.left[child])
    )
    return ";" in (table.text[t] for t in between)


def _continuous(  # noqa: PLR0913, PLR0917 - one value each
    text: Text,
    root: int,
    start: int,
    end: int,
    others: set[int],
    core: set[int],
) -> tuple[int, int]:
    """Cut at cue clauses that stand in the middle of the run."""
    del others
    cues = text.cues
    table = text.table
    left = start
    for token in range(root - 1, start - 1, -1):
        if (
            token in cues
            and token not in core
            and table.tag[token][:1] == "V"
            and (token in _ancestors(text, root))
        ):
            left = token + 1
            break
    return left, end


def _ancestors(text: Text, token: int) -> set[int]:
    table = text.table
    found: set[int] = set()
    for _ in range(20):
        head = table.head[token]
        if head == token:
            break
        found.add(head)
        token = head
    return found


def _bare(text: Text, root: int) -> bool:
    """Say whether a noun with its participle is all that is said: "three men killed"."""
    table = text.table
    noun = table.head[root]
    if table.text[root - 1] == "," or table.tag[noun][:1] not in "NC":
        return False
    return table.dep[noun] in ("ROOT", "appos") or (
        table.dep[noun] in ("dobj", "conj", "nsubj") and table.head[noun] in text.cues
    )


def _noun_phrase(text: Text, noun: int) -> tuple[int, int]:
    table = text.table
    start, end = table.left[noun], noun + 1
    for child in table.children[noun]:
        if child > noun and table.dep[child] in ("prep", "acl", "npadvmod", "advmod", "appos"):
            end = max(end, _before_aside(text, child, table.right[child] + 1))
    while start < noun and table.dep[start] in ("punct", "cc", "prep", "mark"):
        start += 1
    return start, end


def _before_aside(text: Text, start: int, end: int) -> int:
    """Return where a phrase ends before ", which ...": that states something of its own."""
    table = text.table
    for token in range(start, end):
        if table.dep[token] == "relcl" and token > table.head[token]:
            first = table.left[token]
            if first > start and table.text[first - 1] == ",":
                return min(end, first - 1)
    return end
