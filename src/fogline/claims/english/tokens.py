"""A parsed text as plain lists, made once per text and shared by every reader of the room.

Attribute access on spaCy tokens costs about a microsecond each and makes strings anew; the rules
ask for several hundred attributes a sentence, so they read these lists instead.
"""

from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP)


class TokenTable:
    """Columns over the tokens of one text; all indices are token indices of the document.

    Example: in "Troops left Sadove." `dep[0]` is "nsubj", `head[0]` is 1, `children[1]` is
    [0, 2, 3], and the subtree of token 1 is `left[1]` to `right[1]`, both inclusive.
    """

    __slots__ = (
        "children",
        "dep",
        "doc",
        "end",
        "head",
        "idx",
        "left",
        "lemma",
        "lower",
        "n",
        "pos",
        "right",
        "sent",
        "sents",
        "string",
        "tag",
        "text",
    )

    def __init__(self, doc: "Doc") -> None:
        self.doc = doc
        self.string: str = doc.text
        self.n = n = len(doc)
        array = doc.to_array([*_STRINGS, HEAD, SENT_START, SPACY]) if n else None
        columns = array.T.tolist() if array is not None else [[] for _ in range(9)]
        strings = doc.vocab.strings
        names: dict[int, str] = {}
        for value in set().union(*columns[:6]):
            names[value] = strings[value] if value else ""
        self.text, self.lower, self.lemma, self.pos, self.tag, self.dep = (
            [names[v] for v in column] for column in columns[:6]
        )
        self.idx: list[int] = []
        """Code point offset of each token's first character; `end` is one past its last."""
        self.end: list[int] = []
        self._offsets(columns[8])
        # Heads are stored as unsigned distances: a head to the left wraps around.
        self.head: list[int] = [
            i + (h - 2**64 if h >= 2**63 else h) for i, h in enumerate(columns[6])
        ]
        self.sent: list[int] = []
        """Index of each token's sentence in `sents`."""
        self.sents: list[tuple[int, int]] = []
        """Half-open token range of each sentence."""
        self._sentences(columns[7])
        self.children: list[list[int]] = [[] for _ in range(n)]
        """Direct dependents of each token, left to right."""
        self.left: list[int] = list(range(n))
        self.right: list[int] = list(range(n))
        self._trees()

    @classmethod
    def of(cls, doc: "Doc") -> "TokenTable":
        """Read the columns of a parsed document; about four microseconds a token."""
        return cls(doc)

    def _offsets(self, spaces: list[int]) -> None:
        at = 0
        for text, space in zip(self.text, spaces, strict=True):
            self.idx.append(at)
            at += len(text)
            self.end.append(at)
            at += 1 if space else 0

    def _sentences(self, starts: list[int]) -> None:
        begin = 0
        for i, start in enumerate(starts):
            if start == 1 and i > begin:
                self.sents.append((begin, i))
                begin = i
            self.sent.append(len(self.sents))
        if self.n:
            self.sents.append((begin, self.n))

    def _trees(self) -> None:
        head, left, right, children = self.head, self.left, self.right, self.children
        for i, h in enumerate(head):
            if h != i:
                children[h].append(i)
                if h > i and left[i] < left[h]:
                    left[h] = left[i]
        for i in range(self.n - 1, -1, -1):
            h = head[i]
            if h < i and right[i] > right[h]:
                right[h] = right[i]

    def rehang(self) -> None:
        """Read children and edges anew, after heads were changed."""
        self.children = [[] for _ in range(self.n)]
        self.left, self.right = list(range(self.n)), list(range(self.n))
        self._trees()

    def span(self, start: int, end: int) -> str:
        """Return the words of the half-open token range as they stand in the text."""
        return self.string[self.idx[start] : self.end[end - 1]] if end > start else ""

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first dependent of `i` with one of the relations, None if there is none."""
        dep = self.dep
        for c in self.children[i]:
            if dep[c] in deps:
                return c
        return None
