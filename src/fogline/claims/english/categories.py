"""What became of people who are counted: killed, wounded, displaced; in total, per day."""

from fogline.claims.english.attaching import Parts
from fogline.claims.english.matching import Match
from fogline.claims.english.numbers import Number
from fogline.claims.english.text import Text
from fogline.model.claim import QuantityCategory
from fogline.model.time import TimeSpan

_KILLING = frozenset({"kill", "wound", "injure"})
_TREATED = frozenset({"patient", "casualty"})
_COME = frozenset({"arrived", "arrival", "arrivals", "displaced", "newcomers"})


def category(text: Text, match: Match, number: Number) -> QuantityCategory | None:
    """Return what became of those counted, None where the words leave it between two."""
    table = text.table
    near = [number.counted] if number.counted is not None else []
    near += [t for t in range(number.start, min(number.end + 2, table.n)) if t not in match.joined]
    joined = _nearest(text, match, number)
    if joined is not None:
        return joined
    both = _both(text, match.trigger)
    if both is not None:
        return both if both != "captured" else None
    about = {*match.core, match.target, match.scope.subject} - {None}
    if any(table.lemma[t] == "loss" for t in about if t is not None):
        return "killed_or_wounded"
    return _of_words(text, match, near) or _of_action(text, match, near)


def fate(text: Text, match: Match) -> QuantityCategory | None:
    """Return what the word of the claim does to people: "killing", "injured"."""
    return text.lexis.categories.get(text.table.lemma[match.trigger].lower())


def _nearest(text: Text, match: Match, number: Number) -> QuantityCategory | None:
    """Of "six were killed and three wounded" the nearer verb says what became of those counted."""
    table = text.table
    for trigger in match.joined:
        if (
            abs(trigger - number.start) < abs(match.trigger - number.start)
            or number.start > trigger
            or table.head[number.start] == trigger
        ):
            found = text.lexis.categories.get(table.lemma[trigger].lower())
            if found is not None:
                return found
    return None


def _of_words(text: Text, match: Match, near: list[int]) -> QuantityCategory | None:
    """Return the category of the words about those counted, else of the verb or its object."""
    table, known = text.table, text.lexis.categories
    if any(table.lower[t] in _COME for t in near) and match.action in ("displace", "other"):
        return "displaced"
    for token in near:
        found = known.get(table.lower[token]) or known.get(table.lemma[token].lower())
        if found is not None and found != "remaining":
            return found
    if table.lemma[match.trigger] == "leave" and _passive(text, match.trigger):
        return "remaining"
    verbs = [match.trigger, *match.scope.chain, *match.core]
    verbs += [c for t in verbs for c in table.children[t] if table.dep[c] in ("dobj", "acomp")]
    return next(
        (found for t in verbs if (found := known.get(table.lemma[t].lower())) is not None), None
    )


def _of_action(text: Text, match: Match, near: list[int]) -> QuantityCategory:
    """Return what the action alone says of people."""
    table = text.table
    if match.action == "displace":
        return "remaining" if match.kind == "state" else "displaced"
    if match.action == "casualties":
        return _of_casualties(text, match, near)
    if table.lemma[match.trigger] == "lose":
        return "killed_or_wounded"
    if match.sub_action == "presence" or match.action in ("control", "move", "reinforce"):
        staying = any(table.lower[t] in ("left", "remain", "remaining") for t in near)
        return "remaining" if staying else "present"
    return "present"


def _of_casualties(text: Text, match: Match, near: list[int]) -> QuantityCategory:
    table = text.table
    if match.sub_action in ("capture_people", "detain", "abduct", "surrender"):
        return "captured"
    if any(table.lemma[t] in _TREATED for t in near):
        return "wounded"
    if match.trigger in text.cues or table.lemma[match.trigger] in ("lose", "suffer", "put"):
        return "killed_or_wounded"
    return "killed"


def _passive(text: Text, verb: int) -> bool:
    table = text.table
    return any(table.dep[c] == "auxpass" or table.lemma[c] == "be" for c in table.children[verb])


def _both(text: Text, trigger: int) -> QuantityCategory | None:
    """Read "killed or wounded", not "killed and five wounded"; "killed or captured" is neither."""
    table = text.table
    if table.lemma[trigger] not in _KILLING:
        return None
    for child in table.children[trigger]:
        alone = not any(
            table.dep[x] in ("dobj", "nsubj", "nsubjpass") for x in table.children[child]
        )
        if table.dep[child] != "conj" or table.lower[child - 1] not in ("or", "and") or not alone:
            continue
        if table.lemma[child] in _KILLING:
            return "killed_or_wounded"
        if table.lemma[child] in ("capture", "take", "detain"):
            return "captured"
    return None


def cumulative(text: Text, match: Match) -> bool | None:
    """Say whether the words count from a beginning: "in total", "so far", "since"."""
    table = text.table
    begin, end = table.sents[table.sent[match.trigger]]
    words = set(table.lower[begin:end])
    if words & {"total", "overall", "altogether", "since"} or {"so", "far"} <= words:
        return True
    return None


def period(text: Text, match: Match, part: Parts, time: TimeSpan | None) -> float | None:
    """Return the days in which those counted were: "a day", "over the past week"."""
    table = text.table
    _begin, end = table.sents[table.sent[match.trigger]]
    for token in range(match.trigger, end):
        before = table.lower[token - 1] if token else ""
        if table.lower[token] in ("day", "daily") and (
            table.lower[token] == "daily" or before in ("a", "every", "per", "each")
        ):
            return 1.0
    if not part.times or time is None or time.start is None or time.end is None:
        return None
    said = (part.times[0][0].span.text or "").lower()
    if time.precision != "interval" or time.first_day is None or time.last_day is None:
        return 7.0 if time.precision == "week" and "week" in said else None
    days = (time.last_day - time.first_day).days
    counted_from = any(c in said for c in ("past", "last", "within", "in ", "over"))
    return float(days) if counted_from else float(days + 1)
