"""The bottom line: at most three sentences, each with its probability word and its origins."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.model.situation import AssetSituation, PlaceSituation
from fogline.situation.changes import PlaceChange
from fogline.views.brief.cards import anchor
from fogline.views.map.names import short_name
from fogline.views.map.scene import Gazetteer, leading, rivals
from fogline.views.picture import Picture
from fogline.views.words import listed, percent, predicate, rung, shown, texts

WEEK = 7 * 24.0
OPEN = frozenset({"claimed", "contested", "vacated", "infiltrated", "isolated", "grey_zone"})
ONE_ORIGIN = 0.79
"""What one voice alone says of a road is at most likely, however sure its words are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence with what it rests on. `before` and `after` stand around the word."""

    before: str
    word: str
    chance: str
    after: str
    origins: int
    href: str


def bottom_line(picture: Picture) -> tuple[Line, ...]:
    """Return what a reader must know if nothing else is read."""
    told = [
        p
        for p in picture.places
        if p.status != "unknown" and p.control and p.place_id not in picture.silent
    ]
    focus = _focus(told, picture)
    passed = [p for p in focus if _passed(p, picture)]
    still = [p for p in focus if p not in passed]
    open_ = _groups([p for p in still if p.status in OPEN or leading(p)[1] < 0.8], picture)
    firm = _held([p for p in still if not any(p in g for g in open_)])
    news = [*_held(passed), *open_]
    lines = [_open(news[0], picture, first=True)] if news else []
    lines += [_firm(group, picture) for group in firm[:2]]
    access = _access(picture)
    lines += [access] if access else []
    rest = [*news[1:], *([p] for p in _elsewhere(told, focus))]
    lines += [_open(group, picture) for group in rest]
    # What somebody has said of late comes before what only stands since.
    return tuple(sorted(lines, key=lambda line: line.origins == 0)[:3])


def _focus(told: Sequence[PlaceSituation], picture: Picture) -> list[PlaceSituation]:
    """Return the sectors of the area's chief city, else its most spoken-of settlements."""
    sectors = [p for p in told if p.kind == "sector"]
    if sectors:
        gazetteer = Gazetteer(picture.theatre)
        spoken = Counter[str]()
        for sector in sectors:
            spoken[sector.part_of or ""] += len(sector.claims)
        chief = max(
            spoken, key=lambda c: (spoken[c], getattr(gazetteer.get(c), "population", 0) or 0)
        )
        return [p for p in sectors if (p.part_of or "") == chief]
    return sorted(told, key=lambda p: (p.status in OPEN, len(p.claims)), reverse=True)[:8]


def _held(places: Iterable[PlaceSituation]) -> list[list[PlaceSituation]]:
    """Group what is firmly held by its side; the side that holds most first."""
    groups: dict[str | None, list[PlaceSituation]] = {}
    for place in places:
        groups.setdefault(leading(place)[0], []).append(place)
    return sorted(groups.values(), key=len, reverse=True)


def _elsewhere(
    told: Sequence[PlaceSituation], focus: Sequence[PlaceSituation]
) -> list[PlaceSituation]:
    """Return the open settlements beside the chief city, the most spoken-of of the week first."""
    cities = {p.part_of for p in focus}
    beside = [
        p
        for p in told
        if p.kind == "settlement"
        and p not in focus
        and p.status in OPEN
        and p.place_id not in cities
        and (p.evidence_age_hours or 0.0) <= WEEK
    ]
    return sorted(beside, key=lambda p: (bool(p.claimed_by), len(p.claims)), reverse=True)


def _groups(places: Iterable[PlaceSituation], picture: Picture) -> list[list[PlaceSituation]]:
    """Group places of one leading side, word and status; the most telling group first."""
    news = (*picture.changes.happened, *picture.changes.learned) if picture.changes else ()
    changes = {c.place_id: c for c in news}
    groups: dict[tuple[object, ...], list[PlaceSituation]] = {}
    for place in places:
        side, probability = leading(place)
        rank = rung(probability).key if place.status not in OPEN else ""
        claimed = tuple(c.side for c in place.claimed_by)
        groups.setdefault((side, rank, place.status in OPEN and claimed, place.status), []).append(
            place
        )

    def telling(group: list[PlaceSituation]) -> tuple[float, ...]:
        told = [changes[p.place_id] for p in group if p.place_id in changes]
        changed = any(c.status_before != c.status_after for c in told)
        return (
            bool(group[0].claimed_by),
            changed,
            max(map(_moved, told), default=0.0),
            len(group),
            sum(len(p.claims) for p in group),
        )

    return sorted(groups.values(), key=telling, reverse=True)


def _moved(change: PlaceChange) -> float:
    old = change.control_before
    return max(abs(p - old.get(s, 0.0)) for s, p in change.control_after.items())


def place_list(group: Sequence[PlaceSituation], picture: Picture) -> str:
    """Return "Town (east and north)" for sectors of one city, else the names."""
    cities = {p.part_of for p in group if p.kind == "sector"}
    if len(cities) == 1 and all(p.kind == "sector" for p in group):
        chief = next(iter(cities))
        city = Gazetteer(picture.theatre).get(chief)
        if city is not None and len(group) == sum(p.part_of == chief for p in picture.places):
            return city.name
        if city is not None:
            return f"{city.name} ({listed((short_name(p.name) for p in group), most=4)})"
    return listed((shown(p.name) for p in group), most=4)


def _href(group: Sequence[PlaceSituation]) -> str:
    chief = max(group, key=lambda p: len(p.claims))
    return "#" + anchor("place", chief.place_id)


