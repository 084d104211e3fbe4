from datetime import date, timedelta

import numpy as np
import pytest
import yaml

from fogline.outlook import record
from fogline.outlook.coefficients import TABLES, names, priors, table
from fogline.outlook.record.priors import tempo_fits
from fogline.theatres.sectors import sector_graphs

FITS = tempo_fits()


@pytest.fixture(scope="module")
def graph():
    return sector_graphs("ukraine")[0]


def test_what_the_record_fits_has_one_source():
    """The engine's table has no number of its own where a table of the record has it."""
    for row in yaml.safe_load((TABLES / "coefficients.yaml").read_text())["coefficients"]:
        assert ("record" in row["fit"]) == ("mean" not in row), row["name"]
        assert ("mean" in row) == ("sd" in row), row["name"]
    assert [f.name for f in TABLES.iterdir()] == ["coefficients.yaml"]


def test_the_engine_believes_of_losses_what_the_law_says():
    """The same exponents, and at thirty days the same losses in a day."""
    given = {c.name: c for c in table().coefficients}
    law = record.loss_law("attacker", 1900)
    assert (given["own_exponent"].mean, given["own_exponent"].sd) == (
        law.mean["own"],
        law.sd["own"],
    )
    assert given["enemy_exponent"].mean == law.mean["enemy"]
    day = law.median(30_000, 20_000, 30.5) - law.median(30_000, 20_000, 29.5)
    by_engine = np.exp(given["loss_level"].mean) * 30_000 ** law.mean["own"]
    assert by_engine * 20_000 ** law.mean["enemy"] == pytest.approx(day, rel=1e-3)
    assert np.exp(given["city"].mean) == pytest.approx(record.factor("urban_tempo").mean)


@pytest.mark.parametrize("fit", FITS, ids=lambda f: str(f.cut_off))
def test_an_outlook_takes_the_newest_fit_before_its_day(graph, fit):
    """On the day of a fit that one, the day before the one before."""
    mean, sd, version = priors(graph, fit.cut_off)
    at = {name: i for i, name in enumerate(names())}
    for name, value in fit.mean.items():
        assert mean[at[name]] == value
    assert sd[at["tempo"]] == fit.stretches["between"]
    assert version.endswith(str(fit.cut_off))
    earlier, _, before = priors(graph, fit.cut_off - timedelta(days=1))
    assert str(fit.cut_off) not in before
    assert earlier[at["tempo"]] != mean[at["tempo"]]


def test_of_another_war_the_same_is_believed_less_surely(graph):
    """The mean of all fits, and a wider spread."""
    own, other = (priors(g, date(2023, 4, 3)) for g in (graph, graph.but(record=None)))
    at = {name: i for i, name in enumerate(names())}
    for name in ("tempo", "surroundings", "recent_gain"):
        values = [f.mean[name] for f in FITS]
        assert min(values) <= other[0][at[name]] <= max(values)
        assert other[1][at[name]] > own[1][at[name]]


def test_the_columns_of_the_engine_are_the_coefficients():
    """Every constant of `columns` points at the coefficient of its name."""
    from fogline.outlook import columns

    assert list(columns.COLUMN) == list(names())
    assert names().index("tempo") == columns.TEMPO
    assert names().index("effectiveness_defender") == columns.EFFECT_D
