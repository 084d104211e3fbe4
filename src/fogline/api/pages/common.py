"""What every page's route takes: the request, and the picture that its address asks for."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from fogline.api.access.guard import Reading
from fogline.api.pages import asked
from fogline.api.pages.desk import Desk
from fogline.api.pages.render import PageRoute
from fogline.api.params import Serving

MOST = 50
"""Entries of one page of a list."""


def desk(request: Request, serving: Serving, actor: Reading) -> Desk:
    """Return the picture that an address asks for, if whoever asks may read."""
    del actor
    return Desk(serving, asked.read(serving, request.query_params))


Desking = Annotated[Desk, Depends(desk)]


def new_router() -> APIRouter:
    """Return a router whose errors are pages."""
    return APIRouter(route_class=PageRoute, include_in_schema=False)


def number(request: Request, name: str = "from") -> int:
    """Return a number from an address, 0 where it is none."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
