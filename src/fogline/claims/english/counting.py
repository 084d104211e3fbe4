"""Numbers of a claim as quantities, whose they are, and which numbers are none."""

from collections.abc import Callable

from fogline.claims.english import categories, phrases
from fogline.claims.english.attaching import Parts
from fogline.claims.english.matching import Match
from fogline.claims.english.numbers import Number
from fogline.claims.english.text import Text
from fogline.model.claim import Quantity
from fogline.model.time import TimeSpan


def quantities(  # noqa: PLR0913, PLR0917 - one value each
    text: Text,
    match: Match,
    part: Parts,
    time: TimeSpan | None,
    of: str | None,
    side: Callable[[int], str | None],
    bounds: tuple[int, int],
) -> tuple[Quantity, ...]:
    """Return the quantities of a claim."""
    found = tuple(
        _quantity(text, match, number, part, time, of, side)
        for number in part.numbers
        if not _in_place(text, number)
        and not _distance(text, match, number)
        and not _age(text, number)
        and not _datum(text, number)
        and not _repeated(text, number)
        and not (match.action in _ACTS and _of_those(text, number))
        and (number.unit == "percent" or not _said_in_place(part, number))
        and bounds[0] < number.end
        and number.start < bounds[1]
    )
    single = _single(text, match, of) if match.action == "casualties" else None
    if single is None or any(_overlap(single, q) for q in found):
        return found
    return (single, *found)


def _said_in_place(part: Parts, number: Number) -> bool:
    return any(span.start <= number.start < span.end for span, _ in part.places)


def _overlap(single: Quantity, other: Quantity) -> bool:
    return other.text in single.text or single.text in other.text


def _single(text: Text, match: Match, of: str | None) -> Quantity | None:
    """Return one person, or two joined, as a quantity: "killing a trader and his daughter"."""
    table = text.table
    head = match.target
    if head is None or categories.fate(text, match) not in ("killed", "wounded"):
        return None
    people = [head, *(c for c in table.children[head] if table.dep[c] == "conj")]
    start, end = phrases.span(text, head, coordinated=True)
    if table.lower[start] not in ("a", "an") or not all(_one_person(text, p) for p in people):
        return None
    count = float(len(people))
    return Quantity(
        text=table.span(start, end), low=count, high=count, unit="person", of=of,
        category=categories.fate(text, match), approximate=False, cumulative=None, period_days=None,
    )  # fmt: skip


def _one_person(text: Text, token: int) -> bool:
    table = text.table
    return (
        table.tag[token] == "NN"
        and table.lemma[token] not in _MANY
        and (
            bool({"civilian", "civilian_only"} & text.classes(token))
            or table.lemma[token] in text.lexis.people
            or table.lemma[token].endswith(("man", "woman"))
        )
    )


_MANY = frozenset({"family", "population", "household", "crowd", "couple", "staff", "people",
                   "personnel", "group", "crew"})  # fmt: skip


def _people(text: Text, counted: int) -> bool:
    """Say whether what is counted is people by the theatre's names or as enemies."""
    entity = text.entity_at.get(counted)
    if entity is not None and entity.kind == "people" and text.table.tag[counted][-1:] == "S":
        return True
    return bool({"hostile"} & text.classes(counted))


def _in_place(text: Text, number: Number) -> bool:
    """Distances inside place words are no quantities."""
    return all(t in text.place_at for t in range(number.start, number.end))


def _age(text: Text, number: Number) -> bool:
    """Say whether it is how old somebody is: "a 60-year-old worker"."""
    return "old" in text.table.lower[number.end : number.end + 3] and number.unit in ("year", None)


def _datum(text: Text, number: Number) -> bool:
    """Say whether it says when: "24 June", "two days after", "after 224 days of fighting"."""
    table, unit = text.table, (number.unit or "").lower()
    times = text.lexis.words.times
    if unit in times.months or unit in times.weekdays:
        return True
    if unit not in _SPANS:
        year = unit == "" and number.low == number.high and 1900 <= (number.low or 0) < 2100
        return year and number.start > 0 and table.lower[number.start - 1] in ("of", "in", "since")
    before = table.lower[number.start - 1] if number.start else ""
    following = table.lower[number.end] if number.end < table.n else ""
    return before == "after" or following in ("after", "before", "since", "later", "ago", "earlier")


