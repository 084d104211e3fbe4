import socket
from collections.abc import Callable

import httpx
import pytest

from fogline.errors import FetchRefused
from fogline.pipeline.fetch import fetch
from fogline.settings import load

SETTINGS = load({}).but(max_input_bytes=10_000)
ADDRESSES = {
    "news.example": "93.184.216.34",
    "inside.example": "10.0.0.5",
    "localhost": "127.0.0.1",
    "metadata.example": "169.254.169.254",
    "six.example": "::1",
}


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = ADDRESSES.get(host, host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def served(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


def refusal(url: str, answer: Callable[[httpx.Request], httpx.Response] | None = None) -> str:
    transport = served(answer or (lambda _: httpx.Response(200, text="secret")))
    with pytest.raises(FetchRefused) as error:
        fetch(url, SETTINGS, transport=transport)
    return error.value.reason


def test_a_page_is_fetched_from_the_address_that_was_checked():
    """The connection goes to the resolved address, the host is named in the header."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, html="<html><body><p>Troops left.</p></body></html>")

    got = fetch("https://news.example/a", SETTINGS, transport=served(answer))
    assert (got.form, got.url) == ("html", "https://news.example/a")
    assert seen[0].url.host == "93.184.216.34"
    assert seen[0].headers["host"] == "news.example"
    assert seen[0].extensions["sni_hostname"] == "news.example"


@pytest.mark.parametrize(
    "host",
    [
        "inside.example",
        "localhost",
        "metadata.example",
        "192.168.1.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_private_addresses_are_refused(host: str):
    """A name that resolves into a private network is as private as the number."""
    assert "private or local" in refusal(f"http://{host}/")


def test_a_redirect_into_the_private_network_is_refused():
    """Each hop is checked anew."""
    answer = lambda _: httpx.Response(302, headers={"location": "http://inside.example/admin"})  # noqa: E731
    assert "private or local" in refusal("https://news.example/a", answer)


def test_other_schemes_are_refused_also_after_a_redirect():
    """Only http and https."""
    assert "scheme" in refusal("file:///etc/passwd")
    assert "scheme" in refusal("ftp://news.example/a")
    answer = lambda _: httpx.Response(302, headers={"location": "file:///etc/passwd"})  # noqa: E731
    assert "scheme" in refusal("https://news.example/a", answer)


def test_endless_things_end():
    """A body above the limit, redirects in a circle, and errors of the server."""
    assert "10,000 bytes" in refusal(
        "https://news.example/a", lambda _: httpx.Response(200, text="x" * 20_000)
    )
    circle = lambda r: httpx.Response(302, headers={"location": "https://news.example/b"})  # noqa: E731
    assert "redirects" in refusal("https://news.example/a", circle)
    assert "404" in refusal("https://news.example/a", lambda _: httpx.Response(404))


def test_a_binary_is_refused():
    """An image is no report."""
    assert "neither a page" in refusal(
        "https://news.example/a", lambda _: httpx.Response(200, content=b"\x89PNG\0\0")
    )


def test_an_answer_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch):
    """A body that drips for ever is refused after a while, however small its pieces."""
    clock = iter(range(0, 10_000_000, 30))
    monkeypatch.setattr("fogline.pipeline.fetch.time.monotonic", lambda: next(clock))

    def drip():
        while True:
            yield b"."

    reason = refusal("http://news.example/", lambda _: httpx.Response(200, content=drip()))
    assert "slowly" in reason
