"""A first draft of a theatre's `sectors.yaml`, to be corrected by who knows the ground."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from fogline.model.scenario import SectorGraph

_KEPT = ("id", "name", "place", "lon", "lat", "km2", "terrain", "height", "line", "focus")
_HEAD = """\
# Ground round {name} as a graph of sectors, for `fogline outlook`: a draft made of the theatre's
# places and their distances. Correct it, then: fogline outlook ground check THEATRE_FOLDER
#
# terrain: city, village or open; height: valley, slope or height; prepared: fortified before.
# line: order of the lines of a withdrawal, 1 is given up first; focus: the ground asked about.
# A link says that from either end the other can be attacked; over water give it `river: NAME`,
# and `bridge: PLACE_ID` where one stands; `road: NAME` where a road runs along it.
"""
_ROADS = """\
  # Supply roads of the defender, from the rear to the focus, sector by sector. Without them all
  # supply is taken as open, and the outlook says so.
  roads: []
  #  - {{id: main, name: the main road, through: [{a}, {b}], weight: 1}}
"""
_FORCES = """\
  # What each side has, as ranges that hold 80 % of the belief, by the day on which it was
  # published; replacements are soldiers a day. Without an entry a wide range stands in for it.
  forces: []
  #  - {{side: {side}, since: 2030-01-01, strength: {{low: 5000, high: 15000}}, reserves: {{low: 500, high: 3000}}, replacements: {{low: 20, high: 150}}, published: false, source: who says so, and when}}
  # What was said, earlier in this war, of the attacker's losses for one of the defender's.
  exchanges: []
  #  - {{since: 2030-01-01, low: 0.5, high: 3, source: who says so, and when}}
"""


def sketch(graph: SectorGraph) -> str:
    """Return a graph as YAML of a theatre's `sectors.yaml`, with what to write where in comments."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: SectorGraph) -> Iterator[str]:
    yield _HEAD.format(name=graph.name).rstrip()
    yield f"- id: {graph.id}"
    yield f"  name: {_flow(graph.name)}"
    yield f"  attacker: {graph.attacker}  # who advances"
    yield f"  defender: {graph.defender}"
    yield "  sources: [write where adjacency and heights come from]"
    yield "  sectors:"
    for sector in graph.sectors:
        given = sector.to_json()
        yield f"    - {_flow({k: given[k] for k in _KEPT})}"
    yield "  links:"
    for link in graph.links:
        yield f"    - {_flow({'a': link.a, 'b': link.b})}"
    ids = [s.id for s in graph.sectors]
    yield _ROADS.format(a=ids[0], b=ids[-1]).rstrip()
    yield _FORCES.format(side=graph.defender).rstrip()


def _flow(data: Mapping[str, Any] | str) -> str:
    """Return data on one line of YAML."""
    text = yaml.safe_dump(
        data if isinstance(data, str) else {k: _short(v) for k, v in data.items()},
        default_flow_style=True, sort_keys=False, width=10_000, allow_unicode=True,
    )  # fmt: skip
    return text.removesuffix("...\n").strip()


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
