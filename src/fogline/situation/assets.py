"""Bridges, roads, railways and lines: condition and access, on whose word, since when."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from fogline.model.claim import Claim
from fogline.model.situation import AssetAccess, AssetCondition, AssetSituation
from fogline.model.theatre import TheatrePlace
from fogline.situation.known import Ledger, iso
from fogline.situation.observations import Evidence, observation_day
from fogline.situation.origins import Origin
from fogline.situation.reading import silent
from fogline.situation.supports import THEATRE
from fogline.situation.ways import Ways

KINDS = frozenset({"bridge", "crossing", "road", "railway", "line"})
LONG = frozenset({"road", "railway"})
ACCESS_DAYS = 14
"""A report of fire on a road stands this long unless repeated."""
LEAST_SURE = 0.5
"""Claims whose words are less sure than this, in the middle, change nothing."""

SUB_CONDITION: dict[str, AssetCondition] = {"repair": "repaired"}
SUB_ACCESS: dict[str, AssetAccess] = {
    "cut_road": "cut",
    "shell": "under_fire",
    "fire_control": "under_fire",
    "mine": "restricted",
    "lack": "restricted",
}
ACTION_CONDITION: dict[str, AssetCondition] = {"destroy": "destroyed"}
ACTION_ACCESS: dict[str, AssetAccess] = {
    "strike": "under_fire",
    "attack": "under_fire",
    "encircle": "cut",
    "supply": "reported_open",
    "halt": "restricted",
    "move": "reported_open",
    "displace": "reported_open",
}
Told: TypeAlias = tuple[int, float, Claim, Origin]
Value = TypeVar("Value", AssetCondition, AssetAccess)


def condition_of(claim: Claim) -> AssetCondition | None:
    """Return the condition that a claim says of an asset, None if it says nothing of it."""
    if claim.sub_action in SUB_CONDITION:
        return SUB_CONDITION[claim.sub_action]
    if claim.action == "strike" and claim.outcome == "succeeded":
        return "damaged"
    return ACTION_CONDITION.get(claim.action)


def access_of(claim: Claim) -> AssetAccess | None:
    """Return what a claim says of an asset's use."""
    if claim.sub_action in SUB_ACCESS:
        return SUB_ACCESS[claim.sub_action]
    access = ACTION_ACCESS.get(claim.action)
    if access == "cut" and claim.phase == "ongoing":
        return "restricted"
    return access


def way_access_of(claim: Claim) -> AssetAccess | None:
    """Return what a claim says of a road's or railway's use."""
    return "restricted" if condition_of(claim) == "destroyed" else access_of(claim)


def assets(
    evidence: Evidence,
    ledger: Ledger,
    on: int,
    known: float,
    near: Callable[[TheatrePlace], bool],
) -> tuple[AssetSituation, ...]:
    """Return the theatre's assets in the area, each with what was last said of it by then."""
    told = _told(evidence, ledger, on, known)
    return tuple(
        _asset(place, told.get(THEATRE + place.id, []), on)
        for place in evidence.theatre.places
        if place.kind in KINDS and near(place)
    )


def _told(evidence: Evidence, ledger: Ledger, on: int, known: float) -> dict[str, list[Told]]:
    names = {THEATRE + p.id for p in evidence.theatre.places if p.kind in KINDS}
    ways = Ways(evidence.theatre)
    result: dict[str, list[Told]] = {}
    for claim, origin in zip(evidence.claims, evidence.origins, strict=True):
        ids = {p.gazetteer_id for p in claim.places if p.gazetteer_id in names}
        for place in claim.places:
            ids |= ways.along(place) - ids
        if not ids or not ledger.known(claim) <= known < ledger.withdrawn(claim)[0]:
            continue
        day = observation_day(claim, ledger.day(claim, evidence.theatre.zone))
        if day is None or day > on or not _tells(claim, origin):
            continue
        for id_ in ids:
            result.setdefault(id_ or "", []).append((day, ledger.known(claim), claim, origin))
    return result


def _tells(claim: Claim, origin: Origin) -> bool:
    sure = 0.5 * (claim.certainty.low + claim.certainty.high)
    return origin.key is not None and silent(claim) is None and sure > LEAST_SURE


def _asset(place: TheatrePlace, told: list[Told], on: int) -> AssetSituation:
    told = sorted(told, key=lambda t: (t[0], t[1], t[2].id))
    way = place.kind in LONG
    # What is destroyed on a road is a bridge or a car: the road is harder to use, and stays.
    condition, built = (None, None) if way else _last(told, condition_of, "intact")
    recent = [t for t in told if on - t[0] <= ACCESS_DAYS]
    access, used = _last(recent, way_access_of if way else access_of, "reported_open")
    basis = [t for t in (built, used) if t is not None]
    names = dict.fromkeys(t[3].name or f"unnamed {t[3].kind}" for t in basis)
    return AssetSituation(
        place_id=THEATRE + place.id,
        name=place.name,
        asset_kind=place.kind,
        geometry=place.geometry or {"type": "Point", "coordinates": [place.lon, place.lat]},
        condition=condition or "unknown",
        access=access or "unknown",
        by=tuple(names),
        since=iso(min(t[0] for t in basis)) if basis else None,
        claims=tuple(dict.fromkeys(t[2].id for t in reversed(told))),
        reasons={
            "condition": _why(built, "nobody has spoken of its condition"),
            "access": _why(used, f"nobody has spoken of its use for {ACCESS_DAYS} days"),
        },
    )


def _last(
    told: list[Told],
    reader: Callable[[Claim], Value | None],
    denied: Value,
) -> tuple[Value | None, Told | None]:
    """Return the newest value said, with the claim; a denial says the contrary."""
    for item in reversed(told):
        value = reader(item[2])
        if value is None or item[2].polarity == "undetermined":
            continue
        if item[2].polarity == "denied":
            return (denied if value != denied else None), item
        return value, item
    return None, None


def _why(told: Told | None, none: str) -> str:
    if told is None:
        return none
    day, _, claim, origin = told
    name = origin.name or f"an unnamed {origin.kind.replace('_', ' ')}"
    return f"{name} on {iso(day)}: {claim.action}, {claim.polarity}"
