"""The names of a theatre's sides, actors, sources and capitals, found in running text.

    lexicon = Lexicon.of(theatre)
    lexicon.find("The Ukrainian General Staff said ...")
    -> Entity(4, 13, "adjective", side="ukraine"), Entity(14, 27, "source", "general_staff", ...)
    lexicon.find(table.string, table.idx)      # the same as token indices
    lexicon.side_of("Russian-backed forces")   -> "russia"
    lexicon.voice("ISW")                       -> the Source, None if the words are not just its name

The longest name wins and names do not overlap; one name may have several readings (a General
Staff is actor and source), which come as several entities over the same span.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self, TypeAlias

from fogline.model.source import Source, SourceKind
from fogline.model.theatre import ActorKind, Echelon, Theatre

EntityKind: TypeAlias = Literal["side", "people", "adjective", "actor", "source", "capital"]

_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
_ACRONYM = 5  # longest all-capital word held to be an acronym, which must stand in capitals


@dataclass(frozen=True, slots=True)
class Entity:
    """One reading of a name at a place in the text."""

    start: int
    end: int
    """Half-open; token indices if token offsets were given, else code points."""
    kind: EntityKind
    id: str
    """Of the side, actor or source; a capital has its side's id."""
    name: str
    side: str | None = None
    source_kind: SourceKind | None = None
    actor_kind: ActorKind | None = None
    echelon: Echelon | None = None
    source: Source | None = None


_Entry: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[Entity, ...]]
"""Lower-case words, words as written, readings."""


class Lexicon:
    """A trie by first word over all names of a theatre; a look-up costs about a microsecond."""

    def __init__(self, entries: Iterable[tuple[str, Entity]] = (), theatre: str = "") -> None:
        self.theatre = theatre
        self.sources: dict[str, Source] = {}
        self._last: tuple[str, list[tuple[int, int, tuple[Entity, ...]]]] = ("", [])
        """What the last text gave: voices and parties ask the same one."""
        names: dict[tuple[str, ...], tuple[tuple[str, ...], list[Entity]]] = {}
        for name, entity in entries:
            words = _words(name)
            if not words:
                continue
            readings = names.setdefault(tuple(w.lower() for w in words), (words, []))[1]
            if entity not in readings:
                readings.append(entity)
            if entity.source is not None:
                self.sources[entity.id] = entity.source
        self._first: dict[str, list[_Entry]] = {}
        for lower, (words, readings) in names.items():
            self._first.setdefault(lower[0], []).append((lower, words, tuple(readings)))
        for found in self._first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    @classmethod
    def empty(cls) -> Self:
        """Return a lexicon that knows no name, for text of no theatre."""
        return cls()

    @classmethod
    def of(cls, theatre: Theatre) -> "Lexicon":
        """Return the theatre's lexicon, compiled once per theatre object."""
        known = _COMPILED.get(id(theatre))
        if known is None or known[0] is not theatre:
            # The theatre is kept beside its lexicon so that its id cannot be given to another.
            known = _COMPILED[id(theatre)] = (theatre, cls(_entries(theatre), theatre.id))
        return known[1]

    def find(self, text: str, idx: Sequence[int] | None = None) -> list[Entity]:
        """Return the names in the text, left to right, the readings of a span side by side.

        With `idx`, the code point offsets at which tokens begin, spans are token indices: a name
        that begins or ends inside a token takes the whole token.
        """
        result = []
        if self._last[0] != text:
            self._last = (text, list(self._matches(text)))
        for start, end, readings in self._last[1]:
            if idx is not None:
                start, end = bisect_right(idx, start) - 1, bisect_right(idx, end - 1)  # noqa: PLW2901
            result += [replace(reading, start=start, end=end) for reading in readings]
        return result

    def side_of(self, words: str) -> str | None:
        """Return the one side that the words name, None if they name none or several."""
        sides = {r.side for _, _, found in self._matches(words) for r in found if r.side}
        return sides.pop() if len(sides) == 1 else None

    def voice(self, words: str) -> Source | None:
        """Return the source whose name or alias the words are, give or take "the" and case."""
        lower = tuple(w.lower() for w in _words(words))
        for entry in self._first.get(lower[0], ()) if lower else ():
            if entry[0] == lower:
                return next((r.source for r in entry[2] if r.source is not None), None)
        return None

    def name_of(self, words: str) -> str | None:
        """Return the name under which voices stand in chains: of the source, else of the actor."""
        lower = tuple(w.lower() for w in _words(words))
        for entry in self._first.get(lower[0], ()) if lower else ():
            if entry[0] == lower:
                found = sorted(
                    entry[2],
                    key=lambda r: (
                        ("source", "actor").index(r.kind) if r.kind in {"source", "actor"} else 2
                    ),
                )
                return found[0].name
        return None

    def _matches(self, text: str) -> Iterator[tuple[int, int, tuple[Entity, ...]]]:
        if not self._first:
            return
        pieces = [(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text)]
        first, at = self._first, 0
        while at < len(pieces):
            entries = first.get(pieces[at][0].lower())
            if entries:
                for lower, words, readings in entries:
                    if _fits(pieces, at, lower, words):
                        last = at + len(lower) - 1
                        yield pieces[at][1], pieces[last][2], readings
                        at = last
                        break
            at += 1


_COMPILED: dict[int, tuple[Theatre, Lexicon]] = {}


def _words(name: str) -> tuple[str, ...]:
    words = _PIECE.findall(name.translate(_APOSTROPHES))
    return tuple(words[1:] if len(words) > 1 and words[0].lower() == "the" else words)


def _fits(
    pieces: list[tuple[str, int, int]],
    at: int,
    lower: tuple[str, ...],
    words: tuple[str, ...],
) -> bool:
    if at + len(lower) > len(pieces):
        return False
    for offset, word in enumerate(words):
        said = pieces[at + offset][0].translate(_APOSTROPHES)
        if said.lower() != lower[offset] or not _case_fits(word, said):
            return False
    return True


def _case_fits(word: str, said: str) -> bool:
    """Names in capitals stand in capitals ("US", not "us"), others begin with one, as given."""
    if word == said or not word[:1].isupper():
        return True
    if word.isupper() and len(word) <= _ACRONYM and word.isalpha():
        return False
    return said[:1].isupper()


def _entries(theatre: Theatre) -> Iterator[tuple[str, Entity]]:
    for side in theatre.sides:
        kinds: tuple[tuple[EntityKind, tuple[str, ...]], ...] = (
            ("side", (side.name, *side.aliases)),
            ("adjective", side.adjectives),
            ("people", side.people),
        )
        for kind, names in kinds:
            for name in names:
                yield name, Entity(0, 0, kind, side.id, name, side.id)
    for capital, side_id in theatre.capitals.items():
        yield capital, Entity(0, 0, "capital", side_id, capital, side_id)
    for actor in theatre.actors:
        entity = Entity(
            0,
            0,
            "actor",
            actor.id,
            actor.name,
            actor.side,
            actor_kind=actor.kind,
            echelon=actor.echelon,
        )
        for name in (actor.name, *actor.aliases):
            yield name, entity
    for source in theatre.sources:
        entity = Entity(
            0,
            0,
            "source",
            source.id,
            source.name,
            source.side,
            source_kind=source.kind,
            source=source,
        )
        for name in (source.name, *source.aliases):
            yield name, entity
