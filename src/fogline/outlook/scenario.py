"""Scenarios are folders: `scenario.yaml` with the ground, the courses and the cut-off, and a README.

Beside it may lie `facts.csv` (sector, on, share, source) and `history.csv` (on, share, sd). Rows of
days after the cut-off are skipped before anything else looks at them.
"""

import csv
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import yaml

from fogline.errors import InputRefused, UsageError
from fogline.model.scenario import Course, Observation, Scenario, SectorFact, SectorGraph
from fogline.outlook.belief import Past, from_facts
from fogline.outlook.courses import check as check_courses
from fogline.outlook.ground import check as check_graph
from fogline.theatres.sectors import graph_from, sector_graphs

SCENARIOS = Path(__file__).parent / "scenarios"
TEMPLATE = "river-city"
_STALE = timedelta(days=60)
"""A start older than this is none: a cut-off may not lie further after the newest fact."""
_FILES = {"facts": ("sector", "on", "share", "source"), "history": ("on", "share", "sd")}


def available() -> list[str]:
    """Return the names of the scenarios that ship, sorted."""
    return sorted(p.parent.name for p in SCENARIOS.glob("*/scenario.yaml"))


def folder(name: str | Path) -> Path:
    """Return the folder of a shipped scenario's name or of a path.

    Raises:
        UsageError: there is none.
    """
    own = Path(name)
    if (own / "scenario.yaml").is_file():
        return own
    shipped = SCENARIOS / str(name)
    if not (shipped / "scenario.yaml").is_file():
        raise UsageError(
            f"scenario {str(name)!r}: neither a folder with a scenario.yaml nor one of "
            f"{', '.join(available())}"
        )
    return shipped


def new(target: Path, template: str = TEMPLATE) -> Path:
    """Copy a scenario into a new folder, to be written over.

    Raises:
        UsageError: the folder is there already, or cannot be written.
    """
    if target.exists():
        raise UsageError(f"scenario {target}: there is something of that name; choose another")
    try:
        shutil.copytree(folder(template), target)
    except OSError as error:
        raise UsageError(f"scenario {target}: cannot be written: {error.strerror}") from None
    return target


def load(name: str | Path) -> Scenario:
    """Read and check a scenario.

    Raises:
        UsageError: there is no such scenario.
        InputRefused: it does not hold together; every fault is named.
    """
    root = folder(name)
    file = root / "scenario.yaml"
    data = _yaml(file)
    try:
        on = msgspec.convert(data.get("on"), date, strict=False)
    except msgspec.ValidationError:
        raise InputRefused(str(file), "on: no day; write YYYY-MM-DD") from None
    data["graph"] = msgspec.to_builtins(_graph(data, file))
    for part in _FILES:
        given = data.get(part, f"{part}.csv" if (root / f"{part}.csv").is_file() else [])
        if isinstance(given, str):
            data[part] = list(_rows(root / given, part, on))
    data.setdefault("id", root.name)
    data.setdefault("start", [])
    try:
        scenario = msgspec.convert(data, Scenario, strict=False)
    except msgspec.ValidationError as error:
        raise InputRefused(str(file), str(error)) from error
    faults = list(check(scenario))
    if faults:
        raise InputRefused(str(file), "\n  ".join(["it does not hold together:", *faults]))
    return scenario


def courses_from(file: Path) -> tuple[Course, ...]:
    """Read courses of action as a scenario has them, for an outlook of another start.

    Raises:
        InputRefused: the file is no `courses:` list; the message names the first wrong value.
    """
    try:
        return msgspec.convert(_yaml(file).get("courses", ()), tuple[Course, ...], strict=False)
    except msgspec.ValidationError as error:
        raise InputRefused(str(file), f"courses: {error}") from error


