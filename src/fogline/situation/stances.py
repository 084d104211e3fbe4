"""What one text holds to be so, as far as two texts can contradict each other in it.

Read from the words alone, a clause at a time: who holds the place, whose attack did what, what is
denied, who acted, which figures are given for what. No claim needs to have been read.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from fogline.model.theatre import Theatre
from fogline.situation.doers import Clause, Doers, Held
from fogline.situation.origins import Voices
from fogline.situation.passages import Passage, Reader
from fogline.situation.wording import WORD, any_of, is_number, numbers_of, numeral, stem, stop
from fogline.vocabulary.pairs import pair_words

_CLAUSE = re.compile(r"[.;!?]\s+|,\s+(?=and|but|while|where|which|whose|so)|:\s+|\"|“|”|\s+-\s+")
_NOT = re.compile(
    r"(?<!\w)(?:no|not|nobody|none|never|nothing|neither|nor|false|lies?|den(?:y|ies|ied)|untrue|fake"
    r"|rumours?|reject(?:s|ed)?|provocation|\w+n't|invented|wrong|contrary)(?!\w)"
)
_NO_DENIAL = re.compile(
    r"(?<!\w)(?:no (?:fewer|less|more|longer|doubt|matter)"
    r"|not (?:only|more than|less than|just|yet)|nothing but)(?!\w)"
)
_MONTHS = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DATES = re.compile(
    rf"(?<!\w)(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTHS}(?!\w)"
    r"|(?<!\w)(?:on|the)\s+(\d{1,2})(?:st|nd|rd|th)(?!\w)"
)
_MAY = re.compile(r"(?<=\d )May(?!\w)|(?<!\w)May(?= \d)")
"""The month, which is no "may"."""
_WEEKDAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
NOT_BEFORE, NOT_AFTER = 40, 60
"""Characters around a clause's first negation in which words are taken for negated."""
TOPIC_BEFORE = 30
BOUND_BEFORE = 22
"""Characters before a figure in which "at least" stands."""
WORDS_BEFORE, WORDS_AFTER = 5, 6
"""Words around a figure that say what is counted."""
LONGEST_NUMBER = 5
EPOCH = 719163
"""Ordinal of 1 January 1970."""

TOPICS = (
    "take",
    "free",
    "lose",
    "hold",
    "repelled",
    "withdrawn",
    "destructive",
    "military_target",
    "civilian_target",
)
"""Families of words of `PairWords` that say what a text is about."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the words around it."""

    value: float
    words: frozenset[str]
    bound: int
    """-1 at most, 1 at least, 0 plain."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a text holds to be so."""

    passage: Passage
    voice: str | None
    """The side of whoever speaks in the end."""
    holders: frozenset[str]
    """The side that first is said to hold or to have taken the place."""
    not_holders: frozenset[str]
    actors: frozenset[str]
    """Sides that did what was destroyed or harmed."""
    not_actors: frozenset[str]
    leavers: frozenset[str]
    stayers: frozenset[str]
    """Sides that by this text did not leave."""
    affirmed: frozenset[str]
    """Stems away from any negation."""
    negated: frozenset[str]
    denials: int
    topics: frozenset[str]
    """Of `TOPICS`, those whose words it has outside negation."""
    topics_negated: frozenset[str]
    poles: frozenset[tuple[int, int]]
    """Of the opposites, which pole it takes; a negation turns it."""
    parts: frozenset[str]
    """Parts of a town that it names."""
    days: frozenset[str]
    figures: tuple[Figure, ...]
    unsure: bool
    unable: bool
    """Somebody looked and cannot say."""
    share: bool
    """It speaks of a share of something."""
    passing: bool
    """It tells of somebody who was there and need not hold the place."""


@dataclass(slots=True)
class _Read:
    """What was gathered clause by clause."""

    held: Held = field(default_factory=Held)
    done: Held = field(default_factory=Held)
    gone: Held = field(default_factory=Held)
    affirmed: set[str] = field(default_factory=set)
    negated: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    topics_negated: set[str] = field(default_factory=set)
    poles: set[tuple[int, int]] = field(default_factory=set)
    denials: int = 0

    def add(self, text: str, clause: Clause) -> None:
        """Add the words of a clause; `text` is the clause as written."""
        nots, cut = clause.nots, min(clause.nots, default=0)
        self.denials += len(nots)
        for m in WORD.finditer(text):
            word = m.group()
            if word[:1].isupper() or word in stop() or _NOT.fullmatch(word):
                continue
            turned = bool(nots) and cut - NOT_BEFORE <= m.start() <= cut + NOT_AFTER
            (self.negated if turned else self.affirmed).add(stem(word))
        for name in TOPICS:
            for m in any_of(getattr(pair_words(), name)).finditer(clause.low):
                turned = bool(nots) and m.start() > cut - TOPIC_BEFORE
                (self.topics_negated if turned else self.topics).add(name)
        if not any_of(_all_poles()).may_stand(clause.low):
            return
        for number, pair in enumerate(pair_words().opposites):
            for pole in (0, 1):
                if any_of(pair[pole]).search(clause.low):
                    self.poles.add((number, 1 - pole if nots else pole))


