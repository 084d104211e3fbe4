"""The theatre's sources as every list shows them: how much they said, and what earned their grades.

    sources, unknown = judged_sources(theatre, claims, assessment.records())

The command line, the API and the workbench show this one record.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import asdict

from fogline.model.claim import Claim
from fogline.model.source import Source
from fogline.model.theatre import Theatre
from fogline.situation.origins import Voices
from fogline.situation.records import SourceRecord


class JudgedSource(Source, frozen=True, kw_only=True):
    """A source of the theatre with how much it said and what earned its grades."""

    claims: int = 0
    """Stored claims that it is the origin of."""
    records: tuple[SourceRecord, ...] = ()
    """What its claims of each kind are worth, the most judged first; shared by those who speak
    for one organisation or publisher group."""


def judged_sources(
    theatre: Theatre, claims: Iterable[Claim], records: Iterable[SourceRecord]
) -> tuple[tuple[JudgedSource, ...], int]:
    """Return the sources, those who spoke most first, and how many claims come from nobody of them.

    `claims` and `records` are those of one knowledge instant.
    """
    voices = Voices(theatre)
    found = (voices.source(claim.origin) for claim in claims)
    spoken = Counter(None if source is None else source.id for source in found)
    earned = _by_source(theatre, voices, records)
    chosen = sorted(theatre.sources, key=lambda s: (-spoken[s.id], s.name))
    return tuple(
        JudgedSource(**asdict(s), claims=spoken[s.id], records=earned.get(s.id, ())) for s in chosen
    ), spoken[None]


def _by_source(
    theatre: Theatre, voices: Voices, records: Iterable[SourceRecord]
) -> dict[str, tuple[SourceRecord, ...]]:
    """Return the records by source id."""
    by_key: dict[str, list[SourceRecord]] = {}
    for record in records:
        by_key.setdefault(record.key, []).append(record)
    keys = {s.id: f"source:{voices.root(s)}" for s in theatre.sources}
    return {id_: tuple(by_key[key]) for id_, key in keys.items() if key in by_key}
