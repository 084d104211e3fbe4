"""The dossier of the Battle of Bakhmut, read whole: what could be said on 7 March 2023, and a day later."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

import fogline
from fogline.model.situation import AssetSituation, PlaceSituation, Situation

DOSSIER = Path(fogline.__file__).parent / "theatres" / "ukraine" / "dossier"
EAST = ("Bakhmut (north-east)", "Bakhmut (east)", "Bakhmut (south-east)")
MORNING = datetime.fromisoformat("2023-03-07T11:25:00+02:00")
NEXT_DAY = datetime.fromisoformat("2023-03-09T00:00:00+02:00")


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fogline.Workspace]:
    store = tmp_path_factory.mktemp("dossier") / "bakhmut.fog"
    with fogline.open(store, theatre="ukraine") as workspace:
        workspace.read(DOSSIER)
        yield workspace


@pytest.fixture(scope="module")
def morning(war: fogline.Workspace) -> Situation:
    return war.assess(MORNING).situation(date(2023, 3, 7))


def place(picture: Situation, name: str) -> PlaceSituation:
    return next(p for p in picture.places if p.name == name)


def asset(picture: Situation, name: str) -> AssetSituation:
    return next(a for a in picture.assets if name in a.name)


@pytest.mark.parametrize("sector", EAST)
def test_in_the_morning_the_eastern_bank_is_claimed_and_in_doubt(morning: Situation, sector: str):
    """One side claims it, a think tank calls a withdrawal likely, nobody has confirmed it."""
    found = place(morning, sector)
    assert found.status == "claimed"
    assert [c.side for c in found.claimed_by] == ["russia"]
    assert 0.3 < found.control["russia"] < 0.8


@pytest.mark.parametrize("sector", ["centre", "west", "north-west", "south-west"])
def test_in_the_morning_the_centre_and_the_west_are_held(morning: Situation, sector: str):
    """The river separates what is in doubt from what is not."""
    found = place(morning, f"Bakhmut ({sector})")
    assert (found.status, found.control["ukraine"] > 0.95) == ("held", True)


def test_in_the_morning_the_roads_west_are_under_fire(morning: Situation):
    """The two ways out are reported under fire, the railway bridge in the north-east destroyed."""
    assert asset(morning, "O0506").access == "under_fire"
    assert asset(morning, "T0504").access == "under_fire"
    assert asset(morning, "Railway bridge").condition == "destroyed"


@pytest.mark.parametrize("sector", EAST)
def test_a_day_later_the_eastern_bank_is_lost_in_all_likelihood(
    war: fogline.Workspace, sector: str
):
    """By the end of 8 March the evidence has come."""
    found = place(war.assess(NEXT_DAY).situation(date(2023, 3, 8)), sector)
    assert found.control["russia"] > 0.9
