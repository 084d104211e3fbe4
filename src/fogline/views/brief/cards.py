"""The evidence behind each mark and figure: one card each, opened by its address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.situation import AssetSituation, PlaceSituation
from fogline.text.normalise import fold
from fogline.views.brief.charts import control_bar
from fogline.views.brief.said import Said, said
from fogline.views.map.palette import css_name
from fogline.views.map.scene import leading
from fogline.views.map.svg import Markup
from fogline.views.map.ways import asset_words
from fogline.views.picture import Picture
from fogline.views.words import (
    age,
    day,
    listed,
    percent,
    probability_word,
    shown,
    span,
    texts,
)

NOTHING = Markup()
MOST = 8
"""Sentences shown on a card; the rest is counted, and `fogline trace` shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card of evidence."""

    id: str
    title: str
    kind: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    """Label and value."""
    bar: Markup = NOTHING
    said: tuple[Said, ...] = ()
    against: tuple[Said, ...] = ()
    more: int = 0
    trace: str = ""
    """The id to give to `fogline trace` for everything."""


def anchor(kind: str, id_: str) -> str:
    """Return the HTML id of a card."""
    return f"{kind}-{css_name(id_)}"


def _claims(ids: Iterable[str], picture: Picture) -> tuple[tuple[Said, ...], int]:
    """Return the newest sentences, one a report first, and how many more there are."""
    found = [picture.claims[i] for i in dict.fromkeys(ids) if i in picture.claims]
    found.sort(key=lambda c: (c.published or "", -c.start), reverse=True)
    same: dict[tuple[str | None, str], list[Claim]] = {}
    for claim in found:
        same.setdefault((claim.origin.name, fold(claim.quote)), []).append(claim)
    kept = list(same.values())
    newest_of = {alike[0].report_id: alike for alike in reversed(kept)}
    first = [alike for alike in kept if newest_of[alike[0].report_id] is alike]
    chosen = (first + [alike for alike in kept if alike not in first])[:MOST]
    return tuple(_alike(alike, picture) for alike in chosen), len(kept) - len(chosen)


def _alike(claims: list[Claim], picture: Picture) -> Said:
    """Return one voice's words once, with the other outlets in which they stand."""
    view = said(claims[-1], picture)
    others = dict.fromkeys(shown(c.outlet) for c in claims if c.outlet != claims[-1].outlet)
    return replace(view, also=listed(others, most=4))


def place_card(place: PlaceSituation, picture: Picture) -> Card:
    """Return the card of a settlement or sector."""
    say = texts()
    sentences, more = _claims(
        [c for claim in place.claimed_by for c in claim.claims] + list(place.claims), picture
    )
    facts = [(say("fact_status"), _status(place))]
    facts += [
        (
            say("fact_claimed"),
            say("claimed_since", side=picture.side_name(c.side), day=day(c.since)),
        )
        for c in place.claimed_by
    ]
    if place.share:
        facts += [
            (
                say("fact_share"),
                listed(
                    say(
                        "share", side=picture.side_name(s), low=f"{v.low:.0%}", high=f"{v.high:.0%}"
                    )
                    for s, v in place.share.items()
                    if v.high > 0
                ),
            )
        ]
    facts += [
        (
            say("fact_origins"),
            say("origins_both", pro=place.origins_for, contra=place.origins_against),
        ),
        (say("fact_age"), age(place.evidence_age_hours)),
    ]
    facts += [
        (say(f"reason_{key}"), shown(picture.named(text)))
        for key, text in place.reasons.items()
        if key in {"control", "status", "origins_for", "origins_against"} and text
        # The reason for a number that is not shown would be that number.
        if key != "control" or place.place_id not in picture.silent
    ]
    return Card(
        id=anchor("place", place.place_id),
        title=shown(place.name),
        kind=say(f"kind_{place.kind}"),
        summary=_summary(place, picture),
        facts=tuple(facts),
        bar=Markup()
        if place.place_id in picture.silent
        else control_bar(place.control, picture.theatre),
        said=sentences,
        more=more,
        trace=place.place_id,
    )


def _status(place: PlaceSituation) -> str:
    word = texts()(f"status_{place.status}")
    return texts()("status_since", status=word, day=day(place.since)) if place.since else word


