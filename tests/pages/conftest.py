"""The workbench of a small war, in this process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factory_workbench import ON, story, theatre, write_store
from fogline.api import create_app
from fogline.settings import load as load_settings

THEN = f"on={ON}&known={ON}"


@pytest.fixture(scope="session")
def theatre_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up theatre."""
    return theatre(tmp_path_factory.mktemp("theatres") / "made")


@pytest.fixture(scope="session")
def read_only(tmp_path_factory: pytest.TempPathFactory, theatre_folder: Path) -> Path:
    """The small war, for tests that change nothing."""
    return write_store(tmp_path_factory.mktemp("store") / "war.fog", theatre_folder, story())


@pytest.fixture
def store(tmp_path: Path, theatre_folder: Path) -> Path:
    """The small war, for tests that change it."""
    return write_store(tmp_path / "war.fog", theatre_folder, story())


@pytest.fixture(scope="session")
def client(read_only: Path) -> Iterator[TestClient]:
    """The server of the small war."""
    with TestClient(create_app(read_only, settings=load_settings({}))) as made:
        yield made


@pytest.fixture
def opened() -> Iterator[Callable[[Path], TestClient]]:
    """Open the server of any store."""
    clients: list[TestClient] = []

    def make(path: Path) -> TestClient:
        app = create_app(path, settings=load_settings({}))
        clients.append(TestClient(app, raise_server_exceptions=False).__enter__())
        return clients[-1]

    yield make
    for made in clients:
        made.__exit__(None, None, None)


@pytest.fixture(scope="session")
def get(client: TestClient) -> Callable[[str], str]:
    """Return a page of 7 March 2023 as its text."""

    def ask(path: str) -> str:
        answer = client.get(path + ("&" if "?" in path else "?") + THEN)
        assert answer.status_code == 200, answer.text
        return answer.text

    return ask
