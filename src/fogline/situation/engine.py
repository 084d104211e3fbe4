"""The picture kept up to date: one more report runs anew only the chains that it touches.

    engine = Engine(evidence, ledger, on=date(2023, 3, 7), known=midnight)
    touched = engine.add(claims, reports)         # of one more report
    engine.control[-1, touched]                   # equals a full recomputation to 1e-9

Places and parameters are fixed: a new place or set starts an engine anew. Days after `through` are
allotted up to `on` and run when their time comes (`run_on`).
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.situation.chains import Chains
from fogline.situation.control import first_day
from fogline.situation.geo import Floats, Ints
from fogline.situation.known import NEVER, Ledger
from fogline.situation.observations import Digester, Evidence
from fogline.situation.rows import Rows, novelty


class Engine:
    """Control of all places up to a day, as known at an instant that moves forward."""

    def __init__(  # noqa: PLR0913 - the records and the two times
        self,
        evidence: Evidence,
        ledger: Ledger,
        on: date,
        known: float,
        *,
        smoothed: bool = False,
        through: date | None = None,
    ) -> None:
        """Run everything once.

        Args:
            evidence: claims as columns of observations.
            ledger: of the same claims; it grows with those that are added.
            on: the last valid day.
            known: the knowledge instant, POSIX seconds.
            smoothed: each day also by what was told of later ones, up to `on`.
            through: the last day to run at first, None = `on`; all are run if smoothed.
        """
        self.known, self.on, self.through = known, on, through or on
        self._ledger, self._smoothed = ledger, smoothed
        self._digester = Digester(evidence.theatre, evidence.places, evidence.parameters)
        self._begin(evidence)

    def _begin(self, evidence: Evidence) -> None:
        """Number voices and claims, and run everything."""
        if evidence.echoes is not None:
            self._digester.echoes = evidence.echoes.copy()
        self._voices = {key: n for n, key in enumerate(evidence.voices)}
        self._claims = list(evidence.claims)
        self._of_report: dict[str, list[int]] = {}
        self._numbers = {c.id: n for n, c in enumerate(evidence.claims)}
        for number, claim in enumerate(evidence.claims):
            self._of_report.setdefault(claim.report_id, []).append(number)
        self._start(evidence)

    def _start(self, evidence: Evidence) -> None:
        self._evidence, known = evidence, self.known
        rows, weights = evidence.at(known)
        start = first_day(evidence, known, self.on.toordinal())
        self.days = (start, max(self.on.toordinal(), start))
        which = (rows.day >= start) & (rows.day <= self.days[1])
        told = rows.take(which), weights[which]
        ran = max(self.through.toordinal() - start + 1, 1)
        ran = min(ran, self.days[1] - start + 1)
        self.chains = Chains.of(evidence, told, self.days, smoothed=self._smoothed, ran=ran)
        rows = evidence.rows
        self._edges = np.searchsorted(rows.place, np.arange(len(evidence.places) + 1))
        self._own: dict[int, Rows] = {}
        later = (rows.known > known) | ((rows.until > known) & (rows.until < NEVER))
        self._pending = [p for i in np.flatnonzero(later) for p in _instants(rows, int(i))]
        heapq.heapify(self._pending)

    @property
    def control(self) -> Floats:
        """P(state) of each place on each day, (T, N, K)."""
        return self.chains.control

    def add(self, claims: Sequence[Claim], reports: Iterable[Report]) -> Ints:
        """Add claims with their reports, known from then on; return the places that moved.

        What the reports retract, replace or correct no longer counts from the same instant.
        """
        reports = tuple(reports)
        ended = self._ledger.add(claims, reports)
        if self._digester.unsettles(claims, self._ledger):
            return self._anew(claims, reports)
        part = self._digester.read(claims, self._ledger)
        fresh = self._numbered(part)
        touched = {p: self._of(p) for p in np.unique(fresh.place).tolist()}
        days = fresh.day.tolist()
        for place, mine in touched.items():
            self._own[place] = Rows.joined([mine, fresh.take(fresh.place == place)])
        self._end(ended)
        moment = max([self.known, *(self._ledger.known(c) for c in claims)])
        moment = max([moment, *(self._ledger.instant(r) for r in reports)])
        for i in range(len(fresh)):
            for pending in _instants(fresh, i):
                heapq.heappush(self._pending, pending)
        if self._evidence.theatre.baseline is None and days and min(days) < self.days[0]:
            # Where nobody says how it began, the first observation does.
            self.known = moment
            self._start(self.evidence())
            return np.arange(len(self._evidence.places))
        return self.advance(moment, days, set(touched))

    def _anew(self, claims: Sequence[Claim], reports: Iterable[Report]) -> Ints:
        """Read all claims again: of those that were held some only echo what now came late."""
        known = [self._ledger.known(c) for c in claims] + [self._ledger.instant(r) for r in reports]
        self.known = max([self.known, *known])
        old = self._digester
        self._digester = Digester(old.theatre, old.places, old.parameters)
        self._begin(self._digester.read([*self._claims, *claims], self._ledger))
        return np.arange(len(self._evidence.places))

    def advance(self, known: float, days: Sequence[int] = (), places: Iterable[int] = ()) -> Ints:
        """Move the knowledge instant forward; return the places that moved.

        `days` and `places` are those of rows that changed besides.
        """
        told, moved = list(days), set(places)
        self.known = max(self.known, known)
        while self._pending and self._pending[0][0] <= self.known:
            _, place, day = heapq.heappop(self._pending)
            told.append(day)
            moved.add(place)
        if not moved:
            return np.empty(0, dtype=np.int64)
        touched = np.array(sorted(moved), dtype=np.int64)
        rows = Rows.joined([self._of(p) for p in touched.tolist()])
        standing = (rows.known <= self.known) & (rows.until > self.known)
        rows = rows.take(standing).ordered()
        weights = rows.spread * novelty(rows, self._evidence.parameters)
        inside = (rows.day >= self.days[0]) & (rows.day <= self.days[1])
        since = min(max(min(told) - self.days[0], 0), self.days[1] - self.days[0])
        return self.chains.update(touched, rows.take(inside), weights[inside], since)

    def run_on(self, through: date) -> None:
        """Run all chains up to a day that has come.

        Raises:
            ValueError: it lies after the last day.
        """
        if through > self.on:
            raise ValueError(f"{through} lies after the engine's last day, {self.on}")
        self.through = max(self.through, through)
        self.chains.run_on(self.through.toordinal() - self.days[0] + 1)

    def evidence(self) -> Evidence:
        """Return all rows that the engine holds, as a full recomputation would read them."""
        parts = [self._of(p) for p in range(len(self._evidence.places))]
        return replace(
            self._evidence,
            rows=Rows.joined(parts).ordered(),
            claims=tuple(self._claims),
            voices=tuple(self._voices),
        )

    def _of(self, place: int) -> Rows:
        """Return all rows of a place."""
        if place in self._own:
            return self._own[place]
        return self._evidence.rows.take(slice(self._edges[place], self._edges[place + 1]))

    def _numbered(self, part: Evidence) -> Rows:
        """Return the rows of new claims with the engine's own numbers of voices and claims."""
        voices = [self._voices.setdefault(key, len(self._voices)) for key in part.voices]
        rows, first = part.rows, len(self._claims)
        for claim in part.claims:
            self._numbers[claim.id] = len(self._claims)
            self._of_report.setdefault(claim.report_id, []).append(len(self._claims))
            self._claims.append(claim)
        told = np.array(voices, dtype=np.int64)[rows.voice] if len(rows) else rows.voice
        return replace(rows, voice=told, claim=rows.claim + first)

    def _end(self, ended: Iterable[str]) -> None:
        """Note until when the claims stand that new ones ended, by claim or report id."""
        numbers = {n for e in ended for n in self._of_report.get(e, ())}
        numbers |= {self._numbers[e] for e in ended if e in self._numbers}
        for number in sorted(numbers):
            until = self._ledger.withdrawn(self._claims[number])[0]
            places = self._evidence.rows.place[self._evidence.rows.claim == number].tolist()
            places += [p for p, rows in self._own.items() if (rows.claim == number).any()]
            for place in sorted(set(places)):
                rows = self._of(place)
                mine = rows.claim == number
                self._own[place] = replace(rows, until=np.where(mine, until, rows.until))
                for day in rows.day[mine].tolist():
                    heapq.heappush(self._pending, (until, place, day))


def _instants(rows: Rows, i: int) -> list[tuple[float, int, int]]:
    """Return when a row begins and ceases to count, with its place and day."""
    begins, ends = float(rows.known[i]), float(rows.until[i])
    at = (int(rows.place[i]), int(rows.day[i]))
    return [(t, *at) for t in (begins, ends) if t < NEVER]
