"""`/sources`, `/coverage`, `/forecasts`, `/origins`: who speaks, with what record, who is silent."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request
from starlette.responses import Response

from fogline.api.asking import records_found, sources_found
from fogline.api.errors import NotFound
from fogline.api.pages.common import Desking, new_router, number
from fogline.api.pages.desk import Desk
from fogline.api.pages.ledger import ledger
from fogline.api.pages.render import page
from fogline.api.pages.rows import event_rows, part, report_row
from fogline.model.claim import Claim
from fogline.model.event import Event
from fogline.model.theatre import CredibilityPrior
from fogline.situation.credibility import LETTERS
from fogline.situation.origins import Voices
from fogline.situation.records import SourceRecord
from fogline.text.normalise import fold
from fogline.views.brief.said import Said
from fogline.views.people import PRIVATE_KINDS
from fogline.views.words import instant, shown, texts

router = new_router()
MOST_SAID = 20


@dataclass(slots=True)
class Record:
    """What became of a voice's claims, by how its events now stand."""

    claims: int = 0
    confirmed: int = 0
    disputed: int = 0
    withdrawn: int = 0
    open: int = 0

    @property
    def judged(self) -> int:
        """Claims of events that are no longer open."""
        return self.confirmed + self.disputed + self.withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A voice in a line."""

    id: str
    name: str
    kind: str
    side: str
    record: Record
    earned: list[dict[str, str]]
    last: str


@router.get("/sources")
def sources(request: Request, desk: Desking) -> Response:
    """Return every voice that is the origin of a claim, with what became of its claims."""
    wanted = fold(request.query_params.get("q", "")[:200])
    known = desk.assessed.kept.get("sources", lambda: _rows(desk))
    rows = [r for r in known if not wanted or wanted in fold(r.name)]
    piece = part(rows, number(request))
    return page(
        request,
        desk,
        "sources.html.j2",
        title=texts()("wb_sources"),
        piece=piece,
        filters=[{"name": "q", "label": texts()("wb_filter_q"), "type": "text", "value": wanted}],
        unnamed=desk.assessed.kept.get("unnamed", lambda: _unnamed(desk)),
    )


def _unnamed(desk: Desk) -> int:
    return sum(1 for c in desk.assessed.claims.values() if not c.origin.name)


def _rows(desk: Desk) -> list[SourceRow]:
    rows = []
    for key, claims in by_origin(desk).items():
        newest = max(claims, key=lambda c: c.published or "")
        origin = newest.origin
        rows.append(
            SourceRow(
                id=key,
                name=_name(key, origin.name or "", desk),
                kind=texts()(f"source_{origin.kind}"),
                side=desk.picture.side_name(origin.side),
                record=record_of(claims, desk),
                earned=[_earned(r) for r in earned_by(desk).get(key, ())],
                last=instant(newest.published, desk.theatre.zone) if newest.published else "",
            )
        )
    return sorted(rows, key=lambda r: (-r.record.claims, r.name))


def _name(key: str, said: str, desk: Desk) -> str:
    return next((shown(s.name) for s in desk.theatre.sources if s.id == key), shown(said))


def by_origin(desk: Desk) -> dict[str, list[Claim]]:
    """Return the claims by who first said them; those who are not named are left out."""
    return desk.assessed.kept.get("by_origin", lambda: _by_origin(desk))


def _by_origin(desk: Desk) -> dict[str, list[Claim]]:
    voices, found = Voices(desk.theatre), defaultdict[str, list[Claim]](list)
    ids: dict[str, str] = {}
    for claim in desk.assessed.claims.values():
        origin = claim.origin
        if not origin.name or origin.kind in PRIVATE_KINDS or "captivity" in claim.flags:
            continue
        if origin.name not in ids:
            source = voices.find(origin.name)
            ids[origin.name] = origin.id or (source.id if source else fold(origin.name))
        found[ids[origin.name]].append(claim)
    return dict(found)


def record_of(claims: Iterable[Claim], desk: Desk) -> Record:
    """Count a voice's claims by the status of their events.

    A claim that stands against a confirmed event did not turn out so; it counts as disputed.
    """
    record = Record()
    for claim in claims:
        record.claims += 1
        found = desk.index.events_of.get(claim.id, [])
        for status in {_standing(e, claim.id) for e in found[:1]}:
            setattr(record, status, getattr(record, status) + 1)
    return record


def _standing(event: Event, claim: str) -> str:
    against = claim in event.claims_against
    if event.status == "confirmed":
        return "disputed" if against else "confirmed"
    if event.status == "withdrawn":
        return "confirmed" if against else "withdrawn"
    return "disputed" if event.status == "disputed" else "open"


@router.get("/sources/{id:path}")
def source(request: Request, desk: Desking, id: str) -> Response:
    """Return a voice: what it is, what its kind's word is worth, and what it said."""
    claims = by_origin(desk).get(id, [])
    known = next((s for s in desk.theatre.sources if s.id == id), None)
    if known is None and not claims:
        raise NotFound(f"source {id!r}: no voice of that id has spoken by this knowledge time")
    claims = sorted(claims, key=lambda c: c.published or "", reverse=True)
    name = shown(known.name) if known else _name(id, claims[0].origin.name or "", desk)
    kind = known.kind if known else claims[0].origin.kind
    by_action = defaultdict[str, list[Claim]](list)
    for claim in claims:
        by_action[claim.action].append(claim)
    rows = [(a.replace("_", " "), record_of(c, desk)) for a, c in by_action.items()]
    sayings, held = desk.sayings(claims[:MOST_SAID])
    forecasts = [c for c in claims if c.kind == "forecast"]
    return page(
        request,
        desk,
        "source.html.j2",
        title=name,
        source=known,
        name=name,
        kind=texts()(f"source_{kind}"),
        side=desk.picture.side_name(known.side if known else claims[0].origin.side),
        record=record_of(claims, desk),
        rows=sorted(rows, key=lambda r: -r[1].claims),
        earned=[_earned(r) for r in earned_by(desk).get(id, ())],
        priors=[_prior(p) for p in desk.theatre.priors if p.kind == kind],
        sayings=sayings,
        more=max(0, len(claims) - MOST_SAID),
        held=held,
        forecasts=desk.sayings(forecasts[:10])[0],
        silent=next((s for s in desk.full.coverage.silent if s.source == name), None)
        if desk.full.coverage
        else None,
    )


