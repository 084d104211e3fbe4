"""From priors to the case: a particle filter over the weeks before the cut-off, and nothing after.

Each particle is a set of coefficients with a state. It runs a week; what it made of the focus is
compared with what was seen; likely particles are drawn again and their coefficients are moved a
little so that the mean and spread stay (Liu and West 2001). So is how much ground outside the
focus changed hands; then its sectors are set to what was known of them, because the question is
how the focus falls given them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fogline.model.scenario import Course, Force, Observation, SectorGraph
from fogline.outlook import columns, engine, luck
from fogline.outlook.belief import Past
from fogline.outlook.coefficients import Floats, bounded, draw, priors, table
from fogline.outlook.courses import plan
from fogline.outlook.ground import Ground
from fogline.outlook.start import control_luck, draw_control, match_share
from fogline.outlook.state import State, begin

PARTICLES = 4000
_WEEK = 7
_LEAST_OBSERVATIONS = 3
_LEAST_SD = 0.02
"""The outline of a city moves its share by up to eight points, but in every week alike."""
_FLANK_SD = 0.04
"""How far the ground outside the focus that changed hands in a week may be off; ours."""
_KEEP = 0.98
"""Liu and West's discount."""
_TAILS = 4.0
"""Degrees of freedom of the observation's error: maps are updated in jumps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Coefficients and what a run inherits from the weeks before; N particles."""

    parameters: Floats
    """(N, coefficients)."""
    gain: Floats
    """(N, sectors)."""
    drift: Floats
    """(N,)."""
    fatigue: Floats
    """(N, 2)."""
    version: str
    weeks: int
    """Of the case that were fitted to."""
    narrowed: Mapping[str, float]
    """By coefficient, the spread after the fit against that before."""
    model: tuple[tuple[date, float], ...]
    """The fitted share of the focus by week, mean of the particles."""


def calibrate(  # noqa: PLR0913 - what a fit is asked with
    graph: SectorGraph,
    ground: Ground,
    past: Past,
    *,
    seed: int,
    particles: int = PARTICLES,
    threads: int = 1,
) -> Fitted:
    """Return coefficients as they stand on the cut-off day.

    Args:
        graph: with the forces.
        ground: of the graph.
        past: up to the cut-off; it refuses anything later.
        seed: of every draw.
        particles: how many.
        threads: change nothing but the time.
    """
    rng = np.random.default_rng([seed, 1])
    mean, sd, version = priors(graph, past.on)
    parameters = draw(mean, sd, particles, rng)
    seen = past.window()
    weeks = _weeks(past, seen)
    if weeks < _LEAST_OBSERVATIONS:
        return _prior_only(graph, parameters, version)
    return _Filter(graph, ground, past, parameters, rng, seed, threads).run(weeks, version, sd)


def _weeks(past: Past, seen: tuple[Observation, ...]) -> int:
    return (past.on - seen[0].on).days // _WEEK if seen else 0


def _prior_only(graph: SectorGraph, parameters: Floats, version: str) -> Fitted:
    count = len(parameters)
    return Fitted(
        parameters=parameters,
        gain=np.zeros((count, len(graph.sectors))),
        drift=np.zeros(count),
        fatigue=np.full((count, 2), 0.05),
        version=version,
        weeks=0,
        narrowed=dict.fromkeys(columns.COLUMN, 1.0),
        model=(),
    )


def newest_forces(graph: SectorGraph, on: date) -> dict[str, Force | None]:
    """Return what each side has by the newest entry up to a day."""
    sides = (graph.attacker, graph.defender)
    known = {s: [f for f in graph.forces if f.side == s and f.since <= on] for s in sides}
    return {s: max(fs, key=lambda f: f.since, default=None) for s, fs in known.items()}


