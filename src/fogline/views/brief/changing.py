"""What changed since the day before: what happened, and what was learned about earlier days."""

from collections.abc import Iterable

from fogline.situation.changes import EventChange, PlaceChange
from fogline.views.brief.cards import anchor
from fogline.views.brief.items import Item, Listing, cut, event_item, retold, weight
from fogline.views.picture import Picture
from fogline.views.words import percent, probability_word, shown, texts


def happened(picture: Picture) -> Listing:
    """Return what happened since the day before."""
    if picture.changes is None:
        return Listing()
    return _changes(picture.changes.happened, picture.changes.events_happened, picture)


def learned(picture: Picture) -> Listing:
    """Return what was learned since about earlier days."""
    if picture.changes is None:
        return Listing()
    return _changes(picture.changes.learned, picture.changes.events_learned, picture)


def _changes(
    places: Iterable[PlaceChange],
    events: Iterable[EventChange],
    picture: Picture,
) -> Listing:
    items = [_place_change(c, picture) for c in places if c.place_id in picture.place_ids]
    told = [c for c in events if picture.speaks_of_area(c.event)]
    told.sort(key=lambda c: weight(c.event), reverse=True)
    return cut(items + [_event_change(c, picture) for c in told])


def _place_change(change: PlaceChange, picture: Picture) -> Item:
    say = texts()
    sides = {s: p for s, p in change.control_after.items() if s != "contested"}
    side, now = max(sides.items(), key=lambda item: (item[1], item[0]))
    was = change.control_before.get(side, 0.0)
    tag = say(f"status_{change.status_after}")
    if change.status_before != change.status_after:
        tag = say("from_to", before=say(f"status_{change.status_before}"), after=tag)
    return Item(
        text=say(
            "change_place_silent" if change.place_id in picture.silent else "change_place",
            name=shown(change.name),
            side=picture.side_name(side),
            was=percent(was),
            now=percent(now),
            word=probability_word(now),
        ),
        href="#" + anchor("place", change.place_id),
        tag=tag,
        retold=retold(change.claims, picture),
    )


def _event_change(change: EventChange, picture: Picture) -> Item:
    say, status = texts(), texts()(f"event_{change.event.status}")
    if change.status_before is not None:
        status = say("from_to", before=say(f"event_{change.status_before}"), after=status)
    return event_item(change.event, picture, tag=status)
