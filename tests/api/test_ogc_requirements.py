"""What the abstract test suites of the claimed classes ask, requirement by requirement.

OGC API - Features part 1 (17-069r4, annex A), part 3 (19-079r2, annex A) and CQL2 (21-065r2, annex
A). A name in a docstring such as /req/core/fc-limit-response-1 is that of the requirement.
"""

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box, shape

from fogline.api.ogc.cql2 import Item, parse
from fogline.api.ogc.cql2_json import to_text
from fogline.errors import UsageError

AT = "/ogc/at/2023-03-07"
EVENTS = f"{AT}/collections/events/items"
LAYERS = ("situation", "sectors", "line_of_contact", "contact_band", "assets", "events", "claims")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
FEATURES_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
FEATURES_3 = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/"


def get(api: TestClient, path: str, **params: object) -> Any:
    answer = api.get(path, params=params or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def found(api: TestClient, layer: str = "events", **params: object) -> list[dict]:
    return get(api, f"{AT}/collections/{layer}/items", limit=1000, **params)["features"]


def linked(page: dict, rel: str) -> list[dict]:
    return [link for link in page["links"] if link["rel"] == rel]


# Part 1, Core: the landing page, the description, the classes


@pytest.mark.parametrize("root", ["/ogc", AT])
def test_the_landing_page_leads_to_description_classes_and_data(api: TestClient, root: str):
    """/req/core/root-op, root-success: its links have the required relations, and answer."""
    landing = get(api, root)
    for rel in ("service-desc", "conformance", "data"):
        (link,) = linked(landing, rel)
        assert api.get(link["href"]).status_code == 200


def test_the_description_comes_in_the_form_that_its_link_says(api: TestClient):
    """/req/core/api-definition-op, -success: OpenAPI 3.1, in which every layer's address stands."""
    (link,) = linked(get(api, AT), "service-desc")
    answer = api.get(link["href"])
    assert link["type"] == "application/vnd.oai.openapi+json;version=3.1"
    assert answer.json()["openapi"].startswith("3.1")
    assert "/ogc/collections/{layer}/items" in answer.json()["paths"]


def test_only_what_is_tested_here_is_claimed(api: TestClient):
    """/req/core/conformance-op, -success: the classes, none for OpenAPI 3.0 or HTML."""
    claimed = set(get(api, f"{AT}/conformance")["conformsTo"])
    features = {f"{FEATURES_1}{n}" for n in ("core", "geojson")}
    filters = {f"{FEATURES_3}{n}" for n in
               ("queryables", "queryables-query-parameters", "filter", "features-filter")}  # fmt: skip
    words = {f"{CQL2}{n}" for n in (
        "cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators",
        "case-insensitive-comparison", "basic-spatial-functions", "basic-spatial-functions-plus",
        "spatial-functions")}  # fmt: skip
    common = {"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core"}
    assert claimed == features | filters | words | common


# Part 1, Core: collections


def test_every_collection_is_described_alike_in_the_list_and_alone(api: TestClient):
    """/req/core/fc-md-op, fc-md-success, sfc-md-op, sfc-md-success: equal ids, extent, links."""
    page = get(api, f"{AT}/collections")
    assert linked(page, "self")
    for collection in page["collections"]:
        alone = get(api, f"{AT}/collections/{collection['id']}")
        assert alone == collection


@pytest.mark.parametrize("layer", LAYERS)
def test_a_collection_names_its_items_extent_and_system(api: TestClient, layer: str):
    """/req/core/fc-md-items, fc-md-items-links, fc-md-extent, crs84."""
    collection = get(api, f"{AT}/collections/{layer}")
    (link,) = linked(collection, "items")
    assert link["type"] == "application/geo+json"
    assert CRS84 in collection["crs"]
    west, south, east, north = collection["extent"]["spatial"]["bbox"][0]
    begin, end = collection["extent"]["temporal"]["interval"][0]
    assert end is None
    edges = box(west, south, east, north)
    for feature in get(api, link["href"], limit=1000)["features"]:
        assert feature["geometry"] is None or shape(feature["geometry"]).intersects(edges)
    if begin:
        datetime.fromisoformat(begin)


# Part 1, Core: items


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_never_more_features_than_asked_for(api: TestClient, limit: int):
    """/req/core/fc-limit-definition, fc-limit-response-1."""
    page = get(api, EVENTS, limit=limit)
    assert len(page["features"]) == min(limit, page["numberMatched"])


def test_a_limit_above_the_most_is_answered_with_the_most(api: TestClient):
    """/req/core/fc-limit-response-1, per/core/fc-limit-response-2: no error."""
    page = get(api, EVENTS, limit=10_000_000)
    assert page["numberReturned"] == page["numberMatched"]


def test_a_box_keeps_features_that_it_meets(api: TestClient):
    """/req/core/fc-bbox-definition, fc-bbox-response: also with heights, also across the date line."""
    every = found(api, "situation")
    edges = (37.9, 48.5, 38.03, 48.7)
    inside = {f["id"] for f in every
              if f["geometry"] and shape(f["geometry"]).intersects(box(*edges))}  # fmt: skip
    assert {f["id"] for f in found(api, "situation", bbox="37.9,48.5,38.03,48.7")} == inside
    assert {
        f["id"] for f in found(api, "situation", bbox="37.9,48.5,-100,38.03,48.7,9000")
    } == inside
    assert 0 < len(inside) < len(every)
    around = {f["id"] for f in found(api, "situation", bbox="170,-80,37,80")}
    assert around.isdisjoint({f["id"] for f in every
                              if f["geometry"] and shape(f["geometry"]).bounds[0] > 37})  # fmt: skip


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2023-03-06", ("2023-03-06", "2023-03-06")),
        ("2023-03-06T12:00:00Z", ("2023-03-06", "2023-03-06")),
        ("2023-03-05T00:00:00Z/2023-03-06T00:00:00Z", ("2023-03-05", "2023-03-06")),
        ("../2023-03-05", ("", "2023-03-05")),
        ("2023-03-06/..", ("2023-03-06", "9999")),
    ],
)
def test_a_time_keeps_features_whose_time_meets_it(api: TestClient, when: str, days: tuple):
    """/req/core/fc-time-definition, fc-time-response: instants, intervals, open ends."""
    first, last = days
    expected = {
        f["id"]
        for f in found(api)
        if (f["properties"]["start"] or "") <= last and (f["properties"]["end"] or "9999") >= first
    }
    assert {f["id"] for f in found(api, datetime=when)} == expected


