"""A sector graph made of a theatre's places where nobody has drawn one."""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from fogline.errors import UsageError
from fogline.model.scenario import Link, Sector, SectorGraph
from fogline.model.theatre import TheatrePlace

_MOST_SECTORS = 60
_KM = 111.32
_VILLAGE_KM2 = 8.0
_LOST = 0.5
_CITY = 20_000
"""Inhabitants from which a settlement counts as a city, and streets slow the attack."""


def derived(
    name: str, places: Sequence[TheatrePlace], control: Mapping[str, Mapping[str, float]]
) -> SectorGraph:
    """Return a graph of an area's settlements and city sectors.

    Two are joined if no third lies within the circle that has them as its ends (Gabriel graph).
    The two sides with the most control are taken as the parties, the weaker as the attacker's
    opponent: who defends is who holds more of the ground. Roads and rivers are not known here.

    Args:
        name: of the area.
        places: inside it.
        control: by place id and side, on the cut-off day.

    Raises:
        UsageError: fewer than two places, or fewer than two sides, are known there.
    """
    chosen = [p for p in _fought_for(places) if f"theatre:{p.id}" in control][:_MOST_SECTORS]
    if len(chosen) < 2:
        raise UsageError(
            f"--area {name!r}: fewer than two places with a known state; nothing to fight for"
        )
    defender, attacker = _parties(name, [control[f"theatre:{p.id}"] for p in chosen])
    joined = list(_joined(chosen))
    lost = {p.id: control[f"theatre:{p.id}"].get(attacker, 0.0) for p in chosen}
    lines = _lines(lost, [(a.id, b.id) for a, b in joined])
    return SectorGraph(
        id=f"area-{name.lower().replace(' ', '-')}",
        name=name,
        attacker=attacker,
        defender=defender,
        sectors=tuple(
            _sector(p, control[f"theatre:{p.id}"], defender).but(line=lines[p.id]) for p in chosen
        ),
        links=tuple(Link(a=a.id, b=b.id) for a, b in joined),
    )


def _lines(lost: Mapping[str, float], joined: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return how many sectors lie between each and what is most surely the attacker's.

    That is the order in which a withdrawal gives them up.
    """
    beside: dict[str, set[str]] = {id_: set() for id_ in lost}
    for a, b in joined:
        beside[a].add(b)
        beside[b].add(a)
    most = max(lost.values())
    waiting = deque((id_, 1) for id_, p in lost.items() if p >= min(_LOST, most))
    lines: dict[str, int] = {}
    while waiting:
        here, line = waiting.popleft()
        if here not in lines:
            lines[here] = line
            waiting.extend((other, line + 1) for other in sorted(beside[here]))
    return {id_: lines.get(id_, 1) for id_ in lost}


def _fought_for(places: Sequence[TheatrePlace]) -> list[TheatrePlace]:
    """Return settlements and city sectors, the sectors instead of their city; largest first."""
    split = {p.part_of for p in places if p.kind == "sector"}
    kept = [
        p for p in places if p.kind == "sector" or (p.kind == "settlement" and p.id not in split)
    ]
    return sorted(kept, key=lambda p: (-(p.population or 0), -p.radius_km, p.id))


def _parties(name: str, states: Iterable[Mapping[str, float]]) -> tuple[str, str]:
    total: dict[str, float] = {}
    for state in states:
        for side, p in state.items():
            if side != "contested":
                total[side] = total.get(side, 0.0) + p
    ranked = sorted(total, key=lambda s: (-total[s], s))
    if len(ranked) < 2 or total[ranked[1]] <= 0:
        raise UsageError(f"--area {name!r}: only one side is known there; nothing to fight for")
    return ranked[0], ranked[1]


def _sector(place: TheatrePlace, control: Mapping[str, float], defender: str) -> Sector:
    city = place.kind == "sector" or (place.population or 0) >= _CITY
    return Sector(
        id=place.id,
        name=place.name,
        lon=place.lon,
        lat=place.lat,
        km2=max(_VILLAGE_KM2, math.pi * place.radius_km**2),
        terrain="city" if city else "village",
        # What the defender does not hold cannot be asked about as ground to be held.
        focus=control.get(defender, 0.0) > 0,
        place=f"theatre:{place.id}",
    )


def _joined(places: Sequence[TheatrePlace]) -> Iterable[tuple[TheatrePlace, TheatrePlace]]:
    wide = math.cos(math.radians(sum(p.lat for p in places) / len(places)))
    at = {p.id: (p.lon * _KM * wide, p.lat * _KM) for p in places}

    def square(a: tuple[float, float], b: tuple[float, float]) -> float:
        return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2

    for a, b in combinations(places, 2):
        middle = ((at[a.id][0] + at[b.id][0]) / 2, (at[a.id][1] + at[b.id][1]) / 2)
        radius = square(at[a.id], at[b.id]) / 4
        others = (at[p.id] for p in places if p.id not in {a.id, b.id})
        if not any(square(o, middle) < radius for o in others):
            yield a, b
