import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from fogline.outlook.record import folds, scores


def test_crps_is_the_integral_it_is_defined_as():
    """The closed form agrees with the integral over the distance of the two step functions."""
    integral, _ = quad(lambda x: (norm.cdf(x, 1, 2) - (x > 0.3)) ** 2, -30, 30, points=[0.3])
    found = scores.crps_normal(np.array([1.0]), np.array([2.0]), np.array([0.3]))
    assert found[0] == pytest.approx(integral, rel=1e-6)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_log_loss_and_brier_are_proper(truth, said):
    """On average nobody scores better than by saying the true probability."""
    yes, no = np.ones(1), np.zeros(1)
    for score in (scores.log_losses, scores.briers):

        def expected(p, score=score):
            return truth * score(np.array([p]), yes) + (1 - truth) * score(np.array([p]), no)

        assert expected(truth) <= expected(said) + 1e-12


def test_coverage_of_the_right_spread_is_what_it_says():
    """Of draws from the forecast itself 80 % lie within its 80 % interval."""
    y = np.random.default_rng(0).normal(2, 3, 20_000)
    assert scores.coverage(np.full(20_000, 2.0), np.full(20_000, 3.0), y) == pytest.approx(
        0.8, abs=0.01
    )


def test_the_bootstrap_draws_groups_together():
    """Ten copies of a row in one group make the interval no narrower."""
    values = np.random.default_rng(0).normal(0, 1, 40)
    alone = scores.bootstrap(values, list(range(40)))
    copied = scores.bootstrap(np.repeat(values, 10), [n // 10 for n in range(400)])
    assert copied.high == pytest.approx(alone.high)
    assert copied.low == pytest.approx(alone.low)


@given(st.lists(st.sampled_from("abc"), min_size=15, max_size=60), st.integers(0, 99))
def test_stratified_folds_deal_each_label_evenly(labels, seed):
    """No fold has more than one row of a label more than another fold."""
    fold = folds.stratified(labels, 5, seed)
    for label in set(labels):
        counts = np.bincount(fold[[x == label for x in labels]], minlength=5)
        assert counts.max() - counts.min() <= 1


@given(st.lists(st.integers(0, 8), min_size=10, max_size=80))
def test_parcels_keep_groups_whole(groups):
    """All rows of a group lie in one parcel."""
    parcel = folds.parcels(groups, 4)
    for group in set(groups):
        assert len({int(p) for p, g in zip(parcel, groups, strict=True) if g == group}) == 1
