"""A small war in a store, with something to answer every question of a morning."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from factory import day
from factory_war import at, told
from factory_war import theatre as made_theatre
from fogline.ids import content_id
from fogline.model.claim import Certainty, Claim, Condition, Evidence, Quantity, Voice
from fogline.model.report import Report
from fogline.model.theatre import Area, TheatrePlace
from fogline.store import Reading, open_store

Told = tuple[Claim, Report]
ON = "2023-03-07"
HOSTILE = (
    '<script>alert(1)</script> <svg onload=alert(2)> "><img src=x onerror=alert(3)> '
    '=HYPERLINK("http://x") \u202egnp.exe\u202c {{ 7*7 }}'
)


def theatre(folder: Path) -> Path:
    """Write a theatre with colours, an area, a road and a river, as a folder."""
    made = made_theatre(settlements=8)
    sides = tuple(s.but(colour=c) for s, c in zip(made.sides, ("#d95f0e", "#2166ac"), strict=True))
    road = TheatrePlace(
        id="west-road", name="West road M9", kind="road", source="made up", lon=37.95, lat=48.56,
        geometry={"type": "LineString", "coordinates": [[37.8, 48.6], [38.02, 48.55]]},
    )  # fmt: skip
    river = TheatrePlace(
        id="reka", name="Reka", kind="river", source="made up", lon=38.05, lat=48.55,
        geometry={"type": "LineString", "coordinates": [[38.05, 48.4], [38.05, 48.7]]},
    )  # fmt: skip
    ring = [[37.8, 48.45], [38.25, 48.45], [38.25, 48.7], [37.8, 48.7], [37.8, 48.45]]
    area = Area(id="misto", name="Misto area", geometry={"type": "Polygon", "coordinates": [ring]})
    data = made.but(
        countries=("UA",), sides=sides, places=(*made.places, road, river), areas=(area,)
    ).to_json()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theatre.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return folder


def story() -> list[Told]:
    """Return a war in which everything that a page shows happens once."""
    night = "Families left Misto west by night, Olena Petrenko said."
    relayed = "The Courier, citing Red Ministry: Misto east is taken."
    return [
        told("control", "blue", "Misto west", "The Wire", "2023-03-05"),
        told("capture", "red", "Misto east", "Red Ministry", ON, hour=4),
        told("capture", "red", "Misto east", "Blue Staff", ON, hour=9, polarity="denied"),
        relay(relayed),
        told("capture", "red", "V3", "The Institute", "2023-03-06", hour=9),
        told("capture", "red", "V3", "The Institute", ON, hour=10, polarity="denied",
             text="The Institute no longer holds that V3 was captured."),
        told("destroy", "red", "Bridge", "The Wire", "2023-03-05"),
        told("supply", "blue", "West road", "The Courier", "2023-03-06",
             text="The West road is under fire, The Courier saw."),
        told("displace", None, "Misto west", "Olena Petrenko", "2023-03-06", hour=3, text=night,
             kind_of_voice="resident", outlet="The Courier"),
        told("casualties", None, "Misto west", "Blue Staff", "2023-03-06", hour=18,
             text="Blue Staff counted three wounded in Misto west; 4,000 people remain.",
             quantities=(
                 Quantity(text="three wounded", low=3, high=3, category="wounded"),
                 Quantity(text="4,000 people", low=4000, high=4000, category="remaining"),
             )),
        told("capture", "red", "V2", "Red Blogger", "2023-03-06", hour=20,
             text="Red Blogger posted a video of soldiers in V2.",
             evidence=(Evidence(type="video", posted=day("2023-03-06")),)),
        told("advance", "red", "V4", "Ivan Redov", "2023-03-04",
             text="Ivan Redov: V4 falls by 7 March if it stays dry.", kind="forecast",
             tense="future", time=day(ON), certainty=Certainty(low=0.55, high=0.8, cue="should"),
             conditions=(Condition(type="if", text="if it stays dry", start=29, end=44),)),
        told("attack", "red", "V1", "The Courier", ON, hour=7, text=HOSTILE),
    ]  # fmt: skip


def relay(text: str) -> Told:
    """Return a claim that an outlet took from Red Ministry."""
    claim, report = told("capture", "red", "Misto east", "The Courier", ON, hour=6, text=text)
    chain = (
        Voice(name="The Courier", kind="outlet", role="outlet", stance="relays"),
        Voice(name="Red Ministry", kind="military", side="red", role="origin", id="red-ministry"),
    )
    return claim.but(chain=chain, origin_basis="relayed"), report


def told_with(words: str) -> Told:
    """Return a claim whose voice, outlet, title, place and words are these."""
    claim, report = told("attack", "red", "V1", words[:200], ON, hour=8, text=words)
    place = claim.places[0].but(name=None, text=words[:500], gazetteer_id=None)
    return claim.but(places=(*claim.places, place)), report.but(title=words)


def write_store(path: Path, theatre_folder: Path, made: Sequence[Told]) -> Path:
    """Write a store of claims with their reports, under ids as the rooms make them."""
    with open_store(path, theatre=str(theatre_folder), create=True) as store:
        store.write(Reading(report=r, claims=(c,), engine="1") for c, r in map(_named, made))
    return path


def _named(pair: Told) -> Told:
    claim, report = pair
    id_ = content_id("report", report.id)
    return claim.but(id=content_id("claim", claim.id), report_id=id_), report.but(id=id_)


__all__ = ["HOSTILE", "ON", "at", "story", "theatre", "told_with", "write_store"]
