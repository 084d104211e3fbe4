"""Claims about one thing as one event, for and against.

Claims speak of one thing where action, side and place agree and their days, each with its
precision, lie no farther apart than such actions last. A denial stands against; so does a claim
that cannot hold beside it (two sides hold one place on one day). Nothing is averaged away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fogline.model.decision import Decision
from fogline.model.event import Event, EventStatus
from fogline.model.time import TimeSpan
from fogline.situation.arranging import ARRANGING, arrange, names
from fogline.situation.collecting import uncollected
from fogline.situation.credibility import credibility, source_records
from fogline.situation.decisions import standing
from fogline.situation.grouping import Member, groups_of, happens, members_of
from fogline.situation.known import NEVER, Ledger, iso
from fogline.situation.lineage import tree
from fogline.situation.observations import Evidence
from fogline.situation.origins import NEUTRAL, Origin, by_side, independent
from fogline.situation.records import Records, SourceRecord, learn
from fogline.situation.rewrites import Told, collapse
from fogline.situation.rivals import Rivals
from fogline.situation.tellings import Tellings, tellings

SURE = 0.55
"""Only origins whose words are at least this sure can confirm."""


@uncollected()
def events(
    evidence: Evidence,
    ledger: Ledger,
    decisions: Iterable[Decision] = (),
    known: float = NEVER,
) -> tuple[Event, ...]:
    """Return the events of all claims known at an instant, by day, then id."""
    decisions = tuple(decisions)
    members = members_of(evidence, ledger, known)
    arranged = arrange(groups_of(members), decisions, known)
    groups = [group for group, _ in arranged]
    rivals = Rivals(groups, evidence)
    verdicts = verdicts_on(groups, decisions, known)
    learned = learn(evidence, groups, known)
    found = [
        _event(group, rivals.of(number), evidence, learned, verdicts, arranged[number][1])
        for number, group in enumerate(groups)
    ]
    return tuple(sorted(found, key=lambda e: (e.time.start or "" if e.time else "", e.id)))


def records(evidence: Evidence, ledger: Ledger, known: float = NEVER) -> tuple[SourceRecord, ...]:
    """Return what the claims of every origin are worth by what was known at an instant."""
    groups = groups_of(members_of(evidence, ledger, known))
    return source_records(learn(evidence, groups, known))


def verdicts_on(
    groups: Sequence[Sequence[Member]], decisions: Iterable[Decision], known: float
) -> dict[str, Decision]:
    """Return the decisions on events as such, by id, and by fingerprint where the id is gone."""
    judging = [d for d in decisions if d.verdict not in ARRANGING]
    found = standing(judging, "event", known)
    ids = {names(group)[0] for group in groups} if found else set()
    return {key: d for key, d in found.items() if key == d.subject_id or d.subject_id not in ids}


def _verdict(id_: str, print_: str, verdicts: Mapping[str, Decision]) -> Decision | None:
    return verdicts.get(id_) or verdicts.get(print_)


def verdict_on(group: Sequence[Member], verdicts: Mapping[str, Decision]) -> Decision | None:
    """Return the decision on a group of claims, None without one."""
    return _verdict(*names(group), verdicts)


def status_of(
    group: Sequence[Member],
    rivals: Sequence[Member],
    evidence: Evidence,
    decision: Decision | None,
) -> EventStatus:
    """Return the status of a group of claims as an event, without the rest of the event."""
    return _decided(*_status(group, _weigh(group, rivals, tellings(evidence.theatre))), decision)[0]


@dataclass(slots=True)
class _Sides:
    """An event's standing claims and origins, for and against."""

    pro: list[Member]
    contra: list[Member]
    open_: list[Member]
    pro_origins: dict[str, Origin]
    contra_origins: dict[str, Origin]


def _weigh(group: Sequence[Member], rivals: Sequence[Member], compared: Tellings) -> _Sides:
    standing = [m for m in group if m.withdrawn is None]
    told = _rewrites([m for m in standing if m.claim.polarity != "undetermined"], compared)
    pro = [m for m in told if not m.against]
    contra = [m for m in told if m.against] + list(rivals)
    return _Sides(
        pro,
        contra,
        [m for m in standing if m.claim.polarity == "undetermined"],
        independent(m.origin for m in pro),
        independent(m.origin for m in contra),
    )


def _rewrites(members: Sequence[Member], compared: Tellings) -> list[Member]:
    """Return the claims with the origin of their words where these are somebody else's."""
    origins = collapse([Told(m.claim, m.origin, m.known, m.report) for m in members], compared)
    return [replace(m, origin=o) for m, o in zip(members, origins, strict=True)]


