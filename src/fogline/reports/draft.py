"""A report while it is being read, and its last step: a checked `Report` with an id."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fogline.errors import InputRefused
from fogline.model.report import Report, report_id
from fogline.reports.dateline import Dateline, dateline
from fogline.reports.dates import Stamp
from fogline.reports.language import language_of
from fogline.text.normalise import without_controls

UNKNOWN_OUTLET = "unknown outlet"
FIRST_YEAR = 1600
"""The oldest newspaper is of 1605; an earlier year is a fault of the archive."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds for a whole run of reading."""

    zone: str
    """Zone of dates that come without an offset: the theatre's."""
    fetched: datetime
    outlet: str | None = None
    """Outlet of texts that do not name theirs."""
    url: str | None = None
    published: Stamp | None = None
    """When texts that do not say it were published."""
    publishers: frozenset[str] = frozenset()
    """Casefolded names that are outlets wherever one stands over a text."""
    max_text_chars: int = 1_000_000
    future_tolerance: timedelta = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a form of input yields; every field that it does not know stays None or empty."""

    name: str
    """The input with the place in it, for messages."""
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: Stamp | None = None
    credited: tuple[str, ...] = ()
    photo_credit: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()
    retold: bool = False
    basis: str | None = None
    supersedes: str | None = None
    """Id, or the name of the input that this one replaces."""
    retracted: Stamp | None = None
    part_of: str | None = None
    posts: list["Draft"] = field(default_factory=list)


def finish(draft: Draft, context: Context) -> Report:
    """Check a draft and give it its id.

    Raises:
        InputRefused: it has no text, too much, or a date in the future.
    """
    if not draft.text.strip():
        raise InputRefused(draft.name, "empty; there is no text to read")
    if len(draft.text) > context.max_text_chars:
        raise InputRefused(
            draft.name,
            f"{len(draft.text):,} characters in one text, more than {context.max_text_chars:,}; "
            "split it, or raise FOGLINE_MAX_TEXT_CHARS",
        )
    # Half a surrogate pair cannot be stored; one character for one, so that offsets hold.
    text = _SURROGATE.sub("\ufffd", draft.text)
    head = dateline(text, _body_start(draft.furniture, text))
    agency = head.agency if head is not None else None
    stamp = draft.published or (head.day if head is not None else None) or context.published
    published = _instant(draft.name, "published", stamp, context)
    outlet = _line(draft.outlet or context.outlet or agency) or UNKNOWN_OUTLET
    credited = draft.credited or ((agency,) if agency and agency not in outlet else ())
    url = _line(draft.url or context.url)
    return Report(
        id=report_id(outlet, url, text),
        outlet=outlet,
        url=url,
        title=_line(draft.title),
        authors=_lines(draft.authors),
        language=_language(draft.language) or language_of(text),
        published=published,
        published_precision=stamp.precision if stamp else None,
        fetched=context.fetched.isoformat(timespec="seconds"),
        text=text,
        credited=_lines(credited),
        photo_credit=_line(draft.photo_credit),
        part_of=draft.part_of,
        supersedes=_line(draft.supersedes),
        retracted=_instant(draft.name, "retracted", draft.retracted, context),
        retold=draft.retold,
        basis=_line(draft.basis),
        furniture=draft.furniture if head is None else _with(draft.furniture, head),
    )


def _body_start(furniture: tuple[tuple[int, int], ...], text: str) -> int:
    """Return the offset behind the furniture that leads the text."""
    at = 0
    for start, end in furniture:
        if text[at:start].strip():
            break
        at = end
    return at


def _with(furniture: tuple[tuple[int, int], ...], head: Dateline) -> tuple[tuple[int, int], ...]:
    """Return the furniture with the dateline, which the furniture before it runs into."""
    before = tuple(s for s in furniture if s[1] <= head.start)
    after = tuple(s for s in furniture if s[1] > head.start)
    if before:
        *others, last = before
        return (*others, (last[0], head.end), *after)
    return ((head.start, head.end), *after)


def _line(value: str | None) -> str | None:
    """Return a field as one line of words: nothing that moves a cursor or cannot be written."""
    if value is None:
        return None
    return " ".join(without_controls(_SURROGATE.sub("\ufffd", value)).split()) or None


def _lines(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for value in values if (line := _line(value)))


def _language(value: str | None) -> str | None:
    """Return the ISO 639-1 code that a field names (`en`, `EN`, `en-GB`), None if it names none."""
    code = re.split(r"[-_]", (value or "").strip().lower())[0]
    return code if len(code) == len("en") and code.isalpha() else None


def _instant(name: str, what: str, stamp: Stamp | None, context: Context) -> str | None:
    if stamp is None:
        return None
    instant = stamp.instant
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=ZoneInfo(context.zone))
    if stamp.precision == "day":
        # The last second: a text of that day must not be known before it was written.
        instant = instant.replace(hour=23, minute=59, second=59, microsecond=0)
    if instant.year < FIRST_YEAR:
        raise InputRefused(name, f"{what} {instant.isoformat()}: no report is that old")
    if instant.year > context.fetched.year + 1 or (
        instant > context.fetched + context.future_tolerance
    ):
        raise InputRefused(
            name,
            f"{what} {instant.isoformat()} lies in the future; correct the date and read again",
        )
    return instant.isoformat(timespec="seconds")
