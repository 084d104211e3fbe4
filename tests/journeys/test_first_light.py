"""From files to a sourced situation, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

WIRE = """---
outlet: Northern Ledger
title: Army leaves Krasna Hora
published: 2023-02-12T18:00:00+02:00
---

Ukrainian forces withdrew from Krasna Hora on Saturday, the spokesman of the Eastern Group of Forces told Suspilne.
Russian troops shelled Chasiv Yar overnight, killing two people, the regional governor said.
"""
CLAIMED = """---
outlet: Prigozhin press service
published: 2023-02-12T12:00:00+03:00
---

Wagner fighters captured Krasna Hora today.
"""


@pytest.fixture
def war(fogline: Callable, tmp_path: Path) -> Path:
    """A store with two reports."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(WIRE)
    (folder / "b.md").write_text(CLAIMED)
    ran = fogline("read", folder, "--store", "w.fog")
    assert ran.code == 0, ran.err
    assert "2 reports read" in ran.err
    return Path("w.fog")


def test_what_is_read_comes_out_as_attributed_claims(fogline: Callable, war: Path):
    """Every quote stands at its offsets in its report, the chain ends in the voice that said it."""
    texts = {
        r["id"]: r["text"] for r in fogline("reports", "--store", war, "--format", "jsonl").records
    }
    claims = fogline("claims", "--store", war, "--format", "jsonl").records
    for claim in claims:
        assert texts[claim["report_id"]][claim["start"] : claim["end"]] == claim["quote"]
    (left,) = [c for c in claims if c["action"] == "withdraw"]
    assert left["actor"]["side"] == "ukraine"
    assert left["chain"][0]["name"] == "Northern Ledger"
    assert left["chain"][0]["role"] == "outlet"
    assert left["chain"][-1]["role"] == "origin"
    assert left["chain"][-1]["side"] == "ukraine"
    assert left["time"]["start"] == left["time"]["end"] == "2023-02-11"
    assert left["places"][0]["gazetteer_id"] == "theatre:krasna-hora"
    assert left["places"][0]["lon"] == pytest.approx(38.0, abs=0.1)


def test_claims_are_narrowed_by_place_side_and_action(fogline: Callable, war: Path):
    """Any spelling of a place finds its claims."""
    found = fogline(
        "claims",
        "--store",
        war,
        "--place",
        "Krasnaya Gora",
        "--action",
        "capture",
        "--format",
        "jsonl",
    )
    assert [c["actor"]["side"] for c in found.records] == ["russia"]
    none = fogline(
        "claims", "--store", war, "--side", "russia", "--action", "withdraw", "--format", "jsonl"
    )
    assert none.records == []


def test_reading_twice_adds_nothing(fogline: Callable, war: Path, tmp_path: Path):
    """The second run says that everything is already stored."""
    again = fogline("read", tmp_path / "in", "--store", war)
    assert again.code == 0
    assert "0 reports read" in again.err
    assert "2 already stored" in again.err


def test_a_withdrawal_that_one_side_admits_moves_the_situation(fogline: Callable, war: Path):
    """Before the two reports the village is held by one side, with them by the other."""

    def russia(known: str) -> float:
        call = (
            "situation",
            "--store",
            war,
            "--on",
            "2023-02-12",
            "--known",
            known,
            "--area",
            "Krasna Hora",
        )
        picture = json.loads(fogline(*call, "--format", "geojson").out)
        (place,) = [f for f in picture["features"] if f["properties"].get("name") == "Krasna Hora"]
        assert sum(place["properties"]["control"].values()) == pytest.approx(1)
        assert place["properties"]["not_for_movement"] is True
        return place["properties"]["control"]["russia"]

    assert russia("2023-02-12T08:00:00+02:00") < 0.5 < russia("2023-02-12T20:00:00+02:00")


def test_refused_inputs_are_named_and_the_rest_is_read(fogline: Callable, tmp_path: Path):
    """Exit code 1, a sentence for each, the good one stored."""
    (tmp_path / "good.md").write_text(WIRE)
    (tmp_path / "empty.txt").write_text("")
    ran = fogline("read", "good.md", "empty.txt", "none.txt", "--store", "w.fog")
    assert ran.code == 1
    assert "empty.txt: empty" in ran.err
    assert "none.txt: there is no such file" in ran.err
    assert "1 report read" in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("claims", "--store", "none.fog"), "there is none"),
        (("situation", "--store", "w.fog", "--on", "yesterday"), "no day"),
        (("situation", "--store", "w.fog", "--known", "2023-02-12T08:00:00"), "offset"),
        (("situation", "--store", "w.fog", "--area", "Atlantis"), "Atlantis"),
        (("claims", "--store", "w.fog", "--format", "xml"), "xml"),
        (("measure", "taste"), "no such measure"),
        (("read", "in", "--store", "w.fog", "--theatre", "atlantis"), "atlantis"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    fogline: Callable, war: Path, words: tuple[str, ...], says: str
):
    """Exit code 2, the wrong word is named, no traceback."""
    ran = fogline(*words)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_report_in_another_language_is_stored_counted_and_said_to_be_unread(
    fogline: Callable, tmp_path: Path
):
    """It is listed with its language and has no claims."""
    (tmp_path / "uk.txt").write_text(
        "Українські військові відступили з міста, повідомив речник командування у вівторок."
    )
    ran = fogline("read", "uk.txt", "--store", "w.fog")
    assert ran.code == 0
    assert "1 in uk, stored unread" in ran.err
    (report,) = fogline("reports", "--store", "w.fog", "--format", "jsonl").records
    assert report["language"] == "uk"


def test_explaining_shows_each_sentence_with_its_claims_or_why_not(
    fogline: Callable, tmp_path: Path
):
    """A sentence without a claim has its reason."""
    (tmp_path / "a.md").write_text(WIRE + "The town lies on a river.\n")
    ran = fogline("read", "a.md", "--store", "w.fog", "--explain")
    assert "Ukrainian forces withdrew from Krasna Hora" in ran.out
    assert "said by" in ran.out
    assert "The town lies on a river." in ran.out
    assert "no claim:" in ran.out


def test_a_second_theatre_reads_its_own_war(fogline: Callable, tmp_path: Path):
    """Sides and places of the other conflict, the same code."""
    (tmp_path / "a.md").write_text(
        "---\noutlet: The Harbour Courier\npublished: 2023-12-19T10:00:00+02:00\n---\n\n"
        "The Rapid Support Forces captured Wad Madani on Monday, residents said. "
        "The Sudanese army withdrew from the city, it said in a statement.\n",
    )
    assert fogline("read", "a.md", "--store", "s.fog", "--theatre", "sudan").code == 0
    claims = fogline("claims", "--store", "s.fog", "--format", "jsonl").records
    sides = {c["action"]: c["actor"]["side"] for c in claims}
    assert sides == {"capture": "rsf", "withdraw": "saf"}
    assert claims[0]["places"][0]["gazetteer_id"] == "theatre:wad-madani"


def test_a_csv_holds_no_formula(fogline: Callable, tmp_path: Path):
    """A cell that a spreadsheet would run starts with an apostrophe."""
    (tmp_path / "a.md").write_text(
        '---\noutlet: "=cmd()|calc"\n---\n\nTroops left Bakhmut on Monday, an officer said.\n'
    )
    fogline("read", "a.md", "--store", "w.fog")
    assert "'=cmd()|calc" in fogline("reports", "--store", "w.fog", "--format", "csv").out