def test_a_page_counts_says_when_and_links(api: TestClient):
    """/req/core/fc-links, fc-rel-type, fc-timeStamp, fc-numberMatched, fc-numberReturned."""
    page = get(api, EVENTS, limit=2)
    assert page["numberReturned"] == len(page["features"]) == 2
    assert page["numberMatched"] == len(found(api))
    assert datetime.fromisoformat(page["timeStamp"]).tzinfo
    assert all(link["rel"] and link["type"] for link in page["links"])
    (self,), (after,) = linked(page, "self"), linked(page, "next")
    assert get(api, self["href"])["features"] == page["features"]
    assert not {f["id"] for f in get(api, after["href"])["features"]} & {
        f["id"] for f in page["features"]
    }


def test_one_feature_links_to_itself_and_its_collection(api: TestClient):
    """/req/core/f-op, f-success, f-links."""
    feature = found(api)[0]
    one = get(api, f"{EVENTS}/{feature['id']}")
    assert get(api, linked(one, "self")[0]["href"])["id"] == feature["id"]
    assert get(api, linked(one, "collection")[0]["href"])["id"] == "events"


@pytest.mark.parametrize("path", ["", "/conformance", "/collections", "/collections/events",
                                  "/collections/events/items", "/collections/events/queryables"])  # fmt: skip
def test_a_parameter_that_there_is_not_is_refused_everywhere(api: TestClient, path: str):
    """/req/core/query-param-unknown, query-param-invalid: 400."""
    assert api.get(f"{AT}{path}", params={"unheard_of": "1"}).status_code == 400


# Part 1, GeoJSON


