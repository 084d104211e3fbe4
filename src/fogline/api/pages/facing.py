"""Disputes: both sides face to face, and whether either has changed its story."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from fogline.api.pages.desk import Desk
from fogline.model.claim import Claim
from fogline.situation.disputes import Dispute
from fogline.views.brief.cards import event_title, origins
from fogline.views.brief.said import Said
from fogline.views.people import voice_name
from fogline.views.words import instant, shown, span, texts

MOST_SAID = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A voice that said one thing, then another."""

    voice: str
    first: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """One dispute."""

    id: str
    title: str
    when: str
    pro: str
    contra: str
    pro_said: list[Said]
    contra_said: list[Said]
    more: int
    neutral: str
    reason: str
    turns: tuple[Turn, ...]


def facings(disputes: Iterable[Dispute], desk: Desk) -> list[Facing]:
    """Return disputes as they may be shown."""
    return [_facing(d, desk) for d in disputes]


def _facing(dispute: Dispute, desk: Desk) -> Facing:
    event = desk.assessed.event_of[dispute.event_id]
    pro, contra = _claims(dispute.claims_for, desk), _claims(dispute.claims_against, desk)
    say = texts()
    neutral = say("neutral_none")
    if dispute.neutral_for or dispute.neutral_against:
        neutral = say("neutral_both", pro=dispute.neutral_for, contra=dispute.neutral_against)
    pro_said, contra_said = _best(pro, desk), _best(contra, desk)
    return Facing(
        id=dispute.event_id,
        title=event_title(event, desk.picture),
        when=span(dispute.time, desk.theatre.zone),
        pro=origins(dispute.origins_for, desk.picture),
        contra=origins(dispute.origins_against, desk.picture),
        pro_said=pro_said,
        contra_said=contra_said,
        more=len(pro) + len(contra) - len(pro_said) - len(contra_said),
        neutral=neutral,
        reason=shown(desk.picture.named(dispute.reason)),
        turns=turns(pro, contra, desk),
    )


def _claims(ids: Iterable[str], desk: Desk) -> list[Claim]:
    known = desk.assessed.claims
    found = [known[i] for i in ids if i in known]
    return [c for c in found if not desk.gate.held_for(c)]


def _best(claims: list[Claim], desk: Desk) -> list[Said]:
    """Return one saying a voice, those with a named origin first, the newest first."""
    ranked = sorted(
        claims,
        key=lambda c: (c.origin_basis != "uncredited", c.published or ""),
        reverse=True,
    )
    voices: dict[str, Claim] = {}
    for claim in ranked:
        voices.setdefault(claim.origin.id or claim.origin.name or claim.id, claim)
    return [desk.said(c) for c in list(voices.values())[:MOST_SAID]]


def turns(pro: Iterable[Claim], contra: Iterable[Claim], desk: Desk) -> tuple[Turn, ...]:
    """Return the voices that have stood on both sides: who changed its story, and when."""
    told: dict[str, list[tuple[str, bool, Claim]]] = defaultdict(list)
    for is_pro, claims in ((True, pro), (False, contra)):
        for claim in claims:
            key = claim.origin.id or claim.origin.name
            if key and claim.published and _flat(claim):
                told[key].append((claim.published, is_pro, claim))
    found = []
    for said in told.values():
        said.sort(key=lambda s: s[0])
        change = next((b for a, b in pairwise(said) if a[1] != b[1]), None)
        if change is not None:
            found.append(_turn(said[0], change, desk))
    return tuple(found)


def _flat(claim: Claim) -> bool:
    """Return whether a claim says that something is so: no condition, plan or guess."""
    plain = not claim.conditions and claim.kind in {"event", "state", "assessment"}
    return plain and claim.tense != "future" and claim.phase != "planned"


def _turn(first: tuple[str, bool, Claim], then: tuple[str, bool, Claim], desk: Desk) -> Turn:
    say, zone = texts(), desk.theatre.zone
    words = {True: say("says_so"), False: say("says_not")}
    return Turn(
        voice=voice_name(first[2].origin, first[2]),
        first=f"{words[first[1]]} ({instant(first[0], zone)})",
        then=f"{words[then[1]]} ({instant(then[0], zone)})",
    )
