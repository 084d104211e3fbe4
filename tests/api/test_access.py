"""Roles, sessions, tokens, forgery, names shown for a reason, and the log."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from fogline.api.access import Accounts
from fogline.errors import StoreError, UsageError

PASSWORD = "correct horse battery"  # noqa: S105


def people(client: TestClient) -> Accounts:
    accounts: Accounts = client.app.state.accounts
    for name, role in (("Rea", "reader"), ("Ana", "analyst"), ("Adi", "admin")):
        accounts.add(name, PASSWORD, role)
    return accounts


def sign_in(client: TestClient, name: str) -> str:
    answer = client.post("/api/v1/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return answer.json()["csrf"]


def a_claim(client: TestClient) -> str:
    return client.get("/api/v1/claims").json()["items"][0]["id"]


def judgement(client: TestClient, **fields: object) -> dict:
    return {"subject_id": a_claim(client), "verdict": "confirm", "reason": "seen", **fields}


def test_on_a_laptop_nobody_signs_in(serve: Callable[..., TestClient]):
    """Roles are off: reading and judging need a name under the judgement, and nothing else."""
    client = serve()
    made = client.post("/api/v1/decisions", json=judgement(client, by="A. Kova"))
    assert (made.status_code, made.json()["by"]) == (201, "A. Kova")
    unsigned = client.post("/api/v1/decisions", json=judgement(client))
    assert unsigned.status_code == 400
    assert client.get("/api/v1/decisions").json()["total"] == 1


@pytest.mark.parametrize(
    "path", ["claims", "situation", "trace/x", "decisions", "brief", "log", "readings"]
)
def test_with_roles_nothing_is_shown_to_nobody(serve: Callable[..., TestClient], path: str):
    """One setting, and every address but health and sign-in answers 401."""
    client = serve(roles=True)
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 401
    assert "Bearer" in answer.headers["www-authenticate"]
    assert client.get("/ogc/collections").status_code == 401
    assert client.get("/api/v1/health").status_code == 200


def test_each_role_may_do_its_own(serve: Callable[..., TestClient]):
    """A reader reads, an analyst judges under their own name, an admin sees the log."""
    client = serve(roles=True)
    people(client)
    csrf = {"X-CSRF-Token": sign_in(client, "Rea")}
    assert client.post("/api/v1/decisions", json=judgement(client), headers=csrf).status_code == 403
    csrf = {"X-CSRF-Token": sign_in(client, "Ana")}
    made = client.post("/api/v1/decisions", json=judgement(client), headers=csrf)
    assert (made.status_code, made.json()["by"]) == (201, "Ana")
    forged = judgement(client, by="Adi")
    assert client.post("/api/v1/decisions", json=forged, headers=csrf).status_code == 403
    assert client.get("/api/v1/log").status_code == 403
    sign_in(client, "Adi")
    assert client.get("/api/v1/log").json()["items"][0]["who"] == "Adi"


def test_a_change_by_cookie_needs_the_page_and_its_token(serve: Callable[..., TestClient]):
    """Without the token, with another's, or from another origin nothing is changed."""
    client = serve(roles=True)
    people(client)
    csrf = sign_in(client, "Ana")
    body = judgement(client)
    for headers in (
        {},
        {"X-CSRF-Token": "x" * 32},
        {"X-CSRF-Token": csrf, "Origin": "https://evil.example"},
        {"X-CSRF-Token": csrf, "Sec-Fetch-Site": "cross-site"},
    ):
        answer = client.post("/api/v1/decisions", json=body, headers=headers)
        assert answer.status_code == 403
    assert client.get("/api/v1/decisions").json()["total"] == 0


def test_on_a_laptop_a_foreign_page_changes_nothing(serve: Callable[..., TestClient]):
    """A form on another site, or one without our token, is refused though nobody signs in."""
    client = serve()
    foreign = {"Origin": "https://evil.example"}
    body = judgement(client, by="A")
    assert client.post("/api/v1/decisions", json=body, headers=foreign).status_code == 403
    assert client.post("/api/v1/readings", data={"text": "Troops left."}).status_code == 403


