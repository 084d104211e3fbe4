"""What each event was held to be at an earlier instant, worked out from the later events.

Between two instants a few claims become known or are withdrawn, and people judge a few things.
What nothing of this touches has the status that it has now; the rest is weighed again, with what
was known then.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from fogline.model.decision import Decision
from fogline.model.event import Event
from fogline.situation.arranging import Group, arrange, names
from fogline.situation.collecting import uncollected
from fogline.situation.events import status_of, verdict_on, verdicts_on
from fogline.situation.grouping import Member, earlier, groups_of, members_of
from fogline.situation.known import Ledger
from fogline.situation.observations import Evidence
from fogline.situation.rivals import Rivals

ByPlace = dict[Hashable, list[Group]]


@uncollected()
def statuses_before(
    evidence: Evidence,
    ledger: Ledger,
    decisions: Iterable[Decision],
    instants: tuple[float, float],
    events: Sequence[Event],
) -> dict[str, str]:
    """Return the status of each event at the first instant, by the id that it had then.

    Args:
        evidence: claims read into columns.
        ledger: since when each claim is known, and until when it stands.
        decisions: people's judgements.
        instants: the one asked about and that of `events`, as POSIX seconds.
        events: those of the second instant, made of the same records.
    """
    since, known = instants
    decisions = tuple(decisions)
    later = members_of(evidence, ledger, known)
    # Of an instant after the other one, its members are not among those of the other.
    known_then = (
        earlier(later, ledger, since) if since <= known else members_of(evidence, ledger, since)
    )
    then, now = _by_place(known_then, decisions, since), _by_place(later, decisions, known)
    verdicts = verdicts_on([g for there in then.values() for g in there], decisions, since)
    touched = _touched(then, now) | _judged_otherwise(then, verdicts, events)
    anew = {names(group)[0] for place in touched for group in now.get(place, [])}
    result: dict[str, str] = {e.id: e.status for e in events if e.id not in anew}
    groups = [group for place in touched for group in then.get(place, [])]
    rivals = Rivals(groups, evidence)
    for number, group in enumerate(groups):
        verdict = verdict_on(group, verdicts) if verdicts else None
        result[names(group)[0]] = status_of(group, rivals.of(number), evidence, verdict)
    return result


def _touched(then: ByPlace, now: ByPlace) -> set[Hashable]:
    """Return the places whose groups are not the same at both instants."""
    return {
        place
        for place in {**then, **now}
        if _content(then.get(place, [])) != _content(now.get(place, []))
    }


def _judged_otherwise(
    then: ByPlace, verdicts: Mapping[str, Decision], events: Sequence[Event]
) -> set[Hashable]:
    """Return the places with an event that is judged at one instant otherwise than at the other."""
    judged = {e.id: e.decision for e in events if e.decision is not None}
    if not verdicts and not judged:
        return set()
    return {
        place
        for place, groups in then.items()
        if any(verdict_on(group, verdicts) != judged.get(names(group)[0]) for group in groups)
    }


def _by_place(members: Sequence[Member], decisions: Sequence[Decision], known: float) -> ByPlace:
    """Return the groups by their place, within which alone they stand against each other."""
    result: ByPlace = {}
    for group, _ in arrange(groups_of(members), decisions, known):
        place = group[0].anchor or (group[0].claim.id,)
        result.setdefault(place, []).append(group)
    return result


def _content(groups: Sequence[Group]) -> list[list[tuple[int, str | None]]]:
    """Return what tells the groups of a place at two instants apart."""
    return [[(m.index, m.withdrawn) for m in group] for group in groups]
