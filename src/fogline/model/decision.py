"""A decision: a person's judgement. It leads; the machine's value stays visible beside it."""

from typing import Any, Literal, TypeAlias

from fogline.model.base import Record

Verdict: TypeAlias = Literal["confirm", "reject", "merge", "split", "move", "pin_grade"]


class Decision(Record, frozen=True, kw_only=True):
    """A row that is never overwritten: withdrawing it sets `withdrawn`, judging again adds a row."""

    id: str
    verdict: Verdict
    subject: Literal["claim", "event", "source", "place"]
    subject_id: str
    fingerprint: str
    """Of what was judged, so that it re-attaches after a re-reading or is listed as orphaned."""
    by: str
    made: str
    """ISO instant with offset."""
    reason: str
    value: dict[str, Any] | None = None
    withdrawn: str | None = None


class ListedDecision(Decision, frozen=True, kw_only=True):
    """A decision in a list."""

    orphaned: bool = False
    """True where nothing of that id or fingerprint is found any more, as after a re-reading."""
