"""What stands in each part of the brief, taken from the picture; nothing is decided here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.model.situation import PlaceSituation
from fogline.situation.disputes import Dispute
from fogline.text.normalise import fold
from fogline.views.brief.cards import anchor, event_title, origins
from fogline.views.brief.charts import history
from fogline.views.brief.items import Item, Listing, cut, event_item, recent, retold, weight
from fogline.views.brief.said import Said, said
from fogline.views.map.scene import leading
from fogline.views.map.svg import Markup
from fogline.views.map.ways import asset_words
from fogline.views.picture import Picture
from fogline.views.words import (
    age,
    day,
    instant,
    listed,
    percent,
    shown,
    texts,
)

TIMELINE_DAYS = 10
CIVIL = frozenset({"displace", "evacuate", "deliver_aid", "obstruct_aid", "ceasefire"})
WAYS = frozenset({"road", "railway", "bridge", "crossing"})
PEOPLE = frozenset({"displaced", "remaining"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaiting:
    """What is claimed, under what would confirm it."""

    what: str
    listing: Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """A dispute: side against side, with the voices of no side beside them."""

    title: str
    href: str
    reason: str
    pro: str
    contra: str
    pro_said: tuple[Said, ...]
    contra_said: tuple[Said, ...]
    neutral: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the timeline."""

    day: str
    items: tuple[Item, ...]


def unconfirmed(picture: Picture) -> tuple[Awaiting, ...]:
    """Return what is claimed but not confirmed, by what would confirm it."""
    say = texts()
    events = [
        e
        for e in picture.area_events
        if e.status == "claimed" and e.action != "other" and recent(e, picture, 14)
    ]
    events.sort(key=weight, reverse=True)
    groups: dict[str, list[Item]] = {}
    for event in events:
        what = say.get(f"confirm_{event.action}", say("confirm_other"))
        item = event_item(event, picture, tag=_voices(event, picture))
        groups.setdefault(what, []).append(
            Item(text=item.text, href=item.href, tag=item.tag, retold=item.retold)
        )
    return tuple(Awaiting(what=w, listing=cut(items, 4)) for w, items in groups.items())


def _voices(event: Event, picture: Picture) -> str:
    claims = [picture.claims[c] for c in event.claims_for if c in picture.claims]
    names = dict.fromkeys(said(c, picture).origin for c in claims if c.origin_basis != "uncredited")
    if not names:
        return texts()("by_nobody")
    return texts()("by_whom", who=listed(names, most=2))


def facing(picture: Picture) -> tuple[Facing, ...]:
    """Return the area's disputes of the last two weeks."""
    events = {e.id: e for e in picture.events}
    found = [
        d
        for d in picture.disputes
        if picture.speaks_of_area(d)
        and d.event_id in events
        and recent(events[d.event_id], picture, 14)
    ]
    return tuple(_facing(d, events[d.event_id], picture) for d in found[:6])


def _facing(dispute: Dispute, event: Event, picture: Picture) -> Facing:
    say = texts()
    neutral = say("neutral_none")
    if dispute.neutral_for or dispute.neutral_against:
        neutral = say("neutral_both", pro=dispute.neutral_for, contra=dispute.neutral_against)
    return Facing(
        title=event_title(event, picture),
        href="#" + anchor("event", event.id),
        reason=shown(dispute.reason),
        pro=origins(dispute.origins_for, picture),
        contra=origins(dispute.origins_against, picture),
        pro_said=_best(dispute.claims_for, picture),
        contra_said=_best(dispute.claims_against, picture),
        neutral=neutral,
    )


def _best(ids: Iterable[str], picture: Picture, most: int = 2) -> tuple[Said, ...]:
    found = [picture.claims[i] for i in ids if i in picture.claims]
    found.sort(key=lambda c: (c.origin_basis != "uncredited", c.published or ""), reverse=True)
    voices = {(c.origin.name or c.id): c for c in reversed(found)}
    return tuple(said(c, picture) for c in list(voices.values())[::-1][:most])


def access(picture: Picture) -> Listing:
    """Return roads, railways and bridges of which something is reported."""
    order = {"cut": 0, "under_fire": 1, "restricted": 2, "reported_open": 3, "unknown": 4}
    assets = sorted(picture.assets, key=lambda a: (order[a.access], a.condition, a.name))
    return cut(
        [
            Item(
                text=shown(a.name),
                href="#" + anchor("place", a.place_id),
                tag=shown(asset_words(a)),
                note=texts()("time_since", day=day(a.since)) if a.since else "",
                retold=retold(a.claims, picture),
            )
            for a in assets
        ]
    )


def civilians(picture: Picture) -> Listing:
    """Return what is said of people who live there: leaving, staying, helped, hurt."""
    actors = {a.id for a in picture.theatre.actors if a.kind == "civilians"}
    found = [
        c
        for c in picture.claims.values()
        if picture.speaks_of_area(c) and _about_people(c, actors) and _within(c, picture, 14)
    ]
    found.sort(key=lambda c: c.published or "", reverse=True)
    return cut([_claim_item(c, picture) for c in _once(found)], 8)


