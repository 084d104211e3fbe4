"""Put a match, its voices and its parts together into claims, each value with its reason."""

from dataclasses import dataclass

from fogline.claims.attribution import Chain
from fogline.claims.english import counting, finer, kinds, modality, quoting, silence
from fogline.claims.english.acting import Acting
from fogline.claims.english.attaching import Parts
from fogline.claims.english.dating import Dating
from fogline.claims.english.matching import Match
from fogline.claims.english.modality import Manner
from fogline.claims.english.telling import Telling, Tellings
from fogline.claims.english.text import PlaceSpan, Text
from fogline.claims.english.times import TimeWord
from fogline.claims.version import ENGINE_VERSION
from fogline.ids import content_id
from fogline.model.claim import (
    Certainty,
    Claim,
    ClaimKind,
    ClaimPlace,
    Confidence,
    Extent,
    Flag,
    Link,
    Party,
    Phase,
    PlaceRole,
    Polarity,
    Verification,
)
from fogline.model.report import Report
from fogline.model.time import TimeSpan
from fogline.vocabulary.ground import ground, wholly

UNDETERMINED = Certainty(low=0.0, high=1.0)


@dataclass(slots=True)
class Draft:
    """One telling of a match on its way to a claim."""

    match: Match
    part: Parts
    telling: Telling
    chain: Chain
    said: Manner
    bounds: tuple[int, int]
    """Half-open token range of the quote."""
    kind: ClaimKind
    reasons: dict[str, str]


