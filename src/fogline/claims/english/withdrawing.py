"""What a voice takes back: a deleted post, a withdrawn statement, a correction."""

from collections.abc import Iterator

from fogline.claims.attribution import Chain
from fogline.claims.english.answering import answer, told_before
from fogline.claims.english.text import Text
from fogline.model.claim import Claim
from fogline.model.report import Report

_POSTS = frozenset({"post", "message", "video", "report", "claim", "story", "announcement", "tweet",
                    "statement", "news"})  # fmt: skip
_TAKING = frozenset({"delete", "remove", "retract", "withdraw", "take"})


def taken_back(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "deleted the post": what the voice had told is told no more."""
    table = text.table
    for token, lemma in enumerate(table.lemma):
        if lemma not in _TAKING or table.tag[token][:1] != "V":
            continue
        post = table.child(token, "dobj", "nsubjpass")
        if post is None or table.lemma[post] not in _POSTS:
            continue
        if lemma == "take" and not any(
            table.lower[c] in ("down", "offline", "back") for c in table.children[token]
        ):
            continue
        sentence = table.sents[table.sent[token]]
        about = told_before(told, table.idx[token])
        if about is None:
            continue
        first = min(token, post) if table.dep[post] == "nsubjpass" else token
        last = max(table.right[post], token)
        if not sentence[0] <= last < sentence[1]:
            continue
        chain = Chain(voices=about.chain, basis=about.origin_basis, attributions=())
        yield answer(text, report, about, first, last, chain, "denied", None, "corrects")
