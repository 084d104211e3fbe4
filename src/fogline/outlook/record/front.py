"""The front week by week on a grid of 1 km cells, and what describes a cell beside the line.

A file holds boolean arrays `occupied` and `unclear` [week, lat, lon], `week` (Unix seconds), `lat`
and `lon` (cell centres). A cell is scored in every week in which it is not occupied and lies
within 3 km of an occupied one; what comes true is that it is occupied some weeks later.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias
from zipfile import is_zipfile

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter, uniform_filter

from fogline.errors import InputRefused

Grid: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float32]
Index: TypeAlias = NDArray[np.intp]

NEAR_KM = 3
"""Cells farther from the line than this fall rarely and would make every score look good."""
_CUT = 3.0
"""Standard deviations after which a Gaussian neighbourhood ends."""


@dataclass(frozen=True, slots=True)
class Front:
    """The weeks of a front."""

    name: str
    occupied: Grid
    unclear: Grid
    days: tuple[date, ...]

    def held(self, week: int) -> Grid:
        """Return the occupied cells of a week; before the first they were as in the first."""
        return np.asarray(self.occupied[max(week, 0)])


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows to fit and score: week, place in the grid, columns by name."""

    week: Index
    row: Index
    column: Index
    names: tuple[str, ...]
    values: Floats

    def pick(self, names: tuple[str, ...]) -> Floats:
        """Return the named columns [row, column]."""
        return self.values[:, [self.names.index(name) for name in names]]


def load(path: Path) -> Front:
    """Return the front of a file.

    Raises:
        InputRefused: the file is not in the form above.
    """
    if not is_zipfile(path):
        raise InputRefused(
            str(path), "no front by weeks; give an .npz with occupied, unclear, week"
        )
    try:
        with np.load(path, allow_pickle=False) as arrays:
            held, unclear, week = (arrays[name] for name in ("occupied", "unclear", "week"))
            shape = (len(week), len(arrays["lat"]), len(arrays["lon"]))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise InputRefused(
            str(path), f"no front by weeks ({wrong}); give an .npz with occupied, unclear, week"
        ) from None
    if held.shape != shape or unclear.shape != shape:
        raise InputRefused(
            str(path), f"occupied {held.shape} and unclear {unclear.shape} should both be {shape}"
        )
    if held.dtype != bool or unclear.dtype != bool:
        raise InputRefused(str(path), "occupied and unclear should be boolean")
    days = tuple(datetime.fromtimestamp(int(second), UTC).date() for second in week)
    if any((later - day).days != 7 for day, later in pairwise(days)):
        raise InputRefused(str(path), "week should go on in steps of seven days")
    return Front(path.name, held, unclear, days)


def cells(front: Front, near_km: int = NEAR_KM) -> Cells:
    """Return every cell near the line in every week, described by that week and those before."""
    weeks, rows, columns, values = [], [], [], []
    was_held = np.zeros(front.occupied.shape[1:], dtype=bool)
    names: tuple[str, ...] = ()
    for week in range(len(front.days)):
        held = front.held(week)
        distance = _distance(held)
        chosen = ~held & (distance <= near_km)
        described = _describe(front, week, distance, was_held)
        names = tuple(described)
        row, column = np.nonzero(chosen)
        weeks.append(np.full(len(row), week))
        rows.append(row)
        columns.append(column)
        values.append(
            np.column_stack([grid[chosen].astype(np.float32) for grid in described.values()])
        )
        was_held |= held
    return Cells(
        np.concatenate(weeks),
        np.concatenate(rows),
        np.concatenate(columns),
        names,
        np.concatenate(values),
    )


def falls(front: Front, rows: Cells, weeks: int) -> NDArray[np.float64]:
    """Return 1 where a cell is occupied so many weeks later, 0 where not, NaN past the end."""
    later = rows.week + weeks
    inside = later < len(front.days)
    found = np.full(len(later), np.nan)
    found[inside] = front.occupied[later[inside], rows.row[inside], rows.column[inside]]
    return found