def earned_by(desk: Desk) -> dict[str, tuple[SourceRecord, ...]]:
    """Return the records by kind of claim of every voice, by its id on these pages.

    The theatre's sources have the records that the API and the command line list; who is named
    and unknown to the theatre goes by name.
    """
    return desk.assessed.kept.get("earned_by", lambda: _earned_by(desk))


def _earned_by(desk: Desk) -> dict[str, tuple[SourceRecord, ...]]:
    found = defaultdict[str, tuple[SourceRecord, ...]](tuple)
    for record in records_found(desk.assessed):
        kind, _, name = record.key.partition(":")
        if kind == "name":
            found[name] += (record,)
    return {**found, **{s.id: s.records for s in sources_found(desk.assessed)[0]}}


def _earned(record: SourceRecord) -> dict[str, str]:
    return {
        "topic": texts()(f"wb_topic_{record.topic}"),
        "letter": record.letter,
        "so": str(record.so),
        "judged": str(record.so + record.not_so),
        "share": f"{record.mean:.0%}",
        "reason": shown(record.reason),
    }


def _prior(prior: CredibilityPrior) -> dict[str, str]:
    mean = prior.a / (prior.a + prior.b)
    letter = next(letter for least, letter in LETTERS if mean >= least)
    return {
        "topic": texts()(f"wb_topic_{prior.topic}"),
        "letter": letter,
        "share": f"{mean:.0%}",
        "worth": f"{prior.a + prior.b:.0f}",
        "note": shown(prior.note),
    }


@router.get("/coverage")
def coverage(request: Request, desk: Desking) -> Response:
    """Return who usually speaks and does not, and of which places nobody has spoken."""
    found = desk.assessed.coverage(desk.situation)
    inside = [
        (p, desk.places[p.place_id])
        for p in found.unheard
        if desk.area.contains(desk.places[p.place_id].lon, desk.places[p.place_id].lat)
    ]
    languages = Counter(r.language for r in desk.assessed.reports.values() if r.language != "en")
    return page(
        request,
        desk,
        "coverage.html.j2",
        title=texts()("wb_coverage"),
        silent=[(s, _source_id(s.source, desk)) for s in found.silent],
        unheard=inside,
        never=found.never_heard,
        unread=sorted(languages.items(), key=lambda i: -i[1]),
    )


