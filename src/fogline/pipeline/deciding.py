"""People's judgements: added as rows, withdrawn as rows, never overwritten."""

import re

from fogline.errors import UsageError
from fogline.ids import content_id
from fogline.model.decision import Decision, Verdict
from fogline.model.time import now
from fogline.pipeline.assess import Assessment
from fogline.store import Writer

VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "claim": ("confirm", "reject"),
    "event": ("confirm", "reject", "pin_grade"),
}
"""What can be decided on what."""
_GRADE = re.compile(r"[A-F][1-6]")


def decide(  # noqa: PLR0913 - a judgement is all of these
    store: Writer, subject_id: str, verdict: str, *, by: str, reason: str, grade: str | None = None
) -> Decision:
    """Store a person's judgement on a claim or an event.

    Raises:
        UsageError: nothing has that id, the verdict does not fit it, or name or reason are missing.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("a decision is signed and says why: give --by and --reason")
    subject, fingerprint = _subject(store, subject_id)
    allowed = VERDICTS[subject]
    if verdict not in allowed:
        raise UsageError(f"{verdict!r} on a {subject}: it can be {', '.join(allowed)}")
    if (verdict == "pin_grade") != (grade is not None):
        raise UsageError("pin_grade and --grade go together, as in --grade B2")
    if grade is not None and not _GRADE.fullmatch(grade):
        raise UsageError(f"--grade {grade!r}: a letter A to F and a digit 1 to 6, as in B2")
    made = now().isoformat()
    decision = Decision(
        id=content_id("decision", subject_id, verdict, by, made),
        verdict=verdict,
        subject=subject,  # type: ignore[arg-type]  # one of VERDICTS' keys
        subject_id=subject_id,
        fingerprint=fingerprint,
        by=by,
        made=made,
        reason=reason,
        value={"letter": grade[0], "digit": grade[1]} if grade else None,
    )
    store.decide(decision)
    return decision


def _subject(store: Writer, subject_id: str) -> tuple[str, str]:
    claim = store.claim(subject_id)
    if claim is not None:
        return "claim", claim.fingerprint
    for event in Assessment(store).events:
        if event.id == subject_id:
            return "event", event.reasons["fingerprint"]
    raise UsageError(f"{subject_id}: neither a claim nor an event of this store has that id")


def withdraw(store: Writer, decision_id: str) -> Decision:
    """Withdraw a standing decision from now on; before, it stood.

    Raises:
        UsageError: no standing decision has that id.
    """
    for decision in store.decisions():
        if decision.id == decision_id:
            withdrawn = decision.but(withdrawn=now().isoformat())
            store.decide(withdrawn)
            return withdrawn
    raise UsageError(f"{decision_id}: no standing decision has that id; see fogline decisions")
