"""Reading pages as a browser does: by their elements and links."""

import re
from html.parser import HTMLParser


def links(page: str, start: str) -> list[str]:
    """Return the addresses of a page that begin so, in order, each once."""
    found = re.findall(r'href="([^"]+)"', page)
    return list(dict.fromkeys(a.replace("&amp;", "&") for a in found if a.startswith(start)))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of a page with their attributes, as a browser would make them."""
    parser = _Elements()
    parser.feed(page)
    return parser.found
