"""Cross-validation: every battle is forecast by a model that has not seen it.

Three ways of holding out: stratified folds dealt anew ten times, whole campaigns, whole wars. With
campaigns and wars the spreads of the blocks come from ten parcels of whole groups, of which the
one with the held-out group is left out; the coefficients come from every other group. A fourth way
goes forward in time: learned is only what began before the first battle of a block.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from fogline.outlook.record.battles import Battle
from fogline.outlook.record.covariates import Array, campaign
from fogline.outlook.record.folds import Index, grouped, parcels, splits, stratified
from fogline.outlook.record.mixed import Variances

Forecast: TypeAlias = Array
"""[row, ...]: a probability, or mean and standard deviation."""

PARTS = 5
REPEATS = 10
_PARCELS = 10
_FORWARD_FROM = 0.4
"""Share of the battles, oldest first, that is only learned from when going forward in time."""
_FORWARD_BLOCKS = 12


class Model(Protocol):
    """What is fitted on battles and forecasts others."""

    def variances(self) -> Variances | None:
        """Return the spreads that the fit found, None if the model has none."""
        ...

    def forecast(self, battles: Sequence[Battle]) -> Forecast:
        """Return one row a battle."""
        ...


Fitting: TypeAlias = Callable[[Sequence[Battle], Variances | None], Model]


@dataclass(frozen=True, slots=True)
class Crossed:
    """Forecasts of every battle: each repeat of the folds, by campaign, by war, by time."""

    folds: list[Forecast]
    campaigns: Forecast
    wars: Forecast
    forward: Forecast
    """NaN for the battles that are only learned from."""


def crossed(
    fitting: Fitting, battles: Sequence[Battle], labels: Sequence[object], repeats: int = REPEATS
) -> Crossed:
    """Forecast every battle in all four ways.

    Args:
        fitting: makes a model of battles; given spreads are kept.
        battles: those that can be scored.
        labels: by which the folds are stratified.
        repeats: how often the folds are dealt.
    """
    drawn = [stratified([str(x) for x in labels], PARTS, seed) for seed in range(repeats)]
    return Crossed(
        folds=[held_out(fitting, battles, fold) for fold in drawn],
        campaigns=_groups_out(fitting, battles, [campaign(b) for b in battles]),
        wars=_groups_out(fitting, battles, [b.war for b in battles]),
        forward=_forward(fitting, battles),
    )


def held_out(fitting: Fitting, battles: Sequence[Battle], fold: Index) -> Forecast:
    """Forecast each fold by a model of all others."""
    found: Forecast | None = None
    for learn, out in splits(fold):
        model = fitting(_pick(battles, learn), None)
        found = _put(found, len(battles), out, model.forecast(_pick(battles, out)))
    assert found is not None  # noqa: S101 - there is at least one fold
    return found


def _groups_out(fitting: Fitting, battles: Sequence[Battle], groups: Sequence[object]) -> Forecast:
    index = grouped([str(g) for g in groups])
    parcel = parcels([str(g) for g in groups], min(_PARCELS, len(set(index))))
    spreads = {
        int(parcel[out[0]]): fitting(_pick(battles, learn), None).variances()
        for learn, out in splits(parcel)
    }
    found: Forecast | None = None
    for learn, out in splits(index):
        model = fitting(_pick(battles, learn), spreads[int(parcel[out[0]])])
        found = _put(found, len(battles), out, model.forecast(_pick(battles, out)))
    assert found is not None  # noqa: S101 - there is at least one group
    return found


def _forward(fitting: Fitting, battles: Sequence[Battle]) -> Forecast:
    order = np.argsort([b.start.toordinal() for b in battles], kind="stable")
    first = int(len(order) * _FORWARD_FROM)
    found: Forecast | None = None
    for block in np.array_split(order[first:], _FORWARD_BLOCKS):
        begin = min(battles[n].start for n in block)
        learn = np.array([n for n in order if battles[n].start < begin], dtype=np.intp)
        if len(learn) < first // 2:  # a table whose battles all began together has no past
            continue
        model = fitting(_pick(battles, learn), None)
        found = _put(found, len(battles), block, model.forecast(_pick(battles, block)))
    return np.full((len(battles), 1), np.nan) if found is None else found


def _put(found: Forecast | None, size: int, rows: Index, values: Forecast) -> Forecast:
    if found is None:
        found = np.full((size, *values.shape[1:]), np.nan)
    found[rows] = values
    return found


def _pick(battles: Sequence[Battle], rows: Index) -> list[Battle]:
    return [battles[n] for n in rows]
