"""When a claim became known, and when it was withdrawn."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.model.time import local_day, parse_instant

NEVER = float("inf")


@lru_cache(maxsize=65536)
def seconds(instant: str) -> float:
    """Return an ISO instant as POSIX seconds."""
    return parse_instant(instant).timestamp()


@lru_cache(maxsize=65536)
def day_of(instant: str, zone: str) -> int:
    """Return the theatre's day of an instant, as an ordinal."""
    return local_day(parse_instant(instant), zone).toordinal()


def instant_of(posix: float, zone: str) -> str:
    """Return POSIX seconds as an ISO instant in the theatre's zone."""
    return datetime.fromtimestamp(posix, tz=ZoneInfo(zone)).isoformat()


def iso(ordinal: int) -> str:
    """Return an ordinal day as an ISO day."""
    return date.fromordinal(ordinal).isoformat()


class Ledger:
    """Which report a claim stands in, since when it is known, and until when it stands."""

    def __init__(self, claims: Sequence[Claim], reports: Iterable[Report]) -> None:
        self.reports = {r.id: r for r in reports}
        self.until = self._report_ends(self.reports.values())
        self.corrected = self._corrections(claims)

    def add(self, claims: Sequence[Claim], reports: Sequence[Report]) -> set[str]:
        """Add claims with their reports; return the ids of reports and claims that they end."""
        self.reports.update({r.id: r for r in reports})
        ends, corrected = self._report_ends(reports), self._corrections(claims)
        for key, (when, why) in ends.items():
            self._end(self.until, key, when, why)
        for key, (when, why) in corrected.items():
            self._end(self.corrected, key, when, why)
        return {*ends, *corrected}

    @staticmethod
    def instant(report: Report) -> float:
        """Return when a report became known, as POSIX seconds."""
        return seconds(report.known)

    def _report_ends(self, reports: Iterable[Report]) -> dict[str, tuple[float, str]]:
        ends: dict[str, tuple[float, str]] = {}
        for report in reports:
            if report.retracted is not None:
                self._end(ends, report.id, seconds(report.retracted), "the report was retracted")
            if report.supersedes is not None:
                self._end(
                    ends,
                    report.supersedes,
                    seconds(report.known),
                    "a newer version of the report took its place",
                )
        return ends

    @staticmethod
    def _end(ends: dict[str, tuple[float, str]], key: str, when: float, why: str) -> None:
        if key not in ends or when < ends[key][0]:
            ends[key] = (when, why)

    def _corrections(self, claims: Sequence[Claim]) -> dict[str, tuple[float, str]]:
        ends: dict[str, tuple[float, str]] = {}
        for claim in claims:
            for link in claim.links:
                if link.type == "corrects" and link.claim_id is not None:
                    self._end(ends, link.claim_id, self.known(claim), "a later claim corrects it")
        return ends

    def known(self, claim: Claim) -> float:
        """Return when the claim's report became known, as POSIX seconds; -inf if nobody says."""
        report = self.reports.get(claim.report_id)
        if report is not None:
            return seconds(report.known)
        return seconds(claim.published) if claim.published else -NEVER

    def withdrawn(self, claim: Claim) -> tuple[float, str]:
        """Return from when the claim no longer stands (inf = it stands) and why."""
        if claim.decision is not None and claim.decision.verdict == "reject":
            decided = claim.decision
            if decided.withdrawn is None:
                return seconds(decided.made), f"{decided.by} rejected it: {decided.reason}"
        ends = [e for e in (self.until.get(claim.report_id), self.corrected.get(claim.id)) if e]
        return min(ends, default=(NEVER, ""))

    def day(self, claim: Claim, zone: str) -> int | None:
        """Return the theatre's day on which the claim was published."""
        report = self.reports.get(claim.report_id)
        instant = report.known if report is not None else claim.published
        return day_of(instant, zone) if instant else None
