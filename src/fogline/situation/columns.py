"""Claims as columns: what the situation rests on, each distinct value once, claims as numbers.

A war of a million claims says a few thousand different things, of a few thousand places, by a few
hundred chains of voices. Kept as tables of what differs and a number per claim, they fit into
memory ten times over, and what is decided of a saying is decided once.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.model.time import TimeSpan
from fogline.situation.geo import Floats, Ints
from fogline.situation.known import Ledger
from fogline.situation.observations import shares
from fogline.situation.origins import head

NOBODY_KNOWS = 0
"""An ordinal day that nobody says."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Claims, C long, in the order of their becoming known."""

    saying: Ints
    """Index into `sayings`."""
    where: Ints
    """Index into `wheres`."""
    outlet: Ints
    """Index into `outlets`: the outlet of the earliest report of the copy family."""
    published: Ints
    """Ordinal day on which the claim became known in the theatre's zone; 0 = nobody says."""
    first: Ints
    """First ordinal day that the claim speaks of; 0 = open, or no time."""
    last: Ints
    """Last such day; 0 = open, or no time."""
    timed: Ints
    """`UNTIMED`, `TIMED` or `HISTORY`."""
    known: Floats
    """POSIX seconds; -inf = nobody says."""
    until: Floats
    """POSIX seconds from which the claim no longer stands; inf = it stands."""
    sayings: tuple[Claim, ...]
    """What is said, with the chain of voices; without place, day, words and report."""
    wheres: tuple[tuple[ClaimPlace, ...], ...]
    outlets: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.saying)


BLANK: dict[str, Any] = {
    "id": "",
    "report_id": "",
    "outlet": "",
    "url": None,
    "published": None,
    "retold": False,
    "engine_version": "",
    "quote": "",
    "start": 0,
    "end": 0,
    "spans": (),
    "purpose": None,
    "links": (),
    "places": (),
    "time": None,
    "quantities": (),
    "evidence": (),
    "reasons": {},
    "decision": None,
}
"""What of a claim its observation does not depend on, or what stands in a column of its own."""


Value = TypeVar("Value")


@dataclass(slots=True)
class _Table(Generic[Value]):
    """Numbers for distinct values, in the order of their coming."""

    numbers: dict[Hashable, int] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)

    def number(self, key: Hashable, value: Value) -> int:
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.values)
            self.values.append(value)
        return found


def encode(claims: Iterable[Claim], reports: Iterable[Report], theatre: Theatre) -> Columns:
    """Return claims as columns; the claims themselves need not be kept."""
    claims = tuple(claims)
    ledger = Ledger(claims, reports)
    claims = tuple(sorted(claims, key=lambda c: (ledger.known(c), c.id)))
    sayings, wheres, outlets = _Table[Claim](), _Table[tuple[ClaimPlace, ...]](), _Table[str]()
    whole = np.zeros((len(claims), 7), dtype=np.int64)
    real = np.zeros((len(claims), 2))
    for row, claim in enumerate(claims):
        said = claim.but(**BLANK | {"quantities": shares(claim)})
        first = head(ledger.reports.get(claim.report_id), ledger.reports)
        outlet = first.outlet if first is not None else claim.outlet
        time = claim.time
        days = (time.first_day, time.last_day) if time is not None else (None, None)
        whole[row] = (
            sayings.number(_bytes(said), said),
            wheres.number(_bytes(claim.places), claim.places),
            outlets.number(outlet, outlet),
            ledger.day(claim, theatre.zone) or NOBODY_KNOWS,
            days[0].toordinal() if days[0] else NOBODY_KNOWS,
            days[1].toordinal() if days[1] else NOBODY_KNOWS,
            _timing(time),
        )
        real[row] = ledger.known(claim), ledger.withdrawn(claim)[0]
    return Columns(
        saying=whole[:, 0].copy(),
        where=whole[:, 1].copy(),
        outlet=whole[:, 2].copy(),
        published=whole[:, 3].copy(),
        first=whole[:, 4].copy(),
        last=whole[:, 5].copy(),
        timed=whole[:, 6].copy(),
        known=real[:, 0].copy(),
        until=real[:, 1].copy(),
        sayings=tuple(sayings.values),
        wheres=tuple(wheres.values),
        outlets=tuple(outlets.values),
    )


UNTIMED, TIMED, HISTORY = 0, 1, 2
"""What a claim says of its time: nothing, something, or that it was at some time before."""


def _timing(time: TimeSpan | None) -> int:
    if time is None:
        return UNTIMED
    return HISTORY if time.start is None and time.text is None else TIMED


def _bytes(value: object) -> bytes:
    return msgspec.msgpack.encode(value)
