"""What sources are worth, what is left without one, which texts cannot both hold."""

import json

import pytest
from typer.testing import CliRunner

from fogline.cli.app import app
from fogline.errors import UsageError

HELD = (
    "Soledar is entirely under the control of our assault groups, the founder of Wagner said.",
    "Wagner group channels",
    "2023-01-10T21:00:00+03:00",
)
DENIED = (
    "Soledar is held by our soldiers; reports of its loss are false.",
    "General Staff of the Armed Forces of Ukraine",
    "2023-01-10T23:00:00+02:00",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    path = folder / "reports.jsonl"
    rows = [dict(zip(("text", "outlet", "published"), row, strict=True)) for row in (HELD, DENIED)]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    file = str(folder / "war.fog")
    done = CliRunner().invoke(app, ["read", str(path), "--store", file])
    assert done.exit_code == 0, done.output
    return file


def rows(*words):
    done = CliRunner().invoke(app, [*words, "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_texts_that_cannot_both_hold(store):
    """`fogline disputes --texts` names both reports with their words."""
    found = rows("disputes", "--texts", "--store", store, "--known", "2023-01-11")
    assert [set(d["words"]) for d in found] == [{HELD[0], DENIED[0]}]
    assert rows("disputes", "--texts", "--store", store, "--known", "2023-01-09") == []


def test_sources_with_their_records(store):
    """`fogline sources` gives each source its claims and its records."""
    found = rows("sources", "--store", store)
    assert all({"claims", "records"} <= set(s) for s in found)


def test_a_picture_without_a_source(store):
    """What only one source said is gone from the picture without it; a wrong name is named."""
    asked = ("situation", "--store", store, "--on", "2023-01-10", "--known", "2023-01-11")
    whole = {p["name"]: p["control"] for p in rows(*asked)}
    without = {p["name"]: p["control"] for p in rows(*asked, "--without", "wagner-channels")}
    assert whole["Soledar"]["russia"] > without["Soledar"]["russia"]
    wrong = CliRunner().invoke(app, [*asked, "--without", "Nobody Gazette"])
    assert isinstance(wrong.exception, UsageError)
