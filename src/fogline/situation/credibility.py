"""The Admiralty grade of an event: the letter from records only, the digit from origins only."""

from collections.abc import Mapping, Sequence

from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.event import Credibility, Grade
from fogline.situation.observations import Evidence
from fogline.situation.origins import NEUTRAL, Origin
from fogline.situation.records import Records, SourceRecord, Track
from fogline.situation.topics import topic

LETTERS = ((0.95, "A"), (0.85, "B"), (0.7, "C"), (0.5, "D"), (0.0, "E"))
"""Least share of claims that turned out so, for each letter (usual reading of STANAG 2511)."""

A_RECORD = 20.0
"""Nobody is "completely reliable" on a prior worth less than this many judged claims."""


def credibility(  # noqa: PLR0913, PLR0917 - what a grade is made of
    members: Sequence[tuple[Claim, Origin]],
    pro: Mapping[str, Origin],
    contra: Mapping[str, Origin],
    evidence: Evidence,
    records: Records,
    decision: Decision | None,
) -> Credibility:
    """Return the grade; a person's pinned grade leads."""
    earned, digit = _letter(members, evidence, records), _digit(members, pro, contra)
    if decision is not None and decision.verdict == "pin_grade" and decision.value:
        said = f"{decision.by} pinned it: {decision.reason}"
        pinned = decision.value
        if "letter" in pinned:
            earned = Grade(value=str(pinned["letter"]), reason=f"{said}; by record {earned.value}")
        if "digit" in pinned:
            digit = Grade(value=str(pinned["digit"]), reason=f"{said}; by origins {digit.value}")
    return Credibility(letter=earned, digit=digit)


def _letter(members: Sequence[tuple[Claim, Origin]], evidence: Evidence, records: Records) -> Grade:
    """Return the letter of the best origin with a record, or a prior, for such claims."""
    best: tuple[float, str, Track] | None = None
    for claim, origin in members:
        track = records.of(origin, topic(claim, origin, evidence))
        if track is not None:
            name = origin.name or f"an unnamed {origin.kind.replace('_', ' ')}"
            if best is None or (track.mean, name) > best[:2]:
                best = (track.mean, name, track)
    if best is None:
        return Grade(value="F", reason="no record of any of its origins")
    _, name, track = best
    return Grade(value=letter(track), reason=f"{name}: {record_words(track)}")


def letter(track: Track) -> str:
    """Return the letter that prior and record earn."""
    value = next(value for least, value in LETTERS if track.mean >= least)
    return "B" if value == "A" and track.worth < A_RECORD else value


def record_words(track: Track) -> str:
    """Return what a letter rests on, in a sentence: the judged claims and the prior."""
    about = track.topic.replace("_", " ")
    if not track.judged:
        judged = "none of its own judged yet"
    else:
        judged = f"{track.so} of {track.judged} judged turned out so"
    if track.prior is None:
        return f"{about}: {judged}; with no prior for its kind {track.mean:.0%}"
    prior = track.prior
    whose = f"{prior.kind.replace('_', ' ')} ({prior.topic.replace('_', ' ')})"
    return (
        f"{about}: {judged}; with the theatre's prior for a {whose}, "
        f"{prior.a / (prior.a + prior.b):.0%}, it is {track.mean:.0%}: {prior.note}"
    )


def source_records(records: Records) -> tuple[SourceRecord, ...]:
    """Return every record with judged claims, by origin, the most judged first."""
    return tuple(
        SourceRecord(
            key=track.key,
            topic=track.topic,
            letter=letter(track),
            so=track.so,
            not_so=track.not_so,
            mean=track.mean,
            claims=tuple(claim for claim, _ in track.claims),
            reason=record_words(track),
        )
        for tracks in records.by_key().values()
        for track in tracks
    )


def _digit(
    members: Sequence[tuple[Claim, Origin]],
    pro: Mapping[str, Origin],
    contra: Mapping[str, Origin],
) -> Grade:
    """Return the digit by number and sides of the independent origins."""
    parties = {o.side or NEUTRAL for o in pro.values()}
    count, against = len(pro), len(contra)
    said = f"{count} independent for ({', '.join(sorted(parties)) or 'none'}), {against} against"
    if not members or count == 0:
        return Grade(value="6", reason=f"no origin to judge by: {said}")
    if against > count:
        return Grade(value="5" if against >= count + 2 else "4", reason=f"contradicted: {said}")
    if against:
        return Grade(value="4" if count == against else "3", reason=f"contradicted: {said}")
    if count == 1:
        return Grade(value="6", reason=f"a single origin, nothing to compare it with: {said}")
    if len(parties) == 1 and parties != {NEUTRAL}:
        return Grade(value="3", reason=f"all of one side: {said}")
    return Grade(value="1" if count >= 3 else "2", reason=f"they agree: {said}")
