"""`/outlook`: what may come of each course of action of both sides, with its spread."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from fogline.api.answers import reply
from fogline.api.outlooks import DAYS, MOST_DAYS, MOST_RUNS, ask_of, outlook_for
from fogline.api.params import Serving, Times, assessed, day_asked
from fogline.errors import UsageError
from fogline.model.time import end_of_day
from fogline.outlook.step import LEAST_RUNS

router = APIRouter(tags=["outlook"])


class OutlookAsked(Times):
    """Of which day and area, how far, how often."""

    days: Annotated[int, Field(description="How far to look ahead.", ge=1, le=MOST_DAYS)] = DAYS
    runs: Annotated[
        int, Field(description="Of each pair of courses.", ge=LEAST_RUNS, le=MOST_RUNS)
    ] = MOST_RUNS
    seed: Annotated[
        int, Field(description="The same seed gives the same outlook.", ge=0, lt=2**32)
    ] = 1
    criterion: Annotated[
        str,
        Field(
            description="By which courses are compared first: balance, held, exchange, "
            "force_left or own_losses.",
            max_length=20,
        ),
    ] = "balance"


@router.get("/outlook", summary="What may come of each course of both sides, with its spread")
def outlook(
    request: Request, serving: Serving, asked: Annotated[OutlookAsked, Query()]
) -> Response:
    """Return the outlook; known at the end of the day unless `known` says otherwise.

    A simulation, not a prediction: it takes seconds, and needs `area`.
    """
    if not asked.area:
        raise UsageError("area: an outlook needs an area of the theatre, or a place")
    ask = ask_of(asked.days, asked.runs, asked.seed, asked.criterion)
    day = day_asked(serving, asked)
    picture = (
        assessed(serving, asked)
        if asked.known
        else serving.assessed(end_of_day(day, serving.theatre.zone))
    )
    return reply(request, outlook_for(picture, day, asked.area, ask).to_json())
