"""Which times, numbers, places and conditions belong to which claim: by the tree of the sentence."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from fogline.claims.english import conditions, discussed, sharing, whereabouts
from fogline.claims.english.counted import HARMED
from fogline.claims.english.matching import Match
from fogline.claims.english.numbers import Number
from fogline.claims.english.text import PlaceSpan, Text
from fogline.claims.english.times import TimeWord
from fogline.model.claim import Condition, PlaceRole, Purpose

_MAX_UP = 16
_STOPS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "pcomp", "csubj"})


@dataclass(slots=True)
class Parts:
    """What belongs to one match."""

    times: list[tuple[TimeWord, int]] = field(default_factory=list)
    """With the first token of each."""
    numbers: list[Number] = field(default_factory=list)
    places: list[tuple[PlaceSpan, PlaceRole]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    purpose: Purpose | None = None
    shared: set[tuple[int, PlaceRole]] = field(default_factory=set)
    """Places that the first of two predicates lends to the second."""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """Token ranges that the quote should hold."""


def owners(matches: list[Match]) -> dict[int, int]:
    """Return token -> index of the match it belongs to; triggers before the words over them."""
    result = {match.trigger: n for n, match in enumerate(matches)}
    for n, match in enumerate(matches):
        for token in match.core:
            result.setdefault(token, n)
    for n, match in enumerate(matches):
        if match.carrier is not None:
            result.setdefault(match.carrier, n)
    return result


def owner(text: Text, token: int, owned: dict[int, int]) -> int | None:
    """Climb from a token to the claim whose clause it stands in, None at a foreign clause."""
    table = text.table
    for _ in range(_MAX_UP):
        if token in owned:
            return owned[token]
        tag = table.tag[token]
        if table.dep[token] == "relcl" and table.lemma[token] != "include":
            return None
        if (
            tag[:1] == "V"
            and table.dep[token] in _STOPS
            and (table.lemma[token] not in ("include", "be"))
        ):
            return None
        if (
            table.dep[token] == "conj"
            and tag[:1] == "V"
            and any(table.dep[c] in ("nsubj", "nsubjpass") for c in table.children[token])
        ):
            return None
        head = table.head[token]
        if head == token:
            return None
        token = head
    return None


def root(text: Text, start: int, end: int) -> int:
    """Return the token of a range whose head lies outside it."""
    head = text.table.head
    for token in range(start, end):
        if not start <= head[token] < end or head[token] == token:
            return token
    return start


def tokens(text: Text, start: int, end: int) -> tuple[int, int]:
    """Return the half-open token range over code points."""
    table = text.table
    return bisect_right(table.end, start), bisect_left(table.idx, end)


def attach(
    text: Text,
    matches: list[Match],
    times: list[TimeWord],
    numbers: list[Number],
) -> list[Parts]:
    """Give each match its parts."""
    parts = [Parts() for _ in matches]
    owned = owners(matches)
    _times(text, matches, times, owned, parts)
    described = {
        text.table.head[m.scope.top]: n for n, m in enumerate(matches) if _describes(text, m)
    }
    for number in numbers:
        at = _number_owner(text, number, owned, described)
        if at is not None:
            parts[at].numbers.append(number)
    spans = whereabouts.spans(text, _objects(text, matches))
    _places(text, matches, times, spans, owned, parts)
    for n, match in enumerate(matches):
        parts[n].places.sort(key=lambda p: discussed.crosses(text, p[0]))
        conditions.read(text, match, parts[n])
    sharing.share(text, matches, parts)
    sharing.from_cause(matches, parts)
    sharing.fronted(text, matches, parts)
    for match, part in zip(matches, parts, strict=True):
        meant = None if part.places else discussed.place(text, match, spans)
        if meant is not None:
            part.places = [(meant, match.object_place)]
            part.shared = {(meant.start, match.object_place)}
    sharing.same_ground(text, matches, parts)
    return parts


def _describes(text: Text, match: Match) -> bool:
    """Say whether a claim is a clause on the noun that it is about: "three men who were taken"."""
    table, top = text.table, match.scope.top
    return table.dep[top] in ("relcl", "acl") and table.tag[table.head[top]][:1] in ("N", "C")


def _number_owner(
    text: Text, number: Number, owned: dict[int, int], described: dict[int, int]
) -> int | None:
    table = text.table
    start = number.counted if number.counted is not None else number.start
    while table.dep[start] == "conj" and table.lower[start] in HARMED and table.head[start] < start:
        start = table.head[start]
    if table.dep[start] == "pcomp" and table.lower[table.head[start]] in ("with", "including"):
        # "Rose to 14, with 43 injured": the parser makes a clause of what is counted.
        start = table.head[start]
    at = owner(text, start, owned)
    if at is None:
        at = owner(text, root(text, number.start, number.end), owned)
    return at if at is not None else described.get(start)


def _places(  # noqa: PLR0913, PLR0917 - one value each
    text: Text,
    matches: list[Match],
    times: list[TimeWord],
    spans: list[PlaceSpan],
    owned: dict[int, int],
    parts: list[Parts],
) -> None:
    speaking = {t for a in text.voices.attributions if a.source for t in range(*a.source)}
    dated = {t for word in times for t in range(*tokens(text, word.start, word.end))}
    for span in spans:
        if span.start in dated:
            # "May" and "March" are villages, too.
            continue
        top = root(text, span.start, span.end)
        if (
            top in speaking
            or _of_a_name(text, top)
            or _apposed(text, top)
            or _only_describes(text, top, owned)
        ):
            continue
        at = owner(text, top, owned)
        if at is not None and not _names_party(text, span, matches[at]):
            parts[at].places.append((span, role(text, span, matches[at])))


def _of_a_name(text: Text, top: int) -> bool:
    """Say whether a place only names a force, a weapon or a treaty: "Magura drones"."""
    table = text.table
    classes = text.classes(table.head[top])
    if table.dep[top] != "compound" or "ground" in classes:
        return False
    named = {"force", "equipment"} & classes and table.lemma[table.head[top]] != "garrison"
    return bool(named or {"ceasefire_word", "talk"} & classes)


def _only_describes(text: Text, top: int, owned: dict[int, int]) -> bool:
    """Say whether a place only says which thing: "drones launched from Sadove"."""
    table = text.table
    for _ in range(4):
        if top in owned or table.head[top] == top:
            return False
        if table.dep[top] == "acl" and table.tag[top] == "VBN":
            return table.lemma[top] in _SENT
        top = table.head[top]
    return False


_SENT = frozenset({"launch", "fire", "deploy", "send", "station", "base"})


def _apposed(text: Text, top: int) -> bool:
    """Say whether a place only explains another: "Sadove, the capital of the north"."""
    table = text.table
    for _ in range(4):
        above = table.head[top]
        if table.dep[top] == "appos":
            # "The hamlet, Sadove" has its name only there.
            return above in text.place_at and bool(text.places[text.place_at[above]].words.names)
        if above == top or table.dep[top] not in ("pobj", "prep", "compound", "nmod"):
            return False
        top = above
    return False


def _times(
    text: Text,
    matches: list[Match],
    times: list[TimeWord],
    owned: dict[int, int],
    parts: list[Parts],
) -> None:
    head = text.table.head
    for word in times:
        first, last = tokens(text, word.start, word.end)
        at = _time_owner(text, first, last, owned)
        if at is None or first >= last:
            continue
        carrier = matches[at].carrier
        if (
            first < matches[at].trigger
            and carrier is not None
            and carrier in (head[root(text, first, last)], head[head[root(text, first, last)]])
        ):
            # "said on Friday an attack": the day of the verb of saying.
            continue
        parts[at].times.append((word, first))
        parts[at].ranges.append((first, last))


def _objects(text: Text, matches: list[Match]) -> dict[int, str]:
    """Return what the claims do something to, with the action."""
    objects = {m.object: m.action for m in matches if m.object is not None}
    for match in matches:
        if match.target is not None:
            objects.setdefault(match.target, match.action)
    for match in matches:
        subject = text.table.child(match.scope.top, "nsubj", "nsubjpass")
        if subject is not None and "force" not in text.classes(subject):
            # "The town fell", "the station came under fire".
            objects.setdefault(subject, match.action)
    return objects


def _time_owner(text: Text, first: int, last: int, owned: dict[int, int]) -> int | None:
    if first >= last:
        return None
    top = root(text, first, last)
    table = text.table
    if top in text.cues or (table.head[top] in text.cues and table.head[top] not in owned):
        return None
    if table.dep[top] == "poss" and table.head[top] not in owned:
        return None  # "the toll from Saturday's strike": the day is the strike's
    if table.lower[first] == "for" and "supply" in text.classes(table.head[first]):
        return None  # "food for 54 days"
    at = top
    for _ in range(4):
        # "a boy born in 2012": the year belongs to the birth.
        if table.dep[at] == "acl" and at not in owned and table.lemma[at] not in _SENT:
            return None
        at = table.head[at]
    return owner(text, top, owned)


def _names_party(text: Text, span: PlaceSpan, match: Match) -> bool:
    """Say whether the words name who acts rather than where."""
    if span.words.relation is not None:
        return False
    head = root(text, span.start, span.end)
    if head in (match.actor, match.opposite_of):
        return True
    entity = text.entity_at.get(head)
    if entity is None:
        return False
    if entity.kind in ("adjective", "people", "actor", "source"):
        return True
    # A side's own name is a place only behind a preposition or as what is taken.
    return text.table.dep[head] not in ("pobj", "dobj", "conj", "nsubjpass")


_FROM = frozenset({"from", "out", "off"})
_TO = frozenset({"to", "into", "towards", "toward", "onto"})
_VIA = frozenset({"via", "through", "across", "along", "over"})


def role(text: Text, span: PlaceSpan, match: Match) -> PlaceRole:  # noqa: PLR0911 - a list of cases, each with its answer
    """Return at, from, to or via, from the preposition or the verb's object."""
    table = text.table
    head = root(text, span.start, span.end)
    for _ in range(4):
        if (
            table.dep[head] in ("conj", "appos", "compound", "nmod", "poss")
            and head != match.object
        ):
            head = table.head[head]
        else:
            break
    if head == match.object and table.dep[head] != "pobj":
        return match.object_place
    relation = span.words.relation
    if (
        match.action == "withdraw"
        and match.object_place == "from"
        and match.object is not None
        and (text.table.left[match.object] <= span.start <= text.table.right[match.object])
    ):
        return "from"
    if relation in ("towards", "up_to"):
        return "to"
    word = (
        table.lower[head]
        if table.dep[head] == "prep"
        else (table.lower[table.head[head]] if table.dep[head] in ("pobj", "pcomp") else "")
    )
    if relation is not None and word not in _FROM | _TO:
        word = table.lower[span.start - 1] if span.start else word
    if word in _FROM and (match.motion or match.action in ("withdraw", "displace", "move")):
        return "from"
    if word in _TO and match.action not in ("strike", "attack", "control", "defend", "casualties"):
        return "to"
    if word in _VIA and match.motion and relation is None:
        return "via"
    return "at"
