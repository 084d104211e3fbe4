"""`/events`, `/disputes`, `/claims`, `/reports`, `/places`, `/search`: lists with their filters."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, get_args

from fastapi import Request
from starlette.responses import Response

from fogline.api.pages.common import MOST, Desking, new_router, number
from fogline.api.pages.desk import Desk
from fogline.api.pages.facing import facings
from fogline.api.pages.render import page
from fogline.api.pages.rows import event_rows, part, place_row, report_row, title_of
from fogline.api.params import day_of
from fogline.model.claim import Claim, ClaimKind, OriginBasis, Polarity
from fogline.model.event import Event, EventStatus
from fogline.model.situation import PlaceSituation, PlaceStatus
from fogline.text.normalise import fold
from fogline.views.words import shown, texts

router = new_router()
LONGEST = 200
"""Characters of a search; a longer one finds nothing anyway."""
NIGHT = timedelta(days=1)


@router.get("/events")
def events(request: Request, desk: Desking) -> Response:
    """Return the events, the newest first, narrowed by what the address says."""
    params = request.query_params
    fits = _event_test(params, desk)
    found = [e for e in desk.newest_events if fits(e)]
    piece = part(found, number(request))
    return page(
        request,
        desk,
        "events.html.j2",
        title=texts()("wb_events"),
        piece=piece,
        rows=event_rows(desk.gate.events(piece.items), desk),
        filters=_event_filters(desk, params),
        counts=Counter(e.status for e in found),
        statuses=get_args(EventStatus),
    )


def _event_test(params: Mapping[str, str], desk: Desk) -> Callable[[Event], bool]:
    """Return what an event must fulfil; only what is asked is looked at."""
    tests: list[Callable[[Event], bool]] = [] if desk.asked.area is None else [desk.covers]
    plain = {k: params[k] for k in ("action", "side", "status") if params.get(k)}
    if plain:
        tests.append(lambda e: all(getattr(e, k) == v for k, v in plain.items()))
    if params.get("ids"):
        ids = set(params["ids"].split(","))
        tests.append(lambda e: e.id in ids)
    most = params.get("origins", "")
    if most.isdigit():
        tests.append(lambda e: sum(e.origins_for.values()) <= int(most[:6]))
    if params.get("recent"):
        tests.append(lambda e: _recent(e, desk))
    if params.get("place"):
        tests.append(_at(params["place"], desk))
    first, last = day_of(params.get("from_day"), "from_day"), day_of(params.get("to_day"), "to_day")
    if first or last:
        tests.append(lambda e: _between(e, first, last))
    return lambda event: all(test(event) for test in tests)


def _recent(event: Event, desk: Desk) -> bool:
    """Return whether an event belongs to the night or day shown."""
    last = event.time.last_day or event.time.first_day if event.time else None
    return last is not None and desk.asked.on - NIGHT <= last <= desk.asked.on


def _at(place: str, desk: Desk) -> Callable[[Event | Claim], bool]:
    """Return whether a thing is at a place, named by id or by its words."""
    ids = set(desk.ids_of(place))
    wanted = fold(place)

    def test(thing: Event | Claim) -> bool:
        return any(
            p.gazetteer_id in ids or fold(p.name or p.text) == wanted or fold(p.text) == wanted
            for p in thing.places
        )

    return test


def _between(event: Event, first: date | None, last: date | None) -> bool:
    start = event.time.first_day if event.time else None
    end = event.time.last_day if event.time else None
    if start is None and end is None:
        return False
    return (first is None or (end or start or date.max) >= first) and (
        last is None or (start or end or date.min) <= last
    )


def _choices(values: Iterable[str], named: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(v, named(v)) for v in values]


def _event_filters(desk: Desk, params: Mapping[str, str]) -> list[dict[str, Any]]:
    say = texts()
    return [
        _select("action", _choices(desk.actions, action_name), params),
        _select("status", _choices(get_args(EventStatus), lambda s: say(f"event_{s}")), params),
        _select("side", [(s.id, s.name) for s in desk.theatre.sides], params),
        _select("origins", [(str(n), say("wb_at_most", n=n)) for n in (0, 1, 2)], params),
        _field("place", params),
        _field("from_day", params, kind="date"),
        _field("to_day", params, kind="date"),
    ]


def action_name(action: str) -> str:
    """Return an action as a noun."""
    return texts().get(f"act_{action}", action.replace("_", " ")).partition("|")[0]


def _select(name: str, options: list[tuple[str, str]], params: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "label": texts()(f"wb_filter_{name}"),
        "options": options,
        "value": params.get(name, ""),
    }


def _field(name: str, params: Mapping[str, str], kind: str = "text") -> dict[str, Any]:
    return {
        "name": name,
        "label": texts()(f"wb_filter_{name}"),
        "type": kind,
        "value": params.get(name, "")[:LONGEST],
    }


@router.get("/disputes")
def disputes(request: Request, desk: Desking) -> Response:
    """Return who contradicts whom, both sides face to face."""
    params = request.query_params
    event_of = desk.assessed.event_of
    at = _at(params["place"], desk) if params.get("place") else lambda _: True
    found = [
        d
        for d in desk.assessed.disputes()
        if (desk.asked.area is None or any(desk.within(p) for p in d.places))
        and at(event_of[d.event_id])
        and desk.gate.lets_out(event_of[d.event_id])
    ]
    on = desk.asked.on
    found.sort(key=lambda d: abs((_last(d.time) - on).days))
    piece = part(found, number(request), 10)
    return page(
        request,
        desk,
        "disputes.html.j2",
        title=texts()("wb_disputes"),
        piece=piece,
        facings=facings(piece.items, desk),
        filters=[_field("place", params)],
    )


def _last(time: Any) -> date:
    return (time.last_day or time.first_day) if time else date.min


@router.get("/claims")
def claims(request: Request, desk: Desking) -> Response:
    """Return the claims, the newest first, narrowed by filters and words."""
    params = request.query_params
    found = search(desk, params.get("q", ""), _claim_test(params, desk))
    piece = part(found, number(request))
    sayings, _ = desk.sayings(piece.items)
    held = desk.gate.held_among(c.id for c in found).total
    return page(
        request,
        desk,
        "claims.html.j2",
        title=texts()("wb_claims"),
        piece=piece,
        sayings=sayings,
        held=held,
        filters=_claim_filters(desk, params),
        narrowed=any(params.get(f["name"]) for f in _claim_filters(desk, params)),
        words=params.get("q", "")[:LONGEST],
    )


def search(desk: Desk, words: str, test: Callable[[Claim], bool] | None) -> list[Claim]:
    """Return the claims in which all words stand, the newest first.

    What a search can tell of a withheld name is what it finds: names withheld are not found.
    """
    wanted = fold(words[:LONGEST]).split()
    index = desk.index
    found = index.newest_first
    if wanted:
        texts_ = index.words
        first, *others = sorted(wanted, key=len, reverse=True)
        found = [c for c in found if first in texts_[c.id]]
        found = [c for c in found if all(w in texts_[c.id] for w in others)]
        found = [c for c in found if not _hidden(c, wanted, desk)]
    return [c for c in found if test(c)] if test is not None else list(found)


def _hidden(claim: Claim, wanted: list[str], desk: Desk) -> bool:
    names = desk.gate.names.get(claim.report_id)
    return bool(names) and any(w in fold(n) for n in names or () for w in wanted)


def _claim_test(params: Mapping[str, str], desk: Desk) -> Callable[[Claim], bool] | None:
    """Return what a claim must fulfil, None where nothing is asked."""
    tests: list[Callable[[Claim], bool]] = []
    plain = {"kind": "kind", "action": "action", "side": "side", "basis": "origin_basis",
             "polarity": "polarity"}  # fmt: skip
    for key, attribute in plain.items():
        value = params.get(key)
        if value:
            tests.append(lambda c, a=attribute, v=value: getattr(c, a) == v)  # type: ignore[misc]
    voice = fold(params.get("voice", "")[:LONGEST])
    if voice:
        tests.append(lambda c: any(voice in fold(v.name or "") for v in c.chain))
    sure = params.get("sure", "")
    if sure in SURE:
        low, high = SURE[sure]
        tests.append(lambda c: low <= (c.certainty.low + c.certainty.high) / 2 < high)
    if params.get("place"):
        tests.append(_at(params["place"], desk))
    if desk.asked.area is not None:
        tests.append(desk.covers)
    first, last = day_of(params.get("from_day"), "from_day"), day_of(params.get("to_day"), "to_day")
    if first or last:
        low_day, high_day = (first or date.min).isoformat(), (last or date.max).isoformat()
        tests.append(lambda c: low_day <= _claim_day(c) <= high_day)
    return (lambda c: all(t(c) for t in tests)) if tests else None


def _claim_day(claim: Claim) -> str:
    time = claim.time
    said = (time.start or time.end) if time else None
    return (said or claim.published or "")[:10]


SURE = {"flat": (0.95, 1.01), "likely": (0.55, 0.95), "even": (0.0, 0.55)}
"""How sure the origin's words are: bounds of the middle of the interval."""


