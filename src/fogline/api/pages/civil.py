"""`/ways`, `/people`, `/imagery`: roads and bridges, the people who live there, pictures and clips."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import Request
from starlette.responses import Response

from fogline.api.pages.common import Desking, new_router, number
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import page
from fogline.api.pages.rows import part
from fogline.errors import UsageError
from fogline.model.claim import Claim, Quantity
from fogline.model.situation import AssetSituation
from fogline.pipeline import AreaShape, area_of
from fogline.pipeline.assess import touches
from fogline.views.brief.said import Said, said
from fogline.views.map.ways import asset_words
from fogline.views.people import voice_name
from fogline.views.words import day, shown, span, texts

router = new_router()
WAYS = frozenset({"road", "railway", "bridge", "crossing"})
HURT = ("killed", "wounded", "killed_or_wounded", "missing", "captured")
THERE = ("remaining", "present", "displaced")
CIVIL_DAYS = 30


def around(request: Request, desk: Desk) -> tuple[AreaShape, str]:
    """Return the area that `place` names, else the picture's own, with the place's name."""
    place = request.query_params.get("place", "")
    if not place:
        return desk.area, ""
    entry = desk.gazetteer.get(place)
    name = entry.name if entry else place
    try:
        return area_of(desk.theatre, entry.id if entry else place), shown(name)
    except UsageError:
        if place in desk.places:
            return desk.area, desk.places[place].name
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A road or bridge: reported how, by whom, how old."""

    id: str
    name: str
    kind: str
    summary: str
    since: str
    newest: Said | None
    age: str
    told: bool


@router.get("/ways")
def ways(request: Request, desk: Desking) -> Response:
    """Return the routes into a place: reported how, by whom, how long ago."""
    shape, name = around(request, desk)
    found = [
        a for a in desk.situation.assets if a.asset_kind in WAYS and touches(shape, a.geometry)
    ]
    rows = [_way(a, desk) for a in found]
    rows.sort(key=lambda w: (not w.told, w.kind, w.name))
    return page(
        request,
        desk,
        "ways.html.j2",
        title=texts()("wb_ways"),
        name=name,
        told=[w for w in rows if w.told],
        untold=[w for w in rows if not w.told],
    )


def _way(asset: AssetSituation, desk: Desk) -> Way:
    claims = [desk.assessed.claims[i] for i in asset.claims if i in desk.assessed.claims]
    claims = [c for c in claims if not desk.gate.held_for(c)]
    newest = max(claims, key=lambda c: c.published or "", default=None)
    return Way(
        id=asset.place_id,
        name=shown(asset.name),
        kind=texts().get(f"kind_{asset.asset_kind}", asset.asset_kind),
        summary=_state(asset, heard=newest is not None),
        since=day(asset.since) if asset.since else "",
        newest=said(newest, desk.picture) if newest else None,
        age=_days_ago(newest, desk),
        told=newest is not None,
    )


def _state(asset: AssetSituation, *, heard: bool) -> str:
    """Return what is reported of a road or bridge; a word about it need not tell its state."""
    if heard and asset.condition == asset.access == "unknown":
        return texts()("wb_way_open")
    return shown(asset_words(asset))


def _days_ago(claim: Claim | None, desk: Desk) -> str:
    text = desk.day_of(claim) if claim else ""
    if not text:
        return ""
    days = (desk.asked.on - type(desk.asked.on).fromisoformat(text)).days
    return texts()("wb_days_before", n=days) if days > 0 else texts()("wb_same_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of people, and who counted them."""

    text: str
    of: str
    counter: str
    when: str
    saying: Said


@router.get("/people")
def people(request: Request, desk: Desking) -> Response:
    """Return civilians left in a place, and casualties by category and by who counted."""
    shape, name = around(request, desk)
    first = desk.asked.on - timedelta(days=CIVIL_DAYS)
    there: list[Figure] = []
    hurt: dict[str, list[Figure]] = defaultdict(list)
    for claim in desk.index.newest_first:
        if not claim.quantities:
            continue
        if not first.isoformat() <= desk.day_of(claim) <= desk.asked.on.isoformat():
            continue
        if not _inside(claim, shape) or desk.gate.held_for(claim):
            continue
        for quantity in claim.quantities:
            if quantity.category in THERE:
                there.append(_figure(claim, quantity, desk))
            elif quantity.category in HURT:
                hurt[quantity.category].append(_figure(claim, quantity, desk))
    return page(
        request,
        desk,
        "people.html.j2",
        title=texts()("wb_people"),
        name=name,
        there=there,
        hurt={c: hurt[c] for c in HURT if hurt[c]},
        days=CIVIL_DAYS,
    )


def _inside(claim: Claim, shape: AreaShape) -> bool:
    return any(p.lon is not None and p.lat is not None and shape.contains(p.lon, p.lat) for p in claim.places)  # fmt: skip


def _figure(claim: Claim, quantity: Quantity, desk: Desk) -> Figure:
    names = desk.gate.names.get(claim.report_id, ())
    whose = quantity.of or ""
    whose = desk.picture.side_name(whose) if whose else ""
    return Figure(
        text=shown(quantity.text),
        of="" if any(n in whose for n in names) else shown(whose),
        counter=voice_name(claim.origin, claim),
        when=span(claim.time, desk.theatre.zone) if claim.time else desk.day_of(claim),
        saying=desk.said(claim),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A picture, clip or document that a report names."""

    type: str
    posted: str
    captured: str
    by: str
    first_seen: str
    where: str
    saying: Said
    alike: tuple[Said, ...]
    """Other reports that rest on what may be the same picture."""


@router.get("/imagery")
def imagery(request: Request, desk: Desking) -> Response:
    """Return pictures and clips: first seen, captured when, whether used before."""
    params = request.query_params
    claims = [
        c
        for c in desk.index.newest_first
        if c.evidence and desk.covers(c) and not desk.gate.held_for(c)
        and (not params.get("claim") or c.id == params["claim"])
        and desk.day_of(c) <= desk.asked.on.isoformat()
    ]  # fmt: skip
    groups: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_clip_key(claim)].append(claim)
    piece = part(list(groups.values()), number(request), 20)
    return page(
        request,
        desk,
        "imagery.html.j2",
        title=texts()("wb_imagery"),
        piece=piece,
        clips=[_clip(g, desk) for g in piece.items],
    )


def _clip_key(claim: Claim) -> tuple[Any, ...]:
    """Return what two claims on one clip share: its kind, its day, its place."""
    evidence = claim.evidence[0]
    days = evidence.captured or evidence.posted
    place = next((p.gazetteer_id for p in claim.places if p.gazetteer_id), claim.id)
    when = (days.start, days.end) if days else (claim.report_id, "")
    return evidence.type, evidence.geolocated_by, when, place


def _clip(claims: list[Claim], desk: Desk) -> Clip:
    first = min(claims, key=lambda c: c.published or "")
    evidence, zone = first.evidence[0], desk.theatre.zone
    others = {c.report_id: c for c in claims if c.report_id != first.report_id}
    return Clip(
        type=texts()(f"wb_evidence_{evidence.type}"),
        posted=span(evidence.posted, zone) if evidence.posted else "",
        captured=span(evidence.captured, zone) if evidence.captured else "",
        by=shown(evidence.geolocated_by or ""),
        first_seen=desk.day_of(first),
        where=shown(next((p.name or p.text for p in first.places), "")),
        saying=desk.said(first),
        alike=tuple(desk.said(c) for c in others.values()),
    )
