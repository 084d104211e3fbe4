"""What a verb does when nobody states its object: silence, failed checks, negation."""

from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.subjects import is_passive
from fogline.claims.english.voices.words import Words
from fogline.vocabulary.load import Cues

_UTTERING = frozenset({"say", "make", "give", "offer", "issue", "have", "publish", "release"})
_KEEPING = frozenset({"keep", "remain", "stay", "be"})
UNVERIFIED = Cues(
    words=(),
    takes=("clause", "object"),
    stance="unable_to_verify",
    polarity="undetermined",
    verification="cannot_verify",
)
SILENT = Cues(
    words=(),
    stance="relays",
    polarity="undetermined",
    verification="no_comment",
    statement=False,
)
NEITHER = Cues(
    words=(),
    takes=("clause", "object", "to"),
    stance="relays",
    polarity="undetermined",
    verification="no_comment",
)
NOT_SAID = Cues(words=(), takes=("clause", "object", "to"), statement=False)
_CITING = Cues(words=(), takes=("clause",))


def keeps_silent(table: TokenTable, words: Words, v: int) -> bool:
    """Read "said nothing", "made no reply", "kept silent"."""
    if table.lemma[v] not in _UTTERING and table.lemma[v] not in _KEEPING:
        return False
    for c in table.children[v]:
        if c < v:
            continue
        dep, lemma = table.dep[c], table.lemma[c].lower()
        if (
            dep == "dobj"
            and table.lemma[v] in _UTTERING
            and (
                lemma == "nothing"
                or (
                    lemma in words.replies
                    and any(table.lower[k] == "no" for k in table.children[c])
                )
            )
        ):
            return True
        if (
            dep in {"acomp", "oprd", "xcomp"}
            and table.lemma[v] in _KEEPING
            and (lemma in words.silent)
        ):
            return True
    return False


def declines(table: TokenTable, v: int, words: Words) -> bool:
    """Tell "declined to comment" from other refusals."""
    return table.lemma[v] in {"decline", "refuse"} and any(
        table.lemma[c] in words.commenting for c in table.children[v] if table.dep[c] == "xcomp"
    )


def _noncommittal(table: TokenTable, v: int) -> bool:
    """Read "neither confirmed nor denied", "refused to confirm or deny"."""
    words = {table.lemma[v], *(table.lemma[c] for c in table.children[v])}
    if table.dep[v] == "conj":
        words |= {table.lemma[table.head[v]], *_lemmas(table, table.head[v])}
    if table.lemma[v] not in {"confirm", "deny"} or not {"confirm", "deny"} <= words:
        return False
    first = v if table.lemma[v] == "confirm" else table.head[v]
    return "neither" in words or is_negated(table, first)


def _lemmas(table: TokenTable, v: int) -> list[str]:
    return [table.lemma[c] for c in table.children[v]]


def is_negated(table: TokenTable, v: int) -> bool:
    """Tell whether the verb, or what it hangs on, is negated."""
    if table.child(v, "neg") is not None:
        return True
    up = table.head[v]
    if table.dep[v] == "xcomp" and table.lemma[up] == "have" and "yet" in table.lower[up:v]:
        return True  # "has yet to respond"
    if table.dep[v] == "xcomp":
        able = table.lemma[up] in {"able", "be"} and (
            table.child(up, "neg") is not None or table.child(table.head[up], "neg") is not None
        )
        return able or table.lemma[up] in {"unable", "fail", "refuse", "decline"}
    if table.dep[v] in {"pcomp", "acl"}:
        # "has no way of checking", "has no means to test"
        noun = table.head[up] if table.dep[v] == "pcomp" else up
        return table.lemma[noun] in {"way", "means", "possibility"} and any(
            table.lower[c] == "no" for c in table.children[noun]
        )
    return False


def unable(table: TokenTable, v: int) -> bool:
    """Tell "could not check" from "did not check"."""
    return table.dep[v] != "ROOT" or any(
        table.lower[c] in {"can", "could", "ca"} or table.lemma[c] == "have"
        for c in table.children[v]
    )


def withheld(
    table: TokenTable,
    words: Words,
    v: int,
    entry: Cues | None,
    *,
    negated: bool,
) -> Cues | None:
    """Return what the cue means where something is left unsaid, else its own meaning."""
    word = table.lemma[v].lower()
    if _noncommittal(table, v):
        return NEITHER if word == "deny" else None
    if keeps_silent(table, words, v) or "neither" in table.lower[max(v - 2, 0) : v]:
        return SILENT
    if negated or declines(table, v, words):
        if word in words.checking and unable(table, v):
            return UNVERIFIED
        if word in words.commenting or (entry and word in {"decline", "refuse"}):
            return SILENT
        entry = NOT_SAID if entry or word in words.checking else None
    return _CITING if entry is None and word in words.citing else entry


def perceives(table: TokenTable, words: Words, v: int, word: str, head: int | None) -> bool:
    """Read "I saw", "our reporter counted", "one saw": whoever perceived it tells it."""
    if word not in words.perceiving or head is None or is_passive(table, v):
        return False
    if table.child(v, "dobj", "ccomp") is None and word != "see":
        return False
    first, lemma = table.lower[table.left[head]], table.lemma[head].lower()
    if table.lower[head] == "i":
        return True
    own = first in {"our", "this", "a", "an"} or table.child(head, "poss", "compound") is not None
    return lemma == "one" or (
        own
        and (
            lemma in words.eyes
            or (first in {"our", "a", "an"} and words.persons.get(lemma) == "resident")
        )
    )
