"""`fogline theatres`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fogline.errors import UsageError
from fogline.theatres import load
from fogline.theatres.load import available

if TYPE_CHECKING:
    from fogline.model.theatre import Theatre

group = typer.Typer(
    help="The wars that Fogline knows, as data; found one of your own.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(group, name="theatres")


@group.command("list")
def list_() -> None:
    """List the theatres that ship.

    Example: fogline theatres list
    """
    for name in available():
        theatre = load(name)
        print(f"{name}  {theatre.name}: {_counts(theatre)}")


@group.command("new")
def new(
    folder: Annotated[Path, typer.Argument(help="Folder to write; its name is the theatre's id.")],
    name: Annotated[str, typer.Option(help='Of the war, as it is shown: "War in Myanmar".')],
    country: Annotated[
        list[str], typer.Option(help="Name or ISO code; the most concerned first. Repeatable.")
    ],
    side: Annotated[
        list[str],
        typer.Option(
            help='"NAME" or "NAME=further name, acronym". A country, or "Myanmar military", is that '
            "country's government. Repeatable."
        ),
    ],
    began: Annotated[str | None, typer.Option(help="First day of the war: 2021-02-01.")] = None,
    allied: Annotated[
        list[str] | None,
        typer.Option(help='"SIDE, SIDE" that fight together. Repeatable.'),
    ] = None,
    hostile: Annotated[
        list[str] | None,
        typer.Option(
            help='"SIDE, SIDE" that fight each other. With one government among the sides the '
            "others fight it and are neutral to each other; else all fight all."
        ),
    ] = None,
) -> None:
    """Write a new theatre: sides, voices and settings to start with, and comments on what to add.

    Example: fogline theatres new myanmar --name "War in Myanmar" --country MM
    --side "Myanmar military=Tatmadaw, junta" --side "People's Defence Force=PDF"
    """
    from fogline.pipeline.founding import found_theatre

    theatre = found_theatre(
        folder,
        name=name,
        countries=country,
        sides=side,
        began=_day(began),
        allied=allied or (),
        hostile=hostile or (),
    )
    print(f"{folder}: {_counts(theatre)}")
    for line in _gaps(theatre):
        print(f"  to add: {line}")
    print(f"Read with it: fogline read PATH --theatre {folder} --store {theatre.id}.fog")


@group.command("check")
def check(
    theatre: Annotated[str, typer.Argument(help="A theatre's folder, or the id of a shipped one.")],
) -> None:
    """Say whether a theatre holds together, fault by fault, and what it lacks.

    Example: fogline theatres check myanmar/
    """
    load.cache_clear()  # the files as they are now
    found = load(theatre)
    print(f"{theatre}: holds together; {_counts(found)}")
    for line in _gaps(found):
        print(f"  to add: {line}")


def _day(words: str | None) -> date | None:
    try:
        return None if words is None else date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"--began {words!r} is no day; write 2021-02-01") from None


def _counts(theatre: "Theatre") -> str:
    sides = ", ".join(s.name for s in theatre.sides)
    return (
        f"{sides}; {len(theatre.actors)} actors, {len(theatre.sources)} sources, "
        f"{len(theatre.places)} places beside the gazetteer's"
    )


def _gaps(theatre: "Theatre") -> Iterator[str]:
    """Yield what a theatre can do without and reads better with."""
    for side in theatre.sides:
        if not side.adjectives:
            yield f"theatre.yaml: adjectives of {side.id} ('Ukrainian' before 'forces')"
        persons = [s for s in theatre.sources if s.side == side.id and s.function is not None]
        if not persons:
            yield f"sources.yaml: who speaks for {side.id}: spokespersons, ministers, commanders"
    own = {s.publisher_group for s in theatre.sources if s.kind == "outlet" and s.side is None}
    if len(own) < _FEW_OUTLETS:
        yield "sources.yaml: the local papers, broadcasters and monitors that report on it"
    if all(p.kind == "settlement" for p in theatre.places):
        yield "places.yaml: the quarters, rivers, roads and bridges of what is fought over"
    if theatre.baseline is None:
        yield (
            "baseline.yaml: who held what on a first day; without it every place begins unknown "
            "(docs/theatres.md)"
        )


_FEW_OUTLETS = 20
