"""`fogline outlook ground new|check`: draw the ground of a theatre of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import text
from fogline.errors import TheatreError, UsageError
from fogline.theatres import load

app = typer.Typer(no_args_is_help=True, help="Draw the ground of a theatre for outlooks.")


@app.command("new")
def new(
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
    out: o.Out = None,
) -> None:
    """Write a draft of sectors.yaml for an area: its places, joined as neighbours, to be corrected.

    Put it into the theatre's folder. Roads, rivers, heights and forces no store knows; the draft
    says where to write them.

    Example: fogline outlook ground new --area Kharkiv -o my-theatre/sectors.yaml
    """
    from fogline.outlook.sketch import sketch
    from fogline.pipeline import Assessment
    from fogline.pipeline.outlook import drafted

    if area is None:
        raise UsageError("ground new needs --area: an area of the theatre, or a place")
    if out is not None and out.exists():
        raise UsageError(f"{out}: is there already; write to another file and join the two")
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        day = o.day(on, "--on") or o.today(theatre.zone)
        instant = o.known_instant(known, theatre.zone, o.end_of(day, theatre.zone))
        text(sketch(drafted(Assessment(opened, instant), day, area)), out)


@app.command("check")
def check(
    theatre: Annotated[str, typer.Argument(help="A theatre's folder, or the id of a shipped one.")],
) -> None:
    """Check the ground that a theatre has drawn: every fault is named with its place.

    Example: fogline outlook ground check my-theatre
    """
    from fogline.outlook.ground import check as faults_of

    graphs = load(Path(theatre) if Path(theatre).is_dir() else theatre).sectors
    if not graphs:
        raise UsageError(f"theatre {theatre}: it has no sectors.yaml; fogline outlook ground new")
    faults = [f"graph {g.id!r}: {fault}" for g in graphs for fault in faults_of(g)]
    if faults:
        raise TheatreError(f"theatre {theatre}, sectors.yaml:\n  " + "\n  ".join(faults))
    for graph in graphs:
        parts = (f"{len(graph.sectors)} sectors", f"{len(graph.links)} links",
                 f"{len(graph.roads)} supply roads", f"{len(graph.forces)} forces")  # fmt: skip
        print(f"{graph.name}: {', '.join(parts)}; it holds together")
