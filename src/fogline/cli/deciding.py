"""`fogline decide`, `fogline decisions`."""

from typing import Annotated

import typer
from msgspec.structs import asdict

from fogline.cli import options as o
from fogline.cli.output import emit
from fogline.model.decision import ListedDecision
from fogline.pipeline import Assessment
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
    """List standing decisions: who judged what, when and why, and whether it is still there.

    A decision is orphaned where a re-reading left nothing of the id or fingerprint that it judged:
    it changes nothing until that comes back; judge anew or withdraw it.

    Example: fogline decisions --format jsonl
    """
    with o.opened(store, o.settings()) as opened:
        zone = load(opened.theatre).zone
        instant = o.known_instant(known, zone, lambda: None)
        standing = opened.view(instant).decisions()
        gone = Assessment(opened, instant).orphaned() if standing else frozenset()
        listed = [ListedDecision(**asdict(d), orphaned=d.id in gone) for d in standing]
        emit("decisions", listed, _row, form, out, formats=("table", "jsonl", "csv"))


def _row(decision: ListedDecision) -> Row:
    value = decision.value or {}
    # What a reader needs of it: the grade, the event that took it, the claims that left.
    said = " ".join(
        " ".join(v) if isinstance(v, list) else str(v)
        for k, v in value.items()
        if "fingerprint" not in k
    )
    said = said.replace(" ", "") if decision.verdict == "pin_grade" else said
    return decision.to_json() | {"verdict": f"{decision.verdict} {said}".strip()}
