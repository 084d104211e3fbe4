"""Places as claims name them: "the hospital in Sadove", "the runway", "its western workshops".

Place words name what a gazetteer may know; a claim's place is the whole phrase that says where,
also one whose words are common nouns. Such a phrase without a name in it stays unresolved.
"""

from fogline.claims.english import joining, unknown
from fogline.claims.english.text import PlaceSpan, Text
from fogline.model.placement import PlaceRelation, PlaceWords

_JOINING = frozenset({"of", "in", "at", "over", "through", "near", "by", "between", "on"})
_CROSSING = frozenset({"over", "through", "between"})
_WAY = frozenset({"to", "from", "into", "towards", "via"})
_LOCATIVE = frozenset({"in", "inside", "at", "on", "from", "into", "near", "around", "behind", "to",
                       "outside", "towards", "toward", "onto", "over", "across", "along", "through",
                       "of", "above", "under", "beyond", "within", "off", "beside", "throughout"})  # fmt: skip
_RELATION: dict[str, PlaceRelation] = {
    "near": "near", "beside": "near", "outside": "near", "around": "around", "along": "along",
    "across": "across", "towards": "towards", "toward": "towards", "between": "between",
}  # fmt: skip
_KEPT = frozenset({"under", "beyond", "behind"})
_PARTS: dict[str, PlaceRelation] = {
    "northern": "north_part", "southern": "south_part", "eastern": "east_part",
    "western": "west_part", "central": "centre", "north-eastern": "north_east_part",
    "northeastern": "north_east_part", "north-western": "north_west_part",
    "northwestern": "north_west_part", "south-eastern": "south_east_part",
    "southeastern": "south_east_part", "south-western": "south_west_part",
    "southwestern": "south_west_part",
}  # fmt: skip
_BANKS: dict[str, PlaceRelation] = {
    "left": "left_bank", "right": "right_bank", "eastern": "east_bank", "western": "west_bank",
    "east": "east_bank", "west": "west_bank", "northern": "north_bank", "southern": "south_bank",
}  # fmt: skip
_DEFINITE = frozenset(
    {"the", "its", "their", "his", "her", "our", "this", "that", "these", "those"}
)
_OBJECTS = frozenset({"dobj", "nsubjpass", "nsubj", "attr"})
_ALSO_WHERE = frozenset({"capture", "control", "strike", "attack", "defend", "withdraw", "encircle",
                         "destroy", "fortify", "advance", "halt", "supply", "other", "move"})  # fmt: skip
"""Actions whose object, if it is ground or stands on it, says where."""
_REACH = 12


def spans(text: Text, objects: dict[int, str]) -> list[PlaceSpan]:
    """Return the places of a text, widened to their phrases, with those that only nouns name.

    `objects` are the objects of claims with their actions: what is taken or hit says where.
    """
    found: list[PlaceSpan] = []
    covered: set[int] = set()
    for span in text.places:
        if span.start in covered or _dateline(text, span):
            continue
        wide = _widened(text, _gained(text, span))
        found.append(wide)
        covered.update(range(wide.start, wide.end))
    for token in range(text.table.n):
        if token in covered:
            continue
        ground = "ground" in text.classes(token)
        bare = _bare(text, token, objects) if ground else unknown.span(text, token, objects)
        if bare is not None and covered.isdisjoint(range(bare.start, bare.end)):
            found.append(bare)
            covered.update(range(bare.start, bare.end))
    found.sort(key=lambda s: (s.start, -s.end))
    return joining.joined(text, found)


_POINTS = ("north", "south", "east", "west")
_ADVANCING = frozenset({"advance", "push", "move", "progress", "gain", "retreat", "crawl", "drive"})


def _gained(text: Text, span: PlaceSpan) -> PlaceSpan:
    """Leave out of "advanced 2 km west of Sadove" how far: it is the ground gained."""
    table, words = text.table, span.words
    if words.distance_km is None or not table.text[span.start][:1].isdigit():
        return span
    point = next(
        (t for t in range(span.start, span.end) if table.lower[t].startswith(_POINTS)), None
    )
    head, verbs = span.start, set[str]()
    for _ in range(4):
        head = table.head[head]
        verbs.add(table.lemma[head])
    if point is None or table.lower[point + 1] != "of" or not verbs & _ADVANCING:
        return span
    relation = f"{table.lower[point].replace('-', '_')}_of"
    if relation not in _OF:
        return span
    cut = words.but(
        text=table.span(point, span.end),
        start=table.idx[point],
        relation=relation,
        distance_km=None,
    )
    return PlaceSpan(point, span.end, cut)


