"""A picture on paper: the brief as PDF, the map as PNG. Both need a package that is an extra."""

from fogline.errors import MissingResource
from fogline.views import brief
from fogline.views.map import MapOptions, render_map
from fogline.views.picture import Picture

MAP_WIDTH = 1200


def pdf(picture: Picture) -> bytes:
    """Return the brief as PDF.

    Raises:
        MissingResource: WeasyPrint, or a library that it needs, is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        raise MissingResource(
            "brief as PDF: it needs WeasyPrint, which is missing; install with: "
            "pip install 'fogline[pdf]', or print the HTML brief from a browser"
        ) from None

    # The page holds all that it shows; an address in it is somebody else's text.
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made: bytes = HTML(string=brief.html(picture), url_fetcher=fetcher).write_pdf()
    return made


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
