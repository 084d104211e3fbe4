"""Who is named and what is held back, at every address by which something leaves the store."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from factory import day
from factory_store import coloured, story, write_store, write_theatre
from factory_war import told
from fogline.model.claim import Party
from fogline.model.time import now

WHEN = "on=2023-03-07&known=2023-03-07"
ADDRESSES = (
    f"/api/v1/claims?{WHEN[14:]}", "/api/v1/claims?format=jsonl", "/api/v1/claims?format=csv",
    "/api/v1/claims?format=geojson", "/api/v1/events", "/api/v1/events?format=jsonl",
    "/api/v1/events?format=csv", f"/api/v1/situation?{WHEN}", f"/api/v1/changes?{WHEN}",
    "/api/v1/disputes", f"/api/v1/coverage?{WHEN}", "/api/v1/reports", f"/api/v1/brief?{WHEN}",
    f"/api/v1/brief?{WHEN}&format=md", "/api/v1/export?layer=claims&format=csv",
    "/api/v1/export?layer=claims&format=geojson", "/api/v1/export?layer=events&format=kml",
    f"/api/v1/export?format=gpkg&{WHEN}", f"/api/v1/export?layer=claims&format=parquet&{WHEN}",
    "/ogc/at/2023-03-07/collections/claims/items", "/ogc/at/2023-03-07/collections/events/items",
    "/api/v1/trace/theatre:misto-west", "/api/v1/sources",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_resident_is_named_nowhere(api: TestClient, address: str):
    """No list, file, layer or page has the name of a private person."""
    answer = api.get(address)
    assert answer.status_code == 200, answer.text
    assert b"Petrenko" not in answer.content


def test_a_redacted_text_says_so_and_its_marks_still_fit(api: TestClient):
    """The report's text lacks the name, is marked, and its claims lead to the right words."""
    (claim,) = api.get("/api/v1/claims?action=displace").json()["items"]
    for address in (f"reports/{claim['report_id']}", f"trace/{claim['report_id']}"):
        body = api.get(f"/api/v1/{address}").json()
        assert "Petrenko" not in str(body)
        assert body["redacted"] is True
        (mark,) = body["marks"]
        assert body["text"][mark["start"] : mark["end"]] == claim["quote"]


@pytest.mark.parametrize("asked", [{"text": "Petrenko"}, {"text": "Olena*"}, {"voice": "Petrenko"}])
def test_a_search_for_a_withheld_name_finds_nothing(api: TestClient, asked: dict):
    """Neither claims nor events nor reports tell whose words they are."""
    assert api.get("/api/v1/claims", params=asked).json()["total"] == 0
    assert api.get("/api/v1/events", params=asked).json()["total"] == 0
    if "text" in asked:
        assert api.get("/api/v1/reports", params=asked).json()["total"] == 0
    assert api.get("/api/v1/claims", params={"text": "families"}).json()["total"] == 1


@pytest.fixture
def fresh(serve: Callable[..., TestClient], tmp_path: Path) -> TestClient:
    """A server over a war of this hour: a unit of each side, a column, a hit bridge, a capture."""
    today = now().date().isoformat()
    hour = {"on": today, "hour": 0, "time": day(today)}
    unit = {"echelon": "brigade"}
    made = [
        told("defend", "blue", "V4", actor=Party(text="7th Brigade", side="blue", **unit), **hour),
        told("attack", "red", "V3", actor=Party(text="9th Brigade", side="red", **unit), **hour),
        told("reinforce", "red", "V2", by="The Wire", **hour),
        told("strike", "red", "Bridge", by="The Wire", **hour),
        told("capture", "red", "V3", by="The Institute", **hour),
        *story(),
    ]
    folder = write_theatre(tmp_path / "made", coloured())
    return serve(write_store(tmp_path / "fresh.fog", folder, made))


def test_positions_columns_and_impacts_wait_and_are_counted(fresh: TestClient):
    """Both sides' units wait alike; the answer says how many of each it holds back."""
    body = fresh.get("/api/v1/claims?limit=100").json()
    assert body["held_back"] == {"unit_positions": 2, "convoys": 1, "impact_points": 1}
    assert body["total"] == 9
    since = (now() - timedelta(days=2)).date().isoformat()
    got = fresh.get("/api/v1/claims", params={"since": since}).json()
    assert [c["action"] for c in got["items"]] == ["capture"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/claims?format=csv", "/api/v1/events", "/api/v1/situation", "/api/v1/changes",
        "/api/v1/brief", "/api/v1/brief?format=md", "/api/v1/export?layer=claims&format=geojson",
        "/api/v1/trace/theatre:v4", "/ogc/collections/claims/items", "/api/v1/claims?text=Brigade",
    ],
)  # fmt: skip
def test_what_is_held_back_is_nowhere(fresh: TestClient, address: str):
    """No address gives away a unit's position while it is held back."""
    assert b"7th Brigade" not in fresh.get(address).content
    assert b"9th Brigade" not in fresh.get(address).content


def test_who_asks_for_what_is_held_back_is_told_why(fresh: TestClient):
    """By its id a claim is refused with the hours; its report lacks those words; the brief counts."""
    serving = fresh.app.state.service
    gate = serving.release(serving.assessed())
    held = next(i for i, kind in gate.held.items() if kind == "unit_positions")
    answer = fresh.get(f"/api/v1/claims/{held}")
    assert (answer.status_code, answer.json()["code"]) == (403, "HeldBack")
    assert "72 hours" in answer.json()["detail"]
    report = serving.assessed().claims[held].report_id
    assert "[held back for now]" in fresh.get(f"/api/v1/reports/{report}").json()["text"]
    assert "4 statements" in fresh.get("/api/v1/brief?format=md").text
    assert fresh.get("/api/v1/export?layer=claims&format=csv").headers["x-held-back"] == "4"


def test_control_always_carries_its_age_and_its_warning(api: TestClient):
    """Every form of the situation has the age of its evidence and `not_for_movement`."""
    for place in api.get(f"/api/v1/situation?{WHEN}").json()["features"]:
        assert place["properties"]["not_for_movement"] is True
    for form in ("csv", "kml", "geojson"):
        text = api.get(f"/api/v1/export?format={form}&{WHEN}").text
        assert "not_for_movement" in text
        assert "age" in text
    for layer in ("situation", "sectors"):
        features = api.get(f"/ogc/at/2023-03-07/collections/{layer}/items").json()["features"]
        for feature in features:
            assert feature["properties"]["not_for_movement"] is True
            assert "age_hours" in feature["properties"]
