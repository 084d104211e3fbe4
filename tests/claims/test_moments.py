"""Time words against the voice's own day, Tuesday 7 March 2023."""

from datetime import date

import pytest

from fogline.claims.english import times


def found(text):
    """Return the spans of the time words of a text."""
    return [(w.span.start, w.span.end) for w in times.find(text, date(2023, 3, 7), "Europe/Kyiv")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The garrison now holds two streets.", "2023-03-07", "2023-03-07"),
        ("From now on buses leave at noon", "2023-03-07", None),
        ("from 28 January to 4 February 2023", "2023-01-28", "2023-02-04"),
        ("between December 28 and January 3", "2022-12-28", "2023-01-03"),
        ("within five days", "2023-03-03", "2023-03-07"),
        ("over the past five days", "2023-03-02", "2023-03-07"),
        ("in May last year", "2022-05-01", "2022-05-31"),
        ("during the morning", "2023-03-07", "2023-03-07"),
    ],
)
def test_time_words_become_days(text, start, end):
    """Ranges include both ends; "within" counts the day of saying, "past" does not."""
    assert (start, end) in found(text)


def test_as_of_a_clock_time_bounds_it_from_above():
    """What is so as of 14:00 may have been so before."""
    ((start, end),) = found("As of 14:00 the road was open.")
    assert (start, end[:16]) == (None, "2023-03-07T14:00")


@pytest.mark.parametrize("text", ["as soon as the road is safe", "now that the ice has gone"])
def test_words_that_only_look_like_times_are_none(text):
    """Conjunctions are no times."""
    assert found(text) == []


def test_what_comes_by_a_month_comes_before_it_has_begun(claims):
    """A forecast "by October" runs from the day of saying to the first of October."""
    (claim,) = claims("Sadove will fall by October.")
    assert (claim.time.start, claim.time.end) == ("2023-03-07", "2023-10-01")
