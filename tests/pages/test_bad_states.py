"""A store that is empty, gone, newer or busy: a page that says so and what to do."""

import html
import sqlite3
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from factory_workbench import write_store

Opened = Callable[[Path], TestClient]


def test_an_empty_store_says_how_to_begin(opened: Opened, tmp_path: Path, theatre_folder: Path):
    """The start page has a field to drop a file in, and every list opens empty."""
    client = opened(write_store(tmp_path / "empty.fog", theatre_folder, []))
    page = client.get("/").text
    assert "Nothing has been read yet" in page
    assert 'type="file"' in page
    for path in ("/events", "/claims", "/places", "/coverage", "/map/picture.json", "/map.svg"):
        assert client.get(path).status_code == 200, path


def test_a_removed_store_says_so_and_comes_back(opened: Opened, store: Path):
    """Removed under a running server the page says what happened; put back, all is well."""
    client = opened(store)
    assert client.get("/").status_code == 200
    away = store.with_suffix(".away")
    client.app.state.service.close()
    store.rename(away)
    gone = client.get("/")
    assert gone.status_code == 503
    assert "There is no store here" in gone.text
    away.rename(store)
    assert client.get("/").status_code == 200


def test_a_store_of_a_newer_version_says_so(opened: Opened, store: Path):
    """Nothing is shown from a store that a newer version has written."""
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA user_version = 999")
    page = opened(store).get("/")
    assert page.status_code == 503
    assert "newer Fogline" in page.text


def test_a_file_of_something_else_is_named(opened: Opened, tmp_path: Path):
    """A text file is no store, and the page names it."""
    wrong = tmp_path / "notes.fog"
    wrong.write_text("not a store")
    page = opened(wrong).get("/")
    assert page.status_code == 503
    assert "notes.fog" in html.unescape(page.text)


def test_the_panel_of_a_problem_is_a_panel(opened: Opened, tmp_path: Path):
    """A script that asks for the panel gets the problem as one."""
    page = opened(tmp_path / "none.fog").get("/", headers={"X-Fogline-Panel": "1"})
    assert "<html" not in page.text
    assert "There is no store here" in page.text
