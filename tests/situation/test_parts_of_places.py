from datetime import date, datetime

from factory_war import at, theatre, told
from fogline.situation import situation
from fogline.situation.reading import kind_of

ON = date(2023, 3, 10)
LATE = datetime.fromisoformat("2023-04-01T00:00:00+00:00")


def of(extent, action="control"):
    claim, _ = told(action, "red")
    return kind_of(claim.but(extent=extent))


def red(where, *made):
    claims, reports = [c for c, _ in made], [r for _, r in made]
    picture = situation(claims, reports, theatre(), None, ON, LATE)
    return next(p for p in picture.places if p.name == where).control["red"]


def test_holding_positions_is_being_there():
    """Who holds positions in a town is present; who takes positions advances."""
    assert of("part") == "presence"
    assert of(None) == "hold"
    assert of("part", "capture") == "advance"
    assert of(None, "capture") == "hold"


def test_a_city_taken_completely_is_taken_in_each_sector():
    """What is said of the whole is said of every sector; else a part may be meant."""
    place = at("Misto", radius_km=3.0)
    plain = told(by="Red Ministry", places=(place,))
    whole = told(by="Red Ministry", places=(place,), extent="whole")
    assert red("Misto (west)", whole) > red("Misto (west)", plain)
