"""`fogline users`, `fogline tokens`: who may use the server."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import emit
from fogline.settings import Settings

if TYPE_CHECKING:
    from fogline.api.access import Accounts

users = typer.Typer(help="Who may sign in at the server, and as what.", no_args_is_help=True)
tokens = typer.Typer(help="Keys for programs that ask the server.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Of the user.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(users, name="users")
    app.add_typer(tokens, name="tokens")


def _accounts(store: Path | None) -> "Accounts":
    from fogline.api.access import Accounts

    configured: Settings = o.settings()
    path = store or Path(configured.store)
    named = configured.accounts
    return Accounts(Path(named) if named else path.with_name(path.name + ".accounts"))


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")


@users.command("add")
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="reader, analyst or admin.")] = "reader",
    store: o.StorePath = None,
) -> None:
    """Add a user; the password is asked for, or read from the standard input.

    Example: fogline users add "A. Kova" --role analyst --store war.fog
    """
    made = _accounts(store).add(name, _password(), role)
    print(f"added: {made.name}, {made.role}")


@users.command("list")
def list_users(store: o.StorePath = None, form: o.Format = "table", out: o.Out = None) -> None:
    """List who can sign in.

    Example: fogline users list --store war.fog
    """
    emit("users", _accounts(store).users(), lambda u: u.to_json(), form, out,
         formats=("table", "jsonl", "csv"))  # fmt: skip


@users.command("change")
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="The new role.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    store: o.StorePath = None,
) -> None:
    """Change a user's role or password, and sign them out.

    Example: fogline users change "A. Kova" --role admin --store war.fog
    """
    _accounts(store).change(name, role=role, password=_password() if password else None)
    print(f"changed: {name}")


@users.command("remove")
def remove(name: Name, store: o.StorePath = None) -> None:
    """Remove a user with all tokens; what they decided and the log stay.

    Example: fogline users remove "A. Kova" --store war.fog
    """
    _accounts(store).remove(name)
    print(f"removed: {name}")


@tokens.command("create")
def create(
    name: Name,
    purpose: Annotated[str, typer.Option("--for", help="What the token is for.")],
    days: Annotated[int, typer.Option(help="For how long it holds.")] = 365,
    store: o.StorePath = None,
) -> None:
    """Make a token for a user and print it, this once.

    Example: fogline tokens create "A. Kova" --for QGIS --store war.fog
    """
    key, made = _accounts(store).issue(name, purpose, days)
    print(f"{made.id} holds until {made.expires}; it is shown only now:", file=sys.stderr)
    print(key)


@tokens.command("list")
def list_tokens(store: o.StorePath = None, form: o.Format = "table", out: o.Out = None) -> None:
    """List the tokens, without their keys.

    Example: fogline tokens list --store war.fog
    """
    emit("tokens", _accounts(store).tokens(), lambda t: t.to_json(), form, out,
         formats=("table", "jsonl", "csv"))  # fmt: skip


@tokens.command("revoke")
def revoke(
    id: Annotated[str, typer.Argument(help="Of the token, as `tokens list` shows it.")],
    store: o.StorePath = None,
) -> None:
    """Let a token hold no longer.

    Example: fogline tokens revoke 3f9a0c52d1e7 --store war.fog
    """
    _accounts(store).revoke(id)
    print(f"revoked: {id}")
