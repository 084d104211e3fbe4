"""Copy families over the store: every new text is linked to the nearest one, none is dropped."""

from fogline.model.report import Report
from fogline.reports import CopyIndex, signature
from fogline.store import Writer
from fogline.store.rows import utc


class Families:
    """Links near copies while a run goes on. A family's name is its earliest known report."""

    def __init__(self, store: Writer) -> None:
        self._store = store
        store.changed_elsewhere()
        self._load()

    def _load(self) -> None:
        store = self._store
        self._changed: set[str] = set()
        self._index = CopyIndex(store.signatures())
        self._head: dict[str, str] = {}
        self._members: dict[str, dict[str, float]] = {}
        self._known: dict[str, str] = {}
        for report_id, head, score, known in store.families():
            self._known[report_id] = known
            self._join(report_id, head, score)
        self._changed.clear()

    def refresh(self) -> None:
        """Take in what another process has stored meanwhile."""
        if self._store.changed_elsewhere():
            self._load()

    def _join(self, report_id: str, head: str, score: float) -> None:
        self._head[report_id] = head
        self._members.setdefault(head, {})[report_id] = score
        self._changed.add(report_id)

    def link(self, report: Report) -> tuple[Report, bytes | None]:
        """Return the report with its family, and its signature for the store."""
        minhash = signature(report.text)
        if minhash is None:
            return report, None
        near = self._index.nearest(report.id, minhash)
        self._index.add(report.id, minhash)
        self._known[report.id] = utc(report.known)
        if near is None:
            return report, minhash
        other, score = near
        if other not in self._head:
            self._join(other, other, score)
        head = self._head[other]
        self._join(report.id, head, score)
        if self._known[report.id] < self._known_of(head):
            head = self._rename(head, report.id)
        return report.but(copy_family=head, copy_score=score), minhash

    def _known_of(self, report_id: str) -> str:
        if report_id not in self._known:
            stored = self._store.report(report_id)
            self._known[report_id] = utc(stored.known) if stored else ""
        return self._known[report_id]

    def _rename(self, old: str, new: str) -> str:
        members = self._members.pop(old)
        self._members[new] = members
        for member in members:
            self._head[member] = new
        self._changed.update(members)
        return new

    def changes(self) -> dict[str, tuple[str, float]]:
        """Return family and score of the reports that changed since this was last asked."""
        changed, self._changed = self._changed, set()
        return {i: (self._head[i], self._members[self._head[i]][i]) for i in sorted(changed)}
