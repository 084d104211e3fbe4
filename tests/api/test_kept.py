"""What was assessed once is not assessed again, in this process or in the next."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from fogline.api import service
from fogline.api.kept import FILES_KEPT, Kept, Shelf, state_of

ASKED = {"on": "2023-03-07", "known": "2023-03-07"}


def refuse() -> str:
    raise AssertionError


def test_a_result_is_made_once():
    """The second who asks gets what was made for the first; the oldest goes when there are many."""
    kept = Kept(2)
    assert [kept.get("a", lambda: 1), kept.get("a", refuse)] == [1, 1]
    kept.get("b", lambda: 2)
    kept.get("c", lambda: 3)
    assert kept.get("a", lambda: 4) == 4


def test_while_one_is_being_made_others_can_be_had():
    """A day that takes long keeps nobody waiting who asks for another."""
    kept, begun, go_on = Kept(9), threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        go_on.wait(20)
        return 1

    working = threading.Thread(target=lambda: kept.get("slow", slow))
    working.start()
    assert begun.wait(20)
    assert kept.get("quick", lambda: 2) == 2
    go_on.set()
    working.join(20)
    assert kept.get("slow", refuse) == 1


def test_what_failed_is_tried_again():
    """An error is raised to who asked, and the next may succeed."""
    kept = Kept(2)
    with pytest.raises(AssertionError):
        kept.get("a", refuse)
    assert kept.get("a", lambda: "made") == "made"


def test_a_shelf_gives_what_was_put_there_from_the_same_records(tmp_path: Path):
    """By name and records; other records, a broken file and a folder that cannot be, make anew."""
    state = state_of([1, 2])
    assert Shelf(tmp_path / "x", state).get("a", str, lambda: "one") == "one"
    assert Shelf(tmp_path / "x", state).get("a", str, refuse) == "one"
    assert Shelf(tmp_path / "x", state).get("b", str, lambda: "two") == "two"
    assert Shelf(tmp_path / "x", state_of([1, 3])).get("a", str, lambda: "three") == "three"
    for path in (tmp_path / "x").iterdir():
        path.write_bytes(b"broken")
    assert Shelf(tmp_path / "x", state).get("a", str, lambda: "four") == "four"
    (tmp_path / "file").write_text("")
    assert Shelf(tmp_path / "file", state).get("a", str, lambda: "five") == "five"


def test_a_shelf_does_not_grow_without_end(tmp_path: Path):
    """Only so many results stay."""
    shelf = Shelf(tmp_path / "x", state_of([]))
    for number in range(FILES_KEPT + 5):
        shelf.get(str(number), int, lambda n=number: n)
    assert len(list((tmp_path / "x").iterdir())) == FILES_KEPT


def test_the_next_server_begins_where_the_last_one_ended(
    serve: Callable[..., TestClient], store: Path, monkeypatch: pytest.MonkeyPatch
):
    """Of a large store, pictures and events come from beside it; they are the same."""
    monkeypatch.setattr(service, "MANY", 0)

    def asked() -> list[bytes]:
        client = serve()
        known = {"known": ASKED["known"]}
        answers = [
            client.get(f"/api/v1/{name}", params=known if name == "events" else ASKED)
            for name in ("situation", "events", "changes", "series", "disputes")
        ]
        assert {a.status_code for a in answers} == {200}
        return [a.content for a in answers]

    first = asked()
    folder = store.with_name(store.name + ".assessed")
    assert folder.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("fogline.situation.situation", refuse)
    monkeypatch.setattr("fogline.situation.events", refuse)
    assert asked() == first


def test_small_stores_leave_nothing_beside_them(serve: Callable[..., TestClient], store: Path):
    """What is assessed in a moment is not written down."""
    serve().get("/api/v1/situation", params=ASKED)
    assert not store.with_name(store.name + ".assessed").exists()
