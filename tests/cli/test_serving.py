"""Users, tokens and what `serve` refuses, from the command line."""

import io
import re
import socket
import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the command line read a password."""
    return lambda words: monkeypatch.setattr(sys, "stdin", io.StringIO(words + "\n"))


def test_users_come_and_go(fogline: Callable, typed: Callable):
    """Added, listed, changed and removed; never with a password on the screen."""
    typed("correct horse battery")
    made = fogline("users", "add", "A. Kova", "--role", "analyst", "--store", "w.fog")
    assert (made.code, "A. Kova, analyst" in made.out) == (0, True)
    assert fogline("users", "change", "A. Kova", "--role", "admin", "--store", "w.fog").code == 0
    (user,) = fogline("users", "list", "--format", "jsonl", "--store", "w.fog").records
    assert (user["name"], user["role"]) == ("A. Kova", "admin")
    assert set(user) == {"name", "role", "created"}
    key = fogline("tokens", "create", "A. Kova", "--for", "QGIS", "--store", "w.fog")
    assert re.fullmatch(r"fog_[\w-]{43}\n", key.out)
    (token,) = fogline("tokens", "list", "--format", "jsonl", "--store", "w.fog").records
    assert key.out.strip() not in str(token)
    assert fogline("tokens", "revoke", token["id"], "--store", "w.fog").code == 0
    assert fogline("users", "remove", "A. Kova", "--store", "w.fog").code == 0
    assert fogline("users", "list", "--format", "jsonl", "--store", "w.fog").records == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("users", "add", "B", "--role", "king"), "king"),
        (("users", "remove", "Nobody"), "Nobody"),
        (("tokens", "create", "Nobody", "--for", "x"), "Nobody"),
        (("tokens", "revoke", "x"), "'x'"),
        (("serve", "--host", "0.0.0.0"), "--roles"),  # noqa: S104
        (("serve", "--host", "203.0.113.7", "--roles"), "203.0.113.7"),
        (("mcp",), "fogline read"),
    ],
)
def test_a_wrong_call_is_one_sentence(fogline: Callable, typed: Callable, words: tuple, says: str):
    """What is wrong is named, without a traceback."""
    typed("correct horse battery")
    ran = fogline(*words, "--store", "w.fog")
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_taken_port_is_named(fogline: Callable):
    """Another server at the port is a sentence that says so."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = fogline("serve", "--port", port, "--store", "w.fog")
    assert (ran.code, str(port) in ran.err) == (2, True)
