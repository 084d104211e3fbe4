"""Pages of lists: cursors that stand for a place in the order, and whole lists as streams."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from fogline.errors import UsageError

T = TypeVar("T")


def cursor_of(key: Sequence[object]) -> str:
    """Return the cursor that stands for a place in the order."""
    return base64.urlsafe_b64encode(json.dumps(list(key)).encode()).decode().rstrip("=")


def key_of(cursor: str | None, length: int) -> tuple[Any, ...] | None:
    """Return the place in the order that a cursor stands for.

    Raises:
        UsageError: it is no cursor of such a list.
    """
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or len(key) != length:
        raise UsageError("cursor: not one that this list gave; begin without one")
    if not all(isinstance(k, str | int) and not isinstance(k, bool) for k in key):
        raise UsageError("cursor: not one that this list gave; begin without one")
    return tuple(key)


def page_of(
    items: Sequence[T], limit: int, cursor: str | None, id_of: Callable[[T], str]
) -> tuple[list[T], str | None]:
    """Return a page of a list in memory and the cursor of the next; a page begins after an id.

    Raises:
        UsageError: the cursor names an item that is not in the list any more.
    """
    begin = 0
    key = key_of(cursor, 2)
    if key is not None:
        number, id_ = key
        if not isinstance(number, int) or not 0 <= number <= len(items):
            raise UsageError("cursor: beyond the end of the list; begin without one")
        if number == 0 or id_of(items[number - 1]) != id_:
            found = [i for i, item in enumerate(items) if id_of(item) == id_]
            if not found:
                raise UsageError("cursor: the list has changed under it; begin without one")
            number = found[0] + 1
        begin = number
    page = list(items[begin : begin + limit])
    end = begin + len(page)
    more = end < len(items) and bool(page)
    return page, cursor_of((end, id_of(page[-1]))) if more else None


def listing(
    request: Request, items: Iterable[Any], following: str | None, **extra: Any
) -> dict[str, Any]:
    """Return the body of a page: items, the cursor of the next page, and its address."""
    body: dict[str, Any] = {"items": list(items), "next": following, **extra}
    body["links"] = [{"rel": "self", "href": _address(request, {})}]
    if following is not None:
        body["links"].append({"rel": "next", "href": _address(request, {"cursor": following})})
    return body


def _address(request: Request, changes: dict[str, str]) -> str:
    asked = {**dict(request.query_params), **changes}
    return request.url.path + (f"?{urlencode(asked)}" if asked else "")
