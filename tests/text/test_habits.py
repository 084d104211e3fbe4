"""Names as Poles, Germans, Romanians, Czechs and the French write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.text.habits import HABITS, respelled


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("Rzyszczów", "rzhyshchiv"),
        ("Charków", "kharkov"),
        ("Tschernihiw", "chernihiv"),
        ("Khorochev", "khoroshev"),
        ("Hotin", "khotin"),
        ("Čop", "chop"),
    ],
)
def test_a_foreign_spelling_is_read_back(written, english):
    """Among the readings is the one that English has."""
    assert english in respelled(written)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    """Any text has at most one reading a table."""
    assert len(respelled(text)) <= sum(len(tables) for tables in HABITS.values())
