"""`fogline outlook`, and `fogline outlook scenario new|list|run`."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import grounds
from fogline.cli import options as o
from fogline.cli.output import emit, text
from fogline.cli.progress import waiting
from fogline.errors import UsageError
from fogline.model.outlook import Outlook
from fogline.model.theatre import Side
from fogline.theatres import load

FORMATS = ("table", "json", "csv", "parquet", "md", "html")
app = typer.Typer(no_args_is_help=False, rich_markup_mode="markdown")
scenarios = typer.Typer(no_args_is_help=True, help="Write, list and run scenarios.")
app.add_typer(scenarios, name="scenario")
app.add_typer(grounds.app, name="ground")

Days = Annotated[
    int | None, typer.Option(help="How far to look ahead. Default: 30.", show_default=False)
]
Runs = Annotated[int, typer.Option(help="Of each pair of courses.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same outlook.")]
Criterion = Annotated[
    str,
    typer.Option(
        help="By which courses are compared first: balance, held, exchange, force_left or own_losses."
    ),
]
Courses = Annotated[
    Path | None,
    typer.Option(
        help="Courses of both sides instead of the usual six: a YAML file with a list `courses:`, "
        "as in a scenario.",
        show_default=False,
    ),
]
Form = Annotated[str, typer.Option("--format", help="table, json, csv, parquet, md or html.")]


def register(parent: typer.Typer) -> None:
    """Add this module's commands."""
    parent.add_typer(app, name="outlook")


@app.callback(invoke_without_command=True)
def outlook(
    context: typer.Context,
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
    days: Days = None,
    runs: Runs = 2000,
    seed: Seed = 1,
    criterion: Criterion = "balance",
    courses: Courses = None,
    form: Form = "table",
    out: o.Out = None,
) -> None:
    """Say what may come of each course of action of both sides, with its spread.

    Starts from the picture of a day, control drawn from its probabilities; known at the end of
    that day unless --known says otherwise. A simulation, not a prediction.

    Example: fogline outlook --on 2023-03-07 --area Bakhmut --days 30 --seed 1 --format json
    """
    if context.invoked_subcommand:
        return
    from fogline.outlook.scenario import courses_from
    from fogline.outlook.step import Ask
    from fogline.pipeline import Assessment
    from fogline.pipeline.outlook import outlook_of

    _check(form)
    if area is None:
        raise UsageError("outlook needs --area: an area of the theatre, or a place")
    given = () if courses is None else courses_from(courses)
    if courses is not None and not given:
        raise UsageError(f"--courses {courses}: it has no list `courses:`; see a scenario.yaml")
    ask = Ask(days=_days(days, 30), runs=runs, seed=seed, criterion=criterion, threads=_threads())
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        day = o.day(on, "--on") or o.today(theatre.zone)
        instant = o.known_instant(known, theatre.zone, o.end_of(day, theatre.zone))
        with simulating():
            found = outlook_of(Assessment(opened, instant), day, area, ask, given)
        show(found, theatre.sides, form, out)


def _check(form: str) -> None:
    """Refuse a format before a run is made for it."""
    if form not in FORMATS:
        raise UsageError(f"--format {form!r}: an outlook comes as {', '.join(FORMATS)}")


def _days(given: int | None, default: int) -> int:
    return default if given is None else given


def _threads() -> int:
    """Return the processors of this machine; the result does not depend on them."""
    return os.cpu_count() or 1


@contextmanager
def simulating() -> Iterator[None]:
    """Say what takes so long: the first run on a machine compiles the simulation."""
    from fogline.outlook.engine import compiled

    first = "" if compiled() else ": compiling it for this machine first, once, about ten seconds"
    with waiting(f"simulating{first}"):
        yield


def show(found: Outlook, sides: tuple[Side, ...], form: str, out: Path | None) -> None:
    """Write an outlook in one of its formats.

    Raises:
        UsageError: the format is none of them.
    """
    from fogline.views import outlook as views

    names = {s.id: s.name for s in sides}
    _check(form)
    if form == "json":
        text(json.dumps(found.to_json(), ensure_ascii=False) + "\n", out)
    elif form == "md":
        text(views.markdown(found, names), out)
    elif form == "html":
        text(views.html(found, sides), out)
    elif form in {"csv", "parquet"}:
        emit("outlook", views.rows(found), lambda row: row, form, out, formats=FORMATS)
    else:
        text(_screen(found), out)


def _screen(found: Outlook) -> str:
    from fogline.views import outlook as views

    rows = views.option_rows(found)
    columns = list(rows[0])
    wide = {c: max(len(c), *(len(str(r[c])) for r in rows)) for c in columns}
    table = ["  ".join(c.ljust(wide[c]) for c in columns)]
    table += ["  ".join(str(r[c]).ljust(wide[c]) for c in columns) for r in rows]
    head = f"{found.area}, {found.days} days from {found.on}, {found.runs} runs a pair, seed {found.seed}"
    parts = [
        head,
        found.question,
        "",
        *(f"- {line}" for line in found.answer),
        *(f"! {line}" for line in found.remarks),
        "",
        *table,
        "",
        "What drives it:",
        *(f"- {d.sentence}" for d in found.drivers),
        "",
        "What nobody knows:",
        *(f"- {line}" for line in found.unidentified),
        "",
        f"A simulation, not a prediction. {found.scored} --format html draws it, json has it all.",
    ]
    return "\n".join(parts) + "\n"


@scenarios.command("new")
def new(
    name: Annotated[Path, typer.Argument(help="Folder to write.")],
    template: Annotated[str, typer.Option(help="Which scenario to start from.")] = "river-city",
) -> None:
    """Write a new scenario from a template: ground, forces, courses, facts, and a README.

    Example: fogline outlook scenario new my-river
    """
    from fogline.outlook import scenario

    scenario.new(name, template)
    print(f"{name}: edit scenario.yaml, then: fogline outlook scenario run {name}")


@scenarios.command("list")
def list_() -> None:
    """List the scenarios that ship.

    Example: fogline outlook scenario list
    """
    from fogline.outlook import scenario

    for name in scenario.available():
        found = scenario.load(name)
        print(f"{name}  {found.on}  {found.title}")


@scenarios.command("run")
def run(
    name: Annotated[str, typer.Argument(help="A scenario's folder, or the name of a shipped one.")],
    days: Days = None,
    runs: Runs = 2000,
    seed: Seed = 1,
    criterion: Criterion = "balance",
    form: Form = "table",
    out: o.Out = None,
) -> None:
    """Run a scenario: every pair of its courses, with its spread.

    Example: fogline outlook scenario run river-city --format html --out river.html
    """
    from fogline.outlook import scenario
    from fogline.outlook.step import Ask, of_scenario, sides_of

    _check(form)
    given = scenario.load(name)
    ask = Ask(
        days=_days(days, given.days), runs=runs, seed=seed, criterion=criterion, threads=_threads()
    )
    with simulating():
        found = of_scenario(given, ask)
    show(found, sides_of(given), form, out)
