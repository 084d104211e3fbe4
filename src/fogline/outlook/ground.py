"""Ground as arrays: what the engine needs of a graph, and the checks that a graph holds together."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from fogline.errors import UsageError
from fogline.model.scenario import Link, SectorGraph

CELL_KM2 = 0.5
"""Ground changes hands in pieces of this size."""
_MOST_CELLS = 60
_ROAD_WEIGHT = 1.25
"""A neighbour along a road counts a quarter more in the surroundings; ours."""
_OWN_WEIGHT = 0.3
"""Of the surroundings within 5 km, about what lies in the sector itself."""
_HEIGHTS = {"valley": 0.0, "slope": 1.0, "height": 2.0}
FREE, BRIDGED, UNBRIDGED = 0.0, 0.5, 1.0


class Ground(NamedTuple):
    """The graph in the engine's arrays; S sectors, E directed links, R roads."""

    cells: Any
    """int64 (S,): pieces of ground."""
    first: Any
    """int64 (S + 1,): where a sector's links start."""
    other: Any
    """int64 (E,): the sector at the other end."""
    weight: Any
    """float64 (E,): sums to 1 - `_OWN_WEIGHT` over a sector's links."""
    own: Any
    """float64 (S,): weight of the sector's own ground in its surroundings."""
    water: Any
    """float64 (E,): 0 dry, 0.5 a bridge, 1 none."""
    climb: Any
    """float64 (E,): steps uphill from the other end."""
    city: Any
    """float64 (S,): 1 in a city."""
    prepared: Any
    """float64 (S,)."""
    line: Any
    """int64 (S,): order of the lines in a withdrawal."""
    focus: Any
    """float64 (S,): share of the focus area, sums to 1."""
    road_first: Any
    """int64 (R + 1,)."""
    road_sector: Any
    """int64: sectors the roads run through."""
    road_weight: Any
    """float64 (R,): sums to 1."""


def ground(graph: SectorGraph) -> Ground:
    """Return a checked graph as arrays.

    Raises:
        UsageError: the graph does not hold together; every fault is named.
    """
    faults = list(check(graph))
    if faults:
        raise UsageError(f"sector graph {graph.id!r}:\n  " + "\n  ".join(faults))
    sectors = graph.sectors
    index = {s.id: i for i, s in enumerate(sectors)}
    first, other, weight, water, climb = _links(graph, index)
    focus = np.array([s.km2 if s.focus else 0.0 for s in sectors])
    road_first, road_sector, road_weight = _roads(graph, index)
    linked = np.diff(first) > 0
    return Ground(
        cells=np.array([_cells(s.km2) for s in sectors], np.int64),
        first=first,
        other=other,
        weight=weight,
        own=np.where(linked, _OWN_WEIGHT, 1.0),
        water=water,
        climb=climb,
        city=np.array([float(s.terrain == "city") for s in sectors]),
        prepared=np.array([float(s.prepared) for s in sectors]),
        line=np.array([s.line for s in sectors], np.int64),
        focus=focus / focus.sum(),
        road_first=road_first,
        road_sector=road_sector,
        road_weight=road_weight,
    )


def _cells(km2: float) -> int:
    return int(np.clip(round(km2 / CELL_KM2), 2, _MOST_CELLS))


def _links(graph: SectorGraph, index: dict[str, int]) -> tuple[Any, Any, Any, Any, Any]:
    ends: list[list[tuple[int, Link]]] = [[] for _ in graph.sectors]
    for link in graph.links:
        a, b = index[link.a], index[link.b]
        ends[a].append((b, link))
        ends[b].append((a, link))
    first = np.cumsum([0, *(len(e) for e in ends)])
    flat = [(i, j, link) for i, e in enumerate(ends) for j, link in e]
    height = [_HEIGHTS[s.height] for s in graph.sectors]
    raw = np.array([_ROAD_WEIGHT if k.road else 1.0 for _, _, k in flat])
    totals = np.bincount([i for i, _, _ in flat], raw, minlength=len(ends))
    weight = raw / totals[[i for i, _, _ in flat]] * (1 - _OWN_WEIGHT)
    water = [FREE if not k.river else BRIDGED if k.bridge else UNBRIDGED for _, _, k in flat]
    climb = [max(height[i] - height[j], 0.0) for i, j, _ in flat]
    others = np.array([j for _, j, _ in flat], np.int64)
    return first.astype(np.int64), others, weight, np.array(water), np.array(climb)


