"""The questions that a report's place words ask: each name once, with what is said beside it."""

import re
from collections.abc import Sequence

from fogline.model.placement import PlaceWords
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import Row
from fogline.places.gazetteer.tables import DEMONYM, MAIN, OTHER
from fogline.places.index import Index
from fogline.places.ranking import Context, Question, inside

_BESIDE = {", ", " (", ",", " in ", ", in "}
_LARGE = 50_000  # inhabitants
_SITED = {"airport", "port", "bridge", "dam", "station", "plant"}
"""Kinds that bear the name of their town: "the airport of Sadove"."""
ENDS_SENTENCE = re.compile(r"[.!?;]\s")
_NEXT = 2  # names on each side that count as beside
_WIDE = {"region", "country", "district"}

Key = tuple[str, str | None, bool, str | None]
Keys = tuple[Key | None, ...]
"""Of a place word's names; None for one that names nothing, as in "between the town and Sadove"."""


def _key(words: PlaceWords, n: int, holds: bool, at: str | None) -> Key:  # noqa: FBT001 - it is part of the key
    """Return the name's key, its kind hint, whether the name before it lies in it, and at what it lies."""
    return name_key(words.names[n]), words.kind_hint, holds, at


def questions_of(
    text: str, words: Sequence[PlaceWords], index: Index
) -> tuple[dict[Key, Question], list[Keys]]:
    """Return the names to be resolved, each once, and the keys of each place word's names."""
    containers, holders = _containers(text, words, index)
    told = _told_apart(text, words, index)
    questions: dict[Key, Question] = {}
    keys: list[Keys] = []
    for at, word in enumerate(words):
        own = tuple(
            None
            if bare_noun(name, index) is not None
            else _key(word, n, (at, n) in holders, told.get((at, n)))
            for n, name in enumerate(word.names)
        )
        keys.append(own if len(own) > 1 or own[0] is not None else ())
        for n, key in enumerate(own):
            if key is None:
                continue
            if key not in questions:
                rows = _rows(word.names[n], key[0], index, word.kind_hint)
                questions[key] = Question(key[0], rows, word.kind_hint)
            question = questions[key]
            question.container = question.container or containers.get((at, n))
            question.holds = question.holds or holders.get((at, n))
            question.heads |= {key[3]} if key[3] else set()
    _note_neighbours(questions, keys)
    _note_headings(text, words, questions, keys)
    _share_containers(questions)
    return questions, keys


def _note_neighbours(questions: dict[Key, Question], keys: list[Keys]) -> None:
    """Note which names stand next to each other: two before, two behind."""
    line = [key for own in keys for key in own if key is not None]
    for at, key in enumerate(line):
        near = {other[0] for other in line[max(0, at - _NEXT) : at + _NEXT + 1]}
        questions[key].beside |= near - {key[0]}


def _note_headings(
    text: str, words: Sequence[PlaceWords], questions: dict[Key, Question], keys: list[Keys]
) -> None:
    """Note the direction that heads a list: "Sadove direction: attacks near A, B and C"."""
    head: tuple[str, int, bool] | None = None
    for word, own in zip(words, keys, strict=True):
        if head is not None:
            gap = text[head[1] : word.start]
            if "\n" in gap or (not head[2] and ENDS_SENTENCE.search(gap)):
                head = None
        if (
            word.relation == "around"
            and word.end > word.name_spans[-1][1]  # "the Sadove direction", not "around Sadove"
            and own
            and own[0]
        ):
            head = (own[0][0], word.end, text[word.end : word.end + 1] in {":", ","})
        elif head is not None:
            for key in filter(None, own):
                questions[key].heads |= {head[0]} - {key[0]}


def _share_containers(questions: dict[Key, Question]) -> None:
    """Let "the city of Paris" lie where "Paris, Texas" said."""
    said = {k[0]: q.container for k, q in questions.items() if q.container is not None}
    for key, question in questions.items():
        question.container = question.container or said.get(key[0])


def is_anaphor(word: PlaceWords, index: Index) -> bool:
    """Whether the words name nothing: "the city", "its", or no word at all."""
    return bare_noun(word.names[0], index) is not None


def bare_noun(name: str, index: Index) -> str | None:
    """Return the noun of "the city", "" for pronouns and for what is left unsaid, else None."""
    words, parts = index.words, name.lower().split()
    if not parts or (len(parts) == 1 and parts[0] in words.own | words.pronouns):
        return ""
    if parts[0] not in words.determiners or len(parts) > 3:
        return None
    kind = words.definite_kind(parts[-1])
    if parts[1:2] and parts[1] in words.regional and parts[-1] in words.centre:
        return "city"  # "the regional centre"
    # "the City" of a post, where a theatre says which
    large = bool(index.theatre) and parts[0] == "the" and len(parts) == 2 and kind == "settlement"
    if kind is None or not (large or name.rsplit(maxsplit=1)[-1][0].islower()):
        return None
    return "city" if parts[1] in words.regional else parts[-1]


