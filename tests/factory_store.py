"""A small war in a store, for tests of whatever serves one."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from factory_war import theatre as made_theatre
from factory_war import told
from fogline.ids import content_id
from fogline.model.claim import Claim, Party
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.store import Reading, open_store

Told = tuple[Claim, Report]
WHEN = {"on": "2023-03-07", "known": "2023-03-07"}
HOSTILE = '=HYPERLINK("http://x") <script>alert(1)</script> \u202egnp.exe'


def story() -> list[Told]:
    """Return a small war: a claim, its denial, a bridge, a resident, a unit, a hostile text."""
    family = "Families left Misto west by night, Olena Petrenko said."
    return [
        told("control", "blue", "Misto west", "The Wire", "2023-03-06"),
        told("capture", "red", "Misto east", "Red Ministry", "2023-03-07", hour=6),
        told("capture", "red", "Misto east", "Blue Staff", "2023-03-07", hour=9, polarity="denied"),
        told("capture", "red", "V3", "The Institute", "2023-03-06"),
        told("destroy", "red", "Bridge", "The Wire", "2023-03-05"),
        told(
            "displace", None, "Misto west", "Olena Petrenko", "2023-03-07",
            kind_of_voice="resident", outlet="The Courier", hour=3, text=family,
        ),
        told(
            "defend", "blue", "V4", "Blue Staff", "2023-03-07", hour=10,
            actor=Party(text="93rd Brigade", side="blue", echelon="brigade"),
        ),
        told("attack", "red", "V2", "The Courier", "2023-03-07", hour=11, text=HOSTILE),
    ]  # fmt: skip


def write_theatre(folder: Path, theatre: Theatre) -> Path:
    """Write a theatre as a folder that a store can name."""
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(theatre.to_json(), allow_unicode=True)
    (folder / "theatre.yaml").write_text(text, encoding="utf-8")
    return folder


def write_store(path: Path, theatre: Path, made: Sequence[Told]) -> Path:
    """Write a store of claims with their reports."""
    with open_store(path, theatre=str(theatre), create=True) as store:
        store.write(Reading(report=r, claims=(c,), engine="1") for c, r in map(named, made))
    return path


def named(pair: Told) -> Told:
    """Return a claim and its report under ids as the rooms make them."""
    claim, report = pair
    id_ = content_id("report", report.id)
    claim_id = content_id("claim", claim.id)
    return claim.but(id=claim_id, report_id=id_), report.but(id=id_)


def coloured() -> Theatre:
    """Return the made-up theatre with colours that differ."""
    made = made_theatre(settlements=8)
    colours = ("#d95f0e", "#2166ac")
    sides = tuple(s.but(colour=c) for s, c in zip(made.sides, colours, strict=True))
    return made.but(sides=sides)
