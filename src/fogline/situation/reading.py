"""What one claim observes: which kind of observation, about which side, how reliably.

A claim is no observation where it speaks of plans, orders, forecasts, opinions or conditions, or
where its words leave open whether it is so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fogline.model.claim import Claim
from fogline.model.theatre import Theatre
from fogline.situation.origins import Origin
from fogline.situation.parameters import Kind, Parameters
from fogline.situation.relations import Relations

FLAT = 0.975
"""The middle of what a flat statement claims for itself, 0.95 to 1."""

SILENT_KINDS = frozenset({"order", "plan", "forecast", "opinion"})
UNSURE_CONDITIONS = frozenset({"if", "unless"})
SILENT_FLAGS = frozenset({"captivity", "occupation"})
"""What captives or people under occupation say never alone changes control."""

UNNAMED_ATTACKS = frozenset({"attack", "advance", "strike"})
"""Actions whose actor may follow from who was attacked."""

NEGATION: dict[Kind, Kind | None] = {
    "hold": "not_hold",
    "presence": "not_there",
    "advance": "not_there",
    "left": "not_left",
    "not_hold": "hold",
    "not_left": "left",
    "not_there": "presence",
    "repel": None,
    "fight": None,
    "defend": "left",
    "strike": None,
}

SUB_PRESENCE = frozenset({"infiltrate", "raid", "raise_flag", "presence"})

GAINS: frozenset[Kind] = frozenset({"hold", "presence", "advance", "not_left", "defend"})
"""Kinds that serve the side they speak of; the others serve its enemies."""

COMBAT: frozenset[Kind] = frozenset({"fight", "repel", "advance", "presence", "defend", "strike"})
"""Kinds that tell of fighting at the place."""


ATTACKS: frozenset[Kind] = frozenset({"fight", "repel", "advance"})
"""Kinds that tell of an attack on the ground by the side they speak of, also of one that failed."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a claim observes: P(it is right) and how far it weighs."""

    kind: Kind
    side: str
    accuracy: float
    weight: float
    reason: str
    whole: bool = False
    """The words mean the whole of the place."""


def kind_of(claim: Claim) -> Kind | None:
    """Return what an affirmed claim observes of its place, None if nothing about control."""
    if claim.sub_action in SUB_PRESENCE:
        return "presence"
    if claim.sub_action == "fire_control":
        return "strike"
    reader = _BY_ACTION.get(claim.action)
    return reader(claim) if reader is not None else None


def _capture(claim: Claim) -> Kind:
    if claim.outcome in {"failed", "repelled"}:
        return "repel"
    if claim.phase in {"ongoing", "halted"}:
        return "fight"
    return "advance" if _of_ground(claim) else "hold"


def _control(claim: Claim) -> Kind:
    """Return what holding tells: positions in a town, or a road, are not the town."""
    return "presence" if _of_ground(claim) else "hold"


def _of_ground(claim: Claim) -> bool:
    return claim.extent in {"part", "way"}


def _attack(claim: Claim) -> Kind:
    if claim.outcome in {"failed", "repelled"} or claim.sub_action == "repel":
        return "repel"
    return "advance" if claim.outcome == "succeeded" else "fight"


def _advance(claim: Claim) -> Kind:
    return "repel" if claim.outcome in {"failed", "repelled"} else "advance"


_BY_ACTION: dict[str, Callable[[Claim], Kind]] = {
    "capture": _capture,
    "attack": _attack,
    "counterattack": _attack,
    "advance": _advance,
    "control": _control,
    "defend": lambda _: "defend",
    "withdraw": lambda _: "left",
    "strike": lambda _: "strike",
}


