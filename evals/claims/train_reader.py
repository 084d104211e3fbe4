"""Fit the learned reading of clauses on annotated text, and measure it on text it was not fitted on.

    python evals/claims/train_reader.py                    fit on everything, write the weights
    python evals/claims/train_reader.py --cross-validate   read each open text by weights of the others

The weights go to `src/fogline/claims/english/learned/data/clauses.en.npz`. What it learns from is
`open/` and `training/`; the locked parts are not touched. A run takes some minutes on one core.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from gold_candidates import Labelled, of_gold, of_lines
from scipy.optimize import minimize

from fogline.claims.english.learned import judging
from fogline.claims.english.learned.network import (
    NONE,
    Layers,
    Matrix,
    Named,
    Network,
    inputs,
    log_odds,
    save,
)
from fogline.claims.english.learned.words import FOLDER, words
from fogline.measure.claims import Score, compare
from fogline.measure.gold import load
from fogline.measure.reading import GoldReader
from fogline.settings import load as settings
from fogline.vocabulary.content import actions

HERE = Path(__file__).parent
LEAST = 3
"""A named feature counts if it stands at so many candidates."""
FOLDS = 3
OF_FRAMES = ("frame=", "framed=", "finer=")
OF_WORD = ("may=", "lemma=")


@dataclass(frozen=True, slots=True)
class Fit:
    """How it is fitted; chosen by cross-validation over open texts and training lines."""

    ridge_words: float = 5e-3
    ridge_named: float = 2e-3
    prior: float = 2.0
    """Log-odds that a frame's own action starts with."""
    steps: int = 50
    nets: int = 2
    hidden: int = 48
    epochs: int = 8
    rate: float = 1e-3
    decay: float = 1e-2
    drop_inputs: float = 0.3
    drop_hidden: float = 0.4
    batch: int = 64


def main() -> None:
    """Fit, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--out", type=Path, default=FOLDER / "clauses.en.npz")
    given = parser.parse_args()
    reader = GoldReader(settings())
    open_ = list(of_gold(HERE / "open", reader))
    lines = list(of_lines(HERE / "training", reader))
    print(f"{len(open_)} candidates of open texts, {len(lines)} of training lines")
    if given.cross_validate:
        print(json.dumps(cross_validated(open_, lines, reader), indent=2))
        return
    save(fitted([*open_, *lines], Fit()), given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def cross_validated(
    open_: list[Labelled], lines: list[Labelled], reader: GoldReader
) -> dict[str, object]:
    """Return the measure's figures over all open texts, each read by weights that never saw it."""
    gold, texts = load(HERE / "open")
    order = np.random.default_rng(0).permutation(len(texts))
    result = Score()
    for fold in range(FOLDS):
        held = {texts[n].name for n in order[fold::FOLDS]}
        net = fitted([*(c for c in open_ if c.text not in held), *lines], Fit())
        with patch.object(judging, "network", lambda net=net: net):
            for text in texts:
                if text.name in held:
                    count(result, text, gold.get(text.name, []), reader)
    return {"corpus": "open, cross-validated", **result.as_json()}


def count(result: Score, text: object, annotated: list[dict], reader: GoldReader) -> None:
    """Read one text and add what was found to the score."""
    read = [claim.to_json() for claim in reader(text)]
    result.texts += 1
    result.gold += len(annotated)
    result.read += len(read)
    compare(result, text, annotated, read)


def fitted(given: Sequence[Labelled], how: Fit) -> Network:
    """Return the network that fits labelled candidates."""
    classes = (NONE, *actions().actions)
    counted = Counter(name for c in given for name in c.sample.named)
    names = {n: k for k, n in enumerate(sorted(n for n, k in counted.items() if k >= LEAST))}
    x = together(inputs(words(), [c.sample for c in given], names), len(names))
    y = np.zeros((len(given), len(classes)), dtype=np.float32)
    y[np.arange(len(given)), [classes.index(c.action or NONE) for c in given]] = 1.0
    weight = np.ones(len(given), dtype=np.float32)
    x, y, weight = blinded(x, y, weight, [c.frame is not None for c in given], names)
    straight, bias = linear(x, y, weight, classes, names, how)
    base = log_odds(x @ straight + bias)
    nets = [correction(x, y, weight, base, how, seed) for seed in range(how.nets)]
    hidden, hidden_bias, out, out_bias = zip(*nets, strict=True)
    wide = np.concatenate([straight, *hidden], axis=1)
    layers = Layers(wide, np.concatenate([bias, *hidden_bias]), out, out_bias)
    return Network(classes, names, layers)


def together(given: tuple[Matrix, Named], names: int) -> Matrix:
    """Return the inputs as one matrix, [samples, vectors + names]."""
    dense, few = given
    whole = np.zeros((len(dense), dense.shape[1] + names), dtype=np.float32)
    whole[:, : dense.shape[1]] = dense
    runs = np.diff([*few.starts, len(few.columns)])
    rows = np.repeat(np.arange(len(dense)), runs)
    whole[rows, dense.shape[1] + np.array(few.columns)] = few.values
    return whole


