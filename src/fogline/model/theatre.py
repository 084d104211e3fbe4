"""A theatre: everything particular to one conflict, as data.

A theatre is a folder of YAML files (`theatres/<id>/`): `theatre.yaml` (this class without the
lists below), `actors.yaml`, `sources.yaml`, `places.yaml`, `baseline.yaml`, `sectors.yaml`.
"""

from datetime import date
from typing import Any, Literal, TypeAlias

from fogline.model.base import Record
from fogline.model.scenario import SectorGraph
from fogline.model.source import Source

RelationKind: TypeAlias = Literal["allied", "co_belligerent", "hostile", "neutral"]
ActorKind: TypeAlias = Literal[
    "military",  # the armed forces of a side, a branch, "troops"
    "formation",  # army, corps, division, operational group
    "unit",  # brigade and below
    "armed_group",  # militia, private military company, insurgent movement
    "government",  # ministry, presidency, occupation administration
    "police",
    "aid_organisation",
    "civilians",
]
Echelon: TypeAlias = Literal[
    "army_group",
    "army",
    "corps",
    "division",
    "brigade",
    "regiment",
    "battalion",
    "company",
    "platoon",
    "squad",
]
PlaceKind: TypeAlias = Literal[
    "country",
    "region",
    "district",
    "settlement",
    "sector",
    "river",
    "lake",
    "road",
    "railway",
    "bridge",
    "crossing",
    "height",
    "plant",
    "mine",
    "airport",
    "port",
    "dam",
    "line",
    "area",
    "camp",
    "forest",
    "crossroads",
    "station",
    "site",
]


class Side(Record, frozen=True, kw_only=True):
    """One belligerent, named as reporting names it."""

    id: str
    name: str
    adjectives: tuple[str, ...] = ()
    """"Ukrainian": before "forces", "troops", "army"."""
    people: tuple[str, ...] = ()
    """"Ukrainians": stands for the side's forces when it fights or leaves."""
    aliases: tuple[str, ...] = ()
    """Names and metonyms of the side itself: "Ukraine", "Kyiv", "AFU"."""
    home: tuple[str, ...] = ()
    """Regions and towns whose officials and papers speak for this side, where it is not said otherwise."""
    arms: tuple[str, ...] = ()
    """Weapons, one word each, that in this war only this side has: whose "Shaheds" are."""
    colour: str = "#666666"
    """Fill on maps, `#rrggbb`; the sides of a theatre must differ for colour-blind readers."""


class Relation(Record, frozen=True, kw_only=True):
    """How two sides stand to each other in a period; inclusive days, None = open."""

    a: str
    b: str
    kind: RelationKind
    since: date | None = None
    until: date | None = None
    source: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """Somebody who acts: a force, unit, group, government; not a voice (see Source)."""

    id: str
    name: str
    side: str | None
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    echelon: Echelon | None = None
    parent: str | None = None


class PlaceName(Record, frozen=True, kw_only=True):
    """A further name of a place: who uses it, in which language, in which years."""

    text: str
    language: str | None = None
    since: int | None = None
    until: int | None = None
    used_by: str | None = None
    """The side id whose reporting uses the name, None = anybody."""


class TheatrePlace(Record, frozen=True, kw_only=True):
    """A place that the default gazetteer lacks or that the theatre needs with a shape."""

    id: str
    """Slug; shown as `theatre:slug`."""
    name: str
    kind: PlaceKind
    lon: float
    lat: float
    source: str
    """Where the fact (coordinates, course, outline) comes from."""
    radius_km: float = 1.0
    """Half the extent: a village 0.8, a town 3, a bridge 0.1."""
    geometry: dict[str, Any] | None = None
    """GeoJSON geometry: LineString for rivers, roads, railways, lines; Polygon for sectors."""
    names: tuple[PlaceName, ...] = ()
    part_of: str | None = None
    """Slug of the city, district or region it belongs to."""
    crosses: str | None = None
    """For bridges and crossings: slug of the river; `carries` the road or railway."""
    carries: str | None = None
    population: int | None = None
    geonames: int | None = None
    """GeoNames id of the same place, if it has one: the two become one entry."""


class BaselineZone(Record, frozen=True, kw_only=True):
    """Everything inside the polygon was held by this side at the baseline day."""

    side: str
    geometry: dict[str, Any]
    note: str | None = None


class BaselineEntry(Record, frozen=True, kw_only=True):
    """One place's state at the baseline day; wins over the zones."""

    place: str
    """A theatre place's slug."""
    control: dict[str, float]
    """Probability by side id and `contested`, summing to 1."""
    note: str | None = None


class Baseline(Record, frozen=True, kw_only=True):
    """Who held what at the start, dated and sourced."""

    on: date
    source: str
    entries: tuple[BaselineEntry, ...]
    zones: tuple[BaselineZone, ...] = ()


class PublicationPolicy(Record, frozen=True, kw_only=True):
    """What a theatre holds back from everything that leaves the store, the same for every side."""

    unit_positions_hours: int = 72
    convoys_hours: int = 72
    impact_points_hours: int = 24
    source: str | None = None


class Area(Record, frozen=True, kw_only=True):
    """A named polygon of the theatre, what `--area` takes."""

    id: str
    name: str
    geometry: dict[str, Any]


class CredibilityPrior(Record, frozen=True, kw_only=True):
    """What a source kind's claims of a topic are worth before any record, as a Beta(a, b)."""

    kind: str
    """Source kind, see `fogline.model.source.SourceKind`."""
    topic: Literal["own_advance", "other_loss", "own_loss", "own_retreat", "civilians", "any"]
    a: float
    b: float
    note: str


class Demo(Record, frozen=True, kw_only=True):
    """What `fogline demo` shows of the theatre's dossier."""

    name: str
    """Of the store file."""
    on: date
    area: str


class Theatre(Record, frozen=True, kw_only=True):
    """One conflict as data. Built by `fogline.theatres.load`, which checks every reference."""

    id: str
    name: str
    zone: str
    """IANA time zone of its days."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, most concerned first: a prior for place names."""
    centre: tuple[float, float]
    """Lon, lat: a prior for place names and the first view of maps."""
    summary: str
    began: date | None = None
    """The day on which the war began, for "since the start of the war"; None = not one day."""
    sides: tuple[Side, ...]
    relations: tuple[Relation, ...]
    policy: PublicationPolicy
    areas: tuple[Area, ...] = ()
    priors: tuple[CredibilityPrior, ...] = ()
    capitals: dict[str, str] = {}
    """Metonyms of governments: "Kyiv" -> side id; read as a voice or actor, not a place, when
    they speak or decide."""
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[TheatrePlace, ...] = ()
    baseline: Baseline | None = None
    sectors: tuple[SectorGraph, ...] = ()
    """Ground that was drawn for outlooks, a graph each."""
    demo: Demo | None = None

    @property
    def home(self) -> str:
        """The country most concerned, "" for a theatre that names none."""
        return self.countries[0] if self.countries else ""
