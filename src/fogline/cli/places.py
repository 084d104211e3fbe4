"""`fogline places`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import emit
from fogline.cli.progress import counting
from fogline.model.placement import Candidate
from fogline.store import open_store
from fogline.theatres import load
from fogline.views.tables import Row

group = typer.Typer(help="Look places up; add gazetteers of your own.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(group, name="places")


@group.command("find")
def find(
    name: Annotated[str, typer.Argument(help="Any spelling, in any script.")],
    theatre: Annotated[
        str | None, typer.Option(help="Whose places lead. Default: the store's, else ukraine.")
    ] = None,
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
) -> None:
    """Say which places a name can mean, best first, and why.

    Example: fogline places find Khromovo
    """
    from fogline import places

    configured = o.settings()
    path = store or Path(configured.store)
    if theatre is None and path.is_file():
        with open_store(path) as opened:
            theatre = opened.theatre
    index = places.Index(places.open_gazetteer(configured), load(theatre or configured.theatre))
    emit("places", index.lookup(name), _row, form, out, formats=("table", "jsonl", "csv"))


def _row(candidate: Candidate) -> Row:
    return {
        "name": candidate.name,
        "kind": candidate.kind,
        "country": candidate.country,
        "lon": round(candidate.lon, 5),
        "lat": round(candidate.lat, 5),
        "score": round(candidate.score, 3),
        "id": candidate.gazetteer_id,
        "reason": candidate.reason,
    }


@group.command("load")
def load_file(
    file: Annotated[Path, typer.Argument(help="A GeoNames file, GeoJSON or GeoPackage.")],
) -> None:
    """Add places of your own; whole or not at all, broken lines are named and skipped.

    GeoNames: UA.txt, allCountries.txt, alternateNamesV2.txt, admin1CodesASCII.txt. GeoJSON and
    GeoPackage: features with the property "name", and "kind", "country", "names" where known.
    A load that is cut off goes on when called again. What is loaded stays when the gazetteer is
    rebuilt for a new version.

    Example: fogline places load UA.txt
    """
    from fogline import places

    configured = o.settings()
    places.open_gazetteer(configured)
    with counting("Loading") as progress:
        loaded = places.load_dump(
            file, configured.gazetteer, lambda what, done, _total: progress(done, what)
        )
    for fault in loaded.faults:
        print(f"skipped: {fault}", file=sys.stderr)
    names = f", {loaded.names} names of known places" if loaded.names else ""
    went_on = " (went on from a load that was cut off)" if loaded.resumed else ""
    print(
        f"{configured.gazetteer}: {loaded.added} places added{names}, "
        f"{loaded.skipped} lines skipped{went_on}"
    )


@group.command("build")
def build() -> None:
    """Build the gazetteer now instead of at the first read.

    Example: fogline places build
    """
    from fogline import places

    configured = o.settings()
    places.open_gazetteer(configured)
    print(configured.gazetteer)
