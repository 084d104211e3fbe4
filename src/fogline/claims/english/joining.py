"""How place phrases beside each other become one: "the town of Sadove in the south"."""

from fogline.claims.english.text import PlaceSpan, Text
from fogline.model.placement import PlaceWords


def joined(text: Text, found: list[PlaceSpan]) -> list[PlaceSpan]:
    """Return the places of a text, those that are one phrase as one, without overlaps."""
    kept: list[PlaceSpan] = []
    for span in found:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(_bare_direction(text, span))
        elif not last.words.names and _measured_from(text, last, span):
            kept[-1] = _both(text, last, span)
        elif _in_region(text, last, span):
            kept[-1] = _longer(text, last, span)
        elif span.start >= last.end and not _explains(text, last, span):
            kept.append(_bare_direction(text, span))
    return kept


def _in_region(text: Text, town: PlaceSpan, region: PlaceSpan) -> bool:
    """Say whether "the town of Sadove in the south" is one phrase."""
    words = town.words.text.lower().split()
    return (
        text.table.lower[town.end : region.start] in (["in"], ["in", "the"])
        and words[0] == "the"
        and bool(_SETTLED & set(words))
        and bool(town.words.names)
    )


_SETTLED = frozenset({"town", "city", "village", "settlement", "hamlet", "port"})


def _longer(text: Text, town: PlaceSpan, region: PlaceSpan) -> PlaceSpan:
    """Return the town with the words that say in which region it lies."""
    table = text.table
    words = town.words.but(text=table.span(town.start, region.end), end=table.end[region.end - 1])
    return PlaceSpan(town.start, region.end, words)


def _explains(text: Text, place: PlaceSpan, span: PlaceSpan) -> bool:
    """Say whether it only explains a place named: "Kamin, near Sadove"."""
    table, relation = text.table, span.words.relation or ""
    near = relation in ("near", "distance") or relation.endswith("_of")
    comma = table.text[place.end : span.start] == [","]
    return near and comma and bool(place.words.names) and table.text[span.end : span.end + 1] in (
        [","], ["."],
    )  # fmt: skip


def _bare_direction(text: Text, span: PlaceSpan) -> PlaceSpan:
    """Leave the preposition out of "in the direction of Sadove"."""
    table = text.table
    if table.lower[span.start : span.start + 3] != ["in", "the", "direction"]:
        return span
    words = span.words.but(
        text=table.span(span.start + 1, span.end), start=table.idx[span.start + 1]
    )
    return PlaceSpan(span.start + 1, span.end, words)


def _measured_from(text: Text, ground: PlaceSpan, span: PlaceSpan) -> bool:
    """Say whether a place says where the ground before it lies.

    "The depot south of Sadove", "the area between Sadove and Kamin".
    """
    relation = span.words.relation or ""
    between = text.table.lower[ground.end : span.start]
    if relation == "between" and not between:
        return True
    return (relation.endswith("_of") or relation == "distance") and between in (
        [], [","], [",", "about"], ["about"], [",", "some"],
    )  # fmt: skip


def _both(text: Text, first: PlaceSpan, second: PlaceSpan) -> PlaceSpan:
    table, words = text.table, second.words
    return PlaceSpan(
        first.start,
        second.end,
        PlaceWords(
            text=table.span(first.start, second.end), start=table.idx[first.start],
            end=table.end[second.end - 1], names=words.names, name_spans=words.name_spans,
            relation=words.relation, distance_km=words.distance_km, bearing=words.bearing,
            kind_hint=words.kind_hint,
        ),
    )  # fmt: skip
