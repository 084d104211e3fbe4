"""What nobody confirms: no comment, nothing observed, a post taken back."""

from bisect import bisect_left
from collections.abc import Iterator

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.text import Text
from fogline.claims.english.voices import chain_at, chain_of
from fogline.ids import content_id
from fogline.model.claim import Certainty, Claim, Link, LinkType, Polarity, Verification, Voice
from fogline.model.report import Report

UNDETERMINED = Certainty(low=0.0, high=1.0)


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
    return found if found is not None and _negated(text, cue) else None


_NEAR = 3  # tokens before "confirm" in which "was unable to" stands
_UNABLE = frozenset({"can", "could", "cannot", "unable", "ca", "able"})
_ADMITTING = frozenset({"confirm", "acknowledge", "admit"})
_SIGNS = frozenset({"indication", "sign", "evidence", "confirmation", "report", "information"})


def _negated(text: Text, cue: int) -> bool:
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
        first, last = _words(text, attribution)
        about = _before(told, text.table.idx[first], _named_action(text, first, last))
        if about is not None:
            yield _about(
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
    yield from _denied(text, report, claims, told)
    yield from _untrue(text, report, told)
    yield from _taken_back(text, report, told)


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


def _words(text: Text, attribution: Attribution) -> tuple[int, int]:
    """Return the first and last token of the clause in which the voice keeps silent or denies."""
    table = text.table
    tokens = list(attribution.cue)
    if attribution.source is not None:
        tokens += [attribution.source[0], attribution.source[1] - 1]
    for _, end in attribution.content:
        tokens.append(end - 1)
    verb = next(
        (
            t
            for t in attribution.cue
            if table.tag[t][:1] == "V" and table.dep[t] not in ("aux", "auxpass")
        ),
        attribution.cue[0],
    )
    last = max(tokens)
    for child in table.children[verb]:
        if child > verb and table.dep[child] not in _APART:
            last = max(last, table.right[child])
    return min(tokens), last


_APART = frozenset({"conj", "cc", "punct", "advcl", "parataxis", "ccomp", "relcl"})


def _named_action(text: Text, first: int, last: int) -> str | None:
    """Return the action that a noun in the words names: "denied the attack"."""
    table = text.table
    for token in range(first, min(last + 1, table.n)):
        frames = text.lexis.nouns.get(table.lemma[token].lower())
        if frames and table.tag[token][:1] == "N":
            return frames[0].action
    return None


def _before(told: list[Claim], offset: int, action: str | None = None) -> Claim | None:
    """Return the claim that words after it are about: the nearest that is no mere consequence."""
    found = [c for c in told if c.start < offset][-_REMEMBERED:]
    if action is not None and (named := [c for c in found if c.action == action]):
        return named[-1]
    events = [c for c in found if c.action not in _CONSEQUENCES]
    nearest = events or found
    return nearest[-1] if nearest else None


_REMEMBERED = 4
_CONSEQUENCES = frozenset({"casualties", "displace", "other", "supply", "mobilise", "halt"})


def _no_comment(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "there was no immediate comment from Kyiv"."""
    table = text.table
    for token, lemma in enumerate(table.lemma):
        if lemma not in text.lexis.words.frames.silences or not any(
            table.lower[c] == "no" for c in table.children[token]
        ):
            continue
        head = table.head[token]
        about = _before(told, table.idx[token])
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
        yield _about(
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


def _denied(
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
            table.lemma[t] in _WORDS for a, b in attribution.content for t in range(a, b)
        ):
            continue
        first, last = _words(text, attribution)
        about = _before(told, table.idx[min(attribution.cue) if whole else first])
        if about is not None:
            yield _about(
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
        and table.lemma[noun] in _WORDS
        and table.left[noun] > 0
        and table.text[table.left[noun] - 1] == ","
    )


_WORDS = frozenset({"claim", "report", "statement", "announcement", "allegation", "accusation",
                    "word", "charge", "story", "rumour", "rumor", "news", "it", "this", "that",
                    "account", "version", "assertion", "responsibility", "involvement", "blame",
                    "part", "role"})  # fmt: skip


def _untrue(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
    """Read "that was wrong", "called the statements untrue"."""
    table, untrue = text.table, set(text.lexis.words.frames.untrue)
    for token, lower in enumerate(table.lower):
        if lower not in untrue or table.dep[token] not in ("acomp", "attr", "oprd", "pobj"):
            continue
        verb = table.head[token] if table.dep[token] != "pobj" else table.head[table.head[token]]
        subject = table.child(verb, "nsubj", "nsubjpass", "dobj")
        spoken = [c for c in table.children[verb] if table.dep[c] in ("nsubj", "nsubjpass", "dobj")]
        if subject is None or not any(table.lemma[t].lower() in _WORDS for t in spoken):
            continue
        about = _before(told, table.idx[min(verb, token)])
        if about is None or table.sent[token] - _sentence(text, about) > _NEAR:
            continue
        calls = table.lemma[verb] != "be"
        chain = chain_at(text.voices, token)
        link: LinkType = "denies" if calls or len(chain.voices) > 1 else "corrects"
        first = verb if calls else min(table.left[subject], verb)
        yield _about(text, report, about, first, max(token, verb), chain, "denied", None, link)


_NEAR = 2  # sentences between a statement and what is said of it


def _sentence(text: Text, claim: Claim) -> int:
    table = text.table
    return table.sent[min(bisect_left(table.idx, claim.start), table.n - 1)]


_POSTS = frozenset({"post", "message", "video", "report", "claim", "story", "announcement", "tweet",
                    "statement", "news"})  # fmt: skip
_TAKING = frozenset({"delete", "remove", "retract", "withdraw", "take"})


def _taken_back(text: Text, report: Report, told: list[Claim]) -> Iterator[Claim]:
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
        about = _before(told, table.idx[token])
        if about is None:
            continue
        first = min(token, post) if table.dep[post] == "nsubjpass" else token
        last = max(table.right[post], token)
        if not sentence[0] <= last < sentence[1]:
            continue
        chain = Chain(voices=about.chain, basis=about.origin_basis, attributions=())
        yield _about(text, report, about, first, last, chain, "denied", None, "corrects")


def _about(  # noqa: PLR0913, PLR0917 - one value each
    text: Text,
    report: Report,
    about: Claim,
    first: int,
    last: int,
    chain: Chain,
    polarity: Polarity,
    why: Verification | None,
    link: LinkType,
) -> Claim:
    """Return a claim about what another claim says, in another voice."""
    table = text.table
    while last > first and table.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    span = (table.idx[first], table.end[last])
    said = {
        "undetermined": "it neither confirms nor denies",
        "denied": "what was told is taken back",
    }[polarity]
    return about.but(
        id=content_id(report.id, *span, link),
        quote=table.string[span[0] : span[1]],
        start=span[0],
        end=span[1],
        spans=(span,),
        chain=chain.voices,
        origin_basis=chain.basis,
        polarity=polarity,
        verification=why,
        certainty=UNDETERMINED if why is not None else Certainty(low=0.95, high=1.0),
        confidence=None,
        evidence=(),
        time=None,
        quantities=(),
        conditions=(),
        purpose=None,
        flags=(),
        links=(Link(type=link, claim_id=about.id, text=about.quote),),
        reasons={
            "polarity": said,
            "verification": said,
            "action": "of what was told before",
            "chain": chain.reason,
        },
    )
