from datetime import date, timedelta

import numpy as np
import pytest

from fogline.errors import FoglineError
from fogline.measure import outlook_case as case
from fogline.measure import run
from fogline.outlook import scenario


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(case, "RUNS", 80)
    monkeypatch.setattr(case, "HORIZONS", (7, 14))


@pytest.fixture
def file(tmp_path):
    days = [date(2030, 1, 1) + timedelta(days=n) for n in range(90)]
    rows = [f"{d},{min(1, max(0, (d - date(2030, 2, 1)).days / 300)):.4f}" for d in days]
    path = tmp_path / "river-share.csv"
    path.write_text("\n".join(["date,occupied_share", *rows]) + "\n")
    return path


def test_the_forecast_reads_nothing_after_its_cut_off(few, file):
    """Whatever the file says of later days, every draw of both stays the same."""
    one = scenario.load("river-city")
    shares = case.read(file)
    twisted = {d: (s if d <= one.on else 1 - s) for d, s in shares.items()}
    assert np.array_equal(case.forecast(one, shares, 1), case.forecast(one, twisted, 1))
    a, b = case.score(one, shares, 1), case.score(one, twisted, 1)
    assert all(np.array_equal(x.bootstrap, y.bootstrap) for x, y in zip(a, b, strict=True))
    assert [x.came for x in a] != [y.came for y in b]


def test_a_case_is_scored_beside_the_bootstrap(few, file):
    """Brier, CRPS, coverage and width of both, and the difference with an interval."""
    found = run(["outlook", "case", "river-city", str(file)])
    at = found["named"]["14_days"]
    assert set(at["model"]) == set(at["bootstrap"]) == {"brier", "crps", "coverage", "width"}
    assert at["crps_difference"]["low"] <= at["crps_difference"]["high"]
    assert "illustration" in found["note"]


def test_crps_of_a_sure_and_right_forecast_is_nought():
    """And that of a sure wrong one is its error."""
    assert case.crps(np.full(50, 0.4), 0.4) == pytest.approx(0)
    assert case.crps(np.full(50, 0.4), 0.7) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "has no row"), ("date,occupied_share\n2030-01-01,x\n", "line 2"),
     ("day,share\n2030-01-01,1\n", "needs date,occupied_share")],
)  # fmt: skip
def test_a_file_that_is_no_table_of_shares_is_refused(tmp_path, text, said):
    """With the line."""
    path = tmp_path / "river-share.csv"
    path.write_text(text)
    with pytest.raises(FoglineError, match=said):
        run(["outlook", "case", "river-city", str(path)])


def test_a_missing_file_is_named():
    """Not a traceback."""
    with pytest.raises(FoglineError, match="there is no such file"):
        run(["outlook", "case", "nowhere.csv"])
