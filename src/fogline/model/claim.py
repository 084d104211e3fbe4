"""A claim: one statement by one voice, with its words, its chain and what it says.

The fields and their meaning are the claim format, `docs/spec/claims.md`. Nothing here is
particular to a language.
"""

from typing import Any, Literal, TypeAlias

from fogline.ids import content_id
from fogline.model.base import Record
from fogline.model.decision import Decision
from fogline.model.source import SourceKind
from fogline.model.time import TimeSpan

VoiceRole: TypeAlias = Literal["outlet", "credited", "relay", "origin"]
Stance: TypeAlias = Literal[
    "endorses",
    "relays",
    "distances",
    "doubts",
    "unable_to_verify",
    "verifies",
]
OriginBasis: TypeAlias = Literal["witnessed", "own_reporting", "imagery", "relayed", "uncredited"]
ClaimKind: TypeAlias = Literal[
    "event",
    "state",
    "order",
    "plan",
    "assessment",
    "forecast",
    "estimate",
    "opinion",
]
Outcome: TypeAlias = Literal["succeeded", "failed", "repelled"]
Phase: TypeAlias = Literal["planned", "ongoing", "completed", "halted"]
Tense: TypeAlias = Literal["past", "present", "future"]
Polarity: TypeAlias = Literal["affirmed", "denied", "undetermined"]
Verification: TypeAlias = Literal["not_observed", "cannot_verify", "no_comment", "too_early"]
Confidence: TypeAlias = Literal["low", "moderate", "high"]
ConditionType: TypeAlias = Literal["if", "unless", "as_long_as", "until", "even_if"]
LinkType: TypeAlias = Literal["denies", "does_not_confirm", "corrects", "repeats"]
PlaceRole: TypeAlias = Literal["at", "from", "to", "via"]
QuantityCategory: TypeAlias = Literal[
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "captured",
    "displaced",
    "remaining",
    "present",
]
EvidenceType: TypeAlias = Literal["photo", "video", "satellite", "document", "radio"]
Flag: TypeAlias = Literal[
    "captivity",
    "occupation",
    "victim",
    "minor",
    "private_person",
    "allegation",
]


class Voice(Record, frozen=True, kw_only=True):
    """One link of a chain.

    `stance` is what it does with the next voice's words; the origin's is None.
    """

    name: str | None
    """The fullest form in the report; null where the words name nobody."""
    kind: SourceKind
    id: str | None = None
    """The theatre's source or actor of that name: the same whichever form a report uses."""
    side: str | None = None
    role: VoiceRole
    stance: Stance | None = None


class Certainty(Record, frozen=True, kw_only=True):
    """How sure the origin's words are that the claim with its polarity holds.

    An interval of probability; words after ICD 203 where they stand; a flat statement is 0.95 to
    1 without a cue.
    """

    low: float
    high: float
    cue: str | None = None


class Condition(Record, frozen=True, kw_only=True):
    """Under which the claim is said to hold."""

    type: ConditionType
    text: str
    start: int
    end: int


class Purpose(Record, frozen=True, kw_only=True):
    """What for: "in order to", "to avoid"."""

    text: str


class Link(Record, frozen=True, kw_only=True):
    """To what this claim denies, does not confirm, corrects or repeats."""

    type: LinkType
    claim_id: str | None = None
    text: str | None = None


class Party(Record, frozen=True, kw_only=True):
    """An actor or target."""

    text: str
    side: str | None = None
    id: str | None = None
    echelon: str | None = None


class ClaimPlace(Record, frozen=True, kw_only=True):
    """Words for a place in the report and, once resolved, where that is."""

    text: str
    start: int
    end: int
    role: PlaceRole = "at"
    name: str | None = None
    relation: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_km: float | None = None
    geometry: dict[str, Any] | None = None
    gazetteer_id: str | None = None
    probability: float | None = None


class Quantity(Record, frozen=True, kw_only=True):
    """A number with its words: how many of what, whose, counted how."""

    text: str
    low: float | None
    high: float | None
    unit: str | None = None
    of: str | None = None
    """Whose: a side id or the words."""
    category: QuantityCategory | None = None
    approximate: bool = False
    cumulative: bool | None = None
    period_days: float | None = None


class Evidence(Record, frozen=True, kw_only=True):
    """What the words rest on."""

    type: EvidenceType
    posted: TimeSpan | None = None
    captured: TimeSpan | None = None
    geolocated_by: str | None = None


Extent: TypeAlias = Literal["part", "way", "whole"]
ReadFrom: TypeAlias = Literal["grammar", "learned", "topic"]
"""`learned`: no frame reads the clause so; a reader trained on annotated text takes it for a claim of
this action, with the probability that its reason names. That is enough to find it, and too little to
say that it is so. `topic` stands in stores that engines before it wrote."""


class Claim(Record, frozen=True, kw_only=True):
    """One statement by one voice."""

    id: str
    report_id: str
    outlet: str
    url: str | None
    published: str | None
    retold: bool
    engine_version: str

    quote: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]

    chain: tuple[Voice, ...]
    origin_basis: OriginBasis

    kind: ClaimKind
    action: str
    sub_action: str | None = None
    outcome: Outcome | None = None
    means: str | None = None
    phase: Phase | None = None
    tense: Tense | None = None
    polarity: Polarity = "affirmed"
    verification: Verification | None = None
    certainty: Certainty
    confidence: Confidence | None = None
    conditions: tuple[Condition, ...] = ()
    purpose: Purpose | None = None
    links: tuple[Link, ...] = ()
    actor: Party | None = None
    target: Party | None = None
    places: tuple[ClaimPlace, ...] = ()
    extent: Extent | None = None
    """What of its places the words mean: ground or buildings in them, a road or bridge, or expressly
    the whole; None where they do not say."""
    time: TimeSpan | None = None
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Flag, ...] = ()
    read_from: ReadFrom = "grammar"
    reasons: dict[str, str] = {}
    decision: Decision | None = None

    @property
    def origin(self) -> Voice:
        """The voice at the end of the chain."""
        return self.chain[-1]

    @property
    def fingerprint(self) -> str:
        """What a decision on the claim judged: finds it again after a re-reading by newer rules."""
        return content_id("claim", self.report_id, self.quote, self.action, self.polarity)

    @property
    def side(self) -> str | None:
        """The side that acts."""
        return self.actor.side if self.actor else None
