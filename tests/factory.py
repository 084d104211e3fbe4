"""Small data on one line, for every test."""

from typing import Any

from fogline.ids import content_id
from fogline.model.claim import Certainty, Claim, ClaimPlace, Party, Voice
from fogline.model.report import Report, report_id
from fogline.model.time import TimeSpan

NOON = "2023-03-07T12:00:00+02:00"


def report(text: str = "Troops left Sadove.", **fields: Any) -> Report:
    """Return a report by "The Courier" at noon on 7 March 2023."""
    outlet = fields.pop("outlet", "The Courier")
    url = fields.pop("url", None)
    base = {
        "id": report_id(outlet, url, text),
        "outlet": outlet,
        "url": url,
        "title": None,
        "authors": (),
        "language": "en",
        "published": NOON,
        "published_precision": "minute",
        "fetched": NOON,
        "text": text,
    }
    return Report(**{**base, **fields})


def voice(name: str | None = "The Courier", **fields: Any) -> Voice:
    """Return an outlet's voice."""
    return Voice(**{"name": name, "kind": "outlet", "role": "outlet", **fields})


def place(name: str = "Sadove", **fields: Any) -> ClaimPlace:
    """Return a place word with a gazetteer entry of the same name."""
    slug = "theatre:" + name.lower().replace(" ", "-")
    base = {
        "text": name,
        "start": 0,
        "end": len(name),
        "name": name,
        "gazetteer_id": slug,
        "lon": 38.0,
        "lat": 48.6,
        "radius_km": 1.0,
        "probability": 0.95,
    }
    return ClaimPlace(**{**base, **fields})


def day(first: str, last: str | None = "same") -> TimeSpan:
    """Return a day, or an interval if a last day (or None for open) is given."""
    if last == "same":
        return TimeSpan(start=first, end=first, precision="day")
    return TimeSpan(start=first, end=last, precision="interval")


def claim(action: str = "capture", side: str | None = "red", **fields: Any) -> Claim:
    """Return a flat claim of an outlet that a side captured Sadove."""
    of = fields.pop("of", None) or report()
    quote = fields.pop("quote", of.text.rstrip("."))
    start = of.text.find(quote)
    base = {
        "id": content_id("claim", of.id, start, quote, action, side, str(sorted(fields))),
        "report_id": of.id,
        "outlet": of.outlet,
        "url": of.url,
        "published": of.published,
        "retold": of.retold,
        "engine_version": "test",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "spans": ((start, start + len(quote)),),
        "chain": (voice(of.outlet),),
        "origin_basis": "uncredited",
        "kind": "event",
        "action": action,
        "certainty": Certainty(low=0.95, high=1.0),
        "actor": Party(text=side, side=side) if side else None,
        "places": (place(),),
    }
    return Claim(**{**base, **fields})
