"""Colours of a map: muted land, the sides' own colours, one scheme for light and one for dark.

No colour means "safe": there is no green, and what nobody knows has no fill.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fogline.model.theatre import Side

Scheme: TypeAlias = Literal["auto", "light", "dark"]

LIGHT = {
    "paper": "#ffffff",
    "land": "#f4f2ed",
    "water": "#a9c4d6",
    "water-ink": "#4d7590",
    "road": "#cdc5b8",
    "road-ink": "#6d6558",
    "rail": "#8b8780",
    "ink": "#1b1e22",
    "muted": "#5f656d",
    "halo": "#fbfaf7",
    "grey": "#a3a3a3",
    "band": "#6b6470",
    "line": "#1b1e22",
    "frame": "#d9d5cc",
    "unknown": "#8d8d8d",
}
DARK = {
    "paper": "#14171a",
    "land": "#1e2226",
    "water": "#33566d",
    "water-ink": "#84aac4",
    "road": "#4a4a47",
    "road-ink": "#b5ada0",
    "rail": "#77746e",
    "ink": "#eceae6",
    "muted": "#a2a7ad",
    "halo": "#14171a",
    "grey": "#7d7d7d",
    "band": "#b6adbd",
    "line": "#f4f2ed",
    "frame": "#33383d",
    "unknown": "#8d8d8d",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Names to colours. `auto` writes CSS custom properties, so that the page decides."""

    sides: tuple[Side, ...]
    scheme: Scheme = "auto"

    def __call__(self, name: str) -> str:
        """Return the paint for a name of the scheme."""
        if self.scheme == "auto":
            return f"var(--map-{name})"
        return (DARK if self.scheme == "dark" else LIGHT)[name]

    def side(self, side: str | None) -> str:
        """Return a side's paint; grey for what is no side's."""
        known = {s.id: s for s in self.sides}
        if side not in known:
            return self("grey")
        if self.scheme == "auto":
            return f"var(--side-{css_name(side)})"
        return side_colour(known[side], dark=self.scheme == "dark")

    def css(self, *, dark: bool) -> str:
        """Return the custom properties of one scheme as CSS declarations."""
        scheme = DARK if dark else LIGHT
        own = [f"--map-{k}:{v}" for k, v in scheme.items()]
        own += [f"--side-{css_name(s.id)}:{side_colour(s, dark=dark)}" for s in self.sides]
        own += [f"--side-ink-{css_name(s.id)}:{side_ink(s, dark=dark)}" for s in self.sides]
        return ";".join(own)


def css_name(text: str) -> str:
    """Return an id as it may stand in a CSS name or an HTML id."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower())


def side_colour(side: Side, *, dark: bool) -> str:
    """Return a side's fill; on dark ground mixed with white so that it stands out."""
    return _mix(side.colour, "#ffffff", 0.28) if dark else side.colour


def side_ink(side: Side, *, dark: bool) -> str:
    """Return a side's colour for text: moved away from the ground until it can be read (4.5:1)."""
    ground = "#14171a" if dark else "#ffffff"
    target = "#ffffff" if dark else "#000000"
    steps = (_mix(side.colour, target, share / 20) for share in range(20))
    return next(c for c in steps if contrast(c, ground) >= 4.5)


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio of two colours after WCAG."""
    bright, dim = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _rgb(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(colour: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    return _hex(mixed)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(parts: Iterable[int]) -> str:
    return "#" + "".join(f"{p:02x}" for p in parts)
