"""Can what two texts say both hold? Features of a pair that read as a table, with fitted weights.

Texts contradict each other where one denies what the other says, where two sides hold one place,
where one attack both succeeded and failed, a way is open and cut, one matter has two counts, one
deed two doers. They do not where they speak of two places, days, units or scopes, where the later
one tells what came since, or where one of them cannot say. The weights stand in
`weights/contradiction.json` (logistic regression).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from fogline.situation.stances import Figure, Stance
from fogline.situation.weights import weights

RATIO = 1.6
"""Counts of one matter that differ by more than this factor cannot both be right."""


GROWING_HOURS = 2.0
"""A count of so much later may have grown."""
GROWING_RATIO = 5.0
FADING_DAYS = 0.8
"""Beyond a day apart, a later text tells more and more of what came since."""
NOWHERE = 0.15
"""What a conflict counts between texts that name places, none of them in common."""
UNNAMED = 0.5
"""Where one of them names no place."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """How probable it is that two texts cannot both hold."""

    probability: float
    reason: str
    """The features that weigh most, heaviest first."""


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def _days_apart(a: Stance, b: Stance) -> float:
    return abs(a.passage.when - b.passage.when) / 86400


def _two_days(a: Stance, b: Stance) -> bool:
    return bool(a.days and b.days) and not a.days & b.days


def _opposed(a: Stance, b: Stance) -> bool:
    return a.voice is not None and b.voice is not None and a.voice != b.voice


def _holders(a: Stance, b: Stance) -> bool:
    """Whether two sides hold the place, or one text denies the hold that the other tells."""
    return bool(
        (a.holders and b.holders and not a.holders & b.holders)
        or a.holders & (b.not_holders | b.leavers) - b.holders
        or b.holders & (a.not_holders | a.leavers) - a.holders
    )


def _doers(a: Stance, b: Stance) -> bool:
    return bool(
        (a.actors and b.actors and not a.actors & b.actors)
        or a.actors & b.not_actors
        or b.actors & a.not_actors
    )


def _crossed(a: frozenset[str], b: frozenset[str], c: frozenset[str], d: frozenset[str]) -> float:
    """Return how many words one text negates (a of a, b) that the other affirms, and vice versa."""
    return float(min(3, len((a - b) & c) + len((d - c) & b))) / 3


def _counts(a: Stance, b: Stance) -> list[tuple[Figure, Figure]]:
    """Return pairs of figures that count one matter by their words, those that share most.

    A figure that both give says what the others are of, and is none of them.
    """
    if not a.figures or not b.figures:
        return []
    common = {f.value for f in a.figures} & {g.value for g in b.figures}
    mine, yours = ([f for f in s.figures if f.value not in common] for s in (a, b))
    shared = {(f, g): len(f.words & g.words) for f in mine for g in yours}
    most = max(shared.values(), default=0)
    if most == 0:
        return list(shared) if common and len(shared) == 1 else []
    return [pair for pair, count in shared.items() if count == most]


def _one_count(a: Stance, b: Stance) -> bool:
    return bool({f.value for f in a.figures} & {g.value for g in b.figures})


def _differ(f: Figure, g: Figure) -> bool:
    low, high = sorted((f, g), key=lambda x: x.value)
    if low.value <= 0:
        return high.value > 0
    if low.bound == 1 and high.bound != -1:
        return False
    return high.value / low.value >= RATIO


def _count_apart(a: Stance, b: Stance) -> bool:
    pairs = _counts(a, b)
    return bool(pairs) and all(_differ(f, g) for f, g in pairs) and not _grew(a, b, pairs)


def _grew(a: Stance, b: Stance, pairs: list[tuple[Figure, Figure]]) -> bool:
    """Whether the later text, by no adverse voice, gives the higher count: it tells what came."""
    hours = abs(b.passage.when - a.passage.when) / 3600
    if _opposed(a, b) or hours < GROWING_HOURS:
        return False
    if b.passage.when < a.passage.when:
        pairs = [(g, f) for f, g in pairs]
    return all(f.value < g.value < GROWING_RATIO * f.value and f.bound != -1 for f, g in pairs)


def _count_alike(a: Stance, b: Stance) -> bool:
    return _one_count(a, b) or any(not _differ(f, g) for f, g in _counts(a, b))


def _bounded(a: Stance, b: Stance) -> bool:
    bounds = {f.bound for f in (*a.figures, *b.figures)}
    return -1 in bounds


def _poles(a: Stance, b: Stance) -> float:
    found = sum((n, 1 - pole) in b.poles and (n, 1 - pole) not in a.poles for n, pole in a.poles)
    return min(2, found) / 2


def _beaten(a: Stance, b: Stance) -> bool:
    """Whether one tells of a success that the other tells as beaten back."""
    won = {"take", "free", "lose"}
    return bool(
        (a.topics & won and "repelled" in b.topics - (a.topics & {"repelled"}))
        or (b.topics & won and "repelled" in a.topics - (b.topics & {"repelled"}))
    )


def _left(a: Stance, b: Stance) -> bool:
    if a.leavers & b.stayers or b.leavers & a.stayers:
        return True
    if (a.leavers or a.stayers) and (b.leavers or b.stayers):
        return False
    return ("withdrawn" in a.topics and "withdrawn" in b.topics_negated) or (
        "withdrawn" in b.topics and "withdrawn" in a.topics_negated
    )


def _target(a: Stance, b: Stance) -> bool:
    """Whether one names a military target and the other a civilian one."""
    m, c = "military_target", "civilian_target"
    return (m in a.topics and c in b.topics and m not in b.topics) or (
        m in b.topics and c in a.topics and m not in a.topics
    )


def _one_denies(a: Stance, b: Stance) -> bool:
    return bool(a.denials) != bool(b.denials)


def _shared(a: Stance, b: Stance) -> frozenset[str]:
    p, q = a.passage, b.passage
    return (p.names & q.sure_names) | (p.sure_names & q.names)


def _one_telling(a: Stance, b: Stance) -> bool:
    """Whether one text credits the other's publisher, or both outlets give one voice's words."""
    p, q = a.passage, b.passage
    credited = p.root in q.voices.press or q.root in p.voices.press
    return credited or bool(p.voices.speakers & q.voices.speakers and p.kind == q.kind == "outlet")


def _own_names(a: Stance, b: Stance) -> int:
    """Return how many names both texts have that the other lacks."""
    p, q = a.passage, b.passage
    return min(len(p.sure_names - q.names), len(q.sure_names - p.names))


def _same_time(a: Stance, b: Stance) -> float:
    """Return 1 for two texts of one time, less with the days between them."""
    if _two_days(a, b):
        return 0.1
    if a.days & b.days:
        return 1.0
    return math.exp(-max(0.0, _days_apart(a, b) - 1) / FADING_DAYS)


def _meet(a: Stance, b: Stance) -> float:
    """Return how far two texts speak of one place and time, and both say how it is."""
    if a.unable or b.unable:
        return 0.0
    parts = bool(a.parts and b.parts) and not a.parts & b.parts
    named = a.passage.sure_names and b.passage.sure_names
    place = 1.0 if _shared(a, b) else NOWHERE if named else UNNAMED
    return _same_time(a, b) * (0.3 if parts else 1.0) * place


CONFLICTS: dict[str, Callable[[Stance, Stance], float]] = {
    "denied words affirmed": lambda a, b: _crossed(a.negated, a.affirmed, b.affirmed, b.negated),
    "two holders": lambda a, b: float(_holders(a, b)),
    "beaten back and taken": lambda a, b: float(_beaten(a, b)),
    "left and not left": lambda a, b: float(_left(a, b)),
    "two doers": lambda a, b: float(_doers(a, b)),
    "two kinds of target": lambda a, b: float(_target(a, b)),
    "opposite words": _poles,
    "counts apart": lambda a, b: float(_count_apart(a, b)),
    "counts apart by two sides": lambda a, b: float(_opposed(a, b) and _count_apart(a, b)),
}
"""What cannot both be; each counts as far as the two texts meet (`_meet`)."""

MEETING: dict[str, Callable[[Stance, Stance], float]] = {
    "names shared": lambda a, b: min(2, len(_shared(a, b))) / 2,
    "no name shared": lambda a, b: float(not _shared(a, b)),
    "each has names of its own": lambda a, b: min(2, _own_names(a, b)) / 2,
    "two places": lambda a, b: float(
        bool(a.passage.sure_names and b.passage.sure_names) and not _shared(a, b)
    ),
    "a share of it": lambda a, b: float(a.share or b.share),
    "one passed through": lambda a, b: float(
        (a.passing and "hold" in b.topics) or (b.passing and "hold" in a.topics)
    ),
    "one of two sides denies": lambda a, b: float(_one_denies(a, b) and _opposed(a, b)),
    "two sides at odds": lambda a, b: min(1.0, conflicts(a, b)) if _opposed(a, b) else 0.0,
    "words shared": lambda a, b: _share(a.passage.words, b.passage.words),
    "word pairs shared": lambda a, b: _share(a.passage.shingles, b.passage.shingles),
    "one telling": lambda a, b: float(_one_telling(a, b)),
    "another time": lambda a, b: 1 - _same_time(a, b),
    "one day named": lambda a, b: float(bool(a.days & b.days)),
    "voices of two sides": lambda a, b: float(_opposed(a, b)),
    "voices of one side": lambda a, b: float(
        a.voice is not None and a.voice == b.voice and not _holders(a, b)
    ),
    "one publisher": lambda a, b: float(a.passage.root == b.passage.root),
    "one denies": lambda a, b: float(_one_denies(a, b)),
    "both deny": lambda a, b: float(bool(a.denials and b.denials)),
    "one holder": lambda a, b: float(bool(a.holders & b.holders)),
    "counts alike": lambda a, b: float(_count_alike(a, b)),
    "a count bounded": lambda a, b: float(_bounded(a, b) and bool(a.figures and b.figures)),
    "parts of a town differ": lambda a, b: float(
        bool(a.parts and b.parts) and not a.parts & b.parts
    ),
    "one part of a town": lambda a, b: float(bool(a.parts & b.parts)),
    "unsure": lambda a, b: float(a.unsure or b.unsure),
    "cannot say": lambda a, b: float(a.unable or b.unable),
}
FEATURES = (*CONFLICTS, "nothing that cannot both be", "in several ways", *MEETING)
"""What a pair of texts is judged by, in the order of the weights."""


def conflicts(a: Stance, b: Stance) -> float:
    """Return how much in two texts cannot both be, 0 where nothing was found."""
    meet = _meet(a, b)
    return sum(meet * of(a, b) for of in CONFLICTS.values()) if meet else 0.0


def features(a: Stance, b: Stance) -> list[float]:
    """Return a pair's values in the order of `FEATURES`, each 0 to about 1."""
    meet = _meet(a, b)
    conflicts = [meet * of(a, b) for of in CONFLICTS.values()]
    count = sum(conflicts)
    return [
        *conflicts,
        1 - min(1.0, count),
        min(2.0, max(0.0, count - 1)) / 2,
        *(of(a, b) for of in MEETING.values()),
    ]


def contradiction(a: Stance, b: Stance) -> Contradiction:
    """Return whether two texts cannot both hold, and what speaks for it."""
    probability, reason = weights("contradiction").judge(features(a, b))
    return Contradiction(probability, reason)
