"""The workbench in Chromium, served from this process."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from factory_workbench import story, theatre, write_store
from fogline.api import create_app
from fogline.settings import load as load_settings
from patience import PATIENCE_MS


@pytest.fixture(scope="session")
def theatre_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up theatre."""
    return theatre(tmp_path_factory.mktemp("theatres") / "made")


@pytest.fixture(scope="session")
def kept_store(tmp_path_factory: pytest.TempPathFactory, theatre_folder: Path) -> Path:
    """The small war, for tests that change nothing."""
    return write_store(tmp_path_factory.mktemp("store") / "war.fog", theatre_folder, story())


@pytest.fixture
def store(tmp_path: Path, theatre_folder: Path) -> Path:
    """The small war, for tests that change it."""
    return write_store(tmp_path / "war.fog", theatre_folder, story())


class Server:
    """A server of one store in a thread of its own."""

    def __init__(self, store: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        app = create_app(store, settings=load_settings({}))
        config = uvicorn.Config(app, port=self.port, log_level="error", lifespan="on")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it."""
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture(scope="session")
def address(kept_store: Path) -> Iterator[str]:
    """The server of the small war."""
    server = Server(kept_store)
    yield server.address
    server.stop()


@pytest.fixture
def serving() -> Iterator[Callable[[Path], Server]]:
    """Serve any store."""
    made: list[Server] = []

    def make(path: Path) -> Server:
        made.append(Server(path))
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture
def opened(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open a page of 7 March 2023, wait for its map, and keep what it asked for and complained of."""
    windows = []

    def at(path: str = "/", *, base: str = address, then: bool = True, drawn: bool = True,
           width: int = 1280, height: int = 800, **context: Any) -> Any:  # fmt: skip
        window = chromium.new_context(viewport={"width": width, "height": height}, **context)
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.asked, page.complaints = [], []
        page.on("request", lambda r: page.asked.append(r.url))
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        when = "on=2023-03-07&known=2023-03-07"
        page.goto(base + path + (("&" if "?" in path else "?") + when if then else ""))
        if drawn and context.get("java_script_enabled", True):
            page.wait_for_selector("#map[data-drawn]")
        return page

    yield at
    for window in windows:
        window.close()