_OF = frozenset({"north_of", "south_of", "east_of", "west_of", "north_east_of", "north_west_of",
                 "south_east_of", "south_west_of"})  # fmt: skip


def _dateline(text: Text, span: PlaceSpan) -> bool:
    table = text.table
    if table.sents[table.sent[span.start]][0] < span.start - 2:
        return False
    return table.span(span.start, span.end).isupper() and any(
        table.text[t] in {"—", "–", "--", "-", "("}
        for t in range(span.end, min(span.end + 8, table.n))
    )


def _widened(text: Text, span: PlaceSpan) -> PlaceSpan:
    """Widen a name to the noun phrase of the ground it is the name of."""
    table = text.table
    head = _top(text, span)
    start, end = span.start, span.end
    for _ in range(3):
        above = table.head[head]
        if above == head:
            break
        if table.dep[head] == "pobj" and (noun := _joined(text, above, span)) is not None:
            head = noun
        elif table.dep[head] in ("poss", "compound", "nmod", "amod") and _ground(text, above):
            head = above
        else:
            break
        start, end = min(start, _start(text, head)), max(end, head + 1)
        if span.end <= head:
            end = _tail(text, head, end)
    start = _participle(text, start)
    if (start, end) == (span.start, span.end) and table.lower[start - 1] not in _KEPT:
        return span
    prefix = _prefix(text, start) if span.words.relation is None else None
    if prefix is not None and start > span.start - _REACH:
        start -= 1
    words = span.words
    return PlaceSpan(
        start,
        end,
        PlaceWords(
            text=table.span(start, end), start=table.idx[start], end=table.end[end - 1],
            names=words.names, name_spans=words.name_spans, kind_hint=words.kind_hint,
            relation=_RELATION.get(prefix) if prefix else _kept(words, start, span),
        ),
    )  # fmt: skip


def _kept(words: PlaceWords, start: int, span: PlaceSpan) -> PlaceRelation | None:
    """Drop the relation of "the hospital near Sadove", keep that of "occupied eastern Sadove"."""
    return words.relation if start >= span.start - 1 else None


def _prefix(text: Text, start: int) -> str | None:
    """Return the preposition before a phrase that makes a relation or belongs to it."""
    lower = text.table.lower[start - 1] if start else ""
    return lower if lower in _RELATION or lower in _KEPT else None


def _top(text: Text, span: PlaceSpan) -> int:
    head = text.table.head
    for token in range(span.end - 1, span.start - 1, -1):
        if not span.start <= head[token] < span.end or head[token] == token:
            return token
    return span.end - 1


def _joined(text: Text, preposition: int, span: PlaceSpan) -> int | None:
    """Return the noun for ground that a preposition joins a name to: "the hospital in Sadove".

    "A shop in Sadove" and "the bridges in Sadove" are in Sadove: that is where.
    """
    table = text.table
    noun, lower = table.head[preposition], table.lower[preposition]
    if preposition and _ground(text, preposition - 1) and table.head[preposition - 1] == noun:
        # The tree hangs "at Sadove" of "attacked the airport at Sadove" on the verb.
        noun = preposition - 1
    if noun >= preposition or preposition - noun > 2 or not _ground(text, noun):
        return None
    if lower not in _JOINING and not (lower in _WAY and "road" in text.classes(noun)):
        return None
    if lower == "of":
        return None if span.words.relation is not None else noun
    start = _start(text, noun)
    one = table.tag[noun] in ("NN", "NNP")
    definite = table.lower[start] in _DEFINITE or table.tag[start] in ("PRP$", "NNP")
    return noun if one and (definite or lower in _CROSSING) else None


