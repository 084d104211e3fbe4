"""A claim as a reader sees it: its words, who said them through whom, and where they stand."""

from dataclasses import dataclass

from fogline.model.claim import Claim, Voice
from fogline.model.report import Report
from fogline.views.people import redact, voice_name
from fogline.views.picture import Picture
from fogline.views.words import instant, shown, span, texts

AROUND = 220
"""Characters of the report shown before and after the words."""


@dataclass(frozen=True, slots=True)
class Link:
    """One voice of a chain, from the outlet that was read to the origin."""

    name: str
    side: str
    role: str
    stance: str
    """What this voice does with the next one's words, "" where it just relays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim, ready to be shown; nothing in it is trusted markup."""

    id: str
    quote: str
    redacted: bool
    chain: tuple[Link, ...]
    origin: str
    basis: str
    outlet: str
    published: str
    about: str
    certainty: str
    marks: tuple[str, ...]
    """Retold, denied, unverified, under captivity ..."""
    retold: bool
    before: str
    words: str
    after: str
    url: str | None
    report_id: str
    title: str
    also: str = ""
    """Other outlets in which the same words of the same voice stand."""


def said(claim: Claim, picture: Picture) -> Said:
    """Return a claim as it may be shown."""
    report = picture.reports.get(claim.report_id)
    names = picture.withheld.get(claim.report_id, ())
    quote = redact(claim.quote, names)
    before, words, after = excerpt(claim, report, names)
    return Said(
        id=claim.id,
        quote=_tidy(quote.text),
        redacted=quote.redacted,
        chain=tuple(_link(v, claim, picture) for v in claim.chain),
        origin=voice_name(claim.origin, claim),
        basis=texts()(f"basis_{claim.origin_basis}"),
        outlet=shown(claim.outlet),
        published=instant(claim.published, picture.zone) if claim.published else "",
        about=span(claim.time, picture.zone) if claim.time else "",
        certainty=_certainty(claim),
        marks=_marks(claim, names),
        retold=claim.retold,
        before=before,
        words=words,
        after=after,
        url=_web(claim.url),
        report_id=claim.report_id,
        title=redact(report.title or "", names).text if report else "",
    )


def excerpt(
    claim: Claim,
    report: Report | None,
    names: tuple[str, ...],
) -> tuple[str, str, str]:
    """Return the report's text before, at and after the claim's words, cut between words."""
    if report is None:
        return "", _tidy(redact(claim.quote, names).text), ""
    text, start, end = report.text, claim.start, claim.end
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = text[left:start], text[end:right]
    if left > 0:
        before = "… " + before.split(" ", 1)[-1]
    if right < len(text):
        after = after.rsplit(" ", 1)[0] + " …"
    first, middle, last = (redact(part, names).text for part in (before, text[start:end], after))
    return _tidy(first), _tidy(middle), _tidy(last)


def _tidy(text: str) -> str:
    """Return text with runs of white space as one, keeping one at either end."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if text[-1:].isspace() else "")


def _link(voice: Voice, claim: Claim, picture: Picture) -> Link:
    say = texts()
    stance = voice.stance or "relays"
    return Link(
        name=voice_name(voice, claim),
        side=picture.side_name(voice.side),
        role=voice.role,
        stance="" if stance == "relays" or voice.role == "origin" else say(f"stance_{stance}"),
    )


def _certainty(claim: Claim) -> str:
    say, sure = texts(), claim.certainty
    if claim.polarity == "undetermined":
        return say("certainty_undetermined")
    if sure.cue is None:
        return say("certainty_flat")
    return say(
        "certainty_cue",
        cue=shown(sure.cue),
        low=f"{sure.low:.0%}".rstrip("%"),
        high=f"{sure.high:.0%}".rstrip("%"),
    )


def _marks(claim: Claim, names: tuple[str, ...]) -> tuple[str, ...]:
    say, marks = texts(), []
    if claim.polarity == "denied":
        marks.append(say("mark_denied"))
    if claim.verification:
        marks.append(say(f"verification_{claim.verification}"))
    if claim.phase == "planned" or claim.tense == "future":
        marks.append(say("mark_planned"))
    if claim.conditions:
        marks.append(
            say("mark_condition", text=_tidy(redact(claim.conditions[0].text, names).text))
        )
    marks += [say(f"flag_{flag}") for flag in claim.flags]
    if claim.decision is not None:
        marks.append(
            say(
                "mark_decided",
                by=shown(claim.decision.by),
                verdict=say(f"verdict_{claim.decision.verdict}"),
            )
        )
    return tuple(marks)


def _web(url: str | None) -> str | None:
    """Return an address that may stand behind a link: the web's, no script's."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
