"""The JSON routes, in the order of the rooms; all under `/api/v1`.

Everything needs a reader; what changes the store names its own role beside the route.
"""

from fastapi import APIRouter, Depends

from fogline.api.access.guard import reader
from fogline.api.routes import (
    about,
    access,
    deciding,
    leaving,
    lists,
    outlooks,
    pictures,
    reading,
    tracing,
)

api = APIRouter()
for anybodys in (about.open_router, access.router, reading.router):
    api.include_router(anybodys)
for part in (about, lists, pictures, outlooks, tracing, deciding, leaving):
    api.include_router(part.router, dependencies=[Depends(reader)])
