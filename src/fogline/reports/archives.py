"""Archives of many reports: JSONL, JSON, CSV and Parquet, read as streams."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from fogline.errors import InputRefused
from fogline.reports.draft import Draft
from fogline.reports.html import text_of
from fogline.reports.inputs import Input
from fogline.reports.lines import lines, too_long
from fogline.reports.plain import _furniture_lines, fill, with_posts

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "maintext", "html", "description"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site", "sitename", "domain", "source_domain"),
    "url": ("url", "link", "source_url"),
    "published": (
        "published",
        "published_at",
        "publish_date",
        "date_publish",
        "pubdate",
        "date",
        "datetime",
        "timestamp",
        "created_at",
    ),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang"),
}
"""Field -> column names that archives use for it, first match wins, capitals do not matter."""
_TEXT_FIELDS = ", ".join(COLUMNS["text"])
_AS_IS = ("credited", "retold", "basis", "supersedes", "retracted", "part_of")


def drafts(given: Input, max_line: int) -> Iterator[Draft | InputRefused]:
    """Yield a draft a record; a broken record is yielded as its refusal, the rest is read."""
    read: dict[str, Callable[[Input, int], Iterator[tuple[str, Any]]]] = {
        "jsonl": _jsonl,
        "json": _json,
        "csv": _csv,
        "parquet": _parquet,
    }
    none = True
    for where, record in read[given.form](given, max_line):
        none = False
        if isinstance(record, InputRefused):
            yield record
            continue
        try:
            yield _draft(where, record)
        except InputRefused as refusal:
            yield refusal
    if none:
        raise InputRefused(given.name, "holds no records; there is nothing to read")


def _draft(where: str, record: Any) -> Draft:
    if not isinstance(record, dict):
        raise InputRefused(where, f"a {type(record).__name__}, not a record with fields")
    lowered = {str(k).strip().lower(): v for k, v in record.items()}
    values: dict[str, Any] = {name: lowered.get(name) for name in _AS_IS}
    for field, columns in COLUMNS.items():
        values[field] = next(
            (lowered[c] for c in columns if lowered.get(c) not in (None, "")),
            None,
        )
    text = values.pop("text")
    if not isinstance(text, str) or not text.strip():
        raise InputRefused(where, f"no text; one of the fields {_TEXT_FIELDS} must hold it")
    looks_html = text.lstrip().startswith("<")
    # The text of a record stays as it is: others' offsets into it must hold.
    body = text_of(text) if looks_html else text
    draft = Draft(name=where, text=body, furniture=_furniture_lines(body))
    fill(draft, values)
    return with_posts(draft)


def _jsonl(given: Input, max_line: int) -> Iterator[tuple[str, Any]]:
    for number, line in lines(given, max_line):
        where = f"{given.name} line {number}"
        if isinstance(line, int):
            yield where, InputRefused(where, too_long(line, max_line))
        elif line.strip():
            yield where, _parsed(where, line)


def _parsed(where: str, data: bytes) -> Any:
    """Return what the JSON says, or its refusal."""
    try:
        return json.loads(data)
    except UnicodeDecodeError as error:
        return InputRefused(where, f"not UTF-8 at byte {error.start}; store it as UTF-8")
    except RecursionError:
        return InputRefused(where, "no JSON: too deeply nested")
    except ValueError as error:
        return InputRefused(where, f"no JSON: {error}")


def _json(given: Input, _max_line: int) -> Iterator[tuple[str, Any]]:
    data = _parsed(given.name, given.bytes())
    if isinstance(data, InputRefused):
        raise data
    inner = data.get("reports", data.get("articles")) if isinstance(data, dict) else data
    records = inner if isinstance(inner, list) else [data]
    for number, record in enumerate(records, start=1):
        yield f"{given.name} record {number}", record


def _csv(given: Input, max_line: int) -> Iterator[tuple[str, Any]]:
    csv.field_size_limit(max_line)
    broken: list[InputRefused] = []
    decoded = _decoded(given, max_line, broken)
    first = next(decoded, "")
    if broken:  # without the line that names the columns no row means anything
        raise broken[0]
    delimiter = max(",;\t", key=first.count)
    # Strict, so that a quote that is never closed does not swallow the rows after it unseen.
    rows = csv.DictReader(chain([first], decoded), delimiter=delimiter, strict=True)
    try:
        columns = [name or "" for name in rows.fieldnames or ()]
    except csv.Error as error:
        raise InputRefused(f"{given.name} line 1", f"no CSV row: {error}") from None
    _check(f"{given.name} line 1", columns)
    while True:
        where = f"{given.name} line {rows.line_num + 1}"
        try:
            row: Any = next(rows)
        except StopIteration:
            yield from ((refusal.input, refusal) for refusal in broken)
            return
        except csv.Error as error:
            row = InputRefused(where, f"no CSV row: {error}")
        yield from ((refusal.input, refusal) for refusal in broken)
        broken.clear()
        yield where, row


def _check(where: str, columns: Iterable[str]) -> None:
    """Refuse a table without a column of texts at once, rather than row by row."""
    names = [name.strip().lower() for name in columns]
    if not set(names) & set(COLUMNS["text"]):
        have = ", ".join(names)[:200]
        raise InputRefused(
            where, f"no column holds texts; there are {have}; name one of them {_TEXT_FIELDS}"
        )


def _decoded(given: Input, max_line: int, broken: list[InputRefused]) -> Iterator[str]:
    """Yield lines as text; one that is none goes to `broken`, those after it are read."""
    for number, line in lines(given, max_line):
        where = f"{given.name} line {number}"
        if isinstance(line, int):
            broken.append(InputRefused(where, too_long(line, max_line)))
            yield "\n"
            continue
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            broken.append(
                InputRefused(where, f"not UTF-8 at byte {error.start}; store it as UTF-8")
            )
            yield "\n"


def _parquet(given: Input, _max_line: int) -> Iterator[tuple[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(given.path if given.data is None else pa.BufferReader(given.data))
        _check(given.name, file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for record in batch.to_pylist():
                number += 1
                yield f"{given.name} row {number}", record
    except (pa.ArrowException, OSError) as error:
        words = " ".join(str(error).split())
        raise InputRefused(given.name, f"no readable Parquet file: {words}") from None
