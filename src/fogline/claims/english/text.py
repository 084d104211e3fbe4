"""One text with everything that is known of it before its claims are read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from fogline.claims.attribution import Voices
from fogline.claims.english.lexis import Lexis
from fogline.claims.english.tokens import TokenTable
from fogline.model.placement import PlaceWords
from fogline.model.theatre import Relation
from fogline.theatres.lexicon import Entity, Lexicon

NO_CLASSES: frozenset[str] = frozenset()
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PRONOUNS = frozenset({
    "they", "he", "she", "it", "we", "i", "them", "him", "her", "us", "themselves", "itself",
    "who", "which", "that",
})  # fmt: skip


class Sides(Protocol):
    """What the reader asks of a theatre's sides."""

    def opposite(self, side: str | None) -> str | None:
        """Return the one side hostile to this one, None if there is none or several."""


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """Place words with the tokens they stand on, half-open."""

    start: int
    end: int
    words: PlaceWords


@dataclass(slots=True)
class Text:
    """The table, the names and places in it, the voices, and the voice's own day."""

    table: TokenTable
    lexis: Lexis
    lexicon: Lexicon
    voices: Voices
    day: date | None
    zone: str
    relations: tuple[Relation, ...] = ()
    places: list[PlaceSpan] = field(default_factory=list)
    place_at: dict[int, int] = field(default_factory=dict)
    """Token -> index in `places`."""
    entity_at: dict[int, Entity] = field(default_factory=dict)
    """Token -> the reading of the name on it; actors before sides before sources."""
    used_by: dict[str, str] = field(default_factory=dict)
    """Lower-case place name -> the side whose reporting alone uses it."""
    home: dict[str, str] = field(default_factory=dict)
    """Lower-case name of a region or town -> the side whose own it is."""
    arms: dict[str, str] = field(default_factory=dict)
    """Lower-case name of a weapon -> the one side that has it."""
    _named: set[str] | None = None
    cues: set[int] = field(default_factory=set)
    """Tokens of the words of saying."""

    def locate(self, found: Sequence[PlaceWords]) -> None:
        """Lay place words over the tokens they cover."""
        table = self.table
        if not found:
            return
        starts = {offset: i for i, offset in enumerate(table.idx)}
        ends = {offset: i + 1 for i, offset in enumerate(table.end)}
        for words in sorted(found, key=lambda w: (w.start, -w.end)):
            start = starts.get(words.start)
            end = ends.get(words.end)
            if start is None or end is None or end <= start:
                start, end = _cover(table, words.start, words.end)
                if end <= start:
                    continue
            self.places.append(PlaceSpan(start, end, words))
            for token in range(start, end):
                self.place_at.setdefault(token, len(self.places) - 1)

    def name(self) -> None:
        """Lay the theatre's names over the tokens."""
        order = {"actor": 0, "adjective": 1, "people": 1, "side": 2, "capital": 3, "source": 4}
        found = self.lexicon.find(self.table.string, self.table.idx)
        for entity in sorted(found, key=lambda e: order[e.kind]):
            for token in range(entity.start, entity.end):
                self.entity_at.setdefault(token, entity)

    def opposite(self, side: str | None) -> str | None:
        """Return the one side hostile to this one on the report's day.

        Of several it is the one that the text names, else the first of those that are allied
        with each other; None if that leaves no single one.
        """
        if side is None:
            return None
        hostile = self._related(side, "hostile")
        if len(hostile) > 1:
            named = [s for s in hostile if s in self.named_sides()]
            if len(named) == 1:
                return named[0]
            friends = set(self._related(hostile[0], "allied")) | {hostile[0]}
            if not set(named or hostile) <= friends:
                return None
        return hostile[0] if hostile else None

    def against(self, side: str) -> list[str]:
        """Return every side hostile to this one on the report's day."""
        return self._related(side, "hostile")

    def named_sides(self) -> set[str]:
        """Return the sides that the text names."""
        if self._named is None:
            self._named = {e.side for e in self.entity_at.values() if e.side is not None}
        return self._named

    def _related(self, side: str, kind: str) -> list[str]:
        day = self.day
        return list(
            dict.fromkeys(
                r.b if r.a == side else r.a
                for r in self.relations
                if r.kind == kind
                and side in (r.a, r.b)
                and (
                    day is None
                    or ((r.since is None or r.since <= day) and (r.until is None or day <= r.until))
                )
            )
        )

    def spelling_votes(self) -> dict[str, int]:
        """Count place names that only one side's reporting uses, by side."""
        votes: dict[str, int] = {}
        for span in self.places:
            for name in span.words.names:
                side = self.used_by.get(name.lower())
                if side is not None:
                    votes[side] = votes.get(side, 0) + 1
        return votes

    def classes(self, token: int) -> frozenset[str]:
        """Return the noun classes of a token's lemma."""
        known = self.lexis.classes
        found = known.get(self.table.lemma[token]) or known.get(self.table.lower[token])
        if found is None and self.table.tag[token] in ("NNPS", "NNP"):
            # The parser keeps the lemma of what stands in capitals: "Military Units", "TROOPS".
            found = known.get(self.table.lower[token].removesuffix("s"))
        if found is None and _ROAD.match(self.table.text[token]):
            return _ROAD_CLASS
        if found is None and _UNIT.match(self.table.lower[token]) and not self._dated(token):
            return _FORCE_CLASS
        if found is None and self.table.tag[token] == "CD":
            children = self.table.children[token]
            if any(self.table.lower[c] in _HARMED for c in children if c > token):
                return _HARMED_CLASS  # "took in 38 wounded"
            return _NUMBER_CLASS
        return found or NO_CLASSES

    def has_class(self, token: int, wanted: Sequence[str]) -> bool:
        """Say whether the noun phrase headed by a token is of one of the wanted classes."""
        classes = self.classes(token)
        for name in wanted:
            if name in classes:
                return True
            if name == "party" and self.is_party(token):
                return True
            if name == "place" and self.is_place(token):
                return True
            if name == "pronoun" and self.table.lower[token] in PRONOUNS:
                return True
        return self._measured(token, wanted)

    def _dated(self, token: int) -> bool:
        """Say whether an ordinal is a day ("on the 24th") or counts something ("the third time")."""
        table = self.table
        head = table.head[token]
        if table.dep[token] in ("amod", "compound", "nummod", "advmod"):
            return True
        return table.dep[token] == "pobj" and table.lower[head] in (
            "on",
            "of",
            "since",
            "until",
            "by",
        )

    def _measured(self, token: int, wanted: Sequence[str]) -> bool:
        """Look through "hundreds of soldiers" and "part of the village"."""
        table = self.table
        light = table.lemma[token] in _LIGHT or table.tag[token] == "CD"
        if not light and "place" not in wanted:
            return False
        of = next((c for c in table.children[token] if table.lower[c] == "of"), None)
        if of is None:
            # "most or all of the village": the phrase hangs on the second word.
            second = table.child(token, "conj")
            return (
                second is not None
                and second > token
                and light
                and self.has_class(
                    second,
                    wanted,
                )
            )
        inner = table.child(of, "pobj")
        if inner is None or inner == token:
            return False
        return self.has_class(inner, wanted) if light else self.is_place(inner)

    def is_party(self, token: int) -> bool:
        """Say whether a token is part of the name of a side or actor."""
        entity = self.entity_at.get(token)
        return (
            entity is not None
            and entity.kind != "source"
            and entity.actor_kind
            not in (
                "civilians",
                "aid_organisation",
            )
        )

    def is_place(self, token: int) -> bool:
        """Say whether the head or a name in front of it belongs to place words."""
        at = self.place_at.get(token)
        return at is not None and (
            self.places[at].words.relation is None or self.places[at].start <= token
        )


_ROAD = re.compile(r"[A-Z]{1,2}-?\d{1,4}$")
"""A road's number: T0504, M03, E40."""
_UNIT = re.compile(r"\d{1,4}(st|nd|rd|th)$")
_FORCE_CLASS = frozenset({"force"})
_ROAD_CLASS = frozenset({"road"})
_NUMBER_CLASS = frozenset({"number"})
_HARMED = frozenset({"wounded", "injured", "dead", "killed", "hurt"})
_HARMED_CLASS = frozenset({"number", "harmed_word", "casualty_word"})
_LIGHT = frozenset({
    "hundred", "thousand", "dozen", "number", "part", "lot", "most", "some", "many", "all", "half",
    "score", "majority", "rest", "third", "quarter", "piece", "couple", "handful", "group", "one",
    "percent", "%", "cent", "several", "none", "each", "both", "any", "convoy", "column", "unit", "type",
})  # fmt: skip


def _cover(table: TokenTable, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that overlap the code points, for words that begin inside a token."""
    from bisect import bisect_left, bisect_right

    return bisect_right(table.end, start), bisect_left(table.idx, end)
