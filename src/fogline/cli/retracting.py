"""`fogline retract`."""

from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.theatres import load


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("retract")(retract)


def retract(
    id: Annotated[str, typer.Argument(help="Of a report.")],
    at: Annotated[
        str, typer.Option("--at", help="When it was withdrawn: an instant with offset, or a day.")
    ],
    reason: Annotated[
        str | None, typer.Option(help="What the outlet says.", show_default=False)
    ] = None,
    store: o.StorePath = None,
) -> None:
    """Record that an outlet withdrew a report; from that instant its claims no longer count.

    What was known before that instant stays.

    Example: fogline retract 6b1f0c2a9d3e4f5a6b7c --at 2023-03-09T12:00:00+02:00 --reason "corrected"
    """
    from fogline.pipeline.retracting import retract as record

    with o.opened(store, o.settings()) as opened:
        made = record(opened, id, load(opened.theatre).zone, at=at, reason=reason)
        print(f"retracted: {made.report_id} from {made.retracted}")
