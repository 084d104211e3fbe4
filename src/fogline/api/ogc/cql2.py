"""Filters in CQL2 text (OGC 21-065): what part 3 of OGC API - Features sends.

The grammar is that of the classes named in `CLASSES`; lark parses it. An absent value makes a
comparison neither true nor false, as the standard has it.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias

import shapely
from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError
from shapely.geometry.base import BaseGeometry

from fogline.errors import UsageError

CLASSES = (
    "cql2-text",
    "cql2-json",
    "basic-cql2",
    "advanced-comparison-operators",
    "case-insensitive-comparison",
    "basic-spatial-functions",
    "basic-spatial-functions-plus",
    "spatial-functions",
)
MOST_CHARS = 4000
MOST_NESTED = 48

GRAMMAR = r"""
start: either
?either: both (_OR both)*            -> any_of
?both: single (_AND single)*         -> all_of
?single: _NOT single                 -> negated
    | predicate
?predicate: scalar OPERATOR scalar   -> compare
    | scalar _LIKE scalar            -> like
    | scalar _NOT _LIKE scalar       -> unlike
    | scalar _BETWEEN scalar _AND scalar       -> between
    | scalar _NOT _BETWEEN scalar _AND scalar  -> outside
    | scalar _IN "(" scalar ("," scalar)* ")"       -> among
    | scalar _NOT _IN "(" scalar ("," scalar)* ")"  -> beyond
    | scalar _IS _NULL               -> absent
    | scalar _IS _NOT _NULL          -> present
    | SPATIAL "(" shape "," shape ")"  -> relate
    | BOOLEAN                        -> truth
    | "(" either ")"
?scalar: _CASEI "(" scalar ")"       -> folded
    | _DATE "(" STRING ")"           -> day
    | _TIMESTAMP "(" STRING ")"      -> moment
    | STRING                         -> text
    | NUMBER                         -> number
    | BOOLEAN                        -> boolean
    | NAME                           -> value
    | QUOTED                         -> value
?shape: WKT                          -> wkt
    | _BBOX "(" NUMBER ("," NUMBER)* ")"  -> box
    | NAME                           -> geometry
    | QUOTED                         -> geometry

_OR.9: /OR\b/i
_AND.9: /AND\b/i
_NOT.9: /NOT\b/i
_LIKE.9: /LIKE\b/i
_BETWEEN.9: /BETWEEN\b/i
_IN.9: /IN\b/i
_IS.9: /IS\b/i
_NULL.9: /NULL\b/i
_CASEI.9: /CASEI(?=\s*\()/i
_DATE.9: /DATE(?=\s*\()/i
_TIMESTAMP.9: /TIMESTAMP(?=\s*\()/i
_BBOX.9: /BBOX(?=\s*\()/i
SPATIAL.9: /S_(INTERSECTS|EQUALS|DISJOINT|TOUCHES|WITHIN|OVERLAPS|CROSSES|CONTAINS)(?=\s*\()/i
BOOLEAN.9: /(TRUE|FALSE)\b/i
WKT.9: /(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION)\s*Z?\s*\(((?:[^()']|\((?:[^()']|\((?:[^()']|\([^()']*\))*\))*\))*)\)/i
OPERATOR: "=" | "<>" | "<=" | ">=" | "<" | ">"
STRING: /'(?:[^']|'')*'/
NUMBER: /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/
NAME: /[A-Za-z_:][\w:.]*/
QUOTED: /"[^"]+"/
%ignore /\s+/
"""


@dataclass(frozen=True, slots=True)
class Item:
    """What a filter looks at: a feature's properties and geometry."""

    properties: dict[str, Any]
    geometry: BaseGeometry | None


Value: TypeAlias = Callable[[Item], Any]
Test: TypeAlias = Callable[[Item], bool | None]

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


@lru_cache(maxsize=256)
def parse(text: str, names: tuple[str, ...], geometry: str = "geometry") -> Test:
    """Return the test of a filter.

    Args:
        text: CQL2 text, as in `status = 'contested' AND evidence_age_hours < 72`.
        names: the properties that may be asked.
        geometry: the name of the geometry.

    Raises:
        UsageError: it is no such filter, or names what there is not.
    """
    if len(text) > MOST_CHARS:
        raise UsageError(f"filter: longer than {MOST_CHARS} characters")
    bare = re.sub(r"'(?:[^']|'')*'", "", text)
    if (
        bare.count("(") > MOST_NESTED
        or len(re.findall(r"\bnot\b", bare, re.IGNORECASE)) > MOST_NESTED
    ):
        raise UsageError(f"filter: more than {MOST_NESTED} parentheses or negations")
    try:
        tree = _parser().parse(text)
        made: Test = _Builder(names, geometry).transform(tree)
    except UnexpectedInput as error:
        where = getattr(error, "column", 0)
        raise UsageError(
            f"filter: not understood at character {where}, as CQL2 text; an example: "
            "status = 'contested' AND S_INTERSECTS(geometry, BBOX(37.9,48.5,38.1,48.7))"
        ) from None
    except VisitError as error:
        if isinstance(error.orig_exc, UsageError):
            raise error.orig_exc from None
        raise UsageError(f"filter: {error.orig_exc}") from None
    return made


