"""Entries of the brief's lists, and how events become such."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fogline.model.event import Event
from fogline.views.brief.cards import anchor, event_title, origins
from fogline.views.brief.said import Said
from fogline.views.picture import Picture
from fogline.views.words import texts

MOST = 12
"""Entries of one list; how many more there are stands below it."""
GROUND = frozenset(
    {
        "capture",
        "control",
        "withdraw",
        "advance",
        "encircle",
        "destroy",
        "attack",
        "counterattack",
        "transfer",
        "raise_flag",
        "infiltrate",
        "besiege",
    }
)
"""What is done on the ground: it stands before words about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list: what, how it stands, on what it rests, where its sentences are."""

    text: str
    href: str
    tag: str = ""
    note: str = ""
    said: tuple[Said, ...] = ()
    retold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with what did not fit."""

    items: tuple[Item, ...] = ()
    more: int = 0


def cut(items: Sequence[Item], most: int = MOST) -> Listing:
    """Return the first entries, and how many more there are."""
    return Listing(items=tuple(items[:most]), more=max(0, len(items) - most))


def retold(ids: Iterable[str], picture: Picture) -> bool:
    """Return whether something rests on dispatches that we wrote, and on nothing else."""
    found = [picture.claims[i] for i in ids if i in picture.claims]
    return bool(found) and all(c.retold for c in found)


def event_item(event: Event, picture: Picture, tag: str | None = None) -> Item:
    """Return an event as an entry."""
    return Item(
        text=event_title(event, picture),
        href="#" + anchor("event", event.id),
        tag=tag if tag is not None else texts()(f"event_{event.status}"),
        note=_origin_note(event, picture),
        retold=retold((*event.claims_for, *event.claims_against), picture),
    )


def _origin_note(event: Event, picture: Picture) -> str:
    note = texts()("note_for", who=origins(event.origins_for, picture))
    if sum(event.origins_against.values()):
        note += texts()("note_against", who=origins(event.origins_against, picture))
    return note


def weight(event: Event) -> tuple[float, ...]:
    """Rank events: those about ground first, then by origins and sentences."""
    return (
        (event.sub_action or event.action) in GROUND or event.action in GROUND,
        sum(event.origins_for.values()) + sum(event.origins_against.values()),
        len(event.claims_for) + len(event.claims_against),
    )


def recent(event: Event, picture: Picture, days: int) -> bool:
    """Return whether an event ended in the last days up to the valid day."""
    last = (event.time.last_day or event.time.first_day) if event.time else None
    return last is not None and 0 <= (picture.on - last).days <= days
