"""Which rows are held out together: stratified folds, and whole campaigns or wars."""

from collections.abc import Hashable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.intp]


def stratified(labels: Sequence[Hashable], parts: int, seed: int) -> Index:
    """Return the fold of each row, each label dealt evenly over the folds."""
    rng = np.random.default_rng(seed)
    found = np.empty(len(labels), dtype=np.intp)
    for label in dict.fromkeys(labels):
        rows = np.array([n for n, own in enumerate(labels) if own == label])
        rng.shuffle(rows)
        found[rows] = np.arange(len(rows)) % parts
    return found


def grouped(groups: Sequence[Hashable]) -> Index:
    """Return the number of each row's group: one fold a group."""
    order = {group: n for n, group in enumerate(dict.fromkeys(groups))}
    return np.array([order[group] for group in groups], dtype=np.intp)


def parcels(groups: Sequence[Hashable], parts: int, seed: int = 0) -> Index:
    """Return the parcel of each row, whole groups dealt over `parts` parcels of even size."""
    index = grouped(groups)
    sizes = np.bincount(index)
    shuffled = np.random.default_rng(seed).permutation(len(sizes))
    order = shuffled[np.argsort(-sizes[shuffled], kind="stable")]
    filled, place = np.zeros(parts), np.empty(len(sizes), dtype=np.intp)
    for group in order:
        place[group] = int(np.argmin(filled))
        filled[place[group]] += sizes[group]
    return place[index]


def splits(fold: Index) -> Iterator[tuple[Index, Index]]:
    """Yield the rows to learn from and the rows held out, fold by fold."""
    for number in np.unique(fold):
        yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)
