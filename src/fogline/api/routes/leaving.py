"""`/brief`, `/export`: views as files."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from fogline.api.answers import reply
from fogline.api.params import Serving, Times, area_asked, assessed, day_asked
from fogline.model.time import end_of_day
from fogline.views import brief as page

router = APIRouter(tags=["files"])


class BriefForm(StrEnum):
    """Forms of a brief."""

    html = "html"
    md = "md"


class BriefAsked(Times):
    """Which brief, in which form."""

    format: Annotated[BriefForm, Field(description="html or md")] = BriefForm.html


@router.get("/brief", summary="The brief of a day as one page")
def brief(request: Request, serving: Serving, asked: Annotated[BriefAsked, Query()]) -> Response:
    """Return the brief; known at the end of the day unless `known` says otherwise."""
    day = day_asked(serving, asked)
    known = None if asked.known else end_of_day(day, serving.theatre.zone)
    picture = serving.assessed(known) if known else assessed(serving, asked)
    shown = picture.picture(day, area_asked(serving, asked))
    if asked.format is BriefForm.md:
        return reply(request, page.markdown(shown).encode(), media_type="text/markdown")
    # The page brings its own policy, which names its script and styles by digest.
    return reply(
        request,
        page.html(shown).encode(),
        media_type="text/html",
        headers={"Content-Security-Policy": "sandbox allow-scripts"},
    )