def _distance(held: Grid) -> Floats:
    """Return each cell's distance to the nearest occupied one in km; infinite if there is none."""
    if not held.any():
        return np.full(held.shape, np.inf, dtype=np.float32)
    return np.asarray(distance_transform_edt(~held), dtype=np.float32)


PLAIN = (
    "distance",
    "log_distance",
    "share_11",
    "share_23",
    "gain_11",
    "gain_23",
    "loss_11",
    "unclear",
)
"""The columns of the plain logistic regression that is to be beaten."""
RADII = (2, 5, 12)
"""Standard deviations in km of the neighbourhoods in which gains are counted."""
SPANS = (1, 2, 4, 13)
"""Weeks over which gains are counted."""
RATES = ((4, 5), (13, 5), (4, 12), (13, 12), (26, 12))
"""Weeks and km of gains per length of line."""
FULL = (
    *PLAIN,
    "odds_3",
    "odds_5",
    "odds_11",
    "share_45",
    "was_held",
    "unclear_month",
    *(f"root_gain_{weeks}_{km}" for weeks in SPANS for km in RADII),
    *(f"root_rate_{weeks}_{km}" for weeks, km in RATES),
    "root_unclear_2",
    "root_unclear_6",
)
"""The columns of the hazard that Fogline uses; what each is, is said in `docs/outlook-record.md`."""


def _describe(front: Front, week: int, distance: Floats, was_held: Grid) -> dict[str, Floats]:
    """Return a grid a column."""
    held, unclear = front.held(week), np.asarray(front.unclear[week])
    gain = {w: held & ~front.held(week - w) for w in {*SPANS, *(w for w, _ in RATES)}}
    share = {km: _share(held, km) for km in (3, 5, 11, 23, 45)}
    edge = held & (share[3] < 1 - 1e-4)
    line = {km: _near(edge, km) for km in {km for _, km in RATES}}
    found: dict[str, Floats] = {
        "distance": distance,
        "log_distance": np.log(np.maximum(distance, 1.0)),
        "share_11": share[11],
        "share_23": share[23],
        "gain_11": _share(gain[4], 11),
        "gain_23": _share(gain[4], 23),
        "loss_11": _share(~held & front.held(week - 4), 11),
        "unclear": unclear.astype(np.float32),
        "share_45": share[45],
        "was_held": was_held.astype(np.float32),
        "unclear_month": (unclear & front.unclear[max(week - 4, 0)]).astype(np.float32),
    }
    found |= {f"odds_{km}": _log_odds(share[km], km * km) for km in (3, 5, 11)}
    found |= {f"root_gain_{w}_{km}": _root(_near(gain[w], km)) for w in SPANS for km in RADII}
    found |= {
        f"root_rate_{w}_{km}": _root(_near(gain[w], km) / (line[km] + 0.1 / km)) for w, km in RATES
    }
    found |= {f"root_unclear_{km}": _root(_near(unclear, km)) for km in (2, 6)}
    return found


def _share(grid: Grid, km: int) -> Floats:
    """Return the share of a square of so many km around each cell."""
    return np.asarray(uniform_filter(grid.astype(np.float32), km, mode="nearest"))


def _near(grid: Grid, km: float) -> Floats:
    """Return the density around each cell, the near weighing more."""
    return np.asarray(gaussian_filter(grid.astype(np.float32), km, mode="nearest", truncate=_CUT))


def _root(grid: Floats) -> Floats:
    return np.sqrt(np.maximum(grid, 0.0))


def _log_odds(share: Floats, cells_in: int) -> Floats:
    """Return the log-odds of a share of so many cells, half a cell added on both sides."""
    held = np.clip(share, 0, 1) * cells_in
    return np.log((held + 0.5) / (cells_in - held + 0.5))
