"""`fogline situation`, `changes`, `disputes`, `coverage`, `brief`, `trace`, `export`."""

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fogline.cli import options as o
from fogline.cli.output import emit, text, whole
from fogline.errors import UsageError
from fogline.model.claim import Claim, ClaimPlace
from fogline.model.event import Event
from fogline.model.outlook import Outlook
from fogline.model.theatre import Theatre
from fogline.model.time import day_reached, end_of_day, now
from fogline.pipeline import AreaShape, Assessment, area_of
from fogline.store.sqlite import SqliteStore
from fogline.theatres import load
from fogline.views import geojson, tables
from fogline.views.recency import without_recent_evidence


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (situation, changes, disputes, coverage, brief, trace, export):
        app.command(command.__name__)(command)


def _area(theatre: Theatre, name: str | None) -> AreaShape | None:
    return None if name is None else area_of(theatre, name)


class Layer(StrEnum):
    """What can be exported."""

    situation = "situation"
    claims = "claims"
    events = "events"


def _claims_in(assessment: Assessment, area: AreaShape | None) -> dict[str, Claim]:
    return {i: c for i, c in assessment.claims.items() if area is None or _any_in(area, c.places)}


def _events_in(assessment: Assessment, area: AreaShape | None) -> tuple[Event, ...]:
    return tuple(e for e in assessment.events if area is None or _any_in(area, e.places))


def _any_in(area: AreaShape, places: Iterable[ClaimPlace]) -> bool:
    return any(
        p.lon is not None and p.lat is not None and area.contains(p.lon, p.lat) for p in places
    )


def situation(
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            help="Leave a source out, by id or name; may be repeated.", show_default=False
        ),
    ] = None,
    form: o.Format = "table",
    out: o.Out = None,
    refit: Annotated[
        bool,
        typer.Option(
            "--refit",
            help="First estimate the rates of change anew from what was known, say what moved, and keep them beside the store.",
        ),
    ] = False,
) -> None:
    """Say who is held to control what on a day, how surely, with what was known at an instant.

    Example: fogline situation --on 2023-03-07 --known 2023-03-07 --area Bakhmut --format geojson
    """
    with o.opened(store, o.settings()) as opened:
        if refit:
            _refit(opened, o.known_instant(known, load(opened.theatre).zone, now) or now())
        theatre = load(opened.theatre)
        day = o.day(on, "--on") or o.today(theatre.zone)
        assessment = Assessment(opened, o.known_instant(known, theatre.zone, now))
        for source in without or ():
            assessment = assessment.without(source)
        picture = assessment.situation(day, _area(theatre, area))
        if form == "geojson":
            text(json.dumps(geojson.situation(picture), ensure_ascii=False) + "\n", out)
            return
        emit("situation", picture.places, tables.place_row, form, out,
             formats=("table", "jsonl", "csv", "geojson", "parquet"))  # fmt: skip


def _refit(opened: SqliteStore, known: datetime) -> None:
    """Estimate anew and say on the error stream what moved."""
    from fogline.pipeline.refitting import refit_store

    found = refit_store(opened, opened.name, known)
    print(
        f"refit: version {found.parameters.version}, from {found.before.version}", file=sys.stderr
    )
    for m in found.moves:
        print(
            f"  {m.name}: {m.before:.4g} -> {m.after:.4g} ({m.low:.4g} to {m.high:.4g}); {m.reason}",
            file=sys.stderr,
        )
    print(f"  kept in {found.file}; pictures for earlier instants do not use it", file=sys.stderr)


def changes(
    since: Annotated[
        str | None,
        typer.Option(help="An instant with offset, or a day (its end). Default: a day before."),
    ] = None,
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
    form: o.Format = "table",
    out: o.Out = None,
) -> None:
    """List what happened since, and apart from it what was learned since about earlier days.

    Near the line a place of which nobody independent spoke for 72 hours gets no number.

    Example: fogline changes --since 2023-03-06 --known 2023-03-07 --area Bakhmut
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        instant = o.known_instant(known, theatre.zone, now) or now()
        before = o.known_instant(since, theatre.zone, lambda: None) or _day_before(instant)
        day, assessment = o.day(on, "--on"), Assessment(opened, instant)
        found = assessment.changes(before, day)
        shape = _area(theatre, area)
        today = assessment.situation(day or day_reached(instant, theatre.zone))
        silent = without_recent_evidence(today)
        rows = tables.change_rows(found, shape.contains if shape else None, silent)
        emit("changes", rows, lambda row: row, form, out, formats=("table", "jsonl", "csv"))


def _day_before(instant: datetime) -> datetime:
    return instant - timedelta(days=1)


def disputes(
    store: o.StorePath = None,
    known: o.Known = None,
    area: o.Area = None,
    texts: Annotated[
        bool,
        typer.Option("--texts", help="Brief reports that cannot both hold, claims read or not."),
    ] = False,
    form: o.Format = "table",
    out: o.Out = None,
) -> None:
    """List who contradicts whom about what, with the independent origins of each.

    With --texts, pairs of brief reports that cannot both hold by their words, the surest first:
    also those in which no claims were read. They are hints, not events.

    Example: fogline disputes --known 2023-01-13 --area Soledar
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        shape = _area(theatre, area)
        assessment = Assessment(opened, o.known_instant(known, theatre.zone, now))
        if texts:
            emit("text disputes", assessment.text_disputes(), tables.text_dispute_row, form, out,
                 formats=("table", "jsonl", "csv"))  # fmt: skip
            return
        found = assessment.disputes()
        chosen = (d for d in found if shape is None or _any_in(shape, d.places))
        emit("disputes", chosen, tables.dispute_row, form, out,
             formats=("table", "jsonl", "csv"))  # fmt: skip


