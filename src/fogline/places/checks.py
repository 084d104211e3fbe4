"""Whether a gazetteer's name is a place where it stands, and what larger name it is part of."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.read import Row
from fogline.places.gazetteer.tables import DATA, DEMONYM, MAIN, OTHER
from fogline.places.index import Index
from fogline.places.ranking import transliterated
from fogline.places.text import Columns

_SURE = {"country", "region", "area", "district"}
_NAMED = {"PROPN", "NOUN", "ADJ", "X", "ADV"}
_PLACED = {"GPE", "LOC"}
_SMALL = 50_000  # inhabitants
_ALIKE = 50.0  # of a spelling and the main name; "Force" for Sila is a translation


@dataclass(slots=True)
class Name:
    """A place name at tokens start to end (exclusive), or words like "the city"."""

    start: int
    end: int
    key: str
    rows: tuple[Row, ...] = ()
    kind_hint: str | None = None
    anaphor: bool = False
    demonym: bool = False
    inside: bool = False
    """Inside a larger name: an organisation, a unit, a government that speaks."""


def holds(name: Name, table: Columns, index: Index) -> bool:
    """Whether a gazetteer name is a place here, and note what larger name it is inside of."""
    if name.anaphor or not name.rows:
        return True
    if not _word_class_fits(name, table, index) or _dated(name, table):
        return False
    if _far_off(name, table, index):
        return False
    if _person(name, table, index):
        return False
    name.inside = _organisation(name, table, index) or _voice(name, table, index)
    return True


def _dated(name: Name, table: Columns) -> bool:
    """Whether all its words are a date: "October 6" is also a town's name."""
    return all(table.ent[i] == "DATE" for i in range(name.start, name.end))


def _far_off(name: Name, table: Columns, index: Index) -> bool:
    """Whether a theatre's report names a small place far off, or one by a strange spelling.

    Only where a place must stand is it one: "in Media", but not "Media" at the head of a sentence.
    """
    first, theatre = name.rows[0], index.theatre
    if theatre is None or first.theatre or name.demonym:
        return False
    small = first.population < _SMALL and first.kind == "settlement"
    far = small and first.country not in theatre.countries
    strange = first.role == OTHER and fuzz.ratio(name.key, name_key(first.name)) < _ALIKE
    before = name.start - 1 - (table.low(name.start - 1) == "the")
    sited = before < name.start - 1 and table.low(name.end) in index.words.sites
    placed = table.low(before) in index.words.beside and (sited or before == name.start - 1)
    if name.end > name.start + 1:  # "the Port City", a by-name of a town overseas
        return strange and first.country not in theatre.countries and not placed
    return (far or strange) and not placed


def _known(name: Name) -> bool:
    first = name.rows[0]
    return first.theatre or first.kind in _SURE or first.population > 100_000


def _of_the_theatre(name: Name, index: Index) -> bool:
    first, theatre = name.rows[0], index.theatre
    own = theatre is not None and first.country == theatre.home
    return first.theatre or (own and (first.role == MAIN or transliterated(name.key, first)))


def _word_class_fits(name: Name, table: Columns, index: Index) -> bool:  # noqa: PLR0911 - one return a kind of phrase
    """Whether the tagger allows a name here: words that open a sentence are often none."""
    if name.end - name.start > 1 or name.demonym:
        return True
    if index.words.direction(name.key) or name.key in index.words.central:
        return name.rows[0].theatre
    pos, text = table.pos[name.start], table.text[name.start]
    common = text.lower() in common_words()
    if common and (not _known(name) or name.rows[0].role == OTHER):
        return pos == "PROPN" and _stands_as_place(name, table, index)
    if not common and _of_the_theatre(name, index) and len(text) > 4 and table.upper[name.start]:
        return True  # the tagger does not know the theatre's names: "to Rabak" is no verb
    if pos == "PROPN":
        if table.ent[name.start] in {"DATE", "TIME", "MONEY", "ORDINAL", "CARDINAL"}:
            return False
        return len(text) > 2 or name.rows[0].kind in _SURE
    return _known(name) and pos in _NAMED and len(text) > 3


def _stands_as_place(name: Name, table: Columns, index: Index) -> bool:
    """Whether grammar and tagger agree that an English word is a name of a place here."""
    before = name.start - 1
    if table.sent[name.start] or before < 0:
        return False
    touches = table.upper[before] or (name.end < table.n and table.upper[name.end])
    if touches or table.dash[before]:
        return False
    placed = table.lower[before] in index.words.locative or table.low(name.end) == ","
    return placed and table.ent[name.start] in _PLACED


def _person(name: Name, table: Columns, index: Index) -> bool:
    """Whether the name is a person's: after a title, beside another of its names, speaking."""
    if name.demonym:
        return False
    titled = name.key in index.words.titles or _titled(name, table, index)
    if titled or _full_name(name, table, index):
        return True
    alone = name.end == name.start + 1
    if not _known(name) and alone and touches(table, name.start, name.end, index):
        return True
    surname = alone and _surname(name, table)
    if _known(name) and not surname:
        return False
    before = table.low(name.start - 1)
    if before in index.words.locative or before in index.words.beside or table.low(name.end) == ",":
        return False
    head = table.head[name.end - 1]
    speaks = table.dep[name.end - 1] == "nsubj" and table.lemma[head] in index.words.says
    return speaks or surname or table.ent[name.start] == "PERSON"