def _ground(text: Text, noun: int) -> bool:
    if text.table.tag[noun][:1] != "N":
        return False
    # "The steel works" are ground, "work" is none.
    as_written = text.lexis.classes.get(text.table.lower[noun], frozenset())
    return "ground" in text.classes(noun) or "ground" in as_written


def _start(text: Text, head: int) -> int:
    """Return where the noun phrase of a head begins, without what stands before its article."""
    table = text.table
    start = head
    for child in table.children[head]:
        if child < head and table.dep[child] in _LEFT and head - table.left[child] < _REACH:
            start = min(start, table.left[child])
    while start < head and table.pos[start] in ("PUNCT", "SPACE"):
        start += 1
    return start


_LEFT = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod", "quantmod"})


def _tail(text: Text, head: int, end: int) -> int:
    """Take in "in Sadove region" behind the head."""
    table = text.table
    for child in table.children[head]:
        if child == end and table.lower[child] in _JOINING:
            inner = table.child(child, "pobj")
            at = None if inner is None else text.place_at.get(inner)
            if at is not None:
                end = max(end, text.places[at].end)
    return end


def _participle(text: Text, start: int) -> int:
    """Take in "occupied Sadove"."""
    table = text.table
    before = start - 1
    if before >= 0 and table.tag[before] == "VBN" and table.dep[before] == "amod":
        return before
    return start


def _bare(text: Text, token: int, objects: dict[int, str]) -> PlaceSpan | None:
    """Return the phrase of a noun for ground where it says where something is so."""
    table = text.table
    if table.tag[token][:1] != "N" or table.dep[token] in ("compound", "poss", "nmod", "amod"):
        return None
    outer = _measured(text, token)
    start, end = _start(text, outer), _end(text, token)
    named = table.tag[token] == "NNP" and table.text[token][:1].isupper()
    inner = _start(text, token)
    if not (named or table.lower[inner] in _DEFINITE or table.tag[inner] in ("PRP$", "NNP")):
        return None
    first = _first(text, outer)
    preposition = table.head[first] if table.dep[first] == "pobj" else None
    where = preposition is not None and table.lower[preposition] in _LOCATIVE
    if not where and objects.get(first, objects.get(token)) not in _ALSO_WHERE:
        return None
    relation = _part(text, start, token)
    if preposition is not None and preposition == start - 1 and relation is None:
        lower = table.lower[preposition]
        relation = _RELATION.get(lower)
        if outer != token and table.lower[outer] == "direction":
            relation = "towards" if lower == "in" else "around"
        elif relation is not None or lower in _KEPT:
            start = preposition
    words = PlaceWords(
        text=table.span(start, end), start=table.idx[start], end=table.end[end - 1],
        names=(), name_spans=(), relation=relation,
    )  # fmt: skip
    return PlaceSpan(start, end, words)


def _first(text: Text, token: int) -> int:
    """Return the first of the nouns that a noun is coordinated with."""
    table = text.table
    for _ in range(4):
        if table.dep[token] != "conj" or table.tag[table.head[token]][:1] != "N":
            break
        token = table.head[token]
    return token


def _measured(text: Text, token: int) -> int:
    """Climb from "the workshops" to "most of the workshops"."""
    table = text.table
    of = table.head[token]
    if table.dep[token] != "pobj" or table.lower[of] != "of":
        return token
    noun = table.head[of]
    light = "place_word" in text.classes(noun) or table.lemma[noun] in ("side", "part")
    return noun if light and noun == of - 1 else token


def _end(text: Text, token: int) -> int:
    table = text.table
    end = token + 1
    for child in table.children[token]:
        if child == end and table.lower[child] in ("of", "itself"):
            inner = table.child(child, "pobj")
            if inner is None:
                end += table.lower[child] == "itself"
            elif inner in text.place_at or _ground(text, inner) or table.tag[inner] == "NNP":
                end = max(end, inner + 1)
    return end


def _part(text: Text, start: int, token: int) -> PlaceRelation | None:
    lemma = text.table.lemma[token]
    for word in text.table.lower[start:token]:
        if lemma == "bank" and word in _BANKS:
            return _BANKS[word]
        if word in _PARTS:
            return _PARTS[word]
    return "outskirts" if lemma in ("outskirt", "outskirts") else None
