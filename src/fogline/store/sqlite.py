"""The embedded store: one SQLite file in WAL mode, many readers beside one writer."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from fogline.model.decision import Decision
from fogline.model.forecast import Forecast, Resolution
from fogline.model.report import Report, Retraction
from fogline.store import rows
from fogline.store.base import Reading
from fogline.store.faults import named
from fogline.store.view import EVERYTHING, REPORT_COLUMNS, SqliteView

_NO_FAMILIES: dict[str, tuple[str, float]] = {}


class SqliteStore(SqliteView):
    """Reader and writer of one file, see `fogline.store.base.Writer`."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        super().__init__(connection, None)
        self.name = name
        self.theatre = self._meta("theatre") or ""
        self._version = self._data_version()

    def _meta(self, key: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def view(self, known: datetime | None) -> SqliteView:
        """Return what was known at an instant."""
        return SqliteView(self._connection, known)

    def engine_of(self, report_id: str) -> str | None:
        """Return the engine version that read a report, None if it is not stored."""
        row = self._connection.execute(
            "SELECT engine FROM reports WHERE id = ?",
            (report_id,),
        ).fetchone()
        return None if row is None else str(row[0])

    def named(self, stem: str) -> Report | None:
        """Return the newest report read from a file of that name without its ending."""
        found = self._connection.execute(
            f"SELECT {REPORT_COLUMNS}, NULL, input FROM reports r"
            " WHERE instr(input, ?) > 0 AND part_of IS NULL ORDER BY known_utc DESC, id",
            (stem,),
        )
        rows_of_stem = (row for row in found if Path(row[5]).stem == stem)
        return next((self._report(row[:5]) for row in rows_of_stem), None)

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection has written since this was last asked."""
        before, self._version = self._version, self._data_version()
        return self._version != before

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def families(self) -> Iterator[tuple[str, str, float, str]]:
        """Yield report id, copy family, copy score and known instant (UTC) of every copy."""
        yield from self._connection.execute(
            "SELECT id, copy_family, copy_score, known_utc FROM reports"
            " WHERE copy_family IS NOT NULL",
        )

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield report id and MinHash signature of every report that has one."""
        yield from self._connection.execute("SELECT report_id, minhash FROM signatures")

    def write(
        self,
        readings: Iterable[Reading],
        families: Mapping[str, tuple[str, float]] = _NO_FAMILIES,
    ) -> int:
        """Store readings in one transaction and return how many; reading again replaces claims."""
        count = 0
        with self._transaction():
            for reading in readings:
                self._write_one(reading)
                self._supersede_at(reading.report)
                count += 1
            self._connection.executemany(
                "UPDATE reports SET copy_family = ?, copy_score = ? WHERE id = ?",
                [(family, score, report_id) for report_id, (family, score) in families.items()],
            )
        return count

    def _supersede_at(self, report: Report) -> None:
        """Let each text at an address supersede the one known before it, in whichever order read.

        What a report names itself as superseded stays.
        """
        if report.url is None or report.part_of is not None:
            return
        found = self._connection.execute(
            "SELECT id, supersedes FROM reports WHERE outlet = ? AND url = ? AND part_of IS NULL"
            " ORDER BY known_utc, rowid",
            (report.outlet, report.url),
        ).fetchall()
        ids = {id_ for id_, _ in found}
        for (id_, said), before in zip(found, [None, *found], strict=False):
            earlier = before and before[0]
            if said != earlier and (said is None or said in ids):
                self._set_superseded(id_, earlier)

    def _set_superseded(self, report_id: str, earlier: str | None) -> None:
        self._connection.execute(
            "UPDATE reports SET supersedes = ? WHERE id = ?", (earlier, report_id)
        )

    def supersede(self, report_id: str, earlier: str) -> None:
        """Record that a report names another as the one it replaces."""
        with self._transaction():
            self._set_superseded(report_id, earlier)

    def _write_one(self, reading: Reading) -> None:
        report, run = reading.report, self._connection.execute
        run(
            "INSERT INTO reports (id, known_utc, outlet, url, language, part_of, copy_family,"
            " copy_score, supersedes, retold, unread, engine, input, payload)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            # Who supersedes and copies whom stays as later reports have left it.
            " ON CONFLICT (id) DO UPDATE SET unread = excluded.unread, engine = excluded.engine,"
            " known_utc = excluded.known_utc, language = excluded.language, retold = excluded.retold,"
            " part_of = excluded.part_of, input = coalesce(excluded.input, input),"
            " payload = excluded.payload",
            (
                report.id,
                rows.utc(report.known),
                report.outlet,
                report.url,
                report.language,
                report.part_of,
                report.copy_family,
                report.copy_score,
                report.supersedes,
                int(report.retold),
                reading.unread,
                reading.engine,
                reading.input,
                rows.encode(report),
            ),
        )
        run("DELETE FROM claims WHERE report_id = ?", (report.id,))
        self._connection.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [rows.claim_row(c, i, report.known) for i, c in enumerate(reading.claims)],
        )
        self._connection.executemany(
            "INSERT INTO claim_places VALUES (?, ?, ?)",
            [row for c in reading.claims for row in rows.place_rows(c)],
        )
        if reading.minhash is not None:
            run(
                "INSERT OR REPLACE INTO signatures VALUES (?, ?)",
                (report.id, reading.minhash),
            )
        if report.retracted is not None:
            self._retract(Retraction(report_id=report.id, retracted=report.retracted))

    def retract(self, retraction: Retraction) -> None:
        """Record that a report was withdrawn."""
        with self._transaction():
            self._retract(retraction)

    def _retract(self, retraction: Retraction) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO retractions VALUES (?, ?, ?)",
            (retraction.report_id, rows.utc(retraction.retracted), rows.encode(retraction)),
        )

    def decide(self, decision: Decision) -> None:
        """Add a decision, or replace the row of the same id by its withdrawn form."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?)",
                (
                    decision.id,
                    decision.subject,
                    decision.subject_id,
                    rows.utc(decision.made),
                    rows.encode(decision),
                ),
            )

    def forecasts(self, known: datetime | None = None) -> list[Forecast]:
        """Return the forecasts said by an instant, in the order of their last days."""
        cursor = self._connection.execute(
            "SELECT payload FROM forecasts WHERE cut_off_utc <= ? ORDER BY due, cut_off_utc, id",
            (EVERYTHING if known is None else rows.utc(known),),
        )
        return [rows.forecast(payload) for (payload,) in cursor]

    def resolutions(self, known: datetime | None = None) -> list[Resolution]:
        """Return what was written down by an instant on what came of them, oldest first."""
        cursor = self._connection.execute(
            "SELECT payload FROM resolutions WHERE resolved_utc <= ? ORDER BY resolved_utc, id",
            (EVERYTHING if known is None else rows.utc(known),),
        )
        return [rows.resolution(payload) for (payload,) in cursor]

    def register(self, forecasts: Iterable[Forecast]) -> int:
        """Add forecasts and return how many are new; one that is there stays as it was."""
        with self._transaction():
            before = self._connection.total_changes
            self._connection.executemany(
                "INSERT OR IGNORE INTO forecasts VALUES (?, ?, ?, ?, ?)",
                [
                    (f.id, f.voice, rows.utc(f.cut_off), f.rule.due, rows.encode(f))
                    for f in forecasts
                ],
            )
            return self._connection.total_changes - before

    def resolve(self, resolutions: Iterable[Resolution]) -> None:
        """Add what came of forecasts; earlier resolutions stay."""
        with self._transaction():
            self._connection.executemany(
                "INSERT OR IGNORE INTO resolutions VALUES (?, ?, ?, ?)",
                [(r.id, r.forecast_id, rows.utc(r.resolved), rows.encode(r)) for r in resolutions],
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with named(self.name):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            with named(self.name):
                yield
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Release the store."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
