"""The room's step: from a start and courses of action to an outlook.

Reads: a sector graph, the case's past up to the cut-off, courses of both sides, a seed.
Writes: an Outlook: what came of each pair of courses in thousands of runs.
Never: anything after the cut-off; one future; an answer without its spread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fogline.errors import UsageError
from fogline.model.outlook import Criterion, Outlook
from fogline.model.scenario import Course, Scenario, SectorGraph
from fogline.model.theatre import Side
from fogline.outlook import answers, compare, drivers, ensemble, fired, sentences
from fogline.outlook.belief import Past
from fogline.outlook.courses import checked
from fogline.outlook.scenario import past
from fogline.theatres import available
from fogline.theatres import load as load_theatre

MOST_DAYS = 365
MOST_RUNS = 100_000
LEAST_RUNS = 40
"""Fewer give ten sets of unknowns, too few for an interval of 80 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of the room, besides the case."""

    days: int = 30
    runs: int = 2000
    seed: int = 1
    criterion: str = compare.DEFAULT
    threads: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be run.

        Raises:
            UsageError: a number is out of its range, or the criterion unknown.
        """
        if not 1 <= self.days <= MOST_DAYS:
            raise UsageError(f"--days {self.days}: from 1 to {MOST_DAYS}")
        if not LEAST_RUNS <= self.runs <= MOST_RUNS:
            raise UsageError(f"--runs {self.runs}: from {LEAST_RUNS} to {MOST_RUNS}")
        if self.seed < 0:
            raise UsageError(f"--seed {self.seed}: from 0 upwards")
        compare.criterion(self.criterion)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the outlook says about itself."""

    theatre: str
    area: str
    known: str
    basis: str
    names: Mapping[str, str]
    """Of sides, by id."""


def default_courses(graph: SectorGraph) -> tuple[Course, ...]:
    """Return what either side may do where no scenario says so."""
    attacker, defender = graph.attacker, graph.defender
    return (
        Course(name="attack frontally", side=attacker, action="attack",
               reason="goes on as in the weeks before"),
        Course(name="envelop", side=attacker, action="envelop",
               reason="puts its weight on the flanks and the roads"),
        Course(name="hold", side=defender, action="hold",
               reason="stays and fights where it stands"),
        Course(name="withdraw in phases", side=defender, action="withdraw",
               reason="gives up a line a week, with a rearguard"),
        Course(name="reinforce", side=defender, action="reinforce",
               reason="stays and brings its reserves, after ten days"),
        Course(name="counter-attack", side=defender, action="counterattack",
               reason="stays and tries to take ground back"),
    )  # fmt: skip


def outlook(
    graph: SectorGraph,
    past: Past,
    about: About,
    courses: Sequence[Course] = (),
    ask: Ask | None = None,
) -> Outlook:
    """Return what may come of each pair of courses.

    Raises:
        UsageError: the graph, the courses or the past do not hold together.
    """
    ask = ask or Ask()
    chosen = checked(tuple(courses) or default_courses(graph), graph, ask.days)
    ran = ensemble.run(
        graph, past, chosen, days=ask.days, runs=ask.runs, seed=ask.seed, threads=ask.threads
    )
    return summarised(ran, about, ask)


def of_scenario(scenario: Scenario, ask: Ask | None = None) -> Outlook:
    """Return the outlook of a scenario.

    Raises:
        UsageError: its courses do not hold together for so many days.
    """
    about = About(
        theatre=scenario.id,
        area=scenario.graph.name,
        known=scenario.on.isoformat(),
        basis=scenario.basis or f"Scenario {scenario.id}: {scenario.title}.",
        names={s.id: s.name for s in sides_of(scenario)},
    )
    return outlook(
        scenario.graph, past(scenario), about, scenario.courses, ask or Ask(days=scenario.days)
    )


def sides_of(scenario: Scenario) -> tuple[Side, ...]:
    """Return the scenario's two sides; one of a theatre keeps its name and colour there."""
    known = {
        s.id: s
        for theatre in available()
        if scenario.theatre == theatre
        for s in load_theatre(theatre).sides
    }
    graph = scenario.graph
    return tuple(
        known.get(id_) or Side(id=id_, name=scenario.names.get(id_, id_), colour=colour)
        for id_, colour in ((graph.attacker, "#b2453b"), (graph.defender, "#2f6ca3"))
    )


def summarised(ran: ensemble.Ensemble, about: About, ask: Ask) -> Outlook:
    """Return the outlook that runs amount to."""
    graph, past = ran.graph, ran.past
    what: Criterion = compare.criterion(ask.criterion)
    order = (what, *(k for k in compare.CRITERIA if k != what))
    names = {side: about.names.get(side, side) for side in (graph.attacker, graph.defender)}
    options = answers.options(ran)
    found = compare.comparisons(ran, order)
    conditions = compare.as_long_as(ran, what)
    shares, _ = ensemble.start_shares(past, graph)
    defends = tuple(o for o in options if o.side == graph.defender)
    return Outlook(
        theatre=about.theatre,
        area=about.area,
        on=past.on,
        known=about.known,
        days=ask.days,
        seed=ask.seed,
        runs=ask.runs,
        attacker=graph.attacker,
        defender=graph.defender,
        question=_question(defends[0].name, names[graph.defender], about.area, past.on),
        answer=sentences.bottom_line(found, conditions, defends, names, graph.name, ask.days),
        options=options,
        pairs=tuple(answers.pair(r, ran) for r in ran.pairs),
        comparisons=found,
        as_long_as=conditions,
        drivers=drivers.drivers(ran, what),
        unidentified=drivers.unidentified(ran, names),
        remarks=fired.remarks(ran),
        start={name: round(share, 4) for name, share in shares.items()},
        history=tuple((o.on.isoformat(), round(o.share, 4)) for o in past.window()),
        basis=about.basis,
        parameters=ran.fitted.version,
    )


def _question(course: str, defender: str, area: str, on: date) -> str:
    return f"Does it still make sense for {defender} to {course!r} at {area} after {on.day} {on:%B %Y}, as long as what?"
