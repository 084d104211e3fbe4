"""OGC API - Features: what its conformance classes ask, and what GDAL reads."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box, shape

from fogline.api import create_app
from fogline.api.ogc.cql2 import Item, parse
from fogline.errors import UsageError
from fogline.settings import load as load_settings

LAYERS = ("situation", "sectors", "line_of_contact", "contact_band", "assets", "events", "claims")
AT = "/ogc/at/2023-03-07"


def get(api: TestClient, path: str, **params: object) -> dict:
    answer = api.get(path, params=params or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def items(api: TestClient, layer: str, **params: object) -> list[dict]:
    return get(api, f"{AT}/collections/{layer}/items", limit=1000, **params)["features"]


def test_everything_is_reached_from_the_landing_page(api: TestClient):
    """Each link of the landing page, the collections and the items answers."""
    landing = get(api, AT)
    links = {link["rel"]: link["href"] for link in landing["links"]}
    assert {"self", "service-desc", "conformance", "data"} <= set(links)
    assert len(get(api, links["conformance"])["conformsTo"]) > 10
    found = get(api, links["data"])["collections"]
    assert [c["id"] for c in found] == list(LAYERS)
    for collection in found:
        for link in collection["links"]:
            assert api.get(link["href"]).status_code == 200


@pytest.mark.parametrize("layer", LAYERS)
def test_the_pages_of_a_layer_are_the_layer(api: TestClient, layer: str):
    """Following `next` gives each feature once; the numbers say how many."""
    whole = items(api, layer)
    ids, href = [], f"{AT}/collections/{layer}/items?limit=3"
    while href:
        page = get(api, href)
        assert page["numberReturned"] == len(page["features"]) <= 3
        assert page["numberMatched"] == len(whole)
        ids += [f["id"] for f in page["features"]]
        href = next((k["href"] for k in page["links"] if k["rel"] == "next"), None)
    assert ids == [f["id"] for f in whole]
    assert len(set(ids)) == len(ids)
    for feature in whole[:3]:
        one = get(api, f"{AT}/collections/{layer}/items/{feature['id']}")
        assert {k: one[k] for k in feature} == feature


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_says_what_can_be_asked_of_it(api: TestClient, layer: str):
    """The properties of every feature are its queryables, and each may be a filter."""
    known = get(api, f"{AT}/collections/{layer}/queryables")["properties"]
    for feature in items(api, layer):
        assert set(feature["properties"]) <= set(known)
    names = [n for n in known if n != "geometry"]
    filter_ = " AND ".join(f'"{n}" IS NULL' for n in names)
    get(api, f"{AT}/collections/{layer}/items", filter=filter_)


def test_a_box_keeps_what_it_touches(api: TestClient):
    """Of all places those in the box, and no feature without a place."""
    west, south, east, north = 37.9, 48.5, 38.03, 48.7
    inside = {f["id"] for f in items(api, "situation", bbox=f"{west},{south},{east},{north}")}
    edges = box(west, south, east, north)
    assert inside == {
        f["id"] for f in items(api, "situation") if shape(f["geometry"]).intersects(edges)
    }
    assert inside


def test_filters_in_words_agree_with_filters_by_property(api: TestClient):
    """CQL2 and a property's own parameter give the same."""
    by_name = items(api, "events", action="capture")
    by_filter = items(api, "events", filter="action = 'capture'")
    assert by_name == by_filter
    assert 0 < len(by_name) < len(items(api, "events"))


def test_datetime_chooses_days(api: TestClient):
    """Claims of the days asked about; for a picture its valid day."""
    got = items(api, "claims", datetime="2023-03-05/2023-03-06")
    assert {f["properties"]["time_start"] for f in got} == {"2023-03-05", "2023-03-06"}
    days = {f["properties"]["on"] for f in items(api, "line_of_contact", datetime="2023-02-01")}
    assert days <= {"2023-02-01"}


@pytest.mark.parametrize(
    "asked",
    [
        {"nope": "1"},
        {"limit": "0"},
        {"limit": "x"},
        {"bbox": "1,2,3"},
        {"bbox": "nan,1,2,3"},
        {"bbox": "1,9,2,3"},
        {"datetime": "soon"},
        {"datetime": "../.."},
        {"filter": "nothing"},
        {"filter": "colour = 'red'"},
        {"filter": "action = 'capture'", "filter-lang": "cql2-json"},
        {"filter": "action = 'capture'", "filter-lang": "ecql"},
        {"filter": "action = 'capture'", "filter-crs": "EPSG:3857"},
        {"bbox-crs": "EPSG:3857"},
    ],
)
def test_what_a_layer_does_not_understand_is_refused(api: TestClient, asked: dict):
    """A 400 that says what is wrong, as part 1 asks."""
    answer = api.get(f"{AT}/collections/events/items", params=asked)
    assert (answer.status_code, bool(answer.json()["description"])) == (400, True)


