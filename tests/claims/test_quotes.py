"""Quotes end and begin where another clause does."""

import pytest


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Semenivka note: Northern troops captured Sadove.", "Northern troops captured Sadove"),
        (
            "Northern troops captured Sadove, while the price of bread rose.",
            "Northern troops captured Sadove",
        ),
    ],
)
def test_the_quote_is_the_clause(claims, text, quote):
    """What stands before a colon or behind a turn of the sentence is left out."""
    assert claims(text)[0].quote == quote


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Northern fighters are inside the compound.", "control"),
        ("There were no victims.", "casualties"),
        ("Sadove remains Northern.", "control"),
        ("Northern forces crept into Sadove.", "advance"),
        ("The village changed hands.", "capture"),
        ("The bridge is out of use.", "supply"),
        ("Medics treated 30 wounded civilians in Sadove.", "casualties"),
    ],
)
def test_states_and_idioms_say_their_action(claims, text, action):
    """Presence, what there is, whose a place is, and idioms of reports each name their action."""
    assert [c.action for c in claims(text)] == [action]
