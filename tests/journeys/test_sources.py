"""What sources are worth, what is left without one, which texts cannot both hold."""

import json

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import fogline
from factory_store import coloured, write_store, write_theatre
from factory_war import told
from fogline.api import create_app
from fogline.cli.app import app
from fogline.client import Client
from fogline.errors import UsageError
from fogline.settings import load as load_settings

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


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Three villages that the red ministry announced; the institute found red in two of them."""
    folder = tmp_path_factory.mktemp("judged")
    boasts = [told("capture", "red", f"V{i}", "Red Ministry", "2023-03-05") for i in range(3)]
    found = [
        told("capture" if i < 2 else "control", "red" if i < 2 else "blue", f"V{i}",
             "The Institute", "2023-03-08")
        for i in range(3)
    ]  # fmt: skip
    made = write_theatre(folder / "made", coloured())
    return write_store(folder / "war.fog", made, [*boasts, *found])


def test_the_same_record_everywhere(judged):
    """Command line, API, client, Python and workbench show one record, also of who shares it."""
    listed = {s["id"]: s for s in rows("sources", "--store", str(judged))}
    (record,) = listed["red-ministry"]["records"]
    assert (record["topic"], record["so"], record["not_so"]) == ("own_advance", 2, 1)
    assert listed["red-speaker"]["records"] == [record]
    with TestClient(create_app(judged, settings=load_settings({}))) as http:
        answer = http.get("/api/v1/sources").json()
        assert {s["id"]: s for s in answer["items"]} == listed
        assert Client("http://testserver", http=http).sources() == answer["items"]
        reds = http.get("/api/v1/sources?side=red&kind=milblogger").json()["items"]
        assert [s["id"] for s in reds] == ["red-blogger"]
        assert http.get("/api/v1/sources?side=green").status_code == 400
        page, line = http.get("/sources/red-ministry").text, http.get("/sources").text
    with fogline.open(judged) as war:
        frame = war.sources().set_index("id")
    said = f"{record['letter']} (2 of 3)"
    assert frame.loc["red-ministry", "record"] == f"own advance {said}"
    assert f"Its own side&#39;s gains {said}" in line
    assert record["reason"] in page


def test_a_picture_without_a_source(store):
    """What only one source said is gone from the picture without it; a wrong name is named."""
    asked = ("situation", "--store", store, "--on", "2023-01-10", "--known", "2023-01-11")
    whole = {p["name"]: p["control"] for p in rows(*asked)}
    without = {p["name"]: p["control"] for p in rows(*asked, "--without", "wagner-channels")}
    assert whole["Soledar"]["russia"] > without["Soledar"]["russia"]
    wrong = CliRunner().invoke(app, [*asked, "--without", "Nobody Gazette"])
    assert isinstance(wrong.exception, UsageError)