@pytest.mark.parametrize("layer", LAYERS)
def test_features_are_geojson_and_say_so(api: TestClient, layer: str):
    """/req/geojson/definition, content: media type, types, positions as longitude, latitude."""
    answer = api.get(f"{AT}/collections/{layer}/items")
    assert answer.headers["content-type"].startswith("application/geo+json")
    page = answer.json()
    assert page["type"] == "FeatureCollection"
    for feature in page["features"]:
        assert feature["type"] == "Feature"
        assert {"id", "geometry", "properties"} <= set(feature)
        if feature["geometry"]:
            west, south, east, north = shape(feature["geometry"]).bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90


# Part 3: queryables, filters


@pytest.mark.parametrize("layer", LAYERS)
def test_queryables_are_a_schema_to_which_the_collection_links(api: TestClient, layer: str):
    """/req/queryables/get-op, get-response, link: a JSON schema of its own address."""
    collection = get(api, f"{AT}/collections/{layer}")
    (link,) = linked(collection, "http://www.opengis.net/def/rel/ogc/1.0/queryables")
    answer = api.get(link["href"])
    assert answer.headers["content-type"].startswith("application/schema+json")
    schema = answer.json()
    assert schema["$id"] == link["href"]
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["type"] == "object"
    assert schema["properties"]["geometry"]["x-ogc-role"] == "primary-geometry"
    assert all(p.get("type") or p.get("format") for p in schema["properties"].values())


@pytest.mark.parametrize("name", ["action", "side", "status", "place"])
def test_every_queryable_is_a_parameter(api: TestClient, name: str):
    """/req/queryables-query-parameters/parameters: the features with that value, joined by and."""
    value = next(v for f in found(api) if (v := f["properties"][name]))
    got = found(api, **{name: value})
    assert got == [f for f in found(api) if f["properties"][name] == value]
    assert found(api, **{name: value, "action": "nothing of the kind"}) == []


def test_a_filter_is_joined_with_the_other_parameters(api: TestClient):
    """/req/features-filter/filter-param, mixing-expressions: box, time and filter all hold."""
    everything = {"bbox": "37.9,48.5,38.3,48.7", "datetime": "2023-03-01/..", "side": "red"}
    expected = [f for f in found(api, **everything) if f["properties"]["action"] == "capture"]
    assert found(api, filter="action = 'capture'", **everything) == expected


@pytest.mark.parametrize("system", ["", CRS84])
def test_shapes_of_a_filter_are_in_the_default_system(api: TestClient, system: str):
    """/req/filter/filter-crs-wgs84, filter-crs-param: CRS84 unless said; others are refused."""
    words = "S_INTERSECTS(geometry, BBOX(37.9,48.5,38.03,48.7))"
    more = {"filter-crs": system} if system else {}
    assert found(api, "situation", filter=words, **more) == found(
        api, "situation", bbox="37.9,48.5,38.03,48.7"
    )


def test_only_features_for_which_the_filter_is_true_come(api: TestClient):
    """/req/filter/response: neither those for which it is false nor those for which it is unknown."""
    ids = {f["id"] for f in found(api)}
    yes = {f["id"] for f in found(api, filter="radius_km < 1")}
    no = {f["id"] for f in found(api, filter="NOT radius_km < 1")}
    unknown = {f["id"] for f in found(api, filter="radius_km IS NULL")}
    assert yes | no | unknown == ids
    assert not yes & no
    assert not unknown & (yes | no)


# CQL2: text and JSON mean the same

