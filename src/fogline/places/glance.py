"""Small looks around a token: compass points, articles, numbers."""

import re
from dataclasses import dataclass

from fogline.places.checks import Name
from fogline.places.text import Columns
from fogline.vocabulary.places import PlaceVocabulary


@dataclass(slots=True)
class Phrase:
    """Tokens start to end (exclusive) around one or two names, and how they stand to them."""

    start: int
    end: int
    names: list[Name]
    relation: str | None = None
    distance_km: float | None = None
    bearing: float | None = None
    kind_hint: str | None = None


class Glance:
    """What stands before and behind a token of one text."""

    def __init__(self, table: Columns, words: PlaceVocabulary) -> None:
        self.t = table
        self.w = words

    def direction_before(self, i: int) -> tuple[str | None, int]:
        """Return the compass point that ends before token i, and its first token."""
        t, w = self.t, self.w
        if i >= 1:
            if i >= 3 and t.dash[i - 2] and (p := w.direction(t.low(i - 3) + t.low(i - 1))):
                return p, i - 3
            if i >= 2 and (p := w.direction(t.low(i - 2) + t.low(i - 1))):
                return p, i - 2
            if p := w.direction(t.low(i - 1).replace("-", "")):
                return p, i - 1
        return None, i

    def direction_at(self, i: int) -> tuple[str | None, int]:
        """Return the compass point that begins at token i, and the token after it."""
        t, w = self.t, self.w
        if i + 2 < t.n and t.dash[i + 1] and (p := w.direction(t.low(i) + t.low(i + 2))):
            return p, i + 3
        p = w.direction(t.low(i).replace("-", ""))
        return p, i + (p is not None)

    def skip_article(self, i: int) -> int:
        """Return i, or the token before if i is an article."""
        return i - 1 if self.t.low(i) == "the" else i

    def with_article(self, i: int) -> int:
        """Return i, or the article before it."""
        return i - 1 if self.t.low(i - 1) == "the" else i

    def article_before(self, start: int) -> int:
        """Return the article before a phrase's start, else the start."""
        return start - 1 if self.t.low(start - 1) == "the" else start

    def number_before(self, i: int) -> tuple[float | None, int]:
        """Return the number that ends before token i, the middle of "10-15", and its first token."""
        t = self.t
        if i < 1:
            return None, i
        value = self.number(t.low(i - 1))
        if value is not None and i > 2 and (t.dash[i - 2] or t.low(i - 2) in self.w.ends):
            least = self.number(t.low(i - 3))
            if least is not None and least < value:
                return (least + value) / 2, i - 3
        parts = re.split("[-–—]", t.low(i - 1))
        if value is None and len(parts) == 2:
            ends = [self.number(p) for p in parts]
            if ends[0] is not None and ends[1] is not None:
                return (ends[0] + ends[1]) / 2, i - 1
        return value, i - 1

    def number(self, word: str) -> float | None:
        """Return the number that a word says."""
        try:
            value = float(word.replace(",", ""))
        except ValueError:
            found = self.w.numbers.get(word)
            return float(found) if found is not None else None
        return value if 0 < value < 20_000 else None
