from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory_ledger import forecast, rule
from fogline.model.time import parse_instant
from fogline.outlook import ledger

NOW = parse_instant("2023-05-01T12:00:00+00:00")
EVIDENCE = ledger.Evidence("situation", "test", NOW, NOW)
DAYS = [date(2023, 3, 7) + timedelta(days=n) for n in range(15)]


def series(blue, contested=0.0):
    """Return control of Sadove by day: blue's probability, and what is contested."""
    shares = blue if isinstance(blue, list) else [blue] * len(DAYS)
    return {
        "theatre:sadove": {
            day.isoformat(): {"blue": p, "red": 1 - p - contested, "contested": contested}
            for day, p in zip(DAYS, shares, strict=True)
        }
    }


def came(given_series, **fields):
    """Return the outcome by the situation."""
    made = forecast(**fields)
    found = ledger.resolve(made, ledger.from_series(made.rule, given_series), EVIDENCE)
    return found and found.outcome


def test_a_loss_on_any_day_of_the_span_counts():
    """Also if the place is retaken before the last day."""
    assert came(series([0.95] * 6 + [0.02] + [0.95] * 8)) == "yes"


def test_what_was_held_throughout_was_not_lost():
    """Blue held Sadove every day."""
    assert came(series(0.97)) == "no"


def test_contested_ground_is_not_lost_yet():
    """Blue has nearly nothing for sure, but no other side has it either."""
    assert came(series(0.01, contested=0.97)) == "no"


def test_where_nobody_can_tell_it_stays_open():
    """Half and half, or no picture at all, is no outcome."""
    assert came(series(0.5)) is None
    assert came({}) is None


def test_on_its_day_only_that_day_counts():
    """A place held on the last day was held, whatever came before."""
    held = rule(event="held", by=False)
    assert came(series([0.02] * 14 + [0.97]), rule=held) == "yes"


def test_a_condition_is_left_to_a_person():
    """Whether it held no picture of control tells."""
    assert came(series(0.02), conditions=("if shells run out",)) is None


def test_only_the_course_that_was_taken_is_scored():
    """Under another course it is void; not said which was taken, it stays open."""
    made = forecast(courses={"blue": "withdraw", "red": "attack"})
    states = ledger.from_series(made.rule, series(0.02))
    assert ledger.resolve(made, states, EVIDENCE) is None
    void = ledger.resolve(made, states, EVIDENCE, {"blue": "hold"})
    assert (void.outcome, void.basis) == ("void", "course")
    scored = ledger.resolve(made, states, EVIDENCE, {"blue": "withdraw", "red": "attack"})
    assert scored.outcome == "yes"


TRUTH = {
    "places": [
        {
            "name": name,
            "from_side": "blue",
            "to_side": "red",
            "changed": {"earliest": first, "latest": last},
        }
        for name, first, last in [
            ("Sadove", "2023-03-10", "2023-03-12"),
            ("Sadove (north)", "2023-03-10", "2023-03-12"),
            ("Sadove (south)", "2023-04-10", "2023-04-12"),
        ]
    ],
    "unchanged": [
        {"name": "Orlivka", "side": "blue", "since": "2023-01-01", "until": "2023-12-31"}
    ],
}


def test_a_truth_file_decides_by_its_days():
    """Before the change it was so, after it not; in between nobody can tell."""
    state = ledger.from_truth(rule(), ledger.truth_of(TRUTH))
    found = [state(date(2023, 3, n)) for n in (9, 11, 12)]
    assert found == [False, None, True]


def test_a_place_that_never_changed_was_not_lost():
    """What is listed as unchanged is known throughout its span."""
    state = ledger.from_truth(rule(place="Orlivka"), ledger.truth_of(TRUTH))
    assert state(date(2023, 3, 9)) is False
    assert state(date(2024, 3, 9)) is None


def test_a_city_is_lost_when_no_part_of_it_is_held():
    """Its sectors decide where the truth knows those only."""
    parts = ["Sadove (north)", "Sadove (south)"]
    truth = ledger.truth_of({"places": TRUTH["places"][1:]})
    lost = ledger.from_truth(rule(), truth, parts)
    held = ledger.from_truth(rule(event="held"), truth, parts)
    assert [lost(date(2023, m, 20)) for m in (2, 3, 4)] == [False, False, True]
    assert [held(date(2023, m, 20)) for m in (2, 3, 4)] == [True, False, False]


@pytest.mark.parametrize("broken", [[], {}, {"places": [{"name": "x"}]}, {"places": [3]}])
def test_what_is_no_truth_is_refused(broken):
    """The form is named."""
    with pytest.raises(ValueError, match="no places"):
        ledger.truth_of(broken)


def test_a_persons_word_leads_over_the_machines():
    """Whichever came first."""
    made = forecast()
    person = ledger.resolution(made, "void", EVIDENCE._replace(basis="person"), "it meant the mill")
    later = EVIDENCE._replace(now=NOW + timedelta(days=1))
    machine = ledger.resolution(made, "yes", later, "so")
    (entry,) = ledger.standing([made], [person, machine])
    assert entry.status == "void"


@given(st.lists(st.floats(0, 1), min_size=15, max_size=15))
def test_held_and_lost_of_one_side_never_both_come_true_on_a_day(shares):
    """A place is not held and lost by one side at once."""
    known = series(shares)
    held = ledger.from_series(rule(event="held"), known)
    lost = ledger.from_series(rule(), known)
    assert not any(held(day) and lost(day) for day in DAYS)


def test_the_hash_tells_that_a_forecast_was_changed():
    """Any field but the day of registration is under the seal."""
    made = forecast()
    assert made.whole
    assert made.but(registered="2024-01-01T00:00:00+00:00").whole
    assert not made.but(probability=0.9).whole
    assert not made.but(rule=rule(due="2023-04-01")).whole
