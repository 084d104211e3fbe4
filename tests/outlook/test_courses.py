import pytest

from fogline.errors import UsageError
from fogline.model.scenario import Course, Trigger
from fogline.outlook import scenario
from fogline.outlook.courses import checked
from fogline.outlook.step import Ask, of_scenario
from fogline.views import outlook as views


@pytest.fixture(scope="module")
def city():
    return scenario.load("river-city")


def with_trigger(city, *triggers):
    """Both sides' plain courses, and one that changes."""
    changing = Course(name="changing", side="south", action="hold", triggers=triggers)
    plain = [c for c in city.courses if c.name in {"attack frontally", "hold"}]
    return city.but(courses=(*plain, changing))


def looked_at(city, *triggers):
    return of_scenario(with_trigger(city, *triggers), Ask(days=6, runs=80))


def test_a_trigger_that_no_run_met_is_named_with_what_was_reached(city):
    """Nobody reads the figures of `hold` for those of a withdrawal."""
    never = Trigger(when="held_share", below=0.02, action="withdraw")
    found = looked_at(city, never)
    assert len(found.remarks) == 1
    said = found.remarks[0]
    assert "'changing', trigger 1" in said
    assert "in none of 80 runs within 6 days" in said
    assert "say nothing about 'withdraw'" in said
    assert "lowest that was reached is 0." in said
    assert said in views.markdown(found, {}).replace("\\", "")
    assert "in none of 80 runs" in views.html(found, ())
    fired = {name: p for pair in found.pairs for name, p in pair.fired.items()}
    assert fired == {"changing": 0}


def test_a_trigger_that_some_runs_met_needs_no_remark(city):
    """The remark above can stay away."""
    assert looked_at(city, Trigger(when="day", above=2, action="withdraw")).remarks == ()


def test_a_condition_that_holds_from_the_first_day_is_named(city):
    """It is no condition."""
    found = looked_at(city, Trigger(when="exchange", above=0.001, action="withdraw"))
    assert "holds from the first day in 100 % of the runs" in found.remarks[0]


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        (Trigger(when="day", above=20, delay_days=15, action="withdraw"),
         "takes effect on day 35 of 30 at the earliest"),
        (Trigger(when="exchange", below=1, delay_days=30, action="withdraw"),
         "takes effect on day 30 of 30 at the earliest"),
        (Trigger(when="road_share", below=0.5, action="hold"), "which the side does anyway"),
        (Trigger(when="day", below=3, action="withdraw"), "fires before the first day"),
        (Trigger(when="exchange", below=0, action="withdraw"), "never negative; it never triggers"),
    ],
)  # fmt: skip
def test_a_trigger_that_can_do_nothing_is_refused(city, trigger, said):
    """Before a run is made."""
    changed = with_trigger(city, trigger)
    with pytest.raises(UsageError, match=said):
        checked(changed.courses, changed.graph, 30)


def test_a_second_trigger_may_lead_back(city):
    """Withdraw when the roads go, stand again when little is left to give up."""
    there = Trigger(when="road_share", below=0.5, action="withdraw")
    back = Trigger(when="held_share", below=0.4, action="hold")
    changed = with_trigger(city, there, back)
    assert checked(changed.courses, changed.graph, 30)
