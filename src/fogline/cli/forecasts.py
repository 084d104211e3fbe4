"""`fogline forecasts`: list, due, register, resolve, score."""

from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import emit
from fogline.errors import UsageError
from fogline.outlook.ledger import Entry, calibration
from fogline.pipeline import forecasting
from fogline.theatres import load
from fogline.views import ledger

FORMATS = ("table", "jsonl", "csv")
group = typer.Typer(
    help="What was said will come, whether it came, and how well each voice knew.",
    no_args_is_help=False,
)
Voice = Annotated[
    str | None, typer.Option("--voice", help="Only this voice's.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(group, name="forecasts")


@group.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    """What was said will come, whether it came, and how well each voice knew."""
    if context.invoked_subcommand is None:
        listed()


@group.command("list")
def listed(
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
    known: o.Known = None,
    voice: Voice = None,
) -> None:
    """List the registered forecasts with their rules and what came of them.

    Example: fogline forecasts list --voice "Yevgeny Prigozhin" --format jsonl
    """
    with o.opened(store, o.settings()) as opened:
        zone = load(opened.theatre).zone
        found = forecasting.entries(opened, o.known_instant(known, zone, lambda: None))
        chosen = [e for e in found if voice is None or e.forecast.voice == voice]
        _emit(chosen, form, out)


@group.command("due")
def due(
    store: o.StorePath = None, form: o.Format = "table", out: o.Out = None, on: o.On = None
) -> None:
    """List the open forecasts whose last day is over.

    Example: fogline forecasts due --on 2023-06-01
    """
    with o.opened(store, o.settings()) as opened:
        day = o.day(on, "--on") or o.today(load(opened.theatre).zone)
        _emit([Entry(f, None) for f in forecasting.due(opened, day)], form, out)


@group.command("register")
def add(
    store: o.StorePath = None,
    outlook: Annotated[
        Path | None,
        typer.Option(
            help="Register our own outlook, a file of fogline outlook --format json.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option(help="Also list the claims that are not registered, and why.")
    ] = False,
) -> None:
    """Register the forecasts that the stored reports hold, or an outlook of our own.

    Each gets a rule that says what will count, the instant up to which its voice knew, what the
    baselines say, and a hash over all that. Registering again adds only what is new.

    Example: fogline forecasts register --outlook outlook.json
    """
    with o.opened(store, o.settings()) as opened:
        done = (
            forecasting.register_said(opened)
            if outlook is None
            else forecasting.register_outlook(opened, outlook)
        )
    print(f"{len(done.found)} forecasts, {done.new} new; {len(done.refused)} not registered")
    if explain:
        for refused in done.refused:
            print(f"  {refused.claim_id}  {refused.statement!r}: {refused.reason}")


@group.command("resolve")
def resolve(
    id: Annotated[
        str | None,
        typer.Argument(help="Of a forecast, to resolve it by hand.", show_default=False),
    ] = None,
    outcome: Annotated[
        str | None, typer.Argument(help="yes, no or void.", show_default=False)
    ] = None,
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    truth: Annotated[
        Path | None,
        typer.Option(
            help="Who held what: a file as for fogline measure control.", show_default=False
        ),
    ] = None,
    taken: Annotated[
        list[str],
        typer.Option(
            help="A course that was taken, SIDE=COURSE; others' forecasts become void.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - typer copies it
    by: Annotated[str, typer.Option(help="Who resolves by hand.")] = "",
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")] = "",
) -> None:
    """Resolve what is due, by the situation as known later, a truth file, or by hand.

    Only the course that was taken can be scored: what others would have brought nobody knows.

    Example: fogline forecasts resolve --truth control.json --taken ukraine=hold
    """
    with o.opened(store, o.settings()) as opened:
        if id is not None:
            made = forecasting.resolve_by_hand(opened, id, outcome or "", by=by, reason=reason)
            print(f"resolved: {made.forecast_id} {made.outcome}")
            return
        zone = load(opened.theatre).zone
        day = o.day(on, "--on") or o.today(zone)
        done = forecasting.resolve_due(
            opened,
            day,
            known=o.known_instant(known, zone, lambda: None),
            truth=truth,
            taken=dict(map(_course, taken)),
        )
    print(f"{len(done.resolutions)} resolved, {len(done.undecided)} not to be told yet")
    for forecast in done.undecided:
        print(f"  {forecast.id}  {forecast.rule.sentence}{_why(forecast.conditions)}")


@group.command("score")
def score(
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
    known: o.Known = None,
    bins: Annotated[
        bool, typer.Option("--calibration", help="Said against came, in five bins.")
    ] = False,
) -> None:
    """Score the voices: Brier and log score, lower is better, beside the baselines.

    Example: fogline forecasts score --calibration
    """
    with o.opened(store, o.settings()) as opened:
        instant = o.known_instant(known, load(opened.theatre).zone, lambda: None)
        what = "calibration" if bins else "forecast scores"
        rows = (
            calibration(forecasting.entries(opened, instant))
            if bins
            else forecasting.scores(opened, instant)
        )
        emit(what, rows, dict, form, out, formats=FORMATS)


def _emit(entries: list[Entry], form: str, out: Path | None) -> None:
    if form == "jsonl":
        emit("forecasts", map(ledger.record, entries), dict, form, out, formats=FORMATS)
    else:
        emit("forecasts", entries, ledger.row, form, out, formats=FORMATS)


def _course(words: str) -> tuple[str, str]:
    side, sign, name = words.partition("=")
    if not (side and sign and name):
        raise UsageError(f"--taken {words!r}: write SIDE=COURSE, as in ukraine=hold")
    return side, name


def _why(conditions: tuple[str, ...]) -> str:
    return f" (if: {'; '.join(conditions)}; a person must judge)" if conditions else ""
