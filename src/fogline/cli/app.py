"""The commands, in the order of the rooms."""

from typing import Annotated

import typer

import fogline
from fogline.cli import (
    deciding,
    demo,
    forecasts,
    lists,
    mcp,
    measuring,
    outlook,
    pictures,
    places,
    reading,
    replaying,
    retracting,
    serve,
    theatres,
    users,
)

app = typer.Typer(
    name="fogline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    reading, lists, pictures, replaying, outlook, forecasts, places, theatres, deciding, retracting, measuring, demo,
    serve, users, mcp,
):  # fmt: skip
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"fogline {fogline.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read war reporting; keep every statement tied to who said it, how sure it was, where and when."""
