"""`fogline mcp`."""

from pathlib import Path

import typer

from fogline.cli import options as o


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("mcp")(mcp)


def mcp(store: o.StorePath = None) -> None:
    """Answer a language model over standard input and output: claims, situation, trace; read-only.

    Example: fogline mcp --store war.fog
    """
    from fogline.mcp import create_server

    configured = o.settings()
    path = store or Path(configured.store)
    with o.opened(path, configured):
        pass  # says what is the matter with it before a client is connected
    create_server(path, configured).run("stdio")
