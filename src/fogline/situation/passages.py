"""One text as what it is compared by: its words, figures, names, and the voices it rests on.

This needs no parser and no claims, so that the lineage of a text is judged even where nothing was
read from it. Texts are compared as they stand, at most `MOST_WORDS` words of each.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fogline.model.source import Source
from fogline.situation.origins import PRESS, Voices, fold
from fogline.situation.wording import (
    WORD,
    any_of,
    bare,
    initials,
    numbers_of,
    skeleton,
    stem,
    stop,
)
from fogline.vocabulary.pairs import pair_words

MOST_WORDS = 400
BEFORE, AFTER = 5, 9
"""Words between a name and its verb of speech before and after it."""
NEAR_AFTER, NEAR_BEFORE = 70, 45
"""Characters between a witness and what it says."""
LEAST_QUOTE = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as features of its own."""

    text: str
    outlet: str
    kind: str
    """Of whoever publishes, a source kind."""
    root: str
    """Key of whoever publishes: its organisation or publisher group."""
    side: str | None
    when: float
    """POSIX seconds from which it is known."""
    words: frozenset[str]
    """Stems, each of a family of like words as the family's first."""
    shingles: frozenset[str]
    """Stems in pairs as they follow each other."""
    numbers: frozenset[float]
    names: frozenset[str]
    """Skeletons of capitalised words that name neither source nor side: mostly places, units."""
    sure_names: frozenset[str]
    """Those that are names for sure: the theatre's places, and capitals within a sentence."""
    titles: frozenset[str]
    """Skeletons of all capitalised words."""
    publisher: frozenset[str]
    """Skeletons of the words of the outlet's name."""
    voices: "Heard"
    quotes: tuple[str, ...]
    own_eyes: bool
    """Whoever publishes looked, or was told, at first hand."""
    imagery: bool
    moving: bool
    """It rests on a film, which several accounts may share."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The voices in a text beside whoever publishes it."""

    speakers: frozenset[str]
    """Keys of named voices other than the press: their organisations."""
    functions: frozenset[str]
    """Offices, by what they are called or what the named voices are."""
    press: frozenset[str]
    """Keys of outlets and agencies named."""
    witnesses: frozenset[str]
    """Kinds of people known by what they are."""
    sides: frozenset[str]
    """Sides of the speakers."""


