"""Bodies of answers: JSON from records, entity tags, and what a client already has."""

import hashlib
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

_encoder = msgspec.json.Encoder(decimal_format="number")
GEOJSON = "application/geo+json"
JSON = "application/json"


def documented(*types: str) -> dict[str, Any]:
    """Return what a route's decorator needs so that OpenAPI names the media types it answers in."""
    content: dict[str, Any] = {type_: {} for type_ in types}
    return {"response_class": Response, "responses": {200: {"content": content}}}


def json_bytes(data: Any) -> bytes:
    """Return data and records as JSON; half a character of a hostile text becomes a question mark."""
    try:
        return _encoder.encode(data)
    except UnicodeEncodeError:
        return _encoder.encode(_mended(msgspec.to_builtins(data)))


def _mended(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {_mended(k): _mended(v) for k, v in data.items()}
    return [_mended(v) for v in data] if isinstance(data, list | tuple) else data


def etag_of(body: bytes) -> str:
    """Return the entity tag of a body."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def reply(
    request: Request,
    data: Any,
    *,
    media_type: str = JSON,
    headers: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    """Return an answer with its entity tag, or 304 where the client has the same.

    Args:
        request: what was asked; its If-None-Match counts.
        data: records and plain data, or the body's bytes.
        media_type: of the body.
        headers: further ones.
        status: HTTP status.
    """
    body = data if isinstance(data, bytes) else json_bytes(data)
    tag = etag_of(body)
    sent = {"ETag": tag, "Cache-Control": "private, no-cache", **(headers or {})}
    known = request.headers.get("if-none-match", "")
    if status == 200 and tag in {t.strip().removeprefix("W/") for t in known.split(",")}:
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=media_type, headers=sent, status_code=status)
