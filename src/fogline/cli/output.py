"""Records to the screen or a file, in the format that the user names."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from fogline.errors import UsageError
from fogline.model.base import Record
from fogline.views.tables import SHOWN, Row, harmless, shown

FORMATS = ("table", "jsonl", "csv", "geojson", "parquet")
MOST_ON_SCREEN = 200


def emit(
    what: str,
    records: Iterable[Any],
    row: Callable[[Any], Row],
    form: str,
    out: Path | None,
    *,
    geojson: Callable[[list[Any]], dict[str, Any]] | None = None,
    formats: Sequence[str] = FORMATS,
) -> None:
    """Write records.

    Args:
        what: the list's name, which picks the table's columns.
        records: written one by one where the format allows it.
        row: a record as a flat row.
        form: one of `formats`.
        out: a file, None for the screen.
        geojson: the records as a FeatureCollection.
        formats: those that this list comes in.

    Raises:
        UsageError: the format is none of this list's.
    """
    if form not in formats or (form == "geojson" and geojson is None):
        possible = [f for f in formats if f != "geojson" or geojson]
        raise UsageError(f"--format {form!r}: {what} come as {', '.join(possible)}")
    if form == "parquet":
        _parquet(what, [row(r) for r in records], out)
    elif form == "geojson":
        assert geojson is not None  # noqa: S101 - checked above
        text(json.dumps(geojson(list(records)), ensure_ascii=False) + "\n", out)
    elif form == "jsonl":
        _lines((json.dumps(_plain(r), ensure_ascii=False) for r in records), out)
    elif form == "csv":
        text(_csv([row(r) for r in records]), out)
    else:
        _table(what, records, row, out)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 report", "2,000 reports"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _plain(record: Any) -> Any:
    return record.to_json() if isinstance(record, Record) else record


def text(words: str, out: Path | None) -> None:
    """Write words to the screen or, whole or not at all, to a file."""
    if out is None:
        sys.stdout.write(words)
        return
    whole(out, words.encode("utf-8"))


def whole(out: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    part = out.with_name(out.name + ".part")
    try:
        if out.exists() and not out.is_file():  # /dev/stdout, a pipe: nothing to put in its place
            out.write_bytes(data)
            return
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{out}: cannot be written: {error.strerror}") from None


def _lines(lines: Iterable[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            sys.stdout.write(line + "\n")
        return
    whole(out, "".join(line + "\n" for line in lines).encode("utf-8"))


def _csv(rows: list[Row]) -> str:
    stream = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: harmless(v) for k, v in row.items()} for row in rows)
    return stream.getvalue()


def _parquet(what: str, rows: list[Row], out: Path | None) -> None:
    if out is None:
        raise UsageError(f"--format parquet: {what} need a file; name one with --out")
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    whole(out, sink.getvalue().to_pybytes())


def _table(what: str, records: Iterable[Any], row: Callable[[Any], Row], out: Path | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    source = iter(records)
    rows = [row(r) for r in islice(source, MOST_ON_SCREEN)]
    more = sum(1 for _ in source)
    columns = SHOWN[what]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column == "id")
    for cells in shown(rows, columns):
        table.add_row(*map(Text, cells))
    stream = io.StringIO()
    wide = None if out is None and sys.stdout.isatty() else 240
    console = Console(file=sys.stdout if out is None else stream, width=wide)
    if not rows:
        console.print(f"no {what} match")
    else:
        console.print(table)
    if more:
        console.print(f"... and {more} more; --format jsonl or csv lists all")
    if out is not None:
        whole(out, stream.getvalue().encode("utf-8"))
