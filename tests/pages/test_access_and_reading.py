"""Who may, names shown for a reason, and texts dropped in."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factory_workbench import ON
from fogline.api import create_app
from fogline.settings import load as load_settings
from reading_pages import links

Opened = Callable[[Path], TestClient]
PASSWORD = "a long enough password"  # noqa: S105 - of a test


def token_of(client: TestClient, path: str) -> str:
    return re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)[1]


def test_split_and_merge_and_move_are_offered_and_stored(opened: Opened, store: Path):
    """A claim is split off its event by the form, and the page says so."""
    client = opened(store)
    address = links(client.get("/events?place=theatre:misto-east&action=capture").text, "/events/")[
        0
    ]
    page = client.get(address).text
    claims = re.findall(r'name="claims" value="([^"]+)"', page)
    sent = {
        "csrf": token_of(client, address), "subject": address.split("/")[-1].split("?")[0],
        "verdict": "split", "claims": claims[:1], "by": "A. Kova", "reason": "another day",
        "back": "/audit",
    }  # fmt: skip
    answer = client.post("/judge", data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert "A. Kova: split" in answer.text


def test_names_are_shown_to_somebody_for_a_reason_that_is_logged(opened: Opened, store: Path):
    """Without a reason nothing is shown; with one the name stands there and the log has it."""
    client = opened(store)
    page = client.get(f"/claims?q=families&on={ON}").text
    address = links(page, "/reports/")[0].split("?")[0]
    report = client.get(address).text
    assert "Petrenko" not in report
    sent = {"csrf": token_of(client, address), "report": address.split("/")[-1], "by": "A. Kova"}
    assert "Petrenko" not in client.post("/reveal", data=sent).text
    assert "Olena Petrenko" in client.post("/reveal", data={**sent, "reason": "to call back"}).text
    log = client.app.state.service.log.entries()
    assert any("to call back" in str(line) for line in log)


def test_a_text_is_read_and_leads_to_its_report(opened: Opened, store: Path, monkeypatch):
    """What is pasted is queued, watched, and ends at the report that it became."""
    from fogline.api import readings

    def quickly(self, job, given):
        job.stored, job.claims = 1, 0
        job.reports = [next(iter(client.app.state.service.snapshot().reports)).id]

    monkeypatch.setattr(readings.Readings, "_read", quickly)
    client = opened(store)
    sent = {"csrf": token_of(client, "/read"), "text": "Troops left Misto."}
    page = client.post("/read", data=sent, follow_redirects=True)
    deadline = time.monotonic() + 10
    while "data-job" in page.text and time.monotonic() < deadline:
        page = client.get(str(page.url))
    assert "1 report stored" in page.text
    assert links(page.text, "/reports/")


def test_nothing_to_read_is_said(opened: Opened, store: Path):
    """An empty form is refused with what to do."""
    client = opened(store)
    answer = client.post("/read", data={"csrf": token_of(client, "/read")})
    assert answer.status_code == 400
    assert "nothing to read" in answer.text


def test_a_server_without_a_store_offers_to_begin_one(opened: Opened, tmp_path: Path):
    """Where no store is yet, the start page has the form that makes one."""
    client = opened(tmp_path / "new.fog")
    for path in ("/", "/read"):
        assert 'id="read"' in client.get(path).text


@pytest.fixture
def roles(store: Path):
    """A server on which everybody signs in."""
    app = create_app(store, settings=load_settings({}).but(roles=True))
    with TestClient(app) as client:
        accounts = client.app.state.service.log
        accounts.add("Reader One", PASSWORD, "reader")
        accounts.add("Analyst Two", PASSWORD, "analyst")
        yield client


def sign_in(client: TestClient, name: str, word: str = PASSWORD):
    sent = {"name": name, "password": word, "back": "/audit"}
    return client.post("/login", data=sent, follow_redirects=False)


def test_with_roles_on_every_page_asks_to_sign_in(roles: TestClient):
    """Nothing of the store is shown before, neither page nor map nor file."""
    for path in ("/", "/claims", "/map/picture.json", "/audit", "/read", "/map.svg"):
        answer = roles.get(path)
        assert answer.status_code == 401, path
        assert "V3" not in answer.text


def test_a_reader_reads_and_does_not_judge(roles: TestClient):
    """A reader sees no form to judge, and one that is sent is refused."""
    assert sign_in(roles, "Reader One").headers["location"] == "/audit"
    address = links(roles.get("/events").text, "/events/")[0]
    assert 'name="verdict"' not in roles.get(address).text
    answer = roles.post("/judge", data={"subject": "x", "verdict": "confirm"})
    assert answer.status_code == 403


def test_an_analyst_signs_with_the_name_signed_in(roles: TestClient):
    """The judgement carries the account's name; another name is refused."""
    sign_in(roles, "Analyst Two")
    address = links(roles.get("/events").text, "/events/")[0]
    sent = {"csrf": token_of(roles, address), "subject": address.split("/")[-1],
            "verdict": "confirm", "reason": "seen", "back": "/audit"}  # fmt: skip
    assert "Analyst Two: confirmed" in roles.post("/judge", data=sent).text
    assert roles.post("/judge", data={**sent, "by": "Somebody"}).status_code == 403


def test_a_wrong_password_opens_nothing(roles: TestClient):
    """The form comes back, without saying which of the two was wrong."""
    answer = sign_in(roles, "Reader One", "wrong")
    assert answer.status_code == 401
    assert "no such name with that password" in answer.text
