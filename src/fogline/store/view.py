"""What is stored, as it was known at an instant."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.report import Report, Retraction
from fogline.store import rows
from fogline.store.base import Counts, Query
from fogline.store.words import match
from fogline.text.normalise import fold

EVERYTHING = "9999-12-31T23:59:59.999999Z"
_NO_QUERY = Query()
REPORT_COLUMNS = "r.payload, r.copy_family, r.copy_score, r.supersedes"
# A retraction counts from its own instant: what was known before it stays.
_RETRACTED = (
    "(SELECT json_extract(payload, '$.retracted') FROM retractions x"
    " WHERE x.report_id = r.id AND x.retracted_utc <= :known"
    " ORDER BY x.retracted_utc LIMIT 1)"
)


class SqliteView:
    """What was known at an instant, see `fogline.store.base.View`."""

    def __init__(self, connection: sqlite3.Connection, known: datetime | None) -> None:
        self.known = known
        self._connection = connection
        self._known_utc = EVERYTHING if known is None else rows.utc(known)

    def reports(self) -> Iterator[Report]:
        """Yield reports by the instant from which they are known."""
        cursor = self._connection.execute(
            f"SELECT {REPORT_COLUMNS}, {_RETRACTED} FROM reports r"
            " WHERE r.known_utc <= :known ORDER BY r.known_utc, r.id",
            {"known": self._known_utc},
        )
        for row in cursor:
            yield self._report(row)

    def report(self, report_id: str) -> Report | None:
        """Return a report, None if there is none of that id."""
        row = self._connection.execute(
            f"SELECT {REPORT_COLUMNS}, {_RETRACTED} FROM reports r"
            " WHERE r.known_utc <= :known AND r.id = :id",
            {"known": self._known_utc, "id": report_id},
        ).fetchone()
        return None if row is None else self._report(row)

    @staticmethod
    def _report(row: tuple[bytes, str | None, float | None, str | None, str | None]) -> Report:
        payload, family, score, supersedes, retracted = row
        return rows.report(payload, family, score, supersedes, retracted)

    def claims(self, query: Query = _NO_QUERY) -> Iterator[Claim]:
        """Yield claims by the instant from which they are known, then by place in the text."""
        where, values = _claim_conditions(query)
        cursor = self._connection.execute(
            "SELECT c.payload FROM claims c WHERE c.known_utc <= :known"
            f"{where} ORDER BY c.known_utc, c.report_id, c.ordinal",
            {"known": self._known_utc, **values},
        )
        for (payload,) in cursor:
            yield rows.claim(payload)

    def ids(self, query: Query = _NO_QUERY) -> list[str]:
        """Return the ids of the claims that match, in the order of `claims`."""
        where, values = _claim_conditions(query)
        cursor = self._connection.execute(
            f"SELECT c.id FROM claims c WHERE c.known_utc <= :known{where}"
            " ORDER BY c.known_utc, c.report_id, c.ordinal",
            {"known": self._known_utc, **values},
        )
        return [id_ for (id_,) in cursor]

    def found_claims(self, query: Query) -> set[str]:
        """Return the ids of all claims that match a query's words and certainty alone."""
        values: dict[str, object] = {}
        where = _words_within(query, values)
        cursor = self._connection.execute(
            f"SELECT claim_id FROM claim_texts{f' WHERE {where}' if where else ''}", values
        )
        return {id_ for (id_,) in cursor}

    def found_reports(self, words: str) -> list[str]:
        """Return the ids of the reports in which all words occur, the best match first."""
        cursor = self._connection.execute(
            "SELECT r.id FROM report_words w JOIN report_numbers m ON m.n = w.rowid"
            " JOIN reports r ON r.id = m.report_id"
            " WHERE w.report_words MATCH :words AND r.known_utc <= :known ORDER BY w.rank",
            {"words": match(words), "known": self._known_utc},
        )
        return [id_ for (id_,) in cursor]

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim, None if there is none of that id."""
        row = self._connection.execute(
            "SELECT payload FROM claims WHERE id = ? AND known_utc <= ?",
            (claim_id, self._known_utc),
        ).fetchone()
        return None if row is None else rows.claim(row[0])

    def claims_of(self, report_id: str) -> list[Claim]:
        """Return a report's claims in the order of its text."""
        cursor = self._connection.execute(
            "SELECT payload FROM claims WHERE report_id = ? ORDER BY ordinal",
            (report_id,),
        )
        return [rows.claim(payload) for (payload,) in cursor]

    def decisions(self) -> list[Decision]:
        """Return decisions made by then and not withdrawn by then, oldest first."""
        found = self.judgements()
        return [d for d in found if not (d.withdrawn and rows.utc(d.withdrawn) <= self._known_utc)]

    def judgements(self) -> list[Decision]:
        """Return every decision made by then, also those withdrawn since, oldest first."""
        cursor = self._connection.execute(
            "SELECT payload FROM decisions WHERE made_utc <= ? ORDER BY made_utc, id",
            (self._known_utc,),
        )
        return [rows.decision(payload) for (payload,) in cursor]

    def retractions(self) -> list[Retraction]:
        """Return retractions made by then."""
        cursor = self._connection.execute(
            "SELECT payload FROM retractions WHERE retracted_utc <= ? ORDER BY retracted_utc",
            (self._known_utc,),
        )
        return [rows.retraction(payload) for (payload,) in cursor]

    def counts(self) -> Counts:
        """Return how much is stored."""
        reports, retold, unread, copies = self._connection.execute(
            "SELECT count(*), coalesce(sum(retold), 0), count(unread),"
            " coalesce(sum(copy_family IS NOT NULL AND copy_family <> id), 0)"
            " FROM reports WHERE known_utc <= ?",
            (self._known_utc,),
        ).fetchone()
        (claims,) = self._connection.execute(
            "SELECT count(*) FROM claims WHERE known_utc <= ?",
            (self._known_utc,),
        ).fetchone()
        return Counts(reports=reports, claims=claims, retold=retold, unread=unread, copies=copies)


