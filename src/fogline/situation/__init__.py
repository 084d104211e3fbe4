"""What is held to be so, how surely, and on whose word."""

from fogline.situation.history import (
    FirstClaim,
    History,
    PlaceHistory,
    StatusChange,
    first_claims,
)
from fogline.situation.parameters import at as parameters_at
from fogline.situation.step import (
    Changes,
    Coverage,
    Dispute,
    Parameters,
    PlaceSupport,
    Prepared,
    changes,
    coverage,
    disputes,
    events,
    prepare,
    series,
    situation,
    supports,
)

__all__ = [
    "Changes",
    "Coverage",
    "Dispute",
    "FirstClaim",
    "History",
    "Parameters",
    "PlaceHistory",
    "PlaceSupport",
    "Prepared",
    "StatusChange",
    "changes",
    "coverage",
    "disputes",
    "events",
    "first_claims",
    "parameters_at",
    "prepare",
    "series",
    "situation",
    "supports",
]
