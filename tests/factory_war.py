"""Synthetic wars: a theatre on a grid, and claims about it by voices of every kind."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from factory import claim, day, place, voice
from fogline.model.claim import Certainty, Claim
from fogline.model.report import Report
from fogline.model.source import Source
from fogline.model.theatre import (
    Baseline,
    BaselineEntry,
    CredibilityPrior,
    PublicationPolicy,
    Relation,
    Side,
    Theatre,
    TheatrePlace,
)

START = date(2023, 1, 1)


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """Return a GeoJSON rectangle."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


SOURCES = (
    Source(id="institute", name="The Institute", kind="think_tank", aliases=("TI",)),
    Source(id="wire", name="The Wire", kind="agency"),
    Source(id="courier", name="The Courier", kind="outlet"),
    Source(id="red-ministry", name="Red Ministry", kind="military", side="red"),
    Source(
        id="red-speaker",
        name="Ivan Redov",
        kind="military",
        side="red",
        organisation="red-ministry",
    ),
    Source(id="red-blogger", name="Red Blogger", kind="milblogger", side="red"),
    Source(id="blue-staff", name="Blue Staff", kind="military", side="blue"),
)


def theatre(
    settlements: int = 6,
    sides: tuple[str, ...] = ("red", "blue"),
    priors: tuple[CredibilityPrior, ...] = (),
) -> Theatre:
    """Return a theatre: Misto with two sectors, villages in a row to the west, red in the east."""
    villages = tuple(
        TheatrePlace(
            id=f"v{i}",
            name=f"V{i}",
            kind="settlement",
            source="made up",
            lon=38.2 - 0.05 * (i % 50),
            lat=48.6 + 0.04 * (i // 50),
        )
        for i in range(settlements)
    )
    misto = TheatrePlace(
        id="misto",
        name="Misto",
        kind="settlement",
        source="made up",
        lon=38.05,
        lat=48.55,
        radius_km=3.0,
    )
    sectors = tuple(
        TheatrePlace(
            id=f"misto-{name}",
            name=f"Misto ({name})",
            kind="sector",
            part_of="misto",
            source="made up",
            lon=west + 0.015,
            lat=48.55,
            geometry=square(west, 48.53, west + 0.03, 48.57),
        )
        for name, west in (("east", 38.05), ("west", 38.02))
    )
    bridge = TheatrePlace(
        id="bridge",
        name="Bridge",
        kind="bridge",
        source="made up",
        lon=38.05,
        lat=48.55,
        radius_km=0.1,
    )
    entries = tuple(
        BaselineEntry(place=p.id, control={sides[0] if p.lon > 38.12 else sides[1]: 1.0})
        for p in (*villages, misto)
    )
    return Theatre(
        id="made",
        name="Made up",
        zone="Europe/Kyiv",
        countries=(),
        centre=(38.05, 48.6),
        summary="",
        sides=tuple(Side(id=s, name=s.title(), colour=f"#00000{i}") for i, s in enumerate(sides)),
        relations=tuple(Relation(a=a, b=b, kind="hostile") for a in sides for b in sides if a < b),
        policy=PublicationPolicy(),
        sources=SOURCES,
        places=(*villages, misto, *sectors, bridge),
        baseline=Baseline(on=START, source="made up", entries=entries),
        priors=priors,
    )


def at(name: str, **fields: Any) -> Any:
    """Return a claim place that names a place of the theatre."""
    slug = name.lower().replace(" ", "-")
    return place(name, gazetteer_id=f"theatre:{slug}", **fields)


def told(
    action: str = "capture",
    side: str = "red",
    where: str = "V3",
    by: str = "The Institute",
    on: str = "2023-03-05",
    **fields: Any,
) -> tuple[Claim, Report]:
    """Return a claim by a source's own report, with the report."""
    source = next((s for s in SOURCES if s.name == by), None)
    kind = fields.pop("kind_of_voice", source.kind if source else "outlet")
    outlet = fields.pop("outlet", by)
    hour = fields.pop("hour", 12)
    instant = datetime.fromisoformat(on).replace(tzinfo=UTC) + timedelta(hours=hour)
    text = fields.pop("text", f"{by} on {on} at {hour}: {side} {action} {where}.")
    family = fields.pop("copy_family", None)
    known = fields.pop("report", {})
    of = Report(
        **{
            "id": f"{outlet}|{text}",
            "outlet": outlet,
            "url": None,
            "title": None,
            "authors": (),
            "language": "en",
            "published": instant.isoformat(),
            "published_precision": "minute",
            "fetched": instant.isoformat(),
            "text": text,
            "copy_family": family,
            **known,
        }
    )
    chain = (
        (voice(outlet, kind=kind),)
        if outlet == by
        else (
            voice(outlet, stance="relays"),
            voice(by, kind=kind, role="origin", side=source.side if source else None),
        )
    )
    base = {
        "of": of,
        "chain": fields.pop("chain", chain),
        "places": (at(where),),
        "time": day(on),
        "origin_basis": "own_reporting" if outlet == by else "relayed",
        "phase": "completed",
        "id": f"{of.id}|{action}|{side}|{where}",
    }
    return claim(action, side, **{**base, **fields}), of


def war(
    claims: int, settlements: int, days: int, seed: int = 1
) -> tuple[Theatre, list[Claim], list[Report]]:
    """Return a theatre with random claims of every kind about it, seeded."""
    rng = np.random.default_rng(seed)
    made = theatre(settlements)
    actions = ("attack", "capture", "control", "withdraw", "advance", "strike", "defend")
    result, reports = [], []
    for number in range(claims):
        source = SOURCES[int(rng.integers(len(SOURCES)))]
        when = START + timedelta(days=int(rng.integers(days)))
        low = float(rng.choice([0.3, 0.55, 0.95]))
        item, of = told(
            str(rng.choice(actions)),
            str(rng.choice(["red", "blue"])),
            f"V{int(rng.integers(settlements))}",
            source.name,
            when.isoformat(),
            hour=int(rng.integers(24)),
            text=f"claim {number}",
            polarity=str(rng.choice(["affirmed", "affirmed", "affirmed", "denied"])),
            certainty=Certainty(low=low, high=min(1.0, low + 0.25)),
        )
        result.append(item)
        reports.append(of)
    return made, result, reports
