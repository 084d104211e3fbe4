"""Who says which words: the result of reading voices, in no language in particular.

`claims/<language>/voices` makes these, `claims/<language>/` frames and `claims/step.py` use them.
Example: "The ministry said on Monday that troops left Sadove" gives one Attribution with the source
"The ministry", the cue "said", the content "that troops left Sadove" and the voice (ministry,
official). Attributions nest: in "the agency quoted him as saying X" the inner one's `parent` is
the outer one's index.
"""

from dataclasses import dataclass, field

from fogline.model.claim import (
    Certainty,
    ClaimKind,
    Confidence,
    Evidence,
    Flag,
    OriginBasis,
    Polarity,
    Stance,
    Verification,
    Voice,
)

TokenRange = tuple[int, int]
"""Half-open range of token indices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMeaning:
    """What a cue does with its content; read from the speech vocabulary."""

    lemma: str
    stance: Stance = "relays"
    """What the voices before do with the content: `distances` for "claimed"."""
    polarity: Polarity = "affirmed"
    """`denied` for "denied", `undetermined` for "could not verify"."""
    verification: Verification | None = None
    certainty: Certainty | None = None
    """Of the speaker's own verb: "suspects", "believes", "fears"; None = no effect."""
    confidence: Confidence | None = None
    kind: ClaimKind | None = None
    """`assessment` for "assesses", `order` for "ordered", `plan`, `forecast`, `estimate`."""
    carries: bool = True
    """False where nobody states the content: attitudes ("criticised the plan"), "did not say",
    "has not commented". Such attributions stand in no chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One voice, its cue and the words it is credited with."""

    cue: tuple[int, ...]
    """Token indices of the cue words; empty where quotation marks alone attribute."""
    source: TokenRange | None
    """Tokens of the words that name the voice."""
    content: tuple[TokenRange, ...]
    voice: Voice
    """Resolved name, kind, side; `role` and `stance` are set when the chain is built."""
    meaning: CueMeaning
    parent: int | None = None
    """Index of the attribution in whose content this one stands (who relays it)."""
    quoted: bool = False
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Flag, ...] = ()
    """How the voice stands: captivity, occupation."""
    reason: str = ""
    via: tuple[Voice, ...] = ()
    """Who passed the words on between the outer voice and this one: the broadcaster in "told
    Espresso TV"; outermost first."""
    basis: OriginBasis | None = None
    """Where the outlet speaks of itself: `witnessed` for "our reporter saw", `uncredited` for
    "we reported at noon that"; None = as the chain shows."""
    apart: bool = False
    """True where the words around say that the content is not so ("reports that X are untrue"):
    who says that does not pass it on, so its chain is `chain_of`."""
    denies: int | None = None
    """Index of the attribution that states what this one denies ("denied reports that X"): that
    one shares the content, stands beside this one and has its chain from `chain_of`."""
    checked_by: tuple[Voice, ...] = ()
    """Who tried to verify these words, each with the stance `unable_to_verify` or `verifies`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain for one place in the text, ready for a Claim."""

    voices: tuple[Voice, ...]
    basis: OriginBasis
    attributions: tuple[Attribution, ...]
    """From outermost to innermost, those whose content holds the place."""
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Flag, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """All attributions of a text, with the voices that stand before any of them."""

    attributions: tuple[Attribution, ...]
    outlet: Voice
    credited: tuple[Voice, ...] = ()
    institution: bool = False
    """True where the outlet publishes its own statement (a ministry's bulletin): what it asserts
    without credit is its own report, not `uncredited`."""
    by_token: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Token index -> indices of the attributions whose content holds it, outermost first; only
    those that carry a statement, without those that another one denies."""
    outer: tuple[Voice, ...] = ()
    """For an embedded post: the voices of the article around it, which stand before the outlet."""
