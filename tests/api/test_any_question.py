"""Whatever is asked, no answer is a fault of the server, and each keeps to its promise."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ODD = st.text(max_size=30) | st.sampled_from(
    ["", "..", "%00", "2023-03-07", "9999-12-31", "0001-01-01", "2023-03-07T10:00:00+02:00",
     "-1", "1e400", "nan", "Misto", "' OR 1=1 --", "\u202e", "\ud800".encode("utf-8", "replace").decode(),
     "theatre:v3", "a*", '"', "2023-02-30", "9999999999999999999999"]
)  # fmt: skip
LISTS = ("claims", "events", "reports", "situation", "changes", "disputes", "coverage", "sources",
         "decisions", "brief", "theatre", "theatre/places")  # fmt: skip
ASKED = ("known", "on", "area", "since", "until", "place", "side", "kind", "action", "text", "voice",
         "certainty", "limit", "cursor", "format", "order", "nonsense")  # fmt: skip


def fine(status: int) -> bool:
    return status < 500 or status == 501


@QUIET
@given(st.sampled_from(LISTS), st.dictionaries(st.sampled_from(ASKED), ODD, max_size=4))
def test_no_parameter_is_a_fault(api: TestClient, path: str, asked: dict[str, str]):
    """Any values under any names are answered or refused with a reason."""
    answer = api.get(f"/api/v1/{path}", params=asked)
    assert fine(answer.status_code), answer.text
    if answer.status_code >= 400:
        assert answer.json()["detail"]


@QUIET
@given(st.sampled_from(("claims", "events", "reports", "trace")), ODD)
def test_no_id_is_a_fault(api: TestClient, path: str, id_: str):
    """Any text in place of an id is found, not found or refused."""
    assert fine(api.get(f"/api/v1/{path}/{quote(id_, safe='')}").status_code)


@QUIET
@given(
    st.sampled_from(("events", "claims", "situation", "nothing")),
    st.dictionaries(
        st.sampled_from(("bbox", "datetime", "filter", "limit", "offset", "side", "f")),
        ODD,
        max_size=3,
    ),
)
def test_no_layer_is_a_fault(api: TestClient, layer: str, asked: dict[str, str]):
    """Any values asked of a layer are answered or refused with a reason."""
    answer = api.get(f"/ogc/at/2023-03-07/collections/{layer}/items", params=asked)
    assert fine(answer.status_code), answer.text


@QUIET
@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_no_body_is_a_fault(api: TestClient, body: object):
    """Any JSON sent as a judgement, a sign-in or a wish for names is refused with a reason."""
    for path in ("decisions", "session", "reveal"):
        answer = api.post(f"/api/v1/{path}", content=json.dumps(body).encode("utf-8", "replace"),
                          headers={"Content-Type": "application/json"})  # fmt: skip
        assert 400 <= answer.status_code < 500, answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_far(api: TestClient, day: str):
    """The first and last day that can be written are answered or refused."""
    for path in ("situation", "brief", "coverage", "series"):
        answer = api.get(f"/api/v1/{path}", params={"on": day, "known": "2023-03-07"})
        assert fine(answer.status_code), answer.text


def test_the_description_describes_every_address(api: TestClient):
    """OpenAPI names each operation, and gives an example where a value has a form of its own."""
    spec = api.get("/api/v1/openapi.json").json()
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
    (known,) = [
        p for p in spec["paths"]["/api/v1/claims"]["get"]["parameters"] if p["name"] == "known"
    ]
    assert "2023-03-07" in json.dumps(known)


def test_every_address_stands_in_the_docs(api: TestClient):
    """What the server answers is described on its page."""
    page = (Path(__file__).parents[2] / "docs/api.md").read_text(encoding="utf-8")
    for path in api.get("/api/v1/openapi.json").json()["paths"]:
        name = path.removeprefix("/api/v1") if path.startswith("/api/v1") else "/ogc"
        assert name in page, path
