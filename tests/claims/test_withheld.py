"""What somebody was not allowed, or had no plans or orders to do, is denied and not left open."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "action"),
    [
        ("Sudburg had no plans to capture Sadove, the minister said.", "plan", "capture"),
        ("The brigade did not receive orders to leave Kamin, he said.", "order", "withdraw"),
        ("The enemy was not allowed to advance near Orlivka, he said.", "event", "advance"),
        ("Southern troops were not allowed to enter Orlivka, he said.", "event", "advance"),
    ],
)
def test_no_plan_no_order_no_leave_is_a_denial(claims, text, kind, action):
    """The action stands, with its polarity turned."""
    (claim,) = (c for c in claims(text) if c.read_from == "grammar")
    assert (claim.kind, claim.action, claim.polarity) == (kind, action, "denied")


def test_what_is_said_instead_is_not_denied(claims):
    """Behind the colon stand the denier's own words."""
    found = claims('The General Staff denied that Sadove had fallen: "Our troops hold the town."')
    assert [(c.action, c.polarity) for c in found] == [
        ("capture", "denied"),
        ("control", "affirmed"),
    ]
    assert found[1].side == "north"
    assert found[1].quote == "Our troops hold the town"
