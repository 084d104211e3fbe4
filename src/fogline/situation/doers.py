"""Who holds and who did what, by the words of one clause: the sides, the verbs, the negations."""

import re
from collections import Counter
from dataclasses import dataclass, field

from fogline.model.theatre import Theatre
from fogline.situation.relations import Relations
from fogline.situation.wording import any_of
from fogline.vocabulary.pairs import pair_words

FIRST_PERSON = re.compile(r"(?<!\w)(?:our|ours|we|us)(?!\w)")
_IS = re.compile(
    r"(?<!\w)(?:is|are|be|was|belongs to|stays?|remains?|under|firmly|wholly|entirely|fully|again|still)"
    r"(?:\s+(?:the|firmly|wholly|fully|still|under|in|now|again|control of|our)){0,2}\s+$"
)
_WEAPON = re.compile(
    r"(?<!\w)(?:missiles?|rockets?|shells?|drones?|bombs?|artillery|aircraft|mines?)(?!\w)"
)
_TO = re.compile(r"\s+to\s+(?:the\s+)?")
_BY = re.compile(r"(?<!\w)by(?!\w)")
MOSTLY = 0.8
"""A language in which so many sided voices are of one side is taken for that side's."""
BEFORE, AFTER = 45, 12
"""Characters from a verb to a negation that turns it."""
IS_NOT = 30
FAR = 40
"""Characters after a verb in which its doer may follow."""

Mentions = list[tuple[int, str]]
"""Sides that a clause names, each with where."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what it is read against."""

    low: str
    nots: tuple[int, ...]
    """Where its negations stand."""
    voice: str | None
    """The side of whoever speaks."""
    day: int


@dataclass(slots=True)
class Held:
    """Sides that a text says, or denies, did something."""

    does: list[str] = field(default_factory=list)
    does_not: list[str] = field(default_factory=list)

    def add(self, side: str, *, denied: bool) -> None:
        """Add a side."""
        (self.does_not if denied else self.does).append(side)


