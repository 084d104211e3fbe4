"""`fogline replay`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import emit, whole
from fogline.cli.progress import counting
from fogline.errors import UsageError
from fogline.pipeline import area_of, everywhere
from fogline.pipeline.replay import Replay
from fogline.pipeline.replay import days as days_of
from fogline.pipeline.replay import replay as step_through
from fogline.theatres import load
from fogline.views import tables


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("replay")(replay)


def replay(
    first: Annotated[str, typer.Option("--from", help="The first valid day, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option("--to", help="The last valid day, YYYY-MM-DD.")],
    store: o.StorePath = None,
    area: o.Area = None,
    every: Annotated[int, typer.Option(help="Show every so many days.")] = 1,
    film: Annotated[
        list[Path] | None,
        typer.Option(
            "--film",
            help="Film to write, .html, .gif or .mp4; may be given again. Default: replay.html and replay.gif.",
            show_default=False,
        ),
    ] = None,
    form: o.Format = "table",
    out: o.Out = None,
) -> None:
    """Step through a battle day by day: a film of the map, and when each place changed hands.

    Each day is shown with what was known at its end. The table lists for each place that changed
    hands, or was said to, when that was first claimed and by whom, and since when it is confirmed.
    An MP4 needs the packages of the extra `film`.

    Example: fogline replay --area Bakhmut --from 2023-01-01 --to 2023-03-07 --film soledar.gif
    """
    begin, end = o.day(first, "--from"), o.day(last, "--to")
    assert begin is not None and end is not None  # noqa: S101, PT018 - both are required
    days = days_of(begin, end, every)
    files = film or [Path("replay.html"), Path("replay.gif")]
    for file in files:
        if file.suffix.lower() not in _WRITERS:
            raise UsageError(f"--film {file}: a film is a .html, .gif or .mp4 file")
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        shape = area_of(theatre, area) if area else everywhere(theatre)
        with counting("Stepping through the days", len(days)) as progress:
            found = step_through(opened, days, shape, lambda n: progress(n, str(days[n - 1])))
    for file in files:
        with counting(f"Drawing {file.name}", len(days)) as progress:
            _WRITERS[file.suffix.lower()](found, file, lambda n: progress(n, ""))
    kept = found.histories
    if form == "table":
        kept = tuple(h for h in kept if h.side is not None or len(h.changes) > 1)
    emit("replay", kept, tables.history_row, form, out,
         formats=("table", "jsonl", "csv", "parquet"))  # fmt: skip
    if out is not None or form == "table":
        quiet = len({h.place_id for h in found.histories} - {h.place_id for h in kept})
        if quiet:
            print(f"... and {quiet} places whose status did not change")
        print("\n" + "\n".join(f"The film: {file.resolve()}" for file in files))


def _html(found: Replay, file: Path, progress: Callable[[int], None]) -> None:
    from fogline.views import film

    whole(file, film.html(found, progress).encode("utf-8"))


def _gif(found: Replay, file: Path, progress: Callable[[int], None]) -> None:
    from fogline.views import film

    whole(file, film.gif(found, progress))


def _mp4(found: Replay, file: Path, progress: Callable[[int], None]) -> None:
    from fogline.views import film

    film.mp4(found, file, progress)


_WRITERS = {".html": _html, ".gif": _gif, ".mp4": _mp4}