def silent(claim: Claim) -> str | None:
    """Return why a claim observes nothing, None if it may."""
    if claim.read_from != "grammar":
        return "a learned reading tells what it is about, not that it is so"
    if claim.kind in SILENT_KINDS:
        return f"a statement of the kind {claim.kind} says nothing yet about what is so"
    if claim.phase == "planned" or claim.tense == "future":
        return "it speaks of what is to come"
    if any(c.type in UNSURE_CONDITIONS for c in claim.conditions):
        return "it holds under a condition only"
    if SILENT_FLAGS.intersection(claim.flags):
        return "it was said in captivity or under occupation"
    return None


class Reader:
    """Reads claims as observations of a theatre with one set of parameters."""

    def __init__(self, theatre: Theatre, parameters: Parameters) -> None:
        self.parameters = parameters
        self.relations = Relations(theatre)
        self.sides = {s.id for s in theatre.sides}
        self._priors: dict[tuple[str, str], tuple[float, float]] = {
            (p.kind, p.topic): (p.a, p.b) for p in theatre.priors
        }
        self._records = {(r.voice, r.topic): (r.so, r.not_so) for r in parameters.records}
        self._shared: dict[str, tuple[int, int]] = {}
        for record in parameters.records:
            so, not_so = self._shared.get(record.topic, (0, 0))
            self._shared[record.topic] = (so + record.so, not_so + record.not_so)

    def read(self, claim: Claim, origin: Origin, day: int) -> Observation | None:
        """Return what the claim observes on an ordinal day, None if nothing."""
        if origin.key is None or silent(claim) is not None:
            return None
        kind, side = kind_of(claim), self.side_of(claim, origin, day)
        if kind is None or side not in self.sides:
            return None
        if claim.polarity == "undetermined":
            return self._not_observed(claim, kind, side)
        return self._weighed(claim, origin, (kind, side), day)

    def side_of(self, claim: Claim, origin: Origin, day: int) -> str:
        """Return the side that acts, "" where it is not told.

        "Our soldiers repelled attacks" names no attacker: where the one attacked, or the side
        that says it, has a single enemy in this war, that is the one.
        """
        if claim.side is None and claim.actor is None and claim.sub_action == "clear":
            # One's own are said to clear districts; nobody says it of the enemy.
            return origin.side or ""
        if claim.side is not None or claim.action not in UNNAMED_ATTACKS:
            return claim.side or ""
        attacked = claim.target.side if claim.target is not None else None
        if attacked is None and claim.outcome in {"failed", "repelled"}:
            attacked = origin.side
        enemies = self.relations.enemies(attacked, day) if attacked in self.sides else ()
        return enemies[0] if len(enemies) == 1 else ""

    def _not_observed(self, claim: Claim, kind: Kind, side: str) -> Observation | None:
        against = NEGATION[kind]
        if claim.verification != "not_observed" or against is None or kind not in GAINS:
            return None
        return Observation(
            against,
            side,
            self.parameters.values.not_observed,
            1.0,
            "who looked has not observed it",
        )

    def _weighed(
        self,
        claim: Claim,
        origin: Origin,
        what: tuple[Kind, str],
        day: int,
    ) -> Observation | None:
        kind, side = what
        if claim.polarity == "denied":
            negated = NEGATION[kind]
            if negated is None:
                return None
            kind = negated
        interest = self.interest(origin.side, side, kind, day)
        base = self.accuracy(origin.kind, interest, kind, origin.key)
        sure = 0.5 * (claim.certainty.low + claim.certainty.high)
        accuracy = 0.5 + (self.hedged(base, sure) - 0.5) * self._stance(claim)
        if accuracy < 0.5:
            negated = NEGATION[kind]
            if negated is None:
                return None
            kind, accuracy = negated, 1 - accuracy
        whole = claim.extent == "whole"
        return Observation(kind, side, accuracy, self._weight(claim), _WHY[interest], whole)

    def _weight(self, claim: Claim) -> float:
        values = self.parameters.values
        weight = values.assessment_weight if claim.kind == "assessment" else 1.0
        if claim.action == "withdraw" and claim.phase == "ongoing":
            weight *= values.ongoing_weight
        return weight

    def _stance(self, claim: Claim) -> float:
        factor = 1.0
        for voice in claim.chain[:-1]:
            factor *= self.parameters.stances.get(voice.stance or "relays", 1.0)
        return factor

    def sharpened(self, p: float) -> float:
        """Sharpen a stated probability: p^k / (p^k + (1-p)^k)."""
        k = self.parameters.values.certainty_sharpness
        up, down = float(p**k), float((1 - p) ** k)
        return up / (up + down)

    def hedged(self, accuracy: float, stated: float) -> float:
        """Return the accuracy of a voice's claims that are stated to hold with a probability.

        Of a voice's flat claims a share turns out so; of those that it calls even chances, half
        of that share. Against the odds before anybody spoke even that tells something. Less than
        an even chance tells against the claim, as far as it is below one.
        """
        if stated < 0.5:
            return 0.5 + (accuracy - 0.5) * (2 * self.sharpened(stated) - 1)
        base = self.parameters.values.claim_base
        prior = base / (1 - base)
        odds = accuracy / (1 - accuracy) * prior
        share = odds / (1 + odds) * min(1.0, stated / FLAT)
        odds = share / (1 - share) / prior
        return max(0.5, odds / (1 + odds))

    def interest(self, voice: str | None, side: str, kind: Kind, day: int) -> str:
        """Return `none`, `own` or `admission`: whom the claim serves, seen from its voice."""
        if voice is None or voice not in self.sides:
            return "none"
        friend = self.relations.friends(voice, side, day)
        return "own" if friend == (kind in GAINS) else "admission"

    def accuracy(self, voice: str, interest: str, kind: Kind, key: str | None = None) -> float:
        """Return how well such claims tell what is so from what is not, 0.5 (not) to 1.

        The theatre's priors, and what the voice of that key and others earned since, say which
        share of them turns out so. That share holds the odds before anybody spoke, which are
        taken out: what is claimed is so with `claim_base`.
        """
        base = self.parameters.values.claim_base
        for topic in topics(interest, kind):
            if (voice, topic) in self._priors:
                so, not_so = self._earned(key, record_topic(interest, kind))
                a, b = self._priors[voice, topic]
                share = min((a + so) / (a + so + b + not_so), 0.995)
                odds = share / (1 - share) * (1 - base) / base
                return max(0.5, odds / (1 + odds))
        table = self.parameters.accuracy.get(voice) or self.parameters.accuracy["unnamed"]
        return float(getattr(table, interest))

    def _earned(self, key: str | None, topic: str) -> tuple[float, float]:
        """Return how many claims turned out so and not: a voice's own, and others' in part."""
        part = self.parameters.values.shared_record
        own = self._records.get((key or "", topic), (0, 0))
        every = self._shared.get(topic, (0, 0))
        return (
            own[0] + part * (every[0] - own[0]),
            own[1] + part * (every[1] - own[1]),
        )


def record_topic(interest: str, kind: Kind) -> str:
    """Return the topic under which claims of a kind are judged; see `topics.topic`."""
    if interest == "none":
        return "any"
    if interest == "own":
        return "own_advance" if kind in GAINS else "other_loss"
    return "own_retreat" if kind == "left" else "own_loss"


GROUND_GAINED: frozenset[Kind] = frozenset({"hold", "presence", "advance"})


def topics(interest: str, kind: Kind) -> tuple[str, ...]:
    """Return the topics under which a record of such claims is kept, the closest first."""
    if interest == "admission":
        return ("own_retreat", "own_loss") if kind == "left" else ("own_loss", "own_retreat")
    if kind in GROUND_GAINED:
        return ("own_advance", "any")
    return ("own_retreat", "any") if interest == "none" and kind == "left" else ("any",)


_WHY = {
    "own": "it serves the side that says it",
    "admission": "it goes against the side that says it",
    "none": "a voice of no side says it",
}
