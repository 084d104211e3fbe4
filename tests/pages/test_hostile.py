"""Hostile text stays text, on every page and in every answer that the script reads."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from factory_workbench import story, told_with, write_store
from fogline.api.pages.highlights import runs
from fogline.api.pages.render import environment
from reading_pages import elements, links

EVIL = "</script><script>alert(1)</script><svg onload=alert(1)>\u202e\"'&{{7*7}}"


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory, theatre_folder: Path):
    """Pages of a store whose names, titles, voices and words are all hostile."""
    from fogline.api import create_app

    path = tmp_path_factory.mktemp("evil") / "evil.fog"
    write_store(path, theatre_folder, [*story(), told_with(EVIL), told_with("A" * 1_000_000)])
    with TestClient(create_app(path)) as client:
        yield client.get


@pytest.mark.parametrize(
    "path", ["/", "/events", "/claims", "/reports", "/sources", "/disputes", "/audit", "/changes",
             "/search?q=%3Cscript%3E", "/claims?q=%22%3E%3Cscript%3E", "/events?place=%3Cb%3E",
             "/origins?headlines=%3Cscript%3E"],
)  # fmt: skip
def test_hostile_names_make_no_elements(page_of: Callable, path: str):
    """Nothing of a report becomes an element, an attribute or a template's expression."""
    page = page_of(path).text
    for name, attributes in elements(page):
        assert not {k for k in attributes if k.startswith("on") or k == "style"}
        assert name != "script" or attributes.get("src") or attributes["type"] == "application/json"
    assert "alert(1)</script>" not in page
    assert "\u202e" not in page
    assert not re.search(r"\b49\b.{0,3}$", page)


def test_every_voice_and_report_of_it_opens(page_of: Callable):
    """A voice with such a name, and a report with a million letters, have pages of their own."""
    for address in links(page_of("/sources").text, "/sources/"):
        assert page_of(address).status_code == 200
    for address in links(page_of("/reports").text, "/reports/"):
        assert page_of(address).status_code == 200


@given(
    st.recursive(st.text() | st.integers(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))
)
def test_data_for_the_script_cannot_end_its_element(value: object):
    """Whatever it holds, the text has no mark of HTML, and reads back the same."""
    text = str(environment().filters["data"](value))
    assert not set("<>&") & set(text)
    assert json.loads(text) == json.loads(json.dumps(value).encode("utf-8", "replace"))


@given(
    st.text(max_size=40),
    st.dictionaries(
        st.sampled_from("abc"),
        st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=3),
    ),
)
def test_highlighting_neither_loses_nor_adds_text(text: str, marks: dict):
    """The runs put together are the text, and every marked letter knows its claims."""
    made = runs(text, marks)
    assert "".join(r.text for r in made) == text
    offset = 0
    for run in made:
        for at in range(offset, offset + len(run.text)):
            spans = {i for i, found in marks.items() for s, e in found if s <= at < e}
            assert spans == set(run.claims)
        offset += len(run.text)


@pytest.mark.parametrize("form", ["geojson", "gpkg", "csv", "parquet", "kml", "png"])
@pytest.mark.parametrize("layer", ["situation", "claims", "events"])
def test_hostile_names_break_no_export(page_of: Callable, layer: str, form: str):
    """Each file of a hostile store can be read; none begins a cell that a spreadsheet would run."""
    answer = page_of(f"/api/v1/export?layer={layer}&format={form}&on=2023-03-07")
    assert answer.status_code == 200
    if form == "kml":
        fromstring(answer.content)
        assert b"<script" not in answer.content
    if form == "csv":
        cells = [c for row in csv.reader(answer.text.splitlines()) for c in row]
        assert not [c for c in cells if c.startswith(("=", "+", "@", "\t"))]
    if form == "geojson":
        assert json.loads(answer.text)["type"] == "FeatureCollection"


@pytest.mark.parametrize("form", ["html", "md"])
def test_hostile_names_make_no_elements_in_a_brief(page_of: Callable, form: str):
    """The brief of a hostile store has no script but its own, and no element of theirs."""
    text = page_of(f"/api/v1/brief?format={form}&on=2023-03-07").text
    assert "alert(1)</script>" not in text
    assert "<svg onload" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("path", ["/map/picture.json", "/map.svg", "/ogc/collections/claims/items"])
def test_what_the_map_is_drawn_from_is_data(page_of: Callable, path: str):
    """Names come as JSON or as text of an image: nothing in them is markup."""
    answer = page_of(f"{path}?on=2023-03-07")
    assert answer.status_code == 200
    if "json" in answer.headers["content-type"]:
        json.loads(answer.text)
    else:
        assert not {n for n, _ in elements(answer.text)} & {"script", "foreignobject", "a"}
