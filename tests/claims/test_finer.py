"""The finer action and the numbers of a claim."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "sub_action"),
    [
        ("Wolf launched five missiles at Sadove.", "missile_strike"),
        ("Wolf carried out ten air strikes on Sadove.", "air_strike"),
        ("Wolf struck Sadove with drones.", "drone_strike"),
        ("Shells fell on Sadove.", "shell"),
        ("Sadove came under fire.", None),
    ],
)
def test_a_strike_is_called_by_what_it_is_made_with(claims, sentence, sub_action):
    """Drones, missiles, aircraft and shells; fire alone says none of them."""
    (claim,) = claims(sentence)
    assert (claim.action, claim.sub_action) == ("strike", sub_action)


def test_an_age_is_no_quantity(claims):
    """How old somebody is counts nobody."""
    (claim,) = claims("Wolf shelled Sadove, killing a 60-year-old man.")[-1:]
    assert all(q.low != 60 for q in claim.quantities)