def _claim_filters(desk: Desk, params: Mapping[str, str]) -> list[dict[str, Any]]:
    say = texts()
    return [
        _field("voice", params),
        _select("side", [(s.id, s.name) for s in desk.theatre.sides], params),
        _select("kind", _choices(get_args(ClaimKind), lambda k: say(f"wb_kind_{k}")), params),
        _select("action", _choices(desk.actions, action_name), params),
        _select("sure", _choices(SURE, lambda s: say(f"wb_sure_{s}")), params),
        _select(
            "polarity", _choices(get_args(Polarity), lambda p: say(f"wb_polarity_{p}")), params
        ),
        _select("basis", _choices(get_args(OriginBasis), lambda b: say(f"basis_{b}")), params),
        _field("place", params),
        _field("from_day", params, kind="date"),
        _field("to_day", params, kind="date"),
    ]


@router.get("/reports")
def reports(request: Request, desk: Desking) -> Response:
    """Return what was read, the newest first; some of it can be chosen and its origins counted."""
    wanted = fold(request.query_params.get("q", "")[:LONGEST]).split()
    found = [
        r
        for r in desk.assessed.reports.values()
        if not wanted or _all_in(wanted, f"{title_of(r, desk)} {r.outlet}")
    ]
    found.sort(key=lambda r: (r.known, r.id), reverse=True)
    piece = part(found, number(request))
    return page(
        request,
        desk,
        "reports.html.j2",
        title=texts()("wb_reports"),
        piece=piece,
        rows=[report_row(r, desk) for r in piece.items],
        filters=[_field("q", request.query_params)],
    )


