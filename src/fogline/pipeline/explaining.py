"""`fogline read --explain`: a report with its claims marked and, for the rest, why not."""

from collections.abc import Iterable, Iterator

from fogline.model.claim import Claim, Voice
from fogline.pipeline.reader import ReadText, reader
from fogline.settings import Settings
from fogline.store import Reader
from fogline.text.normalise import without_controls


def explain(report_ids: Iterable[str], store: Reader, settings: Settings) -> Iterator[str]:
    """Yield one text a report: its sentences in order, each with its claims or the reason."""
    for report_id in dict.fromkeys(report_ids):
        report = store.report(report_id)
        if report is None:
            continue
        parent = store.report(report.part_of) if report.part_of else None
        (text,) = reader(store.theatre, settings).read([(report, parent)])
        yield "\n".join(_lines(text))


def _lines(text: ReadText) -> Iterator[str]:
    report = text.report
    yield f"== {report.outlet}, {report.published or 'no date'}: {report.title or 'no title'}"
    if text.unread:
        yield f"   {text.unread}"
    claims = {claim.id: claim for claim in text.claims}
    for sentence in text.sentences:
        words = " ".join(without_controls(report.text[sentence.start : sentence.end]).split())
        if not words:
            continue
        yield f"\n{words}"
        if not sentence.claims:
            yield f"   no claim: {sentence.reason}"
        for claim_id in sentence.claims:
            yield from _claim(claims[claim_id])
    yield ""


def _claim(claim: Claim) -> Iterator[str]:
    yield f'   claim {claim.id}: "{without_controls(claim.quote)}"'
    yield f"      said by  {' <- '.join(map(_voice, claim.chain))} ({claim.origin_basis})"
    said = [claim.kind, claim.action, claim.sub_action, claim.phase, claim.outcome]
    yield f"      says     {' '.join(s for s in said if s)}, {claim.polarity}"
    yield f"      how sure {claim.certainty.low:.2f} to {claim.certainty.high:.2f}" + (
        f" ({claim.certainty.cue})" if claim.certainty.cue else ""
    )
    for field, value in _details(claim):
        yield f"      {field:<8} {value}"
    for field, reason in claim.reasons.items():
        yield f"      why {field}: {reason}"


def _details(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.actor:
        yield "actor", f"{claim.actor.text} ({claim.actor.side or 'no side'})"
    if claim.target:
        yield "target", f"{claim.target.text} ({claim.target.side or 'no side'})"
    for place in claim.places:
        where = (
            "unresolved"
            if place.lon is None
            else (
                f"{place.name}, {place.relation or 'the place itself'}, {place.lon:.3f} {place.lat:.3f}, "
                f"radius {place.radius_km:.1f} km, {place.gazetteer_id}"
            )
        )
        yield place.role, f"{place.text}: {where}"
    if claim.time:
        yield (
            "when",
            f"{claim.time.start or '...'} to {claim.time.end or '...'} ({claim.time.precision})",
        )
    for quantity in claim.quantities:
        yield (
            "how many",
            f"{quantity.text}: {quantity.low} to {quantity.high} {quantity.unit or ''}",
        )
    for condition in claim.conditions:
        yield "provided", f"{condition.type}: {condition.text}"


def _voice(voice: Voice) -> str:
    name = voice.name or f"unnamed {voice.kind}"
    return f"{name} [{voice.stance}]" if voice.stance else name
