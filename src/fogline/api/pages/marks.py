"""What the map of one picture is drawn from, as one answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from fogline.api.pages.desk import Desk
from fogline.api.pages.ground import DIGITS, feature, rounded, smooth
from fogline.model.claim import ClaimPlace
from fogline.model.event import Event
from fogline.model.situation import PlaceSituation
from fogline.views.brief.cards import event_title
from fogline.views.brief.items import weight
from fogline.views.geojson import rounded as as_fine
from fogline.views.map.front import CORNER_KM
from fogline.views.map.names import short_name
from fogline.views.map.places import radius
from fogline.views.map.scene import geometry, leading
from fogline.views.map.ways import asset_words
from fogline.views.words import percent, probability_word, shown, texts

DAYS = 3
"""Events of this many days up to the valid day are marked."""
MOST_EVENTS = 400
WIDEST = 0.16
"""Degrees: about 12 km east, 18 km north."""
STRIP = 0.025
"""Area by the square of the outline: a circle has 0.08, a strip ten times as long as wide 0.02."""
FROM = frozenset({"from"})
TO = frozenset({"to", "at"})
MOVES = frozenset({"advance", "withdraw", "move", "counterattack", "reinforce", "rotate"})
Json = dict[str, Any]


def picture(desk: Desk) -> Json:
    """Return the marks of a picture: places, line, band, assets, events, movements, areas."""
    found = desk.situation
    recent = list(_recent(desk))
    return {
        "on": desk.asked.on.isoformat(),
        "known": found.known,
        "not_for_movement": True,
        "places": [_place(p, desk) for p in found.places],
        "line": [
            feature(
                {"type": "LineString", "coordinates": [_pair(c) for c in s.coordinates]},
                basis=s.basis,
            )
            for s in found.line_of_contact
            if len(s.coordinates) > 1
        ],
        "band": _band(found.contact_band),
        "assets": [_asset(a, desk) for a in found.assets],
        "events": list(_events(recent, desk)),
        "moves": list(_moves(recent, desk)),
        "regions": list(_regions(recent, desk)),
    }


def _pair(point: Iterable[float]) -> list[float]:
    return [round(c, DIGITS) for c in point]


def _place(place: PlaceSituation, desk: Desk) -> Json:
    side, probability = leading(place)
    entry = desk.gazetteer.get(place.place_id)
    return {
        "id": place.place_id,
        "name": short_name(place.name) if place.kind == "sector" else shown(place.name),
        "kind": place.kind,
        "city": place.part_of if place.kind == "sector" else None,
        "at": [round(place.lon, 5), round(place.lat, 5)],
        "side": side,
        "p": round(probability, 3),
        "figure": _figure(place, desk),
        "status": place.status,
        "rivals": sorted(
            (s for s, p in place.control.items() if s != "contested" and p > 0.005),
            key=lambda s: -place.control[s],
        ),
        "claimed": [c.side for c in place.claimed_by if c.side != side or probability < 0.8],
        "r": radius(place, entry),
        "weight": _weight(place, (entry.population or 0) if entry else 0),
        "says": None if place.status == "unknown" else _says(place, desk),
    }


def _figure(place: PlaceSituation, desk: Desk) -> str:
    side, probability = leading(place)
    if side is None or place.status == "unknown" or place.place_id in desk.silent:
        return ""
    return percent(probability)


def _weight(place: PlaceSituation, people: int) -> int:
    """Return how early a place gets its name: large towns, then those with news."""
    open_ = place.status not in {"unknown", "held"}
    told = place.status != "unknown"
    return (people > 5000) * 100_000 + told * 20_000 + open_ * 20_000 + min(people // 10, 19_999)


def _says(place: PlaceSituation, desk: Desk) -> str:
    say = texts()
    side, probability = leading(place)
    held = say("mark_open")
    if place.place_id in desk.silent:
        held = say("mark_silent")
    elif side and probability >= 0.5:
        name = desk.picture.side_name(side)
        word = probability_word(probability)
        held = say("mark_held", side=name, word=word, p=percent(probability))
    return say(
        "mark",
        name=shown(place.name),
        held=held,
        status=say(f"status_{place.status}"),
        age=desk.age(place.evidence_age_hours),
    )


def _band(band: Json | None) -> Json | None:
    area = geometry(band)
    if area is None:
        return None
    return feature(rounded(mapping(smooth(area, CORNER_KM).simplify(0.0008))))


def _asset(asset: Any, desk: Desk) -> Json:
    entry = desk.gazetteer.get(asset.place_id)
    return feature(
        rounded(asset.geometry),
        id=asset.place_id,
        name=shown(asset.name),
        kind=asset.asset_kind,
        condition=asset.condition,
        access=asset.access,
        told=bool(asset.claims),
        crosses=entry.crosses if entry else None,
        says=texts()("map_asset", name=shown(asset.name), said=shown(asset_words(asset))),
    )


def _recent(desk: Desk) -> Iterator[Event]:
    """Yield the events of the last days that may be shown."""
    first = desk.asked.on - timedelta(days=DAYS - 1)
    for event in desk.assessed.events:
        last = (event.time.last_day or event.time.first_day) if event.time else None
        start = event.time.first_day if event.time else None
        if last is None or last < first or (start or last) > desk.asked.on:
            continue
        out = desk.gate.event(event)
        if out is not None and event.status != "withdrawn":
            yield out


def _events(events: Iterable[Event], desk: Desk) -> Iterator[Json]:
    """Yield a mark for each point at which something happened; many at one place are one mark."""
    groups: dict[tuple[float, float], list[tuple[Event, ClaimPlace]]] = defaultdict(list)
    for event in events:
        place = next((p for p in event.places if p.lon is not None and p.lat is not None), None)
        if place is not None and place.lon is not None and place.lat is not None:
            lon, lat = as_fine(place.lon, place.lat, place.radius_km)
            groups[(lon, lat)].append((event, place))
    ranked = sorted(groups.items(), key=lambda g: -len(g[1]))[:MOST_EVENTS]
    for (lon, lat), found in ranked:
        found.sort(key=lambda f: weight(f[0]), reverse=True)
        top, place = found[0]
        yield feature(
            {"type": "Point", "coordinates": [lon, lat]},
            ids=[e.id for e, _ in found],
            place=place.gazetteer_id or place.name or place.text,
            action=top.action,
            status=top.status,
            side=top.side,
            n=len(found),
            titles=[event_title(e, desk.picture) for e, _ in found[:4]],
        )


def _moves(events: Iterable[Event], desk: Desk) -> Iterator[Json]:
    """Yield an arrow for each movement of which both ends are told."""
    for event in events:
        if event.action not in MOVES:
            continue
        start = _first(event.places, FROM)
        end = next((p for p in event.places if p is not start and p.role in TO and p.lon), None)
        if start is None or end is None or (start.lon, start.lat) == (end.lon, end.lat):
            continue
        line = [[start.lon, start.lat], [end.lon, end.lat]]
        yield feature(
            {"type": "LineString", "coordinates": line},
            id=event.id,
            side=event.side,
            status=event.status,
            says=event_title(event, desk.picture),
        )


def _first(places: Iterable[ClaimPlace], roles: frozenset[str]) -> ClaimPlace | None:
    return next((p for p in places if p.role in roles and p.lon is not None), None)


def _regions(events: Iterable[Event], desk: Desk) -> Iterator[Json]:
    """Yield the areas that words like "the eastern bank" stand for, each once."""
    seen: dict[tuple[str | None, str | None], Json] = {}
    for event in events:
        for place in event.places:
            if (
                place.relation is None
                or place.geometry is None
                or "Point" in place.geometry["type"]
            ):
                continue
            key = (place.gazetteer_id, place.relation)
            if key in seen:
                seen[key]["properties"]["ids"].append(event.id)
                continue
            outline = shape(place.geometry).simplify(0.0005)
            if _unwieldy(outline):
                continue
            seen[key] = feature(
                rounded(mapping(outline)),
                ids=[event.id],
                name=shown(place.text),
                says=f"{shown(place.text)}: {event_title(event, desk.picture)}",
            )
    yield from seen.values()


def _unwieldy(outline: BaseGeometry) -> bool:
    """Return whether an area is too wide to point at, or a mere strip along something drawn."""
    west, south, east, north = outline.bounds
    wide = max(east - west, north - south) > WIDEST
    return wide or bool(outline.area < STRIP * outline.length**2)