def _open(group: list[PlaceSituation], picture: Picture, *, first: bool = False) -> Line:
    """Say what is claimed or contested, and how likely it is."""
    side, key, after = _whose(group, picture)
    chances = [p.control.get(side or "", 0.0) for p in group]
    low, high = min(chances), max(chances)
    left = _withdrawal(group, picture) if first else ""
    verb, word = predicate(low)
    where = place_list(group, picture)
    return Line(
        before=f"{texts()(key, side=picture.side_name(side), where=where)} {verb}",
        word=word,
        chance=_range(low, high),
        after=left or after,
        origins=_origins(group, side),
        href=_href(group),
    )


def _range(low: float, high: float) -> str:
    if percent(low) == percent(high):
        return percent(low)
    return texts()("or_more", p=percent(low))


def _whose(group: list[PlaceSituation], picture: Picture) -> tuple[str | None, str, str]:
    """Return the side whose control the sentence is about, how it begins and how it ends."""
    say, status = texts(), group[0].status
    leader = next(iter(rivals(group[0])), None)
    claimer = next((c.side for p in group for c in p.claimed_by if c.side != leader), None)
    if leader and _passed(group[0], picture):
        still = say("line_still", side=picture.side_name(claimer)) if claimer else say("line_end")
        return leader, "line_now", still
    if claimer is not None:
        return claimer, "line_claimed", say("line_end")
    after = say("line_end") if status in {"held", "claimed", "unknown"} else say(f"line_{status}")
    return leader, "line_control" if leader else "line_nobody", after


def _passed(place: PlaceSituation, picture: Picture) -> bool:
    """Return whether a side is likelier than not to hold what another did the day before."""
    leader, chance = leading(place)
    news = (*picture.changes.happened, *picture.changes.learned) if picture.changes else ()
    before = next((c.control_before for c in news if c.place_id == place.place_id), {})
    was = max(before, key=lambda s: before[s], default=leader)
    return chance >= 0.5 and leader is not None and was not in {leader, "contested"}


def _origins(group: Sequence[PlaceSituation], side: str | None) -> int:
    """Return the independent origins behind a group, for the side that the sentence is about."""
    return max(
        p.origins_for if leading(p)[0] == side or side is None else p.origins_against for p in group
    )


def _withdrawal(group: Sequence[PlaceSituation], picture: Picture) -> str:
    """Add that a withdrawal from there is reported, and whether it is confirmed."""
    ids = {p.place_id for p in group} | {p.part_of for p in group}
    ids |= {f"theatre:{i}" for i in ids if i and ":" not in i}
    found = [
        e
        for e in picture.area_events
        if e.action == "withdraw"
        and _recent(e, picture)
        and e.status in {"claimed", "open", "disputed", "confirmed"}
        and _by(e)
        and any(p.gazetteer_id in ids for p in e.places)
    ]
    if not found:
        return ""
    best = max(found, key=lambda e: (e.status == "confirmed", sum(e.origins_for.values())))
    number = sum(best.origins_for.values())
    if best.status == "confirmed":
        side = picture.side_name(best.side)
        return texts()("line_withdrawal_confirmed", side=side, n=number)
    return texts().count("line_withdrawal", number, side=picture.side_name(best.side))


def _by(event: Event) -> bool:
    return event.side is not None and sum(event.origins_for.values()) > 0


def _recent(event: Event, picture: Picture) -> bool:
    last = event.time.last_day or event.time.first_day if event.time else None
    return last is not None and 0 <= (picture.on - last).days <= 7


def _firm(group: list[PlaceSituation], picture: Picture) -> Line:
    """Say what a side holds, with the least sure of the places."""
    side, _ = leading(group[0])
    chance = min(leading(p)[1] for p in group)
    where = place_list(group, picture)
    verb, word = predicate(chance)
    return Line(
        before=f"{texts()('line_control', side=picture.side_name(side), where=where)} {verb}",
        word=word,
        chance=texts()("or_more", p=percent(chance)) if len(group) > 1 else percent(chance),
        after=texts()("line_end"),
        origins=_origins(group, side),
        href=_href(group),
    )


def _access(picture: Picture) -> Line | None:
    """Say which roads are reported cut, under fire or restricted."""
    say = texts()
    for access in ("cut", "under_fire", "restricted"):
        ways = [
            a
            for a in picture.assets
            if a.access == access and a.asset_kind in {"road", "bridge", "crossing"}
        ]
        ways = [a for a in ways if a.asset_kind == "road"] or ways
        if ways:
            chance, number = _as_said(ways, picture)
            chief = max(ways, key=lambda a: len(a.claims))
            where = listed((shown(a.name) for a in ways), most=3)
            verb, word = predicate(chance)
            return Line(
                before=f"{say.count(f'line_access_{access}', len(ways), where=where)} {verb}",
                word=word,
                chance="",
                after=say("line_end"),
                origins=number,
                href="#" + anchor("place", chief.place_id),
            )
    return None


def _as_said(ways: Iterable[AssetSituation], picture: Picture) -> tuple[float, int]:
    """Return how sure the voices' own words are, and how many origins speak.

    No model stands behind a road's state yet, so the word is theirs, held to `ONE_ORIGIN` where a
    single voice speaks.
    """
    claims = [picture.claims[c] for a in ways for c in a.claims if c in picture.claims]
    voices = {(c.origin.name or c.outlet) for c in claims if c.origin_basis != "uncredited"}
    sure = sum(_middle(c) for c in claims) / len(claims) if claims else 0.5
    return (sure if len(voices) > 1 else min(sure, ONE_ORIGIN)), len(voices)


def _middle(claim: Claim) -> float:
    return (claim.certainty.low + claim.certainty.high) / 2
