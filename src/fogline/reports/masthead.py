"""What stands over the words of an article: title, outlet, author, date, each on lines of its own.

Nobody writes these lines alike. What is read here: labelled lines ("Source: X"), lines with a date,
bylines, and among the short lines before the first prose the title and the name of the outlet.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from fogline.reports.dateline import dateline
from fogline.reports.dates import Found, Stamp, stamps

_FIRST_LINES = 12
_LONGEST = 160
"""Characters of a line of the masthead; a longer one is prose."""
_MOST_NAMES = 3
"""Title, subtitle and outlet."""
_TITLE_WORDS = 26
_PROSE_WORDS = 9
"""A line of so many words that ends like a sentence is prose."""
_NAME_WORDS = 9
_LABEL = re.compile(
    r"(?P<label>title|headline|source|outlet|publisher|publication|date|published(?: on| at)?"
    r"|posted(?: on| at)?|(?:last )?updated(?: on| at)?|authors?|by|reporters?|url|link)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication"),
    "source": ("source",),
    "authors": ("author", "by", "reporter"),
    "url": ("url", "link"),
}
_BY = re.compile(r"(?:(?:Story|Reporting|Written|Report|Analysis|Text) )?[Bb][Yy]\s+(?P<names>.+)")
_PERSON = re.compile(
    r"[A-ZÀ-ÞЀ-Я][\w.’'-]*(?:\s+(?:de|van|von|der|al|el|bin|[A-ZÀ-ÞЀ-Я][\w.’'-]*)){1,4}"
)
_AROUND_A_DATE = re.compile(
    r"\b(?:(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?|created|date|on|at|as of"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?"
    r"|[ap]\.?m\.?|(?-i:GMT|UTC|[ECMP][SD]T|CES?T|EES?T|BST|MSK|EAT|CAT|TRT)|(?:[A-Z][a-z]+|local) time|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d+ min(?:ute)?s? read|(?:\d+|an?) (?:minutes?|hours?|days?|months?|years?) ago)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
_CLOCK_BEFORE = re.compile(r"(\d{1,2}):(\d{2})\s*(?:,|on)?\s*$")
_PUBLISHES = re.compile(
    r"\b(?:news|post|times|agency|herald|tribune|independent|gazette|courier|journal|daily|weekly|press|radio|tv"
    r"|television|channel|telegram|ministry|staff|institute|cent(?:er|re)|foundation|service|office|committee"
    r"|council|mail|guardian|observer|chronicle|standard|wire|blog|network|broadcasting|administration|command"
    r"|brigade|review|newspaper|magazine|monitor|observatory|society|bureau|union|organi[sz]ation|euronews"
    r"|reuters|bbc|afp|cnn)\b",
    re.IGNORECASE,
)  # fmt: skip
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|analyst|bureau chief)\b", re.IGNORECASE
)
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "al", "el", "at", "&"})
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the lines over an article say; `spans` are the lines themselves."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Stamp | None = None
    url: str | None = None
    credited: tuple[str, ...] = ()
    """Whom a labelled line names as source where the outlet is another."""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: tuple[int, int]
    dates: tuple[Found, ...] = ()

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(slots=True)
class _Found:
    names: list[_Line] = field(default_factory=list)
    """Short lines that are title or outlet."""
    said: dict[str, str] = field(default_factory=dict)
    """What a label says, by field."""
    beside: str | None = None
    """Name beside a date or an author: "The Harbour Post, 10 May 2024"."""
    authors: tuple[str, ...] = ()
    published: Stamp | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def masthead(text: str, known: Collection[str] = ()) -> Masthead:
    """Read the lines before the first prose.

    Args:
        text: the article as given.
        known: names of publishers, casefolded, that are outlets whatever they look like.

    Returns: what was found; an empty masthead where the text begins with prose.
    """
    found = _Found()
    for line in _lines(text):
        if not _take(found, line):
            break
    return _settle(found, known)


def _lines(text: str) -> Iterator[_Line]:
    position = taken = 0
    for raw in text.split("\n"):
        start, stripped = position + len(raw) - len(raw.lstrip()), raw.strip()
        position += len(raw) + 1
        if not stripped:
            continue
        taken += 1
        if taken > _FIRST_LINES or len(stripped) > _LONGEST or dateline(stripped):
            return
        yield _Line(stripped, (start, start + len(raw.strip())), tuple(stamps(stripped)))


def _take(found: _Found, line: _Line) -> bool:
    """Read a line; say whether the masthead goes on behind it."""
    if label := _LABEL.fullmatch(line.text):
        _labelled(found, label, line)
    elif _prose(line):
        return False
    elif by := _BY.match(line.text):
        if not _byline(found, by.group("names"), line):
            return False
    elif line.dates and (found.published is None or not _rest(line)):
        _dated(found, line)
    elif len(found.names) == _MOST_NAMES or line.text[-1] in ".;,:":
        return False
    else:
        found.names.append(line)
    found.spans.append(line.span)
    return True


def _prose(line: _Line) -> bool:
    words = line.words
    return words > _TITLE_WORDS or (words >= _PROSE_WORDS and bool(_SENTENCE_END.search(line.text)))


def _labelled(found: _Found, label: re.Match[str], line: _Line) -> None:
    name, value = label.group("label").lower().rstrip("s"), label.group("value").strip()
    if line.dates:
        found.published = found.published or line.dates[0].stamp
        value = _rest(line, value) if name in ("outlet", "publisher", "source") else value
    for known, names in _FIELDS.items():
        if name in names and value:
            found.said.setdefault(known, value)


def _byline(found: _Found, names: str, line: _Line) -> bool:
    """Take "By A B and C D, The Harbour Post, 10 May 2024"; False where it is no byline."""
    at = line.text.index(names)
    end = min((d.start - at for d in line.dates), default=len(names))
    who, _, rest = names[:end].strip(" ,|-–—").partition(",")
    people = [p.strip() for p in re.split(r"\s+(?:and|&)\s+|;", re.split(r"\s+in\s+", who)[0])]
    if not people or not all(_PERSON.fullmatch(p) for p in people):
        return False
    found.authors = found.authors or tuple(people)
    if line.dates:
        found.published = found.published or line.dates[0].stamp
    beside = rest.strip(" ,|-–—")
    if _is_name(beside) and not _ROLE.search(beside):
        found.beside = found.beside or beside
    return True


def _dated(found: _Found, line: _Line) -> None:
    first = line.dates[0]
    if found.published is None:
        found.published = _clocked(first, line.text)
    rest = _rest(line)
    if not rest:
        return
    if found.names and _is_name(rest) and not _title_of_a_day(rest):
        found.beside = found.beside or rest
    else:
        found.names.append(line)


def _clocked(date: Found, text: str) -> Stamp:
    """Return the stamp with the clock that stands before it: "as of 22:00, 20 May 2024"."""
    clock = _CLOCK_BEFORE.search(text[: date.start])
    if clock is None or date.stamp.precision != "day":
        return date.stamp
    hour, minute = int(clock.group(1)), int(clock.group(2))
    if hour > 23 or minute > 59:
        return date.stamp
    return replace(
        date.stamp, instant=date.stamp.instant.replace(hour=hour, minute=minute), precision="minute"
    )


def _rest(line: _Line, text: str | None = None) -> str:
    """Return what a line says beside its dates."""
    words = line.text
    for date in reversed(line.dates):
        words = words[: date.start] + " | " + words[date.end :]
    if text is not None:
        words = words[line.text.index(text) :]
    kept = [_AROUND_A_DATE.sub(" ", part).strip(" ,.:;()[]-–—/·•") for part in words.split("|")]
    return " ".join(part for part in kept if part)


def _is_name(words: str) -> bool:
    """Say whether words look like a name: each a capital, but for the small ones."""
    parts = [p for p in re.split(r"[\s\"“”'()-]+", words) if p]
    return (
        0 < len(parts) <= _NAME_WORDS
        and not _SENTENCE_END.search(words)
        and all(p.lower() in _SMALL or not p[0].islower() for p in parts)
        and any(p[0].isupper() for p in parts)
    )


def _title_of_a_day(words: str) -> bool:
    return bool(re.search(r"\b(?:assessment|update|report|summary|bulletin|review|briefing|information|situation)s?\b",
                          words, re.IGNORECASE))  # fmt: skip


def _publishes(line: _Line, known: Collection[str]) -> bool:
    words = _rest(line) if line.dates else line.text
    if words.casefold() in known:
        return True
    return bool(_PUBLISHES.search(words)) and (_is_name(words) or line.words <= 5) and not _title_of_a_day(words)  # fmt: skip


def _settle(found: _Found, known: Collection[str]) -> Masthead:
    """Tell the title from the outlet."""
    dated = found.published is not None or bool(found.authors) or bool(found.said)
    title, outlet = found.said.get("title"), found.said.get("outlet") or found.beside
    source = found.said.get("source")
    names = [n for n in found.names if n.text not in (outlet, source)]
    if outlet is None:
        publisher = _publisher(names, known, dated=dated)
        if publisher is not None:
            outlet = _rest(publisher) if publisher.dates else publisher.text
            names = [n for n in names if n is not publisher]
    if title is None and names:
        title = names.pop(0).text
    if title is not None and outlet is None:
        title, outlet = _divided(title, known)
    outlet, source = outlet or source, source if outlet else None
    kept = set(chain(*[n.span for n in names]))  # a line that is neither stays the outlet's words
    return Masthead(
        title=title,
        outlet=outlet,
        authors=found.authors or _people(found.said.get("authors")),
        published=found.published,
        url=found.said.get("url"),
        credited=_people(source) if source != outlet else (),
        spans=tuple(s for s in found.spans if s[0] not in kept),
    )


def _publisher(names: list[_Line], known: Collection[str], *, dated: bool) -> _Line | None:
    """Return the line that names the outlet, None if none surely does."""
    sure = [n for n in names if _publishes(n, known)]
    if len(names) == 1:
        return sure[0] if sure and dated else None
    if len(sure) == 1:
        return sure[0]
    others = [n for n in names if _is_name(_rest(n) if n.dates else n.text)]
    if sure:
        return min(sure, key=lambda n: n.words)
    return others[-1] if dated and len(others) == 1 and others[0] is not names[0] else None


def _divided(title: str, known: Collection[str]) -> tuple[str, str | None]:
    """Return a title and the outlet that stands behind its last bar or dash."""
    for mark in (" | ", " – ", " — ", " - "):
        head, _, tail = title.rpartition(mark)
        tail = tail.strip()
        sure = tail.casefold() in known or (_PUBLISHES.search(tail) and len(tail.split()) <= 5)
        if head and _is_name(tail) and (sure or (mark == " | " and len(tail.split()) <= 5)):
            return head.strip(), tail
    return title, None


def _people(names: str | None) -> tuple[str, ...]:
    return tuple(p.strip() for p in re.split(r",|;|\band\b", names or "") if p.strip())