class Doers:
    """Finds a theatre's sides in words, and what they do."""

    def __init__(self, theatre: Theatre) -> None:
        self._relations = Relations(theatre)
        self._foes: dict[tuple[str, int], str | None] = {}
        self._names = _names(theatre)
        self._side = any_of(tuple(self._names))
        self._by_language = _languages(theatre)

    def partisan(self, clauses: list[str], language: str | None) -> str | None:
        """Return whose side a text takes that says "our" or "the enemy" though nobody is named.

        It is the side that it names beside "our", else that of most voices of its language.
        """
        low = [c.casefold() for c in clauses]
        ours = [c for c in low if FIRST_PERSON.search(c)]
        if not ours and not any(any_of(pair_words().enemy).search(c) for c in low):
            return None
        found = {self._names[m.group()] for c in ours for m in self._side.finditer(c)}
        return min(found) if len(found) == 1 else self._by_language.get(language or "")

    def other(self, side: str | None, day: int) -> str | None:
        """Return the first enemy of a side, None for none."""
        if side is None:
            return None
        if (side, day) not in self._foes:
            self._foes[side, day] = next(iter(self._relations.enemies(side, day)), None)
        return self._foes[side, day]

    def mentions(self, clause: Clause) -> Mentions:
        """Return the sides that a clause names, "our" and "the enemy" too, by where."""
        low, voice = clause.low, clause.voice
        found = [(m.start(), self._names[m.group()]) for m in self._side.finditer(low)]
        if voice is not None:
            found += [(m.start(), voice) for m in FIRST_PERSON.finditer(low)]
            foe = self.other(voice, clause.day)
            if foe is not None:
                found += [(m.start(), foe) for m in any_of(pair_words().enemy).finditer(low)]
        return sorted(found)

    def hold(self, clause: Clause, sides: Mentions, into: Held) -> None:
        """Add who holds or took the place by a clause, and who by its denial does not.

        `sides` are those that it mentions, here as below.
        """
        words = pair_words()
        for at, side in sides:
            # "is Ukrainian", "under the army", "wholly ours"
            ahead = clause.low[:at]
            denied = any(at - IS_NOT < n < at for n in clause.nots)
            if _IS.search(ahead) and not denied and not _WEAPON.search(ahead):
                into.add(side, denied=False)
        for verb in ("take", "free", "hold", "lose", "repelled"):
            for m in any_of(getattr(words, verb)).finditer(clause.low):
                holder = self._holder(verb, m, sides, clause)
                if holder is None:
                    continue
                denied = any(m.start() - BEFORE < n < m.end() + AFTER for n in clause.nots)
                into.add(holder, denied=denied)
                kept = self.other(holder, clause.day) if denied and verb == "lose" else None
                if kept is not None:
                    into.add(kept, denied=False)

    def _holder(self, verb: str, m: re.Match[str], sides: Mentions, clause: Clause) -> str | None:
        """Return who holds the place if the verb is so."""
        voice, side = clause.voice, nearest(clause.low, m, sides)
        foe = self.other(voice, clause.day)
        match verb:
            case "free":
                return side or voice
            case "lose" if (to := _TO.match(clause.low[m.end() :])) is not None:
                named = [s for at, s in sides if m.end() + to.end() == at]
                return named[0] if named else self.other(side or voice, clause.day)
            case "lose" if m.group() == "occupied":
                return side if side and side != voice else foe
            case "lose":
                return self.other(side or voice, clause.day)
            case "repelled":
                return self.other(side, clause.day) if side and side != voice else voice
        return side or (None if clause.nots else voice)

    def leave(self, clause: Clause, sides: Mentions, into: Held) -> None:
        """Add who left the place by a clause, and who by its denial did not."""
        for m in any_of(pair_words().withdrawn).finditer(clause.low):
            gone = nearest(clause.low, m, sides)
            if gone is not None:
                into.add(gone, denied=any(n < m.end() + AFTER for n in clause.nots))

    def deeds(self, clause: Clause, sides: Mentions, into: Held) -> None:
        """Add who destroyed or harmed by a clause, and who by its denial did not."""
        for at, side in sides:
            ahead = clause.low[:at]
            if _IS.search(ahead) and _WEAPON.search(ahead):
                into.add(side, denied=any(at - IS_NOT < n < at for n in clause.nots))
        for m in any_of(pair_words().destructive).finditer(clause.low):
            doer = nearest(clause.low, m, sides)
            if doer is not None:
                into.add(doer, denied=any(n < m.start() for n in clause.nots))


def nearest(low: str, m: re.Match[str], sides: Mentions) -> str | None:
    """Return the side that does what a verb says: after "by", else before it, else after it."""
    by = _BY.search(low[m.end() :])
    if by:
        after = [s for at, s in sides if at > m.end() + by.start()]
        if after:
            return after[0]
    before = [s for at, s in sides if at <= m.start()]
    if before:
        return before[-1]
    after = [s for at, s in sides if m.end() - 2 <= at < m.end() + FAR]
    return after[0] if after else None


def _names(theatre: Theatre) -> dict[str, str]:
    """Return the side of every word that names one, its forces or its people, in lower case."""
    names = {
        word.casefold(): side.id
        for side in theatre.sides
        for word in (side.name, *side.adjectives, *side.people, *side.aliases)
    }
    for actor in theatre.actors:
        for word in (actor.name, *actor.aliases):
            if actor.side is not None and len(word) > 2:
                names.setdefault(word.casefold(), actor.side)
    for source in theatre.sources:
        if source.side and source.kind in {"military", "official"} and " " not in source.name:
            names.setdefault(source.name.casefold(), source.side)
    return names


def _languages(theatre: Theatre) -> dict[str, str]:
    """Return the side to which nearly all sided voices of a language belong, by language."""
    spoken: dict[str, Counter[str]] = {}
    for source in theatre.sources:
        if source.side and source.language:
            spoken.setdefault(source.language, Counter())[source.side] += 1
    most = {language: sides.most_common(1)[0] for language, sides in spoken.items()}
    return {
        language: side
        for language, (side, count) in most.items()
        if count > MOSTLY * spoken[language].total()
    }
