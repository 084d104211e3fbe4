"""A hidden Markov model over places and days: forward filtering and forward-backward smoothing.

Rabiner, "A tutorial on hidden Markov models" (Proc. IEEE 77, 1989), section III, scaled by
normalising each day. Arrays: T days, N places, K states (each side, then contested).
"""

import numpy as np

from fogline.situation.geo import Floats
from fogline.situation.parameters import Values

TINY = 1e-12
"""Floor of a probability, so that no state is ever beyond return."""

SURROUNDED = 3
"""Power of the neighbours' share in other hands: half around is a front, all around is lost."""


def _normal(p: Floats) -> Floats:
    p = np.maximum(p, TINY)
    result: Floats = p / p.sum(axis=-1, keepdims=True)
    return result


def likelihoods(logs: Floats) -> Floats:
    """Return likelihoods scaled to a maximum of 1 over states from log-likelihoods (..., K)."""
    result: Floats = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return result


def forward(initial: Floats, transitions: Floats, emissions: Floats) -> Floats:
    """Return P(state | observations up to the day), (T, N, K).

    Args:
        initial: P(state) before the first day's observations, (N, K).
        transitions: P(state today | state yesterday), (T, N, K, K); the first day's is unused.
        emissions: relative likelihood of each day's observations, (T, N, K).
    """
    return ahead(initial, transitions, emissions, first=True)


def ahead(before: Floats, transitions: Floats, emissions: Floats, *, first: bool) -> Floats:
    """Return `forward`'s result from any day on.

    `before` is P(state) on the day before; with `first`, before the first day's observations.
    """
    result = np.empty_like(emissions)
    state = before
    for t in range(len(emissions)):
        if t or not first:
            state = np.matmul(state[:, None, :], transitions[t])[:, 0, :]
        state = result[t] = _normal(state * emissions[t])
    return result


def smooth(filtered: Floats, transitions: Floats, emissions: Floats) -> Floats:
    """Return P(state | all observations), (T, N, K), by the backward pass over `forward`'s."""
    result = np.empty_like(filtered)
    result[-1] = filtered[-1]
    back = np.ones_like(filtered[0])
    for t in range(len(filtered) - 2, -1, -1):
        ahead = (emissions[t + 1] * back)[:, :, None]
        back = np.matmul(transitions[t + 1], ahead)[:, :, 0]
        back = back / back.max(axis=-1, keepdims=True)
        result[t] = _normal(filtered[t] * back)
    return result


def transitions(
    attacks: tuple[Floats, Floats],
    around: Floats,
    able: Floats,
    values: Values,
) -> Floats:
    """Return P(state today | state yesterday), (T, N, K, K).

    A side loses its hold to reported attacks on it, less where its own ground lies around, and to
    surroundings that others hold; its own attacks cost it nothing. Losses go to contest or to
    another side, and attackers and the neighbours' holders are the likelier winners. Contest
    itself ends at a constant rate.

    Args:
        attacks: reported attacks on each side's hold, then by each side, 0 to 1, (T, N, S) each.
        around: mean P(state) of the neighbours, its sum at most 1, (T, N, K).
        able: 1 where a side is there to take the place at all, else 0, (N, S).
        values: the rates.
    """
    threat, push = attacks
    days, places, states = around.shape
    sides = states - 1
    held, contest = around[..., :sides], around[..., sides:]
    foreign = held.sum(axis=-1, keepdims=True) - held + 0.5 * contest
    leave = values.leave_quiet + values.leave_active * threat * (1.0 - held)
    leave = np.minimum(leave + values.leave_front * foreign**SURROUNDED, 0.5)
    pull = (values.resolve_base / sides + held + values.push * push) * np.maximum(able, TINY)
    result = np.zeros((days, places, states, states))
    for s in range(sides):
        others = pull.copy()
        others[..., s] = 0.0
        total = np.maximum(others.sum(axis=-1, keepdims=True), TINY)
        direct = values.direct if sides > 1 else 0.0
        result[..., s, :sides] = leave[..., s : s + 1] * direct * others / total
        result[..., s, sides] = leave[..., s] * (1.0 - direct)
        result[..., s, s] = 1.0 - leave[..., s]
    won = pull / pull.sum(axis=-1, keepdims=True)
    result[..., sides, :sides] = values.resolve * won
    result[..., sides, sides] = 1.0 - values.resolve
    return result
