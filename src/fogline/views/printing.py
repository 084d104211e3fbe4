"""A picture on paper: the brief as PDF, the map as PNG. Both need a package that is an extra."""

import base64
import re
from importlib import resources

from fogline.errors import MissingResource
from fogline.views import brief
from fogline.views.map import MapOptions, render_map
from fogline.views.map.palette import Palette
from fogline.views.picture import Picture

MAP_WIDTH = 1200


def pdf(picture: Picture) -> bytes:
    """Return the brief as PDF.

    Raises:
        MissingResource: WeasyPrint, resvg-py, or a library that they need, is not installed.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        raise MissingResource(
            "brief as PDF: it needs WeasyPrint, which is missing; install with: "
            "pip install 'fogline[pdf]', or print the HTML brief from a browser"
        ) from None

    # The page holds all that it shows; an address in it is somebody else's text.
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    page = HTML(string=_drawn(brief.html(picture), picture), url_fetcher=fetcher)
    made: bytes = page.write_pdf(stylesheets=[CSS(string=_paper())])
    return made


def _drawn(html: str, picture: Picture) -> str:
    """Return the page with its maps and charts as images: WeasyPrint draws few of their styles."""
    import resvg_py

    css = Palette(picture.theatre.sides).css(dark=False)
    colours = dict(re.findall(r"(--[\w-]+):([^;]+)", css))

    def image(found: re.Match[str]) -> str:
        svg = _VARIABLE.sub(lambda m: str(colours.get(m[1]) or m[2] or "#000"), found[0])
        if "xmlns=" not in found[1]:
            svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', found[1])
        wide = float(size[1]) if size else 100.0
        png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=int(_SHARP * wide)))
        style = "width:100%;height:.5rem" if 'class="bar"' in found[1] else f"width:{wide}px"
        data = base64.b64encode(png).decode()
        return f'<img alt="" style="{style};max-width:100%" src="data:image/png;base64,{data}">'

    return _SVG.sub(image, html)


_SVG = re.compile(r"(<svg\b[^>]*>).*?</svg>", re.DOTALL)
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*([^)]+))?\)")
_SHARP = 2.5
"""Pixels of an image for each of the page's."""


def _paper() -> str:
    sheet = resources.files("fogline.views.brief") / "templates" / "paper.css"
    return sheet.read_text(encoding="utf-8")


def map_png(picture: Picture) -> bytes:
    """Return the map of a picture's area as PNG.

    Raises:
        MissingResource: resvg-py is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise MissingResource(
            "map as PNG: it needs resvg-py, which is missing; install with: pip install resvg-py"
        ) from None
    from shapely.geometry import shape

    options = MapOptions(width=MAP_WIDTH, scheme="light", legend=True, caption=_caption(picture))
    svg = render_map(picture.situation, picture.theatre, shape(picture.area.geometry), options)
    return bytes(resvg_py.svg_to_bytes(svg_string=str(svg), background="#ffffff"))


def _caption(picture: Picture) -> str:
    from fogline.views.words import instant, texts

    known = instant(picture.known, picture.zone)
    return f"{picture.on.isoformat()}, {known}. {texts()('not_for_movement')}"
