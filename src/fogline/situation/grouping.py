"""Which claims speak of one thing: by action, side, place with its error, days with precision."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.report import Report
from fogline.situation.known import NEVER, Ledger
from fogline.situation.observations import Evidence
from fogline.situation.origins import Origin
from fogline.situation.spread import Spreader
from fogline.situation.supports import canonical

GAP_DAYS = {
    "attack": 1,
    "counterattack": 1,
    "strike": 1,
    "casualties": 2,
    "destroy": 5,
    "advance": 3,
    "move": 3,
    "rotate": 5,
    "reinforce": 5,
    "capture": 10,
    "control": 10,
    "defend": 5,
    "withdraw": 10,
    "encircle": 7,
}
"""Days between two claims of one event, by action: how long reports of one such thing go on."""
OTHER_GAP_DAYS = 3
MOST_DAYS = 31
"""No event lasts longer: what goes on for months is several."""
PROSPECTS = frozenset({"order", "plan", "forecast", "opinion"})
"""Kinds of claims that tell of no happening yet: their events stay open."""
ANCHOR_WEIGHT = 0.8
"""A place is taken for a sector or settlement that it covers to this weight."""
UNLIKELY = 0.5
"""An affirmed claim whose certainty is at most this stands against what it speaks of."""


@dataclass(slots=True)
class Member:
    """A claim on its way into an event."""

    index: int
    claim: Claim
    origin: Origin
    anchor: str
    first: int
    last: int
    known: float
    withdrawn: str | None
    """Why it no longer stands, None if it does."""
    report: Report | None = None

    @property
    def against(self) -> bool:
        """Whether it says that the thing is not so."""
        unlikely = self.claim.certainty.high <= UNLIKELY
        return (self.claim.polarity == "denied") != unlikely


def members_of(evidence: Evidence, ledger: Ledger, known: float) -> list[Member]:
    """Return every claim known at an instant, with its place named and its days read."""
    spreader = Spreader(
        evidence.places,
        canonical(evidence.theatre),
        evidence.parameters.values,
    )
    names = Anchors(spreader)
    result = []
    for index, (claim, origin) in enumerate(zip(evidence.claims, evidence.origins, strict=True)):
        since = ledger.known(claim)
        if since > known:
            continue
        published = ledger.day(claim, evidence.theatre.zone)
        first, last = _days(claim, published)
        until, why = ledger.withdrawn(claim)
        result.append(
            Member(
                index,
                claim,
                origin,
                names.of(claim),
                first,
                last,
                since,
                why if until <= known and until < NEVER else None,
                ledger.reports.get(claim.report_id),
            )
        )
    return result


def earlier(members: Iterable[Member], ledger: Ledger, known: float) -> list[Member]:
    """Return those of an instant's members that were known at an earlier one, as they stood then."""
    return [
        replace(m, withdrawn=None)
        if m.withdrawn is not None and ledger.withdrawn(m.claim)[0] > known
        else m
        for m in members
        if m.known <= known
    ]


def _days(claim: Claim, published: int | None) -> tuple[int, int]:
    """Return the ordinal days that the claim speaks of; 0 where nobody knows."""
    time = claim.time
    day = published or 0
    if time is None:
        return day, day
    first = time.first_day.toordinal() if time.first_day else None
    last = time.last_day.toordinal() if time.last_day else None
    if last is None:
        # Open ends are as old as their telling.
        last = max(day, first or 0)
    if first is None or last - first > MOST_DAYS:
        first = last
    return first, last


class Anchors:
    """Names the place that a claim is about, so that words for one place meet."""

    def __init__(self, spreader: Spreader) -> None:
        self._spreader = spreader
        self._cache: dict[tuple[object, ...], str] = {}

    def of(self, claim: Claim) -> str:
        """Return the anchor of the claim's places; "" without any."""
        return "+".join(sorted({self._one(p) for p in claim.places}))

    def _one(self, place: ClaimPlace) -> str:
        key = (place.gazetteer_id, place.relation, place.lon, place.lat, place.text)
        if key not in self._cache:
            self._cache[key] = self._name(place)
        return self._cache[key]

    def _name(self, place: ClaimPlace) -> str:
        same = self._spreader.same.get(place.gazetteer_id or "", place.gazetteer_id)
        if place.relation is None and same is not None:
            return same
        spread = self._spreader.spread(place)
        whole = [
            self._spreader.places[i].id
            for i, w in zip(spread.index, spread.weight, strict=True)
            if w >= ANCHOR_WEIGHT
        ]
        if whole and not spread.whole:
            return "|".join(whole)
        if same is not None:
            return f"{same}/{place.relation}" if place.relation not in _LOOSE else same
        return f"words:{place.text.casefold()}"


_LOOSE = frozenset({None, "near", "around", "towards", "outskirts", "up_to"})
"""Relations too loose to tell one event from another at the same name."""


def matter(claim: Claim) -> tuple[str, str, bool, str]:
    """Return what a claim is about, beside place and days: claims of one event agree in it."""
    about = claim.kind in PROSPECTS or claim.phase == "planned" or claim.tense == "future"
    detail = claim.sub_action if claim.action in {"casualties", "other", "strike"} else None
    return claim.action, claim.side or "", about, detail or ""


def groups_of(members: Iterable[Member]) -> list[list[Member]]:
    """Group by action, side and place, then cut where the days lie too far apart."""
    tables: dict[tuple[object, ...], list[Member]] = {}
    for member in members:
        claim = member.claim
        # Claims without a place are of one event only if they stand in one report.
        where = member.anchor or f"report:{claim.report_id}:{claim.id}"
        action, side, *rest = matter(claim)
        tables.setdefault((action, side, where, *rest), []).append(member)
    groups: list[list[Member]] = []
    for key in sorted(tables, key=str):
        groups.extend(_cut(tables[key]))
    return groups


def _cut(members: list[Member]) -> list[list[Member]]:
    """Cut claims of one matter where a gap is longer than such things last."""
    gap = GAP_DAYS.get(members[0].claim.action, OTHER_GAP_DAYS)
    result: list[list[Member]] = []
    for member in sorted(members, key=lambda m: (m.last, m.known, m.claim.id)):
        group = result[-1] if result else None
        if (
            group is not None
            and member.first - max(m.last for m in group[-8:]) <= gap
            and member.last - group[0].last <= MOST_DAYS
        ):
            group.append(member)
        else:
            result.append([member])
    return result


def happens(member: Member) -> bool:
    """Whether the claim tells of something that is so, not of what may come."""
    claim = member.claim
    return (
        claim.kind not in PROSPECTS
        and claim.phase not in {"planned", "ongoing"}
        and claim.tense != "future"
        and claim.polarity != "undetermined"
    )