class Builder:
    """Builds the claims of one text, in its order."""

    def __init__(self, text: Text, report: Report, found: list[TimeWord]) -> None:
        self.text = text
        self.report = report
        self.acting = Acting(text)
        self.dating = Dating(text, found)
        self.tellings = Tellings(text)
        self.claims: list[Claim] = []

    def build(self, matches: list[Match], parts: list[Parts]) -> list[Claim]:
        """Return the claims."""
        others = {m.trigger for m in matches} | {t for m in matches for t in m.scope.chain}
        for match, part in zip(matches, parts, strict=True):
            told: Claim | None = None
            for telling in self.tellings.of(match):
                told = self._claim(self._draft(match, part, telling, others), told)
                self.claims.append(told)
        open_ = self.tellings.left_open
        certain = [c for c in self.claims if c.read_from == "grammar"]
        meant = list(silence.read(self.text, self.report, certain, open_))
        self.claims = [c for c in self.claims if not _retold(c, meant)]
        self.claims = _without_idle(self.claims)
        self.claims.extend(meant)
        # Two ways of finding one silence give one claim.
        self.claims = list({c.id: c for c in self.claims}.values())
        self.claims.sort(key=lambda c: (c.start, c.end))
        return self.claims

    def _draft(self, match: Match, part: Parts, telling: Telling, others: set[int]) -> Draft:
        said = modality.manner(self.text, match)
        chain = self.tellings.hearsay(telling.chain, said)
        start, end = quoting.quote(self.text, match, others, part.ranges)
        if telling.denies and telling.cue:
            start = self._from_cue(telling.cue, start)
        case = kinds.Case(
            self.text,
            match,
            said,
            chain,
            counted=bool(part.numbers),
            conditional=bool(part.conditions),
        )
        kind, why = kinds.kind_of(case)
        reasons = {"action": f"{match.why} says so", "chain": chain.reason, "kind": why}
        return Draft(match, part, telling, chain, said, (start, end), kind, reasons)

    def _from_cue(self, cue: tuple[int, ...], start: int) -> int:
        """A denial's quote begins with the word that denies, where that stands just before."""
        table = self.text.table
        first = min(cue)
        return first if first < start and table.sent[first] == table.sent[start] else start

    def _claim(self, draft: Draft, told: Claim | None) -> Claim:
        text, table = self.text, self.text.table
        match, part, chain, reasons = draft.match, draft.part, draft.chain, draft.reasons
        start, end = draft.bounds
        span = (table.idx[start], table.end[end - 1])
        polarity, verification = self._polarity(draft)
        actor, target = self.acting.of(match, chain, reasons)
        time = self._time(draft)
        quantities = counting.quantities(
            text,
            match,
            part,
            time,
            self.acting.whose(match, actor, target),
            lambda head: self.acting.parties.side(head, chain),
            draft.bounds,
        )
        places = _places(part, end)
        phase = _phase(draft)
        certainty = self._certainty(draft, verification)
        self._explain(draft, phase=phase, quantities=bool(quantities), places=bool(places))
        report = self.report
        return Claim(
            id=content_id(report.id, *span, len(self.claims)), report_id=report.id,
            outlet=report.outlet, url=report.url, published=report.published,
            retold=report.retold, engine_version=ENGINE_VERSION,
            quote=table.string[span[0] : span[1]], start=span[0], end=span[1], spans=(span,),
            chain=chain.voices, origin_basis=chain.basis, kind=draft.kind,
            action=_action(draft), sub_action=finer.sub_action(text, match, draft.bounds), outcome=match.outcome,
            means=self._means(draft), phase=phase,
            tense="future" if draft.kind == "forecast" else draft.said.tense,
            polarity=polarity, verification=verification, certainty=certainty,
            confidence=_confidence(chain), conditions=tuple(part.conditions),
            purpose=part.purpose, links=_links(draft.telling, told), actor=actor, target=target,
            places=places, extent=_extent(target, table.string[span[0] : span[1]]),
            time=time, quantities=quantities,
            evidence=self.dating.evidence(chain), flags=_flags(match, chain, target),
            read_from="grammar" if match.learned is None else "learned", reasons=reasons,
        )  # fmt: skip

    def _explain(
        self,
        draft: Draft,
        *,
        phase: Phase | None,
        quantities: bool,
        places: bool,
    ) -> None:
        """Give the values that were read from the form of the words their reasons."""
        part, reasons = draft.part, draft.reasons
        reasons["tense"] = f'from "{self.text.table.text[draft.match.scope.top]}"'
        if phase is not None:
            reasons["phase"] = "from the form of the verb"
        if quantities:
            reasons["quantities"] = "numbers that depend on its words"
        if places:
            reasons["places"] = "place words that depend on its words"
        if part.conditions:
            reasons["conditions"] = f'"{part.conditions[0].text.split()[0]}" makes a condition'
        if part.purpose is not None:
            reasons["purpose"] = "an infinitive says what for"
        for field, value in (
            ("sub_action", finer.sub_action(self.text, draft.match, draft.bounds)),
            ("outcome", draft.match.outcome),
        ):
            if value is not None:
                reasons[field] = f"{draft.match.why} says so"

    def _polarity(self, draft: Draft) -> tuple[Polarity, Verification | None]:
        telling, said, reasons = draft.telling, draft.said, draft.reasons
        if telling.polarity == "undetermined":
            reasons["polarity"] = reasons["verification"] = telling.why or "it is left open"
            return "undetermined", telling.verification
        over = draft.match.scope.verification
        if over is not None:
            reasons["polarity"] = reasons["verification"] = "the words over it leave it open"
            return "undetermined", over
        if draft.match.witnessed and said.denied:
            reasons["polarity"] = reasons["verification"] = "it was not seen"
            return "undetermined", "not_observed"
        denied = said.denied ^ (telling.polarity == "denied")
        if telling.polarity == "denied":
            reasons["polarity"] = telling.why or "the word of saying denies it"
        elif said.negator is not None:
            reasons["polarity"] = f'"{said.negator}" negates it'
        else:
            reasons["polarity"] = "nothing negates it"
        return ("denied" if denied else "affirmed"), None

    def _certainty(self, draft: Draft, verification: Verification | None) -> Certainty:
        said, chain, reasons = draft.said, draft.chain, draft.reasons
        if verification is not None:
            reasons["certainty"] = "nothing is said either way"
            return UNDETERMINED
        if said.certainty.cue is None and chain.attributions:
            own = chain.attributions[-1].meaning.certainty
            if own is not None:
                reasons["certainty"] = f'the speaker\'s own "{own.cue}"'
                return own
        cue = said.certainty.cue
        reasons["certainty"] = f'"{cue}" says how sure' if cue else "a flat statement"
        return said.certainty

    def _time(self, draft: Draft) -> TimeSpan | None:
        future = (
            draft.said.future
            or draft.kind == "forecast"
            or (draft.kind in ("plan", "order") and draft.said.tense != "past")
        )
        time = self.dating.time(
            draft.part,
            draft.bounds,
            future=future,
            lasting=draft.kind == "state",
            past=draft.said.tense == "past",
        )
        if time is None and draft.match.recalled:
            draft.reasons["time"] = "told as history, to compare"
            return self.dating.history()
        if time is not None:
            draft.reasons["time"] = "against the voice's own day"
        elif draft.match.kind is None or draft.match.sub_action in ("presence", "raise_flag"):
            time = self.dating.bounded(draft.chain)
            if time is not None:
                draft.reasons["time"] = "it was so by the day the images were posted"
        return time

    def _means(self, draft: Draft) -> str | None:
        match = draft.match
        if match.means is not None:
            return match.means
        if match.action not in ("strike", "destroy", "casualties", "attack", "capture"):
            return None
        table, means = self.text.table, self.text.lexis.means
        for token in range(*draft.bounds):
            found = means.get(table.lemma[token].lower())
            if found is not None and table.dep[token] not in ("dobj", "nsubjpass"):
                draft.reasons["means"] = f'"{table.text[token]}"'
                return found
        return None


