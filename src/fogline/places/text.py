"""A parsed text as columns, read once: attribute access on tokens is what costs."""

from typing import TYPE_CHECKING

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY

from fogline.places.gazetteer.keys import name_key

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS = (ORTH, LOWER, LEMMA, POS, DEP, ENT_TYPE)
_INSIDE = 1
"""spaCy's number for a token that continues the entity before it."""
_DASHES = frozenset("-–—‑−")


class Columns:
    """Columns over the tokens of a text; indices are the document's."""

    __slots__ = (
        "dash",
        "dep",
        "end",
        "ent",
        "head",
        "idx",
        "key",
        "lemma",
        "lower",
        "n",
        "persons",
        "pos",
        "sent",
        "string",
        "text",
        "upper",
    )

    def __init__(self, doc: "Doc") -> None:
        self.string: str = doc.text
        self.n = n = len(doc)
        array = doc.to_array([*_STRINGS, HEAD, SENT_START, SPACY, ENT_IOB]) if n else None
        columns = array.T.tolist() if array is not None else [[] for _ in range(10)]
        strings = doc.vocab.strings
        names = {v: strings[v] if v else "" for v in set().union(*columns[:6])}
        self.text, self.lower, self.lemma, self.pos, self.dep, self.ent = (
            [names[v] for v in column] for column in columns[:6]
        )
        # Heads are stored as unsigned distances: a head to the left wraps around.
        self.head: list[int] = [
            i + (h - 2**64 if h >= 2**63 else h) for i, h in enumerate(columns[6])
        ]
        self.idx: list[int] = []
        self.end: list[int] = []
        at = 0
        for text, space in zip(self.text, columns[8], strict=True):
            self.idx.append(at)
            self.end.append(at + len(text))
            at += len(text) + space
        self.sent: list[bool] = [h == 1 for h in columns[7]]
        self.key: list[str] = [name_key(t) for t in self.text]
        self.upper: list[bool] = [t[:1].isupper() for t in self.text]
        self.persons = self._full_names(columns[9])
        """Words of persons' full names."""
        self.dash: list[bool] = [t in _DASHES for t in self.text]

    def _full_names(self, iob: list[int]) -> set[str]:
        """Return the words of persons of more than one; asking the document costs ten times that."""
        words: set[str] = set()
        for i in range(1, self.n):
            if iob[i] == _INSIDE and self.ent[i] == "PERSON":
                words.update(self.text[i - 1 : i + 1])
        return words

    def low(self, i: int) -> str:
        """Return the token in small letters, "" outside the text."""
        return self.lower[i] if 0 <= i < self.n else ""

    def span(self, start: int, end: int) -> str:
        """Return the text of tokens start to end (exclusive)."""
        return self.string[self.idx[start] : self.end[end - 1]]