def _rows(name: str, key: str, index: Index, hint: str | None) -> tuple[Row, ...]:
    bare = key.removeprefix("the ").removesuffix("'s")
    if hint in {"river", "lake"}:  # "the Kamin reservoir", "the Kamin": a town bears the name too
        nouns = index.words.kinds.get(hint, ())  # type: ignore[call-overload]
        full = next((found for n in nouns if (found := index.named(f"{bare} {n}"))), ())
        if full:
            return tuple(full)
    if hint is not None and hint in _SITED:
        nouns = sorted(index.words.definite.get(hint, ()))  # type: ignore[call-overload]
        full = next((found for n in nouns if (found := index.named(f"{bare} {n}"))), ())
        if full:
            return tuple(full)
    exact = _without_regions(index.named(key) or index.named(bare))
    if exact and not _elsewhere(exact, index):
        return exact
    known = {row.id for row in exact}
    return exact + tuple(row for row in index.like(name) if row.id not in known)


def _without_regions(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave out regions and districts named after a large town in them, which is what is meant.

    "Mykolaiv" is the city unless "region" stands beside it, and then it is another name.
    """
    towns = {(r.country, r.admin) for r in rows if r.kind == "settlement" and _large(r)}
    if any(r.kind in {"area", "lake", "river"} and r.role == MAIN for r in rows):
        # "the Red Sea" is the sea, not the state that is named after it.
        towns |= {(r.country, r.admin) for r in rows if r.theatre}
    return tuple(
        r
        for r in rows
        if not (
            r.kind in {"region", "district"} and r.role == OTHER and (r.country, r.admin) in towns
        )
    )


def _large(row: Row) -> bool:
    return row.theatre or row.population >= _LARGE


def _elsewhere(rows: tuple[Row, ...], index: Index) -> bool:
    """Whether all places of a name are small and far from the theatre.

    Then one of the theatre's, spelled alike, may be meant as well: "Makarov" for Makariv.
    """
    theatre = index.theatre
    if theatre is None:
        return False
    return all(
        row.kind == "settlement"
        and not row.theatre
        and row.country != theatre.home
        and row.population < _LARGE
        for row in rows
    )


def _told_apart(text: str, words: Sequence[PlaceWords], index: Index) -> dict["_Spot", str]:
    """Return the names by which homonyms are told apart: "Sadove at Orlivka", "Sadove near Kamin".

    If a report's first mention is told apart, its bare ones mean the same.
    """
    found: dict[_Spot, str] = {}
    first: dict[str, str | None] = {}
    for at, word in enumerate(words):
        for n, name in enumerate(word.names):
            key = name_key(name)
            other = _told_by(text, word, words[at + 1], index) if at + 1 < len(words) else None
            other = other if n == len(word.names) - 1 and len(index.named(key)) > 1 else None
            other = other or first.get(key)
            first.setdefault(key, other)
            if other is not None and other != key:
                found[at, n] = other
    return found


def _told_by(text: str, one: PlaceWords, two: PlaceWords, index: Index) -> str | None:
    """Return the key of a settlement right behind a name that says at which town it lies."""
    gap, key = text[one.end : two.start], name_key(two.names[0])
    near = (gap == " " and two.relation in {"near", "around"}) or (
        gap in {" at ", " by "} and two.relation is None
    )
    rows = index.named(key) if near and one.end == one.name_spans[-1][1] else ()
    return key if rows and rows[0].kind in {"settlement", "river"} else None


_Spot = tuple[int, int]
"""Which place word, and which of its names."""


def _containers(
    text: str, words: Sequence[PlaceWords], index: Index
) -> tuple[dict[_Spot, Row], dict[_Spot, Row]]:
    """Return what names lie in, and the names that say so: "Paris" and "Texas" in "Paris, Texas"."""
    contained: dict[_Spot, Row] = {}
    holders: dict[_Spot, Row] = {}
    for at in range(len(words) - 1):
        one, two = words[at], words[at + 1]
        end, start = one.name_spans[-1][1], two.name_spans[0][0]
        if not 0 < start - end <= 5 or text[end:start] not in _BESIDE:
            continue
        inner = index.named(name_key(one.names[-1]))
        if not inner or inner[0].kind == "country" or inner[0].role == DEMONYM:
            continue
        wide = [
            row
            for row in index.named(name_key(two.names[0]))
            if row.kind in _WIDE and row.role != DEMONYM
        ]
        best = next((c for c in wide if any(inside(r, c) for r in inner)), None)
        if best is not None:
            contained[at, len(one.names) - 1] = best
            holders[at + 1, 0] = best
    return contained, holders


def context_of(questions: dict[Key, Question], index: Index) -> Context:
    """Return what the report says about countries and regions, and where its theatre is."""
    countries: set[str] = set()
    regions: set[tuple[str, str]] = set()
    for question in questions.values():
        for row in (*question.rows[:1], *filter(None, [question.container])):
            if row.kind == "country" and row.country:
                countries.add(row.country)
            if row.kind == "region" and row.country and row.admin:
                regions.add((row.country, row.admin))
    theatre = index.theatre
    return Context(
        frozenset(countries), frozenset(regions),
        frozenset(theatre.countries) if theatre else frozenset(),
        theatre.centre if theatre else None,
    )  # fmt: skip
