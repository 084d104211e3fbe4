"""`fogline decide`, `fogline decisions`."""

from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import emit
from fogline.model.decision import Decision
from fogline.pipeline.deciding import decide as add
from fogline.pipeline.deciding import withdraw
from fogline.theatres import load
from fogline.views.tables import Row


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("decide")(decide)
    app.command("decisions")(decisions)


def decide(
    id: Annotated[str, typer.Argument(help="Of a claim or event; with --withdraw, of a decision.")],
    verdict: Annotated[
        str | None,
        typer.Argument(
            help="confirm, reject; for claims move; for events merge, split, pin_grade.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")] = "",
    grade: Annotated[
        str | None, typer.Option(help="Admiralty grade to pin, as in B2.", show_default=False)
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(help="Event that takes what is merged or moved.", show_default=False),
    ] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(help="Claim that makes an event of its own (split); once for each."),
    ] = None,
    take_back: Annotated[bool, typer.Option("--withdraw", help="Withdraw a decision.")] = False,
    store: o.StorePath = None,
) -> None:
    """Judge a claim or an event: your word leads, the machine's value stays beside it.

    Example: fogline decide d0aede8d743ffb34072b confirm --by "A. Kova" --reason "seen on imagery"
    """
    with o.opened(store, o.settings()) as opened:
        if take_back:
            print(f"withdrawn: {withdraw(opened, id).id}")
            return
        decision = add(
            opened,
            id,
            verdict or "",
            by=by,
            reason=reason,
            grade=grade,
            into=into,
            claims=claim or (),
        )
        print(f"decided: {decision.id}")


def decisions(
    store: o.StorePath = None, form: o.Format = "table", out: o.Out = None, known: o.Known = None
) -> None:
    """List standing decisions: who judged what, when and why.

    Example: fogline decisions --format jsonl
    """
    with o.opened(store, o.settings()) as opened:
        zone = load(opened.theatre).zone
        standing = opened.view(o.known_instant(known, zone, lambda: None)).decisions()
        emit("decisions", standing, _row, form, out, formats=("table", "jsonl", "csv"))


def _row(decision: Decision) -> Row:
    value = decision.value or {}
    # What a reader needs of it: the grade, the event that took it, the claims that left.
    said = " ".join(
        " ".join(v) if isinstance(v, list) else str(v)
        for k, v in value.items()
        if "fingerprint" not in k
    )
    said = said.replace(" ", "") if decision.verdict == "pin_grade" else said
    return decision.to_json() | {"verdict": f"{decision.verdict} {said}".strip()}
