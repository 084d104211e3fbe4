"""Voices that stand beside a line: "Moscow: X", "X: Moscow", "X (Reuters)", "X - ISW"."""

from fogline.claims.attribution import TokenRange
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.mentions import Mentions
from fogline.claims.english.voices.saying import Saying
from fogline.vocabulary.load import Cues

_PLAIN = Cues(words=(), takes=("quote",))
_DASHES = frozenset({"-", "–", "—", "--"})
_QUOTES = frozenset({"“", '"', "``", "''", "«"})
_OFFICE = 4
"""Tokens of the longest office or body that may stand alone before a colon or in brackets."""
_NAME = 7
"""Tokens of the longest name that may stand before a colon."""


def line_sayings(table: TokenTable, paragraph: list[int], mentions: Mentions) -> list[Saying]:
    """Return the sayings that punctuation alone makes, paragraph by paragraph."""
    found: list[Saying] = []
    start = 0
    for i in range(1, table.n + 1):
        if i == table.n or paragraph[i] != paragraph[start]:
            a, b = _strip(table, start, i)
            if b - a > 2:
                found += _line(table, a, b, mentions)
            start = i
    return found


def _strip(table: TokenTable, a: int, b: int) -> TokenRange:
    while a < b and table.pos[a] == "SPACE":
        a += 1
    while b > a and table.pos[b - 1] == "SPACE":
        b -= 1
    return a, b


def _line(table: TokenTable, a: int, b: int, mentions: Mentions) -> list[Saying]:
    while a < b - 3 and (table.text[a][:1].isdigit() or table.text[a] in {"|", ":", *_DASHES}):
        a += 1  # the hour of a live entry
    if tuple(table.lower[a : a + 2]) == ("forwarded", "from"):
        a += 2
        forwarded = next((i for i in range(a, min(a + _NAME, b)) if table.text[i] == ":"), None)
        if forwarded is not None and a < forwarded and forwarded + 1 < b:
            return [_saying(forwarded, (a, forwarded), (forwarded + 1, b), "colon")]
    led = _led(table, a, b, mentions)
    if led:
        return led
    last = next(
        (i for i in range(b - 2, max(b - _NAME, a), -1) if table.text[i] in {":", *_DASHES}),
        None,
    )
    if (
        last is not None
        and table.text[b - 1] not in {".", "!", "?", ")"}
        and _known(
            last + 1,
            b,
            mentions,
        )
    ):
        return [_saying(last, (last + 1, b), (a, last), "colon")]
    return [
        s
        for o in range(a + 2, b)
        if table.text[o] == "("
        for s in _bracketed(table, a, o, b, mentions)
    ]


def _led(table: TokenTable, a: int, b: int, mentions: Mentions) -> list[Saying]:
    """Read "Moscow: X" at the head of a line and of the sentences in it."""
    starts = [max(table.sents[n][0], a) for n in range(table.sent[a], table.sent[b - 1] + 1)]
    found: list[Saying] = []
    for start in starts:
        colon = next(
            (i for i in range(start, min(start + _NAME + 1, b)) if table.text[i] == ":"), None
        )
        if colon is None or colon + 1 >= b or not _speaker(table, start, colon, mentions):
            continue
        quoted = table.text[colon + 1] in _QUOTES
        if start != a and colon - start == 1 and not quoted:
            continue
        if found:
            last = found[-1]
            last.content = [(last.content[0][0], start)]
        found.append(_saying(colon, (start, colon), (colon + 1, b), "colon"))
    return found


def _bracketed(
    table: TokenTable,
    a: int,
    opens: int,
    b: int,
    mentions: Mentions,
) -> list[Saying]:
    """Read "X (Reuters).", "X (defence ministry, via agencies)": the sentence before it."""
    close = next(
        (i for i in range(opens + 2, min(opens + _NAME + 1, b)) if table.text[i] == ")"), None
    )
    if close is None or (close + 1 < b and table.text[close + 1] not in {".", "\n"}):
        return []
    via = next((i for i in range(opens + 1, close) if table.lower[i] == "via"), None)
    end = close if via is None else via - (table.text[via - 1] == ",")
    named = _known(opens + 1, end, mentions) or (
        0 < end - opens - 1 <= _OFFICE and mentions.speaks(end - 1)
    )
    if not named:
        return []
    sentence = max(a, table.sents[table.sent[opens]][0])
    if sentence == opens:
        sentence = max(a, table.sents[max(table.sent[opens] - 1, 0)][0])
    saying = _saying(opens, (opens + 1, end), (sentence, opens), "bracket")
    if via is not None and via + 1 < close:
        saying.via.append(close - 1)
    return [saying]


_HEADINGS = frozenset({
    "correction", "corrections", "clarification", "update", "updated", "upd", "note", "breaking",
    "exclusive", "analysis", "opinion", "explainer", "background", "summary", "photo", "photos",
    "video", "watch", "read", "live", "editor", "warning", "alert", "urgent", "losses",
})  # fmt: skip
"""Words that head a line and are nobody."""


def _saying(anchor: int, source: TokenRange, content: TokenRange, kind: str) -> Saying:
    return Saying(
        anchor,
        _PLAIN,
        kind,
        [anchor],
        source,
        source[1] - 1,
        [content],
        kind=kind,
    )


def _speaker(table: TokenTable, a: int, colon: int, mentions: Mentions) -> bool:
    """Accept a name the theatre knows, or a line that opens with nothing but a name."""
    if a >= colon or table.lower[a] in _HEADINGS:
        return False
    if _known(a, colon, mentions):
        return True
    if (
        colon - a <= _OFFICE
        and mentions.speaks(colon - 1)
        and not any(table.pos[i] in {"VERB", "AUX"} for i in range(a, colon))
        and table.pos[a + 1] != "ADP"
        and table.lower[a] not in {"our", "a", "an"}
    ):
        return table.text[a][:1].isupper()
    if colon - a == 1 and not table.text[a].isupper() and (table.text[colon + 1] not in _QUOTES):
        return False  # "Bohodukhiv: three men killed" is a place
    return colon - a <= 3 and all(
        table.pos[i] == "PROPN" or table.text[i] == "." for i in range(a, colon)
    )


def _known(a: int, b: int, mentions: Mentions) -> bool:
    """Tell whether the tokens are one name of a source, capital or side, and nothing else."""
    if a >= b:
        return False
    for entity in mentions.entities.get(b - 1, ()):
        if entity.kind in {"source", "capital", "side", "actor"} and entity.start <= a + 1:
            return True
    table, lexis = mentions.table, mentions.words
    lemma = table.lemma[b - 1].lower()
    return (
        b - a <= 3
        and a > 0
        and table.text[a - 1] == ":"
        and (lemma in lexis.persons or lemma in lexis.bodies)
    )
