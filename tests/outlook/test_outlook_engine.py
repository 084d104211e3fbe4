import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, norm

from fogline.outlook import columns as c
from fogline.outlook import engine, luck, reference

ACTIONS = ("attack", "envelop", "hold", "withdraw", "reinforce", "counterattack")


@pytest.mark.parametrize("attacker", ACTIONS)
@pytest.mark.parametrize("defender", ACTIONS)
def test_the_compiled_engine_agrees_with_numpy(small, fallback, attacker, defender):
    """Every pair of actions, with a trigger: the same ground cell by cell, the same losses."""
    triggers = () if defender == "withdraw" else (fallback,)
    plans = small.plans(attacker, action=defender, triggers=triggers, phase_days=3, delay_days=2)
    fast = engine.simulate(small.ground, small.parameters, plans, small.start(), small.keys, 25)
    plain = reference.simulate(small.ground, small.parameters, plans, small.start(), small.keys, 25)
    assert np.array_equal(fast[1], plain[1])
    np.testing.assert_allclose(fast[0], plain[0], rtol=1e-4, atol=1e-4)


@given(threads=st.integers(1, 9))
@settings(max_examples=8, deadline=None)
def test_threads_change_nothing(small, threads):
    """One thread or nine: every number is the same."""
    plans = small.plans()
    one = engine.simulate(small.ground, small.parameters, plans, small.start(), small.keys, 10)
    many = engine.simulate(small.ground, small.parameters, plans, small.start(), small.keys, 10,
                           threads=threads)  # fmt: skip
    assert np.array_equal(one[0], many[0])
    assert np.array_equal(one[1], many[1])


@given(split=st.integers(1, 19))
@settings(max_examples=8, deadline=None)
def test_a_run_can_be_stopped_and_gone_on_with(small, split):
    """Twenty days at once, or some and then the rest: the filter before the cut-off relies on it."""
    plans = small.plans()
    whole = engine.simulate(small.ground, small.parameters, plans, small.start(), small.keys, 20)
    state = small.start()
    engine.simulate(small.ground, small.parameters, plans, state, small.keys, split)
    rest = engine.simulate(small.ground, small.parameters, plans, state, small.keys, 20 - split,
                           day0=split)  # fmt: skip
    assert np.array_equal(whole[0][:, split:], rest[0])


@given(
    attacker=st.sampled_from(ACTIONS), defender=st.sampled_from(ACTIONS), seed=st.integers(0, 99)
)
@settings(max_examples=20, deadline=None)
def test_nothing_leaves_its_bounds(small, attacker, defender, seed):
    """Shares stay in 0 to 1, losses only grow, no soldier falls twice, nothing is not a number."""
    plans = small.plans(attacker, action=defender)
    state = small.start()
    before = state.strength.sum((1, 2)) + state.reserves.sum(1)
    keys = luck.keys(seed, len(small.keys))
    seen, cells = engine.simulate(small.ground, small.parameters, plans, state, keys, 30)
    assert np.isfinite(seen).all()
    assert (cells <= small.ground.cells).all()
    assert seen[:, :, : c.ROADS + 1].min() >= 0
    assert seen[:, :, : c.ROADS + 1].max() <= 1 + 1e-6
    assert (np.diff(seen[:, :, c.LOSSES_A], axis=1) >= 0).all()
    assert (np.diff(seen[:, :, c.LOSSES_D], axis=1) >= 0).all()
    after = state.strength.sum((1, 2)) + state.reserves.sum(1) + state.losses.sum(1)
    arrived = 30 * state.arrivals.sum(1)
    # A rearguard's dead are counted in whole soldiers.
    np.testing.assert_allclose(after, before + arrived, atol=30)


