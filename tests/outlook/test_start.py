from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.model.scenario import StartControl
from fogline.outlook import scenario
from fogline.outlook.coefficients import names
from fogline.outlook.ensemble import run
from fogline.outlook.start import control_luck, draw_control
from fogline.outlook.step import default_courses
from fogline.theatres.sectors import sector_graphs

RUNS = 6000


@pytest.fixture(scope="module")
def graph():
    return sector_graphs("ukraine")[0]


def believed(graph, attacker, contested=0.0):
    return {
        s.id: StartControl(sector=s.id, attacker=attacker, contested=contested)
        for s in graph.sectors
    }


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_each_sector_keeps_the_probability_that_is_believed_of_it(graph, attacker, rest, seed):
    """Wholly the attacker's, in part, and on average: as believed, whatever the neighbours do."""
    contested = (1 - attacker) * rest
    rng = np.random.default_rng(seed)
    luck = control_luck(graph, rng.standard_normal(RUNS), rng)
    control = draw_control(believed(graph, attacker, contested), graph, luck)
    assert control.min() >= 0
    assert control.max() <= 1
    # Runs are independent of each other, so four standard errors of a mean of so many.
    off = 4 * 0.5 / np.sqrt(RUNS)
    np.testing.assert_allclose((control == 1).mean(0), attacker, atol=off)
    np.testing.assert_allclose(control.mean(0), attacker + contested / 2, atol=off)


def test_neighbours_fall_together_more_than_what_lies_far_apart(graph):
    """And even what lies far apart shares the run's source bias."""
    rng = np.random.default_rng(0)
    luck = control_luck(graph, rng.standard_normal(RUNS), rng)
    control = draw_control(believed(graph, 0.5), graph, luck)
    at = {s.id: i for i, s in enumerate(graph.sectors)}
    alike = np.corrcoef(control.T)

    def between(a, b):
        return alike[at[a], at[b]]

    near = between("bakhmut-centre", "bakhmut-west")
    far = between("kurdiumivka", "zaliznianske")
    assert near > far + 0.05
    assert far > 0.08
    assert near < 0.9


def test_a_run_whose_sources_lag_gives_the_attacker_more_everywhere(graph):
    """The latent of the whole run is its source bias."""
    lean = np.linspace(-1, 1, RUNS)
    luck = control_luck(graph, lean, np.random.default_rng(0))
    share = draw_control(believed(graph, 0.5), graph, luck).mean(1)
    assert share[-1000:].mean() > share[:1000].mean() + 0.2


def test_the_same_luck_on_a_surer_day_takes_nothing_back(graph):
    """What the attacker had in a run with less belief it has with more."""
    rng = np.random.default_rng(0)
    luck = control_luck(graph, rng.standard_normal(200), rng)
    before, after = (draw_control(believed(graph, p, 0.2), graph, luck) for p in (0.3, 0.5))
    assert (after >= before).all()


def test_in_an_outlook_the_source_bias_goes_with_the_ground_at_the_start(graph):
    """The coefficient of the run, not a number of its own."""
    given = scenario.load("river-city")
    doubtful = tuple(StartControl(sector=s.id, attacker=0.5) for s in given.graph.sectors)
    past = scenario.past(given.but(start=doubtful, history=(), facts=(), on=date(2030, 3, 1)))
    ran = run(given.graph, past, default_courses(given.graph)[:3], days=2, runs=2000, seed=1)
    bias = ran.parameters[:, names().index("source_bias")]
    taken = ran.control @ ran.ground.focus
    assert np.corrcoef(bias, taken)[0, 1] > 0.3