def _claim_conditions(query: Query) -> tuple[str, dict[str, object]]:
    """Return SQL conditions, each beginning with AND, and their values."""
    parts: list[str] = []
    values: dict[str, object] = {}
    for column in ("side", "kind", "action"):
        value = getattr(query, column)
        if value is not None:
            parts.append(f" AND c.{column} = :{column}")
            values[column] = value
    if query.since is not None:
        # An open end reaches any day; a claim without any day answers no question about days.
        parts.append(
            " AND coalesce(c.last_day, :since) >= :since"
            " AND (c.first_day IS NOT NULL OR c.last_day IS NOT NULL)",
        )
        values["since"] = query.since.isoformat()
    if query.until is not None:
        parts.append(
            " AND coalesce(c.first_day, :until) <= :until"
            " AND (c.first_day IS NOT NULL OR c.last_day IS NOT NULL)",
        )
        values["until"] = query.until.isoformat()
    if query.place is not None:
        ids = [query.place, *query.place_ids]
        marks = ", ".join(f":place_{n}" for n in range(len(ids)))
        parts.append(
            " AND c.id IN (SELECT claim_id FROM claim_places"
            f" WHERE gazetteer_id IN ({marks}) OR name = :place)",
        )
        values["place"] = fold(query.place)
        values |= {f"place_{n}": id_ for n, id_ in enumerate(ids)}
    return "".join(parts) + _word_conditions(query, values), values


def _word_conditions(query: Query, values: dict[str, object]) -> str:
    """Return the SQL condition on words and certainty, beginning with AND, or nothing."""
    where = _words_within(query, values)
    return f" AND c.id IN (SELECT claim_id FROM claim_texts WHERE {where})" if where else ""


def _words_within(query: Query, values: dict[str, object]) -> str:
    """Return the SQL condition on the words' table; its values go into `values`."""
    wanted = [match(query.text)] if query.text is not None else []
    if query.voice is not None:
        wanted.append(match(query.voice, "voices"))
    parts = []
    if wanted:
        values["words"] = " AND ".join(f"({w})" for w in wanted)
        parts.append("n IN (SELECT rowid FROM claim_words WHERE claim_words MATCH :words)")
    if query.certainty is not None:
        values["certainty"] = query.certainty
        parts.append("low >= :certainty")
    return " AND ".join(parts)
