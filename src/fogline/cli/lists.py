"""`fogline reports`, `claims`, `events`, `sources`."""

from collections import Counter

import typer

from fogline.cli import options as o
from fogline.cli.output import emit
from fogline.model.time import local_day, parse_instant
from fogline.pipeline import Assessment
from fogline.pipeline.asking import check_side
from fogline.situation.sources import judged_sources
from fogline.store import Query
from fogline.theatres import load
from fogline.views import geojson, tables


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("reports")(reports)
    app.command("claims")(claims)
    app.command("events")(events)
    app.command("sources")(sources)


def reports(
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
    known: o.Known = None,
    since: o.Since = None,
    until: o.Until = None,
) -> None:
    """List the reports that were read; --since and --until are the days from which they are known.

    Example: fogline reports --known 2023-03-07 --format jsonl
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        zone = theatre.zone
        days = o.query(theatre, None, None, None, None, since, until)
        view = opened.view(o.known_instant(known, zone, lambda: None))
        counts = Counter(claim.report_id for claim in view.claims())
        chosen = (
            r
            for r in view.reports()
            if (days.since is None or local_day(parse_instant(r.known), zone) >= days.since)
            and (days.until is None or local_day(parse_instant(r.known), zone) <= days.until)
        )
        emit(
            "reports",
            chosen,
            lambda r: tables.report_row(r, counts[r.id]),
            form,
            out,
            formats=("table", "jsonl", "csv", "parquet"),
        )


def claims(
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
    place: o.Place = None,
    side: o.SideId = None,
    kind: o.Kind = None,
    action: o.Action = None,
    since: o.Since = None,
    until: o.Until = None,
    known: o.Known = None,
) -> None:
    """List the claims: who says, via whom, that what happened, how sure.

    Example: fogline claims --place Bakhmut --action withdraw --since 2023-03-01
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        query = o.query(theatre, place, side, kind, action, since, until)
        view = opened.view(o.known_instant(known, theatre.zone, lambda: None))
        emit("claims", view.claims(query), tables.claim_row, form, out, geojson=geojson.claims)


def events(
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
    place: o.Place = None,
    side: o.SideId = None,
    kind: o.Kind = None,
    action: o.Action = None,
    since: o.Since = None,
    until: o.Until = None,
    known: o.Known = None,
) -> None:
    """List the events: claims held to speak of one thing, for and against, by independent origins.

    Example: fogline events --place Soledar --action capture
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        query = o.query(theatre, place, side, kind, action, since, until)
        instant = o.known_instant(known, theatre.zone, lambda: None)
        assessment = Assessment(opened, instant)
        wanted = {c.id for c in opened.view(instant).claims(query)} if query != Query() else None
        chosen = (
            e
            for e in assessment.events
            if wanted is None or wanted.intersection((*e.claims_for, *e.claims_against))
        )
        emit("events", chosen, tables.event_row, form, out, geojson=geojson.events)


def sources(
    store: o.StorePath = None,
    form: o.Format = "table",
    out: o.Out = None,
    side: o.SideId = None,
    kind: o.Kind = None,
    known: o.Known = None,
) -> None:
    """List the theatre's sources: claims of theirs, and the record that their claims earned.

    A record is the Admiralty letter for a kind of claim with how many of those judged turned out
    so; what a source has no record in is worth its kind's prior.

    Example: fogline sources --kind milblogger --known 2023-03-07
    """
    with o.opened(store, o.settings()) as opened:
        theatre = load(opened.theatre)
        check_side(theatre, side)
        assessment = Assessment(opened, o.known_instant(known, theatre.zone, lambda: None))
        found, _ = judged_sources(theatre, assessment.claims.values(), assessment.records())
        emit(
            "sources",
            (
                s
                for s in found
                if (side is None or s.side == side) and (kind is None or s.kind == kind)
            ),
            lambda s: tables.source_row(s, s.claims, s.records),
            form,
            out,
            formats=("table", "jsonl", "csv", "parquet"),
        )
