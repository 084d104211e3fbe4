"""The kinds of claims for which records are kept, and what the theatre's priors say of them."""

from fogline.model.claim import Claim
from fogline.model.theatre import CredibilityPrior, Theatre
from fogline.situation.observations import Evidence
from fogline.situation.origins import Origin
from fogline.situation.reading import GAINS, kind_of


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
    found: dict[str, CredibilityPrior] = {
        p.topic: p for p in theatre.priors if p.kind == origin.kind
    }
    return found.get(about) or found.get("any")
