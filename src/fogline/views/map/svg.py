"""SVG text from parts: everything that comes in is escaped here and nowhere else."""

from collections.abc import Iterable
from html import escape

from markupsafe import Markup as Safe

from fogline.views.words import shown

Point = tuple[float, float]
FACE = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
"""Faces that machines have; none is fetched or carried along."""


class Markup(str):
    """SVG that was built by this module and may stand as it is."""

    __slots__ = ()


def trusted(markup: Markup) -> Safe:
    """Let through to a template what this module made, and nothing else.

    Raises:
        TypeError: it is other text.
    """
    if not isinstance(markup, Markup):
        raise TypeError("only Markup of fogline.views.map.svg is trusted")
    return Safe(markup)  # noqa: S704 - built and escaped here


def number(value: float) -> str:
    """Return a coordinate to a tenth of a unit, without trailing zeros."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def el(tag: str, /, *children: str, **attributes: object) -> Markup:
    """Return an element; `stroke_width` becomes `stroke-width`, None is left out.

    Children that are no `Markup` are text and escaped.
    """
    parts = [f"<{tag}"]
    for name, value in attributes.items():
        if value is None:
            continue
        text = number(value) if isinstance(value, float) else shown(str(value))
        parts.append(f' {name.rstrip("_").replace("_", "-")}="{escape(text, quote=True)}"')
    inner = "".join(c if isinstance(c, Markup) else escape(shown(c)) for c in children)
    parts.append(f">{inner}</{tag}>" if inner else "/>")
    return Markup("".join(parts))


def group(children: Iterable[str], /, **attributes: object) -> Markup:
    """Return a `g`, or nothing where it would be empty."""
    inner = [c for c in children if c]
    return el("g", *inner, **attributes) if inner else Markup()


def path_of(points: Iterable[Point], *, close: bool = False) -> str:
    """Return path data through points."""
    steps = " ".join(
        f"{'M' if i == 0 else 'L'}{number(x)} {number(y)}" for i, (x, y) in enumerate(points)
    )
    return f"{steps} Z" if close and steps else steps
