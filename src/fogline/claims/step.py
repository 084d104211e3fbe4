"""The claims room: who says, through whom, that what happened, how sure, under which condition.

Reads: a report, its parsed text, the place words found in it, the theatre's names and sides.
Writes: claims whose quotes stand verbatim at their offsets, with places not yet resolved, and for
each sentence without a claim the reason why.
Never: the store, the network, another report, where a place is, whether a claim is true.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.claims import spellings
from fogline.claims.attribution import Voices
from fogline.claims.languages import Sentence, reader
from fogline.claims.version import ENGINE_VERSION
from fogline.model.claim import Claim, Voice
from fogline.model.placement import PlaceWords
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.theatres.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ENGINE_VERSION", "Reading", "Sentence", "read"]

UNREAD = "unread: this language is stored and counted, not read for claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The claims of one report in the order of its text, and its sentences."""

    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    """Each with the ids of its claims, or the reason why it has none."""
    voices: Voices | None = None


def read(  # noqa: PLR0913 - one value each
    report: Report,
    doc: "Doc | None",
    places: Sequence[PlaceWords],
    theatre: Theatre | None,
    *,
    lexicon: Lexicon | None = None,
    outer: tuple[Voice, ...] = (),
    zone: str | None = None,
) -> Reading:
    """Read the claims of a report.

    Args:
        report: the report; what stands before its `body_start` is no claim.
        doc: its text parsed by `fogline.text.parse`; None for a language that is not read.
        places: the place words of the text.
        theatre: for sides, names and days; None reads without knowing any side.
        lexicon: the theatre's names if already compiled.
        outer: for an embedded post, the voices of the article around it.
        zone: IANA zone of the days, the theatre's unless given.
    """
    read_language = reader(report.language)
    if read_language is None or doc is None:
        sentence = Sentence(0, len(report.text), (), UNREAD)
        return Reading(claims=(), sentences=(sentence,))
    if lexicon is None:
        lexicon = Lexicon.of(theatre) if theatre is not None else Lexicon.empty()
    result = read_language(
        report,
        doc,
        places,
        lexicon,
        zone=zone or (theatre.zone if theatre is not None else "UTC"),
        relations=theatre.relations if theatre is not None else (),
        used_by=_used_by(theatre) if theatre is not None else {},
        home=_home(theatre) if theatre is not None else {},
        outer=outer,
        began=theatre.began if theatre is not None else None,
        arms=_arms(theatre) if theatre is not None else {},
    )
    return Reading(claims=result.claims, sentences=result.sentences, voices=result.voices)


def _home(theatre: Theatre) -> dict[str, str]:
    """Return the names of a side's own regions and towns."""
    return {name.lower(): side.id for side in theatre.sides for name in side.home}


def _arms(theatre: Theatre) -> dict[str, str]:
    """Return the weapons that only one side has."""
    return {word.lower(): side.id for side in theatre.sides for word in side.arms}


_USED_BY: dict[int, tuple[Theatre, dict[str, str]]] = {}


def _used_by(theatre: Theatre) -> dict[str, str]:
    """Return the place names that only one side uses; kept with its theatre."""
    known = _USED_BY.get(id(theatre))
    if known is None or known[0] is not theatre:
        names = spellings.used_by(theatre)
        known = _USED_BY[id(theatre)] = (theatre, names)
    return known[1]
