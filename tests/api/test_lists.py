"""Lists over HTTP: pages, filters, whole lists, and what each says when asked wrongly."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient


def get(api: TestClient, path: str, **params: object) -> dict:
    answer = api.get(f"/api/v1/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_pages_put_together_are_the_whole_list(api: TestClient):
    """Following `next` gives every claim once, in order, and the total says how many."""
    whole = get(api, "claims", limit=100)
    ids, cursor = [], None
    while True:
        page = get(api, "claims", limit=3, **({"cursor": cursor} if cursor else {}))
        ids += [c["id"] for c in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert ids == [c["id"] for c in whole["items"]]
    assert len(ids) == whole["total"] == 8


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"place": "Misto"}, 4),
        ({"side": "red"}, 5),
        ({"action": "capture", "since": "2023-03-07"}, 2),
        ({"text": "bridge"}, 1),
        ({"voice": "institute"}, 1),
        ({"certainty": 0.99}, 0),
        ({"known": "2023-03-06"}, 3),
    ],
)
def test_filters_narrow(api: TestClient, asked: dict, count: int):
    """Each filter keeps what it names."""
    assert get(api, "claims", **asked)["total"] == count


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("claims?plaec=Misto", "plaec"),
        ("claims?side=green", "green"),
        ("claims?limit=0", "limit"),
        ("claims?cursor=nonsense", "cursor"),
        ("claims?cursor=W10", "cursor"),
        ("claims?known=yesterday", "known"),
        ("claims?text=%21%21", "no word"),
        ("reports?format=geojson", "geojson"),
        ("situation?area=Nowhere", "Nowhere"),
        ("situation?on=7.3.2023", "on="),
    ],
)
def test_a_wrong_question_is_named(api: TestClient, path: str, says: str):
    """What is wrong comes back as a problem that names it."""
    answer = api.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


@pytest.mark.parametrize("path", ["claims/x", "events/x", "reports/x", "trace/x"])
def test_what_is_not_known_is_not_found(api: TestClient, path: str):
    """An id that nothing has is a 404 that names it."""
    answer = api.get(f"/api/v1/{path}")
    assert (answer.status_code, "x" in answer.json()["detail"]) == (404, True)


def test_whole_lists_come_in_every_form(api: TestClient):
    """Lines, CSV, Parquet and GeoJSON hold the same claims."""
    lines = api.get("/api/v1/claims", params={"format": "jsonl"}).text.splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    rows = list(csv.DictReader(io.StringIO(api.get("/api/v1/claims?format=csv").text)))
    table = pq.read_table(io.BytesIO(api.get("/api/v1/claims?format=parquet").content))
    features = api.get("/api/v1/claims?format=geojson").json()["features"]
    assert [r["id"] for r in rows] == ids == table["id"].to_pylist()
    assert [f["id"] for f in features] == ids
    assert len(ids) == 8


def test_no_cell_is_a_formula(api: TestClient):
    """What a spreadsheet would run is quoted."""
    text = api.get("/api/v1/claims?format=csv").text
    assert any(r["quote"].startswith("'=HYPERLINK") for r in csv.DictReader(io.StringIO(text)))


def test_what_a_client_has_is_not_sent_again(api: TestClient):
    """With the entity tag of the same answer there is no body."""
    first = api.get("/api/v1/events", params={"known": "2023-03-07"})
    again = api.get(
        "/api/v1/events",
        params={"known": "2023-03-07"},
        headers={"If-None-Match": first.headers["etag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


def test_events_and_their_claims_add_up(api: TestClient):
    """Every claim that stands is in an event, and an event's claims are found by its id."""
    events = get(api, "events", limit=100)["items"]
    told = {c for e in events for c in (*e["claims_for"], *e["claims_against"])}
    assert told == {c["id"] for c in get(api, "claims", limit=100)["items"]}
    trace = get(api, f"trace/{events[0]['id']}")
    assert {c["id"] for c in trace["claims"]} == set(events[0]["claims_for"])


def test_a_report_shows_where_each_claim_stands(api: TestClient):
    """Marks lead from the text to the claims."""
    claim = get(api, "claims", text="bridge")["items"][0]
    report = get(api, f"reports/{claim['report_id']}")
    (mark,) = report["marks"]
    assert report["text"][mark["start"] : mark["end"]] == claim["quote"]
