"""The description of the API says what the API does: statuses, media types, parameters, methods."""

import pytest
from fastapi.testclient import TestClient

METHODS = {"get", "post", "delete"}


def operations(api: TestClient) -> list[tuple[str, str, dict]]:
    """Return path, method and description of each operation."""
    paths = api.get("/api/v1/openapi.json").json()["paths"]
    return [(p, m, o) for p, there in paths.items() for m, o in there.items() if m in METHODS]


def test_every_operation_names_the_problem_documents_that_it_answers_with(api: TestClient):
    """A fault is a problem document under its own status; the framework's 422 never comes."""
    found = operations(api)
    assert len(found) > 40
    for path, method, operation in found:
        answers = operation["responses"]
        assert "422" not in answers, (method, path)
        for status in ("4XX", "5XX"):
            assert list(answers[status]["content"]) == ["application/problem+json"], (method, path)


@pytest.mark.parametrize(
    ("documented", "asked"),
    [
        ("/api/v1/situation", "/api/v1/situation"),
        ("/api/v1/theatre/places", "/api/v1/theatre/places"),
        ("/api/v1/claims", "/api/v1/claims"),
        *(("/api/v1/claims", f"/api/v1/claims?format={f}")
          for f in ("jsonl", "csv", "parquet", "geojson")),
        *(("/api/v1/brief", f"/api/v1/brief?on=2023-03-07&format={f}") for f in ("html", "md")),
        *(("/api/v1/export", f"/api/v1/export?on=2023-03-07&format={f}")
          for f in ("geojson", "csv", "kml")),
        ("/ogc/collections/{layer}/items", "/ogc/collections/events/items"),
        ("/ogc/at/{when}/collections/{layer}/items", "/ogc/at/2023-03-07/collections/events/items"),
        ("/ogc/collections/{layer}/queryables", "/ogc/collections/events/queryables"),
    ],
)  # fmt: skip
def test_an_answer_comes_in_a_media_type_that_is_documented(
    api: TestClient, documented: str, asked: str
):
    """What `Content-Type` says stands in the description of the address."""
    got = api.get(asked)
    assert got.status_code == 200, got.text
    there = api.get("/api/v1/openapi.json").json()["paths"][documented]["get"]["responses"]["200"]
    assert got.headers["content-type"].partition(";")[0] in there["content"]


def test_the_day_of_a_past_picture_is_part_of_its_address_only(api: TestClient):
    """`when` is a parameter of the path where it stands in it, and nowhere of the query."""
    for path, method, operation in operations(api):
        named = [p["in"] for p in operation.get("parameters", ()) if p["name"] == "when"]
        assert named == (["path"] if "{when}" in path else []), (method, path)
    assert api.get("/ogc/at/yesterday").status_code == 400


def test_a_method_that_is_none_is_told_all_that_are(api: TestClient):
    """405 lists every method of the address, though each has a route of its own."""
    got = api.put("/api/v1/session")
    assert got.status_code == 405
    assert set(got.headers["allow"].split(", ")) == {"DELETE", "GET", "HEAD", "POST"}
    assert got.json()["detail"]