def _roads(graph: SectorGraph, index: dict[str, int]) -> tuple[Any, Any, Any]:
    first = np.cumsum([0, *(len(r.through) for r in graph.roads)]).astype(np.int64)
    through = np.array([index[s] for r in graph.roads for s in r.through], np.int64)
    weight = np.array([r.weight for r in graph.roads], np.float64)
    return first, through, weight / weight.sum() if len(weight) else weight


def check(graph: SectorGraph) -> Iterable[str]:
    """Yield a sentence for each thing in a graph that does not hold together."""
    ids = [s.id for s in graph.sectors]
    known = set(ids)
    if graph.attacker == graph.defender:
        yield f"attacker and defender are both {graph.attacker!r}; name two sides"
    for id_ in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"sector {id_!r} is defined twice"
    for sector in graph.sectors:
        if not sector.km2 > 0:
            yield f"sector {sector.id!r}: km2 is {sector.km2}; an area is above 0"
        if sector.line < 1:
            yield f"sector {sector.id!r}: line is {sector.line}; lines count from 1"
    if not any(s.focus for s in graph.sectors):
        yield "no sector is marked `focus: true`; say which ground is asked about"
    yield from _check_links(graph, known)
    yield from _check_roads(graph, known)
    yield from _check_forces(graph)
    yield from check_exchanges(graph)


def _check_links(graph: SectorGraph, known: set[str]) -> Iterator[str]:
    for link in graph.links:
        for end in (link.a, link.b):
            if end not in known:
                yield _unknown(f"link {link.a!r} - {link.b!r}", end, known)
        if link.a == link.b:
            yield f"link {link.a!r} - {link.b!r}: joins a sector with itself; remove it"
        if link.bridge and not link.river:
            yield f"link {link.a!r} - {link.b!r}: has a bridge but no river; name the river"
    lonely = _unreached(graph, known)
    if lonely:
        yield f"no link leads to {', '.join(sorted(lonely))}; nothing there could ever change hands"


def _unreached(graph: SectorGraph, known: set[str]) -> set[str]:
    """Return what no link joins to the first sector."""
    beside: dict[str, set[str]] = {i: set() for i in known}
    for link in graph.links:
        if link.a in known and link.b in known:
            beside[link.a].add(link.b)
            beside[link.b].add(link.a)
    seen: set[str] = set()
    waiting = deque(s.id for s in graph.sectors[:1])
    while waiting:
        here = waiting.popleft()
        if here not in seen:
            seen.add(here)
            waiting.extend(beside[here] - seen)
    return known - seen


def _check_roads(graph: SectorGraph, known: set[str]) -> Iterator[str]:
    joined = {frozenset((k.a, k.b)) for k in graph.links}
    for road in graph.roads:
        if not road.through:
            yield f"road {road.id!r} runs through no sector"
        if not road.weight > 0:
            yield f"road {road.id!r}: weight is {road.weight}; a weight is above 0"
        for id_ in road.through:
            if id_ not in known:
                yield _unknown(f"road {road.id!r}", id_, known)
        if len(set(road.through)) < len(road.through):
            yield f"road {road.id!r} comes back to a sector it has passed; a supply road has two ends"
        for a, b in zip(road.through, road.through[1:], strict=False):
            if a in known and b in known and a != b and frozenset((a, b)) not in joined:
                yield f"road {road.id!r} goes from {a!r} to {b!r}, but no link joins them; add the link"


def _check_forces(graph: SectorGraph) -> Iterator[str]:
    sides = {graph.attacker, graph.defender}
    for force in graph.forces:
        if force.side not in sides:
            yield f"force of {force.since}: side {force.side!r} is neither {' nor '.join(sorted(sides))}"
        for name in ("strength", "reserves", "replacements"):
            value = getattr(force, name)
            if value.low < 0:
                yield f"force of {force.side!r}, {force.since}: {name} is {value.low:g}; soldiers are not negative"
            if value.high < value.low:
                yield f"force of {force.side!r}, {force.since}: {name} goes from {value.low:g} down to {value.high:g}; write low first"
        if not force.strength.high > 0:
            yield f"force of {force.side!r}, {force.since}: strength is 0; without soldiers there is nothing to simulate"


def check_exchanges(graph: SectorGraph) -> Iterator[str]:
    """Yield a sentence for each exchange that is no range."""
    for said in graph.exchanges:
        if not 0 < said.low <= said.high:
            yield f"exchange of {said.since}: {said.low:g} to {said.high:g}; write two numbers above 0, low first"


def _unknown(where: str, id_: str, known: set[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(id_, sorted(known), score_cutoff=60)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"{where} names the unknown sector {id_!r}{hint}"
