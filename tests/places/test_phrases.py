"""Phrases that say where without naming it, or measure from a part of it."""

import pytest

from fogline.places.ground import Plane


def _at(resolve, text, words):
    found = {p.words.text: p for p in resolve(text)}
    assert words in found, f"{words!r} is not among {sorted(found)}"
    return found[words]


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        ("Sadove burns. The Reds hold the eastern quarters.", "the eastern quarters", "east_part"),
        ("Sadove burns. Shells hit the historic centre.", "the historic centre", "centre"),
        ("Sadove holds. Engines were heard to the north.", "to the north", "north_of"),
        ("They attack on both sides of Sadove.", "on both sides of Sadove", "around"),
        ("Shelling came from the other side of the Kaminka River.",
         "the other side of the Kaminka River", "across"),
        ("Shells fell in Sadove's south.", "Sadove's south", "south_part"),
        ("Sadove burns. They shell its surroundings.", "its surroundings", "around"),
        ("They came as far west as Sadove.", "as far west as Sadove", "up_to"),
        ("They left from Kyiv's outskirts on Monday.", "Kyiv's outskirts", "outskirts"),
        ("Sadove burns. Shells fell on the southern approaches.", "the southern approaches",
         "outskirts"),
        ("They hold the heights above Sadove.", "heights above Sadove", "near"),
        ("Boats hide at islands opposite Sadove.", "islands opposite Sadove", "near"),
        ("They withdrew beyond the Kaminka River.", "beyond the Kaminka River", "across"),
        ("They dug in on the eastern side of the Kaminka River.",
         "the eastern side of the Kaminka River", "east_bank"),
        ("Sadove burns. They hold both banks.", "both banks", "along"),
        ("Mines lie on both banks of the Kaminka River.", "both banks of the Kaminka River", "along"),
        ("A shell hit the Sadove coke plant.", "the Sadove coke plant", "near"),
        ("They reached the eastern outskirts of embattled Sadove.",
         "the eastern outskirts of embattled Sadove", "outskirts"),
        ("From Sadove to Orlivka the road is mined.", "From Sadove to Orlivka", "from_to"),
        ("They hold streets in the south-west and a block in Sadove.", "the south-west",
         "south_west_part"),
        ("Sadove burns. The mayor of the regional centre left.", "the regional centre", None),
    ],
)  # fmt: skip
def test_phrase_has_its_relation(resolve, text, words, relation):
    placement = _at(resolve, text, words)
    assert placement.words.relation == relation
    assert placement.lon is not None


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("They stand 10-15 km from Sadove.", 12.5),
        ("They got stuck a few kilometres short of Sadove.", 3.0),
        ("Villages within 10 km of Sadove were emptied.", 10.0),
        ("Guns stand 8 km behind Sadove.", 8.0),
    ],
)
def test_distance_is_read(resolve, text, km):
    """Ranges give their middle, "a few" is three."""
    (placement,) = resolve(text)
    assert (placement.words.relation, placement.words.distance_km) == ("distance", km)


def test_distance_from_an_edge_lies_beyond_it(resolve):
    """Seven kilometres from the southern edge is south of the town, also where "its" says which."""
    for text in (
        "They stand seven kilometres from Sadove's southern edge.",
        "Sadove is next. They stand seven kilometres from its southern edge.",
    ):
        placement = resolve(text)[-1]
        x, y = Plane(38.0, 48.6).to_km(placement.lon, placement.lat)
        assert (round(x), round(y)) == (0, -7)


def test_names_before_axes_are_all_axes(resolve):
    """In "the A, B and C axes" each name is an axis."""
    found = resolve("Attacks continue on the Sadove, Orlivka and Kamin Yar axes.")
    assert [p.words.relation for p in found] == ["around"] * 3


def test_bank_of_an_unknown_river_is_in_the_town(resolve):
    """Where no gazetteer knows the river, its bank is in the town under discussion, not surely."""
    placement = _at(
        resolve, "Sadove holds. They took the south bank of the Vorskla.",
        "the south bank of the Vorskla",
    )  # fmt: skip
    assert placement.name == "Sadove"
    assert placement.lat < 48.6
    assert placement.probability < 0.5


def test_a_government_is_no_place_but_its_citys_part_is(resolve):
    """A capital that has a decision is its government; one that has outskirts is a city."""
    assert list(resolve("Kyiv's decision surprised everybody.")) == []


def test_a_road_leaves_from_the_town_of_its_sentence(resolve):
    """Not from the town that the report began with."""
    text = (
        "Sadove was shelled all day. Sadove has no water. "
        "Guns fire on Kamin Yar and on the road to Orlivka."
    )
    placement = _at(resolve, text, "the road to Orlivka")
    assert 37.8 < placement.lon < 37.88  # between Orlivka and Kamin Yar, not Sadove at 38.0


def test_a_heading_says_which_place_of_the_name_is_meant():
    """Under "Sadove direction:" a name means the place near Sadove, also beside a larger one."""
    from fogline.places.gazetteer.read import Row
    from fogline.places.ranking import WEIGHTS, Context, Question, features, score

    near = Row("a", "Kostivka", "settlement", "UA", "05", 38.1, 48.6, 1.0, 500)
    large = Row("b", "Kostivka", "settlement", "UA", "05", 38.9, 48.6, 5.0, 60_000)
    head = Row("c", "Sadove", "settlement", "UA", "05", 38.0, 48.6, 4.0, 70_000)
    context = Context(others=[("sadove", head, 1.0)])
    scores = {}
    for heads in (set(), {"sadove"}):
        question = Question("kostivka", (near, large), heads=heads)
        scores[bool(heads)] = [
            score(features(row, question, context), tuple(WEIGHTS.values()))
            for row in question.rows
        ]
    assert scores[False][0] < scores[False][1]
    assert scores[True][0] > scores[True][1]


def test_a_direction_is_at_the_villages_listed_under_it(resolve):
    """Where it heads a list it is at their middle, alone it is around its town."""
    text = "In the Sadove direction the enemy attacked near Orlivka and Kamin Yar. Sadove is calm."
    listed = _at(resolve, text, "the Sadove direction")
    assert listed.lon == pytest.approx(37.85, abs=0.01)
    assert "Orlivka, Kamin Yar" in listed.reason
    alone = _at(resolve, "In the Sadove direction it is calm.", "the Sadove direction")
    assert alone.lon == pytest.approx(38.0, abs=0.01)


def test_an_unknown_name_behind_a_direction_is_a_place_without_a_position(resolve):
    """It is told that nobody knows it, and it is not left out in silence."""
    placement = _at(resolve, "They advanced west of Skuchne.", "west of Skuchne")
    assert (placement.lon, placement.words.relation) == (None, "west_of")
    assert "skuchne" in placement.reason


@pytest.mark.parametrize(
    "text",
    [
        "The enemy shelled Sadove in the north-east.",  # where Sadove lies, not a part of it
        "Fighting goes on in the north-east.",
        "In the east, Sadove was shelled.",
    ],
)
def test_a_countrys_quarter_is_no_part_of_a_town(resolve, text):
    assert not [p for p in resolve(text) if (p.words.relation or "").endswith("_part")]


def test_two_capitals_far_apart_are_no_stretch(resolve):
    """Whoever says "From Kyiv to Paris" means two places, not the ground between them."""
    found = resolve("From Kyiv to Paris, ministers were silent.")
    assert {p.words.relation for p in found} <= {None}
