"""10,000 runs of 24 sectors over 120 days: the compiled engine, its NumPy reference, and Mesa.

    python benchmarks/outlook.py

Losses of both sides are drawn in every sector in contact and ground changes by a hazard in all
three; the first two also move soldiers, watch roads and let triggers fire. The engine does all
runs; NumPy and Mesa do some and are scaled up, which is said in the output. Seconds are those of
the processor. Mesa comes with the group `bench` of pyproject.toml (pip install mesa).
"""

import json
import math
import sys
import time
from typing import Any

import numpy as np

SECTORS, DAYS, RUNS = 24, 120, 10_000
NUMPY_RUNS, MESA_RUNS = 200, 5
WIDE = 4


def grid() -> Any:
    """Return 24 sectors in a grid of six by four, a river across, the attacker in the east."""
    from fogline.model.scenario import Link, Sector, SectorGraph, SupplyRoad

    high = SECTORS // WIDE
    sectors = tuple(
        Sector(id=f"s{i}", name=f"s{i}", lon=i % WIDE, lat=i // WIDE, km2=5, line=i % WIDE + 1,
               terrain="city" if i % 3 else "open", focus=True)
        for i in range(SECTORS)
    )  # fmt: skip
    links = [Link(a=f"s{i}", b=f"s{i + 1}", river="r" if i % WIDE == 1 else None)
             for i in range(SECTORS) if i % WIDE < WIDE - 1]  # fmt: skip
    links += [Link(a=f"s{i}", b=f"s{i + WIDE}") for i in range(SECTORS - WIDE)]
    roads = tuple(
        SupplyRoad(id=f"r{y}", name="", through=(f"s{y * WIDE + 3}", f"s{y * WIDE + 2}"))
        for y in range(0, high, 3)
    )
    return SectorGraph(id="grid", name="grid", attacker="a", defender="d", sectors=sectors,
                       links=tuple(links), roads=roads)  # fmt: skip


def case(runs: int) -> tuple[Any, ...]:
    """Return what a simulation is called with."""
    from datetime import date

    from fogline.model.scenario import Course, Trigger
    from fogline.outlook import luck
    from fogline.outlook.coefficients import draw, priors
    from fogline.outlook.courses import plan
    from fogline.outlook.ground import ground
    from fogline.outlook.state import begin

    graph = grid()
    arrays = ground(graph)
    rng = np.random.default_rng(1)
    mean, sd, _ = priors(graph, date(2023, 1, 1))
    parameters = draw(mean, sd, runs, rng)
    control = np.tile([1.0 if i % WIDE == 0 else 0.0 for i in range(SECTORS)], (runs, 1))
    state = begin(graph, arrays, control, {}, rng)
    plans = (
        plan(Course(name="attack", side="a", action="attack")),
        plan(Course(name="hold", side="d", action="hold", triggers=(
            Trigger(when="road_share", below=0.3, action="withdraw"),))),
    )  # fmt: skip
    return arrays, parameters, plans, state, luck.keys(1, runs), DAYS


def compiled() -> dict[str, float]:
    """Return the engine's seconds on one core, after compilation, and the compilation's."""
    from fogline.outlook import engine

    begun = time.process_time()
    engine.simulate(*case(2))
    compilation = time.process_time() - begun
    times = []
    for _ in range(5):
        given = case(RUNS)
        begun = time.process_time()
        seen, _ = engine.simulate(*given)
        times.append(time.process_time() - begun)
    lost = float(seen[:, -1, 3].mean())
    return {
        "seconds": round(min(times), 2),
        "first_call_seconds": round(compilation, 2),
        "mean_losses": lost,
    }


def reference() -> dict[str, float]:
    """Return the NumPy reference's seconds for all runs, scaled from some."""
    from fogline.outlook import reference as plain

    given = case(NUMPY_RUNS)
    begun = time.process_time()
    plain.simulate(*given)
    took = time.process_time() - begun
    return {"seconds": round(took * RUNS / NUMPY_RUNS, 1), "runs_timed": NUMPY_RUNS}


def mesa_runs() -> dict[str, float] | None:  # noqa: C901 - Mesa may be missing, so it is all in here
    """Return Mesa's seconds for all runs, scaled from some; None where it is not installed."""
    try:
        import mesa
    except ImportError:
        return None

    class Ground(mesa.Agent):
        """A sector: its share lost, both strengths, what it gained of late."""

        def __init__(self, model: Any, lost: float) -> None:
            super().__init__(model)
            self.cells, self.taken = 10, round(lost * 10)
            self.strength = [500.0, 300.0]
            self.gain = 0.0
            self.beside: list[Any] = []

        @property
        def share(self) -> float:
            return self.taken / self.cells

        def step(self) -> None:
            near = 0.3 * self.share + 0.7 * sum(o.share for o in self.beside) / len(self.beside)
            self.gain *= 1 - 1 / 28
            if not 0 < near < 1:
                return
            draw = self.model.rng
            for side, other in ((0, 1), (1, 0)):
                x, y = self.strength[side] + 1, self.strength[other] + 1
                mean = 0.003 * math.exp(0.71 * math.log(x) + 0.33 * math.log(y))
                lost = draw.negative_binomial(1.5, 1.5 / (1.5 + mean))
                self.strength[side] -= min(lost, 0.2 * self.strength[side])
            hazard = math.exp(-8 + 5 * min(near, 0.65) + 3 * math.sqrt(min(max(self.gain, 0), 0.3)))
            won = draw.binomial(self.cells - self.taken, 1 - math.exp(-hazard))
            back = draw.binomial(self.taken, 1 - math.exp(-0.05 * hazard))
            self.taken += won - back
            self.gain += (won - back) / self.cells

    class War(mesa.Model):
        """One run."""

        def __init__(self, seed: int) -> None:
            super().__init__(seed=seed)
            made = [Ground(self, 1.0 if i % WIDE == 0 else 0.0) for i in range(SECTORS)]
            for i, here in enumerate(made):
                ends = [i - WIDE, i + WIDE]
                ends += [i - 1] if i % WIDE else []
                ends += [i + 1] if i % WIDE < WIDE - 1 else []
                here.beside = [made[j] for j in ends if 0 <= j < SECTORS]

        def step(self) -> None:
            self.agents.do("step")

    begun = time.process_time()
    for seed in range(MESA_RUNS):
        model = War(seed)
        for _ in range(DAYS):
            model.step()
    took = time.process_time() - begun
    return {"seconds": round(took * RUNS / MESA_RUNS, 1), "runs_timed": MESA_RUNS}


def outlook() -> dict[str, Any]:
    """Return all three, in one run of this program."""
    fast, plain, mesa = compiled(), reference(), mesa_runs()
    return {
        "work": f"{RUNS} runs, {SECTORS} sectors, {DAYS} days, one core",
        "engine": fast,
        "numpy": plain,
        "mesa": mesa or "not installed: pip install mesa",
        "mesa_over_engine": round(mesa["seconds"] / fast["seconds"]) if mesa else None,
    }


if __name__ == "__main__":
    json.dump(outlook(), sys.stdout, indent=2)
    print()
