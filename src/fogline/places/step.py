"""The step from words to places.

Reads: a parsed report, its place words, its claims; the gazetteer and the theatre's places.
Writes: placements, and the place fields of claims.
Never: reads or writes a store, fetches anything, changes the words or spans of a claim.
"""

from collections.abc import Iterable, Sequence

from fogline.model.claim import Claim, ClaimPlace
from fogline.model.placement import Placement


def place(claims: Iterable[Claim], placements: Sequence[Placement]) -> tuple[Claim, ...]:
    """Return the claims with their places filled from the placements.

    A claim's place belongs to the placement with its span, else to the one that overlaps it most.
    """
    exact = {(p.words.start, p.words.end): p for p in placements}
    return tuple(_filled(claim, exact, placements) for claim in claims)


def _filled(
    claim: Claim, exact: dict[tuple[int, int], Placement], placements: Sequence[Placement],
) -> Claim:  # fmt: skip
    if not claim.places:
        return claim
    places, reasons = [], dict(claim.reasons)
    for n, at in enumerate(claim.places):
        found = (
            exact.get((at.start, at.end)) or _overlapping(at, placements) or _named(at, placements)
        )
        if found is None:
            places.append(at)
            continue
        places.append(_with(at, found))
        reasons[f"places[{n}]"] = found.reason
    return claim.but(places=tuple(places), reasons=reasons)


def _with(at: ClaimPlace, found: Placement) -> ClaimPlace:
    return at.but(
        name=found.name or at.name or "; ".join(found.words.names),
        relation=at.relation or found.words.relation, lon=found.lon, lat=found.lat,
        radius_km=found.radius_km, geometry=found.geometry, gazetteer_id=found.gazetteer_id,
        probability=found.probability,
    )  # fmt: skip


def _named(at: ClaimPlace, placements: Sequence[Placement]) -> Placement | None:
    """Return the last placement before "there" with the name that it stands for."""
    if at.name is None or at.name in at.text:
        return None
    before = [p for p in placements if p.words.end <= at.start]
    return next((p for p in reversed(before) if at.name == "; ".join(p.words.names)), None)


def _overlapping(at: ClaimPlace, placements: Sequence[Placement]) -> Placement | None:
    best, most = None, 0
    for placement in placements:
        words = placement.words
        shared = min(at.end, words.end) - max(at.start, words.start)
        if shared > 0 and at.name == "; ".join(words.names):
            # "The part of Sadove west of the railway" is of Sadove, not of the railway.
            shared += at.end - at.start
        if shared > most:
            best, most = placement, shared
    return best
