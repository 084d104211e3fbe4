"""Two courses of one side under the same luck: which is better, how surely, and as long as what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

import numpy as np
from scipy.stats import beta

from fogline.errors import UsageError
from fogline.model.outlook import AsLongAs, Comparison, Criterion
from fogline.model.scenario import Course
from fogline.outlook import columns as c
from fogline.outlook import sentences
from fogline.outlook.answers import HIGH, LOW, exchange, interval
from fogline.outlook.coefficients import Floats
from fogline.outlook.ensemble import Ensemble, Ran

CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
DEFAULT: Criterion = "balance"
_LEAST_SHARE = 0.08
"""Of the runs on either side of a threshold, so that both sides say something."""
_GRID = 16


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability, and what it would be if the unknowns were known."""

    mean: float
    low: float
    high: float


def criterion(name: str) -> Criterion:
    """Return a criterion by name.

    Raises:
        UsageError: there is none of that name.
    """
    for known in CRITERIA:
        if known == name:
            return known
    raise UsageError(f"--criterion {name!r}: there are {', '.join(CRITERIA)}")


def score(ran: Ran, what: Criterion, side: str, ensemble: Ensemble) -> Floats:
    """Return how well a pair ended for a side by run; more is better.

    `balance` is the logarithm of what part of its force the side has left over what part the
    other has.
    """
    defends = side == ensemble.graph.defender
    sign = 1.0 if defends else -1.0
    lost_a, lost_d = ran.at_end(c.LOSSES_A), ran.at_end(c.LOSSES_D)
    force_a, force_d = ran.at_end(c.FORCE_A), ran.at_end(c.FORCE_D)
    if what == "held":
        return sign * (1 - ran.at_end(c.FOCUS_TAKEN)) + (0.0 if defends else 1.0)
    if what == "exchange":
        ratio = exchange(lost_a, lost_d)
        return ratio if defends else 1 / ratio
    if what == "own_losses":
        return -(lost_d if defends else lost_a)
    if what == "force_left":
        return force_d if defends else force_a
    first = ensemble.first
    left_d = np.maximum(force_d, 1) / np.maximum(first[:, 1], 1)
    left_a = np.maximum(force_a, 1) / np.maximum(first[:, 0], 1)
    balance: Floats = sign * np.log(left_d / left_a)
    return balance


def comparisons(
    ensemble: Ensemble, wanted: Sequence[Criterion] = CRITERIA
) -> tuple[Comparison, ...]:
    """Return every two courses of either side by each criterion, the defender's first."""
    found = []
    for side in (ensemble.graph.defender, ensemble.graph.attacker):
        for a, b in combinations(_courses(ensemble, side), 2):
            found += [_comparison(a, b, side, what, ensemble) for what in wanted]
    return tuple(found)


def _courses(ensemble: Ensemble, side: str) -> list[Course]:
    return list(
        {
            k.name: k for r in ensemble.pairs for k in (r.attacker, r.defender) if k.side == side
        }.values()
    )


def _matched(a: Course, b: Course, ensemble: Ensemble) -> Iterator[tuple[Ran, Ran]]:
    """Yield the pairs of a and of b against the same course of the other side."""
    by = {(r.attacker.name, r.defender.name): r for r in ensemble.pairs}
    for (attacker, defender), ran in by.items():
        if attacker == a.name and ran.attacker.side == a.side:
            yield ran, by[b.name, defender]
        elif defender == a.name and ran.defender.side == a.side:
            yield ran, by[attacker, b.name]


def _differences(a: Course, b: Course, what: Criterion, ensemble: Ensemble) -> Floats:
    """Return a's score minus b's, (others, runs)."""
    return np.stack(
        [score(x, what, a.side, ensemble) - score(y, what, a.side, ensemble)
         for x, y in _matched(a, b, ensemble)]
    )  # fmt: skip


def _comparison(a: Course, b: Course, side: str, what: Criterion, ensemble: Ensemble) -> Comparison:
    difference = _differences(a, b, what, ensemble)
    whole = ensemble.runs // ensemble.draws * ensemble.draws
    better = chance(_better(difference[:, :whole]), ensemble.draws)
    spread = interval(difference[:, :whole].ravel(), ensemble.draws)
    return Comparison(
        a=a.name,
        b=b.name,
        criterion=what,
        p_better=round(better.mean, 4),
        low=round(better.low, 4),
        high=round(better.high, 4),
        side=side,
        difference=spread,
        sentence=sentences.comparison(a, b, what, better, ensemble.days),
    )