def _without_idle(claims: list[Claim]) -> list[Claim]:
    """Drop what was guessed from words of which the grammar gave a claim."""
    spans = [(c.start, c.end) for c in claims if c.read_from == "grammar"]
    return [
        c
        for c in claims
        if c.read_from == "grammar"
        or not any(c.start <= start and end <= c.end for start, end in spans)
    ]


def _retold(claim: Claim, meant: list[Claim]) -> bool:
    """Say whether a clause guessed by its words is read as an answer to what was told before."""
    if claim.read_from == "grammar":
        return False
    return any(max(c.start, claim.start) < min(c.end, claim.end) for c in meant)


def _links(telling: Telling, told: Claim | None) -> tuple[Link, ...]:
    if telling.denies:
        words = told.quote if told else None
        return (Link(type="denies", claim_id=told.id if told else None, text=words),)
    if telling.links_told and told is not None:
        return (Link(type="does_not_confirm", claim_id=told.id, text=told.quote),)
    return ()


_TRIED = frozenset({"capture", "advance", "encircle"})


def _action(draft: Draft) -> str:
    """To be told to hold a place is to be told to defend it; to try to take one is to attack it."""
    match = draft.match
    if match.scope.attempt and match.action in _TRIED and match.outcome != "succeeded":
        return "attack"
    if match.action == "control" and match.sub_action is None and draft.kind in ("order", "plan"):
        return "defend"
    return match.action


def _confidence(chain: Chain) -> Confidence | None:
    return next(
        (a.meaning.confidence for a in reversed(chain.attributions) if a.meaning.confidence), None
    )


def _phase(draft: Draft) -> Phase | None:
    match = draft.match
    if draft.kind in ("plan", "order"):
        return "planned"
    if draft.kind in ("forecast", "assessment", "opinion", "state") or match.kind == "state":
        return match.phase if match.scope.phase else None
    return draft.said.phase


def _extent(target: Party | None, quote: str) -> Extent | None:
    """Return whether positions or a road are meant rather than the place, or all of the place."""
    found = None if target is None else ground(target.text)
    return found or ("whole" if wholly(quote) else None)


def _places(part: Parts, end: int) -> tuple[ClaimPlace, ...]:
    return tuple(
        _place(span, role)
        for span, role in part.places
        if span.start < end or (span.start, role) in part.shared
    )


def _place(span: PlaceSpan, role: PlaceRole) -> ClaimPlace:
    words = span.words
    return ClaimPlace(
        text=words.text, start=words.start, end=words.end, role=role,
        name="; ".join(words.names) or None, relation=words.relation,
    )  # fmt: skip


_CRIMES = frozenset({"execute", "sexual_violence", "loot", "abduct", "obstruct_aid"})
_MINORS = frozenset({"child", "children", "boy", "girl", "boys", "girls"})


def _flags(match: Match, chain: Chain, target: Party | None) -> tuple[Flag, ...]:
    flags: list[Flag] = list(chain.flags)
    if match.sub_action in _CRIMES:
        flags.append("allegation")
    if target is not None and _MINORS & set(target.text.lower().split()):
        flags.append("minor")
    return tuple(dict.fromkeys(flags))
