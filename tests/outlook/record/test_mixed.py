import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.outlook.record import mixed

RNG = np.random.default_rng(1)


def grouped(rows, groups):
    """Return columns that tell to which group a row belongs."""
    return np.eye(groups)[np.arange(rows) % groups]


def test_the_spread_of_groups_is_found():
    """Forty groups that differ with variance 4 under noise 1 are estimated so, within a half."""
    z = grouped(800, 40)
    y = z @ RNG.normal(0, 2, 40) + RNG.normal(0, 1, 800)
    found = mixed.fit_normal({"group": z}, y).variances
    assert 2 < found.blocks["group"] < 6
    assert 0.8 < found.noise < 1.2


def test_columns_that_say_nothing_are_shrunk_away():
    """Noise columns keep less than a hundredth of the variance that a true column has."""
    x = RNG.normal(size=(400, 1))
    y = 2 * x[:, 0] + RNG.normal(0, 1, 400)
    blocks = {"true": x, "noise": RNG.normal(size=(400, 20))}
    found = mixed.fit_normal(blocks, y).variances.blocks
    assert found["noise"] < found["true"] / 100


def test_an_unseen_group_widens_the_forecast():
    """A row of no known group has the whole spread between groups in its doubt."""
    z = grouped(400, 20)
    fit = mixed.fit_normal({"group": z}, z @ RNG.normal(0, 2, 20) + RNG.normal(0, 1, 400))
    row = {"group": np.zeros((1, 20))}
    _, known = fit.score(row)
    _, unseen = fit.score(row, {"group": np.ones(1)})
    assert unseen**2 - known**2 == np.float64(fit.variances.blocks["group"])


def test_yes_or_no_learns_the_groups_that_win():
    """A group that always wins is forecast above one that never does, short of certainty."""
    z = grouped(60, 2)
    fit = mixed.fit_yes_no({"group": z}, z[:, 0])
    p = fit.probability({"group": np.eye(2)})
    assert 0.8 < p[0] < 1
    assert 0 < p[1] < 0.2


@settings(max_examples=25, deadline=None)
@given(st.integers(20, 60), st.floats(0.05, 0.95), st.integers(0, 10_000))
def test_probabilities_stay_between_0_and_1(rows, share, seed):
    """Whatever the outcomes, also all alike, a probability is one."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 3))
    fit = mixed.fit_yes_no({"x": x}, (rng.random(rows) < share).astype(float))
    p = fit.probability({"x": 100 * x})
    assert np.all((p > 0) & (p < 1))
