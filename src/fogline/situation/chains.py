"""Every place's chain of days, run alone, then beside what its neighbours were found to be.

Neighbours enter in further passes through the transition rates only, by what the pass before, the
first without neighbours, makes of them; so news about a place reaches `PASSES` times
`neighbour_reach_km` and never further, and one more report touches few chains.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fogline.situation.filter import ahead, likelihoods, smooth, transitions
from fogline.situation.geo import Bools, Floats, Ints
from fogline.situation.neighbours import neighbours
from fogline.situation.observations import ATTACK_INDEX, GAIN_INDEX, Evidence
from fogline.situation.parameters import KINDS
from fogline.situation.prior import present, prior
from fogline.situation.rows import Rows

LEFT = KINDS.index("left")

CHUNK = 4_000_000
"""Transition entries built at once: 32 MB."""

BY_NAME = 0.3
"""Rows that bear on a place less than this do not speak of it by name."""

PASSES = 2
"""Passes with neighbours: news reaches so many times `neighbour_reach_km` far."""

ALLY = 0.5
"""An observation of a side fits an ally's hold half as well."""


@dataclass(slots=True)
class Chains:
    """The chains of all places over all days; `update` runs some of them anew.

    Arrays: T days, N places, S sides, K states.
    """

    evidence: Evidence
    start: int
    """Ordinal day of the first."""
    smoothed: bool
    emissions: Floats
    """Relative likelihood of each day's observations, (T, N, K)."""
    threat: Floats
    """Attacks on each side's hold, 0 to 1, (T, N, S)."""
    push: Floats
    """Attacks by each side, 0 to 1, (T, N, S)."""
    able: Floats
    """Which sides are able to take the place, (N, S)."""
    initial: Floats
    """P(state) before the first day's observations, (N, K)."""
    index: Ints
    """Neighbours, (N, M)."""
    weight: Floats
    passes: list[Floats]
    """P(state) by pass, the first alone, the last is the result, (T, N, K) each."""
    ran: int
    """So many days are run; those after are told of and wait."""

    @classmethod
    def of(
        cls,
        evidence: Evidence,
        told: tuple[Rows, Floats],
        days: tuple[int, int],
        *,
        smoothed: bool,
        ran: int | None = None,
    ) -> "Chains":
        """Return all chains from the first to the last ordinal day.

        `told` is rows and weights; `ran` is how many days to run at once, None = all.
        """
        start, last = days
        places, sides = len(evidence.places), len(evidence.sides)
        shape = (last - start + 1, places)
        index, weight = neighbours(evidence.places, evidence.parameters)
        made = cls(
            evidence=evidence,
            start=start,
            smoothed=smoothed,
            emissions=np.ones((*shape, sides + 1)),
            threat=np.zeros((*shape, sides)),
            push=np.zeros((*shape, sides)),
            able=np.tile(present(evidence.theatre), (places, 1)),
            initial=prior(evidence.theatre, evidence.places, evidence.parameters),
            index=index,
            weight=weight,
            passes=[np.empty((*shape, sides + 1)) for _ in range(PASSES + 1)],
            ran=shape[0] if ran is None or smoothed else ran,
        )
        made.update(np.arange(places), *told)
        return made

    @property
    def control(self) -> Floats:
        """P(state) of each place on each day, (T, N, K)."""
        return self.passes[-1]

    def run_on(self, days: int) -> None:
        """Run all chains up to so many days, from where they were left."""
        since, self.ran = self.ran, max(self.ran, days)
        for number in range(PASSES + 1):
            self._run(number, np.arange(len(self.index)), since)

    def update(self, places: Ints, rows: Rows, weights: Floats, since: int = 0) -> Ints:
        """Run the chains of some places anew and those that they reach; return all these.

        Args:
            places: whose rows changed, ascending.
            rows: all rows of these places, sorted by place.
            weights: of each row.
            since: number of the first day that differs.
        """
        for first in range(0, len(places), BLOCK):
            part = places[first : first + BLOCK]
            low, high = np.searchsorted(rows.place, (part[0], part[-1] + 1))
            changed = self._told(part, rows.take(slice(low, high)), weights[low:high])
            since = 0 if changed else since
        since = 0 if self.smoothed else since
        for number in range(PASSES + 1):
            if number:
                places = self._reached(places)
            self._run(number, places, since)
        return places

    def around(self, places: Ints) -> Floats:
        """Return the mean state of some places' neighbours as the last pass sees it, (T, N, K)."""
        return self._around(PASSES, places, 0)

    def _reached(self, places: Ints) -> Ints:
        """Return the places and those that have one of them as a neighbour, ascending."""
        touched = np.zeros(len(self.index), dtype=bool)
        touched[places] = True
        touched |= (touched[self.index] & (self.weight > 0)).any(axis=1)
        return np.flatnonzero(touched)

    def _told(self, places: Ints, rows: Rows, weights: Floats) -> bool:
        """Read what is told of some places; return whether a side came that was not there."""
        evidence, days = self.evidence, len(self.emissions)
        at = np.searchsorted(places, rows.place)
        day = rows.day - self.start
        logs = np.zeros((days, len(places), len(evidence.sides) + 1))
        np.add.at(logs, (day, at), log_likelihoods(evidence, rows, weights))
        self.emissions[:, places] = likelihoods(logs)
        attacks = _attacks(evidence, rows, weights, (self.start, days), (places, at))
        scale = evidence.parameters.values.activity_scale
        self.threat[:, places] = 1.0 - np.exp(-_against(evidence, attacks, self.start) / scale)
        self.push[:, places] = 1.0 - np.exp(-attacks / scale)
        able = np.tile(present(evidence.theatre), (len(places), 1))
        gains = np.isin(rows.kind, GAIN_INDEX)
        # A side of the theatre that fights elsewhere, or not at all, wins nothing by drift.
        able[at[gains], rows.side[gains]] = 1.0
        came = bool((able != self.able[places]).any())
        self.able[places] = able
        return came

    def _run(self, number: int, places: Ints, since: int) -> None:
        """Run a pass over some chains from a day on, in blocks, so that memory stays bounded."""
        if since >= self.ran:
            return
        control = self.passes[number][: self.ran]
        if number:
            alone = ~self.weight[places].any(axis=1)
            before = self.passes[number - 1][: self.ran]
            control[since:, places[alone]] = before[since:, places[alone]]
            places = places[~alone]
        days, _, states = control.shape
        block = max(1, CHUNK // (days * states * states))
        for first in range(0, len(places), block):
            part = places[first : first + block]
            emissions = self.emissions[since : self.ran, part]
            moves = transitions(
                (self.threat[since : self.ran, part], self.push[since : self.ran, part]),
                self._around(number, part, since),
                self.able[part],
                self.evidence.parameters.values,
            )
            before = self.initial[part] if since == 0 else control[since - 1, part]
            found = ahead(before, moves, emissions, first=since == 0)
            control[since:, part] = smooth(found, moves, emissions) if self.smoothed else found

    def _around(self, number: int, places: Ints, since: int) -> Floats:
        """Return the weighted mean of the neighbours' states on the day before, (T, N, K)."""
        days, states = self.ran, self.emissions.shape[2]
        result = np.zeros((days - since, len(places), states))
        if number == 0:
            return result
        # Imported here: a tenth of a second that printing help should not pay.
        from scipy.sparse import csr_array

        used, at = np.unique(self.index[places], return_inverse=True)
        begins = np.arange(len(places) + 1) * self.index.shape[1]
        # One sparse product: a place has few neighbours among all.
        mixing = csr_array(
            (self.weight[places].ravel(), at.ravel(), begins), shape=(len(places), len(used))
        )
        first = max(since - 1, 0)
        before = self.passes[number - 1][first : days - 1 or 1, used]
        paths = before.transpose(1, 0, 2).reshape(len(used), -1)
        near = (mixing @ paths).reshape(len(places), -1, states).transpose(1, 0, 2)
        result[-len(near) :] = near
        if since == 0:
            result[0] = near[0]
        return result


BLOCK = 512
"""Places whose rows are read at once."""


def log_likelihoods(evidence: Evidence, rows: Rows, weights: Floats) -> Floats:
    """Return each observation's log-likelihood by state, (R, K).

    A report that is right with probability q (its accuracy) is taken as informative with
    probability (2q - 1) / q and as noise otherwise, which gives the likelihood ratio q / (1 - q)
    against a state that an informative report would exclude.
    """
    table = np.array(
        [
            [e.side, e.contested, e.other]
            for e in (evidence.parameters.observations[k] for k in KINDS)
        ]
    )
    sides = len(evidence.sides)
    friend = _friends(evidence, rows)
    own = np.arange(sides)[None, :] == rows.side[:, None]
    terms = table[rows.kind]
    fits = np.empty((len(rows), sides + 1))
    ally = np.maximum(ALLY * terms[:, :1], terms[:, 2:])
    fits[:, :sides] = np.where(own, terms[:, :1], np.where(friend, ally, terms[:, 2:]))
    fits[:, sides] = terms[:, 1]
    quality = np.clip((2 * rows.accuracy - 1) / rows.accuracy, 0.0, 0.98)[:, None]
    logs: Floats = weights[:, None] * np.log(quality * fits + 1.0 - quality)
    return logs


def _friends(evidence: Evidence, rows: Rows) -> Bools:
    """Return whether each state's side is a friend of the row's side on its day, (R, S)."""
    sides = list(evidence.sides)
    result = np.zeros((len(rows), len(sides)), dtype=bool)
    edges = [0, *evidence.relations.changes(), 10_000_000]
    for since, until in pairwise(edges):
        which = (rows.day >= since) & (rows.day < until)
        if which.any():
            result[which] = evidence.relations.matrix(sides, since)[rows.side[which]]
    return result


def _attacks(
    evidence: Evidence,
    rows: Rows,
    weights: Floats,
    when: tuple[int, int],
    where: tuple[Ints, Ints],
) -> Floats:
    """Return reported attacks by each side per day and place, (T, N, S), fading with time.

    `when` is the first day and the number of days, `where` the places and each row's among them.
    """
    values = evidence.parameters.values
    start, days = when
    places, at = where
    # Fighting somewhere in a city or district is no fighting here.
    combat = np.isin(rows.kind, ATTACK_INDEX) & (rows.spread >= BY_NAME)
    daily = np.zeros((days, len(places), len(evidence.sides)))
    force = weights * (2 * rows.accuracy - 1)
    np.add.at(daily, (rows.day[combat] - start, at[combat], rows.side[combat]), force[combat])
    gone = (rows.kind == LEFT) & (rows.spread >= BY_NAME)
    # Whoever leaves attacks no more: the fading of what was told before ends.
    left = np.ones_like(daily)
    which = (rows.day[gone] - start, at[gone], rows.side[gone])
    np.multiply.at(left, which, np.clip(1.0 - weights[gone], 0.0, 1.0))
    keep = float(np.exp(-1.0 / values.activity_days))
    level = np.zeros(daily.shape[1:])
    for t in range(days):
        level = level * keep * left[t] + daily[t]
        daily[t] = level
    return daily


def _against(evidence: Evidence, attacks: Floats, start: int) -> Floats:
    """Return attacks on each side's hold by those who are not its friends, (T, N, S)."""
    sides = list(evidence.sides)
    result = np.empty_like(attacks)
    days = len(attacks)
    edges = [d - start for d in evidence.relations.changes() if 0 < d - start < days]
    for since, until in pairwise([0, *edges, days]):
        hostile = ~evidence.relations.matrix(sides, start + since)
        result[since:until] = attacks[since:until] @ hostile.astype(np.float64)
    return result