def test_luck_is_even_and_does_not_repeat():
    """Uniform over runs, and neighbouring runs, days, sectors and purposes have nothing in common."""
    key = luck.keys(1, 4000)
    u = luck.unit_array(key, 3, 5, luck.GROUND)
    assert kstest(u, "uniform").pvalue > 0.01
    others = [luck.unit_array(key, 4, 5, 0), luck.unit_array(key, 3, 6, 0),
              luck.unit_array(key, 3, 5, 1), luck.unit_array(luck.keys(2, 4000), 3, 5, 0),
              np.roll(u, 1)]  # fmt: skip
    assert all(abs(np.corrcoef(u, o)[0, 1]) < 0.06 for o in others)


@given(st.floats(1e-12, 1 - 1e-12))
@settings(deadline=None)
def test_the_normal_quantile_is_the_normal_quantile(u):
    """To a billionth, in the middle and in both tails, compiled and not."""
    wanted = norm.ppf(u)
    assert luck.normal(u) == pytest.approx(wanted, rel=4e-9, abs=4e-9)
    assert luck.normal_array(np.array([u]))[0] == pytest.approx(wanted, rel=4e-9, abs=4e-9)


@pytest.mark.parametrize("mean", [2.0, 10.0, 60.0])
def test_losses_have_the_mean_and_the_spread_that_the_docs_say(mean):
    """Mean m, variance m + m squared over k: more uneven than Poisson."""
    rng = np.random.default_rng(0)
    z, u = rng.standard_normal(60_000), rng.random(60_000)
    drawn = np.array([engine._count(mean, 0.67, a, b) for a, b in zip(z, u, strict=True)])
    assert drawn.mean() == pytest.approx(mean, rel=0.03)
    assert drawn.var() == pytest.approx(mean + 0.67 * mean**2, rel=0.08)


def test_a_withdrawal_gives_up_lines_in_order_and_keeps_the_last(small):
    """After the second phase nobody holds the first two lines' ground; the last is fought for."""
    plans = small.plans(action="withdraw", phase_days=5)
    calm = small.parameters.copy()
    calm[:, c.TEMPO] = -30.0
    _, cells = engine.simulate(small.ground, calm, plans, small.start(), small.keys, 60)
    lost = (cells[:, -1] == small.ground.cells).mean(0)
    last = small.ground.line == small.ground.line.max()
    assert (lost[~last] > 0.9).all()
    assert (lost[last] == 0).all()


def test_a_city_slows_the_attack_and_does_not_bleed_the_attacker(small):
    """Same luck, streets or fields: less ground is lost, the attacker's losses stay alike."""
    fields = small.ground._replace(city=np.zeros_like(small.ground.city))
    plans = small.plans()
    streets = engine.simulate(small.ground, small.parameters, plans, small.start(), small.keys, 30)
    open_ = engine.simulate(fields, small.parameters, plans, small.start(), small.keys, 30)
    assert streets[0][:, -1, c.FOCUS_TAKEN].mean() < open_[0][:, -1, c.FOCUS_TAKEN].mean()
    ratio = streets[0][:, 5, c.LOSSES_A].mean() / open_[0][:, 5, c.LOSSES_A].mean()
    assert ratio == pytest.approx(1, abs=0.1)


def test_who_waits_for_the_compiler_is_told_so(small, monkeypatch, tmp_path):
    """Until something was compiled here or kept from before; after a run it is."""
    engine.simulate(small.ground, small.parameters, small.plans(), small.start(), small.keys, 1)
    assert engine.compiled()

    class Fresh:
        signatures = ()
        py_func = engine._runs.py_func
        stats = type("Stats", (), {"cache_path": str(tmp_path)})

    monkeypatch.setattr(engine, "_runs", Fresh)
    assert not engine.compiled()
    line = Fresh.py_func.__code__.co_firstlineno
    (tmp_path / f"engine._runs-{line - 1}.py311.nbi").touch()
    assert not engine.compiled()
    (tmp_path / f"engine._runs-{line}.py311.nbi").touch()
    assert engine.compiled()
