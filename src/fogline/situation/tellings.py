"""Reports compared with each other as texts: one origin or two, compatible or not.

What a claim says and whose it is is read from its sentence; that two short reports are one telling,
or cannot both hold, is often seen only from their whole texts. Long articles hold many tellings and
are not compared as wholes.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from fogline.model.base import Record
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.situation.contradiction import Contradiction, contradiction
from fogline.situation.contradiction import conflicts as conflicts_of
from fogline.situation.kinship import Kinship, kinship
from fogline.situation.known import seconds
from fogline.situation.origins import Voices
from fogline.situation.passages import Passage, Reader
from fogline.situation.stances import Stance, StanceReader

SHORT_WORDS = 120
"""A text up to this long is taken for one telling."""
BRIEF_WORDS = 60
"""A text up to this long says little enough to be set against another as a whole."""
LIKELY = 0.8
"""Among all pairs of a store nearly none contradict each other, so that even odds are too few."""
RETOLD = 0.5
"""Texts with this share of word pairs in common are one text, which does not contradict itself."""
TELLING_PAIRS = 15
"""Shorter texts share so much by chance, and a denial repeats what it denies."""
CONFLICT = 0.25
"""Of what cannot both be, so much must have been found."""
DAYS = 3.0
"""Texts farther apart are not compared: the later one tells of what came since."""
MOST_NEAR = 200
"""Texts that one text is compared with, the nearest in time first."""


class TextDispute(Record, frozen=True, kw_only=True):
    """Two reports that cannot both hold by their words, whether or not claims were read in them."""

    reports: tuple[str, str]
    outlets: tuple[str, str]
    published: tuple[str, str]
    words: tuple[str, str]
    probability: float
    reason: str


class Tellings:
    """Compares the reports of one theatre; what was read of a text is kept."""

    def __init__(self, theatre: Theatre) -> None:
        self._reader = Reader(Voices(theatre))
        self._theatre = theatre
        self._opposed: dict[tuple[str, str], bool] = {}

    @cached_property
    def _stances(self) -> StanceReader:
        return StanceReader(self._theatre, self._reader)

    def passage(self, report: Report) -> Passage:
        """Return a report's text as what its lineage is judged by."""
        return self._reader.read(report.text, report.outlet, seconds(report.known))

    def stance(self, report: Report) -> Stance:
        """Return what a report holds to be so."""
        return self._stances.read(report.text, report.outlet, seconds(report.known))

    def kinship(self, a: Report, b: Report) -> Kinship:
        """Return whether two reports rest on origins of their own."""
        family = a.copy_family or a.id
        if family == (b.copy_family or b.id):
            return Kinship(0.0, "copies of one text")
        return kinship(self.passage(a), self.passage(b))

    def one_text(self, a: Report, b: Report) -> bool:
        """Whether one report is another's text with few changes."""
        if (a.copy_family or a.id) == (b.copy_family or b.id):
            return True
        p, q = self.passage(a).shingles, self.passage(b).shingles
        least = min(len(p), len(q))
        return least >= TELLING_PAIRS and len(p & q) >= RETOLD * least

    def opposed(self, a: Report, b: Report) -> bool:
        """Whether two reports surely cannot both hold; what was judged is kept."""
        key = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        if key not in self._opposed:
            self._opposed[key] = a.id != b.id and self.against(a, b) is not None
        return self._opposed[key]

    def against(self, a: Report, b: Report) -> Contradiction | None:
        """Return what sets two reports against each other, None if they may both hold."""
        stances = self.stance(a), self.stance(b)
        if conflicts_of(*stances) < CONFLICT or self.one_text(a, b):
            return None
        judged = contradiction(*stances)
        return judged if judged.probability >= LIKELY else None

    def contradiction(self, a: Report, b: Report) -> Contradiction:
        """Return whether what two reports say cannot both hold."""
        return contradiction(self.stance(a), self.stance(b))


_KEPT: dict[str, tuple[Theatre, Tellings]] = {}


def tellings(theatre: Theatre) -> Tellings:
    """Return the theatre's comparer, made once for each theatre as loaded."""
    kept = _KEPT.get(theatre.id)
    if kept is None or kept[0] is not theatre:
        kept = _KEPT[theatre.id] = theatre, Tellings(theatre)
    return kept[1]


def short(text: str, words: int = SHORT_WORDS) -> bool:
    """Whether a text is compared as a whole."""
    return text.count(" ") < words


def text_disputes(
    reports: Iterable[Report], theatre: Theatre, known: float
) -> tuple[TextDispute, ...]:
    """Return pairs of short reports known at an instant that cannot both hold, surest first.

    Compared are reports within three days of each other that share a name.
    """
    chosen = sorted(
        (
            r
            for r in reports
            if seconds(r.known) <= known and r.language == "en" and short(r.text, BRIEF_WORDS)
        ),
        key=lambda r: (seconds(r.known), r.id),
    )
    compared = tellings(theatre)
    found = []
    for a, b in _near(chosen, compared):
        judged = compared.against(a, b)
        if judged is not None:
            found.append(
                TextDispute(
                    reports=(a.id, b.id),
                    outlets=(a.outlet, b.outlet),
                    published=(a.known, b.known),
                    words=(a.text, b.text),
                    probability=judged.probability,
                    reason=judged.reason,
                )
            )
    return tuple(sorted(found, key=lambda d: (-d.probability, d.reports)))


def _near(reports: Sequence[Report], compared: Tellings) -> Iterator[tuple[Report, Report]]:
    by_name: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        names = compared.passage(report).sure_names
        seen: dict[int, None] = {}
        for name in sorted(names):
            for other in reversed(by_name.get(name, ())):
                if seconds(report.known) - seconds(reports[other].known) > DAYS * 86400:
                    break
                seen[other] = None
        for other in sorted(seen, reverse=True)[:MOST_NEAR]:
            yield reports[other], report
        for name in names:
            by_name.setdefault(name, []).append(number)
