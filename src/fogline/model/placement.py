"""A placement: where a place word is, as geometry with an error, and why."""

from typing import Any, Literal, TypeAlias

from fogline.model.base import Record

PlaceRelation: TypeAlias = Literal[
    "north_part",
    "north_east_part",
    "east_part",
    "south_east_part",
    "south_part",
    "south_west_part",
    "west_part",
    "north_west_part",
    "centre",
    "outskirts",
    "north_of",
    "north_east_of",
    "east_of",
    "south_east_of",
    "south_of",
    "south_west_of",
    "west_of",
    "north_west_of",
    "north_bank",
    "east_bank",
    "south_bank",
    "west_bank",
    "left_bank",
    "right_bank",
    "between",
    "near",
    "around",
    "along",
    "towards",
    "up_to",
    "across",
    "distance",
    "line",
    "from_to",
    "crossroads",
]
"""How the words stand to the place they name; None is the place itself."""


class PlaceWords(Record, frozen=True, kw_only=True):
    """Words that name a place, found in a text before it is known which place.

    Example: in "on the eastern bank of the Bakhmutka River", `name` is "Bakhmutka River",
    `relation` is "east_bank", and `text` the whole phrase.
    """

    text: str
    start: int
    end: int
    names: tuple[str, ...]
    """The bare names, one except for `between`, `line` and `from_to`."""
    name_spans: tuple[tuple[int, int], ...]
    relation: PlaceRelation | None = None
    distance_km: float | None = None
    bearing: float | None = None
    """Degrees clockwise from north, for `distance`."""
    kind_hint: str | None = None
    """Place kind that a word beside the name says: "village", "river", "district"."""


class Candidate(Record, frozen=True, kw_only=True):
    """A gazetteer entry that bears the name, with its score and the reason in a sentence."""

    gazetteer_id: str
    name: str
    kind: str
    country: str | None
    lon: float
    lat: float
    score: float
    reason: str


class Placement(Record, frozen=True, kw_only=True):
    """Where the words are. Abstention has null coordinates and a reason."""

    words: PlaceWords
    name: str | None
    lon: float | None
    lat: float | None
    radius_km: float | None
    geometry: dict[str, Any] | None
    gazetteer_id: str | None
    probability: float | None
    rests_on: tuple[str, ...] = ()
    """Gazetteer ids of all entries the geometry was made from."""
    rejected: tuple[Candidate, ...] = ()
    reason: str = ""
