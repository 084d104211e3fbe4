"""CDB90, the table of land battles 1600-1982, as records; its codes for "not known" become None.

Read is `CDB90-patched.csv` of jrnold/CDB90 (the US Army Concepts Analysis Agency's Database of
Battles, version 1990; ODC-BY). The tidy tables beside it lost every negative value, so from them
only the list of sub-battles is taken. Scores that the coders gave in hindsight (leadership,
training, morale, logistics, momentum, intelligence, technology, initiative) are not even loaded.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fogline.errors import InputRefused

PARENTS = Path("cdb90") / "battles.csv"
"""Where the sub-battles are listed, beside the table: columns `isqno` and `parent`."""
_MOST_PERIODS = 10
_UNKNOWN_HOUR = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a battle. Counts are None where the table does not know them."""

    name: str
    strength: int | None
    """Personnel engaged."""
    losses: int | None
    """Killed, wounded, missing and captured."""
    tanks: int | None
    guns: int | None
    sorties: int | None
    horse: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Battle:
    """One battle with what was known before it, how long it lasted and how it ended."""

    id: int
    war: str
    campaign: str
    name: str
    start: date
    days: int
    """Calendar days from the first to the last on which was fought, both counted."""
    hours: float | None
    """Hours of fighting, None where the table gives no clock times for a period."""
    attacker: Side
    defender: Side
    postures: tuple[str, ...]
    """The defender's: HD hasty, PD prepared, FD fortified, DL delay, WD withdrawal."""
    terrains: tuple[str, ...]
    """Three letters each: relief (R rugged, G rolling, F flat), cover (W M B D), U M D for urban,
    marsh, dunes; `0` is not said."""
    weathers: tuple[str, ...]
    """Five letters each: wet or dry, precipitation, temperature, season, climate."""
    front_km: float | None
    """Width of the defender's front, else of the attacker's."""
    air: int | None
    """Air superiority in the theatre: 1 attacker, 0 neither, -1 defender."""
    surprise: int | None
    """-3 to 3, as the coders saw it afterwards: never a predictor."""
    result: int | None
    """1 the attacker won, 0 drawn, -1 lost."""

    @property
    def won(self) -> bool:
        """Tell whether the attacker won; a draw is none."""
        return self.result == 1


def load(table: Path, parents: Path | None = None) -> list[Battle]:
    """Return the battles of a table without the sub-battles of others in it.

    Args:
        table: `CDB90-patched.csv`.
        parents: the list of sub-battles; by default `cdb90/battles.csv` beside the table.

    Raises:
        InputRefused: a file is missing, or a row is not in that form.
    """
    nested = _nested(parents or table.parent / PARENTS)
    found: list[Battle] = []
    for number, row in enumerate(_rows(table), 2):
        try:
            if int(row["ISQNO"]) not in nested:
                found.append(_battle(row))
        except KeyError as missing:
            raise InputRefused(str(table), f"no column {missing}; give CDB90-patched.csv") from None
        except (ValueError, TypeError) as wrong:
            raise InputRefused(f"{table}:{number}", f"not a row of CDB90: {wrong}") from None
    if not found:
        raise InputRefused(str(table), "no battle in it; give CDB90-patched.csv")
    return found


def both_strengths_known(battles: Iterable[Battle]) -> list[Battle]:
    """Return the battles whose result and both strengths are known: those that can be scored."""
    return [
        b for b in battles if b.attacker.strength and b.defender.strength and b.result is not None
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except FileNotFoundError:
        raise InputRefused(
            str(path), "there is no such table; CDB90 has it at that place"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(str(path), f"cannot be read as a table: {error}") from None


def _nested(path: Path) -> set[int]:
    """Return the numbers of the battles that are parts of another in the table."""
    rows = _rows(path)
    if rows and not {"isqno", "parent"} <= rows[0].keys():
        raise InputRefused(str(path), "no columns isqno and parent; give cdb90/battles.csv")
    return {int(row["isqno"]) for row in rows if row["parent"]}


def _battle(row: Mapping[str, str]) -> Battle:
    periods = [_period(row, n) for n in range(1, _MOST_PERIODS + 1) if row[f"ATPBYR{n}"]]
    if not periods:
        raise ValueError("no period of fighting (column ATPBYR1)")
    start, end = min(p[0] for p in periods), max(p[1] for p in periods)
    hours = [p[2] for p in periods]
    result = int(row["WINA"])
    return Battle(
        id=int(row["ISQNO"]),
        war=row["WAR"].strip(),
        campaign=(row["CAMPAGN"] or row["CAMPGN"]).strip(),
        name=row["NAME"].strip(),
        start=start,
        days=(end - start).days + 1,
        hours=None if None in hours else sum(h for h in hours if h is not None),
        attacker=_side(row, "A"),
        defender=_side(row, "D"),
        postures=tuple(row[c] for c in ("POST1", "POST2") if row[c] not in {"OO", "00", ""}),
        terrains=_codes(row, ("TERRA1", "TERRA2")),
        weathers=_codes(row, ("WX1", "WX2", "WX3")),
        front_km=_positive(row["WOFD1"]) or _positive(row["WOFA1"]),
        air=_score(row["AEROA"], 1),
        surprise=_score(row["SURPA"], 3),
        result=result if abs(result) <= 1 else None,
    )


def _side(row: Mapping[str, str], side: str) -> Side:
    def count(column: str) -> int | None:
        value = float(row[column + side] or -1)
        return int(value) if value >= 0 else None

    return Side(
        name=row[f"NAM{side}"].strip(),
        strength=count("STR") or None,
        losses=count("CAS"),
        tanks=count("TANK"),
        guns=count("ARTY"),
        sorties=count("FLY"),
        horse=count("CAV"),
    )


def _period(row: Mapping[str, str], n: int) -> tuple[date, date, float | None]:
    """Return first day, last day and hours of a period of fighting."""
    begun, ended = (
        date(*(int(row[f"ATP{edge}{part}{n}"]) for part in ("YR", "MN", "DA"))) for edge in "BE"
    )
    at, to = (int(row[f"ATP{edge}HR{n}"]) for edge in "BE")
    if _UNKNOWN_HOUR in {at, to}:
        return begun, ended, None
    hours = (ended - begun).days * 24 + _clock(to) - _clock(at)
    return begun, ended, hours if hours > 0 else None


def _clock(hhmm: int) -> float:
    return hhmm // 100 + hhmm % 100 / 60


def _positive(text: str) -> float | None:
    value = float(text or -1)
    return value if value > 0 else None


def _codes(row: Mapping[str, str], columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(row[c] for c in columns if row[c].strip("0O"))


def _score(text: str, most: int) -> int | None:
    value = int(text or 9)
    return value if abs(value) <= most else None
