from datetime import date, datetime

import pytest

from factory_war import at, theatre, told
from fogline.model.claim import Party
from fogline.situation import situation
from fogline.situation.reading import kind_of
from fogline.vocabulary.ground import ground, wholly

ON = date(2023, 3, 10)
LATE = datetime.fromisoformat("2023-04-01T00:00:00+00:00")


def of(words, action="control"):
    claim, _ = told(action, "red")
    return kind_of(claim.but(target=Party(text=words)))


def red(where, *made):
    claims, reports = [c for c, _ in made], [r for _, r in made]
    picture = situation(claims, reports, theatre(), None, ON, LATE)
    return next(p for p in picture.places if p.name == where).control["red"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("fortified positions", "part"),
        ("a foothold", "part"),
        ("part of the northern outskirts", "part"),
        ("several lines of defence", "part"),
        ("positions in the west of the town", "part"),
        ("the supply routes", "way"),
        ("the village", None),
        ("it", None),
    ],
)
def test_what_is_held_is_told_from_the_place(words, what):
    """Positions, buildings and roads are not the place in which they lie."""
    assert ground(words) == what


def test_holding_positions_is_being_there():
    """Who holds positions in a town is present; who takes positions advances."""
    assert of("fortified positions") == "presence"
    assert of("the town") == "hold"
    assert of("two strongpoints", "capture") == "advance"
    assert of("the town", "capture") == "hold"


def test_a_city_taken_completely_is_taken_in_each_sector():
    """What is said of the whole is said of every sector; else a part may be meant."""
    place = at("Misto", radius_km=3.0)
    plain = told(by="Red Ministry", places=(place,), quote="Misto has been taken")
    whole = told(by="Red Ministry", places=(place,), quote="Misto has been taken completely")
    assert wholly(whole[0].quote) == "completely"
    assert red("Misto (west)", whole) > red("Misto (west)", plain)
