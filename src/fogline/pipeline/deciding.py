"""People's judgements: added as rows, withdrawn as rows, never overwritten."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from fogline.errors import UsageError
from fogline.ids import content_id
from fogline.model.decision import Decision, Verdict
from fogline.model.event import Event
from fogline.model.time import now
from fogline.pipeline.assess import Assessment
from fogline.store import Writer

VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "claim": ("confirm", "reject", "move"),
    "event": ("confirm", "reject", "merge", "split", "pin_grade"),
}
"""What can be decided on what."""
_GRADE = re.compile(r"[A-F][1-6]")


def decide(  # noqa: PLR0913 - a judgement is all of these
    store: Writer,
    subject_id: str,
    verdict: str,
    *,
    by: str,
    reason: str,
    grade: str | None = None,
    into: str | None = None,
    claims: Sequence[str] = (),
    events: Mapping[str, Event] | None = None,
) -> Decision:
    """Store a person's judgement on a claim or an event.

    Args:
        store: where it is kept.
        subject_id: of the claim or event.
        verdict: one of `VERDICTS`.
        by: who judges.
        reason: why.
        grade: for pin_grade, an Admiralty grade as in B2.
        into: for merge and move, the event that takes the others.
        claims: for split, those that make an event of their own.
        events: by id, where they are known already; None = assessed now.

    Raises:
        UsageError: nothing has that id, the verdict does not fit it, or something is missing.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("a decision is signed and says why: give --by and --reason")
    judged = _Judged(store, events)
    subject, fingerprint = judged.subject(subject_id)
    allowed = VERDICTS[subject]
    if verdict not in allowed:
        raise UsageError(f"{verdict!r} on a {subject}: it can be {', '.join(allowed)}")
    made = now().isoformat()
    decision = Decision(
        id=content_id("decision", subject_id, verdict, by, made),
        verdict=verdict,
        subject=subject,
        subject_id=subject_id,
        fingerprint=fingerprint,
        by=by,
        made=made,
        reason=reason,
        value=judged.value(verdict, subject_id, grade, into, claims),
    )
    store.decide(decision)
    return decision


class _Judged:
    """Finds what a judgement names."""

    def __init__(self, store: Writer, events: Mapping[str, Event] | None) -> None:
        self.store = store
        self._given = events

    @cached_property
    def events(self) -> Mapping[str, Event]:
        if self._given is not None:
            return self._given
        return {e.id: e for e in Assessment(self.store).events}

    def subject(self, id_: str) -> tuple[Literal["claim", "event"], str]:
        claim = self.store.claim(id_)
        if claim is not None:
            return "claim", claim.fingerprint
        return "event", self.event(id_).reasons["fingerprint"]

    def event(self, id_: str) -> Event:
        found = self.events.get(id_)
        if found is None:
            raise UsageError(f"{id_}: neither a claim nor an event of this store has that id")
        return found

    def value(
        self,
        verdict: str,
        subject_id: str,
        grade: str | None,
        into: str | None,
        claims: Sequence[str],
    ) -> dict[str, Any] | None:
        """Return what the verdict says beside itself, checked."""
        if (verdict == "pin_grade") != (grade is not None):
            raise UsageError("pin_grade and --grade go together, as in --grade B2")
        if (verdict in {"merge", "move"}) != (into is not None):
            raise UsageError("merge and move go together with --into EVENT")
        if (verdict == "split") != bool(claims):
            raise UsageError("split goes together with --claim ID, once for each")
        if grade is not None:
            if not _GRADE.fullmatch(grade):
                raise UsageError(f"--grade {grade!r}: a letter A to F and a digit 1 to 6, as in B2")
            return {"letter": grade[0], "digit": grade[1]}
        if into is not None:
            if into == subject_id:
                raise UsageError(f"--into {into}: it is that event already")
            return {"into": into, "into_fingerprint": self.event(into).reasons["fingerprint"]}
        return self._split(self.event(subject_id), claims) if claims else None

    def _split(self, event: Event, claims: Sequence[str]) -> dict[str, Any]:
        own = {*event.claims_for, *event.claims_against}
        prints = []
        for id_ in claims:
            claim = self.store.claim(id_)
            if claim is None or id_ not in own:
                raise UsageError(f"--claim {id_}: no claim of event {event.id}")
            prints.append(claim.fingerprint)
        if set(claims) >= own:
            raise UsageError("split: at least one claim must stay")
        return {"claims": list(claims), "fingerprints": prints}


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
