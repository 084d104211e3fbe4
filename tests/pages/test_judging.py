"""Judgements: signed, shown as such everywhere, taken back, never without the page's own form."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reading_pages import links

Opened = Callable[[Path], TestClient]


@pytest.fixture
def client(opened: Opened, store: Path) -> TestClient:
    """The server of a store that this test may change."""
    return opened(store)


def event_of(client: TestClient) -> tuple[str, str]:
    """Return an event's address and the form's own token."""
    address = links(client.get("/events?place=theatre:v2").text, "/events/")[0]
    token = re.search(r'name="csrf" value="([^"]+)"', client.get(address).text)[1]
    return address, token


def judge(client: TestClient, **fields: str):
    address, token = event_of(client)
    sent = {
        "csrf": token, "subject": address.split("/")[-1].split("?")[0], "verdict": "reject",
        "by": "A. Kova", "reason": "the clip is from last year", "back": address, **fields,
    }  # fmt: skip
    return client.post("/judge", data=sent, follow_redirects=True)


def test_a_judgement_is_shown_signed_with_its_reason(client: TestClient):
    """After the form the event's page says who judged it how and why, and so does its list."""
    page = judge(client).text
    assert "A. Kova: rejected" in page
    assert "the clip is from last year" in page
    assert "A. Kova: rejected" in client.get("/events?place=theatre:v2").text
    assert "A. Kova" in client.get("/audit").text


def test_a_judgement_is_taken_back_and_stays_on_the_audit_page(client: TestClient):
    """Taken back it no longer stands, and that it was made is still listed."""
    page = judge(client).text
    undo = re.search(r'action="(/judge/[^"]+/withdraw)"', page)[1]
    _, token = event_of(client)
    client.post(undo, data={"csrf": token, "back": "/audit"}, follow_redirects=True)
    assert "A. Kova: rejected" not in client.get("/events?place=theatre:v2").text
    assert "Taken back on" in client.get("/audit").text


def test_a_grade_is_pinned(client: TestClient):
    """A pinned grade leads and names who pinned it."""
    page = html.unescape(judge(client, verdict="pin_grade", grade="b2").text)
    assert "B2: A. Kova pinned it" in page


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"csrf": ""}, 403, "reload the page"),
        ({"csrf": "wrong"}, 403, "reload the page"),
        ({"by": " "}, 400, "signed"),
        ({"reason": ""}, 400, "says why"),
        ({"verdict": "pin_grade", "grade": "Z9"}, 400, "Z9"),
        ({"verdict": "burn"}, 400, "burn"),
        ({"subject": "nothing"}, 400, "nothing"),
    ],
)
def test_what_is_no_judgement_is_refused_in_words(
    client: TestClient, fields: dict[str, str], status: int, says: str
):
    """A forged, unsigned or meaningless form changes nothing and says why."""
    answer = judge(client, **fields)
    assert answer.status_code == status
    assert says in html.unescape(answer.text)
    assert "Nobody has judged anything yet" in client.get("/audit").text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\evil.example"]
)
def test_a_form_leads_nowhere_else(client: TestClient, back: str):
    """An address of another host in the form leads to the start page."""
    address, token = event_of(client)
    sent = {"csrf": token, "subject": address.split("/")[-1].split("?")[0], "verdict": "confirm",
            "by": "A", "reason": "B", "back": back}  # fmt: skip
    answer = client.post("/judge", data=sent, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_page_of_another_origin_cannot_judge(client: TestClient):
    """Even with the token, a form sent from elsewhere is refused."""
    address, token = event_of(client)
    sent = {"csrf": token, "subject": address.split("/")[-1], "verdict": "confirm"}
    answer = client.post("/judge", data=sent, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
