"""Ground of a theatre of one's own: drafted, corrected, checked, and used by the outlook."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from factory_workbench import story, theatre, write_store
from fogline.theatres import load

DAY = ("--on", "2023-03-07")
FEW = ("--days", "2", "--runs", "40", "--format", "json")
FORCE = {
    "side": "blue", "since": "2023-01-01", "strength": {"low": 4000, "high": 6000},
    "reserves": {"low": 100, "high": 200}, "replacements": {"low": 1, "high": 9}, "source": "made", "published": False,
}  # fmt: skip


@pytest.fixture
def own(fogline: Callable, tmp_path: Path) -> Path:
    """A theatre's folder with a drafted ground, its store beside it."""
    folder = theatre(tmp_path / "made")
    write_store(tmp_path / "war.fog", folder, story())
    area = ("--store", "war.fog", "--area", "Misto")
    ran = fogline("outlook", "ground", "new", *area, *DAY, "-o", "made/sectors.yaml")
    assert ran.code == 0, ran.err
    load.cache_clear()
    return folder


def changed(folder: Path, change: Callable[[dict], None]) -> None:
    file = folder / "sectors.yaml"
    graphs = yaml.safe_load(file.read_text())
    change(graphs[0])
    file.write_text(yaml.safe_dump(graphs))
    load.cache_clear()


def test_a_drafted_ground_holds_together_and_is_used(fogline: Callable, own: Path):
    """Its name is asked for as any area's; the basis says that it was drawn."""
    checked = fogline("outlook", "ground", "check", "made")
    assert "it holds together" in checked.out, checked.err
    changed(own, lambda graph: graph.update(name="The bend", forces=[FORCE]))
    ran = fogline("outlook", "--store", "war.fog", "--area", "Misto", *DAY, *FEW)
    assert ran.code == 0, ran.err
    assert "a graph drawn for the theatre" in ran.records[0]["basis"]
    assert any("4,000 to 6,000" in line for line in ran.records[0]["unidentified"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g["sectors"][0].update(place="theatre:atlantis"), "none of places.yaml"),
        (lambda g: g.update(attacker="green"), "unknown side 'green'"),
        (lambda g: g["links"][0].update(a="atlantis"), "unknown sector 'atlantis'"),
        (lambda g: g["sectors"][0].update(km2="wide"), "sectors"),
        (lambda g: g.update(forces=[FORCE | {"strength": {"low": -1, "high": 5}}]),
         "soldiers are not negative"),
    ],
)  # fmt: skip
def test_a_ground_that_does_not_hold_together_is_refused_with_the_place(
    fogline: Callable, own: Path, change: Callable[[dict], None], said: str
):
    """Named, refused, explained."""
    changed(own, change)
    ran = fogline("outlook", "ground", "check", "made")
    assert ran.code in {1, 2}
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_draft_does_not_write_over_what_somebody_drew(fogline: Callable, own: Path):
    """The second time the file is there."""
    words = ("outlook", "ground", "new", "--store", "war.fog", "--area", "Misto", *DAY)
    again = fogline(*words, "-o", "made/sectors.yaml")
    assert again.code == 2
    assert "is there already" in again.err


def test_courses_of_ones_own_are_compared(fogline: Callable, own: Path, tmp_path: Path):
    """From a file as in a scenario; what cannot be followed is refused."""
    courses = [
        {"name": "push", "side": "red", "action": "attack"},
        {"name": "stay", "side": "blue", "action": "hold"},
        {"name": "stay while strong", "side": "blue", "action": "hold",
         "triggers": [{"when": "own_strength", "below": 0.05, "action": "withdraw"}]},
    ]  # fmt: skip
    file = tmp_path / "courses.yaml"
    file.write_text(yaml.safe_dump({"courses": courses}))
    words = ("outlook", "--store", "war.fog", "--area", "Misto", *DAY, *FEW)
    ran = fogline(*words, "--courses", "courses.yaml")
    assert ran.code == 0, ran.err
    assert {o["name"] for o in ran.records[0]["options"]} == {"push", "stay", "stay while strong"}
    assert "in none of 40 runs" in ran.records[0]["remarks"][0]
    file.write_text(yaml.safe_dump({"courses": [courses[0] | {"action": "vanish"}]}))
    assert "vanish" in fogline(*words, "--courses", "courses.yaml").err
    file.write_text("- nothing\n")
    assert fogline(*words, "--courses", "courses.yaml").code in {1, 2}