def _titled(name: Name, table: Columns, index: Index) -> bool:
    """Whether a title stands before it; "General" before a theatre's place may be a staff's."""
    before = name.start - 1
    if before < 0 or not table.upper[before]:
        return False
    titled = table.lower[before].rstrip(".") in index.words.titles
    return titled and (not name.rows[0].theatre or table.ent[name.start] == "PERSON")


def _full_name(name: Name, table: Columns, index: Index) -> bool:
    """Whether the tagger's person goes on into the word before or behind."""
    start, end = name.start, name.end
    if table.ent[start] != "PERSON":
        return False
    follows = end < table.n and table.upper[end] and table.text[end].isalpha()
    if follows and table.pos[end] == "PROPN" and table.dep[end - 1] == "compound":
        return table.ent[end] == "PERSON"
    before, words = start - 1, index.words
    if before < 0 or not table.upper[before] or table.pos[before] != "PROPN":
        return False
    low, near = table.lower[before], table.idx[start] - table.end[before] <= 1
    own = words.direction(low) or words.kind(low) or low in words.central
    return near and not own and table.text[before].replace(".", "").isalpha()


def _surname(name: Name, table: Columns) -> bool:
    """Whether the word is part of a person's full name elsewhere in the text."""
    first = name.rows[0]
    if first.theatre or first.kind in _SURE:
        return False
    return table.text[name.start] in table.persons


def _organisation(name: Name, table: Columns, index: Index) -> bool:
    """Whether the name is part of a unit's or organisation's: "Sadove Brigade"."""
    words, end = index.words, name.end
    after = table.low(end)
    if after in words.spoken_for and not table.upper[end] and not name.demonym:
        return True
    if after in words.organisation_after and (table.upper[end] or after in words.units):
        return True
    second = table.low(end + 1)
    if end + 1 < table.n and table.upper[end] and table.upper[end + 1]:
        return second in words.organisation_after and table.ent[name.start] == "ORG"
    return False


def _voice(name: Name, table: Columns, index: Index) -> bool:
    """Whether a capital or country stands for its government: "Kyiv said", "sense for Kyiv"."""
    first = name.rows[0]
    capitals = index.theatre.capitals if index.theatre else {}
    capital = table.span(name.start, name.end) in capitals
    if name.demonym or not (first.kind == "country" or capital):
        return False
    words, last = index.words, name.end - 1
    if _reached(table, last, index) or _holds_before(name, table, index):
        return False
    dep = table.dep[last]
    if dep in {"nsubj", "agent"}:
        return first.kind == "country" or table.lemma[table.head[last]] not in words.place_verbs
    before = table.low(name.start - 1)
    if dep == "poss":
        return not _parted(table, name.end, index)
    return before in words.voice_prepositions or (
        first.kind == "country" and dep in {"dobj", "dative", "appos", "conj", "compound", "nmod"}
        and before not in words.locative
    )  # fmt: skip


def _parted(table: Columns, end: int, index: Index) -> bool:
    """Whether a part of it follows: "Kyiv's outskirts", "Khartoum's northern districts"."""
    words, next_ = index.words, table.low(end + 1)
    sited = words.sites | words.sited
    return next_ in words.outskirts | words.centre | sited or words.direction(next_) is not None


def _reached(table: Columns, last: int, index: Index) -> bool:
    """Whether one moves there: "crossed X and Y", "set out for Y"."""
    head, steps = table.head[last], 0
    while table.dep[last] == "conj" and steps < 3:
        last, steps = head, steps + 1
        head = table.head[last]
    if table.dep[last] == "pobj":
        if table.dep[head] == "conj":
            head = table.head[head]
        head = table.head[head]
    return table.lemma[head] in index.words.motion_verbs and table.dep[last] in {"dobj", "pobj"}


def _holds_before(name: Name, table: Columns, index: Index) -> bool:
    """Whether a comma and a capitalised word stand before: "in Renk, South Sudan"."""
    at = name.start - 1
    if table.low(at) != "," or at < 1 or not table.upper[at - 1]:
        return False
    return bool(index.named(table.key[at - 1]))


def touches(table: Columns, start: int, end: int, index: Index) -> bool:
    """Whether another capitalised word stands right beside, as in persons' full names."""
    words = index.words
    for i in (start - 1, end):
        if not 0 <= i < table.n or table.pos[i] != "PROPN" or not table.upper[i]:
            continue
        gap = table.idx[start] - table.end[i] if i < start else table.idx[i] - table.end[end - 1]
        low = table.lower[i]
        if gap <= 1 and table.text[i].isalpha() and not (words.direction(low) or words.kind(low)):
            return not _is_place(table, i, index)
    return False


def _is_place(table: Columns, i: int, index: Index) -> bool:
    rows = index.named(table.key[i])
    return bool(rows) and (rows[0].theatre or rows[0].kind in _SURE or rows[0].role == DEMONYM)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """English words that are also names of small places: "Share", "Battle"."""
    return frozenset((DATA / "common_words.txt").read_text(encoding="utf-8").split())
