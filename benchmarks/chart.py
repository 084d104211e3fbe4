"""A chart of seconds against size, both on logarithmic axes, as SVG."""

import math
from typing import Any

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 50, 60


def growth(rows: list[dict[str, Any]]) -> str:
    """Return the chart of the figures of several sizes, with the line of linear growth."""
    xs, ys = [r["claims"] for r in rows], [r["user_s"] for r in rows]
    left, right = math.log10(xs[0]) - 0.1, math.log10(xs[-1]) + 0.1
    least = min(*ys, ys[-1] * xs[0] / xs[-1])
    low, high = math.floor(math.log10(least) * 2) / 2, math.ceil(math.log10(max(ys)) * 2) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (math.log10(x) - left) / (right - left) * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - (math.log10(y) - low) / (high - low) * (HEIGHT - TOP - BOTTOM),
        )

    slope = (math.log(ys[-1]) - math.log(ys[0])) / (math.log(xs[-1]) - math.log(xs[0]))
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" font-size="12" fill="#1b1e22" role="img">'
        ),
        "<title>Seconds to fuse a synthetic war, by its number of claims</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        (
            f'<text x="{LEFT}" y="24" font-size="15" font-weight="600">Fusing a synthetic war: '
            f"{slope:.2f} decades of time for a decade of claims</text>"
        ),
    ]
    for row in rows:
        x, _ = at(row["claims"], 1)
        parts.append(
            f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#e0ddd6"/>'
        )
        parts.append(
            f'<text x="{x:.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{row["claims"]:,}</text>'
        )
    for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100):
        if low <= math.log10(tick) <= high:
            _, y = at(xs[0], tick)
            parts.append(
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.0f}" y2="{y:.0f}" stroke="#e0ddd6"/>'
            )
            parts.append(
                f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{tick:g} s</text>'
            )
    (x1, y1), (x2, y2) = at(xs[0], ys[-1] * xs[0] / xs[-1]), at(xs[-1], ys[-1])
    parts.append(
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#a3a3a3" stroke-dasharray="5 4"/>'
    )
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, xs, ys))
    parts.append(f'<polyline points="{path}" fill="none" stroke="#5a3e85" stroke-width="2"/>')
    for row, x, y in ((r, *at(r["claims"], r["user_s"])) for r in rows):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#5a3e85"/>')
        parts.append(
            f'<text x="{x - 8:.1f}" y="{y - 8:.1f}" text-anchor="end">{row["user_s"]:g} s</text>'
        )
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 16}" text-anchor="middle">claims (places grow with them, 730 days); processor seconds; '
        "dashed: linear from the largest</text></svg>"
    )
    return "\n".join(parts) + "\n"


def reliability(bins: list[dict[str, Any]], days: int) -> str:
    """Return what came of each probability, beside the line on which a perfect forecaster lies."""
    size, edge = 420, 60

    def at(p: float, q: float) -> tuple[float, float]:
        return edge + p * (size - 2 * edge), size - edge - q * (size - 2 * edge)

    most = max(b["days"] for b in bins)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
            'font-family="sans-serif" font-size="12" fill="#1b1e22" role="img">'
            "<title>Reliability of control</title>"
        ),
        f'<rect width="{size}" height="{size}" fill="#ffffff"/>',
        (
            f'<text x="{edge}" y="30" font-size="15" font-weight="600">'
            f"Reliability of control on {days:,} settlement-days</text>"
        ),
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        (x, low), (left, y) = at(tick, 0), at(0, tick)
        right, high = at(1, 1)
        parts.extend(
            (
                f'<line x1="{x}" x2="{x}" y1="{low}" y2="{high}" stroke="#e0ddd6"/>',
                f'<line x1="{left}" x2="{right}" y1="{y}" y2="{y}" stroke="#e0ddd6"/>',
                f'<text x="{x}" y="{low + 18}" text-anchor="middle">{tick:g}</text>',
                f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:g}</text>',
            )
        )
    (x1, y1), (x2, y2) = at(0, 0), at(1, 1)
    parts.append(f'<path d="M{x1} {y1} L{x2} {y2}" stroke="#a3a3a3" stroke-dasharray="5 4"/>')
    points = [at(b["mean"], b["came"]) for b in bins]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts.append(f'<polyline points="{path}" fill="none" stroke="#5a3e85" stroke-width="2"/>')
    for one, (x, y) in zip(bins, points, strict=True):
        radius = 3 + 7 * math.sqrt(one["days"] / most)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#5a3e85"/>')
    parts.extend(
        (
            (
                f'<text x="{size / 2}" y="{size - 14}" text-anchor="middle">probability given to the new'
                " holder (area of a dot: days)</text>"
            ),
            (
                f'<text transform="translate(18 {size / 2}) rotate(-90)" text-anchor="middle">share held'
                " by the new holder</text></svg>"
            ),
        )
    )
    return "\n".join(parts) + "\n"
