"""What may leave the store: the one gate of the brief, exports, API, MCP and pages.

Two rules. Persons who are not public functions are not named (`fogline.views.people`). The
theatre's publication policy holds back unit positions, convoys and impact points until they are
old enough, the same for every side, and whoever shows something says how many were held back.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal, TypeAlias

from fogline.errors import HeldBack
from fogline.model.base import Record
from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event, OriginNode
from fogline.model.report import Report
from fogline.model.situation import Situation
from fogline.model.theatre import PublicationPolicy, Theatre
from fogline.model.time import end_of_day, parse_instant
from fogline.situation.changes import Changes
from fogline.situation.disputes import Dispute
from fogline.text.normalise import fold
from fogline.views.people import is_private, names_by_report, pattern_of, public, redact
from fogline.views.trace import chain_words
from fogline.views.words import texts

HeldFor: TypeAlias = Literal["unit_positions", "convoys", "impact_points"]

CONVOYS = frozenset({"move", "rotate", "reinforce", "supply"})
"""Actions whose place is where a column is or goes."""
IMPACTS = frozenset({"strike", "destroy", "casualties"})
IMPACT_MEANS = frozenset(
    {"artillery", "mortar", "rocket", "missile", "drone", "aircraft", "helicopter", "bomb"}
)
POINT_KM = 0.6
"""A place finer than this is a point; a village is not."""
POINT_KINDS = frozenset(
    {"bridge", "crossing", "plant", "mine", "airport", "port", "dam", "camp", "station", "site"}
)


class Held(Record, frozen=True, kw_only=True):
    """How many claims the publication policy holds back."""

    unit_positions: int = 0
    convoys: int = 0
    impact_points: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.unit_positions + self.convoys + self.impact_points


class Release:
    """The gate at one instant.

    Args:
        theatre: its policy and its places.
        claims: all that are known, by id: a name withheld in one claim is withheld in its report.
        at: the instant of publication; what is older than the policy's hours is released.
        names: withheld names by report id, where they were collected before.
    """

    def __init__(
        self,
        theatre: Theatre,
        claims: Mapping[str, Claim],
        at: datetime,
        names: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.theatre = theatre
        self.at = at
        self.names = names_by_report(claims.values()) if names is None else names
        self._claims = claims
        self._kinds = {f"theatre:{p.id}": p.kind for p in theatre.places}
        hours = theatre.policy
        longest = max(hours.unit_positions_hours, hours.convoys_hours, hours.impact_points_hours)
        self._safe_day = (at - timedelta(hours=longest, days=2)).date()

    def held_for(self, claim: Claim) -> HeldFor | None:
        """Return what a claim is held back as, None if it may go out."""
        happened = self._happened(claim)
        if happened is None:
            return None
        kind = self._kind(claim)
        if kind is None:
            return None
        age = (self.at - happened).total_seconds() / 3600
        return kind if age < hours_of(self.theatre.policy, kind) else None

    def _happened(self, claim: Claim) -> datetime | None:
        """Return until when the claim is news; None if it is certainly old enough."""
        last = claim.time.last_day if claim.time else None
        said = claim.published or ""
        if last is None:
            # Open or unsaid: as old as its telling.
            last = date.fromisoformat(said[:10]) if said else None
            if last is None or last < self._safe_day:
                return None
            return parse_instant(said)
        if last < self._safe_day:
            return None
        ends = end_of_day(last, self.theatre.zone)
        return min(ends, parse_instant(said)) if said else ends

    def _kind(self, claim: Claim) -> HeldFor | None:
        if not claim.places:
            return None
        if claim.action in CONVOYS:
            return "convoys"
        if claim.action in IMPACTS or claim.means in IMPACT_MEANS:
            return "impact_points" if any(map(self._is_point, claim.places)) else None
        parties = (claim.actor, claim.target)
        return "unit_positions" if any(p and p.echelon for p in parties) else None

    def _is_point(self, place: ClaimPlace) -> bool:
        if place.lon is None:
            return False
        kind = self._kinds.get(place.gazetteer_id or "")
        if kind is not None and place.relation is None:
            return kind in POINT_KINDS
        return place.radius_km is not None and place.radius_km < POINT_KM

    @cached_property
    def held(self) -> dict[str, HeldFor]:
        """What each claim that is held back is held back as, by id."""
        kinds = ((id_, self.held_for(c)) for id_, c in self._claims.items())
        return {id_: kind for id_, kind in kinds if kind is not None}

    def held_among(self, ids: Iterable[str]) -> Held:
        """Return how many of the claims are held back."""
        found = Counter(str(self.held[i]) for i in ids if i in self.held)
        return Held(**found)

    @cached_property
    def unlike(self) -> frozenset[str]:
        """The ids of claims whose public form differs from what the report says."""
        named = set(self.names)
        return frozenset(
            id_
            for id_, c in self._claims.items()
            if (c.report_id in named or any(is_private(v, c) for v in c.chain))
            and self.unnamed(c) != c
        )

    def answers(self, ids: Iterable[str], *words: str | None) -> list[str]:
        """Return those of the found claims in whose public form the words stand, too.

        Else a search for a withheld name would tell which words are that person's.
        """
        bare = [w for said in words if said for w in _bare(said)]
        return [i for i in ids if not bare or i not in self.unlike or self._shows(i, bare)]

    def still_says(self, report: Report, words: str) -> bool:
        """Tell whether words that were found in a report stand in its public text, too."""
        text = fold(f"{report.outlet} {report.title or ''} {self.text(report).text}")
        return all(word in text for word in _bare(words))

    def _shows(self, id_: str, words: list[str]) -> bool:
        claim = self.unnamed(self._claims[id_])
        voices = (v.name or "" for v in claim.chain)
        places = (p.name or p.text for p in claim.places)
        text = fold(" ".join((claim.quote, *voices, *places)))
        return all(word in text for word in words)

    def claim(self, claim: Claim) -> Claim | None:
        """Return a claim as it may leave the store, None if it is held back."""
        return None if self.held_for(claim) else self.unnamed(claim)

    def unnamed(self, claim: Claim) -> Claim:
        """Return a claim with persons unnamed, whatever the policy says."""
        return public(claim, self.names.get(claim.report_id, ()))

    def redacted(self, claim: Claim) -> bool:
        """Tell whether a claim's words or voices differ from what the report says."""
        names = self.names.get(claim.report_id, ())
        return redact(claim.quote, names).redacted or any(
            v.name and is_private(v, claim) for v in claim.chain
        )

    def claims(self, claims: Iterable[Claim]) -> tuple[list[Claim], Held]:
        """Return the claims that may go out, and how many may not."""
        out: list[Claim] = []
        held: dict[str, int] = {}
        for claim in claims:
            kind = self.held_for(claim)
            if kind is None:
                out.append(self.unnamed(claim))
            else:
                held[kind] = held.get(kind, 0) + 1
        return out, Held(**held)

    def claim_or_refuse(self, claim: Claim) -> Claim:
        """Return a claim as it may leave the store.

        Raises:
            HeldBack: the publication policy holds it back.
        """
        kind = self.held_for(claim)
        if kind is not None:
            raise HeldBack(
                f"claim {claim.id}: held back for {hours_of(self.theatre.policy, kind)} hours as "
                f"{kind.replace('_', ' ')}, the same for every side"
            )
        return self.unnamed(claim)

    def text(self, report: Report, claims: Iterable[Claim] = ()) -> "Redaction":
        """Return a report's text with persons unnamed and what is held back left out.

        Args:
            report: whose text.
            claims: those of the report; the words of such as are held back are left out.
        """
        names = self.names.get(report.id, ())
        edits = [
            (found.start(), found.end(), texts()("name_withheld"))
            for found in (re.finditer(pattern_of(names), report.text) if names else ())
        ]
        edits += [
            (start, end, texts()("words_held_back"))
            for claim in claims
            if self.held_for(claim)
            for start, end in claim.spans
        ]
        return Redaction(report.text, edits)

    def trace(self, traced: dict[str, Any]) -> dict[str, Any]:
        """Return a trace as it may leave the store; `held_back` counts what it lacks."""
        out, held = dict(traced), dict.fromkeys(Held.__struct_fields__, 0)
        for key in ("claims", "claims_against"):
            if key in traced:
                out[key] = list(self._traced(traced[key], held))
        if "events" in traced:
            out["events"] = [
                {**e, "reasons": self._reasons(e["reasons"])} for e in traced["events"]
            ]
        if traced["kind"] == "report":
            claims = [self._claims[c["id"]] for c in traced["claims"]]
            clean = self.text(_text_only(traced), claims)
            out |= {"text": clean.text, "marks": clean.marks(claims), "redacted": clean.changed}
        if "origin_tree" in traced:
            nodes = [OriginNode.from_json(n) for n in traced["origin_tree"]]
            out["origin_tree"] = [self._node(n).to_json() for n in nodes]
        return {**out, "held_back": Held(**held).to_json()}

    def _traced(self, entries: list[dict[str, Any]], held: dict[str, int]) -> Iterator[Any]:
        for entry in entries:
            claim = self._claims[entry["id"]]
            kind = self.held_for(claim)
            if kind is not None:
                held[kind] += 1
                continue
            clean, names = self.unnamed(claim), self.names.get(claim.report_id, ())
            around = {k: redact(entry[k], names) for k in ("before", "words", "after")}
            yield {
                **entry,
                **clean.to_json(),
                "chain_words": chain_words(clean),
                **{k: words.text for k, words in around.items()},
                "redacted": self.redacted(claim) or any(w.redacted for w in around.values()),
            }

    def lets_out(self, event: Event) -> bool:
        """Tell whether an event may leave the store: not all that it rests on is held back."""
        ids = (*event.claims_for, *event.claims_against)
        known = [i for i in ids if i in self._claims]
        return not known or not all(i in self.held for i in known)

    def event(self, event: Event) -> Event | None:
        """Return an event as it may leave the store, None if all that it rests on is held back."""
        if not self.lets_out(event):
            return None
        grade = event.credibility
        return event.but(
            claims_for=self.kept(event.claims_for),
            claims_against=self.kept(event.claims_against),
            origin_tree=tuple(self._node(n) for n in event.origin_tree),
            reasons=self._reasons(event.reasons),
            credibility=grade.but(
                letter=grade.letter.but(reason=self.words(grade.letter.reason)),
                digit=grade.digit.but(reason=self.words(grade.digit.reason)),
            ),
        )

    @cached_property
    def _private(self) -> re.Pattern[str] | None:
        """Any name of a voice that is not named: reasons tell who said what."""
        names = {
            v.name for c in self._claims.values() for v in c.chain if v.name and is_private(v, c)
        }
        ordered = tuple(sorted(names, key=len, reverse=True))
        return re.compile(pattern_of(ordered)) if ordered else None

    def words(self, text: str) -> str:
        """Return a reason of ours without the names that it must not tell."""
        return self._private.sub(texts()("name_withheld"), text) if self._private else text

    def _reasons(self, reasons: dict[str, str]) -> dict[str, str]:
        return {key: self.words(text) for key, text in reasons.items()}

    def kept(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the claims that are not held back."""
        return tuple(i for i in ids if i not in self.held)

    def situation(self, situation: Situation) -> Situation:
        """Return a situation whose reasons name nobody, and that leads to nothing held back.

        Counts and probabilities stay as they were assessed: they name no position.
        """
        return situation.but(
            places=tuple(
                p.but(claims=self.kept(p.claims), reasons=self._reasons(p.reasons))
                for p in situation.places
            ),
            assets=tuple(
                a.but(
                    claims=self.kept(a.claims),
                    by=tuple(map(self.words, a.by)),
                    reasons=self._reasons(a.reasons),
                )
                for a in situation.assets
            ),
        )

    def changes(self, changes: Changes) -> Changes:
        """Return changes as they may leave the store."""
        places = {
            name: tuple(
                c.but(claims=self.kept(c.claims), reason=self.words(c.reason))
                for c in getattr(changes, name)
            )
            for name in ("happened", "learned")
        }
        events = {
            name: tuple(
                c.but(event=e, reason=self.words(c.reason))
                for c in getattr(changes, name)
                if (e := self.event(c.event)) is not None
            )
            for name in ("events_happened", "events_learned")
        }
        return changes.but(**places, **events)

    def disputes(self, disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
        """Return the disputes that rest on anything that may go out."""
        return tuple(
            d.but(
                claims_for=self.kept(d.claims_for),
                claims_against=self.kept(d.claims_against),
                reason=self.words(d.reason),
            )
            for d in disputes
            if self.kept((*d.claims_for, *d.claims_against))
        )

    def _node(self, node: OriginNode) -> OriginNode:
        claims = [c for i in node.claim_ids if (c := self._claims.get(i)) is not None]
        private = node.kind == "resident" or any(
            v.name == node.name and is_private(v, c) for c in claims for v in c.chain
        )
        return node.but(
            name=None if private else node.name,
            reason=self.words(node.reason),
            taken_by=tuple(self._node(n) for n in node.taken_by),
        )

    def events(self, events: Iterable[Event]) -> list[Event]:
        """Return the events that may go out."""
        return [out for e in events if (out := self.event(e)) is not None]


class Redaction:
    """A text with some of its stretches replaced, and where the others have gone.

    Args:
        text: the original.
        edits: start, end and what stands there instead; of two that overlap the earlier counts.
    """

    def __init__(self, text: str, edits: Iterable[tuple[int, int, str]]) -> None:
        self._kept: list[tuple[int, int, int, int]] = []
        parts: list[str] = []
        at = length = 0
        for start, end, instead in sorted(edits, key=lambda e: (e[0], -e[1])):
            if start < at or end <= start:
                continue
            for piece, old, new in ((text[at:start], at, start), (instead, start, end)):
                parts.append(piece)
                self._kept.append((old, new, length, length + len(piece)))
                length += len(piece)
            at = end
        parts.append(text[at:])
        self._kept.append((at, len(text), length, length + len(text) - at))
        self.text = "".join(parts)
        self.changed = len(parts) > 1

    def at(self, offset: int, *, last: bool = False) -> int:
        """Return where an offset of the original stands; inside a replaced stretch, at its edge."""
        for old, until, new, new_until in self._kept:
            if old <= offset < until or (offset == until and (last or old == until)):
                same = until - old == new_until - new
                return new + offset - old if same else (new_until if last else new)
        return len(self.text)

    def marks(self, claims: Iterable[Claim]) -> list[dict[str, Any]]:
        """Return where each claim's words stand in the text, by place."""
        found = [
            {"claim_id": c.id, "start": self.at(start), "end": self.at(end, last=True)}
            for c in claims
            for start, end in c.spans
        ]
        return sorted(found, key=lambda m: (m["start"], m["end"]))


def _bare(words: str) -> list[str]:
    """Return the words of a search without its marks."""
    parts = (part.strip("\"'.,;:!?*()") for part in words.split())
    return [fold(part) for part in parts if part]


def _text_only(traced: dict[str, Any]) -> Report:
    return Report(
        id=traced["id"], outlet=traced["outlet"], url=None, title=None, authors=(), language="en",
        published=None, published_precision=None, fetched="", text=traced["text"],
    )  # fmt: skip


def hours_of(policy: PublicationPolicy, kind: HeldFor) -> int:
    """Return for how many hours a theatre holds something back."""
    hours: int = getattr(policy, f"{kind}_hours")
    return hours
