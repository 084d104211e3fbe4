"""The network: word vectors by role and named features in, the odds of each action out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fogline.claims.english.learned.features import BAGS, SLOTS, Sample
from fogline.claims.english.learned.words import FOLDER, Words, loaded

Matrix: TypeAlias = NDArray[np.float32]
NONE = "none"
"""The class of candidates that state no claim."""


@dataclass(frozen=True, slots=True)
class Layers:
    """A linear reading of what goes in, and nets with one hidden layer that correct it, averaged."""

    wide: Matrix
    """[inputs, classes + nets x hidden]: the linear reading, then what the nets' hidden layers take."""
    bias: Matrix
    out: tuple[Matrix, ...]
    """Of each net, [hidden, classes]."""
    out_bias: tuple[Matrix, ...]

    def __call__(self, dense: Matrix, named: Named) -> Matrix:
        """Return the probability of each class, [candidates, classes]."""
        first = dense.shape[1]
        raw = _product(dense, self.wide[:first]) + named.times(self.wide[first:]) + self.bias
        classes = self.out[0].shape[1]
        plain = log_odds(raw[:, :classes])
        inside = np.split(np.maximum(raw[:, classes:], 0.0), len(self.out), axis=1)
        found = np.zeros_like(plain)
        for active, out, out_bias in zip(inside, self.out, self.out_bias, strict=True):
            corrected: Matrix = (plain + active @ out + out_bias).astype(np.float32)
            found += np.exp(log_odds(corrected))
        return np.asarray(found / len(self.out), dtype=np.float32)


def _product(rows: Matrix, weights: Matrix) -> Matrix:
    """Return rows @ weights, a few rows at a time.

    A product small enough is done by one thread. To wake a second one for each text costs thirty
    times what the work does, and more where other processes want the core.
    """
    step = max(1, _ONE_THREAD // weights.size)
    parts = [rows[n : n + step] @ weights for n in range(0, len(rows), step)]
    return np.concatenate(parts) if parts else rows @ weights


_ONE_THREAD = 262_144
"""Multiplications up to which OpenBLAS stays in the thread that asks."""


def log_odds(raw: Matrix) -> Matrix:
    """Return the logarithm of the probabilities that raw scores stand for, row by row."""
    raw = raw - raw.max(axis=1, keepdims=True)
    return np.asarray(raw - np.log(np.exp(raw).sum(axis=1, keepdims=True)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Network:
    """The layers, and the names of what goes in and comes out."""

    classes: tuple[str, ...]
    names: dict[str, int]
    layers: Layers

    def __call__(self, words: Words, samples: Sequence[Sample]) -> Matrix:
        """Return the probability of each class for each candidate."""
        parts = [
            self.layers(*inputs(words, samples[n : n + CHUNK], self.names))
            for n in range(0, len(samples), CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.classes)), np.float32)


CHUNK = 256
"""Candidates looked at together, so that long texts need no more memory than short ones."""


@dataclass(frozen=True, slots=True)
class Named:
    """Named features of samples, the few that each has: columns and values run after run."""

    columns: list[int]
    values: Matrix
    starts: list[int]
    """Where each sample's run begins; none is empty."""

    def times(self, weights: Matrix) -> Matrix:
        """Return the product with weights [names, any], [samples, any]."""
        return np.asarray(
            np.add.reduceat(weights[self.columns] * self.values[:, None], self.starts, axis=0),
            dtype=np.float32,
        )


def inputs(words: Words, samples: Sequence[Sample], names: dict[str, int]) -> tuple[Matrix, Named]:
    """Return vectors [samples, (slots + bags) x dimensions] and named features of samples."""
    table = words.vectors
    size, count = table.shape[1], len(samples)
    dense = np.zeros((count, (len(SLOTS) + len(BAGS)) * size), dtype=np.float32)
    dense[:, : len(SLOTS) * size] = table[np.array([s.slots for s in samples])].reshape(count, -1)
    means: dict[int, Matrix] = {}
    columns: list[int] = []
    values: list[float] = []
    starts: list[int] = []
    for n, sample in enumerate(samples):
        for k, bag in enumerate(sample.bags, len(SLOTS)):
            if bag:
                mean = means.get(id(bag))
                if mean is None:
                    mean = means[id(bag)] = table[bag].mean(axis=0) * BAG_WEIGHT
                dense[n, k * size : (k + 1) * size] = mean
        starts.append(len(columns))
        known = [(names[name], v) for name, v in sample.named.items() if name in names]
        columns += [column for column, _ in known] or [0]
        values += [value for _, value in known] or [0.0]
    return dense, Named(columns, np.array(values, dtype=np.float32), starts)


BAG_WEIGHT = 2.0
"""The mean of many vectors is short; so much longer it weighs about what a word does."""


@lru_cache(maxsize=2)
def network(path: Path = FOLDER / "clauses.en.npz") -> Network:
    """Return the trained network of a file.

    Raises:
        MissingResource: the file is not there or is none of ours.
    """
    return loaded(path, _read)


def _read(file: dict[str, NDArray[np.generic]]) -> Network:
    def whole(key: str) -> Matrix:
        values = file[key].astype(np.float32)
        return values * file[f"{key}.scale"].astype(np.float32)

    def each(key: str) -> tuple[Matrix, ...]:
        return tuple(whole(f"{key}{n}") for n in range(int(file["nets"])))

    classes, names = (
        tuple(file[key].tobytes().decode("utf-8").split("\n")) for key in ("classes", "names")
    )
    layers = Layers(whole("wide"), whole("bias"), each("out"), each("out_bias"))
    return Network(classes, {name: n for n, name in enumerate(names)}, layers)


def save(found: Network, path: Path) -> None:
    """Write a network to a file: its weights as bytes, with a scale for each column."""
    layers = found.layers
    weights = {"wide": layers.wide, "bias": layers.bias}
    for key in ("out", "out_bias"):
        weights |= {f"{key}{n}": w for n, w in enumerate(getattr(layers, key))}
    stored: dict[str, NDArray[np.generic]] = {"nets": np.array(len(layers.out))}
    for key, value in (("classes", found.classes), ("names", tuple(found.names))):
        stored[key] = np.frombuffer("\n".join(value).encode(), dtype=np.uint8)
    for key, weight in weights.items():
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-9) / 127
        stored[key] = np.round(weight / scale).astype(np.int8)
        stored[f"{key}.scale"] = scale.astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **stored)
