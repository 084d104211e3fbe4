"""HTML pages, by trafilatura; embedded posts are taken out first."""

import json
import re
from html import unescape
from itertools import pairwise
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from fogline.errors import InputRefused
from fogline.reports.dates import parse_stamp
from fogline.reports.draft import Draft
from fogline.reports.plain import _furniture_lines, merge, with_posts
from fogline.reports.posts import post

_SENTENCE = re.compile(r"\w\W{0,2}[.!?…。]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^<>]*>")
_META = ("pubdate", "publish-date", "parsely-pub-date", "article:published_time", "date")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    *(f"//meta[@name='{name}']/@content" for name in _META),
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
    "//time[@pubdate]/@datetime",
)
"""Where pages state their publication instant, most trusted first."""
_POST_CLASSES = (
    "twitter-tweet",
    "instagram-media",
    "telegram-post",
    "tiktok-embed",
    "bluesky-embed",
)


def draft(name: str, data: bytes, url: str | None) -> Draft:
    """Return the draft of a page.

    Raises:
        InputRefused: there is no article in it.
    """
    from trafilatura import bare_extraction

    tree = _tree(name, data)
    stated = _json_ld(tree)
    posts = _take_posts(tree, name)
    found = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_precision=True,
    )
    page = _fields(found)
    text = (page.get("text") or "").strip()
    # A page without an article falls back to its menus, which have words but no sentence.
    if not _SENTENCE.search(text):
        raise InputRefused(
            name,
            "no article found in the page; copy its text into a .txt file and read that",
        )
    result = Draft(
        name=name,
        text=text,
        outlet=page.get("sitename") or _publisher(stated) or page.get("hostname"),
        url=page.get("url") or url,
        title=page.get("title"),
        authors=tuple(a.strip() for a in (page.get("author") or "").split(";") if a.strip()),
        language=None,
        furniture=_furniture_lines(text),
        posts=posts,
    )
    try:
        result.published = parse_stamp(_published(tree, stated) or page.get("date"))
    except ValueError:
        result.published = None
    if result.title and text.startswith(result.title):
        result.furniture = merge((*result.furniture, (0, len(result.title))))
    if not _SENTENCE.search(_outside(text, result.furniture)):
        raise InputRefused(
            name,
            "only the stub of an article, as before a paywall; copy its text into a .txt file and "
            "read that",
        )
    return with_posts(result)


def _outside(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return a text without the words in spans."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return " ".join(text[a:b] for a, b in pairwise(edges) if (a, b) not in spans)


def _fields(found: Any) -> dict[str, Any]:
    """Return trafilatura's result as a dict, whichever of its two forms it has."""
    if found is None:
        return {}
    fields: dict[str, Any] = found if isinstance(found, dict) else found.as_dict()
    return fields


def _tree(name: str, data: bytes) -> Any:
    from trafilatura import load_html

    tree = load_html(data)
    if tree is None:
        raise InputRefused(name, "no HTML that can be parsed")
    return tree


def _take_posts(tree: Any, name: str) -> list[Draft]:
    """Remove embedded posts from the page and return them as drafts."""
    posts: list[Draft] = []
    for quote in list(tree.iter("blockquote")):
        if not any(c in (quote.get("class") or "") for c in _POST_CLASSES):
            continue
        words = "\n".join(p.text_content().strip() for p in quote.iter("p"))
        signature = quote.text_content().strip()
        tail = signature.removeprefix(words)
        author, _, rest = tail.lstrip("—–- \n").partition("(")
        handle, _, date = rest.partition(")")
        who = author.strip() if handle else ""
        if words or signature:
            where = f"{name}, post of {handle}" if handle else f"{name}, post {len(posts) + 1}"
            posts.append(post(where, words or signature, who, handle, date))
        quote.drop_tree()
    return posts


def _published(tree: Any, stated: dict[str, Any]) -> str | None:
    """Return the publication instant that the page states in its metadata, with its clock time."""
    for path in _PUBLISHED:
        for value in tree.xpath(path):
            if str(value).strip():
                return str(value).strip()
    return _words(stated.get("datePublished"))


def _words(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _json_ld(tree: Any) -> dict[str, Any]:
    """Return what a page says of its article as schema.org has it, empty if nothing."""
    for node in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(node)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for entry in graph if isinstance(graph, list) else [item]:
                if isinstance(entry, dict) and _words(entry.get("datePublished")):
                    return entry
    return {}


def _publisher(stated: dict[str, Any]) -> str | None:
    publisher = stated.get("publisher")
    return _words(publisher.get("name")) if isinstance(publisher, dict) else None


def text_of(fragment: str) -> str:
    """Return the words of an HTML fragment, a paragraph a line; entities become characters."""
    if "<" not in fragment:
        return unescape(fragment)
    try:
        # A declared encoding is no longer true of text, and control characters are no XML.
        clean = _NOT_XML.sub("", _DECLARATION.sub("", fragment))
        tree = lxml_html.fragment_fromstring(clean, create_parent="div")
    except (ValueError, etree.LxmlError):
        return unescape(_TAG.sub(" ", fragment))
    for node in list(tree.iter("script", "style")):
        node.drop_tree()
    for node in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "blockquote"):
        node.tail = "\n" + (node.tail or "")
    return "\n".join(line.strip() for line in tree.text_content().split("\n")).strip()
