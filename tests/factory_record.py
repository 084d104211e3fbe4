"""Invented battles and an invented front, small, in the form of the recorded ones."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

PARTS = ("YR", "MN", "DA", "HR")
COLUMNS = [
    *("ISQNO", "WAR", "NAME", "CAMPGN", "CAMPAGN", "NAMA", "NAMD", "WOFA1", "WOFD1"),
    *("POST1", "POST2", "TERRA1", "TERRA2", "WX1", "WX2", "WX3", "SURPA", "AEROA", "WINA"),
    *(f"{count}{side}" for count in ("STR", "CAS", "CAV", "TANK", "ARTY", "FLY") for side in "AD"),
    *(f"ATP{edge}{part}{n}" for n in range(1, 11) for edge in "BE" for part in PARTS),
]


def battle(number: int, **changes: Any) -> dict[str, Any]:
    """Return a row of the table; times are `begun` and `ended` as (year, month, day, hhmm)."""
    begun = changes.pop("begun", (1916, 7, 1, 600))
    ended = changes.pop("ended", (1916, 7, 1, 1800))
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    row |= {
        "ISQNO": number,
        "WAR": "FIRST WAR",
        "NAME": f"BATTLE {number}",
        "CAMPGN": "NORTH",
        "NAMA": "RED 1ST ARMY",
        "NAMD": "BLU 2ND DIV",
        "WOFA1": 5,
        "WOFD1": -1,
        "POST1": "PD",
        "POST2": "OO",
        "TERRA1": "RM0",
        "TERRA2": "000",
        "WX1": "DSTST",
        "WX2": "00000",
        "WX3": "00000",
        "SURPA": 0,
        "AEROA": 0,
        "STRA": 30000,
        "STRD": 20000,
        "CASA": 3000,
        "CASD": 2500,
        "CAVA": -1,
        "CAVD": 0,
        "TANKA": 0,
        "TANKD": 0,
        "ARTYA": 100,
        "ARTYD": 50,
        "FLYA": -1,
        "FLYD": -1,
        "WINA": 1,
    }
    row |= {f"ATPB{part}1": value for part, value in zip(PARTS, begun, strict=True)}
    row |= {f"ATPE{part}1": value for part, value in zip(PARTS, ended, strict=True)}
    return row | changes


def write_battles(folder: Path, rows: list[dict[str, Any]], parents: str = "") -> Path:
    """Write a table and the list of sub-battles beside it; return the table."""
    path = folder / "battles.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    (folder / "cdb90").mkdir(exist_ok=True)
    (folder / "cdb90" / "battles.csv").write_text("isqno,parent\n" + parents, encoding="utf-8")
    return path


def invented_wars(count: int = 150, seed: int = 0) -> list[dict[str, Any]]:
    """Return battles in which RED wins more often and losses follow own strength at 0.7."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(1, count + 1):
        year = 1900 + number // 3
        own, enemy = np.exp(rng.normal(10, 1, 2))
        days = int(rng.integers(1, 20))
        red = number % 2 == 0
        log_losses = -4 + 0.7 * np.log(own) + 0.3 * np.log(enemy) + 0.6 * np.log(days)
        rows.append(
            battle(
                number,
                WAR=f"WAR {number // 20}",
                CAMPGN=f"CAMPAIGN {number // 5}",
                NAMA="RED ARMY" if red else "BLU CORPS",
                NAMD="BLU CORPS" if red else "RED ARMY",
                STRA=int(own),
                STRD=int(enemy),
                CASA=int(np.exp(log_losses + rng.normal(0, 0.5))),
                CASD=int(np.exp(log_losses + rng.normal(0, 0.5))),
                WINA=1 if rng.random() < (0.85 if red else 0.25) else -1,
                begun=(year, 3, 1, 9999),
                ended=(year, 3, days, 9999),
            )
        )
    return rows


def write_front(path: Path, weeks: int = 60, size: int = 40, start: str = "2022-06-20") -> Path:
    """Write a front that moves east faster in the north, a bay of it slower; return the file."""
    first = datetime.fromisoformat(start).replace(tzinfo=UTC)
    edge = np.linspace(0.35, 0.02, size)
    lon = np.arange(size)
    held = np.zeros((weeks, size, size), dtype=bool)
    for week in range(weeks):
        held[week] = lon[None, :] < (10 + edge * week)[:, None]
    unclear = np.zeros_like(held)
    unclear[:, :, 1:] = held[:, :, :-1] & ~held[:, :, 1:]
    np.savez(
        path,
        occupied=held,
        unclear=unclear,
        week=np.array([int((first + timedelta(weeks=n)).timestamp()) for n in range(weeks)]),
        lat=48 + np.arange(size) * 0.009,
        lon=37 + np.arange(size) * 0.0135,
    )
    return path
