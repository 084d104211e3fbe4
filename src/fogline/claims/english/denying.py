"""Denials of what was told before: "Kyiv rejected his announcement", "that was wrong"."""

from collections.abc import Iterator

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.answering import (
    answer,
    clause_words,
    sentence_of,
    told_before,
    told_within,
)
from fogline.claims.english.text import Text
from fogline.claims.english.voices import chain_at, chain_of
from fogline.model.claim import Claim, LinkType, Voice
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
        first = min(table.left[subject], verb)
        about = told_within(told, table.idx[first], table.idx[token])
        about = about or told_before(told, table.idx[min(verb, token)])
        if about is None or table.sent[token] - sentence_of(text, about) > _NEAR:
            continue
        calls = table.lemma[verb] != "be"
        chain = chain_at(text.voices, token)
        own = not calls and _voice(chain.voices[-1]) == _voice(about.origin)
        link: LinkType = "corrects" if own else "denies"
        first = verb if calls else first
        yield answer(text, report, about, first, max(token, verb), chain, "denied", None, link)


def _voice(voice: Voice) -> tuple[str | None, str]:
    return voice.name, voice.kind


def contrary(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "contrary to reports that X, officials said Y": whoever says Y denies X."""
    table = text.table
    for token, lower in enumerate(table.lower):
        to = token + 1
        if lower != "contrary" or to >= table.n or table.lower[to] != "to":
            continue
        noun = table.child(to, "pobj")
        if noun is None or table.lemma[noun].lower() not in STATEMENTS:
            continue
        about = told_within(told, table.idx[token], table.end[table.right[noun]])
        if about is None:
            continue
        last = table.right[noun]
        begin, end = table.sents[table.sent[token]]
        rest = [i for i in range(last + 1, end) if table.pos[i] not in ("PUNCT", "SPACE")]
        chain = chain_at(text.voices, rest[-1] if rest else begin)
        yield answer(text, report, about, token, last, chain, "denied", None, "denies")


_NEAR = 2  # sentences between a statement and what is said of it