def test_what_there_is_not_is_not_found(api: TestClient):
    """Another layer, another feature."""
    assert api.get("/ogc/collections/tanks").status_code == 404
    assert api.get(f"{AT}/collections/events/items/none").status_code == 404


@pytest.fixture(scope="module")
def address(kept_store: Path) -> Iterator[str]:
    """A server on a port of its own."""
    app = create_app(kept_store, settings=load_settings({}))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="warning", lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


GDAL = """
import json, sys, pyogrio
source = sys.argv[1]
read = lambda layer, **how: len(pyogrio.read_dataframe(source, layer=layer, **how))
red = pyogrio.read_dataframe(source, layer="events", where="side = 'red'")
print(json.dumps({
    "layers": sorted(pyogrio.list_layers(source)[:, 0]),
    "counts": {layer: read(layer) for layer in ("situation", "events", "sectors")},
    "near": read("situation", bbox=(37.9, 48.5, 38.03, 48.7)),
    "red": sorted(set(red["side"])),
}))
"""


def test_gdal_lists_and_reads_the_layers(address: str, api: TestClient):
    """GDAL's OAPIF driver, which QGIS uses, sees every layer and reads what we send."""
    # In a process of its own: GDAL waits for the answer without letting this one's threads run.
    ran = subprocess.run(
        [sys.executable, "-c", GDAL, f"OAPIF:{address}{AT}"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    read = json.loads(ran.stdout)
    assert read["layers"] == sorted(LAYERS)
    assert read["counts"] == {n: len(items(api, n)) for n in ("situation", "events", "sectors")}
    assert read["near"] == len(items(api, "situation", bbox="37.9,48.5,38.03,48.7"))
    assert read["red"] == ["red"]


def meets(filter_: str, **values: object) -> bool | None:
    return parse(filter_, tuple(values))(Item(values, Point(38, 48.6)))


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ("a = 1 AND b = 'x'", True),
        ("a = 1 and not b <> 'x'", True),
        ("a > 1 OR b LIKE 'x%'", True),
        ("a BETWEEN 0 AND 1", True),
        ("a NOT BETWEEN 0 AND 1", False),
        ("a IN (2, 3)", False),
        ("a NOT IN (2, 3)", True),
        ("c IS NULL AND a IS NOT NULL", True),
        ("c = 1", None),
        ("NOT c = 1", None),
        ("c = 1 OR a = 1", True),
        ("CASEI(b) = CASEI('X')", True),
        ("b = 'it''s'", False),
        ("d >= DATE('2023-03-01')", True),
        ("S_INTERSECTS(geometry, BBOX(37,48,39,49))", True),
        ("S_WITHIN(geometry, POLYGON((37 48,39 48,39 49,37 49,37 48)))", True),
        ("S_DISJOINT(geometry, MULTIPOINT((1 1),(2 2)))", True),
        ("(((a = 1)))", True),
        ("TRUE", True),
    ],
)
def test_filters_mean_what_the_standard_says(filter_: str, expected: bool | None):  # noqa: FBT001
    """Comparisons, three-valued logic, case, time and space."""
    assert meets(filter_, a=1, b="x", c=None, d="2023-03-07") is expected


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab_%\\", max_size=12), st.text(alphabet="ab", max_size=12))
def test_like_is_a_pattern(pattern: str, text: str):
    """LIKE agrees with a plain reading of its signs, and never takes long."""
    assert meets(f"x LIKE '{pattern}'", x=text) is _like(pattern, text)


def _like(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "%":
        return any(_like(pattern[1:], text[i:]) for i in range(len(text) + 1))
    if pattern[0] == "\\" and len(pattern) > 1:
        return text[:1] == pattern[1] and _like(pattern[2:], text[1:])
    return bool(text) and pattern[0] in {"_", text[0]} and _like(pattern[1:], text[1:])


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="()'\" aAND=NOTx1,%", max_size=80))
def test_any_text_is_a_filter_or_an_error(text: str):
    """Whatever is sent, it is understood or refused, never a fault."""
    with suppress(UsageError):
        meets(text, a=1, x="y")
