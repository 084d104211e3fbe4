"""`fogline demo`."""

import sys
import webbrowser
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import text
from fogline.cli.progress import counting
from fogline.cli.reading import report
from fogline.errors import UsageError
from fogline.model.time import end_of_day
from fogline.store import open_store
from fogline.store.sqlite import SqliteStore
from fogline.theatres import dossier_folder, load


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("demo")(demo)


def demo(
    theatre: Annotated[str | None, typer.Option(help="Which theatre's dossier.")] = None,
    folder: Annotated[Path, typer.Option(help="Where store and page go.")] = Path("demo"),
    show: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in a browser.")
    ] = True,
) -> None:
    """Read the bundled dossier and show the brief that an analyst would have had.

    Example: fogline demo --theatre sudan
    """
    from fogline.pipeline import read as read_inputs

    configured = o.settings()
    chosen = load(theatre or configured.theatre)
    dossier = dossier_folder(theatre or configured.theatre)
    if dossier is None or chosen.demo is None:
        raise UsageError(f"theatre {chosen.id!r} has no dossier to show")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{chosen.demo.name}.fog"
    with open_store(path, theatre=chosen.id, create=True) as store:
        with counting("Reading the dossier", sum(1 for _ in dossier.iterdir())) as progress:
            outcome = read_inputs(
                [dossier],
                store,
                configured,
                progress=lambda done: progress(done.stored, f"{done.claims} claims"),
            )
        report(outcome, str(path))
        known = end_of_day(chosen.demo.on, chosen.zone)
        html, words = _brief(store, chosen.demo.on, known, chosen.demo.area)
    page = folder / "brief.html"
    text(html, page)
    print(words)
    print(f"\nThe brief: {page.resolve()}")
    if show and sys.stdout.isatty():
        webbrowser.open(page.resolve().as_uri())


def _brief(store: SqliteStore, on: date, known: datetime, area: str) -> tuple[str, str]:
    from fogline.views import brief

    picture = brief.picture(store, on, known, area)
    return brief.html(picture), brief.summary(picture)
