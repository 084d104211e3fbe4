"""RSS and Atom files, by feedparser."""

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fogline.errors import InputRefused
from fogline.reports.dates import Stamp
from fogline.reports.draft import Draft
from fogline.reports.html import text_of
from fogline.reports.plain import with_posts

_DOCTYPE = re.compile(rb"<!doctype", re.IGNORECASE)
_ENTITY = re.compile(rb"<!entity", re.IGNORECASE)


def drafts(name: str, data: bytes, url: str | None) -> Iterator[Draft | InputRefused]:
    """Yield a draft an entry.

    Raises:
        InputRefused: it is no feed, or its XML declares entities, which feeds have no use for.
    """
    import feedparser

    # Entities that expand into each other fill the memory; no feed needs to declare any.
    if _DOCTYPE.search(data) and _ENTITY.search(data):
        raise InputRefused(
            name,
            "the XML declares entities, as an XML bomb does; remove the <!DOCTYPE> and read again",
        )
    feed = feedparser.parse(data)
    if not feed.entries and not feed.get("version"):
        reason = feed.get("bozo_exception")
        line = getattr(reason, "getLineNumber", lambda: None)()
        where = f"{name} line {line}" if line else name
        raise InputRefused(
            where, "neither RSS nor Atom; name an RSS or Atom file, or a page as .html"
        )
    if not feed.entries:
        raise InputRefused(name, "a feed without entries; there is nothing to read")
    outlet = _plain(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{name} entry {number}"
        text = _text(entry)
        if not text:
            yield InputRefused(
                where,
                "no text in the entry; read its address instead: "
                f"{entry.get('link', 'none given')}",
            )
            continue
        yield with_posts(
            Draft(
                name=where,
                text=text,
                outlet=outlet,
                url=_address(entry, url, alone=len(feed.entries) == 1),
                title=_plain(entry.get("title")),
                authors=_authors(entry),
                published=_published(entry),
            )
        )


def _address(entry: Any, feed_url: str | None, *, alone: bool) -> str | None:
    """Return the entry's own address; that of the feed would make each supersede the one before."""
    own = entry.get("link") or entry.get("id")
    if own and "://" in own:
        return str(own)
    return feed_url if alone else None


def _plain(words: str | None) -> str | None:
    return (" ".join(text_of(words).split()) or None) if words else None


def _text(entry: Any) -> str:
    contents = [c.get("value", "") for c in entry.get("content", [])]
    best = max([*contents, entry.get("summary", "")], key=len, default="")
    return text_of(best).strip()


def _authors(entry: Any) -> tuple[str, ...]:
    names = [a.get("name", "") for a in entry.get("authors", [])] or [entry.get("author", "")]
    return tuple(n for n in names if n)


def _published(entry: Any) -> Stamp | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if parsed is None:
        return None
    try:
        return Stamp(datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC), "second")
    except (ValueError, OverflowError):  # a year that no calendar has
        return None
