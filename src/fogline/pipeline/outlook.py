"""From a stored picture to an outlook: control drawn from its probabilities, nothing later read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from fogline.errors import UsageError
from fogline.model.outlook import Outlook
from fogline.model.scenario import Course, Observation, SectorGraph, StartControl
from fogline.model.theatre import Theatre
from fogline.model.time import parse_instant
from fogline.outlook.belief import WINDOW_DAYS, Beliefs, Past, focus_share
from fogline.outlook.derive import derived
from fogline.outlook.step import About, Ask, outlook
from fogline.pipeline.area import AreaShape, area_of
from fogline.pipeline.assess import Assessment
from fogline.text.normalise import fold

Series = Mapping[str, Sequence[tuple[str, dict[str, float]]]]
_STALE = timedelta(days=60)
_OBSERVED_SD = 0.06
"""How far the picture's share may be off; the filter for control was scored, its shares were not."""


def outlook_of(
    assessment: Assessment,
    on: date,
    area: str,
    ask: Ask,
    courses: Sequence[Course] = (),
) -> Outlook:
    """Return the outlook of an area from a day on, with what the assessment knows.

    Args:
        assessment: of a knowledge instant; what was published after it is not in it.
        on: the last day whose picture counts.
        area: as `--area` takes it.
        ask: days, runs, seed and criterion.
        courses: of both sides; none = the six that every outlook has.

    Raises:
        UsageError: there is no such area, or nothing in it to fight for.
    """
    theatre = assessment.theatre
    shape = area_of(theatre, area)
    _check_day(assessment, on)
    series = assessment.series(on)
    graph = graph_of(theatre, shape, series, on)
    past = past_of(graph, series, on)
    about = About(
        theatre=theatre.id,
        area=shape.name,
        known=assessment.known.isoformat(),
        basis=_basis(graph, theatre, on),
        names={s.id: s.name for s in theatre.sides},
    )
    return outlook(graph, past, about, courses, ask)


def _check_day(assessment: Assessment, on: date) -> None:
    """Refuse a cut-off that lies long after everything that was known."""
    told = [parse_instant(r.known).date() for r in assessment.reports.values()]
    baseline = assessment.theatre.baseline
    days = [*told, *([baseline.on] if baseline else [])]
    if days and on - max(days) > _STALE:
        raise UsageError(
            f"--on {on}: the newest that the store knows is of {max(days)}, "
            f"{(on - max(days)).days} days before; read newer reports or go back"
        )


def graph_of(theatre: Theatre, shape: AreaShape, series: Series, on: date) -> SectorGraph:
    """Return the theatre's graph of an area, or one made of the area's places."""
    for graph in theatre.sectors:
        centre = [s for s in graph.sectors if s.focus]
        inside = sum(shape.contains(s.lon, s.lat) for s in centre)
        if fold(shape.name) in {fold(graph.name), fold(graph.id)} or inside * 2 > len(centre):
            return graph
    return _made(theatre, shape, series, on)


def drafted(assessment: Assessment, on: date, area: str) -> SectorGraph:
    """Return a graph of an area made of the theatre's places, also where somebody drew one.

    Raises:
        UsageError: there is no such area, or nothing in it to fight for.
    """
    shape = area_of(assessment.theatre, area)
    return _made(assessment.theatre, shape, assessment.series(on), on)


def _made(theatre: Theatre, shape: AreaShape, series: Series, on: date) -> SectorGraph:
    state = {key: dict(days).get(on.isoformat(), {}) for key, days in series.items()}
    inside_area = [p for p in theatre.places if shape.contains(p.lon, p.lat)]
    return derived(shape.name, inside_area, state)


def past_of(graph: SectorGraph, series: Series, on: date) -> Past:
    """Return beliefs by week up to a day, and the focus' share as the picture has it."""
    days = [on - timedelta(days=n) for n in range(0, WINDOW_DAYS + 1, 7)]
    beliefs = {day: _believed(graph, series, day) for day in days}
    kept = {day: b for day, b in beliefs.items() if b is not None}
    if on not in kept:
        raise UsageError(f"outlook on {on}: the store has no picture of that day")
    seen = tuple(
        Observation(on=day, share=focus_share(b, graph), sd=_OBSERVED_SD)
        for day, b in sorted(kept.items())
    )
    return Past(on=on, days=kept, seen=seen)


def _believed(graph: SectorGraph, series: Series, day: date) -> Beliefs | None:
    found: Beliefs = {}
    wanted = day.isoformat()
    for sector in graph.sectors:
        state = dict(series.get(sector.place or "", ())).get(wanted)
        if state is None:
            return None
        found[sector.id] = _start(sector.id, state, graph)
    return found


def _start(sector: str, state: Mapping[str, float], graph: SectorGraph) -> StartControl:
    """Return a belief; a third side's ground is contested as far as these two are concerned."""
    attacker, defender = state.get(graph.attacker, 0.0), state.get(graph.defender, 0.0)
    attacker = min(max(attacker, 0.0), 1.0)
    contested = min(max(1 - attacker - defender, 0.0), 1 - attacker)
    return StartControl(sector=sector, attacker=attacker, contested=contested)


def _basis(graph: SectorGraph, theatre: Theatre, on: date) -> str:
    ground = (
        "a graph drawn for the theatre"
        if graph in theatre.sectors
        else "a graph made of the theatre's places and their distances"
    )
    return f"The picture of {on} as known then, control drawn from its probabilities; {ground}."


def areas(theatre: Theatre) -> Iterable[str]:
    """Return the names of the ground that a theatre has drawn."""
    return (g.name for g in theatre.sectors)
