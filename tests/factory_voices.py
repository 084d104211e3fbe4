"""A small theatre of voices, and reports of one text."""

from fogline.model.report import Report
from fogline.model.source import Source
from fogline.model.theatre import Actor, PublicationPolicy, Side, Theatre

THEATRE = Theatre(
    id="small",
    name="Small",
    zone="UTC",
    countries=("XX",),
    centre=(0, 0),
    summary="",
    sides=(
        Side(id="north", name="Northland", adjectives=("Northern",), people=("Northerners",)),
        Side(id="south", name="Southland", adjectives=("Southern",), people=("Southerners",)),
    ),
    relations=(),
    policy=PublicationPolicy(),
    capitals={"Norburg": "north", "Sudburg": "south"},
    actors=(
        Actor(id="wolves", name="Wolf Group", side="south", kind="armed_group", aliases=("Wolf",)),
    ),
    sources=(
        Source(id="staff", name="General Staff", kind="military", side="north"),
        Source(id="iws", name="Institute for War Studies", kind="think_tank", aliases=("IWS",)),
        Source(id="reuters", name="Reuters", kind="agency"),
        Source(id="morning", name="Morning TV", kind="outlet"),
        Source(id="mod", name="Southern defence ministry", kind="official", side="south"),
    ),
)


def report(text: str, outlet: str = "Daily", credited: tuple[str, ...] = ()) -> Report:
    """Return a report of one text."""
    return Report(
        id="r",
        outlet=outlet,
        url=None,
        title=None,
        authors=(),
        language="en",
        published=None,
        published_precision=None,
        fetched="2023-03-07T00:00:00Z",
        text=text,
        credited=credited,
    )
