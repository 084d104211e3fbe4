"""Which places lie beside which, and how much each weighs as a neighbour."""

from collections.abc import Sequence

import numpy as np

from fogline.situation.geo import Floats, Ints, to_km
from fogline.situation.parameters import Parameters
from fogline.situation.supports import PlaceSupport, children

MOST_NEIGHBOURS = 16

MANY = 1500
"""From so many places on a tree is worth the quarter of a second that scipy takes to load."""

TOWN = 2.0
"""A city weighs as much as so many villages around it, however many sectors it has."""


def neighbours(places: Sequence[PlaceSupport], parameters: Parameters) -> tuple[Ints, Floats]:
    """Return each place's neighbours and their weights, (N, M), padded with weight 0.

    Gaussian weights within reach, over their sum plus one: a lone neighbour weighs little.
    """
    values = parameters.values
    count = len(places)
    if count < 2:
        return np.zeros((count, 1), dtype=np.int64), np.zeros((count, 1))
    lon = np.array([p.lon for p in places])
    lat = np.array([p.lat for p in places])
    x, y = to_km(lon, lat, (float(lon.mean()), float(lat.mean())))
    most = min(MOST_NEIGHBOURS + 1, count)
    index, km = _nearest(x, y, most)
    km[km > values.neighbour_reach_km] = np.inf
    weights = np.exp(-0.5 * (km / values.neighbour_km) ** 2)
    weights[~np.isfinite(km) | (index == np.arange(count)[:, None])] = 0.0
    weights *= _of_city(places, index)
    index = np.where(np.isfinite(km), index, 0)
    return index.astype(np.int64), weights / (weights.sum(axis=1, keepdims=True) + 1.0)


def _nearest(x: Floats, y: Floats, most: int) -> tuple[Ints, Floats]:
    """Return each point's nearest points and their distances, (N, most), itself among them."""
    count = len(x)
    if count > MANY:
        from scipy.spatial import cKDTree

        points = np.column_stack((x, y))
        km, index = cKDTree(points).query(points, k=most)
        return index.astype(np.int64), km
    far = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    index = np.argsort(far, axis=1, kind="stable")[:, :most]
    return index, np.take_along_axis(far, index, axis=1)


def _of_city(places: Sequence[PlaceSupport], index: Ints) -> Floats:
    """Return the weight of sectors seen from outside their city: together they are a town."""
    names = {city: number for number, city in enumerate(children(places))}
    city = np.array([names.get(p.part_of or "", -1) for p in places])
    parts = np.bincount(city[city >= 0], minlength=len(names) or 1)
    share = np.where(city >= 0, np.minimum(1.0, TOWN / np.maximum(parts[city], 1)), 1.0)
    inside = city[index] == city[:, None]
    return np.where(inside, 1.0, share[index])
