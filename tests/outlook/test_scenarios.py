from datetime import date

import pytest
import yaml

from fogline.errors import FoglineError, InputRefused, UsageError
from fogline.model.scenario import Observation
from fogline.outlook import scenario
from fogline.outlook.belief import Past
from fogline.outlook.calibrate import calibrate
from fogline.outlook.ground import ground
from fogline.outlook.step import Ask, of_scenario


@pytest.fixture
def folder(tmp_path):
    return scenario.new(tmp_path / "mine")


def edit(folder, change):
    file = folder / "scenario.yaml"
    data = scenario._keys(yaml.safe_load(file.read_text()))
    change(data)
    file.write_text(yaml.safe_dump(data))
    return folder


@pytest.mark.parametrize("name", scenario.available())
def test_every_shipped_scenario_holds_together_and_explains_itself(name):
    """It loads, has a README, and each side has a choice."""
    found = scenario.load(name)
    assert (scenario.folder(name) / "README.md").read_text().startswith("# ")
    assert {c.side for c in found.courses} == {found.graph.attacker, found.graph.defender}


def test_bakhmut_ships_at_five_cut_offs():
    """The five of the measure."""
    days = {str(scenario.load(n).on) for n in scenario.available() if n.startswith("bakhmut-")}
    assert days == {"2022-12-01", "2023-01-01", "2023-02-01", "2023-03-08", "2023-04-03"}


def set_(path, value):
    def change(data):
        *steps, last = path
        for step in steps:
            data = data[step]
        data[last] = value

    return change


BAD = [
    (("graph", "links", 0, "a"), "quary", "unknown sector 'quary'; did you mean 'quarry'"),
    (("graph", "forces", 0, "strength"), {"low": -5, "high": 10}, "soldiers are not negative"),
    (("graph", "forces", 0, "strength"), {"low": 9, "high": 1}, "write low first"),
    (("graph", "roads", 0, "through"), ["westgate", "quarry"], "no link joins them"),
    (("graph", "roads", 1, "through"), ["westgate", "chapel", "westgate"], "comes back to a sector"),
    (("graph", "roads"), [], "no supply road leads there"),
    (("graph", "sectors", 0, "km2"), 0, "an area is above 0"),
    (("graph", "attacker"), "south", "name two sides"),
    (("on",), "2031-06-01", "days after the newest data"),
    (("on",), "soon", "no day"),
    (("days",), 9999, "from 1 to 365"),
    (("courses", 0, "side"), "east", "neither 'north' nor 'south'"),
    (("courses", 0, "action"), "vanish", "action"),
    (("courses", 0, "intensity"), -1, "intensity is -1"),
    (("courses", 3, "triggers", 0, "below"), -0.1, "never triggers"),
    (("courses", 3, "triggers", 0), {"when": "held_share", "above": 1.2, "action": "withdraw"},
     "never triggers"),
    (("courses", 5, "triggers", 0, "above"), 400, "waits for day 400 of 30; it never triggers"),
    (("courses", 3, "triggers", 0), {"when": "day", "action": "withdraw"}, "one bound"),
    (("start",), [{"sector": "atlantis", "attacker": 1}], "unknown sector 'atlantis'"),
    (("start",), [{"sector": "quarry", "attacker": 1.4}], "sum to 1 at most"),
    (("graph",), "bakhmut", "is none of theatre"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "said"), BAD, ids=[b[2][:30] for b in BAD])
def test_a_scenario_that_does_not_hold_together_is_refused_with_the_place(
    folder, path, value, said
):
    """Named, refused, explained; no traceback."""
    with pytest.raises(FoglineError) as refused:
        scenario.load(edit(folder, set_(path, value)))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sector,on\nquarry,2030-02-10\n", "columns share are missing"),
        ("sector,on,share,source\nquarry,sometime,1,x\n", "line 2: on: 'sometime' is no day"),
        ("sector,on,share,source\nquarry,2030-02-10,much,x\n", "'much' is no number"),
        ("sector,on,share,source\nquarry,2030-02-10,3,x\n", "from 0 to 1"),
    ],
)
def test_a_bad_row_is_named_by_its_line(folder, text, said):
    """Facts are checked row by row."""
    (folder / "facts.csv").write_text(text)
    with pytest.raises(InputRefused, match=said):
        scenario.load(folder)


def test_a_new_scenario_does_not_write_over_an_old_one(folder):
    """The second time the name is taken."""
    with pytest.raises(UsageError, match="something of that name"):
        scenario.new(folder)


LATER = (
    "quarry,2030-03-02,0,x\nold-town,2030-03-05,1,x\nno-such-place,2030-04-01,7,x\n"
    "castle-hill,2030-03-20,not even a number,x\n"
)


def test_nothing_after_the_cut_off_is_read(folder):
    """Facts and shares of later days, even nonsense, change not one digit of the outlook."""
    before = of_scenario(scenario.load(folder), Ask(days=10, runs=80))
    with (folder / "facts.csv").open("a") as file:
        file.write(LATER)
    with (folder / "history.csv").open("a") as file:
        file.write("2030-03-02,1,0.001\n2030-03-09,nonsense,\n")
    assert of_scenario(scenario.load(folder), Ask(days=10, runs=80)) == before


def test_an_earlier_fact_does_change_the_outlook(folder):
    """The test above can fail."""
    before = of_scenario(scenario.load(folder), Ask(days=10, runs=80))
    with (folder / "facts.csv").open("a") as file:
        file.write("old-town,2030-02-28,1,x\n")
    assert of_scenario(scenario.load(folder), Ask(days=10, runs=80)) != before


def test_a_past_refuses_what_lies_after_its_cut_off():
    """Whoever builds one with a later day hears which."""
    found = scenario.past(scenario.load("river-city"))
    late = Observation(on=date(2030, 3, 2), share=0.5)
    with pytest.raises(UsageError, match="2030-03-02 lies after it"):
        Past(on=found.on, days=found.days, seen=(*found.seen, late))


def test_the_fit_moves_the_tempo_towards_what_was_seen():
    """A front that stood still gives a slower tempo than one that rolled."""
    base = scenario.load("river-city")
    days = [o.on for o in base.history]

    def tempo(shares):
        seen = tuple(Observation(on=d, share=s) for d, s in zip(days, shares, strict=True))
        past = scenario.past(base.but(history=seen))
        fitted = calibrate(base.graph, ground(base.graph), past, seed=1, particles=1500)
        return fitted.parameters[:, 0].mean()

    assert tempo([0.05, 0.05, 0.05, 0.05, 0.05]) + 0.5 < tempo([0.05, 0.2, 0.4, 0.6, 0.8])
