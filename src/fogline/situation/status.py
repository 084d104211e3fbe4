"""The status of a place: what its probabilities and its newest claims amount to, in a word."""

from dataclasses import dataclass, field
from datetime import date

from fogline.model.situation import ClaimedBy, PlaceStatus
from fogline.situation.control import FIRM
from fogline.situation.known import iso

CLAIM_DAYS = 21
"""A side's claim to hold a place that others hold stands this long unless repeated."""
FIGHT_DAYS = 10
"""Fighting reported within this many days makes an undecided place contested."""
PRESENCE_DAYS = 7
"""A filmed flag or a raid is presence for about a week."""
NOBODY_DAYS = 30
"""Each side reported not to hold a place within this many days makes it a grey zone."""
LAST_WORD = 0.6
"""Silence is no evidence: from this probability on, a place nobody speaks of stays its holder's."""


@dataclass(slots=True)
class Signs:
    """The newest signs at a place: ordinal days, None = none."""

    leader: str
    probability: float
    evidence: int | None
    """Day of the newest evidence since the baseline."""
    run_since: int
    """First day of the present run in which the same side held it firmly, or none did."""
    on: int
    claimed_by: tuple[ClaimedBy, ...] = ()
    fight: int | None = None
    doubt: int | None = None
    """Last day of evidence against the leader's hold."""
    presence: dict[str, int] = field(default_factory=dict)
    """Last day of reported presence or advance, by side."""
    left: dict[str, tuple[int, int]] = field(default_factory=dict)
    """First and last day of reported withdrawal, by side."""
    absent: dict[str, int] = field(default_factory=dict)
    """Last day on which a side was reported not to hold it, by side."""
    encircled: dict[str, tuple[int, int]] = field(default_factory=dict)
    """First and last day of reported encirclement of a side's hold."""


def status_of(signs: Signs) -> tuple[PlaceStatus, int | None, str]:
    """Return the status, the ordinal day since when, and the reason in a sentence."""
    if signs.evidence is None:
        return "unknown", None, "no evidence since the baseline"
    cut = signs.encircled.get(signs.leader)
    if cut is not None and signs.probability >= 0.5:
        return "isolated", cut[0], f"{signs.leader} holds it and is reported cut off"
    return _held(signs) if signs.probability >= FIRM else _open(signs, signs.evidence)


def _held(signs: Signs) -> tuple[PlaceStatus, int | None, str]:
    others = {
        s: d
        for s, d in signs.presence.items()
        if s != signs.leader and signs.on - d <= PRESENCE_DAYS
    }
    if others:
        side, day = max(others.items(), key=lambda item: (item[1], item[0]))
        return (
            "infiltrated",
            day,
            f"{signs.leader} holds it ({signs.probability:.2f}); {side} is reported inside",
        )
    return "held", signs.run_since, f"{signs.leader} at {signs.probability:.2f}, {FIRM} or more"


def _open(signs: Signs, evidence: int) -> tuple[PlaceStatus, int | None, str]:
    claims = signs.claimed_by
    if len(claims) == 1 or (claims and claims[0].side != signs.leader):
        first = claims[0]
        return (
            "claimed",
            date.fromisoformat(first.since).toordinal(),
            f"{first.side} says that it holds it; the evidence gives no side {FIRM}",
        )
    gone = signs.left.get(signs.leader)
    if gone is not None and signs.on - gone[1] <= FIGHT_DAYS:
        why = f"{signs.leader} is reported to have left, and nobody to have come"
        return "vacated", gone[0], why
    if signs.fight is not None and signs.on - signs.fight <= FIGHT_DAYS:
        why = f"fighting was reported on {iso(signs.fight)} and no side reaches {FIRM}"
        return "contested", signs.run_since, why
    if signs.doubt is not None and signs.on - signs.doubt <= FIGHT_DAYS:
        why = f"word of {iso(signs.doubt)} speaks against {signs.leader} and no side reaches {FIRM}"
        return "contested", signs.run_since, why
    return _quiet(signs, evidence)


def _quiet(signs: Signs, evidence: int) -> tuple[PlaceStatus, int | None, str]:
    """Return what an undecided place is of which nobody has spoken of late."""
    if sum(signs.on - day <= NOBODY_DAYS for day in signs.absent.values()) > 1:
        return "grey_zone", max(signs.absent.values()), "each side is reported not to hold it"
    if signs.probability >= LAST_WORD:
        why = f"{signs.leader} at {signs.probability:.2f} as of the last word, of {iso(evidence)}"
        return "held", signs.run_since, why
    why = f"the last word, of {iso(evidence)}, leaves it open and nobody has spoken since"
    return "contested", signs.run_since, why
