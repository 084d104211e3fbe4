"""SQLite's errors as ours, which say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from fogline.errors import StoreBusy, StoreError, StoreFull

BUSY_TIMEOUT_S = 10.0


@contextmanager
def named(name: str) -> Iterator[None]:
    """Turn SQLite's errors into ours, which say what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "full" in text:
            raise StoreFull(
                f"store {name}: no space left on the disk; what was being written was taken "
                "back, all before is safe; free some space and read again",
            ) from error
        if "readonly" in text or "unable to open" in text:
            raise StoreError(
                f"store {name}: cannot be written; make the file and its folder writable, or name "
                "another with --store"
            ) from error
        if "locked" in text or "busy" in text:
            raise StoreBusy(
                f"store {name}: another process has been writing for {BUSY_TIMEOUT_S:.0f} s; "
                "wait for it or use another store",
            ) from error
        raise StoreError(f"store {name}: {text}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"store {name}: {error}; if this is no Fogline store, name another file with --store",
        ) from error
