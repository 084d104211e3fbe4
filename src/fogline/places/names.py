"""Find the names of places in a text: gazetteer names, held against the words around them.

A name is one of the gazetteer's, or spelled like one of the theatre's, or an unknown word where
only a place can stand ("near Xyz"). What belongs to a person, a unit, an organisation or a
government that speaks is none.
"""

from collections.abc import Iterator

from fogline.places.checks import Name, common_words, holds, touches
from fogline.places.gazetteer.read import Row
from fogline.places.gazetteer.tables import DEMONYM, SHORT
from fogline.places.index import Index
from fogline.places.text import Columns

_LONGEST = 8
_SHORT = 7
_LEAST = 4  # letters of a misspelt word, but "Ed" of "Ed Sadov" may have fewer
_NO_PLACE = {"PERSON", "DATE", "TIME", "MONEY", "ORDINAL", "CARDINAL", "PERCENT", "QUANTITY"}
_PLACED = {"GPE", "LOC"}
_BESIDE = {"ADJ", "NOUN", "VERB"}
_NAMED = {"PROPN", "NOUN", "ADJ", "X", "ADV"}


def names(table: Columns, index: Index) -> list[Name]:
    """Return the place names of a text, left to right, without overlaps."""
    result: list[Name] = []
    at = 0
    while at < table.n:
        found = _at(table, index, at)
        if found is None:
            at += 1
            continue
        result.append(found)
        at = max(found.end, at + 1)
    return [name for name in result if holds(name, table, index)]


def _at(table: Columns, index: Index, at: int) -> Name | None:
    word = table.key[at]
    if not word:
        return None
    if not table.upper[at]:
        most = index.begins_lower(word)
        found = _match(table, index, at, most) if most > 1 else None
        long = found is not None and found.end > at + 1
        return found if long else _definite(table, index, at)
    if (bare := _definite(table, index, at)) is not None:
        return bare
    if _begins_inside(table, at):
        return None
    most = index.longest(word)
    found = _match(table, index, at, most) if most else None
    if found is not None and _goes_on(table, found.end) and found.end == at + 1:
        found = _spelled_alike(table, index, at, compound=True) or found
    return found or _spelled_alike(table, index, at) or _unknown(table, index, at)


def _begins_inside(table: Columns, at: int) -> bool:
    """Whether the token continues a hyphened word: "Kara" in "Dykh-Kara" is no name."""
    return (
        at > 1 and table.dash[at - 1] and table.end[at - 1] == table.idx[at]
        and table.end[at - 2] == table.idx[at - 1] and not table.upper[at - 2]
    )  # fmt: skip


def _goes_on(table: Columns, end: int) -> bool:
    """Whether a hyphen without spaces and a capital follow: "Kamin" in "Kamin-Vuzlovyi"."""
    return (
        end + 1 < table.n and table.dash[end] and table.upper[end + 1]
        and table.idx[end] == table.end[end - 1] and table.idx[end + 1] == table.end[end]
    )  # fmt: skip


def _match(table: Columns, index: Index, at: int, most: int) -> Name | None:
    best: Name | None = None
    for end, key in _runs(table, at, min(most, _LONGEST)):
        if " " in key or end == at + 1:
            rows = index.named(key)
            if rows and _case_fits(table, at, end, rows):
                best = Name(at, end, key, rows)
    if best is not None:
        _trim(best, table, index)
        if _is_river(best, table, index):
            best.kind_hint = "river"
        best.demonym = all(r.role == DEMONYM for r in best.rows[:1])
    return best


def _is_river(name: Name, table: Columns, index: Index) -> bool:
    """Whether "the" makes it a river that shares a town's name: "the Dnipro", not "Dnipro"."""
    if table.low(name.start - 1) != "the" or table.dep[name.end - 1] == "compound":
        return False
    if any(r.kind == "river" for r in name.rows[:1]):
        return False
    nouns = index.words.kinds.get("river", ())
    return any(index.named(f"{name.key} {noun}") for noun in nouns)


def _trim(name: Name, table: Columns, index: Index) -> None:
    """Take the full stop of "W.Va." in, leave the "City" of "Sadove City Council" out."""
    end = name.end
    if name.rows[0].role == SHORT and "." in table.span(name.start, end):
        if table.low(end) == "." and table.idx[end] == table.end[end - 1]:
            name.end = end + 1
    elif end - name.start > 1 and table.low(end) in index.words.definite_not_before:
        shorter = name.key.rsplit(" ", 1)[0]
        if table.low(end - 1) in index.words.definite["settlement"] and index.named(shorter):
            name.end, name.key, name.rows = end - 1, shorter, index.named(shorter)


def _runs(table: Columns, at: int, most: int) -> Iterator[tuple[int, str]]:
    """Yield ends and keys of the runs of words that begin here."""
    key, words, i = "", 0, at
    while i < table.n and words < most:
        if table.dash[i] or (table.text[i] == "," and words):
            i += 1
            continue
        part = table.key[i]
        if not part or "\n" in table.text[i]:
            return
        key = f"{key} {part}" if key else part
        words += 1 + part.count(" ")
        i += 1
        yield i, key


def _case_fits(table: Columns, start: int, end: int, rows: tuple[Row, ...]) -> bool:
    """Whether the letters' case fits: "us" is no country, "Miss" without a dot no state."""
    text = table.span(start, end)
    if "," in text and rows[0].kind != "region":
        return False
    if rows[0].role == SHORT and len(table.key[start]) <= 4 and end == start + 1:
        return "." in text or text.isupper()
    last = table.text[end - 1]
    return last[:1].isupper() or not last.isalpha() or end - start == 1 or bool(rows[0].theatre)


