"""Lines of equal value on a grid: marching squares (Lorensen and Cline 1987, in the plane)."""

import numpy as np

from fogline.situation.geo import Bools, Floats


def crossings(f: Floats, x: Floats, y: Floats) -> Floats:
    """Return the segments where a grid function is zero, (M, 2, 2) in x and y.

    Each cell is cut into four corners' edges; the two saddle cases join by the cell's mean.
    """
    corner = [f[:-1, :-1], f[:-1, 1:], f[1:, 1:], f[1:, :-1]]
    valid = np.isfinite(np.stack(corner)).all(axis=0)
    above = [c > 0 for c in corner]
    ax, ay = np.meshgrid(x[:-1], y[:-1])
    bx, by = np.meshgrid(x[1:], y[1:])
    px, py = [ax, bx, bx, ax], [ay, ay, by, by]
    cut: list[Bools] = []
    points: list[Floats] = []
    for a in range(4):
        b = (a + 1) % 4
        with np.errstate(invalid="ignore", divide="ignore"):
            t = corner[a] / (corner[a] - corner[b])
            points.append(
                np.stack(
                    (
                        px[a] + t * (px[b] - px[a]),
                        py[a] + t * (py[b] - py[a]),
                    ),
                    axis=-1,
                )
            )
        cut.append((above[a] != above[b]) & valid)
    count = sum(c.astype(int) for c in cut)
    parts: list[Floats] = []
    for a in range(4):
        for b in range(a + 1, 4):
            both = cut[a] & cut[b] & (count == 2)
            parts.append(np.stack((points[a][both], points[b][both]), axis=1))
    saddle = count == 4
    high = np.mean(np.stack(corner), axis=0) > 0
    # The mean's sign says which two opposite corners hang together across a saddle.
    for apart, joins in ((True, ((3, 0), (1, 2))), (False, ((0, 1), (2, 3)))):
        which = saddle & ((high != above[0]) == apart)
        parts += [np.stack((points[a][which], points[b][which]), axis=1) for a, b in joins]
    return np.concatenate(parts) if parts else np.empty((0, 2, 2))


def chains(segments: Floats) -> list[Floats]:
    """Join segments end to end."""
    if not len(segments):
        return []
    import shapely

    merged = shapely.line_merge(
        shapely.multilinestrings(
            shapely.linestrings(np.round(segments, 6)).tolist(),
        )
    )
    parts = shapely.get_parts(merged)
    return [shapely.get_coordinates(shapely.simplify(p, 0.1)) for p in parts]


def along(chain: Floats) -> Floats:
    """Return points every kilometre or closer along a line, to 0.3 km."""
    import shapely

    coarse = shapely.simplify(shapely.linestrings(chain), 0.3)
    points: Floats = shapely.get_coordinates(shapely.segmentize(coarse, 1.0))
    return points
