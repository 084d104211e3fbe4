"""`/places/{id}`, `/events/{id}`, `/claims/{id}`, `/reports/{id}`: from a mark to the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import Request
from starlette.responses import Response

from fogline.api.errors import NotFound
from fogline.api.pages.common import Desking, new_router
from fogline.api.pages.desk import Desk
from fogline.api.pages.facing import turns
from fogline.api.pages.highlights import Run, runs
from fogline.api.pages.render import page
from fogline.api.pages.rows import event_row, event_rows, place_row, report_row, title_of
from fogline.api.pages.trees import branches
from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.report import Report
from fogline.views.brief.cards import event_title, origins
from fogline.views.brief.charts import history
from fogline.views.brief.said import Said
from fogline.views.map.ways import asset_words
from fogline.views.words import day, instant, listed, shown, span, texts

router = new_router()
MOST_SAID = 25
NEWS_DAYS = 30
MOST_OTHERS = 40


@router.get("/places/{id:path}")
def place(request: Request, desk: Desking, id: str) -> Response:
    """Return what is held of a place, on whose word, and how that moved."""
    found = desk.places.get(id)
    if found is None:
        return _other_place(request, desk, id)
    ids = desk.ids_of(id)
    claimed = [c for claim in found.claimed_by for c in claim.claims]
    sayings, more, held = _sayings([*claimed, *found.claims], desk)
    row = place_row(found, desk)
    series = desk.assessed.series(desk.asked.on).get(id, [])
    return page(
        request,
        desk,
        "place.html.j2",
        title=row.name,
        place=found,
        row=row,
        reasons=_reasons(found.reasons, desk),
        shares="" if found.place_id in desk.silent else _shares(found.share, desk),
        chart=history(series, desk.theatre, row.name),
        newest=sayings[0] if sayings else None,
        sayings=sayings,
        more=more,
        held=held,
        events=_events_at(ids, desk, found.claims),
        parts=_parts(found.place_id, desk),
    )


def _reasons(reasons: dict[str, str], desk: Desk) -> list[tuple[str, str]]:
    keys = ("control", "status", "origins_for", "origins_against", "condition", "access")
    return [
        (texts()(f"reason_{k}"), shown(desk.picture.named(reasons[k])))
        for k in keys
        if reasons.get(k)
    ]


def _shares(share: dict[str, Any] | None, desk: Desk) -> str:
    return listed(
        texts()("share", side=desk.picture.side_name(s), low=f"{v.low:.0%}", high=f"{v.high:.0%}")
        for s, v in (share or {}).items()
        if v.high > 0
    )


def _parts(place_id: str, desk: Desk) -> list[Any]:
    return [place_row(p, desk) for p in desk.situation.places if p.part_of == place_id]


def _events_at(ids: Iterable[str], desk: Desk, claims: Iterable[str] = ()) -> list[Any]:
    """Return the events of a place of the last month up to the day, the newest first.

    Of a part of a city also those that its claims speak of: they may name the city and a direction.
    """
    found: dict[str, Event] = {}
    for claim in claims:
        found |= {e.id: e for e in desk.index.events_of.get(claim, ())}
    for id_ in ids:
        found |= {e.id: e for e in desk.index.events_at.get(id_, ())}
    first = desk.asked.on - timedelta(days=NEWS_DAYS)
    recent = [
        e
        for e in found.values()
        if e.time and e.time.last_day and first <= e.time.last_day <= desk.asked.on
    ]
    recent.sort(key=lambda e: (e.time.end or "" if e.time else "", e.id), reverse=True)
    return event_rows(recent[:40], desk)


def _sayings(ids: Iterable[str], desk: Desk) -> tuple[list[Said], int, int]:
    """Return the newest sentences, how many more there are, how many are held back."""
    known = desk.assessed.claims
    claims = [known[i] for i in dict.fromkeys(ids) if i in known]
    claims.sort(key=lambda c: (c.published or "", -c.start), reverse=True)
    shown_, held = desk.sayings(claims)
    return shown_[:MOST_SAID], max(0, len(shown_) - MOST_SAID), held


def _other_place(request: Request, desk: Desk, id_: str) -> Response:
    """Return a place that has no control of its own: a road, a bridge, a river, a region."""
    asset = next((a for a in desk.situation.assets if a.place_id == id_), None)
    entry = desk.gazetteer.get(id_)
    ids = desk.ids_of(id_) if entry else [id_]
    claims = [c for i in ids for c in desk.index.claims_at.get(i, ())]
    if asset is None and entry is None and not claims:
        raise NotFound(f"place {id_!r}: no place of that id is known")
    name = entry.name if entry else next((p.name for c in claims for p in c.places if p.gazetteer_id == id_), id_)  # fmt: skip
    told = asset.claims if asset else ()
    sayings, more, held = _sayings([*told, *(c.id for c in claims)], desk)
    return page(
        request,
        desk,
        "asset.html.j2",
        title=shown(name or id_),
        name=shown(name or id_),
        kind=texts().get(f"kind_{entry.kind}", entry.kind) if entry else "",
        asset=asset,
        summary=shown(asset_words(asset)) if asset else "",
        since=day(asset.since) if asset and asset.since else "",
        reasons=_reasons(asset.reasons, desk) if asset else [],
        sayings=sayings,
        more=more,
        held=held,
        events=_events_at(ids, desk),
    )


@router.get("/events/{id}")
def event(request: Request, desk: Desking, id: str) -> Response:
    """Return an event: for and against, who took it from whom, and what people decided."""
    found = desk.gate.event(desk.event(id))
    if found is None:
        raise NotFound(f"event {id!r}: {texts()('wb_held_event')}")
    pro, more, held = _sayings(found.claims_for, desk)
    contra, more_against, held_against = _sayings(found.claims_against, desk)
    known = desk.assessed.claims
    sides = [
        [known[i] for i in ids if i in known] for ids in (found.claims_for, found.claims_against)
    ]
    return page(
        request,
        desk,
        "event.html.j2",
        title=event_title(found, desk.picture),
        event=found,
        row=event_row(found, desk),
        pro=pro,
        contra=contra,
        more=more + more_against,
        held=held + held_against,
        origins_pro=origins(found.origins_for, desk.picture),
        origins_contra=origins(found.origins_against, desk.picture),
        tree=branches(found.origin_tree, desk),
        turns=turns(sides[0], sides[1], desk),
        reasons={k: shown(desk.picture.named(v)) for k, v in found.reasons.items()},
        grade=_grade(found, desk),
        decisions=_decisions(found.id, desk),
        others=candidates(found.places, found.id, desk),
    )


def _grade(event: Event, desk: Desk) -> str:
    grade = event.credibility
    why = f"{grade.letter.reason}; {grade.digit.reason}"
    return texts()(
        "grade",
        letter=grade.letter.value,
        digit=grade.digit.value,
        why=shown(desk.picture.named(why)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision as it is shown."""

    id: str
    text: str
    reason: str
    when: str
    withdrawn: str


