"""Numbers of a claim as quantities: category, whose, over which time."""

from collections.abc import Callable

from fogline.claims.english.attaching import Parts
from fogline.claims.english.matching import Match
from fogline.claims.english.numbers import Number
from fogline.claims.english.text import Text
from fogline.model.claim import Quantity, QuantityCategory
from fogline.model.time import TimeSpan

_PER_DAY = frozenset({"day", "daily"})


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
    return tuple(
        _quantity(text, match, number, part, time, of, side)
        for number in part.numbers
        if not _in_place(text, number)
        and not _distance(text, number)
        and not _age(text, number)
        and not _datum(text, number)
        and not _repeated(text, number)
        and not (match.action in _ACTS and _of_those(text, number))
        and not any(span.start <= number.start < span.end for span, _ in part.places)
        and bounds[0] <= number.start < bounds[1]
    )


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


def _distance(text: Text, number: Number) -> bool:
    """Say whether a length says where something is: "45 km south of the capital"."""
    if number.unit not in ("km", "m", "mile"):
        return False
    table = text.table
    following = table.lower[number.end] if number.end < table.n else ""
    return following in _WHERE


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
    unit = number.unit
    if unit is None and match.action in ("casualties", "displace") and number.counted is None:
        unit = "person"
    if number.counted is not None and unit != "percent" and _people(text, number.counted):
        unit = "person"
    if (
        number.counted is not None
        and match.action == "casualties"
        and unit
        not in (
            "person",
            "percent",
            None,
        )
        and table.lemma[match.trigger] in ("kill", "die", "wound", "injure", "perish", "hurt")
        and not (text.classes(number.counted) & {"equipment", "structure"})
    ):
        unit = "person"
    counted = unit == "person" or (unit == "percent" and match.action in ("displace", "casualties"))
    category = _category(text, match, number) if counted else None
    whose = None
    if unit == "person" or match.action in ("casualties", "destroy"):
        pronoun = number.counted is not None and table.tag[number.counted] == "PRP"
        whose = side(number.counted) if number.counted is not None and not pronoun else None
        whose = whose or of
        if (
            whose is None
            and number.counted is not None
            and (table.lemma[number.counted] in ("civilian", "resident", "child", "woman"))
        ):
            whose = table.lower[number.counted]
    return Quantity(
        text=table.span(number.start, number.end),
        low=number.low,
        high=number.high,
        unit=unit,
        of=whose,
        category=category,
        approximate=number.approximate,
        cumulative=_cumulative(text, match),
        period_days=_period(text, match, part, time),
    )


def _category(text: Text, match: Match, number: Number) -> QuantityCategory | None:  # noqa: C901, PLR0911, PLR0912 - a list of cases, each with its answer
    table, categories = text.table, text.lexis.categories
    near = [number.counted] if number.counted is not None else []
    near += [t for t in range(number.start, min(number.end + 2, table.n)) if t not in match.joined]
    verbs = [match.trigger, *match.scope.chain]
    lemmas = [table.lemma[t].lower() for t in verbs] + [
        table.lower[t] for t in near if t is not None
    ]
    for trigger in match.joined:
        # The nearer verb says what became of those counted.
        if (
            abs(trigger - number.start) < abs(match.trigger - number.start)
            or (number.start > trigger)
            or text.table.head[number.start] == trigger
        ):
            found = categories.get(table.lemma[trigger].lower())
            if found is not None:
                return found
    joined = _killed_or_wounded(text, match.trigger)
    if joined:
        return "killed_or_wounded"
    about = {*match.core, match.target, match.scope.subject} - {None}
    if any(table.lemma[t] == "loss" for t in about if t is not None):
        return "killed_or_wounded"
    for token in near:
        found = categories.get(table.lower[token]) or categories.get(table.lemma[token].lower())
        if found is not None and found != "remaining":
            return found
    for lemma in lemmas:
        found = categories.get(lemma)
        if found is not None:
            return found
    if match.action == "displace":
        return "remaining" if match.kind == "state" else "displaced"
    if match.action == "casualties":
        if match.sub_action in ("capture_people", "detain", "abduct", "surrender"):
            return "captured"
        if match.trigger in text.cues or table.lemma[match.trigger] in ("lose", "suffer", "put"):
            return "killed_or_wounded"
        return "killed"
    if table.lemma[match.trigger] == "lose":
        return "killed_or_wounded"
    if match.sub_action == "presence" or match.action in ("control", "move", "reinforce"):
        return (
            "remaining"
            if any(table.lower[t] in ("left", "remain", "remaining") for t in near)
            else "present"
        )
    return "present"


def _killed_or_wounded(text: Text, trigger: int) -> bool:
    """Say whether the words are "killed or wounded", not "killed and five wounded"."""
    table = text.table
    if table.lemma[trigger] not in ("kill", "wound", "injure"):
        return False
    return any(
        table.dep[c] == "conj"
        and table.lemma[c] in ("kill", "wound", "injure")
        and table.lower[c - 1] in ("or", "and")
        and not any(table.dep[x] in ("dobj", "nsubj", "nsubjpass") for x in table.children[c])
        for c in table.children[trigger]
    )


def _cumulative(text: Text, match: Match) -> bool | None:
    table = text.table
    begin, end = table.sents[table.sent[match.trigger]]
    words = set(table.lower[begin:end])
    if words & {"total", "overall", "altogether", "since"} or ("so" in words and "far" in words):
        return True
    return None


def _period(text: Text, match: Match, part: Parts, time: TimeSpan | None) -> float | None:
    table = text.table
    _begin, end = table.sents[table.sent[match.trigger]]
    for token in range(match.trigger, end):
        if (
            table.lower[token] == "day"
            and token
            and table.lower[token - 1] in ("a", "every", "per")
        ):
            return 1.0
        if table.lower[token] == "daily":
            return 1.0
    if not part.times or time is None or time.start is None or time.end is None:
        return None
    word = part.times[0][0]
    said = (word.span.text or "").lower()
    if time.precision != "interval" or time.first_day is None or time.last_day is None:
        return 7.0 if time.precision == "week" and "week" in said else None
    days = (time.last_day - time.first_day).days
    return (
        float(days)
        if any(c in said for c in ("past", "last", "within", "in ", "over"))
        else (float(days + 1))
    )
