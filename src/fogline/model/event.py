"""An event: the claims held to speak of one thing, for and against, by independent origins."""

from typing import Literal, TypeAlias

from fogline.model.base import Record
from fogline.model.claim import ClaimPlace
from fogline.model.decision import Decision
from fogline.model.time import TimeSpan

EventStatus: TypeAlias = Literal["open", "claimed", "confirmed", "disputed", "withdrawn"]


class Grade(Record, frozen=True, kw_only=True):
    """A letter or digit of the Admiralty scale with its reason; F and 6 mean not judged."""

    value: str
    reason: str


class Credibility(Record, frozen=True, kw_only=True):
    """The Admiralty grade: `letter` from the record of the sources, `digit` from origins only."""

    letter: Grade
    digit: Grade


class OriginNode(Record, frozen=True, kw_only=True):
    """Who took it from whom: an origin or relay with those who took it over."""

    name: str | None
    kind: str
    side: str | None
    claim_ids: tuple[str, ...]
    independent: bool
    """True where the node counts as one independent origin."""
    reason: str
    taken_by: tuple["OriginNode", ...] = ()


class Event(Record, frozen=True, kw_only=True):
    """Example: "Soledar was captured by Russia, 10 to 13 January: 3 origins for, 2 against"."""

    id: str
    action: str
    sub_action: str | None
    side: str | None
    places: tuple[ClaimPlace, ...]
    time: TimeSpan | None
    status: EventStatus
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    origins_for: dict[str, int]
    """Independent origins by side; `neutral` for voices of no side."""
    origins_against: dict[str, int]
    origin_tree: tuple[OriginNode, ...]
    credibility: Credibility
    reasons: dict[str, str]
    decision: Decision | None = None
