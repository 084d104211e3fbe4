"""Names beside marks without one covering another: greedy, most important first."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from fogline.views.map.svg import Point

Box = tuple[float, float, float, float]
_CELL = 48.0

_NARROW = frozenset("iljtfrI.,'’()-/ ")
_WIDE = frozenset("mwMWQO@%")


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in a grotesque face; 4 % too wide rather than too narrow."""
    units = sum(
        0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.66 if c.isupper() else 0.57 for c in text
    )
    return units * size


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: its anchor point on the baseline and how it is set from there."""

    x: float
    y: float
    anchor: str


@dataclass(slots=True)
class Sheet:
    """What is taken already."""

    width: float
    height: float
    _cells: dict[tuple[int, int], list[Box]] = field(default_factory=lambda: defaultdict(list))

    def take(self, box: Box) -> None:
        """Keep a box free of further labels."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def free(self, box: Box) -> bool:
        """Return whether a box lies on the sheet and nothing else is there."""
        if box[0] < 2 or box[1] < 2 or box[2] > self.width - 2 or box[3] > self.height - 2:
            return False
        return not any(_overlap(box, other) for c in _cells(box) for other in self._cells[c])

    def beside(self, mark: Point, reach: float, text: str, size: float) -> Label | None:
        """Place a name beside a mark and take its box; None where there is no room."""
        width = text_width(text, size)
        for x, y, anchor in _seats(mark, reach, size):
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = (left - 1, y - size * 0.82, left + width + 1, y + size * 0.26)
            if self.free(box):
                self.take(box)
                return Label(x, y, anchor)
        return None

    def over(
        self,
        middle: Point,
        text: str,
        size: float,
        rows: int = 1,
        *,
        always: bool = False,
    ) -> Label | None:
        """Place a name in the middle of an area; None where it would cover another."""
        width, high = text_width(text, size), rows * size * 1.25
        x, y = middle
        box = (x - width / 2, y - high / 2, x + width / 2, y + high / 2)
        if not always and not self.free(box):
            return None
        self.take(box)
        return Label(x, y, "middle")


def around(mark: Point, reach: float) -> Box:
    """Return the box around a mark."""
    return mark[0] - reach, mark[1] - reach, mark[0] + reach, mark[1] + reach


def _seats(mark: Point, reach: float, size: float) -> Iterator[tuple[float, float, str]]:
    # The order is the cartographers': right first, then above and below, left last.
    x, y = mark
    side, near = reach + 3, reach * 0.75 + 2
    yield x + side, y + size * 0.34, "start"
    yield x + near, y - near, "start"
    yield x + near, y + near + size * 0.7, "start"
    yield x - side, y + size * 0.34, "end"
    yield x - near, y - near, "end"
    yield x - near, y + near + size * 0.7, "end"
    yield x, y - reach - 4, "middle"
    yield x, y + reach + size * 0.9, "middle"


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
        for j in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
            yield i, j


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
