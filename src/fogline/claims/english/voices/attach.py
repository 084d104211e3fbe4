"""Give each quotation to the saying whose words it is."""

from bisect import bisect_left

from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices.quotes import Quotation
from fogline.claims.english.voices.saying import Saying, merged
from fogline.claims.english.voices.words import Words

_REACH = 40
"""Tokens between a quotation and its cue, at most: "X, the head of ... in ..., said"."""
_NEAR = 300
"""Tokens between a cue and a quotation inside its content, at most."""
_TAIL = 25
"""Tokens that may follow the cue in the paragraph before a quotation that goes on."""


def keep_distance(
    table: TokenTable, quotes: list[Quotation], found: list[Saying], words: Words
) -> None:
    """Mark indirect speech with a word in scare quotes: residents moved "voluntarily"."""
    for quote in quotes:
        inside = " ".join(table.lower[quote.start + 1 : quote.end - 1]).strip(" ,.")
        if inside not in words.scare:
            continue
        holding = [
            s
            for s in found
            if s.entry.statement and any(a <= quote.start < b for a, b in s.content)
        ]
        if holding:
            inner = min(holding, key=lambda s: sum(b - a for a, b in s.content))
            words_said = sum(b - a for a, b in inner.content)
            inner.distanced = quote.end - quote.start < words_said


class Quoting:
    """Quotations of a text and the sayings outside them, matched once."""

    def __init__(
        self,
        table: TokenTable,
        quotes: list[Quotation],
        found: list[Saying],
        paragraph: list[int],
    ) -> None:
        self.table = table
        self.quotes = quotes
        self.paragraph = paragraph
        self.within = [-1] * table.n
        for number, quote in enumerate(quotes):
            for i in range(quote.start, quote.end):
                self.within[i] = number
        self.cues = sorted(
            (
                s
                for s in found
                if self.within[s.anchor] < 0
                and (
                    (s.kind in {"verb", "evidence"} and "quote" in s.entry.takes)
                    or (s.kind == "noun" and not s.content)
                )
            ),
            key=lambda s: s.anchor,
        )
        self.anchors = [s.anchor for s in self.cues]
        self.at = {s.anchor: s for s in self.cues}
        self.owner: list[Saying | None] = [None] * len(quotes)

    def attach(self) -> None:
        """Add each quotation to the content of its saying."""
        for number, quote in enumerate(self.quotes):
            owner = self._covered(quote)
            if owner is None and quote.whole:
                owner = self._after(quote) or self._before(quote) or self._going_on(number)
                if owner is not None and self._foreign(owner, quote):
                    owner = None
            if owner is not None:
                self.owner[number] = owner
                owner.content.append(quote.range)
                owner.quoted = owner.quoted or quote.whole
        for saying in self.cues:
            saying.content = merged(saying.content)

    def _covered(self, quote: Quotation) -> Saying | None:
        """Return the saying whose content the tree already gives with words of the quotation."""
        best: Saying | None = None
        first = bisect_left(self.anchors, quote.start - _NEAR)
        for saying in self.cues[first : bisect_left(self.anchors, quote.end + _REACH)]:
            if any(a < quote.end and quote.start < b for a, b in saying.content):
                overlap = max(min(b, quote.end) - max(a, quote.start) for a, b in saying.content)
                if overlap * 2 >= min(quote.end - quote.start, 8):
                    best = saying
        return best

    def _foreign(self, owner: Saying, quote: Quotation) -> bool:
        return owner.source is not None and quote.start < owner.source[0] < quote.end

    def _after(self, quote: Quotation) -> Saying | None:
        """Find the cue in "X, he said" within the rest of the sentence, before any new quote."""
        for i in range(quote.end, min(quote.end + _REACH, self.table.n)):
            if self.within[i] >= 0 or self.paragraph[i] != quote.paragraph:
                return None
            text = self.table.text[i]
            saying = self.at.get(i)
            if saying is not None and saying.entry.statement:
                return saying
            if text in {".", ";", "!", "?"}:
                return None
        return None

    def _before(self, quote: Quotation) -> Saying | None:
        """Find the cue in "he said, X", "he said: X", or the sentence that ends in a colon."""
        best: Saying | None = None
        for i in range(quote.start - 1, max(quote.start - _REACH, -1), -1):
            text = self.table.text[i]
            if text in {".", "!", "?"} or self.within[i] >= 0:
                break
            if self.paragraph[i] != quote.paragraph and text.strip() not in {":", ""}:
                introduced = any(t == ":" for t in self.table.text[i : quote.start])
                if not introduced:
                    break
            saying = self.at.get(i)
            if saying is not None and best is None:
                best = saying
        return best

    def _going_on(self, number: int) -> Saying | None:
        """Give a quotation to the speaker of the one before if he goes on."""
        if not number:
            return None
        quote, earlier = self.quotes[number], self.quotes[number - 1]
        owner = self.owner[number - 1]
        if owner is None:
            return None
        if quote.continues:
            return owner
        if quote.paragraph == earlier.paragraph + 1 and self._opens(quote):
            # A paragraph that opens with a quotation and names nobody goes on with the last one's.
            return owner if owner.quoted and self._closes(earlier, owner) else None
        if quote.paragraph != earlier.paragraph:
            return None
        # After "X, he said." nothing but the quotation itself may stand between.
        last = max(earlier.end, owner.anchor)
        gap = self.table.text[last + 1 : quote.start]
        stops = sum(1 for t in gap if t in {".", "!", "?"})
        starts_sentence = self.table.text[quote.start - 1].strip() in {".", "?", "!", "", ":"}
        return owner if stops <= 1 and starts_sentence and len(gap) <= _REACH else None

    def _opens(self, quote: Quotation) -> bool:
        return quote.start == 0 or self.paragraph[quote.start - 1] != quote.paragraph

    def _closes(self, earlier: Quotation, owner: Saying) -> bool:
        """Tell whether the paragraph before held nothing after the quotation and its cue."""
        last = max(earlier.end, owner.anchor)
        rest = 0
        for i in range(last, self.table.n):
            if self.paragraph[i] != earlier.paragraph:
                break
            rest += 1
        return rest <= _TAIL
