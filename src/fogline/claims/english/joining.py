"""How place phrases beside each other become one: "the town of Sadove in the south"."""

from fogline.claims.english.text import PlaceSpan, Text
from fogline.model.placement import PlaceRelation, PlaceWords


def joined(text: Text, found: list[PlaceSpan]) -> list[PlaceSpan]:
    """Return the places of a text, those that are one phrase as one, without overlaps."""
    kept: list[PlaceSpan] = []
    for span in found:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(_bare_direction(text, span))
        elif (not last.words.names and _measured_from(text, last, span)) or _on_ground(
            text, last, span
        ):
            kept[-1] = _both(text, last, span)
        elif _part_beyond(text, last, span):
            kept[-1] = _part(text, last, span)
        elif _in_region(text, last, span):
            kept[-1] = _longer(text, last, span)
        elif span.start >= last.end and not _explains(text, last, span):
            kept.append(_bare_direction(text, span))
    return kept


_ON = frozenset({"on", "in", "at", "over", "of", "by", "around"})
_POINTS: dict[str, PlaceRelation] = {
    "north": "north_part", "south": "south_part", "east": "east_part", "west": "west_part",
    "north_east": "north_east_part", "northeast": "north_east_part", "north_west": "north_west_part",
    "northwest": "north_west_part", "south_east": "south_east_part", "southeast": "south_east_part",
    "south_west": "south_west_part", "southwest": "south_west_part",
}  # fmt: skip
_PARTS = frozenset(
    {"part", "half", "rest", "section", "stretch", "river", "road", "highway", "bridge"}
)


def _on_ground(text: Text, ground: PlaceSpan, span: PlaceSpan) -> bool:
    """Say whether a phrase belongs to the ground before it: "the bridgehead on the left bank".

    "The bridge over the Irpin at Demydiv" is one, too: a river's name does not say where on it.
    """
    table = text.table
    between = table.lower[ground.end : span.start]
    if len(between) != 1 or between[0] not in _ON:
        return False
    crossing = "over" in table.lower[ground.start : ground.end]
    if (ground.words.names and not crossing) or table.tag[ground.end - 1] == "NNS":
        return False
    return ground.start <= table.head[ground.end] < ground.end


def _part_beyond(text: Text, whole: PlaceSpan, span: PlaceSpan) -> bool:
    """Say whether a phrase says which part: "part of Sadove west of the railway"."""
    table = text.table
    point = table.lower[span.start].replace("-", "_")
    beyond = point in _POINTS and table.lower[span.start + 1] == "of"
    if span.start != whole.end or not beyond or not whole.words.names:
        return False
    words = set(table.lower[max(0, whole.start - 2) : whole.end])
    return bool(words & _PARTS)


def _part(text: Text, whole: PlaceSpan, span: PlaceSpan) -> PlaceSpan:
    table = text.table
    start = whole.start
    if table.lower[start - 1 : start] == ["of"] and table.lower[start - 2 : start - 1] != []:
        start -= 2  # "part of"
        start -= table.lower[start - 1 : start] == ["the"]
    relation = _POINTS[table.lower[span.start].replace("-", "_")]
    words = whole.words.but(
        text=table.span(start, span.end), start=table.idx[start], end=table.end[span.end - 1],
        relation=relation,
    )  # fmt: skip
    return PlaceSpan(start, span.end, words)


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
    head = text.table.head[span.start]
    if (
        relation in ("near", "around", "along")
        and not between
        and ground.start <= head < ground.end
    ):
        return True
    if not between and text.table.lower[span.start].replace("-", "_") in _POINTS:
        return text.table.lower[span.start + 1] == "of"
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
