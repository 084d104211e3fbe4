"""A forecast: a registered, later resolved statement about the future, ours or a voice's."""

import hashlib
from typing import Any, Literal, TypeAlias

import msgspec

from fogline.model.base import Record
from fogline.model.source import SourceKind

ForecastEvent: TypeAlias = Literal[
    "held",
    "lost",
    "cut",  # a road cannot be used
    "encircled",  # whoever stands in the place is cut off
    "losses",  # a side loses at least so many; nothing in a store tells it but a person
]
ForecastOutcome: TypeAlias = Literal["yes", "no", "void"]
ResolvedBy: TypeAlias = Literal["situation", "events", "truth", "person", "course"]


class ForecastRule(Record, frozen=True, kw_only=True):
    """What will count as having come true.

    Example: "Sadove is lost by blue on some day from 2023-02-01 to 2023-03-02".
    """

    event: ForecastEvent
    side: str
    """Who holds it, or loses it; who suffers from a cut road, a ring, or losses."""
    place_id: str | None
    """Gazetteer id; None where only a truth file or a person can tell."""
    place: str
    by: bool
    """True: on some day of the span; False: on its last day."""
    first: str
    """ISO day."""
    due: str
    """ISO day at whose end it is resolved."""
    term: str
    """Where the span comes from: the words, or our convention for words without a date."""

    at_least: float | None = None
    """Of `losses`: people."""

    @property
    def sentence(self) -> str:
        """The rule in words."""
        when = f"on some day from {self.first} to {self.due}" if self.by else f"on {self.due}"
        if self.event == "losses":
            return (
                f"{self.side} loses at least {self.at_least:,.0f} from {self.first} to {self.due}"
            )
        if self.event == "cut":
            return f"{self.place} is cut {when}"
        if self.event == "encircled":
            return f"{self.place} is encircled, {self.side} inside, {when}"
        return f"{self.place} is {self.event} by {self.side} {when}"


class Forecast(Record, frozen=True, kw_only=True):
    """One probability for one event, with everything it was registered with.

    `hash` is over all other fields but `registered`: a record that was changed afterwards no
    longer fits it.
    """

    id: str
    voice: str | None
    """Who forecasts; None where nobody is named."""
    voice_id: str | None
    voice_kind: SourceKind | Literal["own"]
    side: str | None
    """The voice's."""
    statement: str
    """The voice's words, or our sentence."""
    claim_id: str | None
    report_id: str | None
    url: str | None
    cut_off: str
    """ISO instant: nothing later was known to the voice."""
    registered: str
    """ISO instant at which it came into this ledger."""
    probability: float
    """That the rule's event comes."""
    low: float
    high: float
    conditions: tuple[str, ...] = ()
    """Under which it was said; a person judges whether they held."""
    courses: dict[str, str] = {}
    """Course by side under which our own outlook says it."""
    rule: ForecastRule
    persistence: float | None
    """1 or 0: whether the event was so at the cut-off, as known then."""
    climatology: float | None
    """How often that came within such a span among the theatre's places before the cut-off."""
    hash: str = ""

    @property
    def digest(self) -> str:
        """What `hash` must be: SHA-256 over the other fields but `registered`."""
        fields: dict[str, Any] = self.to_json()
        del fields["hash"], fields["registered"]
        if fields["rule"].get("at_least") is None:
            fields["rule"].pop("at_least", None)  # so that forecasts of before keep their hash
        return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()

    def sealed(self) -> "Forecast":
        """Return it with its hash."""
        return self.but(hash=self.digest)

    @property
    def whole(self) -> bool:
        """Tell whether it still is what was registered."""
        return self.hash == self.digest

    @property
    def in_advance(self) -> bool:
        """Tell whether it came into the ledger before its last day had begun."""
        return self.registered[:10] < self.rule.due


class Resolution(Record, frozen=True, kw_only=True):
    """What came of a forecast. Never overwritten: a later one of the same forecast leads."""

    id: str
    forecast_id: str
    outcome: ForecastOutcome
    """`void`: not to be scored, as its condition did not hold or another course was taken."""
    resolved: str
    """ISO instant."""
    known: str
    """ISO instant up to which evidence was read."""
    basis: ResolvedBy
    by: str
    """The person, the truth file, or the parameters of the situation."""
    reason: str
