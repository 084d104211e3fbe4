"""Assemble the application: errors, headers, routes, layers and pages."""

import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module, util
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from fogline.api import errors
from fogline.api.access.guard import Failures, reader
from fogline.api.headers import SecurityHeaders
from fogline.api.heads import Heads
from fogline.api.limits import BodyLimit
from fogline.api.ogc import router as layers
from fogline.api.pages.asked import warm
from fogline.api.readings import Readings
from fogline.api.routes import api
from fogline.api.service import Service
from fogline.settings import Settings
from fogline.settings import load as load_settings

STATIC = Path(__file__).parent / "static"


def create_app(
    store: str | Path,
    *,
    settings: Settings | None = None,
    tiles: Sequence[str] = (),
    tiles_credit: str = "",
    hosts: Sequence[str] = (),
) -> FastAPI:
    """Return the application of one store.

    The store need not be there yet: every answer says what is the matter with it until it is.

    Args:
        store: the file.
        settings: of this process; None = from the environment.
        tiles: origins of tile servers that the map may ask, as in `https://tiles.example.org`.
        tiles_credit: whose tiles they are, shown on the map; "" = the server's name.
        hosts: names under which the server may be asked; none = any. A server on a laptop names
            its own, so that no page elsewhere reaches it under a name that it points there.
    """
    service = Service(store, settings or load_settings())

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=warm, args=(service,), daemon=True).start()
        yield
        app.state.readings.close()
        service.close()

    app = FastAPI(
        title="Fogline",
        version=version("fogline"),
        summary="Attributed claims, events and the situation of a war, each with its sentence.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # their pages load from another host
        redoc_url=None,
        lifespan=life,
        responses=errors.DOCUMENTED,
    )
    app.state.service = service
    app.state.accounts = service.log if service.settings.roles else None
    app.state.failures = Failures()
    app.state.readings = Readings(service.path, service.settings)
    app.add_middleware(BodyLimit, most=service.settings.max_input_bytes)
    if hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.state.tiles = f"{tiles[0].rstrip('/')}/{{z}}/{{x}}/{{y}}.png" if tiles else None
    app.state.tiles_credit = tiles_credit or (urlsplit(tiles[0]).hostname if tiles else "")
    app.add_middleware(SecurityHeaders, tiles=tiles)
    app.add_middleware(Heads)
    errors.install(app)
    app.include_router(api, prefix="/api/v1")
    app.include_router(layers, dependencies=[Depends(reader)])
    _mount_pages(app)
    return app


def _mount_pages(app: FastAPI) -> None:
    """Add the workbench: its router, its files and the map library's."""
    if STATIC.is_dir():
        app.mount("/static", StaticFiles(directory=STATIC), name="static")
    library = map_library()
    if library is not None:
        app.mount("/maplibre", StaticFiles(directory=library), name="maplibre")
    if util.find_spec("fogline.api.pages") is not None:
        router = getattr(import_module("fogline.api.pages"), "router", None)
        if router is not None:
            app.include_router(router)


def map_library() -> Path | None:
    """Return the folder of `maplibre-gl.js` and `maplibre-gl.css`, None if not installed.

    The package is found, not imported: importing it pulls in what draws maps in notebooks.
    """
    found = util.find_spec("maplibre")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "srcjs"
    return folder if (folder / "maplibre-gl.js").is_file() else None
