"""Who publishes: the voice of a header's name, and whether a text is its publisher's own account.

A newspaper's flat assertion is uncredited. A ministry's bulletin, a blogger's post, an aid body's
note are their own reports. Known publishers are told by the theatre; of others by the words of
their name, else by how the text speaks: a channel says "our boys" and "the enemy", an aid body
"our team", a newspaper "our correspondent".
"""

from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.words import Words, words
from fogline.model.claim import Voice, VoiceRole
from fogline.model.source import SourceKind
from fogline.theatres.lexicon import Lexicon

INSTITUTIONS: frozenset[SourceKind] = frozenset(
    {
        "official",
        "military",
        "aid_organisation",
        "milblogger",
        "social_account",
        "analyst",
    }
)
"""Outlets whose texts are their own statements."""
_FIRST = frozenset({"i", "my", "we", "our", "ours"})
_SINGULAR = frozenset({"i", "my"})
_TO_SUBSCRIBERS = frozenset({"our", "my", "to", "dear"})


def header_voice(name: str, lexicon: Lexicon, role: str) -> Voice:
    """Return the voice of a name in the header: of the theatre's kind, else of its words'."""
    source = lexicon.voice(name)
    position: VoiceRole = "credited" if role == "credited" else "outlet"
    if source is not None:
        return Voice(name=name, kind=source.kind, id=source.id, side=source.side, role=position)
    return Voice(name=name, kind=_kind(name, words()), role=position)


def _kind(name: str, lexis: Words) -> SourceKind:
    found = (lexis.headers[w] for w in reversed(name.lower().split()) if w in lexis.headers)
    return next(found, "outlet")


def publisher(
    voice: Voice,
    table: TokenTable,
    quoted: list[bool],
    lexis: Words,
    *,
    known: bool,
) -> tuple[Voice, bool]:
    """Return the outlet with its kind, and whether the text is its own account.

    Args:
        voice: as the header names it.
        table: the text.
        quoted: for each token, whether it stands in a quotation.
        lexis: the vocabulary.
        known: whether the theatre knows the outlet.
    """
    if voice.kind in INSTITUTIONS:
        return voice, True
    names = set((voice.name or "").lower().split())
    if voice.kind == "think_tank":
        # One that the theatre knows publishes its own assessments; of others only monitors and
        # laboratories do, an institute's essay asserts like a paper.
        own = known or bool(names & lexis.monitors) or _speaks(table, quoted, _SINGULAR)
        return voice, own
    if known or voice.kind != "outlet":
        return voice, False
    kind = _own_kind(table, quoted, names, lexis)
    return (voice, False) if kind is None else (voice.but(kind=kind), True)


def _own_kind(
    table: TokenTable,
    quoted: list[bool],
    names: set[str],
    lexis: Words,
) -> SourceKind | None:
    """Return what kind of channel speaks for itself, None for a newspaper."""
    if _channel(table, lexis):
        return "social_account"
    if names & lexis.press or _press(table, lexis):
        return None
    if _speaks(table, quoted, _SINGULAR) or _speaks(table, quoted, lexis.partisan):
        return "milblogger"
    return "social_account" if _speaks(table, quoted, _FIRST) else None


def _speaks(table: TokenTable, quoted: list[bool], said: frozenset[str]) -> bool:
    """Tell whether the text itself, outside quotations and questions, uses one of the words."""
    for i, word in enumerate(table.lower):
        if word in said and not quoted[i]:
            end = table.sents[table.sent[i]][1]
            if "?" not in table.text[i:end]:
                return True
    return False


def _channel(table: TokenTable, lexis: Words) -> bool:
    """Tell whether somebody asks for donations, forwards posts, or speaks to subscribers."""
    for i, word in enumerate(table.lower):
        if word in lexis.channels:
            return True
        if word in {"subscriber", "subscribers"} and i and (table.lower[i - 1] in _TO_SUBSCRIBERS):
            return True
    return False


def _press(table: TokenTable, lexis: Words) -> bool:
    """Tell whether a newsroom speaks: "our correspondent", "this newspaper", "we wrote"."""
    lower = table.lower
    return any(
        (word in lexis.newsroom and lower[i - 1] in {"our", "this", "the", "we"})
        or (word == "us" and lower[i - 1] in {"told", "tells", "tell"})
        or (word == "able" and "we" in lower[i - 4 : i])
        for i, word in enumerate(lower)
        if i
    )
