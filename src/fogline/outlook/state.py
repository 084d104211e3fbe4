"""The state of many runs at once, and how it is drawn from what is believed at the start."""

from typing import Any, NamedTuple

import numpy as np

from fogline.model.scenario import Force, Range, SectorGraph
from fogline.outlook.coefficients import Floats
from fogline.outlook.ground import Ground

ATTACKER, DEFENDER = 0, 1
_NORMAL_10_90 = 2 * 1.2816
_DEFAULT = {
    "strength": (5000.0, 30000.0),
    "reserves": (500.0, 5000.0),
    "replacements": (20.0, 200.0),
}
"""Where nothing is known of a side: a reinforced division to a small army; widely believed."""
_QUIET_FATIGUE = 0.05


class State(NamedTuple):
    """Arrays over runs (R), sectors (S) and the two roles."""

    taken: Any
    """int64 (R, S): cells in the attacker's hands."""
    gain: Any
    """float64 (R, S): share that the attacker gained in about four weeks."""
    strength: Any
    """float64 (R, S, 2): soldiers in the line by sector."""
    reserves: Any
    """float64 (R, 2)."""
    arrivals: Any
    """float64 (R, 2): replacements a day."""
    first: Any
    """float64 (R, 2): strength in the line on the first day."""
    fatigue: Any
    """float64 (R, 2): share of the strength lost in about a month; cohesion falls with it."""
    losses: Any
    """float64 (R, 2): soldiers since the start."""
    recent: Any
    """float64 (R, 2): losses of about fourteen days."""
    drift: Any
    """float64 (R,): logarithm of this week's tempo against the run's own."""
    action: Any
    """int64 (R, 2)."""
    since: Any
    """int64 (R, 2): day on which the action began."""
    fired: Any
    """int64 (R, 2): bits of the triggers that have fired."""
    pending: Any
    """int64 (R, 2, 2): an action on its way and the day it begins, -1 = none."""

    def copy(self, chosen: Any = slice(None)) -> "State":
        """Return a copy of some of the runs."""
        return State(*(np.array(field[chosen], order="C") for field in self))


def begin(  # noqa: PLR0913, PLR0917 - the parts of a start
    graph: SectorGraph,
    ground: Ground,
    control: Floats,
    forces: dict[str, Force | None],
    rng: np.random.Generator,
    gain: Floats | None = None,
) -> State:
    """Return the state on the first day.

    Args:
        graph: names the sides.
        ground: of the graph.
        control: attacker's share by run and sector, shape (R, S).
        forces: by side id, None = nothing known.
        rng: for what is drawn once a run.
        gain: recent gains by run and sector; None = none.
    """
    runs, sectors = control.shape
    sides = (graph.attacker, graph.defender)
    strength = np.stack([_soldiers(forces.get(s), "strength", runs, rng) for s in sides], 1)
    reserves = np.stack([_soldiers(forces.get(s), "reserves", runs, rng) for s in sides], 1)
    arrivals = np.stack([_soldiers(forces.get(s), "replacements", runs, rng) for s in sides], 1)
    taken = np.rint(control * ground.cells).astype(np.int64)
    return State(
        taken=taken,
        gain=np.zeros((runs, sectors)) if gain is None else gain.copy(),
        strength=_spread(taken, ground, strength),
        reserves=reserves,
        arrivals=arrivals,
        first=strength,
        fatigue=np.full((runs, 2), _QUIET_FATIGUE),
        losses=np.zeros((runs, 2)),
        recent=np.zeros((runs, 2)),
        drift=np.zeros(runs),
        action=np.zeros((runs, 2), np.int64),
        since=np.zeros((runs, 2), np.int64),
        fired=np.zeros((runs, 2), np.int64),
        pending=np.full((runs, 2, 2), -1, np.int64),
    )


def _soldiers(force: Force | None, what: str, runs: int, rng: np.random.Generator) -> Floats:
    """Draw a number whose 80 % range is given: lognormal, or all of it nought."""
    given: Range | None = getattr(force, what) if force else None
    low, high = (given.low, given.high) if given else _DEFAULT[what]
    draw: Floats = rng.standard_normal(runs)
    if high <= 0:
        return np.zeros(runs)
    low = max(low, 0.05 * high)
    middle, sd = np.log(low * high) / 2, np.log(high / low) / _NORMAL_10_90
    soldiers: Floats = np.exp(middle + sd * draw)
    return soldiers


def _spread(taken: Any, ground: Ground, strength: Floats) -> Floats:
    """Put each side's soldiers where it touches the other."""
    share = taken / ground.cells
    around = surroundings(share, ground)
    touch = (around > 0) & (around < 1)
    weight = np.where(touch, np.sqrt(ground.cells), 0.0)
    total = weight.sum(1, keepdims=True)
    weight = np.where(total > 0, weight / np.where(total > 0, total, 1), 1 / weight.shape[1])
    spread: Floats = weight[:, :, None] * strength[:, None, :]
    return spread


def surroundings(share: Floats, ground: Ground) -> Floats:
    """Return the attacker's share of each sector's surroundings, shape as `share`."""
    around = share * ground.own
    sector = np.repeat(np.arange(len(ground.cells)), np.diff(ground.first))
    for link, (here, there) in enumerate(zip(sector, ground.other, strict=True)):
        around[:, here] += ground.weight[link] * share[:, there]
    return np.clip(np.where(around > 1 - 1e-9, 1.0, around), 0.0, 1.0)