def test_a_token_speaks_for_its_user_until_it_is_revoked(serve: Callable[..., TestClient]):
    """A program asks with a token; its key is stored nowhere."""
    client = serve(roles=True)
    accounts = people(client)
    key, token = accounts.issue("Ana", "QGIS", 30)
    headers = {"Authorization": f"Bearer {key}"}
    assert client.get("/api/v1/claims", headers=headers).status_code == 200
    body = {"subject_id": "x", "verdict": "confirm", "reason": "y"}
    assert client.post("/api/v1/decisions", json=body, headers=headers).status_code == 400
    assert key.encode() not in accounts.path.read_bytes()
    accounts.revoke(token.id)
    assert client.get("/api/v1/claims", headers=headers).status_code == 401


def test_a_session_ends(serve: Callable[..., TestClient]):
    """Signed out, or with a new password, the old cookie shows nothing."""
    client = serve(roles=True)
    accounts = people(client)
    sign_in(client, "Rea")
    assert client.get("/api/v1/claims").status_code == 200
    cookie = client.cookies["fogline_session"]
    accounts.change("Rea", password="another long one")  # noqa: S106
    assert client.get("/api/v1/claims").status_code == 401
    assert cookie.encode() not in accounts.path.read_bytes()


def test_guessing_is_slowed_down(serve: Callable[..., TestClient]):
    """After five wrong passwords even the right one must wait."""
    client = serve(roles=True)
    people(client)
    for _ in range(5):
        wrong = client.post("/api/v1/session", json={"name": "Rea", "password": "wrong"})
        assert wrong.status_code == 401
    late = client.post("/api/v1/session", json={"name": "Rea", "password": PASSWORD})
    assert late.status_code == 429


def test_a_sessions_cookie_is_for_the_server_alone(serve: Callable[..., TestClient]):
    """No script reads it, no other site sends it."""
    client = serve(roles=True)
    people(client)
    answer = client.post("/api/v1/session", json={"name": "Rea", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_passwords_are_hashed_and_the_file_is_the_owners(tmp_path: Path):
    """The password stands nowhere in the file, which others cannot read."""
    accounts = Accounts(tmp_path / "a.accounts")
    accounts.add("Ana", PASSWORD, "analyst")
    assert PASSWORD.encode() not in accounts.path.read_bytes()
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert accounts.check("ana", PASSWORD) is not None
    assert accounts.check("Ana", "wrong") is None
    assert accounts.check("Nobody", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("", PASSWORD, "reader"),
        ("A", "short", "reader"),
        ("A", PASSWORD, "king"),
        ("Ana", PASSWORD, "reader"),
    ],
)
def test_a_wrong_user_is_refused(tmp_path: Path, name: str, password: str, role: str):
    """No name, a short password, no such role, a name twice."""
    accounts = Accounts(tmp_path / "a.accounts")
    accounts.add("Ana", PASSWORD, "analyst")
    with pytest.raises(UsageError):
        accounts.add(name, password, role)


def test_the_log_cannot_be_changed(tmp_path: Path):
    """What was done stays, also for who has the file open."""
    accounts = Accounts(tmp_path / "a.accounts")
    accounts.log("Ana", "revealed", "claim", "a family asks")
    for change in ("DELETE FROM log", "UPDATE log SET who = 'x'"):
        with pytest.raises(StoreError, match="kept"):
            accounts._run(change)
    assert [e.who for e in accounts.entries()] == ["Ana"]


def test_a_name_is_shown_to_an_analyst_for_a_reason_that_is_logged(
    serve: Callable[..., TestClient],
):
    """Everywhere else a resident is unnamed; here the name, and who asked why."""
    client = serve()
    (claim,) = client.get("/api/v1/claims", params={"action": "displace"}).json()["items"]
    shown = client.get(f"/api/v1/trace/{claim['id']}").text
    assert "Petrenko" not in shown
    nothing = client.post("/api/v1/reveal", json={"id": claim["id"], "reason": " ", "by": "A"})
    assert nothing.status_code == 400
    asked = {"id": claim["id"], "reason": "her family asks", "by": "A. Kova"}
    assert "Petrenko" in client.post("/api/v1/reveal", json=asked).text
    entry = client.get("/api/v1/log").json()["items"][0]
    assert (entry["who"], entry["what"], entry["reason"]) == (
        "A. Kova",
        "revealed",
        "her family asks",
    )
