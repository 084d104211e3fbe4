"""A report: one published text. A changed article is a new report; nothing is rewritten."""

from typing import Literal, TypeAlias

from fogline.ids import content_id
from fogline.model.base import Record

PublishedPrecision: TypeAlias = Literal["second", "minute", "hour", "day"]


class Report(Record, frozen=True, kw_only=True):
    """Example: "Jutarnji list published this page on 7 March 2023 at 10:25"."""

    id: str
    outlet: str
    """Name as the theatre's source has it if known there, else as printed."""
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    language: str
    """ISO 639-1; only `en` is read for claims."""
    published: str | None
    """ISO instant with offset."""
    published_precision: PublishedPrecision | None
    fetched: str
    """ISO instant with offset at which Fogline first saw the text."""
    text: str
    """All offsets are code points into it."""
    credited: tuple[str, ...] = ()
    photo_credit: str | None = None
    part_of: str | None = None
    copy_family: str | None = None
    """Id of the earliest report of its family of near-identical texts, itself included."""
    copy_score: float | None = None
    """Estimated Jaccard similarity to the nearest text of the family."""
    supersedes: str | None = None
    retracted: str | None = None
    retold: bool = False
    basis: str | None = None
    """For retold texts: the public reporting after which the fact is retold."""
    furniture: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that are nobody's claim: navigation, title line, credits, embedded posts."""

    @property
    def body_start(self) -> int:
        """Offset at which the first words after the leading furniture stand."""
        first = self.furniture[0] if self.furniture else (0, 0)
        return first[1] if not self.text[: first[0]].strip() else 0

    @property
    def known(self) -> str:
        """The instant from which the report is known: `published`, else `fetched`."""
        return self.published or self.fetched


class Retraction(Record, frozen=True, kw_only=True):
    """A dated record that a report was withdrawn; what was known before stays."""

    report_id: str
    retracted: str
    """ISO instant with offset."""
    reason: str | None = None


def report_id(outlet: str, url: str | None, raw: str) -> str:
    """Return a report's id: a hash of outlet, url and raw text."""
    return content_id("report", outlet, url, raw)
