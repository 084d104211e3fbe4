"""What was said will come is registered, resolved when its day is over, and scored by voice."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import fogline as library
from fogline.theatres import dossier_folder

CONTROL = Path(__file__).parents[2] / "evals" / "situation" / "bakhmut-control.json"

SAID = """---
outlet: Northern Ledger
published: 2023-02-10T18:00:00+02:00
---

Russian troops will capture Krasna Hora within days, Yevgeny Prigozhin said. Ukraine will not leave
Paraskoviivka soon, General Oleksandr Syrskyi said.
"""
TRUTH = {
    "places": [
        {
            "name": "Krasna Hora",
            "from_side": "ukraine",
            "to_side": "russia",
            "changed": {"earliest": "2023-02-11", "latest": "2023-02-13"},
        }
    ]
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the report and its forecasts."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "a.md").write_text(SAID)
    with library.open(folder / "w.fog", theatre="ukraine") as war:
        war.read(folder / "a.md")
        war.forecasts(register=True)
    return folder


@pytest.fixture
def store(fogline: Callable, read_once: Path, tmp_path: Path) -> str:
    shutil.copy(read_once / "w.fog", tmp_path / "w.fog")
    (tmp_path / "a.md").write_text(SAID)
    (tmp_path / "truth.json").write_text(json.dumps(TRUTH))
    return "w.fog"


def listed(fogline: Callable, store: str) -> list[dict]:
    return fogline("forecasts", "list", "--format", "jsonl", "--store", store).records


def test_a_forecast_in_a_report_is_registered_once_with_rule_and_hash(
    fogline: Callable, store: str
):
    """Registering again adds nothing."""
    again = fogline("forecasts", "register", "--explain", "--store", store)
    assert "0 new" in again.out, again.err
    rows = {r["voice"]: r for r in listed(fogline, store)}
    said = rows["Yevgeny Prigozhin"]
    assert (
        said["event"] == "Krasna Hora is held by russia on some day from 2023-02-10 to 2023-02-24"
    )
    assert (said["status"], len(said["hash"])) == ("open", 64)


def test_what_is_due_is_resolved_by_a_truth_file_and_scored(fogline: Callable, store: str):
    """The voice whose forecast came true has a low Brier score, beside the baselines."""
    due = fogline("forecasts", "due", "--on", "2023-03-01", "--format", "jsonl", "--store", store)
    assert "Yevgeny Prigozhin" in {r["voice"] for r in due.records}
    done = fogline("forecasts", "resolve", "--truth", "truth.json", "--store", store)
    assert done.code == 0, done.err
    rows = fogline("forecasts", "score", "--format", "jsonl", "--store", store).records
    (row,) = (r for r in rows if r["voice"] == "Yevgeny Prigozhin")
    assert (row["scored"], row["came"]) == (1, 1.0)
    assert row["brier"] < row["persistence_brier"]


def test_a_person_can_say_what_came(fogline: Callable, store: str):
    """Signed and with a reason; it leads."""
    first = listed(fogline, store)[0]
    words = ("forecasts", "resolve", first["id"], "void", "--store", store)
    assert fogline(*words).code == 2
    assert fogline(*words, "--by", "A. Kova", "--reason", "he meant the mill").code == 0
    assert listed(fogline, store)[0]["status"] == "void"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("resolve", "none", "yes", "--by", "A", "--reason", "b"), "no forecast has that id"),
        (("resolve", "--truth", "a.md"), "cannot be read as JSON"),
        (("resolve", "--taken", "hold"), "SIDE=COURSE"),
        (("register", "--outlook", "truth.json"), "no outlook"),
        (("list", "--format", "xml"), "jsonl"),
        (("due", "--on", "soon"), "YYYY-MM-DD"),
    ],
)
def test_wrong_use_is_answered_in_a_sentence(fogline: Callable, store: str, words, says):
    """The error names what is wrong and what to do."""
    done = fogline("forecasts", *words, "--store", store)
    assert done.code in {1, 2}
    assert says in done.err
    assert "Traceback" not in done.err


def test_the_ledger_comes_as_frames(fogline: Callable, store: str, tmp_path: Path):
    """The library lists and scores it too."""
    with library.open(tmp_path / store) as war:
        frame = war.forecasts(resolve_on="2023-06-01")
        scores = war.forecast_scores()
    assert {"voice", "event", "status", "hash"} <= set(frame.columns)
    assert scores["voice"].iloc[-1] == "all voices"


def test_forecasts_of_the_dossier_are_scored_after_the_battle(
    fogline: Callable, read_once: Path, tmp_path: Path
):
    """What was said of Bakhmut is resolved by who held its districts when."""
    folder = dossier_folder("ukraine")
    names = ("2023-01-19-prigozhin", "2023-02-03-afp", "2023-03-08-stolt", "2023-05-20-prigozhin")
    for file in (f for f in folder.iterdir() if f.name.startswith(names)):
        shutil.copy(file, tmp_path / file.name)
        assert fogline("read", file.name, "--store", "d.fog").code == 0
    fogline("forecasts", "register", "--store", "d.fog")
    fogline("forecasts", "resolve", "--truth", CONTROL, "--store", "d.fog")
    came = {(r["due"], r["event"].split()[2]): r["status"] for r in listed(fogline, "d.fog")}
    assert came[("2023-03-22", "lost")] == "no"
    assert came[("2023-05-25", "held")] == "yes"
    assert came[("2023-05-04", "held")] == "open"  # under a condition: a person must say
    rows = fogline("forecasts", "score", "--format", "jsonl", "--store", "d.fog").records
    assert rows[-1]["scored"] >= 3
    assert rows[-1]["brier"] < 0.15
