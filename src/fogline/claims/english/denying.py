"""Denials of what was told before: "Kyiv rejected his announcement", "that was wrong"."""

from bisect import bisect_left
from collections.abc import Iterator

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.answering import answer, clause_words, told_before
from fogline.claims.english.text import Text
from fogline.claims.english.voices import chain_at, chain_of
from fogline.model.claim import Claim, LinkType
from fogline.model.report import Report


def denied(
    text: Text,
    report: Report,
    claims: list[Claim],
    told: list[Claim],
) -> Iterator[Claim]:
    """Read "Kyiv rejected his announcement": whoever denies words denies what they told."""
    table = text.table
    for number, attribution in enumerate(text.voices.attributions):
        if attribution.meaning.polarity != "denied" or not attribution.cue:
            continue
        whole = _whole_clause(text, attribution)
        if not whole and any(
            c.start < table.end[b - 1] and table.idx[a] < c.end
            for a, b in attribution.content
            for c in claims
        ):
            continue
        if not whole and not any(
            table.lemma[t] in STATEMENTS for a, b in attribution.content for t in range(a, b)
        ):
            continue
        first, last = clause_words(text, attribution)
        about = told_before(told, table.idx[min(attribution.cue) if whole else first])
        if about is not None:
            yield answer(
                text,
                report,
                about,
                table.left[attribution.cue[0]] if whole else min(attribution.cue),
                last,
                _without_denied(chain_of(text.voices, number), about),
                "denied",
                None,
                "denies",
            )


def _without_denied(chain: Chain, about: Claim) -> Chain:
    """Return the chain without the voice that is denied: it relays nothing of its denial."""
    *before, last = chain.voices
    kept = [v for v in before if v.role == "outlet" or v.name != about.origin.name]
    if len(kept) == len(before):
        return chain
    return Chain(
        voices=(*kept, last),
        basis=chain.basis,
        attributions=chain.attributions,
        evidence=chain.evidence,
        flags=chain.flags,
        reason=chain.reason,
    )


def _whole_clause(text: Text, attribution: Attribution) -> bool:
    """Tell ", which Kyiv denied" and ", a claim denied by Kyiv": the clause before is denied."""
    table, verb = text.table, attribution.cue[0]
    if table.dep[verb] == "relcl":
        return any(
            table.lower[c] == "which" and table.dep[c] == "dobj" for c in table.children[verb]
        )
    noun = table.head[verb]
    return (
        table.dep[verb] == "acl"
        and table.lemma[noun] in STATEMENTS
        and table.left[noun] > 0
        and table.text[table.left[noun] - 1] == ","
    )


STATEMENTS = frozenset({"claim", "report", "statement", "announcement", "allegation", "accusation",
                    "word", "charge", "story", "rumour", "rumor", "news", "it", "this", "that",
                    "account", "version", "assertion", "responsibility", "involvement", "blame",
                    "part", "role"})  # fmt: skip


def untrue(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "that was wrong", "called the statements untrue"."""
    table, untrue = text.table, set(text.lexis.words.frames.untrue)
    for token, lower in enumerate(table.lower):
        if lower not in untrue or table.dep[token] not in ("acomp", "attr", "oprd", "pobj"):
            continue
        verb = table.head[token] if table.dep[token] != "pobj" else table.head[table.head[token]]
        subject = table.child(verb, "nsubj", "nsubjpass", "dobj")
        spoken = [c for c in table.children[verb] if table.dep[c] in ("nsubj", "nsubjpass", "dobj")]
        if subject is None or not any(table.lemma[t].lower() in STATEMENTS for t in spoken):
            continue
        about = told_before(told, table.idx[min(verb, token)])
        if about is None or table.sent[token] - _sentence(text, about) > _NEAR:
            continue
        calls = table.lemma[verb] != "be"
        chain = chain_at(text.voices, token)
        link: LinkType = "denies" if calls or len(chain.voices) > 1 else "corrects"
        first = verb if calls else min(table.left[subject], verb)
        yield answer(text, report, about, first, max(token, verb), chain, "denied", None, link)


_NEAR = 2  # sentences between a statement and what is said of it


def _sentence(text: Text, claim: Claim) -> int:
    table = text.table
    return table.sent[min(bisect_left(table.idx, claim.start), table.n - 1)]
