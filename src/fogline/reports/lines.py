"""Lines of a file, one in memory at a time, however long a line is."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fogline.errors import InputRefused
from fogline.reports.inputs import Input

_PIECE = 1 << 20


def lines(given: Input, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Yield number and bytes of each line; of one above the limit only its size.

    Raises:
        InputRefused: the file cannot be read.
    """
    try:
        with _opened(given) as stream:
            number = 0
            while line := stream.readline(limit + 1):
                number += 1
                whole = line.endswith(b"\n") or len(line) <= limit
                yield number, line if whole else len(line) + _skip(stream)
    except OSError as error:
        raise InputRefused(given.name, f"cannot be read: {error.strerror}") from None


def _opened(given: Input) -> IO[bytes]:
    return io.BytesIO(given.data) if given.data is not None else Path(given.path or "").open("rb")


def _skip(stream: IO[bytes]) -> int:
    """Pass over the rest of a line; return its size."""
    size = 0
    while piece := stream.readline(_PIECE):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def too_long(size: int, limit: int) -> str:
    """Return what is wrong with a line above the limit."""
    return (
        f"a line of {size:,} bytes, more than {limit:,}; split it, or raise FOGLINE_MAX_INPUT_BYTES"
    )
