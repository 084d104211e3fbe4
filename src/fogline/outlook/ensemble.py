"""Every pair of courses, run with the same unknowns and the same luck."""

from dataclasses import dataclass

import numpy as np

from fogline.model.scenario import Course, SectorGraph
from fogline.outlook import columns, engine, luck
from fogline.outlook.belief import Past, focus_share
from fogline.outlook.calibrate import Fitted, calibrate, newest_forces
from fogline.outlook.coefficients import Floats
from fogline.outlook.courses import of_role, plan
from fogline.outlook.ground import Ground, ground
from fogline.outlook.start import control_luck, draw_control, match_share
from fogline.outlook.state import begin

REPEATS = 4
"""Runs of one set of unknowns, so that luck and ignorance can be told apart."""
_SEEN_WEIGHT_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One pair of courses."""

    attacker: Course
    defender: Course
    seen: Floats
    """float32 (runs, days, SEEN)."""
    cells: Floats
    """uint8 (runs, days, sectors)."""
    fired: Floats
    """int64 (runs, 2): bits of the triggers that fired, by side."""

    def at_end(self, column: int) -> Floats:
        """Return a column of the last day, float64 (runs,)."""
        last: Floats = self.seen[:, -1, column].astype(np.float64)
        return last


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """All runs of an outlook; runs r and r + draws share their unknowns."""

    graph: SectorGraph
    ground: Ground
    pairs: tuple[Ran, ...]
    parameters: Floats
    """(runs, coefficients)."""
    control: Floats
    """(runs, sectors) at the start."""
    first: Floats
    """(runs, 2): soldiers in line and reserve at the start."""
    drift: Floats
    """(runs,): logarithm of the tempo at the start against the run's own."""
    draws: int
    fitted: Fitted
    past: Past
    days: int

    @property
    def runs(self) -> int:
        """How many runs each pair has."""
        return len(self.parameters)


def run(  # noqa: PLR0913 - what an outlook is asked with
    graph: SectorGraph,
    past: Past,
    courses: tuple[Course, ...],
    *,
    days: int,
    runs: int,
    seed: int,
    threads: int = 1,
    fitted: Fitted | None = None,
) -> Ensemble:
    """Fit to the case and run every pair of courses.

    Args:
        graph: ground and forces.
        past: the case up to its cut-off.
        courses: checked, of both sides.
        days: to look ahead.
        runs: of each pair.
        seed: of everything; the same seed gives the same outlook.
        threads: change nothing but the time.
        fitted: from an earlier call; None = fit now.
    """
    arrays = ground(graph)
    fitted = fitted or calibrate(graph, arrays, past, seed=seed, threads=threads)
    draws = max(1, runs // REPEATS)
    rng = np.random.default_rng([seed, 2])
    chosen = rng.permutation(len(fitted.parameters))[np.arange(draws) % len(fitted.parameters)]
    of_run = np.arange(runs) % draws
    control = _start(graph, arrays, past, fitted, chosen, rng)
    forces = newest_forces(graph, past.on)
    state = begin(graph, arrays, control, forces, rng, fitted.gain[chosen])
    state.drift[:] = fitted.drift[chosen]
    state.fatigue[:] = fitted.fatigue[chosen]
    parameters = fitted.parameters[chosen][of_run]
    keys = luck.keys(seed, runs)
    ran = []
    for ours in of_role(courses, graph, "attacker"):
        for theirs in of_role(courses, graph, "defender"):
            own = state.copy(of_run)
            seen, cells = engine.simulate(
                arrays, parameters, (plan(ours), plan(theirs)), own, keys, days, threads=threads
            )
            ran.append(Ran(attacker=ours, defender=theirs, seen=seen, cells=cells, fired=own.fired))
    return Ensemble(
        graph=graph,
        ground=arrays,
        pairs=tuple(ran),
        parameters=parameters,
        control=control[of_run],
        first=(state.strength.sum(1) + state.reserves)[of_run],
        drift=state.drift[of_run],
        draws=draws,
        fitted=fitted,
        past=past,
        days=days,
    )


def _start(  # noqa: PLR0913, PLR0917 - what a start is drawn from
    graph: SectorGraph,
    arrays: Ground,
    past: Past,
    fitted: Fitted,
    chosen: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Draw control from its probabilities; where the focus' share was measured, as it was."""
    bias = fitted.parameters[chosen, columns.COLUMN["source_bias"]]
    control = draw_control(past.start, graph, control_luck(graph, bias, rng))
    seen = [o for o in past.seen if (past.on - o.on).days < _SEEN_WEIGHT_DAYS]
    if not (seen and past.measured):
        return control
    newest = max(seen, key=lambda o: o.on)
    wanted = newest.share + np.where(0 < newest.share < 1, bias, 0.0)
    return match_share(control, arrays, np.clip(wanted, 0, 1))


def start_shares(past: Past, graph: SectorGraph) -> tuple[dict[str, float], float]:
    """Return the expected attacker's share by sector name, and of the focus, on the first day."""
    beliefs = past.start
    shares = {s.name: beliefs[s.id].attacker + beliefs[s.id].contested / 2 for s in graph.sectors}
    return shares, focus_share(beliefs, graph)
