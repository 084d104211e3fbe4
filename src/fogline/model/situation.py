"""A situation: control, presence and condition at a valid day, as known at an instant."""

from datetime import date
from typing import Any, Literal, TypeAlias

from fogline.model.base import Record

PlaceStatus: TypeAlias = Literal[
    "held",
    "claimed",
    "contested",
    "grey_zone",
    "infiltrated",
    "isolated",
    "vacated",
    "unknown",
]
AssetCondition: TypeAlias = Literal[
    "intact",
    "damaged",
    "destroyed",
    "temporary",
    "repaired",
    "unknown",
]
AssetAccess: TypeAlias = Literal["reported_open", "restricted", "under_fire", "cut", "unknown"]
LineBasis: TypeAlias = Literal["observed", "interpolated", "stale"]


class ClaimedBy(Record, frozen=True, kw_only=True):
    """A side that says it holds the place, since when, by which claims."""

    side: str
    since: str
    """ISO day."""
    claims: tuple[str, ...]


class Share(Record, frozen=True, kw_only=True):
    """Share of a city's area: not a probability."""

    low: float
    high: float


class PlaceSituation(Record, frozen=True, kw_only=True):
    """One settlement or city sector."""

    place_id: str
    """Gazetteer id."""
    kind: Literal["settlement", "sector"]
    name: str
    lon: float
    lat: float
    part_of: str | None
    control: dict[str, float]
    """Probability by side id and `contested`; sums to 1."""
    status: PlaceStatus
    claimed_by: tuple[ClaimedBy, ...]
    since: str | None
    """ISO day since when the status is so."""
    evidence_age_hours: float | None
    """From the newest evidence to the knowledge instant; None = none since the baseline."""
    origins_for: int
    origins_against: int
    claims: tuple[str, ...]
    reasons: dict[str, str]
    share: dict[str, Share] | None = None
    not_for_movement: Literal[True] = True


class LineSegment(Record, frozen=True, kw_only=True):
    """A stretch of the line of contact."""

    coordinates: tuple[tuple[float, float], ...]
    basis: LineBasis


class AssetSituation(Record, frozen=True, kw_only=True):
    """A bridge, road, railway or line."""

    place_id: str
    name: str
    asset_kind: str
    geometry: dict[str, Any]
    condition: AssetCondition
    access: AssetAccess
    by: tuple[str, ...]
    """Voices on whose word it rests."""
    since: str | None
    """ISO day."""
    claims: tuple[str, ...]
    reasons: dict[str, str]


class Situation(Record, frozen=True, kw_only=True):
    """What is held to be so on `on`, with what could be known at `known`."""

    theatre: str
    on: date
    known: str
    """ISO instant with offset."""
    places: tuple[PlaceSituation, ...]
    line_of_contact: tuple[LineSegment, ...]
    contact_band: dict[str, Any] | None
    """GeoJSON MultiPolygon, or None where it is empty."""
    assets: tuple[AssetSituation, ...]
    parameters: str
    """Version of the parameter set."""
    reasons: dict[str, str]
