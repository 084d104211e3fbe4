"""`fogline serve`."""

import socket
import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from fogline.cli import options as o
from fogline.errors import UsageError
from fogline.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("serve")(serve)


class Tiles(NamedTuple):
    """Tile servers that the map may ask, and whose tiles they are."""

    origins: list[str]
    credit: str


def serve(
    store: o.StorePath = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    roles: Annotated[
        bool | None,
        typer.Option("--roles/--no-roles", help="Everybody signs in. Default: FOGLINE_ROLES."),
    ] = None,
    tiles: Annotated[
        list[str] | None,
        typer.Option(help="Origin of a tile server that the map may ask.", show_default=False),
    ] = None,
    tiles_credit: Annotated[
        str,
        typer.Option(
            help="Whose tiles these are, shown on the map. Default: the server's name.",
            show_default=False,
        ),
    ] = "",
    show: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Open the workbench: map, timeline and panels, the API and the layers.

    Example: fogline serve --store war.fog --port 8000
    """
    configured = o.settings()
    if roles is not None:
        configured = configured.but(roles=roles)
    if host not in LOOPBACK and not configured.roles:
        raise UsageError(
            f"--host {host}: others could read and change the store; let them sign in with "
            "--roles, or listen at 127.0.0.1"
        )
    path = store or Path(configured.store)
    background = Tiles(tiles or [], credit=tiles_credit)
    _run(path, configured, (host, port), background, show=show)


def _run(
    path: Path, configured: Settings, at: tuple[str, int], tiles: Tiles, *, show: bool
) -> None:
    import uvicorn

    from fogline.api import create_app

    listening = _listen(*at)
    hosts = ["localhost", "127.0.0.1", "[::1]", "["] if at[0] in LOOPBACK else []
    app = create_app(
        path, settings=configured, tiles=tiles.origins, tiles_credit=tiles.credit, hosts=hosts
    )
    if configured.roles and not app.state.accounts.users():
        print("nobody can sign in yet: fogline users add NAME --role admin", file=sys.stderr)
    name = f"[{at[0]}]" if ":" in at[0] else at[0]
    address = f"http://{name}:{listening.getsockname()[1]}/"
    print(f"{path}: {address}", file=sys.stderr)
    if show:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_keep_alive=30)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Return the listening socket.

    Raises:
        UsageError: the port is taken, or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise UsageError(
            f"--host {host} --port {port}: {error.strerror or error}; name another"
        ) from None
    return listening
