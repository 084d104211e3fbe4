"""What people say belongs together: events merged, claims split off or moved to another event.

Each judgement that stands is applied in the order in which they were made, to the groups that the
rules made; taken back, the groups are the rules' again.
"""

from collections.abc import Iterable, Sequence

from fogline.ids import content_id
from fogline.model.decision import Decision
from fogline.situation.grouping import Member
from fogline.situation.known import seconds

Group = list[Member]
ARRANGING = frozenset({"merge", "split", "move"})


def names(group: Sequence[Member]) -> tuple[str, str]:
    """Return an event's id and fingerprint: those of the claim by which it became known."""
    first = min(group, key=lambda m: (m.known, m.claim.id))
    claim = first.claim
    return (
        content_id("event", claim.action, claim.side, first.anchor, claim.id),
        fingerprint(claim.action, claim.side, first.anchor, first.first),
    )


def fingerprint(action: str, side: str | None, anchor: str, day: int) -> str:
    """Return what a decision on an event judged: it finds the event again after a re-reading."""
    return content_id("event-print", action, side, anchor, day)


def arrange(
    groups: Sequence[Group], decisions: Iterable[Decision], known: float
) -> list[tuple[Group, tuple[str, ...]]]:
    """Return the groups as people arranged them, each with the reasons for it."""
    standing = [d for d in decisions if d.verdict in ARRANGING and _stands(d, known)]
    if not standing:
        return [(group, ()) for group in groups]
    table = _Table(groups)
    for decision in sorted(standing, key=lambda d: (seconds(d.made), d.id)):
        table.apply(decision)
    return table.arranged()


def _stands(decision: Decision, known: float) -> bool:
    over = decision.withdrawn is not None and seconds(decision.withdrawn) <= known
    return seconds(decision.made) <= known and not over


class _Table:
    """Groups by every name under which a decision may know them."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups: dict[int, Group] = {}
        self._reasons: dict[int, list[str]] = {}
        self._by_name: dict[str, int] = {}
        self._of_claim: dict[str, int] = {}
        for group in groups:
            self._add(list(group))

    def _add(self, group: Group) -> int:
        number = max(self._groups, default=-1) + 1
        self._groups[number], self._reasons[number] = group, []
        self._name(number)
        return number

    def _name(self, number: int) -> None:
        group = self._groups[number]
        id_, print_ = names(group)
        self._by_name[id_] = number
        self._by_name.setdefault(print_, number)
        for member in group:
            self._of_claim[member.claim.id] = number
            self._of_claim.setdefault(member.claim.fingerprint, number)

    def apply(self, decision: Decision) -> None:
        """Do what a decision says, as far as what it judged is still there."""
        value = decision.value or {}
        if decision.verdict == "merge":
            begun = self._find(decision.subject_id, decision.fingerprint)
            self._move(begun, self._into(value), None, decision)
        elif decision.verdict == "split":
            begun = self._find(decision.subject_id, decision.fingerprint)
            chosen = {*value.get("claims", ()), *value.get("fingerprints", ())}
            if begun is not None and 0 < len(_of(self._groups[begun], chosen)) < len(
                self._groups[begun]
            ):
                self._move(begun, self._add_empty(), chosen, decision)
        else:
            keys = {decision.subject_id, decision.fingerprint}
            begun = self._of_claim.get(decision.subject_id)
            begun = self._of_claim.get(decision.fingerprint) if begun is None else begun
            self._move(begun, self._into(value), keys, decision)

    def _find(self, id_: str, print_: str) -> int | None:
        number = self._by_name.get(id_)
        return self._by_name.get(print_) if number is None else number

    def _into(self, value: dict[str, object]) -> int | None:
        return self._find(str(value.get("into")), str(value.get("into_fingerprint")))

    def _add_empty(self) -> int:
        number = max(self._groups) + 1
        self._groups[number], self._reasons[number] = [], []
        return number

    def _move(
        self, begun: int | None, into: int | None, keys: set[str] | None, decision: Decision
    ) -> None:
        """Move the members with these ids or fingerprints, or all (None), to another group."""
        if begun is None or into is None or begun == into:
            return
        source = self._groups[begun]
        moved = list(source) if keys is None else _of(source, keys)
        if not moved:
            return
        gone = set(map(id, moved))
        self._groups[into].extend(moved)
        said = f"{decision.by} decided so ({decision.verdict}): {decision.reason}"
        self._reasons[into].append(said)
        source[:] = [m for m in source if id(m) not in gone]
        if source:
            self._reasons[begun].append(said)
            self._name(begun)
        else:
            del self._groups[begun]
            for name, number in self._by_name.items():
                if number == begun:
                    self._by_name[name] = into
        self._name(into)

    def arranged(self) -> list[tuple[Group, tuple[str, ...]]]:
        """Return the groups with the reasons of those that people changed."""
        return [(group, tuple(self._reasons[n])) for n, group in self._groups.items()]


def _of(group: Iterable[Member], keys: set[str]) -> Group:
    return [m for m in group if m.claim.id in keys or m.claim.fingerprint in keys]
