"""Open the file of a store, or make it."""

import os
import sqlite3
import time
from pathlib import Path

from fogline.errors import StoreError, StoreNotFound, UsageError
from fogline.store.faults import BUSY_TIMEOUT_S, named
from fogline.store.migrate import migrate
from fogline.store.sqlite import SqliteStore


def open_store(
    path: str | Path, *, theatre: str | None = None, create: bool = False, threads: bool = False
) -> SqliteStore:
    """Open a store.

    Args:
        path: the file.
        theatre: for a new store, its theatre; for an old one, checked against it.
        create: make the file if it is not there (needs `theatre`).
        threads: several threads may use it, one after the other.

    Raises:
        StoreNotFound: no such file and `create` is false.
        UsageError: the store belongs to another theatre.
        StoreTooNew, StoreBusy, StoreError: it cannot be used.
    """
    name = str(path)
    if "://" in name:
        raise UsageError(f"store {name}: this version stores in a file; name one")
    file = Path(path)
    if create and not file.parent.is_dir():
        raise StoreError(f"store {name}: there is no folder {file.parent}; make it first")
    if file.is_dir():
        raise UsageError(f"store {name}: a folder; a store is a file, name one in it")
    if not create and not file.is_file():
        raise StoreNotFound(
            f"store {name}: there is none; `fogline read PATH --store {name}` makes one, "
            "`fogline demo` one to try",
        )
    read_only = not create and not _writable(file)
    with named(name):
        # Statements open and close transactions themselves, so that a reading is all or nothing.
        connection = sqlite3.connect(
            _address(file, read_only=read_only),
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            uri=True,
            check_same_thread=not threads,
        )
    try:
        with named(name):
            connection.execute("PRAGMA foreign_keys = ON")
            if not read_only:
                _write_ahead(connection)
            _prepare(connection, name, theatre, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return SqliteStore(connection, name)


def _writable(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _address(file: Path, *, read_only: bool) -> str:
    """Return SQLite's address of a file; one that cannot be written is taken as it lies there."""
    log = file.with_name(file.name + "-wal")
    mode = "mode=ro" if log.exists() else "immutable=1"
    return file.absolute().as_uri() + (f"?{mode}" if read_only else "")


def _prepare(
    connection: sqlite3.Connection, name: str, theatre: str | None, *, read_only: bool
) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    tables = {r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if tables and "reports" not in tables:
        raise StoreError(f"store {name}: an SQLite file of something else; name another file")
    migrate(connection, name, read_only=read_only)
    row = connection.execute("SELECT value FROM meta WHERE key = 'theatre'").fetchone()
    if row is None:
        if theatre is not None:
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('theatre', ?)", (theatre,))
    elif theatre is not None and row[0] != theatre:
        raise UsageError(
            f"store {name}: its theatre is {row[0]!r}, not {theatre!r}; a store keeps the "
            "theatre of its first read",
        )


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL mode; SQLite does not wait for its lock here, so we do."""
    given_up = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > given_up:
                raise
            time.sleep(0.05)
        else:
            return
