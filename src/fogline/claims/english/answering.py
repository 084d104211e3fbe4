"""Claims about what another claim says: who is silent on it, denies it or takes it back."""

from bisect import bisect_left

from fogline.claims.attribution import Attribution, Chain
from fogline.claims.english.text import Text
from fogline.ids import content_id
from fogline.model.claim import Certainty, Claim, Link, LinkType, Polarity, Verification
from fogline.model.report import Report

UNDETERMINED = Certainty(low=0.0, high=1.0)


def clause_words(text: Text, attribution: Attribution) -> tuple[int, int]:
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


def named_action(text: Text, first: int, last: int) -> str | None:
    """Return the action that a noun in the words names: "denied the attack"."""
    table = text.table
    for token in range(first, min(last + 1, table.n)):
        frames = text.lexis.nouns.get(table.lemma[token].lower())
        if frames and table.tag[token][:1] == "N":
            return frames[0].action
    return None


def sentence_of(text: Text, claim: Claim) -> int:
    """Return the number of the sentence in which a claim begins."""
    table = text.table
    return table.sent[min(bisect_left(table.idx, claim.start), table.n - 1)]


def told_within(told: list[Claim], start: int, end: int) -> Claim | None:
    """Return the first claim that begins between two offsets."""
    return next((c for c in told if start <= c.start < end), None)


def told_before(told: list[Claim], offset: int, action: str | None = None) -> Claim | None:
    """Return the claim that words after it are about: the nearest that is no mere consequence."""
    found = [c for c in told if c.start < offset][-_REMEMBERED:]
    if action is not None and (named := [c for c in found if c.action == action]):
        return named[-1]
    events = [c for c in found if c.action not in _CONSEQUENCES]
    nearest = events or found
    return nearest[-1] if nearest else None


_REMEMBERED = 4
_CONSEQUENCES = frozenset({"casualties", "displace", "other", "supply", "mobilise", "halt"})


def answer(  # noqa: PLR0913, PLR0917 - one value each
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