def judgement(decision: Any, zone: str) -> Judgement:
    """Return a decision in words."""
    say = texts()
    grade = "".join((decision.value or {}).get(k, "") for k in ("letter", "digit"))
    verdict = say(f"verdict_{decision.verdict}")
    return Judgement(
        id=decision.id,
        text=say("mark_decided", by=shown(decision.by), verdict=f"{verdict} {grade}".strip()),
        reason=shown(decision.reason),
        when=instant(decision.made, zone),
        withdrawn=instant(decision.withdrawn, zone) if decision.withdrawn else "",
    )


def _decisions(subject_id: str, desk: Desk) -> list[Judgement]:
    return [
        judgement(d, desk.theatre.zone)
        for d in desk.assessed.decisions
        if d.subject_id == subject_id
    ]


def candidates(places: Iterable[ClaimPlace], own: str, desk: Desk) -> list[tuple[str, str]]:
    """Return the events at the same places, into which a person may put this one."""
    found: dict[str, Event] = {}
    for place in places:
        for id_ in desk.ids_of(place.gazetteer_id or ""):
            found |= {e.id: e for e in desk.index.events_at.get(id_, ())}
    found.pop(own, None)
    near = sorted(desk.gate.events(found.values()), key=lambda e: _far(e, desk))[:MOST_OTHERS]
    zone = desk.theatre.zone
    return [(e.id, f"{event_title(e, desk.picture)}, {span(e.time, zone)}") for e in near]


def _far(event: Event, desk: Desk) -> int:
    last = event.time.last_day or event.time.first_day if event.time else None
    return abs((last - desk.asked.on).days) if last else 10_000


@router.get("/claims/{id}")
def claim(request: Request, desk: Desking, id: str) -> Response:
    """Return one claim: its words, its chain, what was read out of them and why."""
    found = desk.claim(id)
    shown_claim = desk.gate.claim_or_refuse(found)
    events = desk.index.events_of.get(id, [])
    return page(
        request,
        desk,
        "claim.html.j2",
        title=texts()("wb_claim"),
        claim=shown_claim,
        saying=desk.said(found),
        when=span(found.time, desk.theatre.zone),
        events=event_rows(events, desk),
        fields=_fields(shown_claim, desk),
        links=_links(found, desk),
        decisions=_decisions(id, desk),
        others=candidates(found.places, events[0].id if events else "", desk),
        imagery=[_evidence(e, found, desk) for e in found.evidence],
    )


