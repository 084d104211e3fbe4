from datetime import date

import numpy as np
import pytest

from fogline.errors import UsageError
from fogline.outlook import record


def test_losses_grow_with_own_strength_first():
    """Since 1900 the attacker's losses follow own strength at about 0.7, the enemy's at 0.3."""
    law = record.loss_law("attacker", since=1900)
    assert 0.6 < law.mean["own"] < 0.8
    assert 0.2 < law.mean["enemy"] < 0.4


def test_the_median_follows_the_law():
    """Doubling own strength multiplies the median by two to the power of its coefficient."""
    law = record.loss_law("defender")
    once, twice = law.median([10_000, 20_000], 15_000, 3)
    assert twice / once == pytest.approx(2 ** law.mean["own"])


def test_drawn_coefficients_spread_as_the_fit_says():
    """Means and standard deviations of many draws are those of the table."""
    law = record.loss_law("attacker")
    drawn = law.draw(np.random.default_rng(0), 20_000)
    assert drawn.mean(axis=0) == pytest.approx(list(law.mean.values()), abs=0.02)
    assert drawn.std(axis=0) == pytest.approx(list(law.sd.values()), rel=0.05)


def test_campaigns_and_single_battles_make_up_the_whole_spread():
    """The variance between campaigns and within them add up to the residual variance."""
    law = record.loss_law("attacker")
    assert law.between_sd**2 + law.within_sd**2 == pytest.approx(law.residual_sd**2, rel=1e-3)
    assert law.dispersion > 1


def test_a_hazard_is_the_last_one_known_on_the_day():
    """In March 2023 the hazard learned before the year's first quarter holds, not a later one."""
    march = record.front_hazard(4, date(2023, 3, 8))
    assert np.array_equal(march.weights, record.front_hazard(4, date(2023, 1, 2)).weights)
    assert not np.array_equal(march.weights, record.front_hazard(4, date(2023, 4, 3)).weights)


def test_before_the_first_fit_there_is_no_hazard():
    """A day before any table, and a horizon of none, are refused with what there is."""
    with pytest.raises(UsageError, match="2023-01-02"):
        record.front_hazard(4, date(2022, 8, 1))
    with pytest.raises(UsageError, match="1, 4, 13"):
        record.front_hazard(2, date(2023, 8, 1))


def test_what_is_not_there_is_named():
    """A year without a law and an unknown factor are refused with what there is."""
    with pytest.raises(UsageError, match="1600, 1900"):
        record.loss_law("attacker", since=1950)
    with pytest.raises(UsageError, match="urban_tempo"):
        record.factor("morale")


def test_a_city_slows_to_a_third_or_half_and_names_who_says_so():
    """The urban factor is an interval with sources."""
    urban = record.factor("urban_tempo")
    assert 0.3 < urban.low < urban.mean < urban.high <= 0.5
    assert len(urban.sources) >= 2


@pytest.mark.parametrize("table", ["losses", "front", "winning"])
def test_every_table_says_where_it_comes_from(table):
    """Corpus, size, terms and command stand in it."""
    assert all(record.provenance(table)[k] for k in ("corpus", "size", "terms", "command"))


def test_no_score_of_hindsight_is_a_column():
    """Nothing that was judged after the battle decides who wins."""
    hindsight = {"surprise", "leadership", "morale", "momentum", "initiative", "training"}
    assert not hindsight & set(record.winning_weights())
