"""From any id to the sentence behind it, and back: claim, event, report, place.

A trace is for one's own store, so it keeps the reports verbatim; what leaves the store goes
through `fogline.views.people`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fogline.errors import UsageError
from fogline.model.claim import Claim
from fogline.model.event import Event, OriginNode
from fogline.model.report import Report
from fogline.pipeline import Assessment
from fogline.views.words import shown, span, texts

if TYPE_CHECKING:
    from rich.text import Text

AROUND = 300
"""Characters of a report shown around the words of one claim."""


def trace(assessment: Assessment, id: str) -> dict[str, Any]:
    """Return what stands behind an id, as plain data.

    Raises:
        UsageError: nothing of that id is known at the assessment's instant.
    """
    claims = assessment.claims
    if id in claims:
        return _of_claim(assessment, claims[id])
    if id in assessment.reports:
        return _of_report(assessment, assessment.reports[id])
    event = next((e for e in assessment.events if e.id == id), None)
    if event is not None:
        return _of_event(assessment, event)
    about = [c for c in claims.values() if _names(c, id)]
    if about:
        return _of_place(assessment, id, about)
    raise UsageError(f"trace {id!r}: no claim, event, report or place of that id is known")


def _names(claim: Claim, id: str) -> bool:
    wanted = {id, f"theatre:{id}"}
    return any(
        p.gazetteer_id in wanted or (p.name or "").casefold() == id.casefold() for p in claim.places
    )


def _of_claim(assessment: Assessment, claim: Claim) -> dict[str, Any]:
    events = [
        e for e in assessment.events if claim.id in e.claims_for or claim.id in e.claims_against
    ]
    return {
        "kind": "claim",
        "id": claim.id,
        "claims": [_claim(assessment, claim)],
        "events": [_event(e) for e in events],
    }


def _of_event(assessment: Assessment, event: Event) -> dict[str, Any]:
    known = assessment.claims
    return {
        "kind": "event",
        "id": event.id,
        "events": [_event(event)],
        "claims": [_claim(assessment, known[c]) for c in event.claims_for if c in known],
        "claims_against": [
            _claim(assessment, known[c]) for c in event.claims_against if c in known
        ],
        "origin_tree": [_node(n) for n in event.origin_tree],
    }


def _of_report(assessment: Assessment, report: Report) -> dict[str, Any]:
    found = [c for c in assessment.claims.values() if c.report_id == report.id]
    found.sort(key=lambda c: c.start)
    return {
        "kind": "report",
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "retold": report.retold,
        "text": report.text,
        "claims": [_claim(assessment, c) for c in found],
    }


def _of_place(assessment: Assessment, id: str, about: list[Claim]) -> dict[str, Any]:
    about.sort(key=lambda c: c.published or "", reverse=True)
    ids = {c.id for c in about}
    events = [e for e in assessment.events if ids & {*e.claims_for, *e.claims_against}]
    return {
        "kind": "place",
        "id": id,
        "claims": [_claim(assessment, c) for c in about],
        "events": [_event(e) for e in events],
    }


def _claim(assessment: Assessment, claim: Claim) -> dict[str, Any]:
    report = assessment.reports.get(claim.report_id)
    text, zone = (report.text if report else claim.quote), assessment.theatre.zone
    start, end = (claim.start, claim.end) if report else (0, len(text))
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    return {
        **claim.to_json(),
        "chain_words": chain_words(claim),
        "when": span(claim.time, zone),
        "before": text[left:start],
        "words": text[start:end],
        "after": text[end:right],
    }


def chain_words(claim: Claim) -> str:
    """Return a claim's chain as words, each voice with its stance."""
    return " <- ".join(_voices(claim))


def _voices(claim: Claim) -> Iterator[str]:
    say = texts()
    for voice in claim.chain:
        name = voice.name or say(f"voice_{voice.kind}")
        stance = voice.stance or "relays"
        plain = voice.role == "origin" or stance == "relays"
        yield name if plain else f"{name} ({say(f'stance_{stance}')})"


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "action": event.action,
        "side": event.side,
        "status": event.status,
        "places": [p.name or p.text for p in event.places],
        "time": event.time.to_json() if event.time else None,
        "origins_for": event.origins_for,
        "origins_against": event.origins_against,
        "grade": event.credibility.letter.value + event.credibility.digit.value,
        "reasons": event.reasons,
    }


def _node(node: OriginNode) -> dict[str, Any]:
    data: dict[str, Any] = node.to_json()
    return data


def show(traced: dict[str, Any]) -> "Text":
    """Return a trace for the terminal, the words highlighted."""
    from rich.text import Text

    page = Text()
    head = f"{traced['kind']} {traced['id']}"
    page.append(f"{shown(head)}\n", style="bold")
    for event in traced.get("events", []):
        page.append_text(_event_text(event))
    if traced.get("origin_tree"):
        page.append("\nwho took it from whom\n", style="bold")
        for node in traced["origin_tree"]:
            page.append_text(_tree(node, 1))
    for key, title in (("claims", "said"), ("claims_against", "against")):
        if traced.get(key):
            page.append(f"\n{title}\n", style="bold")
        for claim in traced.get(key, []):
            page.append_text(_claim_text(claim))
    return page


def _event_text(event: dict[str, Any]) -> "Text":
    from rich.text import Text

    where = ", ".join(event["places"])
    counts = (
        f"{sum(event['origins_for'].values())} origins for, "
        f"{sum(event['origins_against'].values())} against"
    )
    line = f"event {event['id']}: {event['action']} {where} ({event['side'] or 'no side'})"
    text = Text(shown(line) + "\n")
    text.append(f"  {event['status']}, {event['grade']}, {counts}\n", style="dim")
    return text


def _tree(node: dict[str, Any], depth: int) -> "Text":
    from rich.text import Text

    name = shown(node["name"] or texts()(f"voice_{node['kind']}"))
    text = Text("  " * depth + name, style="bold" if node["independent"] else "")
    text.append(f"  {shown(node['reason'])}\n", style="dim not bold")
    for child in node["taken_by"]:
        text.append_text(_tree(child, depth + 1))
    return text


def _claim_text(claim: dict[str, Any]) -> "Text":
    from rich.text import Text

    head = f"\n  {claim['chain_words']}, {claim['published'] or 'no date'}"
    text = Text(shown(head), style="cyan")
    if claim["retold"]:
        text.append(f" [{texts()('retold')}]", style="dim")
    text.append(
        f"\n  claim {claim['id']}: {claim['action']}, {claim['polarity']}, "
        f"{claim['certainty']['low']:.2f} to {claim['certainty']['high']:.2f}, "
        f"{shown(claim['when'])}\n",
        style="dim not bold",
    )
    before, words, after = (" ".join(shown(claim[k]).split()) for k in ("before", "words", "after"))
    text.append(f"  … {before} ", style="none")
    text.append(words, style="bold reverse")
    text.append(f" {after} …\n", style="none")
    return text
