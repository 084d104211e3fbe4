"""The JSON routes, in the order of the rooms; all under `/api/v1`."""

from fastapi import APIRouter

from fogline.api.routes import about, deciding, leaving, lists, pictures, tracing

api = APIRouter()
for part in (about, lists, pictures, tracing, deciding, leaving):
    api.include_router(part.router)
