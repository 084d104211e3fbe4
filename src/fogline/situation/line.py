"""The line of contact and its band, from the probabilities at settlements and sectors.

Probabilities are interpolated by a Gaussian kernel (Nadaraya 1964, Watson 1964) on a grid in
local kilometres; the line is where two hostile sides are equally likely.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from fogline.model.situation import LineBasis, LineSegment
from fogline.situation.contours import along, chains, crossings
from fogline.situation.control import FIRM, Field
from fogline.situation.edges import borders, laid_along, rivers
from fogline.situation.geo import Bools, Floats, Ints, to_degrees, to_km
from fogline.situation.spread import sample
from fogline.situation.supports import PlaceSupport

CELL_KM = 0.5
KERNEL_KM = 2.5
SECTOR_KM = 0.7
"""Kernel of the points of a sector: its edge is known to a street or a river."""
LEAST_WEIGHT = 0.3
"""Of a place whose holder is open, beside 1 for one that is surely held."""
REACH_KM = 9.0
"""No field is drawn farther from the nearest place than this."""
BAND = 0.9
"""Inside the band the leading side is below this."""
BAND_KM = 3.0
"""The band is drawn this near to the line; elsewhere low odds mean lack of word."""
FRONT_KM = 20.0
"""Places this near to one in hostile hands decide where the line runs."""
GAP_KM = 40.0
"""Stretches of the front farther apart than this are drawn each on a grid of its own."""
SOMEBODY = 0.6
"""A place whose leading side is below this is nobody's against whom a line could run."""
OBSERVED_DAYS = 7
OBSERVED_KM = 4.0
STALE_DAYS = 30
MOST_CELLS = 400
"""A side of the grid; wider areas get larger cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Control on a grid: `p` (Y, X, K), nan where no place is near."""

    x: Floats
    y: Floats
    p: Floats
    origin: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Points:
    """Points that carry control to the ground around them: x, y and reach in km, weight, state."""

    x: Floats
    y: Floats
    reach: Floats
    weight: Floats
    p: Floats


def _points(field: Field, chosen: Ints, origin: tuple[float, float]) -> _Points:
    """Return one point for each settlement, several narrow ones for each sector's polygon.

    Whose state is open weighs less, so that ground between two held places is theirs, and a
    village without a word draws no line of its own.
    """
    lons: list[Floats] = []
    lats: list[Floats] = []
    reach: list[float] = []
    for i in chosen:
        place = field.evidence.places[i]
        lon, lat = sample(place) if place.kind == "sector" else _alone(place)
        lons.append(lon)
        lats.append(lat)
        reach.append(SECTOR_KM if len(lon) > 1 else KERNEL_KM)
    count = np.array([len(lon) for lon in lons])
    now = field.control[-1, chosen]
    sure = np.maximum(2 * now[:, :-1].max(axis=1) - 1, LEAST_WEIGHT)
    x, y = to_km(np.concatenate(lons), np.concatenate(lats), origin)
    return _Points(
        x, y, np.repeat(reach, count), np.repeat(sure, count), np.repeat(now, count, axis=0)
    )


def _alone(place: PlaceSupport) -> tuple[Floats, Floats]:
    return np.array([place.lon]), np.array([place.lat])


