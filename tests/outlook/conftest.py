"""A small river city, and runs of it."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from fogline.model.scenario import Course, Scenario, Trigger
from fogline.outlook import luck, scenario
from fogline.outlook.coefficients import draw, priors
from fogline.outlook.courses import Plan, plan
from fogline.outlook.ground import Ground, ground
from fogline.outlook.state import State, begin


class Small:
    """The invented city with runs to start from."""

    def __init__(self, runs: int = 60) -> None:
        self.scenario: Scenario = scenario.load("river-city")
        self.graph = self.scenario.graph
        self.ground: Ground = ground(self.graph)
        rng = np.random.default_rng(1)
        mean, sd, _ = priors(self.graph, date(2030, 3, 1))
        self.parameters = draw(mean, sd, runs, rng)
        shares = {"quarry": 1.0, "north-fields": 0.5, "mill-quarter": 0.4}
        control = np.tile([shares.get(s.id, 0.0) for s in self.graph.sectors], (runs, 1))
        self.begun = begin(self.graph, self.ground, control,
                           {f.side: f for f in self.graph.forces}, rng)  # fmt: skip
        self.keys = luck.keys(7, runs)

    def start(self) -> State:
        """Return a state of its own to every test."""
        return self.begun.copy()

    def plans(self, attacker: str = "attack", **defender: Any) -> tuple[Plan, Plan]:
        """Return what both sides do."""
        theirs = {"action": "hold"} | defender
        return (
            plan(Course(name="a", side="north", action=attacker)),
            plan(Course(name="d", side="south", **theirs)),
        )


@pytest.fixture(scope="session")
def small() -> Small:
    return Small()


@pytest.fixture
def fallback() -> Trigger:
    return Trigger(when="road_share", below=0.9, action="withdraw", delay_days=1)
