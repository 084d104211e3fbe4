"""A whole picture as it may leave the store."""

from dataclasses import replace

from fogline.views.picture import Picture
from fogline.views.release import Release


def released(picture: Picture, gate: Release) -> Picture:
    """Return a picture without the claims that are held back, and with how many these are."""
    return replace(
        picture,
        situation=gate.situation(picture.situation),
        events=tuple(gate.events(picture.events)),
        claims={i: c for i, c in picture.claims.items() if i not in gate.held},
        changes=None if picture.changes is None else gate.changes(picture.changes),
        disputes=gate.disputes(picture.disputes),
        held=gate.held_among(picture.claims),
    )
