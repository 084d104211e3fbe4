"""Sides that no word names: from the voice, from a pronoun, from who is fought."""

import pytest


def sides(found, action):
    """Return the actor sides of the claims with an action."""
    return [c.side for c in found if c.action == action]


@pytest.mark.parametrize(
    ("sentence", "action", "side"),
    [
        ("Sadove has been liberated, the General Staff said.", "capture", "north"),
        ("Sadove was occupied, the General Staff said.", "capture", "south"),
        ("Saboteurs attacked Sadove, the General Staff said.", "attack", "south"),
        ("The General Staff accused Wolf of shelling Sadove.", "strike", "south"),
        (
            "Wolf attacked Kamin. The General Staff said its units had left Sadove.",
            "withdraw",
            "north",
        ),
        ("Northern marines entered Kamin. The marines later left Kamin.", "withdraw", "north"),
    ],
)
def test_a_side_follows_from_the_voice_or_the_words_before(claims, sentence, action, side):
    """A belligerent's own voice says who took ground; pronouns and nouns go back to who was met."""
    assert sides(claims(sentence), action) == [side]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sadove was taken, residents said.",
        "Sadove was not taken, the General Staff said.",
        "The General Staff denied that Sadove had been taken.",
    ],
)
def test_no_side_is_invented(claims, sentence):
    """Who is neither a belligerent nor says that it is so gives no side to a passive."""
    assert set(sides(claims(sentence), "capture")) <= {None}


def test_a_wire_from_a_capital_quotes_that_sides_offices(claims):
    """An office without a country is that of the capital from which the wire reports."""
    found = claims('NORBURG - "The enemy attacked Sadove," the air force said on Monday.')
    assert sides(found, "attack") == ["south"]


def test_attacks_that_failed_are_the_other_sides_of_who_reports_it(claims):
    """A belligerent that reports failed attacks reports those of its enemy."""
    found = claims("Attacks on Sadove failed, the General Staff said.")
    assert sides(found, "attack") == ["south"]
