"""A new theatre: a folder of files that load at once and say what to add to them.

draft = Draft(id="myanmar", name="War in Myanmar", zone="Asia/Yangon", countries=("MM",), ...)
found(Path("myanmar"), draft)
load("myanmar")
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from fogline.errors import UsageError
from fogline.model.theatre import Theatre
from fogline.text.normalise import fold
from fogline.theatres.load import PACKS, load

COMMON = PACKS / "common"
COLOURS = ("#0072B2", "#D55E00", "#CC79A7", "#009E73", "#F0E442", "#333333", "#56B4E9", "#E69F00")
"""Okabe and Ito (2008), which colour-blind readers tell apart; as many sides at most."""
POLICY_HOURS = {"unit_positions_hours": 72, "convoys_hours": 72, "impact_points_hours": 24}
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class SideDraft:
    """What is known of a side when a theatre is founded."""

    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    """Of the country whose government the side is."""
    governs: str | None = None
    """That country's name."""

    @property
    def id(self) -> str:
        """Slug of the name."""
        return slug(self.name).replace("-", "_")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a theatre is founded with."""

    id: str
    name: str
    zone: str
    countries: tuple[str, ...]
    centre: tuple[float, float]
    sides: tuple[SideDraft, ...]
    began: date | None = None
    places: tuple[dict[str, Any], ...] = ()
    """Settlements to begin with, as `places.yaml` has them."""
    allied: tuple[tuple[str, str], ...] = ()
    """Pairs of side ids that fight together."""
    hostile: tuple[tuple[str, str], ...] = ()
    """Pairs that fight each other beside those that do by themselves: with one government among
    the sides all others fight it and are neutral to each other; else all fight all."""


def slug(words: str) -> str:
    """Return words as an id: lower case, Latin letters, hyphens."""
    return _SLUG.sub("-", fold(words)).strip("-")


def found(folder: Path, draft: Draft) -> Theatre:
    """Write a theatre's folder and return the theatre as it loads from there.

    Raises:
        UsageError: there is something in the folder already, a side is named twice, there are
            fewer than two or more than eight, or a pair of allies names none of them.
    """
    _check(draft)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: there is something already; name a folder that is not there")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _files(draft):
        part = folder / f".{name}.{os.getpid()}"
        part.write_text(text, encoding="utf-8")
        part.replace(folder / name)
    return load(folder)


def _check(draft: Draft) -> None:
    ids = [s.id for s in draft.sides]
    if not 2 <= len(ids) <= len(COLOURS):
        raise UsageError(f"{len(ids)} sides; a theatre has two to {len(COLOURS)}: --side NAME each")
    for side in draft.sides:
        if not side.id:
            raise UsageError(f"side {side.name!r}: its name needs a Latin letter or a digit")
        if ids.count(side.id) > 1:
            raise UsageError(f"side {side.name!r} is named twice")
    for what, pairs in (("allied", draft.allied), ("hostile", draft.hostile)):
        for pair in pairs:
            if unknown := [s for s in pair if s not in ids]:
                raise UsageError(f"{what}: no side {unknown[0]!r}; sides: {', '.join(ids)}")
    if not draft.id:
        raise UsageError(f"theatre {draft.name!r}: its name needs a Latin letter or a digit")


def _files(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "theatre.yaml", _THEATRE + _dump(_theatre(draft)) + "priors:\n" + _body("priors.yaml")
    yield "actors.yaml", _ACTORS + _dump([a for s in draft.sides for a in _actors(s)])
    own = _dump([v for s in draft.sides for v in _voices(s)])
    yield "sources.yaml", _SOURCES + own + _body("sources.yaml")
    yield "places.yaml", _PLACES + _dump(list(draft.places))


def _body(name: str) -> str:
    """Return a common file without the comment at its head."""
    text = (COMMON / name).read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - a day is a day
        return True


def _dump(data: Any) -> str:
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=None,
    )
    return text


def _theatre(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "name": draft.name,
        "zone": draft.zone,
        "countries": list(draft.countries),
        "centre": [round(draft.centre[0], 3), round(draft.centre[1], 3)],
        **({"began": draft.began} if draft.began else {}),
        "summary": f"{draft.name}: {' against '.join(s.name for s in draft.sides)}.",
        "sides": [
            {
                "id": s.id,
                "name": s.name,
                "adjectives": list(s.adjectives),
                "people": list(s.people),
                "aliases": list(s.aliases),
                "colour": colour,
            }
            for s, colour in zip(draft.sides, COLOURS, strict=False)
        ],
        "relations": [_relation(draft, a, b) for a, b in combinations(draft.sides, 2)],
        "policy": POLICY_HOURS,
        "capitals": {s.capital: s.id for s in draft.sides if s.capital},
    }


def _relation(draft: Draft, a: SideDraft, b: SideDraft) -> dict[str, Any]:
    def named(pairs: tuple[tuple[str, str], ...]) -> bool:
        return (a.id, b.id) in pairs or (b.id, a.id) in pairs

    civil = sum(s.governs is not None for s in draft.sides) == 1
    apart = civil and a.governs is None and b.governs is None
    kind = "hostile" if named(draft.hostile) or not apart else "neutral"
    kind = "allied" if named(draft.allied) else kind
    since = {"since": draft.began} if draft.began else {}
    return {"a": a.id, "b": b.id, "kind": kind, **since}


def _actors(side: SideDraft) -> Iterator[dict[str, Any]]:
    words = [f"{a} {noun}" for a in side.adjectives for noun in ("forces", "troops", "fighters")]
    yield {
        "id": f"{slug(side.name)}-forces",
        "name": side.name if side.governs is None else f"Armed forces of {side.name}",
        "side": side.id,
        "kind": "armed_group" if side.governs is None else "military",
        "aliases": list(dict.fromkeys((*side.aliases, *words))),
    }
    if side.governs is not None:
        names = [f"{a} government" for a in side.adjectives]
        yield {"id": f"{slug(side.name)}-government", "name": f"Government of {side.governs}",
               "side": side.id, "kind": "government", "aliases": names}  # fmt: skip


def _voices(side: SideDraft) -> Iterator[dict[str, Any]]:
    group = slug(side.name)
    if side.governs is None:
        yield {"id": group, "name": side.name, "kind": "military", "side": side.id,
               "publisher_group": group, "aliases": list(side.aliases)}  # fmt: skip
        return
    owners = [*side.adjectives, f"{side.governs}'s"]
    for id_, name, kind, words in _OFFICES:
        aliases = [f"{owner} {word}" for owner in owners for word in words]
        yield {"id": f"{group}-{id_}", "name": name.format(side.governs), "kind": kind,
               "side": side.id, "publisher_group": group, "aliases": aliases}  # fmt: skip


_OFFICES: Sequence[tuple[str, str, str, tuple[str, ...]]] = (
    ("mod", "Ministry of Defence of {}", "official",
     ("Defence Ministry", "Defense Ministry", "Ministry of Defence", "Ministry of Defense")),
    ("military", "Military of {}", "military", ("military", "army", "Armed Forces", "General Staff")),
    ("mfa", "Ministry of Foreign Affairs of {}", "official",
     ("Foreign Ministry", "Ministry of Foreign Affairs")),
    ("presidency", "Presidency of {}", "official", ("presidency", "presidential office")),
)  # fmt: skip

_THEATRE = """\
# A theatre. Check what you write with `fogline theatres check FOLDER`; all fields: docs/theatres.md.
# sides: adjectives ("Ukrainian") stand before forces and officials, people ("Ukrainians") for its
#   soldiers, aliases are further names and acronyms of the side, home its own regions and towns.
# relations: allied, co_belligerent, hostile or neutral, with the days between which they held.
# capitals: names of cities that stand for a government ("Kyiv said").
# policy: how many hours positions, convoys and impact points are held back from all that is shown.
# priors: what a voice's claims are worth before it has a record, Beta(a, b) by kind and topic.
"""
_ACTORS = """\
# Who acts: forces, formations, units, armed groups, governments, each with its side and the names
# that reports use. Kinds: military, formation, unit, armed_group, government, police,
# aid_organisation, civilians. Example:
# - {id: third-brigade, name: 3rd Brigade, side: SIDE, kind: unit, echelon: brigade, aliases: [Third Brigade]}
"""
_SOURCES = """\
# Voices: who is quoted. The more of a war's spokespersons, ministries, local papers, monitors and channels
# stand here, the better lineage, sides and grades. Persons in a public function only. Examples:
# - {id: a-name, name: A. Name, kind: official, side: SIDE, function: army spokesperson, organisation: ORG-ID}
# - {id: local-paper, name: Local Paper, kind: outlet, publisher_group: local-paper, language: en}
# Kinds: outlet, agency, official, military, think_tank, analyst, journalist, resident, social_account,
# milblogger, aid_organisation, imagery. Sources of one publisher_group are never independent.
"""
_PLACES = """\
# The places that pictures show also where nobody speaks of them: to begin with the country's largest towns.
# Reports find any other place in the gazetteer, which knows the settlements, regions and districts of the
# world. Add what it lacks or what needs a shape: quarters, rivers, roads, bridges, heights, camps. Example:
# - id: old-town
#   name: Old Town
#   kind: sector            # region, district, settlement, sector, river, road, bridge, height, camp ...
#   lon: 37.99
#   lat: 48.59
#   radius_km: 0.8
#   part_of: SLUG-OF-THE-CITY
#   source: where the coordinates come from
#   names: [{text: Stare Misto, used_by: SIDE}]
"""
