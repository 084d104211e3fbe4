from functools import partial

import numpy as np
import pytest

import factory_record as make
from fogline.errors import InputRefused, UsageError
from fogline.measure import run
from fogline.measure.outlook_battles import measure as battles
from fogline.measure.outlook_front import measure as front
from fogline.outlook.record import battles as cdb
from fogline.outlook.record import losses, scores, winning
from fogline.outlook.record.crossing import held_out
from fogline.outlook.record.folds import stratified


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """What is measured on invented wars in which one army wins and losses follow a law."""
    folder = tmp_path_factory.mktemp("battles")
    return battles(make.write_battles(folder, make.invented_wars()), repeats=1)


def test_an_army_that_wins_is_learned(figures):
    """Where the army decides, the model is far better than force ratio and base rate."""
    won = figures["who_wins"]
    gain = won["gain_over"]["force_ratio"]["folds"]
    assert gain["low"] > 0.05
    assert (
        won["log_loss"]["folds"]
        < figures["baselines"]["who_wins"]["base_rate"]["log_loss"]["folds"]
    )


def test_losses_that_follow_a_law_are_forecast(figures):
    """Both sides' losses are explained, and 80 % intervals cover about 80 %."""
    for side in ("attacker", "defender"):
        cost = figures["losses"][side]
        assert cost["r2"]["held_out_war"] > 0.7
        assert 0.7 < cost["coverage_80"]["folds"] < 0.9


def test_every_way_of_holding_out_is_reported(figures):
    """Folds, campaigns, wars and time each have a figure."""
    ways = {"folds", "held_out_campaign", "held_out_war", "forward_in_time"}
    assert set(figures["who_wins"]["log_loss"]) == ways
    assert set(figures["losses"]["attacker"]["crps"]) == ways


def test_too_few_battles_are_refused(tmp_path):
    """Ten battles cannot be dealt into folds and wars."""
    with pytest.raises(InputRefused, match="needs 60"):
        battles(make.write_battles(tmp_path, make.invented_wars(10)))


def test_a_front_that_moves_steadily_is_forecast_better_than_by_distance(tmp_path):
    """The hazard sees where the line moves; climatology and the plain regression see less."""
    path = make.write_front(tmp_path / "front.npz", weeks=70)
    figures = front(path)
    ours, plain = figures["ours"]["4"], figures["baselines"]["distance_climatology"]["4"]
    assert ours["brier"] < plain["brier"]
    assert ours["gain_over"]["distance_climatology"]["brier"]["low"] > 0
    assert set(figures["ours"]) == {"1", "4", "13"}


def test_a_front_without_weeks_to_score_is_refused(tmp_path):
    """A file that ends before 2023 has nothing to score."""
    path = make.write_front(tmp_path / "front.npz", weeks=10, size=20)
    with pytest.raises(InputRefused, match="2023"):
        front(path)


def test_the_call_names_its_forms(tmp_path):
    """A wrong form is answered with the right ones."""
    with pytest.raises(UsageError, match="outlook battles FILE"):
        run(["outlook", "weather"])
    with pytest.raises(UsageError, match="no such file"):
        run(["outlook", "front", str(tmp_path / "none.npz")])


@pytest.mark.shared
def test_who_wins_on_the_record_is_forecast_as_promised(shared):
    """From what is known beforehand: log-loss at most 0.643, and no sign of a leak."""
    found = cdb.both_strengths_known(cdb.load(shared / "data/battles/CDB90-patched.csv"))
    yes = winning.won(found)
    p = held_out(winning.Winning.of, found, stratified([str(v) for v in yes], 5, seed=0))
    assert scores.log_losses(p, yes).mean() <= 0.643
    assert np.mean((p > 0.5) == yes) < 0.7


@pytest.mark.shared
@pytest.mark.parametrize(
    ("whose", "r2", "crps"), [("attacker", 0.8, 0.509), ("defender", 0.75, 0.573)]
)
def test_losses_on_the_record_are_forecast_as_promised(shared, whose, r2, crps):
    """Given days: explained as far as promised, with intervals that cover 76 to 84 %."""
    found = losses.with_losses(whose, cdb.load(shared / "data/battles/CDB90-patched.csv"))
    y = losses.logs(whose, found)
    fold = stratified(["all"] * len(y), 5, seed=0)
    mean, sd = held_out(partial(losses.Losses.of, whose), found, fold).T
    assert scores.r_squared(mean, y) >= r2
    assert scores.crps_normal(mean, sd, y).mean() <= crps
    assert 0.76 <= scores.coverage(mean, sd, y) <= 0.84