def _better(difference: Floats) -> Floats:
    better: Floats = (difference > 0) + 0.5 * (difference == 0)
    return better


def chance(hits: Floats, draws: int, chosen: Floats | None = None) -> Chance:
    """Return the share of hits, with how it differs between sets of unknowns.

    The spread between sets, less what luck alone would give, is put into a beta distribution.

    Args:
        hits: 0, 1 or a half for a tie, (others, runs).
        draws: runs r and r + draws share their unknowns.
        chosen: which of `hits` count; None = all.
    """
    use = np.ones(hits.shape, bool) if chosen is None else chosen
    column = np.broadcast_to(np.arange(hits.shape[1]) % draws, hits.shape)
    n = np.bincount(column[use], minlength=draws).astype(float)
    k = np.bincount(column[use], hits[use], minlength=draws)
    total = n.sum()
    if total == 0:
        return Chance(float("nan"), float("nan"), float("nan"))
    p = float(k.sum() / total)
    kept = n > 0
    size = total / kept.sum()
    variance = float(np.average((k[kept] / n[kept] - p) ** 2, weights=n[kept]))
    luck = p * (1 - p) / size
    between = min(max(variance - luck, 0.0) * size / max(size - 1, 1), p * (1 - p) * 0.999)
    if between < 1e-6:
        return Chance(float(p), float(p), float(p))
    strength = p * (1 - p) / between - 1
    low, high = beta.ppf([LOW, HIGH], p * strength, (1 - p) * strength)
    # Where sets are all or nothing, the mean lies outside the middle 80 %; show it inside.
    return Chance(p, min(p, float(low)), max(p, float(high)))


def as_long_as(ensemble: Ensemble, what: Criterion = DEFAULT) -> tuple[AsLongAs, ...]:
    """Return the conditions under which staying is the better course, the most telling first.

    The first course of the defender that stays is set against each that leaves; for each thing
    that can be seen on the way, the threshold is the one that parts good ends from bad best.
    """
    courses = _courses(ensemble, ensemble.graph.defender)
    stays = [k for k in courses if k.action != "withdraw"][:1]
    leaves = [k for k in courses if k.action == "withdraw"]
    found = [
        condition
        for a in stays
        for b in leaves
        for measure, column in (("road_share", c.ROADS), ("exchange", c.RECENT_EXCHANGE))
        if (condition := _condition(a, b, what, measure, column, ensemble)) is not None
    ]
    return tuple(sorted(found, key=lambda f: f.p_better_else - f.p_better_if))


def _condition(  # noqa: PLR0913, PLR0917 - a condition has these parts
    a: Course, b: Course, what: Criterion, measure: str, column: int, ensemble: Ensemble
) -> AsLongAs | None:
    pairs = list(_matched(a, b, ensemble))
    better = _better(_differences(a, b, what, ensemble))
    worst = np.stack([x.seen[:, :, column].min(1) for x, _ in pairs]).astype(float)
    best = _threshold(worst, better)
    if best is None:
        return None
    holds = worst >= best
    inside, outside = (chance(better, ensemble.draws, part) for part in (holds, ~holds))
    share = float(holds.mean())
    return AsLongAs(
        a=a.name, b=b.name, criterion=what, measure=measure, threshold=round(best, 2),
        p_condition=round(share, 4),
        p_better_if=round(inside.mean, 4), low_if=round(inside.low, 4),
        high_if=round(inside.high, 4), p_better_else=round(outside.mean, 4),
        low_else=round(outside.low, 4), high_else=round(outside.high, 4),
        sentence=sentences.as_long_as(a, b, what, measure, best, share, inside, outside),
    )  # fmt: skip


def _threshold(worst: Floats, better: Floats) -> float | None:
    """Return the threshold that lowers the squared error of `better` most, None if none parts."""
    candidates = np.unique(np.round(np.quantile(worst, np.linspace(0.05, 0.95, _GRID)), 2))
    found: tuple[float, float] | None = None
    for at in candidates:
        part = (worst >= at).mean()
        if not _LEAST_SHARE <= part <= 1 - _LEAST_SHARE:
            continue
        gap = better[worst >= at].mean() - better[worst < at].mean()
        gain = part * (1 - part) * gap**2
        if found is None or gain > found[0]:
            found = (float(gain), float(at))
    return None if found is None else found[1]
