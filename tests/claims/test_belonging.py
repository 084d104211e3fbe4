"""Whose forces they are, where no word names them."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "action", "sides"),
    [
        (
            "The General Staff said its marines killed more than 150 soldiers.",
            "casualties",
            ("north", "south"),
        ),
        ("Wolf fighters repelled an attack by remnants of the old order.", "attack",
         ("north", "south")),
        ("Northern forces pushed the attackers back.", "attack", ("south", "north")),
        ("The General Staff conceded that soldiers had been taken prisoner.", "casualties",
         (None, "north")),
        ("The General Staff said Ruritanian soldiers were killed.", "casualties", (None, None)),
    ],
)  # fmt: skip
def test_nobody_fights_his_own_side(claims, sentence, action, sides):
    """Those killed are the other side's; who admits a loss lost; a strange name has no side."""
    (claim,) = [c for c in claims(sentence) if c.action == action]
    assert tuple(p and p.side for p in (claim.actor, claim.target)) == sides


def test_troops_are_those_of_whoever_orders_them(claims):
    """In another side's statement too, a chief orders his own."""
    found = claims("The General Staff said the Southern chief ordered troops to leave Sadove.")
    assert [c.actor.side for c in found if c.kind == "order"] == ["south"]


def test_driven_back_by_miles_is_a_withdrawal(claims):
    """Who is driven back a distance has not attacked; the distance counts once."""
    (claim,) = claims("Northern units had been driven back 8.6 km (5.3 miles) by the assault.")
    assert (claim.action, claim.actor.side) == ("withdraw", "north")
    assert [q.unit for q in claim.quantities] == ["km"]


def test_days_before_and_after_are_no_quantities(claims):
    """As in "After 224 days", "24 June" and "two days after" say when."""
    found = claims("Southern forces took Sadove after 224 days of fighting, two days after a raid.")
    assert [q.text for c in found for q in c.quantities] == []


def test_running_out_of_shells_is_want(claims):
    """As in "May run out of shells" is a forecast of want, no flight."""
    (claim,) = claims("Northland may run out of artillery shells, officials warned.")
    assert (claim.kind, claim.action, claim.sub_action) == ("forecast", "supply", "lack")


def test_not_to_believe_that_it_will_is_to_believe_that_it_will_not(claims):
    """Disbelief is the denial, as sure as the belief."""
    (claim,) = claims("Analysts do not believe Wolf will take Sadove this year.")
    assert (claim.polarity, claim.certainty.low) == ("denied", 0.55)


@pytest.mark.parametrize(
    "sentence",
    [
        "Wolf took Sadove. The General Staff made no mention of any loss of ground.",
        "Wolf took Sadove. The legion did not respond to a request for comment.",
    ],
)
def test_silence_about_nothing_told_is_no_claim(claims, sentence):
    """No mention and no answer to a request leave open nothing that was told."""
    assert [c.action for c in claims(sentence)] == ["capture"]
