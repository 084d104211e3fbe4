"""The named, versioned parameters of the situation room.

The values, each with source and reason, stand in `parameter_sets/`; this class says what they
are. Rates are per day, probabilities and weights without unit, lengths in km.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import yaml

from fogline.errors import DataError
from fogline.model.base import Record
from fogline.model.time import end_of_day

Kind: TypeAlias = Literal[
    "hold",
    "presence",
    "advance",
    "left",
    "not_hold",
    "not_left",
    "not_there",
    "repel",
    "fight",
    "defend",
    "strike",
]
KINDS: tuple[Kind, ...] = (
    "hold",
    "presence",
    "advance",
    "left",
    "not_hold",
    "not_left",
    "not_there",
    "repel",
    "fight",
    "defend",
    "strike",
)
"""What a claim observes of a place, about one side: the order of the model's tables."""

# The parser in C where PyYAML has it: six times as fast, and this is read at every start.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).with_name("parameter_sets")


class Emission(Record, frozen=True, kw_only=True):
    """P(report | state) relative to the most fitting state."""

    side: float
    """The side that the report speaks of holds the place."""
    contested: float
    other: float
    """A side that is not allied to it holds the place."""


class Accuracy(Record, frozen=True, kw_only=True):
    """Share of a kind of voice's claims that turn out so, by interest."""

    own: float
    """What is said serves the speaker's side."""
    admission: float
    """It goes against the speaker's side."""
    none: float
    """The speaker is of no side."""


class Values(Record, frozen=True, kw_only=True):
    """The scalars; `parameter_sets/` gives source and reason for each."""

    leave_quiet: float
    leave_active: float
    leave_front: float
    direct: float
    resolve: float
    resolve_base: float
    push: float
    neighbour_km: float
    neighbour_reach_km: float
    activity_days: float
    activity_scale: float
    repeat_days: float
    same_side_novelty: float
    neutral_novelty: float
    certainty_sharpness: float
    assessment_weight: float
    ongoing_weight: float
    part_weight: float
    near_weight: float
    city_hold_weight: float
    city_whole_weight: float = 0.7
    """A set kept before this was told apart does not have it."""
    city_keep_weight: float
    city_fight_weight: float
    not_observed: float
    baseline_sure: float
    claim_base: float
    shared_record: float = 0.5


class Earned(Record, frozen=True, kw_only=True):
    """How often a voice's claims of one kind turned out so."""

    voice: str
    """Key of the origin."""
    topic: str
    """As records are kept: `own_advance`, `own_retreat`, `own_loss`, `other_loss`, `any`."""
    so: int
    not_so: int


class Parameters(Record, frozen=True, kw_only=True):
    """One version of the set."""

    version: str
    fitted_until: date | None
    """The last instant of data that a fit used; None = set by hand, no fit."""
    values: Values
    stances: dict[str, float]
    """Factor on how far a claim moves anything, by what a relay does with it."""
    accuracy: dict[str, Accuracy]
    observations: dict[Kind, Emission]
    reasons: dict[str, str] = {}
    """Per scalar: "reason (source)"."""
    records: tuple[Earned, ...] = ()
    """What voices earned; it is learned from the claims at hand and not kept in a file."""
    records_until: str | None = None
    """The instant by which it was."""


@lru_cache(maxsize=16)
def load(path: Path) -> Parameters:
    """Read a parameter file.

    Raises:
        DataError: a value is missing, unknown or without source and reason.
    """
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe, both
    try:
        rows = data.pop("values")
        reasons = {name: f"{row['reason']} ({row['source']})" for name, row in rows.items()}
        values = {name: row["value"] for name, row in rows.items()}
        result = Parameters.from_json({**data, "values": values, "reasons": reasons})
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise DataError(f"parameters {path}: {error!r}") from error
    if missing := set(KINDS) - set(result.observations):
        raise DataError(f"parameters {path}: no emission for {sorted(missing)}")
    return result


def save(parameters: Parameters, path: Path) -> None:
    """Write a set as a file that `load` reads."""
    data = parameters.but(records=(), records_until=None).to_json()
    del data["records"], data["records_until"]
    reasons = data.pop("reasons")
    data["values"] = {
        name: {"value": value, "source": "refit or kept, see reason", "reason": reasons[name]}
        for name, value in data["values"].items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    part.replace(path)


def beside(store: str | Path) -> Path:
    """Return the folder of the sets that were refitted on a store: `war.parameters` of `war.fog`."""
    return Path(store).with_suffix(".parameters")


def kept(store: str | Path) -> tuple[Parameters, ...]:
    """Return the sets that were refitted on a store.

    Raises:
        DataError: one of them cannot be read.
    """
    if not str(store):
        return ()
    return tuple(load(path) for path in sorted(beside(store).glob("*.yaml")))


def versions(further: Sequence[Parameters] = ()) -> tuple[Parameters, ...]:
    """Return the versions that ship and further ones, the one fitted on the latest data first.

    Of two that used data up to one day, the further one is first.
    """
    found = [*further, *(load(path) for path in sorted(FOLDER.glob("*.yaml"), reverse=True))]
    return tuple(sorted(found, key=lambda p: p.fitted_until or date.min, reverse=True))


def newest() -> Parameters:
    """Return the newest version that ships."""
    return versions()[0]


def at(known: datetime | None, zone: str = "UTC", further: Sequence[Parameters] = ()) -> Parameters:
    """Return the newest version whose fit used nothing later than `known`.

    A fit that used data up to a day is known when that day ends in `zone`.
    """
    return next(
        p
        for p in versions(further)
        if known is None or p.fitted_until is None or end_of_day(p.fitted_until, zone) <= known
    )