def _fields(claim: Claim, desk: Desk) -> list[tuple[str, str, str]]:
    """Return what was read out of the words: label, value, reason."""
    say, zone = texts(), desk.theatre.zone
    parties = {"actor": claim.actor, "target": claim.target}
    values = {
        "kind": say(f"wb_kind_{claim.kind}"),
        "action": listed(a.replace("_", " ") for a in (claim.action, claim.sub_action or "") if a),
        "polarity": say(f"wb_polarity_{claim.polarity}"),
        "certainty": say("wb_certainty", low=f"{claim.certainty.low:.2f}", high=f"{claim.certainty.high:.2f}"),
        "phase": claim.phase or "",
        "outcome": claim.outcome or "",
        "means": (claim.means or "").replace("_", " "),
        **{k: shown(p.text) + (f" ({desk.picture.side_name(p.side)})" if p.side else "") for k, p in parties.items() if p},
        "places": listed(shown(p.name or p.text) + ("" if p.lon is not None else say("wb_unplaced")) for p in claim.places),
        "time": span(claim.time, zone) if claim.time else "",
        "quantities": listed(shown(q.text) for q in claim.quantities),
        "conditions": listed(shown(c.text) for c in claim.conditions),
        "purpose": shown(claim.purpose.text) if claim.purpose else "",
    }  # fmt: skip
    return [
        (say(f"wb_field_{k}"), v, shown(claim.reasons.get(k, ""))) for k, v in values.items() if v
    ]


def _links(claim: Claim, desk: Desk) -> list[tuple[str, str, str]]:
    """Return what a claim denies or corrects: type, id or "", words."""
    made = []
    for link in claim.links:
        other = desk.assessed.claims.get(link.claim_id or "")
        words = desk.said(other).quote if other and not desk.gate.held_for(other) else ""
        made.append((texts()(f"wb_link_{link.type}"), other.id if words and other else "", words))
    return made


def _evidence(evidence: Any, claim: Claim, desk: Desk) -> dict[str, str]:
    zone = desk.theatre.zone
    return {
        "type": texts()(f"wb_evidence_{evidence.type}"),
        "posted": span(evidence.posted, zone) if evidence.posted else "",
        "captured": span(evidence.captured, zone) if evidence.captured else "",
        "by": shown(evidence.geolocated_by or ""),
        "id": claim.id,
    }


@router.get("/reports/{id}")
def report(request: Request, desk: Desking, id: str) -> Response:
    """Return a report with the words of its claims highlighted; `mark` names one of them."""
    found = desk.report(id)
    claims = desk.index.claims_of.get(id, [])
    mark = request.query_params.get("mark")
    sayings, held = desk.sayings(claims)
    return page(
        request,
        desk,
        "report.html.j2",
        title=title_of(found, desk),
        report=found,
        row=report_row(found, desk),
        runs=_text(found, claims, mark, desk),
        mark=mark,
        sayings=sayings,
        held=held,
        relatives=_relatives(found, desk),
        changed=desk.gate.text(found, claims).changed,
        revealed=None,
        url=found.url if found.url and found.url.startswith(("https://", "http://")) else None,
    )


def _text(report: Report, claims: list[Claim], mark: str | None, desk: Desk) -> list[Run]:
    clean = desk.gate.text(report, claims)
    found: dict[str, list[tuple[int, int]]] = {}
    for m in clean.marks(c for c in claims if not desk.gate.held_for(c)):
        found.setdefault(m["claim_id"], []).append((m["start"], m["end"]))
    return runs(clean.text, found, mark)


def _relatives(report: Report, desk: Desk) -> list[tuple[str, Any]]:
    """Return the texts that this one copies, replaces or belongs to."""
    known, say = desk.assessed.reports, texts()
    found: list[tuple[str, Report]] = []
    for key in ("part_of", "supersedes"):
        other = known.get(getattr(report, key) or "")
        found += [(say(f"wb_{key}"), other)] if other else []
    found += [(say("wb_superseded_by"), r) for r in known.values() if r.supersedes == report.id]
    found += [(say("wb_has_part"), r) for r in known.values() if r.part_of == report.id]
    if report.copy_family:
        family = [r for r in known.values() if r.copy_family == report.copy_family]
        found += [(say("wb_copy_family"), r) for r in family if r.id != report.id]
    return [(label, report_row(r, desk)) for label, r in found]