def coverage(
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
    form: o.Format = "table",
    out: o.Out = None,
) -> None:
    """List sources gone silent against their own rhythm, and places unheard for 72 hours.

    Example: fogline coverage --on 2023-03-07 --known 2023-03-07 --area Bakhmut
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        day = o.day(on, "--on") or o.today(theatre.zone)
        assessment = Assessment(opened, o.known_instant(known, theatre.zone, now))
        gaps = assessment.coverage(assessment.situation(day, _area(theatre, area)))
        emit("coverage", tables.coverage_rows(gaps), lambda row: row, form, out,
             formats=("table", "jsonl", "csv"))  # fmt: skip


def brief(
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
    form: Annotated[str, typer.Option("--format", help="html, md or pdf.")] = "html",
    ahead: Annotated[
        int | None,
        typer.Option(
            "--outlook", help="Add what may come in so many days, simulated.", show_default=False
        ),
    ] = None,
    out: o.Out = None,
) -> None:
    """Write the brief of a day: what is known, who says so, what is disputed, what changed.

    Known at the end of that day unless --known says otherwise.

    Example: fogline brief --on 2023-03-07 --area Bakhmut --out brief.html
    """
    from fogline.views import brief as page

    if form not in {"html", "md", "pdf"}:
        raise UsageError(f"--format {form!r}: a brief comes as html, md or pdf")
    if form == "pdf" and out is None:
        raise UsageError("--format pdf needs --out FILE: a page of paper is nothing for the screen")
    if form == "pdf" and ahead is not None:
        raise UsageError(
            "--outlook comes with html and md; for paper: fogline outlook --format html"
        )
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        day = o.day(on, "--on") or o.today(theatre.zone)
        instant = o.known_instant(known, theatre.zone, o.end_of(day, theatre.zone))
        instant = instant or end_of_day(day, theatre.zone)
        picture = page.picture(opened, day, instant, area)
        coming = None if ahead is None else _outlook(Assessment(opened, instant), day, area, ahead)
        if form == "pdf":
            from fogline.views.printing import pdf

            assert out is not None  # noqa: S101 - asked for above
            whole(out, pdf(picture))
            return
        write = page.html if form == "html" else page.markdown
        text(write(picture, coming), out)


def _outlook(assessment: Assessment, day: date, area: str | None, days: int) -> Outlook:
    from fogline.cli.outlook import simulating
    from fogline.outlook.step import Ask
    from fogline.pipeline.outlook import outlook_of

    if area is None:
        raise UsageError("brief --outlook needs --area: an area of the theatre, or a place")
    with simulating():
        return outlook_of(assessment, day, area, Ask(days=days))


def trace(
    id: Annotated[str, typer.Argument(help="Of a claim, event, report or place.")],
    store: o.StorePath = None,
    known: o.Known = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Show what stands behind an id: its claims, their chains, and the words in the report.

    Example: fogline trace theatre:soledar --known 2023-01-13
    """
    from fogline.views import trace as behind

    if form not in {"text", "json"}:
        raise UsageError(f"--format {form!r}: a trace comes as text or json")
    with o.opened(store, o.settings()) as opened:
        zone = load(opened.theatre).zone
        found = behind.trace(Assessment(opened, o.known_instant(known, zone, now)), id)
        if form == "json":
            text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", None)
        else:
            from rich.console import Console

            Console().print(behind.show(found))


def export(
    out: Annotated[
        Path, typer.Argument(help="File to write; .geojson .gpkg .csv .parquet .kml says the form.")
    ],
    what: Annotated[Layer, typer.Option(help="Which layer.")] = Layer.situation,
    store: o.StorePath = None,
    on: o.On = None,
    known: o.Known = None,
    area: o.Area = None,
) -> None:
    """Write a layer for other programs; positions are no more precise than the reports.

    Example: fogline export bakhmut.gpkg --on 2023-03-07 --known 2023-03-07 --area Bakhmut
    """
    from fogline.views import export as files
    from fogline.views.release import Release

    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        day = o.day(on, "--on") or o.today(theatre.zone)
        assessment = Assessment(opened, o.known_instant(known, theatre.zone, now))
        shape = _area(theatre, area)
        claims = _claims_in(assessment, shape)
        gate = Release(theatre, assessment.claims, now())
        count = files.export(
            out,
            assessment.situation(day, shape),
            claims,
            _events_in(assessment, shape),
            layer=what.value,
            gate=gate,
        )
        held = gate.held_among(claims).total
        print(f"{out}: {count} features" + (f"; {held} claims held back" if held else ""))
