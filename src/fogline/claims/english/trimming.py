"""The edges of a quote: without the words that only attribute, datelines, stray marks."""

from fogline.claims.english.matching import Match
from fogline.claims.english.text import Text

_EDGES = frozenset(",;:.!?-–—…|*•()[]{}\u2014")
_OPENING = "\"“„«‘'"
_CLOSING = "\"”“»’'"


def without_cues(text: Text, match: Match, start: int, end: int) -> tuple[int, int]:
    """Drop the words that only attribute from either end: "according to X", ", he said"."""
    voices = text.voices
    holding = voices.by_token.get(match.trigger, ())
    for number in holding:
        attribution = voices.attributions[number]
        run = _run(attribution.cue, attribution.source)
        if run is None:
            continue
        first, last = run
        if match.carrier is not None and match.carrier in attribution.cue and first > match.trigger:
            continue  # "heavy shelling was reported in Sadove"
        if first <= match.trigger <= last and attribution.source is not None:
            continue
        if last < match.trigger and last >= start:
            start = max(start, last + 1)
        elif first > match.trigger and first < end:
            end = min(end, first)
    return start, end


def _run(cue: tuple[int, ...], source: tuple[int, int] | None) -> tuple[int, int] | None:
    tokens = list(cue)
    if source is not None:
        tokens += [source[0], source[1] - 1]
    return (min(tokens), max(tokens)) if tokens else None


_LEADING = frozenset({"that", "and", "but", "while", "so", "although", "though", "because", "or",
                      "whereas", "also", "however", "meanwhile", "then", "where", "when", "after",
                      "as", "before", "since", "which", "whether", "how"})  # fmt: skip


def trim(text: Text, start: int, end: int, match: Match) -> tuple[int, int]:
    """Return the range without datelines, conjunctions, stops and stray quotation marks."""
    table = text.table
    first = min([match.trigger, *(t for t in match.core if t >= start)])
    start = _behind_dateline(text, start, first)
    moved = True
    while moved and start < first and end - start > 1:
        moved = False
        token = table.text[start]
        if (
            table.pos[start] == "SPACE"
            or all(c in _EDGES for c in token)
            or (
                table.lower[start] in _LEADING
                and table.dep[start] in ("mark", "cc", "advmod")
                and table.dep[start] != "nsubj"
            )
        ) or (token in _OPENING and not _closed(table.text, start, end)):
            start += 1
            moved = True
    while (
        end - start > 1
        and end - 1 > match.trigger
        and (
            table.pos[end - 1] == "SPACE"
            or all(c in _EDGES for c in table.text[end - 1])
            or table.lower[end - 1] in ("and", "but", "that", "or", "while")
            or (table.text[end - 1] in _CLOSING and not _opened(table.text, start, end - 1))
        )
    ):
        end -= 1
    if (
        end - start > 2
        and table.text[start] in _OPENING
        and table.text[end - 1] in _CLOSING
        and (all(t not in _OPENING + _CLOSING for t in table.text[start + 1 : end - 1]))
    ):
        start, end = start + 1, end - 1
    return start, end


def _behind_dateline(text: Text, start: int, first: int) -> int:
    """Leave out "KYIV, Aug 7 - " and "(Agency) - " at the head of a paragraph."""
    table = text.table
    if start not in {table.sents[table.sent[start]][0], 0}:
        return start
    for token in range(start, min(start + 12, first)):
        if _heads(table.text, table.pos, start, token):
            return token + 1
        if token == start:
            continue
        if (
            table.text[token] in ("-", "–", "—", "--")
            and table.text[start].isupper()
            and (table.end[token - 1] < table.idx[token])
        ):
            return token + 1
        if (
            table.text[token] == ":"
            and token - start <= 2
            and not any(t in text.place_at for t in range(start, token))
        ):
            return token + 1
    return start


def _heads(words: list[str], pos: list[str], start: int, token: int) -> bool:
    """Say whether "(2/5)" or a heading in capitals on its own line ends at a token."""
    if words[token] == ")" and token - start <= _MARKER:
        return any("/" in w or w.isdigit() for w in words[start:token])
    return (
        pos[token] == "SPACE"
        and "\n" in words[token]
        and token > start
        and all(w.isupper() for w in words[start:token])
    )


_MARKER = 3  # tokens of "(2/5)" before its closing bracket


def _closed(words: list[str], start: int, end: int) -> bool:
    return any(w in _CLOSING for w in words[start + 1 : end])


def _opened(words: list[str], start: int, end: int) -> bool:
    return sum(w in _OPENING for w in words[start:end]) % 2 == 1