@v_args(inline=True)
class _Builder(Transformer[Token, Any]):
    """Builds the test from the tree, bottom up."""

    def __init__(self, names: tuple[str, ...], geometry_name: str) -> None:
        super().__init__()
        self._names = names
        self._geometry = geometry_name

    def start(self, test: Test) -> Test:
        return test

    def any_of(self, *tests: Test) -> Test:
        return tests[0] if len(tests) == 1 else lambda item: _either(t(item) for t in tests)

    def all_of(self, *tests: Test) -> Test:
        return tests[0] if len(tests) == 1 else lambda item: _both(t(item) for t in tests)

    def negated(self, test: Test) -> Test:
        return lambda item: _not(test(item))

    def truth(self, token: Token) -> Test:
        value = token.lower() == "true"
        return lambda _: value

    def compare(self, a: Value, sign: Token, b: Value) -> Test:
        relation = _OPERATORS[str(sign)]
        return lambda item: _compared(relation, a(item), b(item))

    def like(self, a: Value, b: Value) -> Test:
        return lambda item: _like(a(item), b(item))

    def unlike(self, a: Value, b: Value) -> Test:
        return self.negated(self.like(a, b))

    def between(self, a: Value, low: Value, high: Value) -> Test:
        return lambda item: _both(
            (
                _compared(operator.ge, a(item), low(item)),
                _compared(operator.le, a(item), high(item)),
            )
        )

    def outside(self, a: Value, low: Value, high: Value) -> Test:
        return self.negated(self.between(a, low, high))

    def among(self, a: Value, *choices: Value) -> Test:
        return lambda item: _either(_compared(operator.eq, a(item), c(item)) for c in choices)

    def beyond(self, a: Value, *choices: Value) -> Test:
        return self.negated(self.among(a, *choices))

    def absent(self, a: Value) -> Test:
        return lambda item: a(item) is None

    def present(self, a: Value) -> Test:
        return lambda item: a(item) is not None

    def folded(self, a: Value) -> Value:
        return lambda item: v.casefold() if isinstance(v := a(item), str) else v

    def day(self, token: Token) -> Value:
        value = date.fromisoformat(_unquoted(token)).isoformat()
        return lambda _: value

    def moment(self, token: Token) -> Value:
        value = datetime.fromisoformat(_unquoted(token)).isoformat()
        return lambda _: value

    def text(self, token: Token) -> Value:
        value = _unquoted(token)
        return lambda _: value

    def number(self, token: Token) -> Value:
        value = float(token)
        return lambda _: value

    def boolean(self, token: Token) -> Value:
        value = token.lower() == "true"
        return lambda _: value

    def value(self, token: Token) -> Value:
        name = str(token).strip('"')
        if name not in self._names:
            raise UsageError(f"filter: no property {name!r}; there are {', '.join(self._names)}")
        return lambda item: item.properties.get(name)

    def geometry(self, token: Token) -> Value:
        name = str(token).strip('"')
        if name != self._geometry:
            raise UsageError(f"filter: {name!r} is no geometry; it is called {self._geometry!r}")
        return lambda item: item.geometry

    def wkt(self, token: Token) -> Value:
        try:
            shape = shapely.from_wkt(str(token))
        except shapely.errors.GEOSException as error:
            raise UsageError(f"filter: no geometry: {error}") from None
        if not shapely.is_valid(shape):
            raise UsageError(f"filter: {shapely.is_valid_reason(shape)}")
        shapely.prepare(shape)
        return lambda _: shape

    def box(self, *numbers: Token) -> Value:
        values = [float(n) for n in numbers]
        if len(values) not in {4, 6}:
            raise UsageError("filter: BBOX takes four numbers: west, south, east, north")
        west, south, east, north = values if len(values) == 4 else (*values[:2], *values[3:5])
        shape = shapely.box(west, south, east, north)
        shapely.prepare(shape)
        return lambda _: shape

    def relate(self, name: Token, a: Value, b: Value) -> Test:
        relation = getattr(shapely, str(name).lower().removeprefix("s_"))

        def test(item: Item) -> bool | None:
            one, other = a(item), b(item)
            return None if one is None or other is None else bool(relation(one, other))

        return test


def _unquoted(token: Token) -> str:
    return str(token)[1:-1].replace("''", "'")


def _compared(relation: Callable[[Any, Any], bool], a: Any, b: Any) -> bool | None:
    if a is None or b is None:
        return None
    if isinstance(a, str) != isinstance(b, str):
        return None
    return relation(a, b)


def _like(text: Any, pattern: Any) -> bool | None:
    if not isinstance(text, str) or not isinstance(pattern, str):
        return None
    first, *others = _segments(pattern)
    if not others:
        return first[0].fullmatch(text) is not None
    # Piece by piece from the left: one regular expression would try every combination.
    found = first[0].match(text)
    for piece, _ in others[:-1]:
        found = found and piece.search(text, found.end())
    last, length = others[-1]
    begin = len(text) - length
    return bool(found and begin >= found.end() and last.fullmatch(text, begin))


@lru_cache(maxsize=256)
def _segments(like: str) -> list[tuple[re.Pattern[str], int]]:
    """Return what stands between the percent signs, each with its length in characters."""
    pieces: list[list[str]] = [[]]
    signs = iter(like)
    for sign in signs:
        if sign == "\\":
            pieces[-1].append(re.escape(next(signs, "\\")))
        elif sign == "%":
            pieces.append([])
        else:
            pieces[-1].append("." if sign == "_" else re.escape(sign))
    return [(re.compile("".join(p), re.DOTALL), len(p)) for p in pieces]


def _either(values: Any) -> bool | None:
    unknown = False
    for value in values:
        if value:
            return True
        unknown |= value is None
    return None if unknown else False


def _both(values: Any) -> bool | None:
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown |= value is None
    return None if unknown else True


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - a truth value
    return None if value is None else not value