def _yaml(file: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputRefused(str(file), f"it cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputRefused(str(file), f"it cannot be read as YAML: {error}") from error
    if not isinstance(data, dict):
        raise InputRefused(str(file), "no mapping; see `fogline outlook scenario new NAME`")
    fixed: dict[str, Any] = _keys(data)
    return fixed


def _keys(data: Any) -> Any:
    """Return data whose keys are words: YAML 1.1 takes a bare `on` for true."""
    if isinstance(data, dict):
        return {"on" if k is True else str(k): _keys(v) for k, v in data.items()}
    return [_keys(v) for v in data] if isinstance(data, list) else data


def _graph(data: dict[str, Any], file: Path) -> SectorGraph:
    """Return the graph that is written out, or the theatre's of that name with changes."""
    given = data.get("graph")
    theatre = data.get("theatre")
    if isinstance(given, str):
        graphs = sector_graphs(theatre) if theatre else ()
        for graph in graphs:
            if graph.id == given:
                return graph
        known = ", ".join(g.id for g in graphs) or "none"
        raise InputRefused(
            str(file), f"graph: {given!r} is none of theatre {theatre!r}; it has {known}"
        )
    try:
        return graph_from(given)
    except msgspec.ValidationError as error:
        raise InputRefused(str(file), f"graph: {error}") from error


def _rows(file: Path, part: str, on: date) -> Iterator[dict[str, Any]]:
    """Yield a file's rows up to the cut-off; of later ones only the day is looked at."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = {"on", "share"} - set(reader.fieldnames or ())
            if missing:
                raise InputRefused(str(file), f"columns {', '.join(sorted(missing))} are missing")
            for number, row in enumerate(reader, 2):
                if _day(row["on"], file, number) <= on:
                    yield _row(row, part, file, number)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputRefused(str(file), f"it cannot be read: {error}") from error


def _day(text: str, file: Path, number: int) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise InputRefused(f"{file}, line {number}", f"on: {text!r} is no day") from None


def _row(row: dict[str, str], part: str, file: Path, number: int) -> dict[str, Any]:
    kept: dict[str, Any] = {k: v for k, v in row.items() if k in _FILES[part] and v}
    for name in ("share", "sd"):
        if name in kept:
            try:
                kept[name] = float(kept[name])
            except ValueError:
                raise InputRefused(
                    f"{file}, line {number}", f"{name}: {kept[name]!r} is no number"
                ) from None
    return kept


def check(scenario: Scenario) -> Iterable[str]:
    """Yield a sentence for each thing that does not hold together."""
    graph = scenario.graph
    yield from check_graph(graph)
    yield from check_courses(scenario.courses, graph, scenario.days)
    yield from _check_supply(graph)
    yield from _check_days(scenario)
    known = {s.id for s in graph.sectors}
    for what, rows in (("fact", scenario.facts), ("start", scenario.start)):
        for unknown in sorted({r.sector for r in rows} - known):
            yield f"{what} names the unknown sector {unknown!r}; sectors are {', '.join(sorted(known))}"
    shares: tuple[SectorFact | Observation, ...] = (*scenario.facts, *scenario.history)
    for row in shares:
        if not 0 <= row.share <= 1:
            yield f"share of {row.on} is {row.share:g}; a share lies from 0 to 1"
    for belief in scenario.start:
        if min(belief.attacker, belief.contested) < 0 or belief.attacker + belief.contested > 1:
            yield f"start of {belief.sector!r}: probabilities lie from 0 and sum to 1 at most"


def _check_supply(graph: SectorGraph) -> Iterator[str]:
    """A ring of sectors that no road enters could not be supplied, nor its supply be cut."""
    focus = {s.id for s in graph.sectors if s.focus}
    ends = {road.through[-1] for road in graph.roads if road.through}
    beside = {k.b if k.a in ends else k.a for k in graph.links if k.a in ends or k.b in ends}
    if not (ends | beside) & focus:
        yield (
            f"{', '.join(sorted(focus))}: linked with each other, but no supply road leads there; "
            "end a road in one of them or beside it"
        )


def _check_days(scenario: Scenario) -> Iterator[str]:
    if not 1 <= scenario.days <= 365:
        yield f"days is {scenario.days}; from 1 to 365"
    days = [*(f.on for f in scenario.facts), *(o.on for o in scenario.history)]
    told = {b.sector for b in scenario.start} >= {s.id for s in scenario.graph.sectors}
    if not days and not told:
        yield "neither facts nor a start for every sector; say who holds what"
    if days and max(days) + _STALE < scenario.on:
        yield (
            f"the cut-off {scenario.on} lies {(scenario.on - max(days)).days} days after the newest "
            f"data ({max(days)}); move it back or add what is known since"
        )


def past(scenario: Scenario) -> Past:
    """Return the past that a scenario tells."""
    return from_facts(scenario.facts, scenario.start, scenario.graph, scenario.on, scenario.history)


def with_history(scenario: Scenario, seen: Iterable[Observation]) -> Scenario:
    """Return a scenario whose focus' share was seen by somebody else, up to the cut-off."""
    return scenario.but(history=tuple(o for o in seen if o.on <= scenario.on))
