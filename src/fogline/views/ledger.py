"""The forecast ledger as records and as flat rows."""

from typing import Any

from fogline.outlook.ledger import Entry
from fogline.views.tables import Row


def record(entry: Entry) -> dict[str, Any]:
    """Return a forecast with its rule and what came of it, as JSON has it."""
    forecast, resolution = entry
    return forecast.to_json() | {
        "status": entry.status,
        "event": forecast.rule.sentence,
        "due": forecast.rule.due,
        "in_advance": forecast.in_advance,
        "resolution": None if resolution is None else resolution.to_json(),
    }


def row(entry: Entry) -> Row:
    """Return a forecast as a row without lists and records in it."""
    forecast, resolution = entry
    nested = {"rule", "resolution", "courses", "conditions"}
    return {k: v for k, v in record(entry).items() if k not in nested} | {
        "conditions": "; ".join(forecast.conditions),
        "courses": "; ".join(f"{side}: {name}" for side, name in forecast.courses.items()),
        "place": forecast.rule.place,
        "place_id": forecast.rule.place_id,
        "term": forecast.rule.term,
        "resolved": resolution and resolution.resolved,
        "basis": resolution and resolution.basis,
        "reason": resolution and resolution.reason,
    }
