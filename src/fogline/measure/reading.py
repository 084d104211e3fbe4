"""Reading gold texts as the pipeline reads reports, from a file to claims with places."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fogline.errors import DataError
from fogline.measure.gold import GoldText
from fogline.model.claim import Claim
from fogline.pipeline.reader import ReadText, TextReader
from fogline.reports.dates import parse_stamp
from fogline.reports.draft import Context, Draft, finish
from fogline.reports.plain import drafts
from fogline.settings import Settings


class GoldReader:
    """Reads one gold text at a time; a theatre is loaded when a text first names it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._readers: dict[str, TextReader] = {}

    def __call__(self, gold: GoldText) -> Sequence[Claim]:
        """Return the claims of a text; a missing theatre is the configured one."""
        theatre = str(gold.header.get("theatre") or self._settings.theatre)
        reader = self._readers.get(theatre)
        if reader is None:
            reader = self._readers[theatre] = TextReader(theatre, self._settings)
        context = Context(zone=reader.theatre.zone, fetched=datetime.now(UTC))
        parent = None if gold.parent is None else finish(_draft(gold.parent), context)
        draft = _draft(gold)
        report = finish(draft, context)
        (read,) = reader.read([(report, parent)])
        claims = list(_claims(read))
        for post in draft.posts:
            if post.text not in gold.apart:
                post.part_of = report.id
                (read,) = reader.read([(finish(post, context), report)])
                claims += (_shifted(c, gold.text.find(post.text)) for c in _claims(read))
        return sorted(claims, key=lambda c: c.start)


def _claims(read: ReadText) -> Sequence[Claim]:
    if read.failed is not None:
        raise DataError(f"{read.report.title or read.report.id}: {read.failed}")
    return read.claims


def _draft(gold: GoldText) -> Draft:
    draft = drafts(gold.name, gold.text)
    for field in ("outlet", "title", "url", "language"):
        if gold.header.get(field) is not None:
            setattr(draft, field, str(gold.header[field]))
    if credited := gold.header.get("credited"):
        draft.credited = tuple(credited) if isinstance(credited, list) else (str(credited),)
    try:
        draft.published = parse_stamp(gold.header.get("published")) or draft.published
    except ValueError as error:
        raise DataError(f"{gold.name}: published: {error}") from None
    return draft


def _shifted(claim: Claim, by: int) -> Claim:
    """Return the claim of an embedded post with offsets into the article around it."""
    return claim.but(
        start=claim.start + by,
        end=claim.end + by,
        spans=tuple((a + by, b + by) for a, b in claim.spans),
        conditions=tuple(c.but(start=c.start + by, end=c.end + by) for c in claim.conditions),
        places=tuple(p.but(start=p.start + by, end=p.end + by) for p in claim.places),
    )
