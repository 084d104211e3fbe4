"""People's judgements: which of them stand at an instant, and what they find again.

A decision is found by the id of what it judged, and, after a re-reading gave that another id, by
its fingerprint. Judging again outranks what was judged before; what is withdrawn no longer stands
from that instant on, and did before.
"""

from collections.abc import Iterable

from fogline.model.decision import Decision
from fogline.situation.known import seconds


def standing(decisions: Iterable[Decision], subject: str, known: float) -> dict[str, Decision]:
    """Return the newest decision that stands on each subject, by its id and its fingerprint."""
    result: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (seconds(d.made), d.id)):
        over = decision.withdrawn is not None and seconds(decision.withdrawn) <= known
        if decision.subject == subject and seconds(decision.made) <= known and not over:
            result[decision.subject_id] = result[decision.fingerprint] = decision
    return result
