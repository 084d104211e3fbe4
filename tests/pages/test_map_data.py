"""What the map is drawn from says what the picture says, and nothing finer than the reports."""

import json
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from fogline.api import create_app
from fogline.api.pages.ground import cells
from fogline.settings import load as load_settings

Get = Callable[[str], str]


def test_places_carry_status_side_and_words(get: Get):
    """A sector that is claimed says so in its mark's words and its claimed sides."""
    found = json.loads(get("/map/picture.json"))
    east = next(p for p in found["places"] if p["id"] == "theatre:misto-east")
    assert east["claimed"] == ["red"] or east["side"] == "red"
    assert "newest evidence" in east["says"]
    assert found["not_for_movement"] is True


def test_a_place_of_which_nobody_spoke_shows_no_number(get: Get):
    """Without evidence since the baseline there is neither a figure nor words of control."""
    found = json.loads(get("/map/picture.json"))
    silent = [p for p in found["places"] if p["status"] == "unknown"]
    assert silent
    assert all(p["figure"] == "" and p["says"] is None for p in silent)


def test_events_of_one_place_are_one_mark_that_counts_them(get: Get):
    """Each event of the last three days stands on exactly one mark."""
    found = json.loads(get("/map/picture.json"))
    ids = [i for f in found["events"] for i in f["properties"]["ids"]]
    assert len(ids) == len(set(ids)) == sum(f["properties"]["n"] for f in found["events"]) > 0


def test_the_base_needs_no_other_host(get: Get):
    """Rivers, roads and sectors come with the theatre; no address stands in them."""
    text = get("/map/ground.json")
    ground = json.loads(text)
    assert "http" not in text
    assert [f["properties"]["name"] for f in ground["water"]["features"]] == ["Reka"]
    assert ground["roads"]["features"][0]["properties"]["shield"] == "M9"
    assert len(ground["sectors"]["features"]) == 2


def test_no_colour_is_green(get: Get):
    """No colour of either scheme is nearest to green: nothing looks safe."""
    ground = json.loads(get("/map/ground.json"))
    colours = [*ground["light"].values(), *ground["dark"].values()]
    colours += [s[k] for s in ground["sides"] for k in ("light", "dark")]
    for colour in colours:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert green <= max(red, blue) + 8, colour


@given(
    st.lists(st.tuples(st.floats(30, 31), st.floats(48, 49)), min_size=3, max_size=12, unique=True)
)
def test_each_place_stands_on_its_own_ground(spots: list[tuple[float, float]]):
    """Every place lies in its own cell and in no other's."""
    rounded = {(round(x, 2), round(y, 2)) for x, y in spots}
    places = [(f"p{i}", x, y) for i, (x, y) in enumerate(sorted(rounded))]
    made = {f["properties"]["id"]: shape(f["geometry"]) for f in cells(places)["features"]}
    for id_, x, y in places:
        hit = [i for i, cell in made.items() if cell.buffer(1e-4).contains(Point(x, y))]
        assert not made or hit == [id_]


def test_a_named_tile_server_is_asked_and_no_other(read_only):
    """The page hands the map the named server's address, and the policy lets only it in."""
    app = create_app(read_only, settings=load_settings({}), tiles=["https://tiles.example.org"])
    with TestClient(app) as client:
        answer = client.get("/?on=2023-03-07&known=2023-03-07")
    assert "Background: tiles.example.org" in answer.text
    assert 'data-tiles="https://tiles.example.org/{z}/{x}/{y}.png"' in answer.text
    assert "https://tiles.example.org" in answer.headers["content-security-policy"]


def test_without_one_no_host_is_named(client):
    """The policy of a server without tiles knows its own origin only."""
    answer = client.get("/?on=2023-03-07&known=2023-03-07")
    assert "data-tiles" not in answer.text
    assert "Background:" not in answer.text
    assert "http" not in answer.headers["content-security-policy"]


def test_whose_tiles_they_are_is_said_as_the_user_says_it(read_only: Path):
    """A credit that the tiles' maker asks for stands on the map, as text."""
    tiles, credit = ["https://tiles.example.org"], "© Some <mappers>"
    app = create_app(read_only, settings=load_settings({}), tiles=tiles, tiles_credit=credit)
    with TestClient(app) as client:
        assert "Background: © Some &lt;mappers&gt;" in client.get("/").text