class _Filter:
    """The state of one filtering."""

    def __init__(  # noqa: PLR0913, PLR0917 - what the filter works on
        self,
        graph: SectorGraph,
        ground: Ground,
        past: Past,
        parameters: Floats,
        rng: np.random.Generator,
        seed: int,
        threads: int,
    ) -> None:
        self.graph, self.ground, self.past = graph, ground, past
        self.parameters, self.rng, self.threads = parameters, rng, threads
        self.keys = luck.keys(seed + 1, len(parameters))
        self.plans = (
            plan(Course(name="as before", side=graph.attacker, action="attack")),
            plan(Course(name="as before", side=graph.defender, action="hold")),
        )
        self.luck = control_luck(graph, parameters[:, columns.COLUMN["source_bias"]], rng)
        area = np.array([k.km2 for k in graph.sectors])
        self.inside = ground.focus
        self.outside = np.where(ground.focus > 0, 0.0, area)
        self.outside /= max(self.outside.sum(), 1e-9)
        self.moved = np.array(["case" in c.fit for c in table().coefficients])

    def run(self, weeks: int, version: str, sd: Floats) -> Fitted:
        first = self.past.on - timedelta(days=_WEEK * weeks)
        state = self._begin(first)
        model: list[tuple[date, float]] = []
        for week in range(weeks):
            engine.simulate(
                self.ground, self.parameters, self.plans, state, self.keys, _WEEK,
                day0=week * _WEEK, threads=self.threads,
            )  # fmt: skip
            day = first + timedelta(days=_WEEK * (week + 1))
            state = self._weigh(state, day)
            model.append((day, float(self._share(state.taken, self.inside).mean())))
            self._know_flanks(state, day)
        return Fitted(
            parameters=self.parameters,
            gain=state.gain,
            drift=state.drift,
            fatigue=state.fatigue,
            version=f"{version}, case {weeks} weeks",
            weeks=weeks,
            narrowed=self._narrowed(sd),
            model=tuple(model),
        )

    def _begin(self, first: date) -> State:
        beliefs = self.past.at(first) or self.past.start
        runs = len(self.parameters)
        control = draw_control(beliefs, self.graph, self.luck)
        seen = _seen_at(self.past.window(), first)
        if seen is not None:
            wanted = seen.share + seen.sd / 2 * self.rng.standard_normal(runs)
            control = match_share(control, self.ground, np.clip(wanted, 0, 1))
        forces = newest_forces(self.graph, self.past.on)
        return begin(self.graph, self.ground, control, forces, self.rng)

    def _weigh(self, state: State, day: date) -> State:
        log = np.zeros(len(state.taken))
        seen = _seen_at(self.past.window(), day)
        if seen is not None:
            log += _likely(
                self._share(state.taken, self.inside) - seen.share, max(seen.sd, _LEAST_SD)
            )
        known = self._known(day)
        if known is not None and self.outside.sum() > 0:
            change = self._share(state.taken - known, self.outside)
            log += _likely(change, _FLANK_SD)
        weight = np.exp(log - log.max())
        weight /= weight.sum()
        chosen = _systematic(weight, self.rng)
        self._move(weight, chosen)
        # What a particle took for the start goes on with it.
        self.luck = self.luck[chosen]
        return state.copy(chosen)

    def _share(self, cells: Floats, area: Floats) -> Floats:
        """Return the share of an area that cells amount to, by run."""
        share: Floats = (cells / self.ground.cells) @ area
        return share

    def _known(self, day: date) -> Floats | None:
        """Return the cells that are believed taken on a day, by run."""
        beliefs = self.past.at(day)
        if beliefs is None:
            return None
        control = draw_control(beliefs, self.graph, self.luck)
        cells: Floats = np.rint(control * self.ground.cells).astype(np.int64)
        return cells

    def _move(self, weight: Floats, chosen: Floats) -> None:
        """Draw coefficients again, pulled to their mean and spread out as much."""
        shrink = (3 * _KEEP - 1) / (2 * _KEEP)
        mean = weight @ self.parameters
        spread = np.sqrt(weight @ (self.parameters - mean) ** 2)
        drawn = self.parameters[chosen]
        noise = np.sqrt(1 - shrink**2) * spread * self.rng.standard_normal(drawn.shape)
        moved = shrink * drawn + (1 - shrink) * mean + noise
        self.parameters = bounded(np.where(self.moved, moved, drawn))

    def _know_flanks(self, state: State, day: date) -> None:
        cells = self._known(day)
        if cells is None:
            return
        outside = self.ground.focus <= 0
        change = (cells - state.taken) / self.ground.cells
        state.gain[:, outside] += change[:, outside]
        state.taken[:, outside] = cells[:, outside]

    def _narrowed(self, sd: Floats) -> dict[str, float]:
        after = self.parameters.std(0)
        return {
            c.name: float(after[i] / sd[i]) if sd[i] > 0 else 1.0
            for i, c in enumerate(table().coefficients)
        }


def _likely(off: Floats, sd: float) -> Floats:
    """Return the logarithm of Student's t, whose tails forgive a map drawn in jumps."""
    log: Floats = -(_TAILS + 1) / 2 * np.log1p((off / sd) ** 2 / _TAILS)
    return log


def _seen_at(seen: tuple[Observation, ...], day: date) -> Observation | None:
    """Return the newest observation of the week up to a day."""
    near = [o for o in seen if timedelta(0) <= day - o.on < timedelta(days=_WEEK)]
    return max(near, key=lambda o: o.on, default=None)


def _systematic(weight: Floats, rng: np.random.Generator) -> Floats:
    """Draw indices in proportion to weights, with one random number."""
    places = (rng.random() + np.arange(len(weight))) / len(weight)
    drawn: Floats = np.minimum(np.searchsorted(np.cumsum(weight), places), len(weight) - 1)
    return drawn
