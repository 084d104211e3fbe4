"""What a client asks of a layer: limit, offset, box, time, filter, properties; all checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.datastructures import QueryParams

from fogline.api.ogc.cql2 import Test, parse
from fogline.api.ogc.cql2_json import to_text
from fogline.api.ogc.layers import Held, Kind, Layer
from fogline.api.params import day_of
from fogline.errors import UsageError

LIMIT = 500
MOST = 10_000
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_OWN = ("limit", "offset", "bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs")
LANGUAGES: dict[str, Callable[[str], str]] = {"cql2-text": str, "cql2-json": to_text}
"""How each language of filters becomes CQL2 text."""
PICTURE = ("on", "known", "f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for items."""

    limit: int
    offset: int
    bounds: tuple[float, float, float, float] | None
    days: tuple[str | None, str | None] | None
    """First and last ISO day, None = open."""
    test: Test | None
    properties: dict[str, str]

    def of(self, layer: Layer, kind: Kind) -> Sequence[Held]:
        """Return the features that match."""
        found: Sequence[Held] = layer.features
        if self.bounds is not None:
            found = layer.within(self.bounds)
        if self.days is not None and not kind.of_day:
            found = [f for f in found if _meets(f, self.days)]
        for name, value in self.properties.items():
            found = [f for f in found if _words(f.item.properties.get(name)) == value]
        test = self.test
        return found if test is None else [f for f in found if test(f.item)]


def asked_of(params: QueryParams, kind: Kind) -> Asked:
    """Read a request.

    Raises:
        UsageError: a parameter is unknown, given twice, or has no such value.
    """
    names = tuple(kind.properties)
    allowed = {*_OWN, *PICTURE, *names}
    for name, _ in params.multi_items():
        if name not in allowed:
            raise UsageError(f"{name}: no such parameter; there are {', '.join(sorted(allowed))}")
        if len(params.getlist(name)) > 1:
            raise UsageError(f"{name}: given more than once")
    language = params.get("filter-lang", "cql2-text")
    if language not in LANGUAGES:
        raise UsageError(f"filter-lang={language!r}: {' and '.join(LANGUAGES)} are read")
    text = params.get("filter", "")
    filter_ = LANGUAGES[language](text) if text else ""
    for name in ("bbox-crs", "filter-crs"):
        if params.get(name, CRS84) != CRS84:
            raise UsageError(f"{name}={params[name]!r}: only {CRS84} is read")
    return Asked(
        limit=min(_number(params, "limit", LIMIT, 1), MOST),
        offset=_number(params, "offset", 0, 0),
        bounds=_bounds(params["bbox"]) if "bbox" in params else None,
        days=_days(params["datetime"]) if "datetime" in params else None,
        test=parse(filter_, names) if filter_ else None,
        properties={n: params[n] for n in names if n in params and n not in _OWN + PICTURE},
    )


def day_of_picture(params: QueryParams) -> date | None:
    """Return the valid day that `on` or the end of `datetime` names, None where nothing does."""
    if params.get("on"):
        return day_of(params["on"], "on")
    if not params.get("datetime"):
        return None
    first, last = _days(params["datetime"])
    return day_of(last or first, "datetime")


def _number(params: QueryParams, name: str, default: int, least: int) -> int:
    text = params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
        raise UsageError(f"{name}={text!r}: a whole number from {least}")
    return int(text)


def _bounds(text: str) -> tuple[float, float, float, float]:
    try:
        values = [float(part) for part in text.split(",")]
    except ValueError:
        values = []
    if len(values) == 6:
        values = [*values[:2], *values[3:5]]
    if len(values) != 4:
        raise UsageError(f"bbox={text!r}: four numbers: west,south,east,north")
    west, south, east, north = values
    # Written so that what is not a number fails, too.
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError(f"bbox={text!r}: degrees, west,south,east,north, south below north")
    return west, south, east, north


def _days(text: str) -> tuple[str | None, str | None]:
    first, between, last = text.partition("/")
    begin = _day(first)
    end = _day(last) if between else begin
    if (begin is None and end is None) or (begin and end and begin > end):
        raise UsageError(f"datetime={text!r}: an instant or begin/end, .. for open")
    return begin, end


def _day(text: str) -> str | None:
    if text in {"", ".."}:
        return None
    try:
        if len(text) == len("2023-03-07"):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        raise UsageError(
            f"datetime={text!r}: RFC 3339, as in 2023-03-07T00:00:00Z, or a day"
        ) from None


def _meets(held: Held, days: tuple[str | None, str | None]) -> bool:
    """Tell whether a feature's days meet the asked ones; one without time meets any (part 1)."""
    begin, end = days
    after = end is not None and held.first is not None and held.first > end
    before = begin is not None and held.last is not None and held.last < begin
    return not after and not before


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