def blinded(
    x: Matrix, y: Matrix, weight: Matrix, framed: list[bool], names: dict[str, int]
) -> tuple[Matrix, Matrix, Matrix]:
    """Add each candidate that a frame has once more without what the frame says of it.

    So what is learned of clauses with a frame helps with those that have none; of every second
    one its own lemma is hidden too.
    """
    rows = np.flatnonzero(framed)
    again = x[rows].copy()
    first = x.shape[1] - len(names)
    frames, word = (
        [first + k for n, k in names.items() if n.startswith(prefix)]
        for prefix in (OF_FRAMES, OF_WORD)
    )
    again[:, frames] = 0.0
    again[np.ix_(np.arange(0, len(rows), 2), word)] = 0.0
    half = np.full(len(rows), 0.5, dtype=np.float32)
    return (
        np.concatenate([x, again]),
        np.concatenate([y, y[rows]]),
        np.concatenate([weight, half]),
    )


def linear(  # noqa: PLR0913, PLR0917 - one value each
    x: Matrix, y: Matrix, weight: Matrix, classes: tuple[str, ...], names: dict[str, int], how: Fit
) -> tuple[Matrix, Matrix]:
    """Return weights [inputs, classes] and bias of a softmax regression, drawn to the frames' reading."""
    size, first = x.shape[1], x.shape[1] - len(names)
    ridge = np.full((size, 1), how.ridge_words, dtype=np.float32)
    ridge[first:] = how.ridge_named
    start = np.zeros((size, len(classes)), dtype=np.float32)
    for k, action in enumerate(classes):
        if (column := names.get(f"frame={action}")) is not None:
            start[first + column, k] = how.prior
    whole = weight.sum()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        values = flat.astype(np.float32).reshape(size + 1, -1)
        logs = log_odds(x @ values[:-1] + values[-1])
        pull = values[:-1] - start
        error = (np.exp(logs) - y) * weight[:, None] / whole
        total = -(weight[:, None] * y * logs).sum() / whole + 0.5 * (ridge * pull * pull).sum()
        slope = np.concatenate([x.T @ error + ridge * pull, error.sum(axis=0, keepdims=True)])
        return float(total), slope.ravel().astype(np.float64)

    begin = np.concatenate([start, np.zeros((1, len(classes)), dtype=np.float32)]).ravel()
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": how.steps})
    values = found.x.astype(np.float32).reshape(size + 1, -1)
    return values[:-1], values[-1]


def correction(  # noqa: PLR0913, PLR0917 - one value each
    x: Matrix, y: Matrix, weight: Matrix, base: Matrix, how: Fit, seed: int
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Return one hidden layer that corrects the linear reading (Adam, dropout, decoupled decay)."""
    draw = np.random.default_rng(seed)
    size, classes = x.shape[1], y.shape[1]
    values = [
        draw.normal(0.0, 0.04, (size, how.hidden)).astype(np.float32),
        np.zeros(how.hidden, dtype=np.float32),
        draw.normal(0.0, 0.05, (how.hidden, classes)).astype(np.float32),
        np.zeros(classes, dtype=np.float32),
    ]
    mean, square = ([np.zeros_like(v) for v in values] for _ in range(2))
    batches = -(-len(x) // how.batch)
    step = 0
    for _ in range(how.epochs):
        order = draw.permutation(len(x))
        for begin in range(0, len(x), how.batch):
            rows = order[begin : begin + how.batch]
            step += 1
            slopes = _slopes(x[rows], y[rows], weight[rows], base[rows], values, how, draw)
            rate = how.rate * (1 - step / (how.epochs * batches))
            for k, slope in enumerate(slopes):
                mean[k] += 0.1 * (slope - mean[k])
                square[k] += 0.001 * (slope * slope - square[k])
                move = mean[k] / (1 - 0.9**step)
                move /= np.sqrt(square[k] / (1 - 0.999**step)) + 1e-8
                values[k] -= rate * (move + (how.decay * values[k] if k % 2 == 0 else 0.0))
    return values[0], values[1], values[2], values[3]


def _slopes(  # noqa: PLR0913, PLR0917 - one value each
    x: Matrix,
    y: Matrix,
    weight: Matrix,
    base: Matrix,
    values: list[Matrix],
    how: Fit,
    draw: np.random.Generator,
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Return the gradients of one batch."""
    hidden, hidden_bias, out, out_bias = values
    x = x * _mask(x.shape, how.drop_inputs, draw)
    raw = x @ hidden + hidden_bias
    kept = _mask(raw.shape, how.drop_hidden, draw)
    inside = np.maximum(raw, 0.0) * kept
    odds = np.exp(log_odds(base + inside @ out + out_bias))
    error = (odds - y) * weight[:, None] / len(x)
    back = (error @ out.T) * kept * (raw > 0)
    return x.T @ back, back.sum(axis=0), inside.T @ error, error.sum(axis=0)


def _mask(shape: tuple[int, ...], dropped: float, draw: np.random.Generator) -> Matrix:
    return (draw.random(shape, dtype=np.float32) > dropped) / np.float32(1 - dropped)


if __name__ == "__main__":
    main()
