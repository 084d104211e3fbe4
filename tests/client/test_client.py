"""The Python client over a server in this process."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factory_store import coloured, story, write_store, write_theatre
from fogline.api import create_app
from fogline.client import Client, ServerError
from fogline.settings import load


@pytest.fixture
def war(tmp_path: Path) -> Iterator[Client]:
    folder = write_theatre(tmp_path / "made", coloured())
    store = write_store(tmp_path / "war.fog", folder, story())
    with TestClient(create_app(store, settings=load({}))) as http:
        yield Client("http://testserver", http=http)


def test_records_come_back_as_records(war: Client):
    """Claims and events are the model's; all pages are walked."""
    claims = list(war.claims(action="capture"))
    assert {c.action for c in claims} == {"capture"}
    assert len(claims) == 3
    assert {e.side for e in war.events(side="red")} == {"red"}
    assert len(list(war.reports())) == 8


def test_every_question_has_an_answer(war: Client):
    """Each method asks an address that there is."""
    when = {"on": date(2023, 3, 7), "known": "2023-03-07"}
    assert war.health()["status"] == "ok"
    assert war.theatre()["id"] == "made"
    assert war.situation(**when)["not_for_movement"] is True
    assert war.changes("2023-03-06", known="2023-03-07")["happened"] is not None
    assert len(war.disputes(known="2023-03-07")) == 1
    assert war.coverage(**when)["never_heard"] >= 0
    assert war.sources()
    claim = next(war.claims())
    assert war.report(claim.report_id)["id"] == claim.report_id
    assert war.trace(claim.id)["kind"] == "claim"
    assert b"<html" in war.brief("2023-03-07", known="2023-03-07")
    assert b"features" in war.export("claims", "geojson")


def test_a_judgement_is_made_and_taken_back(war: Client):
    """Decide and withdraw, as on the command line."""
    event = next(war.events(action="capture"))
    made = war.decide(event.id, "confirm", reason="seen", by="A. Kova")
    assert [d.id for d in war.decisions()] == [made.id]
    assert war.withdraw(made.id).withdrawn is not None


def test_a_refusal_says_why(war: Client):
    """The server's sentence arrives with its status and name."""
    with pytest.raises(ServerError, match="green") as error:
        list(war.claims(side="green"))
    assert (error.value.status, error.value.code) == (400, "UsageError")
    with pytest.raises(ServerError, match="no answer"):
        Client("http://127.0.0.1:9").health()
