"""What is held to be so, how surely, and on whose word."""

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
    "Parameters",
    "PlaceSupport",
    "Prepared",
    "changes",
    "coverage",
    "disputes",
    "events",
    "prepare",
    "series",
    "situation",
    "supports",
]
