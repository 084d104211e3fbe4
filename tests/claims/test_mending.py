"""What the parser gets wrong in reporting, as a stranger's article shows it."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        (
            "The General Staff said on Monday its forces had taken full control of Sadove.",
            ["its forces had taken full control of Sadove"],
        ),
        (
            "Analysts said the fall of Sadove, which had a mill, was the biggest gain since May.",
            ["the fall of Sadove, which had a mill, was the biggest gain since May"],
        ),
        (
            "Southern forces marginally advanced near Sadove on Monday.",
            ["Southern forces marginally advanced near Sadove on Monday"],
        ),
        (
            (
                "The Institute for War Studies wrote that Southern forces took Sadove and advanced "
                "near Kamin."
            ),
            ["Southern forces took Sadove", "advanced near Kamin"],
        ),
        ("Had the shells arrived earlier, Sadove might stand.", []),
    ],
)
def test_a_clause_keeps_its_own_words(claims, sentence, quotes):
    """The day of saying, a lost subject, a participle taken for an adjective, "had" as "if"."""
    assert [c.quote for c in claims(sentence)] == quotes


def test_taking_control_is_a_capture(claims):
    """To take control of a place is an event, and the day of saying is not its time."""
    (claim,) = claims("The General Staff said on Monday its forces had taken control of Sadove.")
    assert (claim.kind, claim.action, claim.time) == ("event", "capture", None)


def test_officials_who_admit_and_say_are_one_voice(claims):
    """Of two words of saying after "admit that ..., but say", both are the same people's."""
    found = claims(
        "Northern officials admit that Southern troops have entered Sadove, but say street "
        "fighting is continuing."
    )
    assert [c.chain[-1].kind for c in found] == ["official", "official"]


def test_who_hears_guns_does_not_fire_them(claims):
    """A witness of shelling is no actor."""
    (claim,) = claims("Residents said they heard heavy artillery in Sadove.")
    assert (claim.action, claim.actor) == ("strike", None)


def test_who_is_in_control_holds_the_place(claims):
    """As in "In control of" names the holder before it."""
    (claim,) = claims("Southern forces are still in full control of Sadove.")
    assert claim.actor is not None
    assert claim.actor.side == "south"


def test_defending_until_the_end_is_no_condition(claims):
    """As in "Until the last man" stands behind what is stated."""
    (claim,) = claims("Northern forces will defend Sadove until the last man.")
    assert claim.action == "defend"
