"""Forecasts on one line."""

from typing import Any

from fogline.model.forecast import Forecast, ForecastRule

SAID = "2023-03-07T12:00:00+02:00"


def rule(**fields: Any) -> ForecastRule:
    """Return the rule that blue loses Sadove on some day of two weeks."""
    base: dict[str, Any] = {
        "event": "lost",
        "side": "blue",
        "place_id": "theatre:sadove",
        "place": "Sadove",
        "by": True,
        "first": "2023-03-07",
        "due": "2023-03-21",
        "term": "said",
    }
    return ForecastRule(**base | fields)


def forecast(p: float = 0.7, id: str = "f1", **fields: Any) -> Forecast:
    """Return a forecast of General Kova's."""
    base: dict[str, Any] = {
        "id": id,
        "voice": "General Kova",
        "voice_id": None,
        "voice_kind": "military",
        "side": "red",
        "statement": "Sadove will fall.",
        "claim_id": None,
        "report_id": None,
        "url": None,
        "cut_off": SAID,
        "registered": SAID,
        "probability": p,
        "low": p,
        "high": p,
        "rule": rule(),
        "persistence": 0.0,
        "climatology": 0.2,
    }
    return Forecast(**base | fields).sealed()
