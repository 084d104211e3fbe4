"""`fogline read`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fogline.cli.options import StorePath, settings
from fogline.cli.output import counted
from fogline.cli.progress import counting
from fogline.errors import UsageError
from fogline.store import open_store
from fogline.text.normalise import without_controls
from fogline.theatres import load

if TYPE_CHECKING:
    from fogline.pipeline import Outcome

_SHOWN = 5
"""Inputs named in one note."""


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("read")(read)


def read(
    inputs: Annotated[
        list[str], typer.Argument(help="Files, folders, archives, http(s) addresses.")
    ],
    store: StorePath = None,
    theatre: Annotated[
        str | None,
        typer.Option(help="Theatre of a new store: a shipped one or a folder. Default: ukraine."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Outlet of texts that do not name theirs.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Address of a text that does not name its own.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="Day or instant of texts that do not say when they were published."),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read.")] = None,
    explained: Annotated[
        bool,
        typer.Option(
            "--explain", help="Print each report with its claims, and why others are none."
        ),
    ] = False,
) -> None:
    """Read reports into the store.

    Text, HTML, PDF, RSS and Atom, JSONL, CSV and Parquet archives, folders of these, and addresses.
    What is already stored is passed over; what cannot be read is named with the reason.

    A plain text says outlet, author and date in the lines over it ("The Courier", "7 March 2023",
    "Source: ..."), in a header (docs/spec/reports.md), or by the options; else by its file's name
    (2023-03-07-courier.txt).

    Example: fogline read articles/ https://example.org/feed.xml --store war.fog
    """
    from fogline.pipeline import Given, explain
    from fogline.pipeline import read as read_inputs
    from fogline.pipeline.reading import published_of

    if url is not None and (len(inputs) > 1 or Path(inputs[0]).is_dir()):
        raise UsageError("--url is the address of one text; name one file with it")
    configured = settings()
    if workers is not None:
        configured = configured.but(workers=workers)
    path = store or Path(configured.store)
    chosen = theatre or (None if path.exists() else configured.theatre)
    if chosen is not None:
        load(chosen)  # says what is wrong with it before there is a store
    with open_store(path, theatre=chosen, create=True) as opened:
        if not opened.theatre:
            raise UsageError(f"store {path}: it has no theatre yet; name one with --theatre")
        with counting("Reading") as progress:
            outcome = read_inputs(
                inputs,
                opened,
                configured,
                given=Given(outlet=outlet, url=url, published=published_of(published)),
                progress=lambda o: progress(o.stored, f"{o.claims} claims"),
            )
        if explained:
            for text in explain(outcome.reports, opened, configured):
                print(text)
    report(outcome, str(path))
    if outcome.refused:
        raise typer.Exit(1)


def report(outcome: "Outcome", store: str) -> None:
    """Print what a run of reading did."""
    for refused in outcome.refused:
        print(f"refused: {_line(refused.input)}: {_line(refused.reason)}", file=sys.stderr)
    _gaps("says when it was published; its claims count as told now: give --published, or name the file "
          "2023-03-07-NAME.txt, and read it again", outcome.undated)  # fmt: skip
    _gaps("names its outlet; give --outlet", outcome.unsigned)
    parts = [counted(outcome.stored, "report") + " read", counted(outcome.claims, "claim")]
    if outcome.copies:
        parts.append(f"{outcome.copies} linked to a near copy")
    parts += [f"{n} in {language}, stored unread" for language, n in sorted(outcome.unread.items())]
    if outcome.already:
        parts.append(f"{outcome.already} already stored")
    if outcome.refused:
        parts.append(f"{len(outcome.refused)} refused")
    print(f"{store}: " + ", ".join(parts), file=sys.stderr)


def _gaps(what: str, inputs: list[str]) -> None:
    """Say of which inputs something that the rest builds on is not known."""
    if inputs:
        shown = ", ".join(map(_line, inputs[:_SHOWN]))
        more = f" and {len(inputs) - _SHOWN} more" if len(inputs) > _SHOWN else ""
        print(f"note: nothing in {shown}{more} {what}", file=sys.stderr)


def _line(words: str) -> str:
    """Return words on one line: names of files may hold what moves the cursor."""
    return " ".join(without_controls(words).split())
