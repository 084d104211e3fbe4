"""Embedded posts: reports of their own, with their own author and day."""

import re

from fogline.reports.dates import stamps
from fogline.reports.draft import UNKNOWN_OUTLET, Draft

_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s{0,9}(?P<name>[^\n(—]{1,60}?)\s{0,9}\((?P<handle>@\w{1,30})\)\s{0,9}(?P<date>[^\n]{6,40}?\d{4})"
    r"(?=\s|$)",
)
_LINK = re.compile(r"\b(?:pic\.twitter\.com|t\.co|https?://t\.co)/\S+")


def embedded_posts(name: str, text: str) -> tuple[list[Draft], tuple[tuple[int, int], ...]]:
    """Return drafts of the posts in a text and the spans where they stand.

    A post is a paragraph that ends in "- NAME (@handle) DATE", the form that quoted posts leave in
    scraped pages.
    """
    posts: list[Draft] = []
    spans: list[tuple[int, int]] = []
    for match in _SIGNATURE.finditer(text):
        date = stamps(match.group("date"))
        if not date:
            continue
        start = max(text.rfind("\n", 0, match.start()) + 1, spans[-1][1] if spans else 0)
        end = match.end()
        trailing = _LINK.match(text[end:].lstrip(" "))
        if trailing:
            end = text.index(trailing.group(), end) + len(trailing.group())
        posts.append(
            post(
                f"{name}, post of {match.group('handle')}",
                text[start : match.start()].strip(),
                match.group("name").strip(),
                match.group("handle"),
                match.group("date"),
            )
        )
        spans.append((start, end))
    return posts, tuple(spans)


def post(name: str, text: str, author: str, handle: str, date: str) -> Draft:
    """Return the draft of a post; links to media are furniture."""
    found = stamps(date)
    return Draft(
        name=name,
        text=text,
        outlet=author or handle or UNKNOWN_OUTLET,
        authors=(handle,) if handle else (),
        published=found[0].stamp if found else None,
        furniture=tuple((m.start(), m.end()) for m in _LINK.finditer(text)),
    )
