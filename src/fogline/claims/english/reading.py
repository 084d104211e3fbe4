"""Read the claims of an English text: matches, their voices, their parts, put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from fogline.claims.attribution import Voices
from fogline.claims.english import attaching, matching, numbers, times
from fogline.claims.english.building import Builder
from fogline.claims.english.learned import judging
from fogline.claims.english.lexis import lexis
from fogline.claims.english.mending import mend
from fogline.claims.english.passing import why_none
from fogline.claims.english.text import Text
from fogline.claims.english.tokens import TokenTable
from fogline.claims.english.voices import read as read_voices
from fogline.claims.english.withdrawing import statement_taken
from fogline.model.claim import Claim, Voice
from fogline.model.placement import PlaceWords
from fogline.model.report import Report
from fogline.model.theatre import Relation
from fogline.theatres.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

Spans: TypeAlias = tuple[tuple[int, int], ...]
_FURNITURE = "it is the page's own: navigation, title, credits, or a post that stands by itself"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text with the ids of its claims, or why it has none."""

    start: int
    end: int
    claims: tuple[str, ...]
    reason: str | None


@dataclass(slots=True)
class Read:
    """What was read of one text."""

    claims: tuple[Claim, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    voices: Voices | None = field(default=None)


def read(  # noqa: PLR0913 - one value each
    report: Report,
    doc: "Doc",
    places: Sequence[PlaceWords],
    lexicon: Lexicon,
    *,
    zone: str,
    relations: tuple[Relation, ...] = (),
    used_by: dict[str, str] | None = None,
    home: dict[str, str] | None = None,
    outer: tuple[Voice, ...] = (),
    began: date | None = None,
    arms: dict[str, str] | None = None,
) -> Read:
    """Return the claims of an English report and a reason for each sentence without one."""
    table = TokenTable.of(doc)
    mend(table, lexis("en"))
    voices = read_voices(table, report, lexicon, outer)
    text = Text(
        table=table,
        lexis=lexis("en"),
        lexicon=lexicon,
        voices=voices,
        day=own_day(report.published, zone),
        zone=zone,
        relations=relations,
        used_by=used_by or {},
        home=home or {},
        arms=arms or {},
    )
    text.name()
    text.locate(places)
    text.cues = _cues(voices)
    matches, passed = judging.find(text)
    matches = [m for m in matches if _stated(text, m, report.furniture, passed)]
    hour = own_hour(report.published, zone)
    found = times.find(table.string, text.day, zone, hour=hour, began=began)
    dated = _dated(text, found)
    parts = attaching.attach(text, matches, found, numbers.find(text, dated))
    claims = Builder(text, report, found).build(matches, parts)
    return Read(
        claims=tuple(claims),
        voices=voices,
        sentences=tuple(_sentences(text, claims, passed, report.furniture)),
    )


def own_day(published: str | None, zone: str) -> date | None:
    """Return the theatre's day on which a voice speaks, None if it is not known."""
    if published is None:
        return None
    try:
        instant = datetime.fromisoformat(published)
    except ValueError:
        return None
    return instant.astimezone(ZoneInfo(zone)).date() if instant.tzinfo else instant.date()


def own_hour(published: str | None, zone: str) -> int | None:
    """Return the hour at which a voice speaks, None if it is not known."""
    try:
        instant = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return instant.astimezone(ZoneInfo(zone)).hour if instant.tzinfo else None


def _cues(voices: Voices) -> set[int]:
    """Return the words of saying that carry a statement."""
    return {
        token
        for attribution in voices.attributions
        if attribution.content and (attribution.meaning.carries or attribution.meaning.verification)
        for token in attribution.cue
    }


def _dated(text: Text, found: list[times.TimeWord]) -> set[int]:
    result: set[int] = set()
    for start, end in times.spans(found):
        result.update(range(*attaching.tokens(text, start, end)))
    return result


def _stated(
    text: Text,
    match: matching.Match,
    furniture: Spans,
    passed: dict[int, str],
) -> bool:
    """Leave out navigation, credits and what is asked."""
    table = text.table
    if any(start <= table.idx[match.trigger] < end for start, end in furniture):
        passed[match.trigger] = _FURNITURE
        return False
    if statement_taken(text, match.trigger) is not None:
        passed[match.trigger] = "it takes back what was told"
        return False
    if _introduces(text, match):
        passed[match.trigger] = "it only says who speaks"
        return False
    begin, end = table.sents[table.sent[match.trigger]]
    for token in range(end - 1, max(begin - 1, end - 4), -1):
        if table.text[token] == "?":
            passed[match.trigger] = "it is a question"
            return False
        if table.pos[token] not in ("PUNCT", "SPACE"):
            break
    return True


def _introduces(text: Text, match: matching.Match) -> bool:
    """Say whether a participle only describes a speaker: "a brigade operating there said"."""
    table = text.table
    top = match.scope.top
    if table.dep[top] != "acl" or match.action != "control":
        return False
    noun = table.head[top]
    return any(
        a.source is not None and a.source[0] <= noun < a.source[1] and top < min(a.cue, default=0)
        for a in text.voices.attributions
        if a.content
    )


def _sentences(
    text: Text,
    claims: list[Claim],
    passed: dict[int, str],
    furniture: Spans,
) -> list[Sentence]:
    table = text.table
    by_sentence: dict[int, list[str]] = {}
    starts = {offset: i for i, offset in enumerate(table.idx)}
    for claim in claims:
        for start, _ in claim.spans:
            token = starts.get(start)
            if token is not None:
                by_sentence.setdefault(table.sent[token], []).append(claim.id)
    why: dict[int, str] = {}
    for token, passing in passed.items():
        named = passing if passing.startswith('"') else f'"{table.text[token]}": {passing}'
        why.setdefault(table.sent[token], named)
    result = []
    for number, (begin, end) in enumerate(table.sents):
        ids = tuple(dict.fromkeys(by_sentence.get(number, ())))
        reason: str | None = None
        if not ids:
            middle = (table.idx[begin] + table.end[end - 1]) // 2
            outside = any(a <= middle < b for a, b in furniture)
            reason = _FURNITURE if outside else why_none(text, number, why.get(number))
        result.append(Sentence(table.idx[begin], table.end[end - 1], ids, reason))
    return result
