"""Record that an outlet withdrew a report; what was known before its instant stays."""

from datetime import timedelta

from fogline.errors import UsageError
from fogline.model.report import Retraction
from fogline.model.time import now, parse_instant, parse_known
from fogline.store import Writer


def retract(
    store: Writer, report_id: str, zone: str, *, at: str, reason: str | None = None
) -> Retraction:
    """Store a dated retraction of a report.

    Args:
        store: where the report is.
        report_id: of the report.
        zone: the theatre's, in which a day ends.
        at: an instant with offset, or a day (its end).
        reason: what the outlet says, if anything.

    Raises:
        UsageError: no such report, or an instant that is none, before the report or to come.
    """
    report = store.report(report_id)
    if report is None:
        raise UsageError(
            f"retract {report_id!r}: no report of that id; `fogline reports` lists them"
        )
    try:
        instant = parse_known(at, zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"--at {at!r}: neither a day (YYYY-MM-DD) nor an instant with offset "
            "(2023-03-09T12:00:00+02:00)"
        ) from None
    if instant < parse_instant(report.known):
        raise UsageError(f"--at {at}: before the report, which is known from {report.known}")
    if instant > now() + timedelta(days=1):
        raise UsageError(f"--at {at}: lies in the future")
    made = Retraction(
        report_id=report_id, retracted=instant.isoformat(timespec="seconds"), reason=reason or None
    )
    store.retract(made)
    return made
