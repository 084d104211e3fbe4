"""From an empty store to an outlook, on the command line, in the form that other programs read."""

import json

import pytest

import fogline as library

INTERVAL = {"low", "mean", "high", "sd_noise", "sd_parameters"}


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "war.fog"
    library.open(path, theatre="ukraine").close()
    return path


def asked(fogline, store, *more):
    return fogline("outlook", "--store", store, "--on", "2022-09-01", "--area", "Bakhmut",
                   "--days", 6, "--seed", 5, "--runs", 60, "--format", "json", *more)  # fmt: skip


def test_the_json_has_the_form_that_other_programs_read(fogline, store):
    """Every key of the contract, every interval with its two spreads, shares from 0 to 1."""
    found = json.loads(asked(fogline, store).out)
    assert {"seed", "runs", "on", "known", "area", "days", "options", "pairs", "comparisons",
            "drivers", "unidentified"} <= set(found)  # fmt: skip
    assert (found["seed"], found["runs"], found["days"], found["on"]) == (5, 60, 6, "2022-09-01")
    assert found["known"].startswith("2022-09-0")
    for option in found["options"]:
        assert {"side", "name", "days", "reason"} <= set(option)
        assert len(option["days"]) == 6
        for day in option["days"]:
            assert set(day["held"]) == INTERVAL
            assert set(day["losses"]) == {"ukraine", "russia"}
    for pair in found["pairs"]:
        assert set(pair["courses"]) == {"ukraine", "russia"}
        last = pair["days"][-1]
        assert {"day", "sectors", "held", "losses", "exchange", "force_left"} <= set(last)
        assert all(0 <= p <= 1 for p in last["sectors"].values())
        assert last["held"]["low"] <= last["held"]["mean"] <= last["held"]["high"]
        assert set(last["exchange"]) == INTERVAL
    for comparison in found["comparisons"]:
        assert {"a", "b", "criterion", "p_better"} <= set(comparison)
        assert 0 <= comparison["p_better"] <= 1


def test_the_same_call_gives_the_same_bytes(fogline, store):
    """A run can be repeated."""
    assert asked(fogline, store).out == asked(fogline, store).out


def test_the_screen_says_the_answer_the_drivers_and_what_nobody_knows(fogline, store):
    """A newsroom reads sentences."""
    ran = fogline("outlook", "--store", store, "--on", "2022-09-01", "--area", "Bakhmut",
                  "--days", 6, "--runs", 60)  # fmt: skip
    assert ran.code == 0
    assert "Does it still make sense" in ran.out
    assert "What nobody knows" in ran.out
    assert "A simulation, not a prediction" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "2022-09-01"], "needs --area"),
        (["--on", "2022-09-01", "--area", "Xyzzyqwrt"], "is called so"),
        (["--on", "someday", "--area", "Bakhmut"], "no day"),
        (["--on", "2022-09-01", "--area", "Bakhmut", "--days", "0"], "--days 0"),
        (["--on", "2022-09-01", "--area", "Bakhmut", "--runs", "1"], "--runs 1"),
        (["--on", "2022-09-01", "--area", "Bakhmut", "--criterion", "x"], "--criterion 'x'"),
        (
            ["--on", "2022-09-01", "--area", "Bakhmut", "--runs", "60", "--format", "pdf"],
            "--format",
        ),
        (["--on", "2022-01-01", "--area", "Bakhmut"], "no picture of that day"),
        (["--on", "2099-01-01", "--area", "Bakhmut"], "read newer reports or go back"),
    ],
)
def test_wrong_use_is_explained(fogline, store, words, said):
    """Exit code 2 and a sentence."""
    ran = fogline("outlook", "--store", store, *words)
    assert ran.code == 2
    assert said in ran.err


def test_another_place_gets_a_graph_of_its_own(fogline, store):
    """Where nobody drew one, the theatre's places are joined; that is said."""
    ran = fogline("outlook", "--store", store, "--on", "2022-09-01", "--area", "Siversk",
                  "--days", 3, "--runs", 60, "--format", "json")  # fmt: skip
    found = json.loads(ran.out)
    assert "a graph made of the theatre's places" in found["basis"]
    assert any("no road" in line for line in found["unidentified"])
    held = {o["name"]: o["days"][-1]["focus_held"]["mean"] for o in found["options"]}
    assert held["withdraw in phases"] < held["hold"]


def test_a_new_scenario_is_written_with_one_command_and_runs(fogline, tmp_path):
    """Template, edit, run."""
    assert fogline("outlook", "scenario", "new", tmp_path / "mine").code == 0
    ran = fogline("outlook", "scenario", "run", tmp_path / "mine", "--runs", 60, "--days", 14)
    assert ran.code == 0
    assert "Riverton" in ran.out
    assert "river-city" in fogline("outlook", "scenario", "list").out


def test_the_library_gives_the_same(fogline, store):
    """`workspace.outlook` and the command answer alike."""
    with library.open(store) as war:
        found = war.outlook("2022-09-01", area="Bakhmut", days=6, seed=5, runs=60)
    assert json.loads(json.dumps(found.to_json())) == json.loads(asked(fogline, store).out)


LATER = (
    "2023-05-20 | World\n\nBakhmut falls\n\nRussian forces have captured all of Bakhmut, the Wagner "
    "chief said on 20 May 2023. Ukrainian troops withdrew from the city, the ministry said."
)


def test_what_was_published_later_changes_nothing(fogline, store, tmp_path):
    """The picture of the day, as known at its end, is all that an outlook starts from."""
    before = asked(fogline, store).out
    (tmp_path / "later.txt").write_text(LATER)
    assert fogline("read", tmp_path / "later.txt", "--store", store).code == 0
    assert asked(fogline, store).out == before
