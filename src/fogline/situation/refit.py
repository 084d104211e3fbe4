"""Rates of change estimated anew from what was told, with their uncertainty.

Expectation-maximisation over the smoothed chains (Rabiner 1989, section III.C). A hold is lost to
three hazards at once, quiet, attack and surroundings; each expected loss is shared among them in
proportion, as for Poisson processes that run together, and a rate is losses over exposure. Gamma
and beta priors stand at the set that is refitted, worth `STRENGTH` events, so that a quiet war
moves nothing. No truth is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from fogline.model.base import Record
from fogline.situation.chains import CHUNK, Chains
from fogline.situation.control import first_day
from fogline.situation.filter import SURROUNDED, ahead, transitions
from fogline.situation.geo import Floats, Ints
from fogline.situation.observations import Evidence
from fogline.situation.parameters import Parameters, Values

STRENGTH = 10.0
"""Events that the former value is worth."""
ROUNDS = 12
CLOSE = 0.01
"""Rounds end when no rate moves by more than this share of itself."""
LEVEL = (0.025, 0.975)
RATES = ("leave_quiet", "leave_active", "leave_front", "resolve", "direct")
"""The parameters that a refit estimates; the others are no rates, or need a truth."""


class Move(Record, frozen=True, kw_only=True):
    """A parameter before and after a refit."""

    name: str
    before: float
    after: float
    low: float
    high: float
    """95 % of the posterior lies between."""
    events: float
    """Expected events of its kind in the data: how much it rests on."""
    reason: str


@dataclass(slots=True)
class _Sums:
    """Expected events and exposures, by rate."""

    events: dict[str, float] = field(default_factory=lambda: dict.fromkeys(RATES, 0.0))
    exposure: dict[str, float] = field(default_factory=lambda: dict.fromkeys(RATES, 0.0))

    def add(self, name: str, events: float, exposure: float) -> None:
        self.events[name] += events
        self.exposure[name] += exposure


def refit(evidence: Evidence, on: int, known: float) -> tuple[Values, tuple[Move, ...]]:
    """Return the values estimated anew and what moved.

    Args:
        evidence: read with the set that is refitted.
        on: the last ordinal day used.
        known: the instant whose knowledge is used, POSIX seconds.
    """
    former = evidence.parameters.values
    values, sums = former, _Sums()
    for _ in range(ROUNDS):
        parameters = evidence.parameters.but(values=values)
        sums = _expected(evidence, parameters, on, known)
        new = values.but(**{n: _estimate(n, former, sums)[0] for n in RATES})
        moved = max(abs(getattr(new, n) / getattr(values, n) - 1.0) for n in RATES)
        values = new
        if moved < CLOSE:
            break
    return values, tuple(_move(n, former, sums) for n in RATES)


def _expected(evidence: Evidence, parameters: Parameters, on: int, known: float) -> _Sums:
    """Return expected losses and exposures under a set."""
    asked = replace(evidence, parameters=parameters)
    rows, weights = asked.at(known)
    start = first_day(asked, known, on)
    which = (rows.day >= start) & (rows.day <= on)
    chains = Chains.of(asked, (rows.take(which), weights[which]), (start, on), smoothed=True)
    sums = _Sums()
    days, places, states = chains.emissions.shape
    block = max(1, CHUNK // (days * states * states))
    for first in range(0, places, block):
        _count(chains, np.arange(first, min(first + block, places)), parameters.values, sums)
    return sums


def _count(chains: Chains, part: Ints, values: Values, sums: _Sums) -> None:
    """Add what is expected of some chains."""
    threat, push = chains.threat[:, part], chains.push[:, part]
    around, emissions = chains.around(part), chains.emissions[:, part]
    moves = transitions((threat, push), around, chains.able[part], values)
    path = ahead(chains.initial[part], moves, emissions, first=True)
    pairs = _pairs(path, moves, emissions)
    sides = emissions.shape[2] - 1
    held = around[..., :sides]
    foreign = held.sum(axis=-1, keepdims=True) - held + 0.5 * around[..., sides:]
    risks = {
        "leave_quiet": np.ones_like(held),
        "leave_active": threat * (1.0 - held),
        "leave_front": foreign**SURROUNDED,
    }
    risks = {name: risk[1:] for name, risk in risks.items()}
    total = sum(getattr(values, name) * risk for name, risk in risks.items())
    stay = np.einsum("tnss->tns", pairs)
    here = pairs.sum(axis=-1)
    lost = (here - stay)[..., :sides]
    for name, risk in risks.items():
        share = getattr(values, name) * risk / np.maximum(total, 1e-12)
        sums.add(name, float((lost * share).sum()), float((here[..., :sides] * risk).sum()))
    sums.add("resolve", float((here - stay)[..., sides].sum()), float(here[..., sides].sum()))
    straight = float((pairs[..., :sides, :sides].sum(axis=-1) - stay[..., :sides]).sum())
    sums.add("direct", straight, float(lost.sum()))


def _pairs(path: Floats, moves: Floats, emissions: Floats) -> Floats:
    """Return P(state yesterday, state today | all that was told), (T-1, N, K, K)."""
    days = len(path)
    result = np.empty((max(days - 1, 0), *moves.shape[1:]))
    back = np.ones_like(path[0])
    for t in range(days - 2, -1, -1):
        after = (emissions[t + 1] * back)[:, None, :]
        both = path[t][:, :, None] * moves[t + 1] * after
        result[t] = both / both.sum(axis=(1, 2), keepdims=True)
        back = (moves[t + 1] * after).sum(axis=2)
        back = back / back.max(axis=-1, keepdims=True)
    return result


def _estimate(name: str, former: Values, sums: _Sums) -> tuple[float, float, float]:
    """Return the posterior's mean and the ends of its 95 %."""
    from scipy.special import betaincinv, gammaincinv

    before = getattr(former, name)
    events, exposure = sums.events[name], sums.exposure[name]
    if name in {"resolve", "direct"}:
        yes = STRENGTH * before + events
        no = STRENGTH * (1.0 - before) + max(exposure - events, 0.0)
        low, high = (float(betaincinv(yes, no, q)) for q in LEVEL)
        return yes / (yes + no), low, high
    shape, rate = STRENGTH + events, STRENGTH / before + exposure
    low, high = (float(gammaincinv(shape, q)) / rate for q in LEVEL)
    return shape / rate, low, high


def _move(name: str, former: Values, sums: _Sums) -> Move:
    after, low, high = _estimate(name, former, sums)
    before, events = getattr(former, name), sums.events[name]
    change = "stays" if low <= before <= high else "rises" if after > before else "falls"
    return Move(
        name=name,
        before=before,
        after=after,
        low=low,
        high=high,
        events=events,
        reason=(
            f"{change}: {events:.1f} expected events over an exposure of "
            f"{sums.exposure[name]:.0f}, beside {STRENGTH:.0f} that the former value is worth"
        ),
    )


def renewed(
    parameters: Parameters, values: Values, moves: Sequence[Move], version: str, until: date
) -> Parameters:
    """Return the set of a refit, each estimated value with its reason."""
    reasons = dict(parameters.reasons)
    for move in moves:
        reasons[move.name] = (
            f"{move.reason} (refit of version {parameters.version}, 95 % between "
            f"{move.low:.2g} and {move.high:.2g})"
        )
    return parameters.but(version=version, values=values, fitted_until=until, reasons=reasons)
