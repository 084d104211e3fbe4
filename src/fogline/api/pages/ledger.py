"""The ledger of registered forecasts, as a page shows it: what falls due, and who was right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fogline.api.pages.desk import Desk
from fogline.pipeline.forecasting import entries
from fogline.views.people import PRIVATE_KINDS, redact
from fogline.views.words import percent, probability_word, shown, texts

MOST = 20
"""Entries of each list; the whole ledger is `fogline forecasts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One registered forecast."""

    voice: str
    words: str
    claim: str
    rule: str
    chance: str
    due: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is registered, by the day shown, and the voices' records."""

    due: tuple[Line, ...]
    open: tuple[Line, ...]
    resolved: tuple[Line, ...]
    total: int
    scores: tuple[dict[str, Any], ...]


def ledger(desk: Desk) -> Ledger:
    """Return the ledger as known at the picture's instant."""
    from fogline.outlook.ledger import scores

    with desk.serving.store() as store:
        known = entries(store, desk.asked.known)
    on = desk.asked.on.isoformat()
    private = {e.forecast.voice for e in known if e.forecast.voice_kind in PRIVATE_KINDS}
    return Ledger(
        due=_lines((e for e in known if e.forecast.rule.due == on), desk),
        open=_lines((e for e in known if e.status == "open" and e.forecast.rule.due > on), desk),
        resolved=_lines((e for e in reversed(known) if e.status in {"yes", "no"}), desk),
        total=len(known),
        scores=tuple(r for r in scores(known) if r["voice"] not in private),
    )


def _lines(found: Iterable[Any], desk: Desk) -> tuple[Line, ...]:
    lines = []
    for entry in found:
        claim = desk.assessed.claims.get(entry.forecast.claim_id or "")
        if claim is not None and desk.gate.held_for(claim):
            continue
        lines.append(_line(entry, desk, known=claim is not None))
        if len(lines) == MOST:
            break
    return tuple(lines)


def _line(entry: Any, desk: Desk, *, known: bool) -> Line:
    forecast = entry.forecast
    private = forecast.voice_kind in PRIVATE_KINDS or not forecast.voice
    names = desk.gate.names.get(forecast.report_id or "", ())
    return Line(
        voice=texts()(f"voice_{forecast.voice_kind}") if private else shown(forecast.voice),
        words=redact(forecast.statement, names).text,
        claim=forecast.claim_id if known else "",
        rule=shown(desk.picture.named(forecast.rule.sentence)),
        chance=f"{probability_word(forecast.probability)} ({percent(forecast.probability)})",
        due=forecast.rule.due,
        status=texts()(f"wb_outcome_{entry.status}"),
    )
