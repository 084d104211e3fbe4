from datetime import date, timedelta
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory_ledger import forecast, rule
from fogline.model.time import parse_instant
from fogline.outlook import ledger

NOW = parse_instant("2023-05-01T12:00:00+00:00")
EVIDENCE = ledger.Evidence("person", "A. Kova", NOW, NOW)


def entry(p, outcome, **fields):
    """Return a forecast with its outcome, None for open."""
    made = forecast(p, **fields)
    found = None if outcome is None else ledger.resolution(made, outcome, EVIDENCE, "x")
    return ledger.Entry(made, found)


def test_brier_and_log_score_by_voice():
    """Two forecasts of one voice: 0.8 that came and 0.3 that did not."""
    row, everybody = ledger.scores([entry(0.8, "yes"), entry(0.3, "no")])
    assert row["brier"] == pytest.approx((0.04 + 0.09) / 2, abs=1e-4)
    assert row["log_score"] == pytest.approx(-(log(0.8) + log(0.7)) / 2, abs=1e-4)
    assert (row["voice"], everybody["voice"]) == ("General Kova", "all voices")
    assert row["persistence_brier"] == pytest.approx(0.5)


def test_open_and_void_count_nowhere():
    """Neither moves a score."""
    alone = ledger.scores([entry(0.8, "yes")])[0]
    more = ledger.scores([entry(0.8, "yes"), entry(0.1, "void"), entry(0.1, None)])[0]
    assert more["brier"] == alone["brier"]
    assert (more["scored"], more["void"], more["open"]) == (1, 1, 1)


def test_certainty_that_fails_costs_much_but_not_everything():
    """Nobody is scored as surer than 99 %."""
    (row, _) = ledger.scores([entry(1.0, "no")])
    assert row["log_score"] == pytest.approx(-log(0.01), abs=1e-4)


def test_without_a_known_past_nothing_is_compared():
    """The voice is scored; the baselines are not."""
    (row, _) = ledger.scores([entry(0.8, "yes", persistence=None, climatology=None)])
    assert (row["scored"], row["compared"], row["persistence_brier"]) == (1, 0, None)


def test_calibration_shows_what_came_where_so_much_was_said():
    """Bins without a forecast are left out."""
    rows = ledger.calibration([entry(0.9, "yes"), entry(0.95, "no"), entry(0.1, "no")])
    assert [(r["from"], r["forecasts"], r["came"]) for r in rows] == [(0.0, 1, 0.0), (0.8, 2, 0.5)]


def test_an_empty_ledger_has_no_scores():
    """Nothing was said, nothing is scored."""
    assert ledger.scores([]) == []


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["yes", "no"])), min_size=1))
def test_scores_stay_in_their_ranges(rows):
    """Brier between 0 and 1, log score between 0 and that of a failed certainty."""
    everybody = ledger.scores([entry(p, outcome) for p, outcome in rows])[-1]
    assert 0 <= everybody["brier"] <= 1
    assert 0 <= everybody["log_score"] <= -log(0.01) + 1e-3


ON = date(2023, 3, 7)


def past(lost):
    """Return a past in which of ten places at the line so many were lost over two weeks."""
    begin = (ON - timedelta(days=14)).isoformat()
    series = {"theatre:sadove": {begin: {"blue": 1.0}, ON.isoformat(): {"blue": 1.0}}}
    points = {"theatre:sadove": (38.0, 48.0)}
    for n in range(10):
        now = {"blue": 0.0, "red": 1.0} if n < lost else {"blue": 1.0, "red": 0.0}
        series[f"p{n}"] = {begin: {"blue": 1.0, "red": 0.0}, ON.isoformat(): now}
        points[f"p{n}"] = (38.0 + n / 100, 48.0)
    red = {"blue": 0.0, "red": 1.0}
    series["far"] = {begin: {"blue": 1.0}, ON.isoformat(): {"blue": 1.0}}
    points["far"] = (30.0, 48.0)
    series["red"] = {begin: red, ON.isoformat(): red}
    points["red"] = (38.05, 48.01)
    return ledger.Past(series, points, ON)


def test_persistence_says_what_is_so_now():
    """Blue holds Sadove: it is not lost, it is held."""
    assert past(3).persistence(rule()) == 0.0
    assert past(3).persistence(rule(event="held")) == 1.0


def test_climatology_counts_the_places_beside_the_line():
    """Three of eleven were lost in such a span; the one far behind the line is not counted."""
    assert past(3).climatology(rule()) == pytest.approx(4 / 13, abs=1e-4)


def test_of_an_unknown_place_the_past_says_nothing():
    """No baseline is made up."""
    strange = rule(place_id=None)
    assert (past(3).persistence(strange), past(3).climatology(strange)) == (None, None)
