"""Sides of weapons, of whose fire it is, of local voices, and of wars that are none of the theatre's."""

import pytest


def at_home(theatre):
    """Give the sides of the small theatre towns and weapons of their own."""
    north, south = theatre.sides
    return theatre.but(
        sides=(north.but(home=("Sadove", "Kamin"), arms=("Falcon",)), south.but(home=("Orlivka",)))
    )


@pytest.fixture
def told(reading_in):
    """Read claims where the sides have towns and weapons of their own."""
    return lambda text: reading_in(text, at_home).claims


def acting(found, action):
    """Return the sides of the actors of claims with an action."""
    return [c.side for c in found if c.action == action]


@pytest.mark.parametrize(
    ("text", "action", "side"),
    [
        ("The governor of Sadove said two missiles hit a hospital.", "strike", "south"),
        ("The governor of Orlivka said a drone hit a bus.", "strike", "north"),
        ("A Falcon drone hit a depot on Monday.", "strike", "north"),
        ("The mayor said a missile hit a school in Kamin.", "strike", "south"),
        ("In Sadove the defenders beat back two attacks.", "attack", "south"),
    ],
)
def test_what_hits_a_town_is_its_enemys(told, text, action, side):
    """A weapon's name, else at whose home it hits, says whose it is."""
    assert acting(told(text), action) == [side]


def test_shells_that_fall_say_no_side(told):
    """That shells landed somewhere does not say who fired."""
    assert set(acting(told("Shells landed near Sadove on Monday."), "strike")) <= {None}


def test_the_enemy_is_the_other_side_whatever_else_the_words_name(told):
    """The enemy's assault groups are not one's own, though one has such groups, too."""
    found = told("Enemy assault detachments attacked Kamin, the General Staff said.")
    assert acting(found, "attack") == ["south"]


def test_who_has_our_boys_calls_others_they(told):
    """Whoever says "our boys" means others by "they"."""
    found = told(
        'Northern sources wrote: "Our boys fight near Kamin, say the Southern attackers. '
        'They have not taken a single house."'
    )
    assert set(acting(found, "capture")) <= {"south", None}


def test_a_town_taken_is_taken_by_whoever_attacks(told):
    """Neutral words of a belligerent say nothing of who took it, the attack told before does."""
    found = told(
        "Wolf fighters stormed Orlivka. Sadove had also been taken, a Northern general said."
    )
    assert acting(found, "capture") == ["south"]


@pytest.mark.parametrize(
    "text",
    [
        "Karelian forces took two heights near Sadove. The enemy shelled villages, it said.",
        "Karelia's army withdrew from Sadove. Northland's jets bombed a convoy of militants.",
    ],
)
def test_a_war_that_is_none_of_the_theatres_has_no_sides(told, text):
    """Forces of peoples that the theatre does not know make it another war."""
    assert {c.side for c in told(text)} <= {None}
    assert {c.target.side for c in told(text) if c.target} <= {None}
