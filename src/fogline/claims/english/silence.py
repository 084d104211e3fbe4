"""What nobody confirms: no comment, nothing observed, nobody able to verify."""

from collections.abc import Iterator

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.answering import (
    answer,
    clause_words,
    named_action,
    told_before,
    told_within,
)
from fogline.claims.english.denying import contrary, denied, untrue
from fogline.claims.english.text import Text
from fogline.claims.english.voices import chain_at, chain_of
from fogline.claims.english.withdrawing import contradicted, taken_back
from fogline.model.claim import Claim, Verification, Voice
from fogline.model.report import Report


def left_open(text: Text, attribution: Attribution) -> Verification | None:
    """Say why a word of saying leaves its content open: "has not observed", "no sign that"."""
    meaning = attribution.meaning
    if meaning.verification is not None:
        first = max(min(attribution.cue, default=0) - _NEAR, 0)
        words = text.table.lower[first : max(attribution.cue, default=0) + 1]
        flat = not _UNABLE & set(words)
        if meaning.verification == "cannot_verify" and flat and meaning.lemma in _ADMITTING:
            # "Kyiv has not confirmed it" says nothing; only "cannot confirm" says that one tried.
            return "no_comment"
        return meaning.verification
    if not attribution.cue:
        return None
    cue = next(
        (
            t
            for t in attribution.cue
            if text.table.tag[t][:1] in "VN" and text.table.dep[t] not in ("aux", "auxpass")
        ),
        attribution.cue[0],
    )
    if text.table.tag[cue][:1] == "N":
        negated = any(text.table.lower[c] == "no" for c in text.table.children[cue])
        return "not_observed" if negated and text.table.lemma[cue] in _SIGNS else None
    found = text.lexis.undetermined.get(meaning.lemma)
    return found if found is not None and is_negated(text, cue) else None


_NEAR = 3  # tokens before "confirm" in which "was unable to" stands
_UNABLE = frozenset({"can", "could", "cannot", "unable", "ca", "able"})
_ADMITTING = frozenset({"confirm", "acknowledge", "admit"})
_SIGNS = frozenset({"indication", "sign", "evidence", "confirmation", "report", "information"})


def is_negated(text: Text, cue: int) -> bool:
    """Say whether a cue, its subject or its object is negated."""
    table = text.table
    for child in table.children[cue]:
        if table.dep[child] == "neg" or table.lower[child] in ("never", "no", "nor", "neither"):
            return True
        if table.dep[child] in ("dobj", "nsubj") and any(
            table.lower[c] == "no" for c in table.children[child]
        ):
            return True
    return False


def without_last(chain: Chain) -> Chain:
    """Return the chain without its unnamed end: "there is no sign" is the voice's before."""
    *before, last = chain.voices[:-1] or chain.voices
    role = "origin" if before else last.role
    return Chain(
        voices=(*before, last.but(role=role, stance=None)),
        basis="relayed" if before else "own_reporting",
        attributions=chain.attributions[:-1],
        evidence=chain.evidence,
        flags=chain.flags,
        reason=chain.reason,
    )


def _unasked(text: Text, attribution: Attribution) -> bool:
    """Say whether the silence is about nothing told: no mention of it, no answer to a request."""
    table = text.table
    words = {table.lemma[t] for t in attribution.cue}
    words |= {table.lemma[c] for t in attribution.cue for c in table.children[t]}
    if "mention" in words:
        return True
    if not attribution.cue or not _ANSWERS & words:
        return False
    last = max(attribution.cue)
    return "request" in table.lemma[last : last + _ASKED]


_ANSWERS = frozenset({"respond", "reply", "answer"})
_ASKED = 6  # tokens from "respond" in which "to a request for comment" stands


def read(
    text: Text,
    report: Report,
    claims: list[Claim],
    open_: dict[int, Verification],
) -> Iterator[Claim]:
    """Yield claims for voices that leave open or take back what was told before."""
    told = sorted((c for c in claims if c.polarity == "affirmed"), key=lambda c: c.start)
    for number, why in open_.items():
        attribution = text.voices.attributions[number]
        if _unasked(text, attribution):
            continue
        if (
            why == "cannot_verify"
            or not attribution.cue
            or _covered(
                text,
                attribution,
                claims,
                why,
            )
        ):
            continue
        first, last = clause_words(text, attribution)
        start, end = text.table.idx[first], text.table.end[last]
        about = told_within(told, start, end) or told_before(
            told, start, named_action(text, first, last)
        )
        if about is not None:
            yield answer(
                text,
                report,
                about,
                first,
                last,
                chain_of(text.voices, number),
                "undetermined",
                why,
                "does_not_confirm",
            )
    yield from _no_comment(text, report, told)
    yield from denied(text, report, claims, told)
    yield from untrue(text, report, told)
    yield from contrary(text, report, told)
    yield from taken_back(text, report, told)
    yield from contradicted(text, report, told)


def _covered(
    text: Text,
    attribution: Attribution,
    claims: list[Claim],
    why: Verification,
) -> bool:
    """Say whether a claim of this voice was read from the content already."""
    table = text.table
    cue = table.idx[attribution.cue[0]]
    if any(c.verification is not None and c.start <= cue < c.end for c in claims):
        return True
    silences = text.lexis.words.frames.silences
    if any(table.lemma[t] in silences and table.tag[t][:1] == "N" for t in attribution.cue):
        return True
    for start, end in attribution.content:
        a, b = table.idx[start], table.end[end - 1]
        if any(c.verification == why and a <= c.start < b for c in claims):
            return True
    return False


def _no_comment(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "there was no immediate comment from Kyiv"."""
    table = text.table
    for token, lemma in enumerate(table.lemma):
        if lemma not in text.lexis.words.frames.silences or not any(
            table.lower[c] == "no" for c in table.children[token]
        ):
            continue
        head = table.head[token]
        about = told_before(told, table.idx[token])
        if table.lemma[head] != "be" or about is None:
            continue
        begin = table.left[head]
        last = table.right[token]
        chain = chain_at(text.voices, token)
        source = next(
            (
                table.child(c, "pobj")
                for c in table.children[token]
                if table.lower[c] in ("from", "by")
            ),
            None,
        )
        if source is not None:
            chain = _with(text, chain, source)
        yield answer(
            text,
            report,
            about,
            begin,
            last,
            chain,
            "undetermined",
            "no_comment",
            "does_not_confirm",
        )


def _with(text: Text, chain: Chain, source: int) -> Chain:
    """Put the silent voice at the end of the chain."""
    table = text.table
    entity = text.entity_at.get(source)
    name = entity.name if entity is not None else None
    kind = (entity.source_kind if entity is not None else None) or "official"
    side = entity.side if entity is not None else None
    if name is None:
        name = table.span(source, source + 1)
    *before, last = chain.voices
    last = last.but(role="outlet" if not before else last.role, stance="relays")
    voice = Voice(name=name, kind=kind, side=side, role="origin")
    return Chain(
        voices=(*before, last, voice),
        basis="relayed",
        attributions=chain.attributions,
        reason=f'"{table.text[source]}" does not comment',
    )
