"""A synthetic war: who holds what is known, and voices tell of it late, wrongly and twice.

    war = synthetic(claims=1_000_000, places=5_000, days=730, seed=1)
    war.columns, war.theatre, war.truth

The front rolls over the places from east to west, with reverses. Each report tells of one place on
one day, by a voice with a record: mostly so, sometimes not, with a delay; a third are copies.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np

from fogline.model.claim import Certainty, Claim, ClaimPlace, Party, Voice
from fogline.model.source import Source
from fogline.model.theatre import (
    Baseline,
    BaselineEntry,
    PublicationPolicy,
    Relation,
    Side,
    Theatre,
    TheatrePlace,
)
from fogline.situation.columns import BLANK, Columns
from fogline.situation.supports import PlaceSupport, theatre_supports

START = date(2022, 2, 24)
SIDES = ("red", "blue")
VOICES = (
    ("think_tank", None, 0.95, 6),
    ("agency", None, 0.9, 20),
    ("military", "red", 0.7, 4),
    ("military", "blue", 0.75, 4),
    ("milblogger", "red", 0.65, 60),
    ("milblogger", "blue", 0.65, 60),
    ("journalist", None, 0.85, 46),
)
"""Kind, side, share of their claims that are so, how many there are."""
ACTIONS = ("control", "capture", "attack", "withdraw", "strike")
OUTLETS = 50
SPACING_KM = 4.0
COPIES = 0.33


@dataclass(frozen=True, slots=True)
class War:
    """A war of which everything is known."""

    theatre: Theatre
    places: tuple[PlaceSupport, ...]
    columns: Columns
    truth: Any
    """Index of the side that holds each place on each day, (T, N)."""


def synthetic(claims: int, places: int, days: int, seed: int = 1) -> War:
    """Return a war of a size."""
    rng = np.random.default_rng(seed)
    theatre = _theatre(places)
    truth = _truth(theatre, days, rng)
    sources, sayings, number = _sayings()
    place, day, delay = _when(rng, claims, places, days)
    voice = rng.integers(0, len(sources), claims)
    right = rng.random(claims) < np.array([s[2] for s in sources])[voice]
    held = truth[day, place]
    action = rng.choice(len(ACTIONS), claims, p=(0.25, 0.15, 0.4, 0.05, 0.15))
    # Who holds is said of the holder, an attack of the other side, a withdrawal of the loser.
    about = np.where(np.isin(action, (0, 1)), held, 1 - held)
    side = np.where(right, about, 1 - about)
    known = _seconds(day + delay) + rng.random(claims) * 86400.0
    first = np.where(
        rng.random(claims) < COPIES, rng.integers(0, claims, claims), np.arange(claims)
    )
    first = np.where(first < np.arange(claims), first, np.arange(claims))
    saying = number[voice, action, side]
    # A copy says what its original says, a day later, through another outlet.
    copy = first != np.arange(claims)
    known = np.where(copy, known[first] + 86400.0 * rng.random(claims), known)
    place, day, saying = place[first], day[first], saying[first]
    outlet = rng.integers(0, OUTLETS, claims)[first]
    order = np.argsort(known, kind="stable")
    told = START.toordinal() + day
    published = ((known - _seconds(np.zeros(1))[0]) // 86400.0).astype(np.int64) + START.toordinal()
    columns = Columns(
        saying=saying[order],
        where=place[order],
        outlet=outlet[order],
        published=published[order],
        first=told[order],
        last=told[order],
        timed=np.ones(claims, dtype=np.int64),
        known=known[order],
        until=np.full(claims, np.inf),
        sayings=sayings,
        wheres=tuple((named(p),) for p in theatre.places),
        outlets=tuple(f"Outlet {n}" for n in range(OUTLETS)),
    )
    return War(theatre, theatre_supports(theatre), columns, truth)


def _seconds(day: Any) -> Any:
    """Return the POSIX seconds at which days of the war begin, in UTC."""
    return (START.toordinal() - date(1970, 1, 1).toordinal() + np.asarray(day)) * 86400.0


def _when(rng: Any, claims: int, places: int, days: int) -> tuple[Any, Any, Any]:
    """Return place, day and delay of each claim: a few places are told of much more than others."""
    fame = rng.permutation(1.0 / np.arange(1, places + 1) ** 0.5)
    place = rng.choice(places, claims, p=fame / fame.sum())
    delay = rng.geometric(0.6, claims) - 1
    return place, rng.integers(0, days, claims), delay


def _theatre(places: int) -> Theatre:
    wide = int(np.ceil(np.sqrt(places)))
    made = tuple(
        TheatrePlace(
            id=f"p{n}",
            name=f"Place {n}",
            kind="settlement",
            source="made up",
            lon=30.0 + (n % wide) * SPACING_KM / 73.0,
            lat=48.0 + (n // wide) * SPACING_KM / 111.0,
        )
        for n in range(places)
    )
    east = 30.0 + 0.75 * wide * SPACING_KM / 73.0
    return Theatre(
        id="synthetic",
        name="Synthetic",
        zone="UTC",
        countries=(),
        centre=(30.0, 48.0),
        summary="",
        sides=tuple(
            Side(id=s, name=s.title(), colour=c)
            for s, c in zip(SIDES, ("#c00000", "#0000c0"), strict=True)
        ),
        relations=(Relation(a="red", b="blue", kind="hostile"),),
        policy=PublicationPolicy(),
        sources=tuple(
            Source(
                id=f"{kind}-{side}-{n}".lower().replace("_", "-"),
                name=f"{kind} {side} {n}",
                kind=kind,
                side=side,
            )
            for kind, side, _, count in VOICES
            for n in range(count)
        ),
        places=made,
        baseline=Baseline(
            on=START,
            source="made up",
            entries=tuple(
                BaselineEntry(place=p.id, control={"red" if p.lon > east else "blue": 1.0})
                for p in made
            ),
        ),
        priors=(),
    )


def _truth(theatre: Theatre, days: int, rng: Any) -> Any:
    """Return the holder of each place on each day: red comes from the east, and is thrown back."""
    lon = np.array([p.lon for p in theatre.places])
    lat = np.array([p.lat for p in theatre.places])
    low, high = lon.min(), lon.max() + 1e-9
    swing = np.concatenate(
        (np.linspace(0.75, 0.45, days // 2), np.linspace(0.45, 0.6, days - days // 2))
    )
    front = swing[:, None] + 0.05 * np.sin(6.0 * (lat - lat.min()))[None, :]
    front = front + rng.normal(0.0, 0.02, (1, len(lon)))
    return np.where((lon - low)[None, :] / (high - low) > front, 0, 1)


def _sayings() -> tuple[list[tuple[str, str | None, float]], tuple[Claim, ...], Any]:
    """Return the voices, what they may say, and its number by voice, action and side."""
    voices = [
        (f"{kind} {side} {n}", kind, side, right)
        for kind, side, right, count in VOICES
        for n in range(count)
    ]
    sayings: list[Claim] = []
    number = np.empty((len(voices), len(ACTIONS), len(SIDES)), dtype=np.int64)
    for (v, (name, kind, of, _)), (a, action), (s, side) in product(
        enumerate(voices), enumerate(ACTIONS), enumerate(SIDES)
    ):
        number[v, a, s] = len(sayings)
        sayings.append(
            Claim(
                **BLANK,
                chain=(
                    Voice(name="Outlet", kind="outlet", role="outlet", stance="relays"),
                    Voice(name=name, kind=kind, side=of, role="origin"),
                ),
                origin_basis="relayed",
                kind="event",
                action=action,
                phase="completed" if action != "control" else None,
                certainty=Certainty(low=0.95, high=1.0),
                actor=Party(text=side, side=side),
            )
        )
    return [(name, of, right) for name, _, of, right in voices], tuple(sayings), number


def named(place: TheatrePlace) -> ClaimPlace:
    return ClaimPlace(
        text=place.name,
        start=0,
        end=1,
        lon=place.lon,
        lat=place.lat,
        radius_km=1.0,
        gazetteer_id=f"theatre:{place.id}",
    )


def last_day(days: int) -> date:
    """Return the last day of a war of so many."""
    return START + timedelta(days=days - 1)
