"""A scenario: ground as a graph of sectors, forces, a start, and courses of action of both sides."""

from datetime import date
from typing import Literal, TypeAlias

from fogline.model.base import Record

Terrain: TypeAlias = Literal["city", "village", "open"]
Height: TypeAlias = Literal["valley", "slope", "height"]
Action: TypeAlias = Literal["attack", "envelop", "hold", "withdraw", "reinforce", "counterattack"]
Measure: TypeAlias = Literal[
    "road_share",  # of the defender's roads, weighted; a road under fire counts half
    "exchange",  # attacker's losses for one of the defender's, over the last fourteen days or so
    "held_share",  # of the focus sectors' area, by the defender
    "own_strength",  # of the side that follows the course, against its start
    "day",  # since the start
]
Role: TypeAlias = Literal["attacker", "defender"]


class Range(Record, frozen=True, kw_only=True):
    """What a number may be: 80 % of the belief lies between the two."""

    low: float
    high: float


class Sector(Record, frozen=True, kw_only=True):
    """A piece of ground that is fought for as one: a district, a village, a field."""

    id: str
    name: str
    lon: float
    lat: float
    km2: float
    terrain: Terrain = "open"
    height: Height = "slope"
    prepared: bool = False
    """Fortified before the fight came to it."""
    line: int = 1
    """Which line of the defence it belongs to, 1 = the first to be given up in a withdrawal."""
    focus: bool = False
    """Part of the ground that is asked about."""
    bank: str | None = None
    """On which side of a river it lies, for people to read; what counts is the links."""
    place: str | None = None
    """Gazetteer id of the place whose control it starts with."""


class Link(Record, frozen=True, kw_only=True):
    """Two sectors from one of which the other can be attacked."""

    a: str
    b: str
    road: str | None = None
    river: str | None = None
    """The water between them."""
    bridge: str | None = None
    """Theatre place of the bridge, None = none stands: the crossing is slow."""


class SupplyRoad(Record, frozen=True, kw_only=True):
    """A road on which the defender of the focus is supplied, from the rear inwards."""

    id: str
    name: str
    through: tuple[str, ...]
    """Sectors: in enemy hands the road is cut, beside enemy-held ones it is under fire."""
    weight: float = 1.0


class Force(Record, frozen=True, kw_only=True):
    """What a side has around the focus from a day on."""

    side: str
    since: date
    strength: Range
    """Soldiers in the line."""
    reserves: Range
    replacements: Range
    """Soldiers a day."""
    source: str
    published: bool = True
    """False where the side publishes nothing and the range is others' guess."""


class Exchange(Record, frozen=True, kw_only=True):
    """What was said, earlier in the same war, of the attacker's losses for one of the defender's."""

    since: date
    """The day on which it was published."""
    low: float
    high: float
    source: str


class SectorGraph(Record, frozen=True, kw_only=True):
    """Ground and forces round one place."""

    id: str
    name: str
    attacker: str
    defender: str
    sectors: tuple[Sector, ...]
    links: tuple[Link, ...]
    roads: tuple[SupplyRoad, ...] = ()
    forces: tuple[Force, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    sources: tuple[str, ...] = ()
    record: str | None = None
    """Name of the table of fitted hazards that this war has, None = priors only."""


class Trigger(Record, frozen=True, kw_only=True):
    """A change of action as soon as a condition on the state holds."""

    when: Measure
    below: float | None = None
    above: float | None = None
    action: Action
    delay_days: int = 0
    """Between the condition and the first effect."""


class Course(Record, frozen=True, kw_only=True):
    """A course of action: what a side does, and what makes it do something else."""

    name: str
    side: str
    action: Action
    reason: str = ""
    intensity: float = 1.0
    """1 = as in the weeks before the start."""
    phase_days: int = 7
    """Between two lines of a phased withdrawal."""
    delay_days: int = 10
    """Until reinforcements are in the line."""
    triggers: tuple[Trigger, ...] = ()


class StartControl(Record, frozen=True, kw_only=True):
    """Belief about one sector at the start."""

    sector: str
    attacker: float
    """Probability that the attacker holds it."""
    contested: float = 0.0
    """Probability that both stand in it."""


class Observation(Record, frozen=True, kw_only=True):
    """The attacker's share of the focus area on a day, as it was seen."""

    on: date
    share: float
    sd: float = 0.02


class SectorFact(Record, frozen=True, kw_only=True):
    """From a day on, the attacker held this share of a sector, as published."""

    sector: str
    on: date
    share: float
    source: str = ""


class Scenario(Record, frozen=True, kw_only=True):
    """A start and courses of both sides: what the engine runs.

    Spoken: "Bakhmut as it was known on 8 March 2023; what comes of holding, or of withdrawing
    in phases, if the other side goes on attacking, or envelops?"
    """

    id: str
    title: str
    on: date
    days: int
    graph: SectorGraph
    courses: tuple[Course, ...]
    start: tuple[StartControl, ...]
    history: tuple[Observation, ...] = ()
    """Before the cut-off only."""
    facts: tuple[SectorFact, ...] = ()
    """Before the cut-off only."""
    basis: str = ""
    """What the start rests on, in a sentence."""
    theatre: str | None = None
    """Whose sides these are, None = of no shipped theatre."""
    names: dict[str, str] = {}
    """Of the sides, by id."""
