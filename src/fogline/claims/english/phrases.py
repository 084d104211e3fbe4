"""Noun phrases: where they begin and end, and their head behind light words."""

from fogline.claims.english.text import Text

_AFTER = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "advmod", "npadvmod", "advcl"})
_KEPT_PREPOSITIONS = frozenset({"of"})


def span(text: Text, head: int, *, coordinated: bool = False) -> tuple[int, int]:
    """Return the tokens of a noun phrase without its relative clauses, half-open.

    "some units of the army, which ..." is "some units of the army".
    """
    table = text.table
    if table.tag[head] in ("PRP", "WP", "WDT", "DT", "EX", "PRP$"):
        return head, head + 1
    start, end = head, head + 1
    for child in table.children[head]:
        dep = table.dep[child]
        if child < head:
            if (
                dep in ("punct", "cc", "advmod", "relcl", "mark", "prep")
                and child == table.left[head]
                and dep != "advmod"
            ):
                continue
            start = min(start, table.left[child])
        elif dep == "prep" and table.lower[child] in _KEPT_PREPOSITIONS and child == end:
            end = max(end, _short(text, child) + 1)
        elif (dep in ("conj", "cc") and coordinated) or (dep not in _AFTER and dep != "prep"):
            end = max(end, table.right[child] + 1)
    for token in range(start, min(start + 4, head)):
        if table.text[token] == ")" and "/" in table.text[token - 1]:
            # "(2/5) Elements of the army": the number of a post is no part of the name.
            start = token + 1
    while (
        start < head
        and (
            table.pos[start] in ("PUNCT", "SPACE", "CCONJ")
            or table.lower[start] in ("that", "both")
        )
        and table.text[start] not in "\"“«'"
    ):
        start += 1
    return start, end


def _short(text: Text, preposition: int) -> int:
    """Return the last token of "of X" without X's relative clauses."""
    table = text.table
    inner = table.child(preposition, "pobj")
    if inner is None or inner <= preposition:
        return preposition
    return max(preposition, span(text, inner)[1] - 1)


def words(text: Text, head: int) -> str:
    """Return the words of a noun phrase on one line."""
    start, end = span(text, head)
    return " ".join(text.table.span(start, end).split())


def content_head(text: Text, head: int) -> int:
    """Return what is counted or grouped: "convoy of the army" is the army's, "hundreds of men" men."""
    table = text.table
    for _ in range(3):
        of = next((c for c in table.children[head] if table.lower[c] == "of"), None)
        if of is None or table.tag[head] == "NNP":
            return head
        inner = table.child(of, "pobj")
        if inner is None:
            return head
        if table.tag[head] == "CD" or table.lemma[head] in _COUNTERS:
            head = inner
            continue
        return head
    return head


_COUNTERS = frozenset({
    "hundred", "thousand", "dozen", "number", "lot", "most", "some", "many", "all", "half",
    "score", "majority", "third", "quarter", "couple", "handful", "one", "percent", "%",
    "several", "none", "each", "both", "any", "part", "rest",
})  # fmt: skip
