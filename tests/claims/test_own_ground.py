"""Sides that follow from where a voice is at home and how it spells."""

import msgspec
import pytest

from fogline.claims.spellings import used_by
from fogline.model.theatre import PlaceName, TheatrePlace


def place(name, *names):
    """Return a settlement with further names: (text, language, side that uses it)."""
    return TheatrePlace(
        id=name.lower(), name=name, kind="settlement", lon=0, lat=0, source="test",
        names=tuple(PlaceName(text=t, language=la, used_by=side) for t, la, side in names),
    )  # fmt: skip


@pytest.fixture
def homely(small):
    """The small theatre, where Sadove is Northern ground and Kamin Southern."""
    north, south = small.sides
    sides = (north.but(home=("Sadove",)), south.but(home=("Kamin",)))
    return msgspec.structs.replace(small, sides=sides)


@pytest.mark.parametrize(
    ("voice", "side"), [("The Sadove governor", "south"), ("The Kamin governor", "north")]
)
def test_the_enemy_of_a_governor_is_against_his_region(claims_in, homely, voice, side):
    """A governor speaks for the side whose region he governs."""
    text = f"{voice} said the enemy shelled a hospital."
    (claim,) = claims_in(text, homely)
    assert claim.side == side


def test_an_installed_official_does_not_speak_for_the_region(claims_in, homely):
    """Whoever was put there by the other side is not of the region's own."""
    text = "The occupation head of Sadove said the enemy shelled a hospital."
    (claim,) = claims_in(text, homely)
    assert claim.side is None


def test_a_spelling_from_one_sides_language_is_that_sides(small):
    """One name marked as a side's tells the language; other names follow it."""
    marked = place("Chasiv Yar", ("Часов Яр", "ru", "south"), ("Часів Яр", "uk", None))
    other = place(
        "Robotyne", ("Работино", "ru", None), ("Роботине", "uk", None), ("Rabotino", "en", None),
        ("Robotine", "en", None),
    )  # fmt: skip
    found = used_by(msgspec.structs.replace(small, places=(marked, other)))
    assert found.get("rabotino") == "south"
    assert "robotine" not in found