def _all_in(words: list[str], text: str) -> bool:
    folded = fold(text)
    return all(w in folded for w in words)


@router.get("/places")
def places(request: Request, desk: Desking) -> Response:
    """Return every settlement and sector of the area with its status: the map as a list."""
    params = request.query_params
    wanted = fold(params.get("q", "")[:LONGEST])
    inside = [p for p in desk.situation.places if desk.area.contains(p.lon, p.lat)]
    counts = Counter(p.status for p in inside)
    found = [
        p
        for p in inside
        if (not wanted or wanted in fold(p.name))
        and (not params.get("status") or p.status == params["status"])
    ]
    found.sort(key=_telling, reverse=True)
    piece = part(found, number(request))
    options = _choices(get_args(PlaceStatus), lambda s: texts()(f"status_{s}"))
    return page(
        request,
        desk,
        "places.html.j2",
        title=texts()("wb_places"),
        piece=piece,
        rows=[place_row(p, desk) for p in piece.items],
        counts=counts,
        statuses=[s for s, _ in options],
        filters=[_field("q", params), _select("status", options, params)],
    )


def _telling(place: PlaceSituation) -> tuple[bool, int, str]:
    return (place.status not in {"unknown", "held"}, len(place.claims), place.name)


@router.get("/search")
def searching(request: Request, desk: Desking) -> Response:
    """Return places, voices and claims in which the words stand."""
    words = request.query_params.get("q", "")[:LONGEST]
    wanted = fold(words)
    near = [p for p in desk.situation.places if wanted and wanted in fold(p.name)]
    near += [p for i in _spelled(wanted, desk) if (p := desk.places.get(i)) and p not in near]
    near.sort(key=lambda p: (not fold(p.name).startswith(wanted), -len(p.claims)))
    voices = [s for s in desk.theatre.sources if wanted and _named(s, wanted)]
    found = search(desk, words, None) if wanted else []
    sayings, _ = desk.sayings(found[:20])
    return page(
        request,
        desk,
        "search.html.j2",
        title=texts()("wb_search"),
        words=words,
        places=[place_row(p, desk) for p in near[:12]],
        voices=[(s.id, shown(s.name), texts()(f"source_{s.kind}")) for s in voices[:12]],
        sayings=sayings,
        total=len(found),
        most=MOST,
    )


def _spelled(wanted: str, desk: Desk) -> Iterable[str]:
    """Yield the ids of places that have the words among their other names."""
    if not wanted:
        return
    for place in desk.theatre.places:
        if any(wanted in fold(n.text) for n in place.names):
            yield f"theatre:{place.id}"
            if place.geonames:
                yield f"geonames:{place.geonames}"


def _named(source: Any, wanted: str) -> bool:
    return any(wanted in fold(n) for n in (source.name, *source.aliases))
