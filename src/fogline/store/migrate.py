"""Bring a store to this version's schema, one numbered SQL file at a time."""

import sqlite3
from importlib import resources

from fogline.errors import StoreError, StoreTooNew


def steps() -> list[tuple[int, str]]:
    """Return the schema steps as (version, SQL), in order."""
    folder = resources.files("fogline.store") / "sql"
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(int(name[:3]), (folder / name).read_text(encoding="utf-8")) for name in files]


def migrate(connection: sqlite3.Connection, name: str, *, read_only: bool = False) -> None:
    """Run the steps that the store lacks, each in a transaction of its own.

    Raises:
        StoreTooNew: the store has a step that this version does not know.
        StoreError: it lacks a step and cannot be written.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    known = steps()
    if version > known[-1][0]:
        raise StoreTooNew(
            f"store {name}: written by a newer Fogline (schema {version}, this one knows "
            f"{known[-1][0]}); update Fogline or use another store",
        )
    if read_only and version < known[-1][0]:
        raise StoreError(
            f"store {name}: written by an older Fogline and read-only; make it writable once"
        )
    for number, sql in known:
        if number > version:
            _step(connection, number, sql)


def _step(connection: sqlite3.Connection, number: int, sql: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have run the step while this one waited for its turn.
        if connection.execute("PRAGMA user_version").fetchone()[0] < number:
            for statement in _statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """Return the statements of a file; executing it whole would end the transaction."""
    found: list[str] = []
    part = ""
    for line in sql.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found
