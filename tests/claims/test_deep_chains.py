"""Chains of three and four voices, and who goes on speaking."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            (
                "Troops have entered Sadove, the daily Elbe Zeitung wrote, referring to the station "
                "Radio Vesna, which in turn quotes a company commander."
            ),
            ["Daily", "Elbe Zeitung", "Radio Vesna", "military"],
        ),
        (
            "The ministry said troops had left Sadove, as quoted by Radio Vesna.",
            ["Daily", "Radio Vesna", "ministry"],
        ),
        (
            "Troops had left Sadove, the governor said on state television.",
            ["Daily", "state television", "governor"],
        ),
        (
            "The Northern Wire reported, citing two officials, that troops had left Sadove.",
            ["Daily", "Northern Wire", "official"],
        ),
    ],
)
def test_every_voice_stands_in_the_order_of_citation(claims, text, names):
    """From the outlet that was read to the one who said it."""
    (claim,) = claims(text)
    assert [v.name or v.kind for v in claim.chain] == names


def test_it_is_the_one_who_spoke_not_the_one_spoken_of(claims):
    """The think tank goes on, not the group whose advance it told."""
    first, second = claims(
        "The think tank said Wolf had advanced in Sadove. It added that troops had left Kamin."
    )
    assert first.origin == second.origin
    assert first.origin.kind == "think_tank"


def test_context_after_the_attribution_is_the_outlets(claims):
    """The retreat of last year is no part of what the spokesman says."""
    taken, fallen = claims(
        "Troops retook Sadove, the governor said, two years after the village had fallen to Wolf."
    )
    assert [v.name for v in taken.chain] == ["Daily", "governor"]
    assert fallen.origin_basis == "uncredited"


def test_the_office_is_named_in_full(claims):
    """Up to the town it is the administration of."""
    (claim,) = claims(
        "The head of the military administration of Sadove said troops had left Orlivka."
    )
    assert claim.origin.name == "head of the military administration of Sadove"
