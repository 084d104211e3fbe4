"""Roads, sides of rivers, and what "the city" is when only the title says it."""

import pytest


def test_a_title_says_what_the_city_is(resolve):
    """Where the text names no town, "the city" is the one in the title, not the first village."""
    text = "They fight in Orlivka. In the city the crossings are gone."
    assert resolve(text, "Sadove, the evening report")[-1].name == "Sadove"
    assert resolve("The city still stands.", "Notes on Sadove")[0].gazetteer_id == "theatre:sadove"


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("They advanced in southern and northern Sadove.", ["south_part", "north_part"]),
        ("Shells hit the northern, central and western parts of Sadove.",
         ["north_part", "centre", "west_part"]),
        ("They hold the north and the south of Sadove.", ["north_part", "south_part"]),
        ("In the north, southern Sadove was hit.", ["south_part"]),
        ("The whole south of Sadove is theirs.", ["south_part"]),
    ],
)  # fmt: skip
def test_joined_directions_are_a_place_each(resolve, text, relations):
    """The word "and" joins directions to places of their own; a comma alone does not."""
    assert [p.words.relation for p in resolve(text)] == relations


def test_east_of_a_river_is_its_eastern_bank(resolve):
    """Whoever is east of the river stands on its eastern bank, at the town spoken of."""
    found = resolve("Troops hold Sadove. Everything east of the Kaminka is lost.")[-1]
    assert found.words.relation == "east_bank"
    assert 38.0 < found.lon < 38.1


def test_a_part_that_the_theatre_names_is_the_theatres(resolve):
    """A theatre that calls a place "eastern Sadove" means it by "the east of Sadove" too."""
    assert resolve("The east of Sadove is quiet.")[0].gazetteer_id == "theatre:sadove-east-side"


@pytest.mark.parametrize(
    "text",
    [
        "In Sadove the road to Orlivka is cut.",
        "Sadove is hungry. The route through Kamin Yar is under fire.",
        "The Sadove - Orlivka road is open.",
        "Sadove holds. The only road into Orlivka was hit.",
        "Sadove holds. Lorries queue on the Orlivka road.",
    ],
)
def test_a_road_is_the_theatres_road_between_the_towns(resolve, text):
    """Words for a road between two towns mean the theatre's road that passes both."""
    found = next(p for p in resolve(text) if p.gazetteer_id == "theatre:m1")
    assert found.geometry["type"] == "LineString"


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("The last routes west of Sadove are under fire.", True),
        ("Practically all the roads that lead to Sadove are cut.", True),
        ("The last routes east of Sadove are under fire.", False),
    ],
)
def test_all_roads_of_a_town_are_lines(resolve, text, some):
    """Several roads at once are drawn as lines around the town, on the side that is said."""
    (found,) = resolve(text)
    assert found.gazetteer_id == "theatre:sadove"
    assert found.geometry["type"].endswith("LineString") == some


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("the railway bridge", "rail-bridge"),
        ("the road bridge", "road-bridge"),
        ("the damaged bridge", "road-bridge"),
    ],
)
def test_a_bridge_is_the_one_that_its_words_call(resolve, words, slug):
    """What stands before "bridge" picks the one that is called so, the nearest where none is."""
    found = resolve(f"In Sadove they blew up {words} at night.")
    assert f"theatre:{slug}" in [p.gazetteer_id for p in found]


def test_the_bridge_at_a_town_is_that_towns(resolve):
    """Where the text says at which town, the town under discussion does not matter."""
    found = resolve("Orlivka is quiet. Shells fell near the railway bridge at Sadove.")
    assert "theatre:rail-bridge" in [p.gazetteer_id for p in found]


def test_a_site_that_no_gazetteer_has_leads_nobody_astray(resolve):
    """Behind such a site "70 km north of the city" is measured, not read as where the city is."""
    found = resolve("Sadove waits. Pickets stand at the refinery, 70 km north of the city.")[-1]
    assert round(found.lat, 1) == 49.2


def test_a_roads_radius_reaches_its_farther_end(resolve):
    """A line is no point: its radius says how far from the point it may be."""
    found = resolve("The M1 highway is cut.")[0]
    assert found.radius_km >= 7
