"""How like the fates of unclear ground are, by distance: what neighbouring sectors share.

    python evals/outlook/unclear.py SHARED/data

Of the cells that the weekly front leaves unclear, weeks up to 2022-12-01: the tetrachoric
correlation of "occupied so many weeks later" between two cells of a week, by their distance, and
the fit of whole + (1 - whole) exp(-km / reach). `fogline.outlook.start` rests on it.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import brentq, curve_fit
from scipy.stats import multivariate_normal, norm

UNTIL = date(2022, 12, 1)
KM = np.array([1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 50])
LEAST_CELLS = 10


def main(folder: Path) -> None:
    """Print the correlations and the fit, one and four weeks ahead."""
    data = np.load(folder / "control" / "front-weekly.npz")
    weeks = [datetime.fromtimestamp(int(w), UTC).date() for w in data["week"]]
    last = sum(week <= UNTIL for week in weeks)
    for ahead in (1, 4):
        pairs = counted(data["occupied"][:last], data["unclear"][:last], ahead)
        found = np.array([tetrachoric(*row) for row in pairs])
        (whole, reach), _ = curve_fit(
            lambda km, a, b: a + (1 - a) * np.exp(-km / b), KM, found, p0=[0.2, 15.0],
            bounds=([0, 1], [0.95, 100]),
        )  # fmt: skip
        by = {int(k): round(float(r), 2) for k, r in zip(KM, found, strict=True)}
        print(f"{ahead} weeks: whole {whole:.2f}, reach {reach:.1f} km; {by}")


def counted(occupied: np.ndarray, unclear: np.ndarray, ahead: int) -> np.ndarray:
    """Return by distance how many pairs of cells were both occupied, the first, and all."""
    found = np.zeros((len(KM), 3))
    for week in range(0, len(occupied) - ahead, 2):
        y, x = np.nonzero(unclear[week] & ~occupied[week])
        if len(y) < LEAST_CELLS:
            continue
        came = occupied[week + ahead][y, x]
        apart = np.round(np.hypot(y[:, None] - y, x[:, None] - x)).astype(int)
        for row, km in enumerate(KM):
            near = apart == km
            found[row] += [(near & came & came[:, None]).sum(), (near & came).sum(), near.sum()]
    return found


def tetrachoric(both: float, one: float, pairs: float) -> float:
    """Return the correlation of two normals that are both under a bound as often as was seen."""
    bound = norm.ppf(one / pairs)

    def off(r: float) -> float:
        return float(multivariate_normal.cdf([bound, bound], cov=[[1, r], [r, 1]]) - both / pairs)

    return float(brentq(off, -0.98, 0.995))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
