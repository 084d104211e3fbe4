"""`/brief`, `/export`: views as files; what the publication policy holds back is in none of them."""

import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from fogline.api.answers import GEOJSON, documented, reply
from fogline.api.asking import claims_found, events_found
from fogline.api.params import (
    ClaimsAsked,
    Serving,
    Times,
    area_asked,
    assessed,
    day_asked,
    query_of,
)
from fogline.api.service import Assessed, Service
from fogline.errors import UsageError
from fogline.model.situation import Situation
from fogline.model.theatre import Theatre
from fogline.model.time import end_of_day
from fogline.views import brief as page
from fogline.views import export as files
from fogline.views.inside import any_in
from fogline.views.printing import map_png, pdf

router = APIRouter(tags=["files"])


class BriefForm(StrEnum):
    """Forms of a brief."""

    html = "html"
    md = "md"
    pdf = "pdf"


class BriefAsked(Times):
    """Which brief, in which form."""

    format: Annotated[BriefForm, Field(description="html, md or pdf")] = BriefForm.html


class FileForm(StrEnum):
    """Forms of a layer."""

    geojson = "geojson"
    gpkg = "gpkg"
    csv = "csv"
    parquet = "parquet"
    kml = "kml"
    png = "png"


class LayerName(StrEnum):
    """What is exported."""

    situation = "situation"
    claims = "claims"
    events = "events"


class ExportAsked(ClaimsAsked, Times):
    """Which view, in which form; the filters are those of the lists."""

    layer: Annotated[LayerName, Field(description="A GeoPackage has them all.")] = (
        LayerName.situation
    )
    format: Annotated[FileForm, Field(description="png is the map.")] = FileForm.geojson


MEDIA = {
    FileForm.geojson: GEOJSON,
    FileForm.gpkg: "application/geopackage+sqlite3",
    FileForm.csv: "text/csv",
    FileForm.parquet: "application/vnd.apache.parquet",
    FileForm.kml: "application/vnd.google-earth.kml+xml",
    FileForm.png: "image/png",
}


@router.get(
    "/brief",
    summary="The brief of a day as one page, Markdown or PDF",
    **documented("text/html", "text/markdown", "application/pdf"),
)
def brief(request: Request, serving: Serving, asked: Annotated[BriefAsked, Query()]) -> Response:
    """Return the brief; known at the end of the day unless `known` says otherwise."""
    day = day_asked(serving, asked)
    known = None if asked.known else end_of_day(day, serving.theatre.zone)
    picture = serving.assessed(known) if known else assessed(serving, asked)
    shown = picture.picture(day, area_asked(serving, asked))
    if asked.format is BriefForm.md:
        return reply(request, page.markdown(shown).encode(), media_type="text/markdown")
    if asked.format is BriefForm.pdf:
        headers = _attached(f"brief-{day}.pdf")
        return reply(request, pdf(shown), media_type="application/pdf", headers=headers)
    # The page brings its own policy, which names its script and styles by digest.
    return reply(
        request,
        page.html(shown).encode(),
        media_type="text/html",
        headers={"Content-Security-Policy": "sandbox allow-scripts"},
    )


@router.get(
    "/export",
    summary="A view as GeoJSON, GeoPackage, CSV, Parquet, KML or PNG",
    **documented(*MEDIA.values()),
)
def export(request: Request, serving: Serving, asked: Annotated[ExportAsked, Query()]) -> Response:
    """Return a file; the header `X-Held-Back` says how many claims it lacks."""
    picture = assessed(serving, asked)
    if asked.format is FileForm.png:
        shown = picture.picture(day_asked(serving, asked), area_asked(serving, asked))
        return reply(request, map_png(shown), media_type=MEDIA[asked.format])
    data, held = _layer(serving, picture, asked)
    name = f"{asked.layer.value}-{day_asked(serving, asked)}.{asked.format.value}"
    headers = {**_attached(name), "X-Held-Back": str(held)}
    return reply(request, data, media_type=MEDIA[asked.format], headers=headers)


def _layer(serving: Service, picture: Assessed, asked: ExportAsked) -> tuple[bytes, int]:
    """Return a file's bytes, and how many claims are held back."""
    query, area = query_of(serving, asked), area_asked(serving, asked)
    claims, held = claims_found(serving, picture, query)
    day = day_asked(serving, asked)
    pictured = asked.layer is LayerName.situation or asked.format is FileForm.gpkg
    events, _ = events_found(serving, picture, query)
    with tempfile.TemporaryDirectory(prefix="fogline-") as folder:
        out = Path(folder) / f"export.{asked.format.value}"
        count = files.export(
            out,
            picture.situation(day, area) if pictured else nothing_of(picture.theatre, day),
            {c.id: c for c in claims if any_in(area, c.places)},
            tuple(e for e in events if any_in(area, e.places)),
            layer=asked.layer.value,
            gate=picture.release,
        )
        if not count and not out.exists():
            raise UsageError("export: there is nothing in that view")
        return out.read_bytes(), held.total


def nothing_of(theatre: Theatre, on: date) -> Situation:
    """Return a situation without places, for files that show none: assessing one takes a while."""
    return Situation(
        theatre=theatre.id, on=on, known="", places=(), line_of_contact=(), contact_band=None,
        assets=(), parameters="", reasons={},
    )  # fmt: skip


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