def _summary(place: PlaceSituation, picture: Picture) -> str:
    if place.place_id in picture.silent:
        return texts()("summary_silent")
    side, probability = leading(place)
    if side is None:
        return texts()("summary_contested", p=percent(probability))
    return texts()(
        "summary_held",
        side=picture.side_name(side),
        p=percent(probability),
        word=probability_word(probability),
    )


def asset_card(asset: AssetSituation, picture: Picture) -> Card:
    """Return the card of a road, railway or bridge."""
    say = texts()
    sentences, more = _claims(asset.claims, picture)
    facts = [(say("fact_since"), day(asset.since))] if asset.since else []
    facts += [
        (say(f"reason_{key}"), shown(picture.named(text)))
        for key, text in asset.reasons.items()
        if key in {"condition", "access"} and text
    ]
    return Card(
        id=anchor("place", asset.place_id),
        title=shown(asset.name),
        kind=say.get(f"kind_{asset.asset_kind}", asset.asset_kind),
        summary=shown(asset_words(asset)),
        facts=tuple(facts),
        said=sentences,
        more=more,
        trace=asset.place_id,
    )


def event_card(event: Event, picture: Picture) -> Card:
    """Return the card of an event: sentences for, sentences against, origins, grade."""
    say = texts()
    pro, more = _claims(event.claims_for, picture)
    contra, more_against = _claims(event.claims_against, picture)
    grade = event.credibility
    facts = [
        (say("fact_status"), say(f"event_{event.status}")),
        (say("fact_time"), span(event.time, picture.zone)),
        (say("fact_origins_for"), origins(event.origins_for, picture)),
        (say("fact_origins_against"), origins(event.origins_against, picture)),
        (
            say("fact_grade"),
            say(
                "grade",
                letter=grade.letter.value,
                digit=grade.digit.value,
                why=shown(picture.named(f"{grade.letter.reason}; {grade.digit.reason}")),
            ),
        ),
    ]
    facts += (
        [(say("reason_status"), shown(picture.named(event.reasons["status"])))]
        if event.reasons.get("status")
        else []
    )
    return Card(
        id=anchor("event", event.id),
        title=event_title(event, picture),
        kind=say("kind_event"),
        summary="",
        facts=tuple(facts),
        said=pro,
        against=contra,
        more=more + more_against,
        trace=event.id,
    )


def origins(counts: dict[str, int], picture: Picture) -> str:
    """Return independent origins by side in words."""
    say = texts()
    if not sum(counts.values()):
        return say("origins_none")
    return listed(
        say("origins_of", n=n, side=picture.side_name(s) if s != "neutral" else say("neutral"))
        for s, n in sorted(counts.items())
        if n
    )


_LONGEST_TARGET = 60  # characters of a title's "the railway bridge over the river"


def event_title(event: Event, picture: Picture) -> str:
    """Return what an event is in a few words: "capture of Sadove by Red"."""
    say = texts()
    what = say.get(f"act_{event.sub_action}", "") or say.get(
        f"act_{event.action}", event.action.replace("_", " ")
    )
    noun, _, link = what.partition("|")
    names = list(dict.fromkeys(shown(_place(p)) for p in event.places))
    what = _struck(event, picture)
    if what:
        # The bridge is destroyed, not the town in which it stands.
        names = [n for n in names if n.casefold() not in what.casefold()][:1]
        noun, link = f"{noun}{say('act_what', what=what)}", say("act_in")
    where = f" {link or say('act_at')} {listed(names, most=3)}" if names else ""
    by = say("act_by", side=picture.side_name(event.side)) if event.side else ""
    text = f"{noun}{where}{by}"
    return text[:1].upper() + text[1:]


def _struck(event: Event, picture: Picture) -> str:
    """Return what was destroyed, in the words of the first report that names a thing."""
    if event.action != "destroy":
        return ""
    claims = (picture.claims[c] for c in event.claims_for if c in picture.claims)
    targets = (c.target for c in claims if c.target is not None)
    named = next((t.text for t in targets if t.side is None and len(t.text) < _LONGEST_TARGET), "")
    return shown(named[:1].lower() + named[1:])


def _place(place: ClaimPlace) -> str:
    """Return a place by name, or in the report's words where they say which part of it."""
    if place.relation is None:
        return place.name or place.text
    words = place.text
    return f"the{words[3:]}" if words.startswith("The ") else words
