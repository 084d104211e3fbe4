"""Echoes: claims that only say again, in the words of before, what another report said.

A thousand rewritten copies of one claim tell no more than the claim: an echo observes nothing and
its origin is that of the earlier words. What a voice itself says anew is no echo.
"""

from dataclasses import dataclass, replace

from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.situation.origins import PRESS, Origin
from fogline.situation.rewrites import NEAR_SECONDS, alike_words, rewriter, same_words
from fogline.situation.tellings import BRIEF_WORDS, short, tellings

RELAYED_SECONDS = 72 * 3600.0
"""Somebody else's relaying of the same words of the same voice adds nothing for so long."""
RETOLD = 0.35
"""Below this probability of two origins a press report retells."""
SOMEWHAT_ALIKE = 50.0
"""Sentences less alike than this (0 to 100) are not looked into further."""
LONG_WORDS = 10
"""Shorter words of one voice recur from day to day, as in bulletins."""
MOST_KEPT = 12
"""Tellings of one matter that a new one is compared with: the latest."""

Matter = tuple[str, str | None, str | None, str, tuple[str, ...]]


@dataclass(slots=True)
class Said:
    """A telling that was the first in its words."""

    claim: Claim
    origin: Origin
    known: float
    report: Report | None = None
    last: float = 0.0
    """When it was last echoed: retellings come in chains."""


class Echoes:
    """The tellings of each matter so far, to know their echoes by."""

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._said: dict[Matter, list[Said]] = {}

    def hear(
        self, claim: Claim, origin: Origin, known: float, report: Report | None = None
    ) -> Origin | None:
        """Return the earlier origin whose words a claim echoes; None where it speaks anew.

        Claims are heard in the order in which they became known; what speaks anew is kept.
        """
        if origin.key is None:
            return None
        said = self._said.setdefault(matter(claim), [])
        new = Said(claim, origin, known, report, known)
        for earlier in reversed(said):
            if self._echo(earlier, new):
                earlier.last = max(earlier.last, known)
                who = origin.name or claim.outlet
                return replace(earlier.origin, reason=f"{who} says it in the words of before")
        said.append(new)
        del said[:-MOST_KEPT]
        return None

    def copy(self) -> "Echoes":
        """Return what was said so far, to go on from on its own."""
        made = Echoes(self._theatre)
        made._said = {m: [replace(s) for s in said] for m, said in self._said.items()}
        return made

    def unsettled(self, claim: Claim, origin: Origin, known: float) -> bool:
        """Whether a claim that comes late may make echoes of what was heard before it."""
        late = Said(claim, origin, known, None, known)
        return origin.key is not None and any(
            said.last > known and (self._echo(late, said) or self._echo(said, late))
            for said in self._said.get(matter(claim), ())
        )

    def _echo(self, earlier: Said, later: Said) -> bool:
        a, b = earlier.origin, later.origin
        if earlier.claim.report_id == later.claim.report_id:
            return False
        apart = later.known - earlier.last
        if a.key == b.key:
            alike = (
                apart <= RELAYED_SECONDS
                and earlier.claim.outlet != later.claim.outlet
                and len(later.claim.chain) > 1
                and len(later.claim.quote.split()) >= LONG_WORDS
            )
            return alike and alike_words(earlier.claim.quote, later.claim.quote)
        if apart > NEAR_SECONDS or len({a.side, b.side} - {None}) > 1 or not rewriter(b):
            return False
        return same_words(earlier.claim.quote, later.claim.quote) or self._retold(earlier, later)

    def _retold(self, earlier: Said, later: Said) -> bool:
        """Whether a press report that names no voice retells an earlier brief one."""
        if later.origin.kind not in PRESS or earlier.report is None or later.report is None:
            return False
        for said in (earlier, later):
            text = said.report.text if said.report is not None else ""
            if not short(text, BRIEF_WORDS) or said.claim.quote not in text:
                return False
        if not alike_words(earlier.claim.quote, later.claim.quote, SOMEWHAT_ALIKE):
            return False
        judged = tellings(self._theatre).kinship(earlier.report, later.report)
        return judged.independent < RETOLD


def matter(claim: Claim) -> Matter:
    """Return what claims must share to be compared: action, outcome, side, polarity, places."""
    places = tuple(sorted({p.gazetteer_id or p.text.casefold() for p in claim.places}))
    return claim.action, claim.outcome, claim.side, claim.polarity, places