def _status(group: Sequence[Member], sides: _Sides) -> tuple[EventStatus, str]:
    """Return the status by independent origins, and why."""
    if all(m.withdrawn is not None for m in group):
        return "withdrawn", group[-1].withdrawn or "withdrawn"
    if not any(happens(m) or m.claim.phase == "ongoing" for m in sides.pro):
        return "open", "nobody says that it is so; it is ordered, planned, foreseen or denied"
    pros, cons = len(sides.pro_origins), len(sides.contra_origins)
    if cons:
        return "disputed", f"{_voices(pros)} for, {_voices(cons)} against"
    if not pros:
        return "open", "told by nobody whose word has a known origin"
    sure = independent(m.origin for m in sides.pro if m.claim.certainty.low >= SURE)
    parties = {o.side or NEUTRAL for o in sure.values()}
    own = {group[0].claim.side}
    if len(sure) >= 2 and (len(parties) >= 2 or parties == {NEUTRAL}) and parties - own:
        return "confirmed", f"{_voices(len(sure))} agree, not all of the side it serves"
    return "claimed", f"{_voices(pros)} for, none from elsewhere that would confirm it"


def _voices(count: int) -> str:
    return f"{count} independent origin" + ("" if count == 1 else "s")


def _event(  # noqa: PLR0913, PLR0917 - what an event is made of
    group: list[Member],
    rivals: list[Member],
    evidence: Evidence,
    learned: Records,
    verdicts: dict[str, Decision],
    arranged: Sequence[str] = (),
) -> Event:
    sides = _weigh(group, rivals, tellings(evidence.theatre))
    status, why = _status(group, sides)
    claim = min(group, key=lambda m: (m.known, m.claim.id)).claim
    id_, print_ = names(group)
    decision = _verdict(id_, print_, verdicts)
    status, why = _decided(status, why, decision)
    grades = credibility(
        [(m.claim, m.origin) for m in sides.pro],
        sides.pro_origins,
        sides.contra_origins,
        evidence,
        learned,
        decision,
    )
    shown = sides.pro + sides.contra
    return Event(
        id=id_,
        action=claim.action,
        sub_action=claim.sub_action,
        side=claim.side,
        places=claim.places,
        time=_span(sides.pro or group),
        status=status,
        claims_for=_ids(sides.pro if status != "withdrawn" else group),
        decision=decision,
        claims_against=_ids(sides.contra),
        origins_for=by_side(sides.pro_origins),
        origins_against=by_side(sides.contra_origins),
        credibility=grades,
        origin_tree=tree([(m.claim, m.origin) for m in shown]),
        reasons=_reasons(why, sides, group, print_)
        | ({"arranged": "; ".join(arranged)} if arranged else {}),
    )


def _decided(
    status: EventStatus,
    why: str,
    decision: Decision | None,
) -> tuple[EventStatus, str]:
    if decision is None or decision.verdict not in {"confirm", "reject"}:
        return status, why
    value: EventStatus = "confirmed" if decision.verdict == "confirm" else "withdrawn"
    return value, f"{decision.by} decided so: {decision.reason}; by origins it is {status}: {why}"


def _span(members: Sequence[Member]) -> TimeSpan | None:
    dated = [m for m in members if m.last > 0]
    if not dated:
        return None
    first, last = min(m.first for m in dated), max(m.last for m in dated)
    return TimeSpan(
        start=iso(first),
        end=iso(last),
        precision="day" if first == last else "interval",
    )


def _ids(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(m.claim.id for m in sorted(members, key=lambda m: (m.known, m.claim.id)))
    )


def _reasons(
    why: str,
    sides: _Sides,
    group: Sequence[Member],
    print_: str,
) -> dict[str, str]:
    reasons = {
        "status": why,
        "grouped": f"{len(group)} claims with one action, side and place, their days close enough",
        "origins_for": _told_by(sides.pro),
        "origins_against": _told_by(sides.contra),
        "fingerprint": print_,
    }
    if sides.open_:
        reasons["undetermined"] = "cannot say: " + ", ".join(_ids(sides.open_))
    return reasons


def _told_by(members: Sequence[Member]) -> str:
    if not members:
        return "no claims"
    lost = sum(m.origin.key is None for m in members)
    count = len(independent(m.origin for m in members))
    return f"{len(members)} claims, {lost} without a known origin, from {_voices(count)}"