def grid_of(field: Field, chosen: Ints) -> Grid | None:
    """Interpolate the last day's control of the chosen places on a grid, None if too few."""
    if len(chosen) < 3:
        return None
    places = [field.evidence.places[i] for i in chosen]
    lon, lat = np.array([p.lon for p in places]), np.array([p.lat for p in places])
    origin = (float(lon.mean()), float(lat.mean()))
    at = _points(field, chosen, origin)
    pad = 3.0
    span = max(np.ptp(at.x), np.ptp(at.y)) + 2 * pad
    cell = max(CELL_KM, float(span) / MOST_CELLS)
    gx = np.arange(at.x.min() - pad, at.x.max() + pad + cell, cell)
    gy = np.arange(at.y.min() - pad, at.y.max() + pad + cell, cell)
    # exp(-(dx² + dy²)) is a product, so the kernel sums are two matrix products.
    ex = np.exp(-0.5 * ((gx[:, None] - at.x) / at.reach) ** 2) * at.weight
    ey = np.exp(-0.5 * ((gy[:, None] - at.y) / at.reach) ** 2)
    total = ey @ ex.T
    mixed = np.stack([ey @ (ex * at.p[:, k]).T for k in range(at.p.shape[1])], axis=-1)
    least = LEAST_WEIGHT * np.exp(-0.5 * (REACH_KM / KERNEL_KM) ** 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        mixed = np.where(total[..., None] > least, mixed / total[..., None], np.nan)
    return Grid(gx, gy, mixed, origin)


def line_and_band(
    field: Field,
    chosen: Ints,
) -> tuple[tuple[LineSegment, ...], dict[str, Any] | None]:
    """Return the line of contact between hostile sides and its band, in degrees."""
    segments: list[LineSegment] = []
    rings: list[Any] = []
    day = int(field.days[-1])
    friends = field.evidence.relations.matrix(list(field.evidence.sides), day)
    for front in fronts(field, chosen, friends):
        grid = grid_of(field, front)
        if grid is None:
            continue
        drawn = _drawn(grid, field, front, friends)
        for chain in drawn:
            segments.extend(_segments(chain, field, front, grid.origin))
        rings += _band(grid, drawn, len(field.evidence.sides))
    return tuple(segments), {"type": "MultiPolygon", "coordinates": rings} if rings else None


def fronts(field: Field, chosen: Ints, friends: Bools) -> list[Ints]:
    """Return the places near which hostile sides hold others, apart by `GAP_KM`.

    So the grid lies on the ground in question, not on all that reports name.
    """
    places = [field.evidence.places[i] for i in chosen]
    now = field.control[-1, chosen, :-1]
    lead, sure = now.argmax(axis=1), now.max(axis=1) >= SOMEBODY
    lon, lat = np.array([p.lon for p in places]), np.array([p.lat for p in places])
    if not len(chosen):
        return []
    x, y = to_km(lon, lat, (float(lon.mean()), float(lat.mean())))
    km = np.hypot(x[:, None] - x, y[:, None] - y)
    facing = (km <= FRONT_KM) & ~friends[lead][:, lead] & sure[:, None] & sure
    near = np.flatnonzero((km[:, facing.any(axis=1)] <= FRONT_KM).any(axis=1))
    left, result = set(near.tolist()), []
    while left:
        part, edge = set[int](), {min(left)}
        while edge:
            part |= edge
            left -= edge
            edge = {j for j in left if (km[j, list(edge)] <= GAP_KM).any()}
        result.append(chosen[sorted(part)])
    return result


def _drawn(grid: Grid, field: Field, front: Ints, friends: Bools) -> list[Floats]:
    sides = len(field.evidence.sides)
    return [
        chain
        for a in range(sides)
        for b in range(a + 1, sides)
        if not friends[a, b]
        for chain in _laid(_between(grid, a, b, sides), field, front, (a, b), grid.origin)
        if not _island(chain, field, front, grid.origin)
    ]


def _laid(
    chains_: list[Floats],
    field: Field,
    front: Ints,
    hostile: tuple[int, int],
    origin: tuple[float, float],
) -> list[Floats]:
    """Lay lines along rivers and the borders of sectors where they run as near as is known."""
    if not chains_:
        return []
    places = [field.evidence.places[i] for i in front]
    now = field.control[-1, front, :-1]
    lead, sure = now.argmax(axis=1), now.max(axis=1) >= SOMEBODY
    # The line runs where odds are even: whoever leads a sector, its border is the likelier course.
    mine, theirs = (lead == side for side in hostile)
    edges = borders(places, (mine, theirs), origin) + rivers(field.evidence.theatre, origin)
    lon, lat = np.array([p.lon for p in places]), np.array([p.lat for p in places])
    settled = np.column_stack(to_km(lon, lat, origin))[sure]
    return [laid_along(chain, edges, settled) for chain in chains_]


def _between(grid: Grid, a: int, b: int, sides: int) -> list[Floats]:
    """Return where two sides are equally likely and no third is likelier."""
    others = [s for s in range(sides) if s not in (a, b)]
    f = grid.p[..., a] - grid.p[..., b]
    if others:
        pair = np.maximum(grid.p[..., a], grid.p[..., b])
        f = np.where(pair >= grid.p[..., others].max(axis=-1), f, np.nan)
    return chains(crossings(f, grid.x, grid.y))


def _island(
    chain: Floats,
    field: Field,
    chosen: Ints,
    origin: tuple[float, float],
) -> bool:
    """Whether a closed line holds less than two places that one side firmly holds."""
    if not np.allclose(chain[0], chain[-1], atol=1e-3) or len(chain) < 4:
        return bool(np.hypot(*np.diff(chain, axis=0).T).sum() < 2 * CELL_KM)
    import shapely

    places = [field.evidence.places[i] for i in chosen]
    x, y = to_km(np.array([p.lon for p in places]), np.array([p.lat for p in places]), origin)
    inside = shapely.contains_xy(shapely.polygons(chain), x, y)
    firm = field.control[-1, chosen, :-1].max(axis=1) >= FIRM
    return int((inside & firm).sum()) < 2


def _segments(
    chain: Floats,
    field: Field,
    chosen: Ints,
    origin: tuple[float, float],
) -> list[LineSegment]:
    """Cut a line where the basis of its parts changes."""
    basis = _basis(0.5 * (chain[:-1] + chain[1:]), field, chosen, origin)
    lon, lat = to_degrees(chain[:, 0], chain[:, 1], origin)
    coordinates = [(round(float(a), 6), round(float(b), 6)) for a, b in zip(lon, lat, strict=True)]
    result: list[LineSegment] = []
    first = 0
    for i in range(1, len(basis) + 1):
        if i == len(basis) or basis[i] != basis[first]:
            result.append(
                LineSegment(
                    coordinates=tuple(coordinates[first : i + 1]),
                    basis=basis[first],
                )
            )
            first = i
    return result


def _basis(
    points: Floats,
    field: Field,
    chosen: Ints,
    origin: tuple[float, float],
) -> list[LineBasis]:
    """Return on what each stretch rests, by the nearest place and the age of its evidence."""
    places = [field.evidence.places[i] for i in chosen]
    x, y = to_km(np.array([p.lon for p in places]), np.array([p.lat for p in places]), origin)
    age = evidence_age(field)[chosen]
    km = np.hypot(points[:, :1] - x[None, :], points[:, 1:] - y[None, :])
    fresh: Ints = ((km <= OBSERVED_KM) & (age[None, :] <= OBSERVED_DAYS)).sum(axis=1)
    newest: Floats = np.where(km <= REACH_KM, age[None, :], np.inf).min(axis=1)
    return [
        "observed" if fresh[i] else "stale" if newest[i] > STALE_DAYS else "interpolated"
        for i in range(len(points))
    ]


def evidence_age(field: Field) -> Floats:
    """Return days since the newest evidence of each place, inf where there is none, (N,)."""
    on = int(field.days[-1])
    rows = field.rows
    which = (rows.day <= on) & (rows.spread >= 0.1)
    newest = np.full(len(field.evidence.places), -np.inf)
    np.maximum.at(newest, rows.place[which], rows.day[which].astype(np.float64))
    return on - newest


def _band(grid: Grid, lines: list[Floats], sides: int) -> list[list[list[list[float]]]]:
    """Return where the leading side near a line is not sure, as polygons' rings."""
    if not lines:
        return []
    import shapely

    lead = grid.p[..., :sides].max(axis=-1)
    inside = np.where(np.isfinite(lead), BAND - lead, -1.0)
    unsure = np.argwhere(inside > 0)
    at = np.concatenate([along(c) for c in lines])
    x, y = grid.x[unsure[:, 1]], grid.y[unsure[:, 0]]
    # |a - b|² = |a|² + |b|² - 2ab: the large table of distances is one matrix product.
    square = (at**2).sum(axis=1) - 2.0 * (np.column_stack((x, y)) @ at.T)
    km = np.sqrt(np.maximum(square.min(axis=1) + x**2 + y**2, 0.0))
    inside[tuple(unsure.T)] = np.minimum(inside[tuple(unsure.T)], BAND_KM - km)
    inside[[0, -1]] = inside[:, [0, -1]] = -1.0
    rings = chains(crossings(inside, grid.x, grid.y))
    faces = shapely.get_parts(shapely.polygonize([shapely.linestrings(r) for r in rings]))
    return [_rings(face, grid.origin) for face in faces if _positive(inside, grid, face)]


def _positive(inside: Floats, grid: Grid, face: Any) -> bool:
    """Whether the grid's points in a face are inside the band, and the face is no hole in it."""
    import shapely

    west, south, east, north = face.bounds
    columns = np.flatnonzero((grid.x > west) & (grid.x < east))
    rows = np.flatnonzero((grid.y > south) & (grid.y < north))
    gx, gy = np.meshgrid(grid.x[columns], grid.y[rows])
    within = shapely.contains_xy(face, gx, gy)
    return bool(within.any() and np.median(inside[np.ix_(rows, columns)][within]) > 0)


def _rings(polygon: Any, origin: tuple[float, float]) -> list[list[list[float]]]:
    rings = []
    for ring in (polygon.exterior, *polygon.interiors):
        points = np.asarray(ring.coords)
        lon, lat = to_degrees(points[:, 0], points[:, 1], origin)
        rings.append(
            [[round(float(a), 6), round(float(b), 6)] for a, b in zip(lon, lat, strict=True)]
        )
    return rings
