"""Rewritten wires and one quotation in two wordings: claims that are one voice's words after all.

Below the similarity by which reports count as copies, single sentences still give a rewrite away:
nearly the same words, or alike words around the same rare figures, within two days.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.situation.origins import PRESS, Origin, vague
from fogline.situation.tellings import Tellings, short

NEAR_SECONDS = 48 * 3600.0
SAME_WORDS = 88.0
"""Token similarity (0 to 100) from which two sentences are one in two wordings."""
ALIKE_WORDS = 65.0
"""Enough where both give the same rare figure."""
ONE_ORIGIN = 0.2
"""Below this probability of two origins, whole texts are one telling: a claim may come from a part
of them that is its own."""
LEAST_WORDS = 5
"""Shorter sentences are alike by chance."""
MOST_MEMBERS = 60
"""An event with more claims is compared by its earliest ones: rewrites follow at once."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its origin and when it became known (POSIX seconds)."""

    claim: Claim
    origin: Origin
    known: float
    report: Report | None = None
    """Where it stands, for what its whole text gives away."""


def rare_figures(text: str) -> frozenset[str]:
    """Return figures that two writers hardly choose alike: not small, not round."""
    found = {n.replace(",", "").rstrip(".") for n in _NUMBER.findall(text)}
    return frozenset(n for n in found if len(n) > 1 and not n.endswith("0"))


def same_words(a: str, b: str) -> bool:
    """Whether two sentences are one in two wordings."""
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
    from rapidfuzz.utils import default_process

    a, b = default_process(a), default_process(b)
    if min(len(a.split()), len(b.split())) < LEAST_WORDS:
        return False
    if token_sort_ratio(a, b) >= SAME_WORDS:
        return True
    shared = rare_figures(a) & rare_figures(b)
    return bool(shared) and token_set_ratio(a, b) >= ALIKE_WORDS


def alike_words(a: str, b: str, least: float = ALIKE_WORDS) -> bool:
    """Whether two relays of one voice give the same words of it, each in a wording of its own.

    `least` is the token similarity, 0 to 100, from which they do.
    """
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.utils import default_process

    return token_set_ratio(a, b, processor=default_process) >= least


def collapse(told: Sequence[Told], compared: Tellings | None = None) -> list[Origin]:
    """Return each claim's origin, with those of rewrites made that of the earliest wording.

    Voices that name themselves on both sides of a war do not rewrite each other. With `compared`,
    short reports whose whole texts rest on one origin are one voice too.
    """
    order = sorted(range(len(told)), key=lambda i: (told[i].known, told[i].claim.id))
    first = list(range(len(told)))
    for i, j in combinations(order[:MOST_MEMBERS], 2):
        a, b = told[i], told[j]
        if first[j] != j or a.origin.key is None or b.origin.key in {None, a.origin.key}:
            continue
        near = abs(a.known - b.known) <= NEAR_SECONDS
        sides = {a.origin.side, b.origin.side} - {None}
        if not near or len(sides) > 1 or not rewriter(b.origin):
            continue
        if same_words(a.claim.quote, b.claim.quote) or _one_telling(a, b, compared):
            first[j] = first[i]
    return [
        t.origin if first[i] == i else _as(t.origin, told[first[i]].origin)
        for i, t in enumerate(told)
    ]


def _one_telling(a: Told, b: Told, compared: Tellings | None) -> bool:
    """Whether two short reports rest on one origin by their whole texts."""
    if compared is None or a.report is None or b.report is None or a.report.id == b.report.id:
        return False
    for claim, report in ((a.claim, a.report), (b.claim, b.report)):
        if not short(report.text) or claim.quote not in report.text:
            return False
    return compared.kinship(a.report, b.report).independent < ONE_ORIGIN


def rewriter(origin: Origin) -> bool:
    """Whether such a voice may have taken its words from another's text.

    A ministry or think tank that says in five words what others said speaks for itself.
    """
    return origin.kind in PRESS | {"journalist", "social_account", "unnamed"} or vague(origin)


def _as(origin: Origin, earlier: Origin) -> Origin:
    return replace(earlier, reason=f"{origin.name or origin.kind} says it in the words of before")