@lru_cache(maxsize=1)
def _all_poles() -> tuple[str, ...]:
    return tuple(word for pair in pair_words().opposites for pole in pair for word in pole)


class StanceReader:
    """Reads the stances of texts of one theatre and keeps what it read."""

    def __init__(self, theatre: Theatre, reader: Reader | None = None) -> None:
        self.reader = reader or Reader(Voices(theatre))
        self._doers = Doers(theatre)
        self._cache: dict[tuple[str, str, float], Stance] = {}

    def read(self, text: str, outlet: str, when: float) -> Stance:
        """Return what the text holds to be so."""
        key = (text, outlet, when)
        if key not in self._cache:
            self._cache[key] = self._read(self.reader.read(text, outlet, when))
        return self._cache[key]

    def _voice(self, p: Passage, clauses: list[str]) -> str | None:
        if p.side is not None:
            return p.side
        if len(p.voices.sides) == 1:
            return min(p.voices.sides)
        source = self.reader.source(p.outlet)
        return self._doers.partisan(clauses, source.language if source else None)

    def _read(self, p: Passage) -> Stance:
        text, words = p.text.replace("’", "'"), pair_words()
        low = text.casefold()
        clauses = [c for c in _CLAUSE.split(text) if c and c.strip()]
        voice, day = self._voice(p, clauses), int(p.when // 86400) + EPOCH
        read = _Read()
        for written in clauses:
            clause = _clause(written, voice, day)
            read.add(written, clause)
            sides = self._doers.mentions(clause)
            self._doers.hold(clause, sides, read.held)
            self._doers.deeds(clause, sides, read.done)
            self._doers.leave(clause, sides, read.gone)
        return Stance(
            passage=p,
            voice=voice,
            holders=frozenset(read.held.does[:1]),
            not_holders=frozenset(read.held.does_not),
            actors=frozenset(read.done.does),
            not_actors=frozenset(read.done.does_not),
            leavers=frozenset(read.gone.does),
            stayers=frozenset(read.gone.does_not),
            affirmed=frozenset(read.affirmed),
            negated=frozenset(read.negated),
            denials=read.denials,
            topics=frozenset(read.topics),
            topics_negated=frozenset(read.topics_negated),
            poles=frozenset(read.poles),
            parts=frozenset(
                m.group().removesuffix("ern").replace("central", "centre")
                for m in any_of(words.parts).finditer(low)
            ),
            days=_days(low),
            figures=_figures(text),
            unsure=bool(any_of(words.unsure).search(_MAY.sub("", text).casefold())),
            unable=bool(any_of(words.unable).search(low)),
            share=bool(any_of(words.share).search(low)),
            passing=bool(any_of(words.passing).search(low)),
        )


def _clause(written: str, voice: str | None, day: int) -> Clause:
    low = written.casefold()
    idle = {m.start() for m in _NO_DENIAL.finditer(low)}
    nots = tuple(m.start() for m in _NOT.finditer(low) if m.start() not in idle)
    return Clause(low, nots, voice, day)


def _days(low: str) -> frozenset[str]:
    named = {m.group() for m in _WEEKDAYS.finditer(low)}
    return frozenset(named | {a or b for a, b in _DATES.findall(low)})


def _figures(text: str) -> tuple[Figure, ...]:
    """Return figures with the stems of the words around each and what bounds it."""
    words = [(m.group(), m.start()) for m in WORD.finditer(text)]
    loose, result, i = stop() | frozenset(pair_words().loose), [], 0
    while i < len(words):
        length = _number_length([w for w, _ in words[i : i + LONGEST_NUMBER]])
        if not length:
            i += 1
            continue
        value = next(iter(numbers_of([w for w, _ in words[i : i + length]])))
        end = i + length
        around = words[max(0, i - WORDS_BEFORE) : i] + words[end : end + WORDS_AFTER]
        if value != 1 and not _when(text, words[i][1], words[end][0] if end < len(words) else ""):
            about = frozenset(
                stem(w) for w, _ in around if w[:1].islower() and w.casefold() not in loose
            )
            result.append(Figure(value, about, _bound(text, words[i][1])))
        i = end
    return tuple(result)


def _number_length(words: list[str]) -> int:
    """Return how many of the first words are one number, 0 if the first is none."""
    if numeral(words[0]) is None:
        return 0
    return next((n for n in range(len(words), 0, -1) if is_number(words[:n])), 0)


def _when(text: str, at: int, after: str) -> bool:
    """Whether a figure is a day of a month or a time of day."""
    clock = re.match(r"\d+:", text[at:]) or re.search(r"\d:$", text[:at])
    return bool(clock or re.fullmatch(_MONTHS, after.casefold()))


def _bound(text: str, at: int) -> int:
    ahead = text[max(0, at - BOUND_BEFORE) : at].casefold()
    if any_of(pair_words().at_most).search(ahead):
        return -1
    return 1 if any_of(pair_words().at_least).search(ahead) else 0
