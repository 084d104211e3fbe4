"""Steps two and three for a batch of reports: words -> claims -> places."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fogline import claims, places
from fogline.claims import Sentence
from fogline.claims.english.voices.reading import header_voice
from fogline.model.claim import Claim, Voice
from fogline.model.report import Report
from fogline.reports import fault
from fogline.settings import Settings
from fogline.text.parse import Parser
from fogline.theatres import load
from fogline.theatres.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What a report's words gave."""

    report: Report
    claims: tuple[Claim, ...]
    unread: str | None
    """Why it was not read for claims, None if it was."""
    sentences: tuple[Sentence, ...]
    """Each with the ids of its claims, or the reason why it has none."""
    failed: str | None = None
    """What went wrong that must not, None as a rule; such a report is not stored."""


class TextReader:
    """A loaded parser, gazetteer and lexicon of one theatre; one a process."""

    def __init__(self, theatre: str, settings: Settings) -> None:
        self.theatre = load(theatre)
        self.parser = Parser(settings.pipeline, settings.batch)
        self.lexicon = Lexicon.of(self.theatre)
        self.index = places.Index(places.open_gazetteer(settings), self.theatre)

    def read(self, batch: Sequence[tuple[Report, Report | None]]) -> list[ReadText]:
        """Read reports, each with the article that it is part of, in order."""
        docs = self.parser.docs(
            (report.text, report.furniture) for report, _ in batch if _language_is_read(report)
        )
        return [
            self._safely(report, parent, next(docs))
            if _language_is_read(report)
            else _unread(report)
            for report, parent in batch
        ]

    def _safely(self, report: Report, parent: Report | None, doc: "Doc") -> ReadText:
        """Read one text; a fault of ours in it must not cost the others."""
        try:
            return self._one(report, parent, doc)
        except Exception as error:  # noqa: BLE001 - see above; the reason names the fault
            return ReadText(
                report=report, claims=(), unread=None, sentences=(), failed=fault(error)
            )

    def _one(self, report: Report, parent: Report | None, doc: "Doc") -> ReadText:
        words = places.find(doc, self.index)
        reading = claims.read(
            report,
            doc,
            words,
            self.theatre,
            lexicon=self.lexicon,
            outer=self._outer(parent),
        )
        placements = places.resolve(report.text, words, self.index, report.title)
        placed = places.place(reading.claims, placements)
        return ReadText(report=report, claims=placed, unread=None, sentences=reading.sentences)

    def _outer(self, parent: Report | None) -> tuple[Voice, ...]:
        """Return the voices of the article around an embedded post."""
        if parent is None:
            return ()
        outlet = header_voice(parent.outlet, self.lexicon, "outlet")
        credited = (header_voice(name, self.lexicon, "credited") for name in parent.credited)
        return (outlet, *credited)


def _language_is_read(report: Report) -> bool:
    return report.language in claims.LANGUAGES


def _unread(report: Report) -> ReadText:
    reason = f"language {report.language}: stored and counted, not read for claims"
    return ReadText(report=report, claims=(), unread=reason, sentences=())


@lru_cache(maxsize=2)
def reader(theatre: str, settings: Settings) -> TextReader:
    """Return this process's reader of a theatre."""
    return TextReader(theatre, settings)
