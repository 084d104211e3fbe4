"""`/trace`: from any mark to the sentence behind it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from fogline.api.answers import reply
from fogline.api.errors import NotFound
from fogline.api.params import Instant, Serving, assessed
from fogline.errors import UsageError
from fogline.views import trace as behind

router = APIRouter(tags=["trace"])


@router.get("/trace/{id:path}", summary="What stands behind a claim, event, report or place")
def trace(
    request: Request, serving: Serving, id: str, asked: Annotated[Instant, Query()]
) -> Response:
    """Return claims with their chains and the words in the report around each."""
    picture = assessed(serving, asked)
    try:
        found = behind.trace(picture, id)
    except UsageError as error:
        raise NotFound(str(error)) from None
    return reply(request, serving.release(picture).trace(found))
