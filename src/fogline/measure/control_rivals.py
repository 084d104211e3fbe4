"""What a spreadsheet would say of control, and what the crowd-sourcing literature would.

Every rival sees the same claims of control at the same instants as Fogline does. Dawid and Skene
("Maximum likelihood estimation of observer error-rates", Applied Statistics 28, 1979) is written
out here: the package that has it brings a deep-learning framework along.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fogline.situation.geo import Floats, Ints
from fogline.situation.observations import Evidence
from fogline.situation.parameters import KINDS
from fogline.situation.rows import Rows

VOTE_DAYS = 30
"""Claims count as votes for so many days."""
SURE = 0.95
"""What a rival that only says "this side" is taken to mean as a probability."""
LEARN_DAYS = 7
"""Dawid and Skene's error rates are learned anew so often."""
ROUNDS = 30
PRIOR = (4.0, 1.0)
"""Right and wrong answers with which each voice starts: without them a voice heard once is a sage."""
METHODS = ("last_claim_wins", "majority", "weighted_vote", "dawid_skene", "persistence")
_HOLD, _LEFT = KINDS.index("hold"), KINDS.index("left")


@dataclass(frozen=True, slots=True)
class Question:
    """A place and the two sides between which its truth lies."""

    place: int
    from_side: int
    to_side: int


class Rivals:
    """Answers day by day, with what was known on each; ask in the order of days."""

    def __init__(self, evidence: Evidence, questions: Sequence[Question], start: Floats) -> None:
        self._evidence, self._questions = evidence, questions
        self._last = {m: start.copy() for m in METHODS}
        self._crowd = _Crowd(evidence)

    def answer(self, day: int, known: float) -> dict[str, Floats]:
        """Return P(the new side holds it) by method, each (Q,), at an ordinal day."""
        rows, _ = self._evidence.at(known)
        rows = rows.take(
            (rows.day <= day)
            & (rows.spread >= 0.5)
            & np.isin(rows.kind, (_HOLD, _LEFT))
            & (rows.accuracy > 0.5)
        )
        crowd = self._crowd.labels(rows, day)
        for number, question in enumerate(self._questions):
            mine = rows.take(rows.place == question.place)
            sign = np.where((mine.side == question.to_side) == (mine.kind == _HOLD), 1.0, -1.0)
            for method, vote in _votes(mine, sign, day).items():
                if vote:
                    self._last[method][number] = SURE if vote > 0 else 1 - SURE
            p = crowd.get(question.place)
            if p is not None:
                two = p[[question.from_side, question.to_side]]
                self._last["dawid_skene"][number] = float(two[1] / max(two.sum(), 1e-12))
        return {m: p.copy() for m, p in self._last.items()}


def _votes(mine: Rows, sign: Floats, day: int) -> dict[str, float]:
    """Return for each method of voting what speaks for the new side (+) or the old (-)."""
    newest = np.lexsort((mine.known, mine.day))
    recent = mine.day > day - VOTE_DAYS
    voices = zip(
        mine.voice[recent].tolist(),
        sign[recent].tolist(),
        mine.accuracy[recent].tolist(),
        strict=True,
    )
    single = {(v, s): a for v, s, a in sorted(voices)}
    return {
        "last_claim_wins": float(sign[newest[-1]]) if len(mine) else 0.0,
        "majority": sum(s for _, s in single),
        "weighted_vote": sum(s * (a - 0.5) for (_, s), a in single.items()),
    }


class _Crowd:
    """Dawid and Skene over (place, month): who holds it, and how each voice errs."""

    def __init__(self, evidence: Evidence) -> None:
        self._sides = len(evidence.sides)
        self._voices = len(evidence.voices)
        self._matrix: Floats | None = None
        self._prior = np.full(self._sides, 1.0 / self._sides)
        self._learned = -LEARN_DAYS

    def labels(self, rows: Rows, day: int) -> dict[int, Floats]:
        """Return P(side) of each place told of within `VOTE_DAYS` of a day."""
        task, voice, label = self._answers(rows, day)
        if not len(task):
            return {}
        if self._matrix is None or day - self._learned >= LEARN_DAYS:
            self._matrix, self._prior = self._learn(task[:, 0] * 10_000 + task[:, 1], voice, label)
            self._learned = day
        now = task[:, 1] == 0
        if not now.any():
            return {}
        places, which = np.unique(task[now, 0], return_inverse=True)
        p = _posterior(which, voice[now], label[now], self._matrix, self._prior)
        return dict(zip(places.tolist(), p, strict=True))

    def _answers(self, rows: Rows, day: int) -> tuple[Ints, Ints, Ints]:
        """Return the last word of each voice on each place and month back from a day.

        Tasks are (place, month), (A, 2). That one side left is read as the other's hold.
        """
        month = (day - rows.day) // VOTE_DAYS
        other = 1 - rows.side if self._sides == 2 else rows.side
        label = np.where(rows.kind == _HOLD, rows.side, other)
        usable = (rows.kind == _HOLD) | (self._sides == 2)
        order = np.lexsort((rows.known, rows.day, rows.voice, month, rows.place))
        order = order[usable[order]]
        key = np.stack((rows.place, month, rows.voice), axis=1)[order]
        last = np.ones(len(order), dtype=bool)
        last[:-1] = (key[:-1] != key[1:]).any(axis=1)
        kept = order[last]
        return np.stack((rows.place, month), axis=1)[kept], rows.voice[kept], label[kept]

    def _learn(self, task: Ints, voice: Ints, label: Ints) -> tuple[Floats, Floats]:
        """Return each voice's P(label | side), (V, S, S), and P(side), by expectation-maximisation."""
        tasks, which = np.unique(task, return_inverse=True)
        votes = np.zeros((len(tasks), self._sides))
        np.add.at(votes, (which, label), 1.0)
        p = votes / votes.sum(axis=1, keepdims=True)
        right, wrong = PRIOR
        base = np.full((self._sides, self._sides), wrong / max(self._sides - 1, 1))
        np.fill_diagonal(base, right)
        for _ in range(ROUNDS):
            matrix = np.tile(base, (self._voices, 1, 1))
            # matrix[v, s, l]: how often voice v said l of places that s held.
            np.add.at(matrix.transpose(0, 2, 1), (voice, label), p[which])
            matrix /= matrix.sum(axis=2, keepdims=True)
            prior = p.mean(axis=0)
            p = _posterior(which, voice, label, matrix, prior)
        return matrix, prior


def _posterior(which: Ints, voice: Ints, label: Ints, matrix: Floats, prior: Floats) -> Floats:
    """Return P(side) of each task from its labels, (N, S)."""
    logs = np.tile(np.log(np.maximum(prior, 1e-9)), (int(which.max()) + 1, 1))
    np.add.at(logs, which, np.log(matrix[voice, :, label]))
    p = np.exp(logs - logs.max(axis=1, keepdims=True))
    result: Floats = p / p.sum(axis=1, keepdims=True)
    return result
