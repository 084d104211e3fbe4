"""Filters in CQL2 JSON: written as CQL2 text, which is then read, so that both mean the same."""

import json
import math
from collections.abc import Callable
from typing import Any

from shapely import to_wkt
from shapely.errors import ShapelyError
from shapely.geometry import shape

from fogline.errors import UsageError

MOST_NESTED = 48
COMPARED = frozenset({"=", "<>", "<", ">", "<=", ">="})
SPATIAL = frozenset(
    {"s_intersects", "s_equals", "s_disjoint", "s_touches", "s_within", "s_overlaps", "s_crosses",
     "s_contains"}
)  # fmt: skip


def to_text(filter_: str) -> str:
    """Return a filter of CQL2 JSON as CQL2 text.

    Args:
        filter_: as in `{"op": "=", "args": [{"property": "status"}, "contested"]}`.

    Raises:
        UsageError: it is no such filter.
    """
    try:
        return _test(json.loads(filter_), 0)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"filter: no JSON: {error}") from None


def _refused(what: Any) -> UsageError:
    told = json.dumps(what, ensure_ascii=True, default=str)[:80]
    return UsageError(
        f"filter: not understood as CQL2 JSON: {told}; an example: "
        '{"op": "=", "args": [{"property": "status"}, "contested"]}'
    )


def _test(node: Any, depth: int) -> str:
    if isinstance(node, bool):
        return str(node).upper()
    if depth > MOST_NESTED or not isinstance(node, dict):
        raise _refused(node)
    op, args = node.get("op"), node.get("args")
    if not isinstance(op, str) or not isinstance(args, list):
        raise _refused(node)
    if op in {"and", "or"} and len(args) > 1:
        return "(" + f" {op.upper()} ".join(_test(a, depth + 1) for a in args) + ")"
    if op == "not" and len(args) == 1:
        return f"NOT ({_test(args[0], depth + 1)})"
    return _predicate(op, args)


def _predicate(op: str, args: list[Any]) -> str:
    """Return a comparison; each has its own number of arguments."""
    written: dict[str, tuple[int, Callable[[], str]]] = {
        **{sign: (2, lambda: f"{_scalar(args[0])} {op} {_scalar(args[1])}") for sign in COMPARED},
        **{name: (2, lambda: f"{op.upper()}({_shape(args[0])},{_shape(args[1])})") for name in SPATIAL},
        "like": (2, lambda: f"{_scalar(args[0])} LIKE {_scalar(args[1])}"),
        "between": (3, lambda: "{} BETWEEN {} AND {}".format(*map(_scalar, args))),
        "isNull": (1, lambda: f"{_scalar(args[0])} IS NULL"),
        "in": (2, lambda: f"{_scalar(args[0])} IN ({_list(args[1])})"),
    }  # fmt: skip
    count, write = written.get(op, (0, str))
    if count != len(args) or not count:
        raise _refused({"op": op, "args": args})
    return write()


def _list(values: Any) -> str:
    if not isinstance(values, list) or not values:
        raise _refused(values)
    return ",".join(map(_scalar, values))


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return str(value).upper()
        case int() | float() if math.isfinite(value):
            return repr(value)
        case str():
            return _quoted(value)
    return _named(value)


def _named(value: Any) -> str:
    match value:
        case {"property": str(name)} if name and '"' not in name:
            return f'"{name}"'
        case {"date": str(text)}:
            return f"DATE({_quoted(text)})"
        case {"timestamp": str(text)}:
            return f"TIMESTAMP({_quoted(text)})"
        case {"op": "casei", "args": [inner]}:
            return f"CASEI({_scalar(inner)})"
    raise _refused(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _shape(value: Any) -> str:
    match value:
        case {"property": str(name)} if name and '"' not in name:
            return f'"{name}"'
        case {"bbox": [*numbers]} if all(
            isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n)
            for n in numbers
        ):
            return f"BBOX({','.join(map(repr, numbers))})"
        case {"type": str(), "coordinates": list()}:
            try:
                return str(to_wkt(shape(value), rounding_precision=-1))
            except (ShapelyError, TypeError, ValueError, AttributeError, IndexError):
                raise _refused(value) from None
    raise _refused(value)
