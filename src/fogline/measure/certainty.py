"""`measure certainty factuality FILE`: how sure a predicate is, against annotated factuality.

FILE holds one token a line (index, word, value from -3 to 3 or `_`, ...), sentences apart by a blank
line. A predicate's value is 6m - 3 for an affirmed midpoint m, 3 - 6m for a denied one, 0 where
it is left open. "Happened" for everything is 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fogline.claims.english.factuality import Factuality
from fogline.errors import InputRefused
from fogline.text.parse import Parser

_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its annotated predicates: word index -> value."""

    words: tuple[str, ...]
    values: dict[int, float]


def measure(path: Path, parser: Parser) -> dict[str, Any]:
    """Return mean absolute error and Pearson's r over all annotated predicates.

    Raises:
        InputRefused: the file has no annotated predicate.
    """
    sentences = list(read(path))
    pairs = [pair for sentence in sentences for pair in _pairs(sentence, parser)]
    if not pairs:
        raise InputRefused(str(path), "no predicate with a value from -3 to 3 in it")
    errors = [abs(gold - found) for gold, found in pairs]
    return {
        "corpus": path.name,
        "sentences": len(sentences),
        "predicates": len(pairs),
        "mae": round(sum(errors) / len(errors), 4),
        "pearson": _pearson(pairs),
        "mae_all_happened": round(sum(abs(g - 3) for g, _ in pairs) / len(pairs), 4),
    }


def read(path: Path) -> Iterator[Judged]:
    """Yield the sentences of a file.

    Raises:
        InputRefused: a line is not in the form above.
    """
    words: list[str] = []
    values: dict[int, float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            if words:
                yield Judged(tuple(words), values)
            words, values = [], {}
            continue
        fields = line.split("\t")
        try:
            if fields[2] != "_":
                values[len(words)] = float(fields[2])
            words.append(fields[1])
        except (IndexError, ValueError):
            raise InputRefused(
                f"{path}:{number}",
                "expected index, word and value between tabs",
            ) from None
    if words:
        yield Judged(tuple(words), values)


def _pairs(sentence: Judged, parser: Parser) -> Iterator[tuple[float, float]]:
    """Yield (annotated, read) per predicate; words are found again by their offsets."""
    text = " ".join(sentence.words)
    starts: list[int] = []
    at = 0
    for word in sentence.words:
        starts.append(at)
        at += len(word) + 1
    factuality = Factuality(parser.doc(text))
    for index, value in sentence.values.items():
        yield value, factuality.value(starts[index])


def _pearson(pairs: list[tuple[float, float]]) -> float | None:
    n = len(pairs)
    mean_a = sum(a for a, _ in pairs) / n
    mean_b = sum(b for _, b in pairs) / n
    cov = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    var_a = sum((a - mean_a) ** 2 for a, _ in pairs)
    var_b = sum((b - mean_b) ** 2 for _, b in pairs)
    if not var_a or not var_b:
        return None
    return round(float(cov / (var_a * var_b) ** 0.5), 4)
