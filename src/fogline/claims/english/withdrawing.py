"""What a voice takes back: a deleted post, a withdrawn statement, a correction."""

from collections.abc import Iterator

from fogline.claims.attribution import Chain
from fogline.claims.english.answering import answer, sentence_of, told_before, told_within
from fogline.claims.english.text import Text
from fogline.claims.english.voices import chain_at
from fogline.model.claim import Claim, LinkType
from fogline.model.report import Report

_POSTS = frozenset({"post", "message", "video", "report", "claim", "story", "announcement", "tweet",
                    "statement", "news"})  # fmt: skip
_TAKING = frozenset({"delete", "remove", "retract", "withdraw", "take", "rescind", "recall"})


_DOWN = frozenset({"down", "offline", "back"})


def statement_taken(text: Text, verb: int) -> int | None:
    """Return the noun for words in "deleted the post", "took the message down", else None."""
    table = text.table
    if table.lemma[verb] not in _TAKING or table.tag[verb][:1] != "V":
        return None
    post = table.child(verb, "dobj", "nsubjpass")
    if post is None or table.lemma[post] not in _POSTS:
        return None
    if table.lemma[verb] == "take" and not any(
        table.lower[c] in _DOWN for c in table.children[verb]
    ):
        return None
    return post


def taken_back(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "deleted the post", "withdrew its statement that X": it is told no more."""
    table = text.table
    for verb in range(table.n):
        post = statement_taken(text, verb)
        if post is None:
            continue
        inside = told_within(told, table.idx[verb], table.end[table.right[verb]])
        about = inside or told_before(told, table.idx[verb])
        if about is None:
            continue
        first = min(verb, table.left[post]) if table.dep[post] == "nsubjpass" else verb
        last = max(verb, post, *(c for c in table.children[verb] if table.lower[c] in _DOWN))
        if inside is None:
            last = max(last, min(table.right[post], table.sents[table.sent[verb]][1] - 1))
        chain = Chain(voices=about.chain, basis=about.origin_basis, attributions=())
        yield answer(text, report, about, first, last, chain, "denied", None, "corrects")


def contradicted(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "They have not.", "It did not.": the sentence before is denied."""
    table = text.table
    for number, (begin, end) in enumerate(table.sents):
        words = [i for i in range(begin, end) if table.pos[i] not in ("PUNCT", "SPACE")]
        if not 2 <= len(words) <= _BARE or table.tag[words[0]] not in ("PRP", "DT"):
            continue
        lower = [table.lower[i] for i in words[1:]]
        if not _NOT & set(lower) or any(w not in _NOT | _HELPING for w in lower):
            continue
        before = [c for c in told if c.start < table.idx[begin]]
        if not before or number - sentence_of(text, before[-1]) > 1:
            continue
        about = before[-1]
        chain = chain_at(text.voices, words[-1])
        same = chain.voices[-1].name == about.origin.name
        link: LinkType = "corrects" if same else "denies"
        yield answer(text, report, about, words[0], words[-1], chain, "denied", None, link)


_BARE = 4  # words of the longest such sentence: "they still have not"
_NOT = frozenset({"not", "n't", "n’t"})
_HELPING = frozenset({"have", "has", "had", "did", "do", "does", "was", "were", "is", "are",
                      "still"})  # fmt: skip
