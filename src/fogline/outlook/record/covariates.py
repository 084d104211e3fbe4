"""What was known before a battle, as columns: forces, posture, ground, season, whose army.

Surprise, who held the initiative and other scores given afterwards are not among them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log1p, nan

import numpy as np
from numpy.typing import NDArray

from fogline.outlook.record.battles import Battle, Side
from fogline.outlook.record.mixed import Blocks, Unseen

Array = NDArray[np.float64]

POSTURES = {"PD": "prepared", "FD": "fortified", "DL": "delaying", "WD": "withdrawing"}
"""Hasty defence is what the others are compared with."""
TERRAINS = {
    "rugged": (0, "R"),
    "flat": (0, "F"),
    "wooded": (1, "W"),
    "bare": (1, "B"),
    "desert": (1, "D"),
    "urban": (2, "U"),
    "marsh": (2, "M"),
}
"""Name -> place and letter in the terrain code; rolling and mixed are what is compared with."""
WEATHERS = {
    "wet": (0, "W"),
    "hot": (2, "H"),
    "cold": (2, "C"),
    "winter": (3, "W"),
    "spring": (3, "$"),
    "summer": (3, "S"),
    "desert_climate": (4, "D"),
    "tropical_climate": (4, "E"),
}
ARMS: dict[str, Callable[[Side], int | None]] = {
    "tanks": lambda side: side.tanks,
    "guns": lambda side: side.guns,
    "sorties": lambda side: side.sorties,
    "horse": lambda side: side.horse,
}
_MID_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Encoder:
    """Columns with the scale of the battles that they were made from; new battles keep it."""

    names: tuple[str, ...]
    middle: Array
    scale: Array
    armies: tuple[str, ...]
    campaigns: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, battles: Sequence[Battle]) -> "Encoder":
        """Learn scales, armies and campaigns from battles."""
        table = columns(battles)
        raw = np.column_stack(list(table.values()))
        scale = np.nanstd(raw, axis=0)
        return cls(
            names=tuple(table),
            middle=np.nanmean(raw, axis=0),
            scale=np.where(scale > 0, scale, 1.0),
            armies=_words(battles),
            campaigns=tuple(dict.fromkeys(campaign(b) for b in battles)),
        )

    def scaled(self, battles: Sequence[Battle], names: Sequence[str]) -> Array:
        """Return the named columns, each with mean 0 and spread 1 over the learned battles."""
        pick = [self.names.index(name) for name in names]
        table = columns(battles)
        raw = np.column_stack([table[name] for name in names])
        # What the table does not know is taken as middling.
        known = np.where(np.isnan(raw), self.middle[pick], raw)
        return np.asarray((known - self.middle[pick]) / self.scale[pick])

    def army(self, sides: Sequence[Side]) -> Array:
        """Return the share that each learned army has in a side."""
        found = np.zeros((len(sides), len(self.armies)))
        order = {word: n for n, word in enumerate(self.armies)}
        for row, side in zip(found, sides, strict=True):
            words = [w for w in army_words(side.name) if w in order]
            for word in words:
                row[order[word]] += 1 / len(words)
        return found

    def campaign(self, battles: Sequence[Battle]) -> Array:
        """Return one column a learned campaign; a campaign not learned has none."""
        order = {name: n for n, name in enumerate(self.campaigns)}
        found = np.zeros((len(battles), len(order)))
        for row, battle in zip(found, battles, strict=True):
            if (n := order.get(campaign(battle))) is not None:
                row[n] = 1.0
        return found

    def strangers(self, sides: Sequence[Side]) -> Array:
        """Tell which sides have no learned army in them."""
        return np.asarray(1.0 - self.army(sides).sum(axis=1))


def winning_covariates(encoder: Encoder) -> tuple[str, ...]:
    """Return the covariates of "who wins": how long it lasted is known afterwards only."""
    return tuple(n for n in encoder.names if n not in _OF_LOSSES)


def winning_blocks(encoder: Encoder, battles: Sequence[Battle]) -> Blocks:
    """Return the columns of "who wins": covariates, and whose army against whose.

    An army's record counts for it when it attacks and against the attacker when it defends, as in
    a paired comparison (Bradley and Terry, Biometrika 39 (1952) 324).
    """
    return {
        "covariates": encoder.scaled(battles, winning_covariates(encoder)),
        "army": encoder.army([b.attacker for b in battles])
        - encoder.army([b.defender for b in battles]),
    }


def winning_unseen(encoder: Encoder, battles: Sequence[Battle]) -> Unseen:
    """Return how many armies of each battle no learned battle had."""
    sides = ([b.attacker for b in battles], [b.defender for b in battles])
    return {"army": sum((encoder.strangers(side) for side in sides), np.zeros(len(battles)))}


def loss_unseen(encoder: Encoder, battles: Sequence[Battle]) -> Unseen:
    """Return whether armies and campaign of each battle were in no learned battle."""
    return {
        "attacker": encoder.strangers([b.attacker for b in battles]),
        "defender": encoder.strangers([b.defender for b in battles]),
        "campaign": 1.0 - encoder.campaign(battles).sum(axis=1),
    }


def loss_blocks(encoder: Encoder, battles: Sequence[Battle]) -> Blocks:
    """Return the columns of the losses: strengths and days, covariates, armies, campaign."""
    rest = [n for n in encoder.names if n not in {*_OF_LOSSES, "ratio", "size"}]
    return {
        "forces": encoder.scaled(battles, _OF_LOSSES),
        "covariates": encoder.scaled(battles, rest),
        "attacker": encoder.army([b.attacker for b in battles]),
        "defender": encoder.army([b.defender for b in battles]),
        "campaign": encoder.campaign(battles),
    }


_OF_LOSSES = ("log_attacker", "log_defender", "log_days")


def campaign(battle: Battle) -> tuple[str, str]:
    """Return war and campaign: names of campaigns recur in later wars."""
    return battle.war, battle.campaign


def columns(battles: Sequence[Battle]) -> dict[str, Array]:
    """Return the covariates as they are, by name; NaN where the table does not know."""
    rows = [described(battle) for battle in battles]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


@cache
def described(battle: Battle) -> dict[str, float]:
    """Return the covariates of one battle."""
    own = log(battle.attacker.strength or nan)
    enemy = log(battle.defender.strength or nan)
    width = log(battle.front_km or nan)
    century = (battle.start.year - _MID_YEAR) / 100
    return {
        "ratio": own - enemy,
        "size": (own + enemy) / 2,
        "log_attacker": own,
        "log_defender": enemy,
        "log_days": log(battle.days),
        "century": century,
        "century_squared": century**2,
        "attacker_density": own - width,
        "defender_density": enemy - width,
        "air": float(battle.air or 0),
        **{name: float(code in battle.postures) for code, name in POSTURES.items()},
        **{name: _share(battle.terrains, *at) for name, at in TERRAINS.items()},
        **{name: _share(battle.weathers, *at) for name, at in WEATHERS.items()},
        **{
            arm: _edge(count(battle.attacker), count(battle.defender))
            for arm, count in ARMS.items()
        },
    }


def _share(codes: tuple[str, ...], at: int, letter: str) -> float:
    """Return the share of a battle's codes with a letter at a place."""
    return sum(code[at] == letter for code in codes) / len(codes) if codes else 0.0


def _edge(own: int | None, enemy: int | None) -> float:
    """Return the logarithm of the attacker's count over the defender's; 0 where one is unknown."""
    return 0.0 if own is None or enemy is None else log1p(own) - log1p(enemy)


def army_words(name: str) -> list[str]:
    """Return the first word of each part of a side's name: "BR 2ND & FR 1ST ARMY" is BR and FR."""
    parts = name.replace("/", "&").replace(",", "&").split("&")
    return [words[0].strip(".") for part in parts if (words := part.split())]


def _words(battles: Sequence[Battle]) -> tuple[str, ...]:
    """Return the words that begin some side's name: armies, not numbers of divisions."""
    sides = [side for b in battles for side in (b.attacker, b.defender)]
    first = {words[0] for side in sides if (words := army_words(side.name))}
    return tuple(sorted(word for word in first if word.isalpha()))
