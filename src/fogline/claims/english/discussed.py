"""The place under discussion, for claims that name none: "it", "there", "900 men are left"."""

from bisect import bisect_left

from fogline.claims.english.matching import Match
from fogline.claims.english.text import PlaceSpan, Text
from fogline.model.placement import PlaceWords


def place(text: Text, match: Match, spans: list[PlaceSpan]) -> PlaceSpan | None:
    """Return the place that a claim without one speaks of, None if its words ask for none."""
    found = _meant(text, match, spans)
    if found is None and _left_there(text, match):
        found = _under_discussion(text, match, spans)
    return found if found is not None else _heading(text, match, spans)


def _heading(text: Text, match: Match, spans: list[PlaceSpan]) -> PlaceSpan | None:
    """Return the place that heads a line: "Sadove: occupied"."""
    table = text.table
    first = table.sents[table.sent[match.trigger]][0]
    at = bisect_left(spans, match.trigger, key=lambda s: s.start)
    for span in reversed(spans[max(0, at - 4) : at]):
        if span.start < first:
            break
        if table.text[span.end : span.end + 1] == [":"] and _begins(text, span, first):
            return span
    return None


def _begins(text: Text, span: PlaceSpan, first: int) -> bool:
    """Say whether a place stands at the head of its sentence, or of an entry within it."""
    before = text.table.text[span.start - 1 : span.start]
    return span.start <= first + 2 or before in ([")"], ["."], [";"], ["•"], ["-"])


def crosses(text: Text, span: PlaceSpan) -> bool:
    """Say whether words only name what a thing crosses: "the bridge over the river" is elsewhere."""
    lower = text.table.lower[span.start : span.end]
    return "over" in lower[1:-1] or "across" in lower[1:-1]


def _root(text: Text, span: PlaceSpan) -> int:
    """Return the token of a place whose head lies outside it."""
    head = text.table.head
    for token in range(span.start, span.end):
        if not span.start <= head[token] < span.end or head[token] == token:
            return token
    return span.start


def _meant(text: Text, match: Match, spans: list[PlaceSpan]) -> PlaceSpan | None:
    """Return the place under discussion for what is done to "it" or "there"."""
    table = text.table
    if match.object is not None and table.lower[match.object] == "it":
        if match.action not in _DONE_TO:
            return None
        token = match.object
    else:
        there = [
            c
            for t in match.scope.chain
            for c in table.children[t]
            if table.lower[c] == "there" and table.dep[c] == "advmod"
        ]
        if not there:
            return None
        token = there[0]
    at = bisect_left(spans, token, key=lambda s: s.start)
    for span in reversed(spans[max(0, at - 4) : at]):
        head = _root(text, span)
        if table.sent[head] < table.sent[token] - 1:
            break
        if span.end <= token and span.words.relation is None and not _speaks(text, span):
            same = table.sent[head] == table.sent[token]
            return span if same or table.lower[token] == "it" else _there(text, token, span)
    return _there(text, token, None) if table.lower[token] == "there" else None


def _there(text: Text, token: int, meant: PlaceSpan | None) -> PlaceSpan:
    """Return "there" as the words for a place that an earlier sentence names."""
    table = text.table
    names = meant.words.names if meant is not None else ()
    words = PlaceWords(
        text=table.text[token], start=table.idx[token], end=table.end[token], names=names,
        name_spans=(),
    )  # fmt: skip
    return PlaceSpan(token, token + 1, words)


def _left_there(text: Text, match: Match) -> bool:
    """Say whether people are said to be left, without a word of where: "there are 300 men left"."""
    table = text.table
    return match.sub_action == "presence" and any(
        table.lower[t] in ("left", "remain", "remaining", "still")
        for t in range(match.trigger, min(table.right[match.trigger] + 1, table.n))
    )


def _under_discussion(text: Text, match: Match, spans: list[PlaceSpan]) -> PlaceSpan | None:
    """Return the place that the sentences before named last as a whole."""
    sent = text.table.sent
    at = bisect_left(spans, match.trigger, key=lambda s: s.start)
    for span in reversed(spans[max(0, at - 8) : at]):
        if sent[span.start] < sent[match.trigger] - _TOPIC:
            break
        named = span.words.names and span.words.relation is None
        if named and not (_speaks(text, span) or crosses(text, span)):
            return span
    return None


_TOPIC = 5  # sentences in which a place named stays under discussion
_DONE_TO = frozenset({"capture", "control", "strike", "destroy", "encircle", "defend", "withdraw",
                      "attack"})  # fmt: skip


def _speaks(text: Text, span: PlaceSpan) -> bool:
    """Say whether the words name a government or force rather than ground."""
    entity = text.entity_at.get(span.start)
    return entity is not None and span.words.relation is None
