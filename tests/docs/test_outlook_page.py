"""The outlook's page says what the model has: every coefficient, action, criterion and measure."""

import re
from pathlib import Path

import pytest

from fogline.outlook import scenario
from fogline.outlook.coefficients import table
from fogline.outlook.compare import CRITERIA
from fogline.outlook.courses import MEASURES

PAGE = (Path(__file__).parents[2] / "docs" / "outlook.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("known", table().coefficients, ids=lambda k: k.name)
def test_every_coefficient_stands_there_with_its_prior_and_source(known):
    """Name, mean, spread and where it comes from."""
    row = f"| `{known.name}` | {known.label} | {known.scale} | {known.mean:.3g} | {known.sd:.3g} |"
    assert row in PAGE
    assert known.source in PAGE


def test_no_coefficient_stands_there_that_the_model_does_not_have():
    """A removed one is removed from the page."""
    part = PAGE.split("## The coefficients")[1].split("What an action")[0]
    assert set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE)) == {
        k.name for k in table().coefficients
    }


def test_actions_criteria_measures_and_scenarios_are_named():
    """What a user can write is on the page."""
    for role, actions in table().actions.items():
        for name, e in actions.items():
            assert f"| {role} | `{name}` | {e.city:g} | {e.open:g} |" in PAGE
    for word in (*CRITERIA, *MEASURES):
        assert f"`{word}`" in PAGE
    own = [n for n in scenario.available() if not n.startswith("bakhmut-")]
    assert all(f"`{n}`" in PAGE for n in own)
