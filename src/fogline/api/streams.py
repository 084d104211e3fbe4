"""Whole lists as streams: JSON lines, CSV, Parquet, GeoJSON; nothing is built in memory but a batch."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import Any

from starlette.responses import Response, StreamingResponse

from fogline.api.answers import GEOJSON, json_bytes
from fogline.views.tables import Row, harmless

BATCH = 500
"""Records written together."""


class Form(StrEnum):
    """How a list comes: a page of JSON, or whole."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    geojson = "geojson"


MEDIA = {
    Form.jsonl: "application/x-ndjson",
    Form.csv: "text/csv",
    Form.parquet: "application/vnd.apache.parquet",
    Form.geojson: GEOJSON,
}


def stream(
    records: Iterable[Any],
    row: Callable[[Any], Row],
    features: Callable[[Sequence[Any]], dict[str, Any]],
    form: Form,
    name: str,
) -> Response:
    """Return a whole list.

    Args:
        records: written batch by batch.
        row: a record as a flat row, for CSV and Parquet.
        features: records as a FeatureCollection.
        form: any but `json`.
        name: of the file, without its ending.
    """
    makers: dict[Form, Callable[[], Iterator[bytes]]] = {
        Form.jsonl: lambda: _lines(records),
        Form.csv: lambda: _csv(records, row),
        Form.parquet: lambda: _parquet(records, row),
        Form.geojson: lambda: _features(records, features),
    }
    return StreamingResponse(
        makers[form](),
        media_type=MEDIA[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form.value}"'},
    )


def _batches(records: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(records)
    while batch := list(islice(source, BATCH)):
        yield batch


def _lines(records: Iterable[Any]) -> Iterator[bytes]:
    for batch in _batches(records):
        yield b"".join(json_bytes(r) + b"\n" for r in batch)


def _csv(records: Iterable[Any], row: Callable[[Any], Row]) -> Iterator[bytes]:
    columns: list[str] | None = None
    for batch in _batches(records):
        stream = io.StringIO()
        rows = [row(r) for r in batch]
        if columns is None:
            columns = list(rows[0])
            csv.writer(stream, lineterminator="\n").writerow(columns)
        writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
        writer.writerows({k: harmless(v) for k, v in r.items()} for r in rows)
        yield stream.getvalue().encode("utf-8", "replace")


def _parquet(records: Iterable[Any], row: Callable[[Any], Row]) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # The columns' types come from all rows: an early batch may have nothing in a column.
    table = pa.Table.from_pylist([_plain(row(r)) for r in records])
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    yield sink.getvalue().to_pybytes()


def _plain(row: Row) -> Row:
    return {
        k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v
        for k, v in row.items()
    }


def _features(
    records: Iterable[Any], features: Callable[[Sequence[Any]], dict[str, Any]]
) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    first = True
    for batch in _batches(records):
        made = b",".join(json_bytes(f) for f in features(batch)["features"])
        if made:
            yield made if first else b"," + made
            first = False
    yield b"]}"