_SPANS = frozenset({"day", "week", "month", "year", "hour", "minute"})
_LENGTHS = frozenset({"km", "m", "mile"})
_ACTS = frozenset({"strike", "attack", "advance", "capture", "destroy"})


def _repeated(text: Text, number: Number) -> bool:
    """Say whether it is the same length in another unit: "8.6 km (5.3 miles)"."""
    table, start = text.table, number.start
    return (
        number.unit in _LENGTHS
        and start > 1
        and table.text[start - 1] == "("
        and (table.lemma[start - 2].lower() in _LENGTHS or table.lower[start - 2] in _LONG)
    )


_LONG = frozenset({"kilometres", "kilometers", "metres", "meters", "miles", "kms"})


def _of_those(text: Text, number: Number) -> bool:
    """Say whether "110 of them" counts what the sentence counted before."""
    return number.counted is not None and text.table.tag[number.counted] == "PRP"


def _distance(text: Text, match: Match, number: Number) -> bool:
    """Say whether a length says where something is: "45 km south of the capital".

    Who advances "2 km west of Sadove" has gained them.
    """
    if number.unit not in _LENGTHS:
        return False
    table = text.table
    following = table.lower[number.end] if number.end < table.n else ""
    if number.start and table.lower[number.start - 1] == "within":
        return True
    return following in _WHERE and not gained(text, match, number.end - 1)


def gained(text: Text, match: Match, length: int) -> bool:
    """Say whether a length is how far somebody advanced: it hangs on the word for it."""
    table = text.table
    for _ in range(3):
        length = table.head[length]
        if length in match.core or length == match.trigger:
            return match.action == "advance"
    return False


_WHERE = frozenset({"north", "south", "east", "west", "away", "from", "off", "short", "northeast",
                    "northwest", "southeast", "southwest", "north-east", "south-west", "inside",
                    "north-west", "south-east", "outside", "behind", "beyond", "deep"})  # fmt: skip


def _quantity(  # noqa: PLR0913, PLR0917 - one value each
    text: Text,
    match: Match,
    number: Number,
    part: Parts,
    time: TimeSpan | None,
    of: str | None,
    side: Callable[[int], str | None],
) -> Quantity:
    table = text.table
    unit = _unit(text, match, number)
    counted = unit == "person" or (unit == "percent" and match.action in ("displace", "casualties"))
    category = categories.category(text, match, number) if counted else None
    return Quantity(
        text=table.span(number.start, number.end),
        low=number.low,
        high=number.high,
        unit=unit,
        of=_whose(text, match, number, unit, of, side),
        category=category,
        approximate=number.approximate,
        cumulative=categories.cumulative(text, match),
        period_days=categories.period(text, match, part, time),
    )


def _unit(text: Text, match: Match, number: Number) -> str | None:
    """Return the unit, people where the action is one of people and nothing else is counted."""
    unit, counted = number.unit, number.counted
    if unit == "percent":
        return unit
    if counted is None:
        people = match.action in ("casualties", "displace") or _numbering(text, match)
        return "person" if unit is None and people else unit
    if _people(text, counted):
        return "person"
    harmed = match.action == "casualties" and text.table.lemma[match.trigger] in _HARM
    things = text.classes(counted) & {"equipment", "structure"}
    return "person" if harmed and unit is not None and not things else unit


_HARM = frozenset({"kill", "die", "wound", "injure", "perish", "hurt"})


def _numbering(text: Text, match: Match) -> bool:
    """Say whether it says how many a force is: "our forces now number 35,000"."""
    table = text.table
    subject = table.child(match.scope.top, "nsubj")
    return (
        table.lemma[match.trigger] in ("number", "total")
        and subject is not None
        and "force" in text.classes(subject)
    )


def _whose(  # noqa: PLR0913, PLR0917 - one value each
    text: Text,
    match: Match,
    number: Number,
    unit: str | None,
    of: str | None,
    side: Callable[[int], str | None],
) -> str | None:
    """Return the side of those counted, else the word for people of none: "civilians"."""
    table, counted = text.table, number.counted
    if unit != "person" and match.action not in ("casualties", "destroy"):
        return None
    named = counted if counted is not None and table.tag[counted] != "PRP" else None
    whose = (side(named) if named is not None else None) or of
    if whose is None and named is not None and table.lemma[named] in _CIVILIANS:
        return table.lower[named]
    return whose


_CIVILIANS = frozenset({"civilian", "resident", "child", "woman"})
