"""HEAD says what GET would say, without the body."""

from collections.abc import AsyncIterator
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient
from starlette.responses import StreamingResponse

from fogline.api.heads import Heads

PATHS = [
    "/", "/events", "/map.svg", "/theme.css", "/static/workbench.css", "/api/v1/health",
    "/api/v1/claims?known=2023-03-08", "/api/v1/claims/nothing", "/api/v1/claims?limit=0", "/nowhere",
    "/api/v1/openapi.json", "/ogc", "/ogc/collections", "/?on=yesterday",
]  # fmt: skip
VARYING = {"date", "set-cookie"}


@pytest.mark.parametrize("path", PATHS)
def test_a_head_has_the_headers_of_its_get_and_no_body(api: TestClient, path: str):
    """Pages, files, lists and errors alike: status, type, length, tag and policy are the same."""
    whole, head = api.get(path), api.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert whole.content
    told = {k: v for k, v in head.headers.items() if k not in VARYING}
    assert told == {k: v for k, v in whole.headers.items() if k not in VARYING}


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "geojson"])
def test_a_list_that_comes_whole_has_a_head_too(api: TestClient, form: str):
    """A stream is stopped, not sent."""
    head = api.head(f"/api/v1/claims?format={form}")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-disposition"].endswith(f'claims.{form}"')


@pytest.mark.parametrize("version", ["2.3", "2.4"])
def test_a_stream_is_stopped_and_not_made_to_its_end(version: str):
    """Of a thousand pieces hardly one is made, though the client stays; servers of both kinds."""
    made: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        for number in range(1000):
            made.append(number)
            yield b"piece"
            await anyio.lowlevel.checkpoint()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["method"] == "GET"
        await StreamingResponse(pieces())(scope, receive, send)

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        scope = {"type": "http", "method": "HEAD", "asgi": {"spec_version": version}}
        await Heads(app)(scope, anyio.sleep_forever, send)

    anyio.run(ask)
    assert len(made) < 5
    assert [m["type"] for m in sent] == ["http.response.start", "http.response.body"]
    assert sent[1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_what_has_no_get_has_no_head(api: TestClient):
    """An address that only takes a POST says so."""
    assert api.head("/judge").status_code == api.get("/judge").status_code == 405


def test_the_same_head_is_not_modified(api: TestClient):
    """A tag that the client has is answered as for a GET."""
    path = "/api/v1/claims?known=2023-03-08"
    tag = api.head(path).headers["etag"]
    assert api.head(path, headers={"If-None-Match": tag}).status_code == 304
