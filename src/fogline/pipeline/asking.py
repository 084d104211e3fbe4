"""Which claims a user asks for, checked, so that a misspelled filter is not an empty list."""

from collections.abc import Iterable
from datetime import date
from typing import get_args

from fogline.errors import UsageError
from fogline.model.claim import ClaimKind
from fogline.model.theatre import Theatre
from fogline.pipeline.area import place_ids
from fogline.store import Query
from fogline.vocabulary.content import actions


def query(  # noqa: PLR0913 - the filters that lists share
    theatre: Theatre,
    *,
    place: str | None = None,
    side: str | None = None,
    kind: str | None = None,
    action: str | None = None,
    since: date | None = None,
    until: date | None = None,
    text: str | None = None,
    voice: str | None = None,
    certainty: float | None = None,
) -> Query:
    """Return the query of a list's filters.

    Raises:
        UsageError: a filter names what the theatre or the vocabulary does not have.
    """
    _one_of("side", side, (s.id for s in theatre.sides))
    _one_of("kind", kind, get_args(ClaimKind))
    _known_action(action)
    if since is not None and until is not None and since > until:
        raise UsageError(f"--since {since} lies after --until {until}")
    return Query(
        place=place,
        place_ids=place_ids(theatre, place) if place else (),
        side=side,
        kind=kind,
        action=action,
        since=since,
        until=until,
        text=text,
        voice=voice,
        certainty=certainty,
    )


def check_side(theatre: Theatre, side: str | None) -> None:
    """Refuse a side that the theatre does not have.

    Raises:
        UsageError: there is none of that id.
    """
    _one_of("side", side, (s.id for s in theatre.sides))


def _one_of(option: str, value: str | None, known: Iterable[str]) -> None:
    names = list(known)
    if value is not None and value not in names:
        raise UsageError(f"--{option} {value!r}: there are {', '.join(names)}")


def _known_action(action: str | None) -> None:
    finer = actions().sub_actions.get(action or "")
    if action not in actions().actions and finer is not None:
        raise UsageError(f"--action {action!r}: a kind of {finer.parent}; ask for that")
    _one_of("action", action, actions().actions)
