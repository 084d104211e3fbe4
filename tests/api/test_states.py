"""Bad states of the store under a running server, and the headers on every answer."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factory_store import named, story, write_store
from fogline.store import Reading, open_store, sqlite

ADDRESSES = ("/api/v1/claims", "/api/v1/situation?on=2023-03-07&known=2023-03-07", "/ogc/collections",
             "/api/v1/export?layer=claims&format=csv")  # fmt: skip


def problem(client: TestClient, address: str, code: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 503
    body = answer.json()
    assert body["code"] == code
    return body["detail"]


def test_an_empty_store_is_no_error(
    serve: Callable[..., TestClient], tmp_path: Path, theatre_folder: Path
):
    """Every list is empty, every picture is drawn, health says that it is empty."""
    client = serve(write_store(tmp_path / "empty.fog", theatre_folder, []))
    assert client.get("/api/v1/health").json()["status"] == "empty"
    for address in (*ADDRESSES, "/api/v1/events", "/api/v1/sources", "/api/v1/brief?on=2023-03-07",
                    "/api/v1/changes?known=2023-03-07", "/api/v1/coverage?on=2023-03-07"):  # fmt: skip
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_store_that_is_removed_is_named(
    serve: Callable[..., TestClient], store: Path, address: str
):
    """While the server runs the file goes: the answer says so, and the next store is served."""
    client = serve()
    assert client.get(address).status_code == 200
    kept = store.read_bytes()
    for file in store.parent.glob("war.fog*"):
        file.unlink()
    assert str(store) in problem(client, address, "StoreNotFound")
    store.write_bytes(kept)
    assert client.get(address).status_code == 200


def test_a_store_of_a_newer_version_is_named(serve: Callable[..., TestClient], store: Path):
    """Also when it is written anew while the server runs."""
    client = serve()
    assert client.get(ADDRESSES[0]).status_code == 200
    with sqlite3.connect(store) as newer:
        newer.execute("PRAGMA user_version = 999")
        newer.execute("UPDATE meta SET value = value")
    newer.close()
    assert "newer" in problem(client, ADDRESSES[0], "StoreTooNew")


def test_what_is_no_store_is_named(serve: Callable[..., TestClient], tmp_path: Path):
    """A file of something else is not taken for a store."""
    other = tmp_path / "other.fog"
    other.write_text("not a database, but long enough to look like a file of one")
    assert "other.fog" in problem(serve(other), ADDRESSES[0], "StoreError")


def test_a_store_that_another_writes_is_read_and_says_when_it_cannot_be_written(
    serve: Callable[..., TestClient], store: Path, monkeypatch: pytest.MonkeyPatch
):
    """Reading goes on beside a writer; a judgement that has to wait too long says so."""
    client = serve()
    event = client.get("/api/v1/events").json()["items"][0]["id"]
    monkeypatch.setattr("fogline.store.opening.BUSY_TIMEOUT_S", 0.05)
    monkeypatch.setattr("fogline.store.faults.BUSY_TIMEOUT_S", 0.05)
    client.app.state.service.close()
    writer = sqlite3.connect(store, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert client.get("/api/v1/claims").status_code == 200
    body = {"subject_id": event, "verdict": "confirm", "by": "A", "reason": "b"}
    answer = client.post("/api/v1/decisions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (503, "StoreBusy")
    assert answer.headers["retry-after"]
    writer.rollback()
    writer.close()
    assert client.post("/api/v1/decisions", json=body).status_code == 201


def test_what_another_process_reads_is_seen(serve: Callable[..., TestClient], store: Path):
    """A report read beside the server is in the next answer."""
    client = serve()
    before = client.get("/api/v1/claims").json()["total"]
    claim, report = named(story()[0])
    other = report.but(id="later", text="Later.")
    with open_store(store) as writing:
        writing.write(
            [Reading(report=other, claims=(claim.but(id="c", report_id="later"),), engine="1")]
        )
    assert client.get("/api/v1/claims").json()["total"] == before + 1
    assert isinstance(writing, sqlite.SqliteStore)


@pytest.mark.parametrize(
    "address", [*ADDRESSES, "/api/v1/claims/none", "/nowhere", "/api/v1/openapi.json"]
)
def test_every_answer_forbids_what_is_not_ours(api: TestClient, address: str):
    """Also errors: no foreign script, no inline script, no frame, no sniffing."""
    headers = api.get(address).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["worker-src"] == "blob:"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_server_on_a_laptop_answers_to_its_own_name_only(kept_store: Path):
    """A page elsewhere that points its own name here reaches nothing."""
    from fogline.api import create_app

    with TestClient(
        create_app(kept_store, hosts=["127.0.0.1"]), base_url="http://evil.example"
    ) as it:
        assert it.get("/api/v1/claims").status_code == 400
    with TestClient(
        create_app(kept_store, hosts=["127.0.0.1"]), base_url="http://127.0.0.1:8000"
    ) as it:
        assert it.get("/api/v1/claims").status_code == 200