def _definite(table: Columns, index: Index, at: int) -> Name | None:
    """Return "the city" and its like, also "the mining town": the place under discussion."""
    words = index.words
    if table.lower[at] not in words.determiners or at + 1 >= table.n:
        return None
    end = at + 1
    if index.words.definite_kind(table.lower[end]) is None:
        if (
            table.upper[end]
            or table.pos[end] not in _BESIDE
            or table.lower[end] in words.definite_other
        ):
            return None
        end += 1
    if words.definite_kind(table.low(end + 1)) is not None and table.dep[end] == "compound":
        end += 1  # "the railway station"
    kind = words.definite_kind(table.low(end))
    if table.low(end) in words.centre and table.low(end - 1) in words.regional:
        kind = "settlement"  # "the regional centre"
    if kind is None or (table.upper[end] and not _large(table, index, at, end)):
        return None
    after = table.low(end + 1)
    named = end + 1 < table.n and table.upper[end + 1] and kind != "settlement"
    if after == "of" or after in words.definite_not_before or named:
        return None
    # "west of the city shepherds graze": the parser joins what a comma would part.
    parted = table.low(at - 1) == "of" and words.direction(table.low(at - 2).replace("-", ""))
    parted = parted or words.direction(after)
    if table.dep[end] == "compound" and after not in words.centre and not parted:
        return None
    return Name(at, end + 1, "", (), kind, anaphor=True)


def _large(table: Columns, index: Index, at: int, end: int) -> bool:
    """Whether "the City" is the one under discussion, as posts write it, and no longer name."""
    goes_on = end + 1 < table.n and table.upper[end + 1]
    kind = index.words.definite_kind(table.low(end))
    theatre = index.theatre is not None
    return (
        theatre and kind == "settlement" and end == at + 1 and table.low(at) == "the"
    ) and not goes_on


def _spelled_alike(table: Columns, index: Index, at: int, *, compound: bool = False) -> Name | None:
    """Return a name that is spelled like one of the theatre's; a compound is longer than a word."""
    if not _may_be_misspelt(table, index, at):
        return None
    # The tagger takes villages that it does not know for persons.
    person = table.ent[at] == "PERSON" and table.low(at - 1) not in index.words.beside
    for end, key in reversed(list(_runs(table, at, 3))):
        if compound and end <= at + 2:
            return None
        if _may_be_name(table, index, at, end):
            rows = index.like(table.span(at, end))
            near = table.low(at - 1) in index.words.beside
            if rows and not (near or index.own(rows[0])):
                continue
            if person and not (rows and rows[0].theatre and len(key) >= _SHORT):
                continue
            if rows and not touches(table, at, end, index):
                return Name(at, end, key, rows)
    return None


def _may_be_name(table: Columns, index: Index, at: int, end: int) -> bool:
    """Whether tokens may be a misspelt name by their letters."""
    last = table.text[end - 1]
    if last.isupper() and len(last) > 1:
        return False
    # What opens a sentence is more often a word than a misspelt village.
    least = _SHORT if table.sent[at] else _LEAST
    if end == at + 1 and len(table.text[at]) < least:
        return False
    return all(_named(table, index, i, end) for i in range(at, end))


def _named(table: Columns, index: Index, i: int, end: int) -> bool:
    """Whether a token may be part of a name: "al" within one, "forest" at its end."""
    if table.upper[i] or table.dash[i]:
        return True
    words = index.words
    return table.lower[i] in (words.kinds_after if i == end - 1 else words.articles)


def _may_be_misspelt(table: Columns, index: Index, at: int) -> bool:
    if table.pos[at] not in _NAMED or index.theatre is None:
        return False
    head = table.lower[at] in index.words.articles or index.begins(table.key[at])
    if len(table.text[at]) < _LEAST and not head:
        return False
    if table.ent[at] in _NO_PLACE - {"PERSON"} or table.lower[at] in index.words.titles:
        return False
    if table.text[at] in table.persons and table.low(at - 1) not in index.words.beside:
        return False
    if table.sent[at] and table.pos[at] != "PROPN":
        return False
    return table.lower[at] in index.words.articles or table.lower[at] not in common_words()


def _unknown(table: Columns, index: Index, at: int) -> Name | None:
    """Return a word that no gazetteer has where only a place can stand."""
    words = index.words
    if table.pos[at] != "PROPN" or len(table.text[at]) < 3 or table.text[at].isupper():
        return None
    end = at + 1
    while end < table.n and table.upper[end] and table.pos[end] == "PROPN" and end < at + 4:
        end += 1
    before = table.low(at - 1)
    kind = words.kind(before) if before in words.kinds_before else None
    if before == "of" and table.low(at - 2) in words.kinds_before_of:
        kind = words.kind(table.low(at - 2))
    if kind is None and (table.low(end) in words.kinds["river"] or _of_bank(table, index, at)):
        kind = "river"
    near = any(before == phrase[-1] for phrase in words.near[:1])
    if before == "of":
        second = table.low(at - 2)
        near = near or second in words.near_of or words.direction(second) is not None
    if not (kind or near) or table.low(end) in words.organisation_after:
        return None
    if table.ent[at] in {"PERSON", "DATE", "TIME"}:
        return None
    return Name(at, end, " ".join(k for k in table.key[at:end] if k), (), kind)


def _of_bank(table: Columns, index: Index, at: int) -> bool:
    """Whether "bank of the" stands before a word."""
    of = at - 2 if table.low(at - 1) == "the" else at - 1
    return table.low(of) == "of" and table.low(of - 1) in index.words.bank