PAIRS = [
    ("action = 'capture'", {"op": "=", "args": [{"property": "action"}, "capture"]}),
    ("action <> 'capture'", {"op": "<>", "args": [{"property": "action"}, "capture"]}),
    ("claims_for > 1", {"op": ">", "args": [{"property": "claims_for"}, 1]}),
    ("claims_for BETWEEN 1 AND 2",
     {"op": "between", "args": [{"property": "claims_for"}, 1, 2]}),
    ("action IN ('capture','attack')",
     {"op": "in", "args": [{"property": "action"}, ["capture", "attack"]]}),
    ("place LIKE 'Mis%'", {"op": "like", "args": [{"property": "place"}, "Mis%"]}),
    ("side IS NULL", {"op": "isNull", "args": [{"property": "side"}]}),
    ("NOT side IS NULL", {"op": "not", "args": [{"op": "isNull", "args": [{"property": "side"}]}]}),
    ("CASEI(side) = CASEI('RED')",
     {"op": "=", "args": [{"op": "casei", "args": [{"property": "side"}]},
                          {"op": "casei", "args": ["RED"]}]}),
    ("action = 'capture' AND side = 'red'",
     {"op": "and", "args": [{"op": "=", "args": [{"property": "action"}, "capture"]},
                            {"op": "=", "args": [{"property": "side"}, "red"]}]}),
    ("action = 'capture' OR side = 'blue'",
     {"op": "or", "args": [{"op": "=", "args": [{"property": "action"}, "capture"]},
                           {"op": "=", "args": [{"property": "side"}, "blue"]}]}),
    ("start >= DATE('2023-03-06')",
     {"op": ">=", "args": [{"property": "start"}, {"date": "2023-03-06"}]}),
    ("S_INTERSECTS(geometry, BBOX(37.9,48.5,38.03,48.7))",
     {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [37.9, 48.5, 38.03, 48.7]}]}),
    ("S_WITHIN(geometry, POLYGON((37 48,39 48,39 49,37 49,37 48)))",
     {"op": "s_within", "args": [{"property": "geometry"},
      {"type": "Polygon", "coordinates": [[[37, 48], [39, 48], [39, 49], [37, 49], [37, 48]]]}]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), PAIRS, ids=[p[0] for p in PAIRS])
def test_a_filter_in_json_finds_what_it_finds_in_text(api: TestClient, text: str, tree: dict):
    """/req/cql2-json/validation, /req/basic-cql2/*: each operator, in both languages."""
    in_json = found(api, filter=json.dumps(tree), **{"filter-lang": "cql2-json"})
    assert in_json == found(api, filter=text)
    assert found(api, filter=text, **{"filter-lang": "cql2-text"}) == in_json


@pytest.mark.parametrize(
    "tree",
    ["", "[]", "{", "1", '{"op": "="}', '{"op": "=", "args": [1]}', '{"op": "and", "args": [true]}',
     '{"op": "in", "args": [{"property": "side"}, []]}', '{"op": "drop", "args": [1, 2]}',
     '{"op": "=", "args": [{"property": "no\\" = 1 OR \\"side"}, "x"]}',
     '{"op": "=", "args": [{"property": "nothing"}, 1]}', '{"op": "=", "args": [NaN, 1]}',
     '{"op": "s_within", "args": [{"property": "geometry"}, {"type": "Polygon", "coordinates": [1]}]}',
     '{"op":"not","args":[' * 60 + "true" + "]}" * 60],
)  # fmt: skip
def test_what_is_no_json_filter_is_refused(api: TestClient, tree: str):
    """A 400 that shows the place; a quote in a name opens no way into the text."""
    answer = api.get(EVENTS, params={"filter": tree, "filter-lang": "cql2-json"})
    assert answer.status_code == (200 if not tree else 400), answer.text


VALUES = st.text(max_size=12) | st.integers(-9, 9) | st.booleans()


@settings(max_examples=200, deadline=None)
@given(VALUES, VALUES, st.sampled_from(["=", "<>", "<", ">=", "like"]))
def test_values_in_json_stay_what_they_are(kept: object, asked: object, sign: str):
    """Quotes, signs and numbers pass from JSON to text unchanged."""
    tree = {"op": sign, "args": [{"property": "x"}, asked]}
    test = parse(to_text(json.dumps(tree)), ("x",))
    got = test(Item({"x": kept}, None))
    if sign == "=" and type(kept) is type(asked):
        assert got is (kept == asked)
    if sign == "<>" and type(kept) is type(asked):
        assert got is (kept != asked)


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.none() | VALUES | st.floats(), lambda c: st.lists(c, max_size=3)
       | st.dictionaries(st.sampled_from(["op", "args", "property", "bbox", "date", "type"]), c)))  # fmt: skip
def test_any_json_is_a_filter_or_an_error(tree: object):
    """Whatever is sent, it is understood or refused, never a fault."""
    with suppress(UsageError):
        parse(to_text(json.dumps(tree)), ("x",))
