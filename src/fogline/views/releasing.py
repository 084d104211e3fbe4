"""A whole picture as it may leave the store: without what the publication policy holds back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from fogline.model.situation import AssetSituation, PlaceSituation, Situation
from fogline.situation.changes import Changes, EventChange, PlaceChange
from fogline.situation.disputes import Dispute
from fogline.views.picture import Picture
from fogline.views.release import Release

Resting = TypeVar("Resting", PlaceSituation, AssetSituation, PlaceChange)


def released(picture: Picture, gate: Release) -> Picture:
    """Return a picture without the claims that are held back, and with how many these are.

    Counts and probabilities stay as they were assessed: they name no position.
    """
    if not gate.held:
        return picture
    return replace(
        picture,
        situation=_situation(picture.situation, gate),
        events=tuple(gate.events(picture.events)),
        claims={i: c for i, c in picture.claims.items() if i not in gate.held},
        changes=None if picture.changes is None else _changes(picture.changes, gate),
        disputes=tuple(d for d in picture.disputes if _open(d, gate)),
        held=gate.held_among(picture.claims),
    )


def _kept(ids: Iterable[str], gate: Release) -> tuple[str, ...]:
    return tuple(i for i in ids if i not in gate.held)


def _resting(things: Sequence[Resting], gate: Release) -> tuple[Resting, ...]:
    return tuple(t.but(claims=_kept(t.claims, gate)) for t in things)


def _situation(situation: Situation, gate: Release) -> Situation:
    return situation.but(
        places=_resting(situation.places, gate), assets=_resting(situation.assets, gate)
    )


def _changes(changes: Changes, gate: Release) -> Changes:
    return changes.but(
        happened=_resting(changes.happened, gate),
        learned=_resting(changes.learned, gate),
        events_happened=_events(changes.events_happened, gate),
        events_learned=_events(changes.events_learned, gate),
    )


def _events(changes: Iterable[EventChange], gate: Release) -> tuple[EventChange, ...]:
    return tuple(c.but(event=e) for c in changes if (e := gate.event(c.event)) is not None)


def _open(dispute: Dispute, gate: Release) -> bool:
    return bool(_kept((*dispute.claims_for, *dispute.claims_against), gate))
