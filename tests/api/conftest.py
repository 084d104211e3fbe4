"""Clients, in this process, of a server over a small war."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from factory_store import coloured, story, write_store, write_theatre
from fogline.api import create_app
from fogline.settings import load as load_settings


@pytest.fixture(scope="session")
def theatre_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up theatre, with shapes and colours."""
    return write_theatre(tmp_path_factory.mktemp("theatres") / "made", coloured())


@pytest.fixture(scope="session")
def kept_store(tmp_path_factory: pytest.TempPathFactory, theatre_folder: Path) -> Path:
    """The small war, for tests that change nothing."""
    return write_store(tmp_path_factory.mktemp("store") / "war.fog", theatre_folder, story())


@pytest.fixture
def store(tmp_path: Path, theatre_folder: Path) -> Path:
    """The small war, for tests that change it."""
    return write_store(tmp_path / "war.fog", theatre_folder, story())


@pytest.fixture(scope="session")
def api(kept_store: Path) -> Iterator[TestClient]:
    """A client that changes nothing; a server's fault is an answer, not an exception."""
    app = create_app(kept_store, settings=load_settings({}))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def serve(store: Path) -> Iterator[Callable[..., TestClient]]:
    """Make a client of the store of this test, with settings."""
    clients: list[TestClient] = []

    def make(path: Path = store, **settings: Any) -> TestClient:
        app = create_app(path, settings=load_settings({}).but(**settings))
        client = TestClient(app, raise_server_exceptions=False)
        clients.append(client.__enter__())
        return client

    yield make
    for client in clients:
        client.__exit__(None, None, None)