def _source_id(name: str, desk: Desk) -> str:
    source = Voices(desk.theatre).find(name)
    return source.id if source else fold(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A statement about the future, with the day on which it can be checked."""

    saying: Said
    due: date | None
    voice: str
    record: Record | None


@router.get("/forecasts")
def forecasts(request: Request, desk: Desking) -> Response:
    """Return what voices said of the future: due today, still open, past, without a day."""
    claims = [
        c
        for c in desk.index.newest_first
        if c.kind == "forecast" and desk.covers(c) and not desk.gate.held_for(c)
    ]
    found = [_forecast(c, desk) for c in claims]
    on = desk.asked.on
    groups = {
        "due": [f for f in found if f.due == on],
        "open": sorted((f for f in found if f.due and f.due > on), key=lambda f: f.due or on),
        "past": sorted(
            (f for f in found if f.due and f.due < on), key=lambda f: f.due or on, reverse=True
        ),
        "undated": [f for f in found if f.due is None],
    }
    return page(
        request,
        desk,
        "forecasts.html.j2",
        title=texts()("wb_forecasts"),
        groups={k: (v[:30], len(v)) for k, v in groups.items()},
        total=len(found),
        ledger=ledger(desk),
    )


def _forecast(claim: Claim, desk: Desk) -> Forecast:
    origins = by_origin(desk)
    key = next((k for k, c in origins.items() if claim in c), "") if claim.origin.name else ""
    return Forecast(
        saying=desk.said(claim),
        due=claim.time.last_day if claim.time else None,
        voice=key,
        record=record_of(origins[key], desk) if key else None,
    )


@router.get("/origins")
def origins(request: Request, desk: Desking) -> Response:
    """Return how many independent origins stand behind some reports or headlines."""
    ids = [i for i in request.query_params.getlist("report") if i in desk.assessed.reports][:50]
    lines = [ln.strip() for ln in request.query_params.get("headlines", "")[:4000].splitlines()]
    asked = [(ln, _by_headline(ln, desk)) for ln in lines if ln]
    chosen = list(dict.fromkeys([*ids, *(r for _, r in asked if r)]))
    groups = _shared(chosen, desk)
    return page(
        request,
        desk,
        "origins.html.j2",
        title=texts()("wb_origins"),
        reports=[report_row(desk.assessed.reports[i], desk) for i in chosen],
        missing=[ln for ln, found in asked if found is None],
        groups=groups,
        total=len({g["key"] for g in groups if g["independent"]}),
        headlines=request.query_params.get("headlines", "")[:4000],
    )


def _by_headline(line: str, desk: Desk) -> str | None:
    from rapidfuzz import fuzz, process

    titles = {r.id: fold(r.title or r.text[:200]) for r in desk.assessed.reports.values()}
    best = process.extractOne(fold(line), titles, scorer=fuzz.token_set_ratio, score_cutoff=80)
    return best[2] if best else None


def _shared(ids: list[str], desk: Desk) -> list[dict[str, Any]]:
    """Return the origins of the events on which the reports speak, and which reports rest on each."""
    chosen = {c.id: r for r in ids for c in desk.index.claims_of.get(r, ())}
    events = {e.id: e for c in chosen for e in desk.index.events_of.get(c, ())}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for event in events.values():
        for node in event.origin_tree:
            hit = {chosen[c] for c in _leaves(node) if c in chosen}
            if not hit:
                continue
            out = desk.gate._node(node)  # noqa: SLF001 - one node of a tree, the gate's own way
            name = shown(out.name) if out.name else texts()(f"voice_{node.kind}")
            entry = found.setdefault(
                (name, node.kind),
                {"key": (name, node.kind), "name": name, "kind": texts()(f"source_{node.kind}"),
                 "independent": False, "reports": set(), "events": set(), "reason": node.reason},
            )  # fmt: skip
            entry["independent"] |= node.independent
            entry["reports"] |= hit
            entry["events"].add(event.id)
    rows = sorted(found.values(), key=lambda g: (not g["independent"], -len(g["reports"])))
    return [
        {**r, "events": event_rows([events[e] for e in sorted(r["events"])], desk)} for r in rows
    ]


def _leaves(node: Any) -> Iterable[str]:
    yield from node.claim_ids
    for child in node.taken_by:
        yield from _leaves(child)
