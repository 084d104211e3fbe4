"""A text dropped in at the server is read in the background."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from fogline.api.readings import Given, Readings, safe_name
from fogline.errors import UsageError
from fogline.settings import load

TEXT = """outlet: The Ledger
published: 2023-02-12T18:00:00+02:00

Russian troops captured Krasna Hora on Saturday, the UK Ministry of Defence said.
"""


def form(client: TestClient) -> dict[str, str]:
    return {"csrf": client.get("/api/v1/session").json()["csrf"]}


def done(client: TestClient, address: str) -> dict:
    for _ in range(600):
        job = client.get(address).json()
        if job["over"]:
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_from_no_store_to_the_sentence(serve: Callable[..., TestClient], tmp_path: Path):
    """A server without a store says so; a pasted text makes one, and its sentence is found."""
    client = serve(tmp_path / "new.fog")
    gone = client.get("/api/v1/claims")
    assert (gone.status_code, "fogline read" in gone.json()["detail"]) == (503, True)
    sent = client.post("/api/v1/readings", data={"text": TEXT.partition("\n\n")[2],
                                                 "outlet": "The Ledger", **form(client)})  # fmt: skip
    assert sent.status_code == 202
    job = done(client, sent.headers["location"])
    assert (job["state"], job["stored"]) == ("done", 1)
    (claim,) = client.get("/api/v1/claims", params={"action": "capture"}).json()["items"]
    assert "captured Krasna Hora" in claim["quote"]
    events = client.get(f"{sent.headers['location']}/events").text
    assert json.loads(events.removeprefix("data: "))["stored"] == 1


def test_a_file_that_is_none_is_named_with_the_reason(serve: Callable[..., TestClient]):
    """What cannot be read comes back under the name that it was sent with."""
    client = serve()
    files = [("files", ("../../evil\x00.bin", b"\x7fELF\x00\x01\x02", "text/plain"))]
    sent = client.post("/api/v1/readings", data=form(client), files=files)
    job = done(client, sent.headers["location"])
    (refused,) = job["refused"]
    assert "evil" in refused["input"]
    assert "/" not in refused["input"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost/", "http://169.254.169.254/", "http://[::1]/"]
)
def test_addresses_inside_are_refused(serve: Callable[..., TestClient], url: str):
    """The form fetches nothing from this machine or its network."""
    client = serve()
    sent = client.post("/api/v1/readings", data={"url": url, **form(client)})
    job = done(client, sent.headers["location"])
    assert "private" in job["refused"][0]["reason"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example/", "gopher://x/"])
def test_other_schemes_are_refused(serve: Callable[..., TestClient], url: str):
    """Only http and https are fetched; a file's address reads no file."""
    client = serve()
    sent = client.post("/api/v1/readings", data={"url": url, **form(client)})
    assert "scheme" in done(client, sent.headers["location"])["refused"][0]["reason"]


def test_a_path_is_no_address(serve: Callable[..., TestClient]):
    """Nobody reads the server's own files through the form."""
    client = serve()
    sent = client.post("/api/v1/readings", data={"url": "/etc/passwd", **form(client)})
    assert (sent.status_code, "https://" in sent.json()["detail"]) == (400, True)


def test_what_is_too_large_is_refused(serve: Callable[..., TestClient]):
    """A larger file, and a body without an end, are a 413."""
    client = serve(max_input_bytes=1000)
    files = [("files", ("a.txt", b"x" * 2000))]
    assert client.post("/api/v1/readings", data=form(client), files=files).status_code == 413
    pieces = (b"x" * 100_000 for _ in range(30))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/api/v1/readings", content=pieces, headers=kind).status_code == 413


def test_nothing_is_no_reading(tmp_path: Path):
    """An empty form, and far too many files, are errors that say so."""
    jobs = Readings(tmp_path / "a.fog", load({}))
    for given_ in (Given(), Given(text=" "), Given(files=[("a", b"")] * 101)):
        with pytest.raises(UsageError):
            jobs.add(given_, None)


@given(st.text())
def test_a_name_stays_in_its_folder(name: str):
    """Whatever a browser calls a file, its name is one, and in no other folder."""
    safe = safe_name(name)
    assert safe
    assert "/" not in safe
    assert safe not in {".", ".."}
    assert len(safe) <= 100