class Reader:
    """Reads texts of one theatre and keeps what it read."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._places = voices.place_words(skeleton)
        self._no_names = frozenset(pair_words().calendar) | voices.side_words | _common()
        self._named: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for source in voices.sources.values():
            for name in {source.name, *source.aliases}:
                tokens = tuple(fold(name).split())
                if tokens and (len(tokens) > 1 or len(tokens[0]) > 2):
                    self._named.setdefault(tokens[0], []).append((tokens, source.id))
        for found in self._named.values():
            found.sort(key=lambda f: (-len(f[0]), f[1]))
        self._cache: dict[tuple[str, str, float], Passage] = {}

    def source(self, outlet: str) -> Source | None:
        """Return the theatre's source of that name."""
        return self._voices.find(outlet)

    def read(self, text: str, outlet: str, when: float) -> Passage:
        """Return the text's features."""
        key = (text, outlet, when)
        if key not in self._cache:
            self._cache[key] = self._read(text, outlet, when)
        return self._cache[key]

    def _read(self, text: str, outlet: str, when: float) -> Passage:
        words, own = WORD.findall(text)[:MOST_WORDS], self._voices.find(outlet)
        low = text.casefold().replace("’", "'")
        kind = own.kind if own else kind_by_name(outlet)
        named, taken = self._sources(words)
        stems = [stem(w) for w in words]
        names, sure = self._names(words, taken, text)
        table = pair_words()
        return Passage(
            text=text,
            outlet=outlet,
            kind=kind,
            root=self._voices.root(own) if own else f"name:{fold(outlet)}",
            side=own.side if own else None,
            when=when,
            words=frozenset(
                s for s, w in zip(stems, words, strict=True) if w.casefold() not in stop()
            ),
            shingles=frozenset(" ".join(s) for s in pairwise(stems)),
            numbers=numbers_of(words),
            names=names,
            sure_names=sure,
            titles=_titles(words),
            publisher=frozenset(t for t in _titles(WORD.findall(outlet)) if len(t) > 2),
            voices=self._heard(named, _near_speech(words, text), own, low),
            quotes=tuple(
                q for q in re.findall(r"[\"“”«]([^\"“”»]+)[\"“”»]", text) if len(q) >= LEAST_QUOTE
            ),
            own_eyes=_own(low, outlet, own.aliases if own else ()),
            imagery=kind == "imagery" or bool(any_of(table.imagery).search(low)),
            moving=bool(any_of(table.moving).search(low)),
        )

    def _sources(self, words: list[str]) -> tuple[list[tuple[str, int]], set[int]]:
        """Return the sources named, each with the index of its last word, and all their words."""
        folded = [fold(bare(t)) for t in words]
        found: list[tuple[str, int]] = []
        taken: set[int] = set()
        for i, first in enumerate(folded):
            if i in taken or not words[i][:1].isupper():
                continue
            for name, source in self._named.get(first, ()):
                if tuple(folded[i : i + len(name)]) == name:
                    found.append((source, i + len(name) - 1))
                    taken |= set(range(i, i + len(name)))
                    break
        return found, taken

    def _names(
        self, words: list[str], taken: set[int], text: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the skeletons of what is capitalised, and of those that are names for sure."""
        first = initials(words, text)
        found = {
            i: skeleton(w)
            for i, w in enumerate(words)
            if i not in taken and w[:1].isupper() and bare(w).casefold() not in self._no_names
        }
        found = {i: s for i, s in found.items() if len(s) > 1}
        sure = frozenset(s for i, s in found.items() if i not in first or s in self._places)
        return frozenset(found.values()), sure

    def _heard(
        self, named: list[tuple[str, int]], said: list[bool], own: Source | None, low: str
    ) -> Heard:
        voices = self._voices
        press: set[str] = set()
        speakers: set[str] = set()
        functions = set(offices_in(low))
        sides: set[str] = set()
        for id_, at in named:
            source = voices.sources[id_]
            if own is not None and id_ == own.id:
                continue
            if source.kind in PRESS:
                press.add(voices.root(source))
            elif source.kind == "journalist":
                press |= {voices.root(source)} - {voices.root(own) if own else ""}
            elif said[at]:
                speakers.add(voices.root(source))
                functions |= offices_in(source.function or "")
                sides |= {source.side} if source.side else set()
        if own is not None and own.kind not in PRESS:
            functions |= offices_in(f"{own.function or ''} {own.name}")
        return Heard(
            speakers=frozenset(speakers),
            functions=frozenset(functions),
            press=frozenset(press),
            witnesses=_witnesses(low),
            sides=frozenset(sides),
        )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return stop() | frozenset(pair_words().common)


def _titles(words: list[str]) -> frozenset[str]:
    return frozenset(
        skeleton(w) for w in words if w[:1].isupper() and w.casefold() not in _common()
    )


@lru_cache(maxsize=1)
def _speech() -> frozenset[str]:
    return frozenset(pair_words().speech)


@lru_cache(maxsize=1)
def _all_witnesses() -> tuple[str, ...]:
    return tuple(word for words in pair_words().witnesses.values() for word in words)


def _near_speech(words: list[str], text: str) -> list[bool]:
    """Return for each word whether it stands by a verb of speech, or before a colon."""
    speech = _speech()
    heads = {i for i, w in enumerate(words) if w.casefold() in speech}
    colons = {len(WORD.findall(text[: m.start()])) - 1 for m in re.finditer(r":(?=\s)", text)}
    if not heads and not colons:
        return [False] * len(words)
    return [
        bool(heads & set(range(i - BEFORE, i + AFTER))) or bool(colons & set(range(i, i + 4)))
        for i in range(len(words))
    ]


def _witnesses(low: str) -> frozenset[str]:
    """Return the kinds of people, known by what they are, who say something in a text."""
    if not any_of(_all_witnesses()).may_stand(low):
        return frozenset()
    return frozenset(name for name, words in pair_words().witnesses.items() if _says(words, low))


def _says(witness: tuple[str, ...], low: str) -> bool:
    """Whether a witness stands by a verb of speech or of the eye, or beside a quotation."""
    speech = any_of(pair_words().speech)
    for m in any_of(witness).finditer(low):
        after = re.split(r"[.;](?:\s|$)", low[m.end() : m.end() + NEAR_AFTER])[0]
        before = low[max(0, m.start() - NEAR_BEFORE) : m.start()]
        if speech.search(after) or speech.search(before) or after.lstrip().startswith((":", ",")):
            return True
    return False


@lru_cache(maxsize=4096)
def offices_in(text: str) -> frozenset[str]:
    """Return the offices that words name."""
    low = text.casefold()
    table = pair_words().offices
    return frozenset(name for name, words in table.items() if any_of(words).search(low))


_TOLD = re.compile(r"(?<!\w)(?:told|tells|messaged|writes to|wrote to|to|reached) (?:us|me)(?!\w)")


def _own(low: str, outlet: str, aliases: tuple[str, ...]) -> bool:
    """Whether whoever publishes looked, or was told, at first hand."""
    return bool(_TOLD.search(low) or _first_hand(outlet, aliases).search(low))


@lru_cache(maxsize=4096)
def _first_hand(outlet: str, aliases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of "our reporter", "told the Courier", "Courier's crew", "the paper saw"."""
    names = [n.casefold() for n in (outlet, outlet.removeprefix("The "), *aliases)]
    names += [n.split()[-1] for n in names if " " in n and len(n.split()[-1]) > 3]
    name = "(?:" + "|".join(re.escape(n) for n in dict.fromkeys(names)) + ")"
    eyes = "(?:" + "|".join(map(re.escape, pair_words().own_eyes)) + ")"
    house = "(?:newspaper|paper|channel|agency|television|broadcaster|network|site)"
    return re.compile(
        rf"(?<!\w)our\s+(?:\w+\s+)?{eyes}(?!\w)"
        rf"|(?:told|tells|to|that|whom)\s+(?:the\s+)?{name}(?!\w)"
        rf"|(?<!\w){name}(?:'s?)?\s+(?:own\s+)?(?:\w+\s+)?{eyes}(?!\w)"
        rf"|(?:this|the|state)\s+{house}(?:'s)?\s+(?:\w+\s+)?(?:{eyes}|saw|watched)"
    )


@lru_cache(maxsize=4096)
def kind_by_name(outlet: str) -> str:
    """Return what an outlet that the theatre does not know is by the words of its name."""
    from fogline.vocabulary.load import voice_nouns

    words = {w.casefold() for w in WORD.findall(outlet)}
    for kind, heads in voice_nouns().headers.items():
        if words & set(heads):
            return kind
    return "outlet"
