"""Pictures for views, made by the situation room from claims on one line each."""

from datetime import date, timedelta

from factory_war import theatre as made_theatre
from factory_war import told
from fogline import situation as room
from fogline.model.claim import Claim
from fogline.model.report import Report
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day
from fogline.pipeline.area import AreaShape, everywhere
from fogline.views.picture import Picture

Told = tuple[Claim, Report]
ON = date(2023, 3, 7)


def coloured() -> Theatre:
    """Return the made-up theatre with colours that differ."""
    made = made_theatre(settlements=8)
    colours = ("#d95f0e", "#2166ac")
    return made.but(sides=tuple(s.but(colour=c) for s, c in zip(made.sides, colours, strict=True)))


def make(*pairs: Told, area: AreaShape | None = None, theatre: Theatre | None = None) -> Picture:
    """Return the picture of 7 March 2023 from claims with their reports."""
    made = theatre or coloured()
    claims, reports = [c for c, _ in pairs], [r for _, r in pairs]
    known = end_of_day(ON, made.zone)
    ready = room.prepare(claims, reports, made)
    events = room.events(claims, reports, made, (), known, prepared=ready)
    whole = room.situation(claims, reports, made, None, ON, known, prepared=ready)
    yesterday = end_of_day(ON - timedelta(days=1), made.zone)
    return Picture(
        theatre=made,
        area=area or everywhere(made),
        situation=whole,
        events=events,
        claims={c.id: c for c in claims},
        reports={r.id: r for r in reports},
        changes=room.changes(ready, yesterday, known, ON),
        disputes=room.disputes(events),
        coverage=room.coverage(reports, made, whole.places, known),
        series=room.series(claims, reports, made, None, ON, known, prepared=ready),
    )


def story() -> tuple[Told, ...]:
    """Return a small war: an advance, a claim, a denial, a destroyed bridge."""
    return (
        told("control", "blue", "Misto west", "The Wire", "2023-03-06"),
        told("capture", "red", "Misto east", "Red Ministry", "2023-03-07", hour=6),
        told("capture", "red", "Misto east", "Blue Staff", "2023-03-07", hour=9, polarity="denied"),
        told("capture", "red", "V3", "The Institute", "2023-03-06"),
        told("destroy", "red", "Bridge", "The Wire", "2023-03-05"),
        told(
            "displace",
            None,
            "Misto west",
            "Olena Petrenko",
            "2023-03-07",
            kind_of_voice="resident",
            outlet="The Courier",
            hour=3,
            text="Families left Misto west by night, Olena Petrenko said.",
            report={"id": "r6"},
        ),
    )
