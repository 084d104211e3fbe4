"""A battle day by day, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

REPORT = """---
outlet: {outlet}
published: 2023-02-{day}T12:00:00+02:00
---

{words}
"""


@pytest.fixture
def war(fogline: Callable, tmp_path: Path) -> Path:
    """A store in which a village is claimed on the 11th and given up on the 13th."""
    folder = tmp_path / "in"
    folder.mkdir()
    said = (
        ("Prigozhin press service", 11, "Wagner fighters captured Krasna Hora today."),
        ("Northern Ledger", 13, ("Ukrainian forces withdrew from Krasna Hora on Monday, "
         "the spokesman of the Eastern Group of Forces told Suspilne.")),
        ("Institute for the Study of War", 13, ("Russian forces captured Krasna Hora on "
         "February 13, geolocated footage shows.")),
    )  # fmt: skip
    for number, (outlet, day, words) in enumerate(said):
        text = REPORT.format(outlet=outlet, day=day, words=words)
        (folder / f"{number}.md").write_text(text)
    assert fogline("read", folder, "--store", "w.fog").code == 0
    return Path("w.fog")


CALL = (
    "replay",
    "--area",
    "Bakhmut",
    "--from",
    "2023-02-11",
    "--to",
    "2023-02-13",
    "--every",
    "2",
    "--store",
)


def test_table_and_film(fogline: Callable, war: Path):
    """The table says when the village was claimed and by whom; the page plays each day."""
    ran = fogline(*CALL, war, "--film", "r.html", "--format", "jsonl", "--out", "r.jsonl")
    assert ran.code == 0, ran.err
    assert "The film:" in ran.out
    rows = [json.loads(line) for line in Path("r.jsonl").read_text().splitlines()]
    (row,) = [r for r in rows if r["name"] == "Krasna Hora"]
    assert (row["before"], row["side"], row["claimed"]) == ("ukraine", "russia", "2023-02-11")
    assert row["not_for_movement"] is True
    assert (row["before"], row["likely"]) == ("ukraine", "2023-02-13")
    page = Path("r.html").read_text()
    assert page.count("February 2023") >= 2


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--from", "2023-02-14", "--to", "2023-02-10"), "lies after"),
        (("--from", "yesterday", "--to", "2023-02-10"), "YYYY-MM-DD"),
        (("--from", "1900-01-01", "--to", "2023-02-10"), "more than"),
        (("--from", "2023-02-10", "--to", "2023-02-11", "--every", "0"), "at least 1 day"),
        (("--from", "2023-02-10", "--to", "2023-02-11", "--film", "a.avi"), ".mp4"),
        (("--from", "2023-02-10", "--to", "2023-02-11", "--area", "Nowhere"), "Nowhere"),
    ],
)
def test_slips_are_named(fogline: Callable, war: Path, words: tuple[str, ...], complaint: str):
    """Days the wrong way round, other forms of film and unknown areas end in a sentence."""
    ran = fogline("replay", *words, "--store", war)
    assert ran.code == 2
    assert complaint in ran.err


def test_a_judgement_counts_from_its_day(fogline: Callable, war: Path):
    """A claim that was rejected later still counted on the days before; the film shows both."""
    claims = fogline("claims", "--store", war, "--format", "jsonl").records
    (claim,) = [c for c in claims if c["outlet"].startswith("Prigozhin")]
    before = fogline(*CALL, war, "--film", "r.html", "--format", "jsonl").records
    ran = fogline("decide", claim["id"], "reject", "--by", "A. Analyst", "--reason", "test",
                  "--store", war)  # fmt: skip
    assert ran.code == 0, ran.err
    after = fogline(*CALL, war, "--film", "r.html", "--format", "jsonl").records
    assert json.dumps(before) == json.dumps(after)


def test_refit_says_what_moved_and_keeps_it(fogline: Callable, war: Path):
    """A refit names each rate before and after; pictures of before do not use it, later ones do."""
    ask = ("situation", "--on", "2023-02-13", "--area", "Bakhmut", "--format", "geojson")
    ran = fogline(*ask, "--known", "2023-02-13", "--refit", "--store", war)
    assert ran.code == 0, ran.err
    assert "leave_active: 0.1 ->" in ran.err
    assert json.loads(ran.out)["parameters"].endswith("+2023-02-13")
    before = fogline(*ask, "--known", "2023-02-12", "--store", war)
    after = fogline(*ask, "--known", "2023-02-20", "--store", war)
    assert not json.loads(before.out)["parameters"].endswith("+2023-02-13")
    assert json.loads(after.out)["parameters"].endswith("+2023-02-13")
    none = fogline(*ask, "--known", "2020-01-01", "--refit", "--store", war)
    assert none.code == 2
    assert "holds no claims" in none.err
