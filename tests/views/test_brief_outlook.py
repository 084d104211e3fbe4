"""The brief with an outlook in it."""

import pytest

from fogline.outlook import scenario
from fogline.outlook.step import Ask, of_scenario
from fogline.views import brief


@pytest.fixture(scope="module")
def coming():
    return of_scenario(scenario.load("river-city"), Ask(days=8, runs=80))


def test_the_brief_shows_what_may_come_and_says_that_it_is_simulated(picture, coming):
    """Fans, the answer and what nobody knows, on the same page and under the same policy."""
    page = brief.html(picture, coming)
    assert 'id="outlook"' in page
    assert "not a prediction" in page
    assert page.count('class="fan"') == 8
    assert 'id="outlook"' not in brief.html(picture)


def test_the_pasted_brief_has_it_too(picture, coming):
    """One heading deeper, after the claims."""
    text = brief.markdown(picture, coming)
    assert "## Riverton: what may come" in text
    assert "### What nobody knows" in text
