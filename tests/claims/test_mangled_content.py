"""Whatever stands in a text: no exception, offsets right, time near linear."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PIECES = [
    "Southern forces captured Sadove", "on Monday", "said the General Staff", "Troops did not leave",
    "up to 300 soldiers were killed", '"We hold Kamin,"', "unless", "if", "because", "according to",
    ".", ",", ";", "—", "“", "”", "'", "(", ")", "\n\n", "\u200f", "😀", "ATTACKS ON ORLIVKA", "14",
    "will likely", "to", "Sadove, Orlivka and Kamin", "\t", "http://x.y/z?a=b", "$%&", "...",
]  # fmt: skip
mangled = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
anything = st.text(max_size=200)


def check(text, found):
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.spans[0] == (claim.start, claim.end)
        assert claim.quote.strip()
        for part in (*claim.places, *claim.conditions):
            assert text[part.start : part.end] == part.text
        for quantity in claim.quantities:
            assert quantity.text in text


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=mangled | anything)
def test_no_text_breaks_the_reader(claims, text):
    """Broken quotes, no punctuation, capitals, emoji, marks: offsets stay right."""
    check(text, claims(text))


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda t: t.replace(" ", "\u00a0 ")])
def test_case_and_spaces_break_nothing(claims, change):
    """All capitals or none, and hard spaces."""
    text = change(
        "Southern forces captured Sadove on Monday, the General Staff said. It denied it."
    )
    check(text, claims(text))


def test_work_grows_with_length_only(parser, reading):
    """A sentence five times as long takes no more than twelve times as many steps."""
    steps = []
    for times in (80, 400):
        text = "Southern forces captured Sadove and " * times
        doc = parser.doc(text)
        steps.append(lines_run(lambda text=text, doc=doc: reading(text, doc=doc)))
    assert steps[1] < 12 * steps[0]


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python a piece of work runs."""
    count = 0

    def trace(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
