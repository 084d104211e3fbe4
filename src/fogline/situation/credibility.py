"""The Admiralty grade of an event: the letter from records only, the digit from origins only."""

from collections.abc import Mapping, Sequence

from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.event import Credibility, Grade
from fogline.model.theatre import CredibilityPrior, Theatre
from fogline.situation.observations import Evidence
from fogline.situation.origins import NEUTRAL, Origin
from fogline.situation.reading import GAINS, kind_of

LETTERS = ((0.95, "A"), (0.85, "B"), (0.7, "C"), (0.5, "D"), (0.0, "E"))
"""Least share of claims that turned out so, for each letter (usual reading of STANAG 2511)."""

A_RECORD = 20.0
"""Nobody is "completely reliable" on a prior worth less than this many judged claims."""


def credibility(
    members: Sequence[tuple[Claim, Origin]],
    pro: Mapping[str, Origin],
    contra: Mapping[str, Origin],
    evidence: Evidence,
    decision: Decision | None,
) -> Credibility:
    """Return the grade; a person's pinned grade leads."""
    letter, digit = _letter(members, evidence), _digit(members, pro, contra)
    if decision is not None and decision.verdict == "pin_grade" and decision.value:
        said = f"{decision.by} pinned it: {decision.reason}"
        pinned = decision.value
        if "letter" in pinned:
            letter = Grade(value=str(pinned["letter"]), reason=f"{said}; by record {letter.value}")
        if "digit" in pinned:
            digit = Grade(value=str(pinned["digit"]), reason=f"{said}; by origins {digit.value}")
    return Credibility(letter=letter, digit=digit)


def _letter(members: Sequence[tuple[Claim, Origin]], evidence: Evidence) -> Grade:
    """Return the letter of the best origin with a record for such claims."""
    best: tuple[float, str, CredibilityPrior] | None = None
    for claim, origin in members:
        if origin.key is None:
            continue
        prior = prior_of(evidence.theatre, origin, topic(claim, origin, evidence))
        if prior is not None:
            mean = prior.a / (prior.a + prior.b)
            name = origin.name or f"an unnamed {origin.kind.replace('_', ' ')}"
            best = (
                max(best, (mean, name, prior), key=lambda b: b[:2]) if best else (mean, name, prior)
            )
    if best is None:
        return Grade(value="F", reason="no record of any of its origins")
    mean, name, prior = best
    value = next(letter for least, letter in LETTERS if mean >= least)
    if value == "A" and prior.a + prior.b < A_RECORD:
        value = "B"
    return Grade(
        value=value,
        reason=(
            f"{name}: of such claims by a {prior.kind.replace('_', ' ')} ({prior.topic}) {mean:.0%} "
            f"turn out so, by the theatre's prior: {prior.note}"
        ),
    )


def topic(claim: Claim, origin: Origin, evidence: Evidence) -> str:
    """Return the kind of claim for which a record is kept: whom it serves, seen from its voice."""
    if "victim" in claim.flags or claim.action == "displace":
        return "civilians"
    side, kind = origin.side, kind_of(claim)
    if side is None or claim.side is None or kind is None:
        return "any"
    own = evidence.relations.friends(side, claim.side, 0)
    if kind in GAINS:
        return "own_advance" if own else "other_loss" if kind == "left" else "own_loss"
    if own:
        return "own_retreat" if claim.action == "withdraw" else "own_loss"
    return "other_loss"


def prior_of(theatre: Theatre, origin: Origin, about: str) -> CredibilityPrior | None:
    """Return the theatre's prior for the origin's kind and the topic, else for any topic."""
    found = {(p.kind, p.topic): p for p in theatre.priors}
    for key in ((origin.kind, about), (origin.kind, "any")):
        for (kind, name), prior in found.items():
            if (kind, name) == key:
                return prior
    return None


def _digit(
    members: Sequence[tuple[Claim, Origin]],
    pro: Mapping[str, Origin],
    contra: Mapping[str, Origin],
) -> Grade:
    """Return the digit by number and sides of the independent origins."""
    parties = {o.side or NEUTRAL for o in pro.values()}
    count, against = len(pro), len(contra)
    said = f"{count} independent for ({', '.join(sorted(parties)) or 'none'}), {against} against"
    if not members or count == 0:
        return Grade(value="6", reason=f"no origin to judge by: {said}")
    if against > count:
        return Grade(value="5" if against >= count + 2 else "4", reason=f"contradicted: {said}")
    if against:
        return Grade(value="4" if count == against else "3", reason=f"contradicted: {said}")
    if count == 1:
        return Grade(value="6", reason=f"a single origin, nothing to compare it with: {said}")
    if len(parties) == 1 and parties != {NEUTRAL}:
        return Grade(value="3", reason=f"all of one side: {said}")
    return Grade(value="1" if count >= 3 else "2", reason=f"they agree: {said}")
