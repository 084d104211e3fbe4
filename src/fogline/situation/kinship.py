"""Do two texts rest on one origin? Features of a pair that read as a table, with fitted weights.

A text that tells of the same thing is either a telling of its own (another voice, another pair of
eyes) or a retelling: a copy, a rewritten wire, one quotation in two wordings, one clip, the word
of one office through two mouths, an assertion without credit after others said it. What decides
stands in `FEATURES`; what each is worth is fitted (`weights/kinship.json`, logistic regression).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from fogline.situation.origins import PRESS
from fogline.situation.passages import Passage
from fogline.situation.weights import Weights, weights

COPY = 0.5
"""Share of word pairs in common from which two texts are near copies."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How probable it is that two texts rest on origins of their own."""

    independent: float
    reason: str
    """The features that weigh most, heaviest first."""


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the shorter text's words that the other has too."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _press(p: Passage) -> bool:
    return p.kind in PRESS


def _voiced(p: Passage) -> frozenset[str]:
    """Return the keys of who speaks: named voices, and whoever publishes unless that is press."""
    return p.voices.speakers if _press(p) else p.voices.speakers | {p.root}


def _sides(p: Passage) -> frozenset[str]:
    own = frozenset() if _press(p) or p.side is None else frozenset({p.side})
    return own or p.voices.sides


def _adds(p: Passage) -> bool:
    """Whether a text has a voice, an eye or an image beside other outlets that it credits."""
    heard = p.voices
    told = heard.speakers or heard.functions or heard.witnesses
    return bool(not _press(p) or told or p.own_eyes or p.imagery)


def _voiceless(p: Passage) -> bool:
    """Whether an outlet tells it in its own name without saying how it knows."""
    return not _adds(p) and not p.voices.press


def _witness(p: Passage) -> bool:
    return bool(p.voices.witnesses) and not p.voices.speakers


def _apart(a: Passage, b: Passage) -> bool:
    return not _voiced(a) & _voiced(b) and not a.voices.functions & b.voices.functions


def _of(a: Passage, b: Passage) -> bool:
    """Whether an institution that published one text is named in the other, by a word of it."""
    return not _press(a) and a.root != b.root and bool(a.publisher & b.titles)


def _credits(a: Passage, b: Passage) -> bool:
    """Whether one text names whoever published the other."""
    if a.root == b.root:
        return False
    mine, yours = a.voices, b.voices
    return a.root in yours.press | yours.speakers or b.root in mine.press | mine.speakers


FEATURES: dict[str, Callable[[Passage, Passage], float]] = {
    "words shared": lambda a, b: _overlap(a.words, b.words),
    "word pairs shared": lambda a, b: _overlap(a.shingles, b.shingles),
    "names shared": lambda a, b: _overlap(a.names, b.names),
    "figures shared": lambda a, b: min(2, len(a.numbers & b.numbers)) / 2,
    "figures differ": lambda a, b: float(
        bool(a.numbers and b.numbers) and not a.numbers & b.numbers
    ),
    "one names the other's publisher": lambda a, b: float(_credits(a, b)),
    "credits it and adds no voice": lambda a, b: float(
        _credits(a, b) and not (_adds(a) and _adds(b))
    ),
    "one speaks of the other's publisher": lambda a, b: float(_of(a, b) or _of(b, a)),
    "near copy": lambda a, b: float(_jaccard(a.shingles, b.shingles) >= COPY),
    "both name a third outlet": lambda a, b: float(bool(a.voices.press & b.voices.press)),
    "one publisher group": lambda a, b: float(a.root == b.root and a.outlet != b.outlet),
    "one outlet": lambda a, b: float(a.outlet == b.outlet),
    "one voice": lambda a, b: float(bool(_voiced(a) & _voiced(b)) and a.outlet != b.outlet),
    "one office": lambda a, b: float(bool(a.voices.functions & b.voices.functions)),
    "two voices": lambda a, b: float(bool(_voiced(a) and _voiced(b)) and _apart(a, b)),
    "opposite sides": lambda a, b: float(
        bool(_sides(a) and _sides(b)) and not _sides(a) & _sides(b)
    ),
    "one kind of witness": lambda a, b: float(bool(a.voices.witnesses & b.voices.witnesses)),
    "witness beside another": lambda a, b: float(
        (_witness(a) and not b.voices.witnesses & a.voices.witnesses and _adds(b))
        or (_witness(b) and not a.voices.witnesses & b.voices.witnesses and _adds(a))
    ),
    "both at first hand": lambda a, b: float(a.own_eyes and b.own_eyes and a.root != b.root),
    "one at first hand": lambda a, b: float(a.own_eyes != b.own_eyes and not _voiceless(b)),
    "later without a voice": lambda _, b: float(_voiceless(b)),
    "both institutions": lambda a, b: float(not _press(a) and not _press(b) and a.root != b.root),
    "both press": lambda a, b: float(_press(a) and _press(b)),
    "both from film": lambda a, b: float(a.moving and b.moving),
    "one from images": lambda a, b: float(a.imagery != b.imagery and not _voiceless(b)),
    "both quote": lambda a, b: float(bool(a.quotes) and bool(b.quotes)),
    "hours apart": lambda a, b: math.log1p(abs(b.when - a.when) / 3600) / 5,
}
"""What a pair of texts is judged by; the earlier text comes first."""


def features(one: Passage, other: Passage) -> list[float]:
    """Return a pair's values in the order of `FEATURES`, each about 0 to 1."""
    a, b = sorted((one, other), key=lambda p: (p.when, p.text))
    return [of(a, b) for of in FEATURES.values()]


def kinship(one: Passage, other: Passage) -> Kinship:
    """Return whether two texts rest on origins of their own, and what speaks for it."""
    table: Weights = weights("kinship")
    probability, reason = table.judge(features(one, other))
    return Kinship(probability, reason)