def _about_people(claim: Claim, actors: set[str]) -> bool:
    parties = (claim.actor, claim.target)
    return (
        claim.action in CIVIL
        or claim.sub_action in CIVIL
        or any(q.category in PEOPLE for q in claim.quantities)
        or any(p is not None and p.id in actors for p in parties)
        or bool({"victim", "minor"} & set(claim.flags))
    )


def _within(claim: Claim, picture: Picture, days: int) -> bool:
    when = (claim.published or "")[:10]
    return bool(when) and 0 <= (picture.on - picture.on.fromisoformat(when)).days <= days


def roads(picture: Picture) -> Listing:
    """Return what is said of ways and supply over the last days, the newest first."""
    ways = {f"theatre:{p.id}" for p in picture.theatre.places if p.kind in WAYS}
    told = {c for a in picture.assets for c in a.claims}
    found = [
        c
        for c in picture.claims.values()
        if c.id not in told
        and (c.action == "supply" or any(p.gazetteer_id in ways for p in c.places))
        and picture.speaks_of_area(c)
        and _within(c, picture, 10)
    ]
    found.sort(key=lambda c: c.published or "", reverse=True)
    return cut([_claim_item(c, picture) for c in _once(found)], 4)


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Keep one claim a sentence, and one of a voice's words however many outlets carry them."""
    sentences = {(c.report_id, c.start): c for c in reversed(list(claims))}
    words = {(c.origin.name, fold(c.quote)): c for c in sentences.values()}
    return list(words.values())[::-1]


def _claim_item(claim: Claim, picture: Picture) -> Item:
    view = said(claim, picture)
    return Item(
        text=view.quote,
        href="",
        tag=view.origin,
        note=view.published,
        said=(view,),
        retold=view.retold,
    )


def silent(picture: Picture) -> Listing:
    """Return sources that have gone silent against their own rhythm."""
    if picture.coverage is None:
        return Listing()
    return cut(
        [
            Item(
                text=shown(s.source),
                href="",
                tag=texts()("silent_for", age=age(s.silent_hours).removesuffix(" ago")),
                note=texts()(
                    "silent_last", when=instant(s.last, picture.zone), gap=round(s.usual_gap_hours)
                ),
            )
            for s in picture.coverage.silent
        ]
    )


def unheard(picture: Picture) -> Listing:
    """Return places of the area of which nobody has spoken for 72 hours, longest last."""
    if picture.coverage is None:
        return Listing()
    return cut(
        [
            Item(text=shown(u.name), href="#" + anchor("place", u.place_id), tag=age(u.hours))
            for u in picture.coverage.unheard
            if u.place_id in picture.place_ids
        ],
        24,
    )


def never_heard(picture: Picture) -> int:
    """Return how many places of the area have no evidence since the baseline."""
    return sum(p.evidence_age_hours is None for p in picture.places)


def timeline(picture: Picture) -> tuple[Day, ...]:
    """Return the area's events of the last days, newest day first."""
    days: dict[str, list[Event]] = {}
    for event in picture.area_events:
        if event.time is not None and event.time.start and recent(event, picture, TIMELINE_DAYS):
            days.setdefault(event.time.start[:10], []).append(event)
    return tuple(
        Day(
            day=key,
            items=tuple(
                event_item(e, picture) for e in sorted(days[key], key=weight, reverse=True)[:6]
            ),
        )
        for key in sorted(days, reverse=True)[:TIMELINE_DAYS]
    )


def key_claims(picture: Picture) -> Listing:
    """Return the newest sentence of each of the weightiest events of the last days."""
    events = [e for e in picture.area_events if recent(e, picture, 4)]
    chosen: dict[str, Claim] = {}
    for event in sorted(events, key=weight, reverse=True):
        found = [picture.claims[c] for c in event.claims_for if c in picture.claims]
        if found:
            newest = max(found, key=lambda c: (c.origin_basis != "uncredited", c.published or ""))
            chosen.setdefault(newest.report_id + str(newest.start), newest)
    return cut([_claim_item(c, picture) for c in chosen.values()], 10)


def histories(picture: Picture) -> tuple[tuple[str, str, str, Markup], ...]:
    """Return small pictures of how control moved: the places that moved most of late."""
    rows: list[tuple[float, PlaceSituation, Markup]] = []
    for place in picture.places:
        days = picture.series.get(place.place_id, [])[-28:]
        chart = history(days, picture.theatre, place.name)
        if chart and place.status != "unknown":
            rows.append((_swing([c for _, c in days]), place, chart))
    rows.sort(key=lambda row: (-row[0], row[1].name))
    return tuple(
        (shown(p.name), "#" + anchor("place", p.place_id), _now(p, picture), chart)
        for swing, p, chart in rows[:12]
        if swing > 0.05
    )


def _swing(path: Sequence[dict[str, float]]) -> float:
    states = {s for control in path for s in control}
    return max(
        (max(c.get(s, 0.0) for c in path) - min(c.get(s, 0.0) for c in path) for s in states),
        default=0.0,
    )


def _now(place: PlaceSituation, picture: Picture) -> str:
    if place.place_id in picture.silent:
        return texts()("no_recent_evidence")
    side, probability = leading(place)
    name = picture.side_name(side) if side else texts()("status_contested")
    return f"{name} {percent(probability)}"
