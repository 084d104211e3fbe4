"""The workbench: pages for people, rendered here, quickened by a script, whole without it.

Reads: a store, through `fogline.api.service`; everything shown goes through `views.release`.
Writes: decisions and what is dropped in, through the same calls as the API.
"""

from fastapi import APIRouter

from fogline.api.pages import (
    access,
    changing,
    civil,
    details,
    judging,
    listing,
    maps,
    outlooks,
    overview,
    reading,
    voices,
)

router = APIRouter(include_in_schema=False)
for _part in (
    overview,
    changing,
    listing,
    details,
    voices,
    civil,
    outlooks,
    reading,
    judging,
    access,
    maps,
):
    router.include_router(_part.router)
