"""What words are like: vectors and senses of English lemmas, a table that ships with the package.

Derived from GloVe vectors and WordNet; `data/SOURCES.md` says how and under which licences.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from fogline.errors import MissingResource

_T = TypeVar("_T")
FOLDER = Path(__file__).parent / "data"
NO_ROW = 0
"""The row of words that the table does not have: all zeros."""
SENSES = 6
"""Columns of senses: WordNet's file numbers of the three first noun senses and verb senses."""


@dataclass(frozen=True, slots=True)
class Words:
    """Rows by lemma: `vectors` [rows, dimensions] float32, `senses` [rows, 6] file numbers, 0 for none."""

    rows: dict[str, int]
    vectors: NDArray[np.float32]
    senses: list[list[int]]

    def row(self, lemma: str, lower: str) -> int:
        """Return the row of a word by lemma, form, or the last part of a compound; 0 if unknown."""
        rows = self.rows
        found = rows.get(lemma) or rows.get(lower)
        if found is None and "-" in lower:
            found = rows.get(lower.rpartition("-")[2]) or rows.get(lower.replace("-", ""))
        return found or NO_ROW


@lru_cache(maxsize=2)
def words(path: Path = FOLDER / "lemmas.en.npz") -> Words:
    """Return the table of a file.

    Raises:
        MissingResource: the file is not there or is none of ours.
    """
    return loaded(path, _read)


def loaded(path: Path, read: Callable[[dict[str, NDArray[Any]]], _T]) -> _T:
    """Return what is read from the arrays of a file that ships.

    Raises:
        MissingResource: the file is not there or is none of ours.
    """
    try:
        with np.load(path) as file:
            return read(dict(file))
    except (OSError, KeyError, ValueError) as error:
        raise MissingResource(
            f"{path}: the learned reading cannot be loaded ({error}); install Fogline anew"
        ) from error


def _read(arrays: dict[str, NDArray[Any]]) -> Words:
    lemmas = arrays["lemmas"].tobytes().decode("utf-8").split("\n")
    vectors = arrays["vectors"].astype(np.float32) * arrays["scale"]
    empty = np.zeros((1, vectors.shape[1]), dtype=np.float32)
    return Words(
        rows={lemma: n for n, lemma in enumerate(lemmas, 1)},
        vectors=np.concatenate([empty, vectors]).astype(np.float32),
        senses=[[0] * SENSES, *arrays["senses"].tolist()],
    )
