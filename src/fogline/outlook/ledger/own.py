"""Our own outlook as forecasts: one a sector, horizon and pair of courses."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from fogline.ids import content_id
from fogline.model.forecast import Forecast, ForecastRule

VOICE = "Fogline"
HORIZONS = (7, 14, 30, 60, 90)
"""Days ahead that are registered, and the outlook's last; every day would be one forecast often."""


class Said(NamedTuple):
    """What an outlook says of one sector on one day."""

    courses: dict[str, str]
    day: str
    sector: str
    probability: float


def drafts(
    outlook: Mapping[str, Any], places: Mapping[str, str], fingerprint: str
) -> list[Forecast]:
    """Return the forecasts of an outlook as `fogline outlook --format json` prints it.

    Args:
        outlook: with `on`, `known`, `defender`, and `pairs` of courses with days and sectors.
        places: place id by sector name, for those that a situation assesses.
        fingerprint: names the outlook: a hash of what it was computed with.

    Raises:
        ValueError: it is not in that form.
    """
    try:
        on = date.fromisoformat(str(outlook["on"]))
        known, defender = str(outlook["known"]), str(outlook["defender"])
        said = [
            Said(dict(pair["courses"]), str(day["day"]), name, float(p))
            for pair in outlook["pairs"]
            for day in _picked(pair["days"], on)
            for name, p in day["sectors"].items()
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no outlook with pairs of courses, days and sectors: {error!r}") from None
    return [_forecast(s, on, known, defender, places.get(s.sector), fingerprint) for s in said]


def _picked(days: Sequence[Mapping[str, Any]], on: date) -> list[Mapping[str, Any]]:
    last = days[-1]["day"] if days else None
    return [
        day
        for day in days
        if day["day"] == last or (date.fromisoformat(day["day"]) - on).days in HORIZONS
    ]


def _forecast(  # noqa: PLR0913, PLR0917 - one outlook's frame and one thing it says
    said: Said, on: date, known: str, defender: str, place_id: str | None, fingerprint: str
) -> Forecast:
    p = round(said.probability, 4)
    return Forecast(
        id=content_id("own", fingerprint, *map(str, sorted(said.courses.items())), *said[1:3]),
        voice=VOICE,
        voice_id=None,
        voice_kind="own",
        side=None,
        statement=f"With {_words(said.courses)}: {defender} holds {said.sector} on {said.day}",
        claim_id=None,
        report_id=None,
        url=None,
        cut_off=known,
        registered="",
        probability=p,
        low=p,
        high=p,
        courses=said.courses,
        rule=ForecastRule(
            event="held",
            side=defender,
            place_id=place_id,
            place=said.sector,
            by=False,
            first=on.isoformat(),
            due=said.day,
            term=f"outlook of {on}",
        ),
        persistence=None,
        climatology=None,
    )


def _words(courses: Mapping[str, str]) -> str:
    return " against ".join(f"{side}: {course}" for side, course in courses.items())
