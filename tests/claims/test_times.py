"""Time words of many forms against the voice's own day, Thursday 18 May 2023, two in the afternoon."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.claims.english import times

DAY = date(2023, 5, 18)
PIECES = st.sampled_from([
    "on Tuesday", "last Friday night", "since", "until", "5", "14:00", "at", "to", "and", "between",
    "the night of", "the 12th", "May", "March 2022", "overnight", "over the past", "24 hours", "three",
    "days ago", "half past four", "o'clock", "this week", "earlier", "by", "before winter", "31", "30 February",
    "99.99.2023", "the war", "since the start of", "99999999999 years ago", "\u202e", "\n", ",", "(", "12 a.m.",
])  # fmt: skip


def found(text, *, began=None):
    """Return the spans of the time words as days."""
    words = times.find(text, DAY, "Europe/Kyiv", hour=14, began=began)
    return [tuple(end and end[:10] for end in (w.span.start, w.span.end)) for w in words]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("for the third day running", "2023-05-16", "2023-05-18"),
        ("earlier this month", "2023-05-01", "2023-05-17"),
        ("on the night of 5 to 6 March", "2023-03-05", "2023-03-06"),
        ("since the beginning of the month", "2023-05-01", None),
        ("at 4:30 a.m. on Tuesday", "2023-05-16", "2023-05-16"),
        ("At 06:20 on 14 May", "2023-05-14", "2023-05-14"),
        ("around noon on Tuesday", "2023-05-16", "2023-05-16"),
        ("eight o'clock on Saturday", "2023-05-13", "2023-05-13"),
        ("Wednesday (May 17)", "2023-05-17", "2023-05-17"),
        ("from 10 to 14 May", "2023-05-10", "2023-05-14"),
        ("on Saturday and Sunday", "2023-05-13", "2023-05-14"),
        ("on Monday or Tuesday", "2023-05-15", "2023-05-16"),
        ("on the 12th.", "2023-05-12", "2023-05-12"),
        ("On the night of the 17th something exploded", "2023-05-17", "2023-05-17"),
        ("in the early hours of Monday", "2023-05-15", "2023-05-15"),
        ("on 15.05.2023", "2023-05-15", "2023-05-15"),
        ("at the end of April", "2023-04-21", "2023-04-30"),
        ("in the first ten days of May", "2023-05-01", "2023-05-10"),
        ("in the first half of May", "2023-05-01", "2023-05-15"),
        ("between August and October", "2022-08-01", "2022-10-31"),
        ("between 14:00 and 16:00", "2023-05-18", "2023-05-18"),
        ("from midnight until 6 a.m.", "2023-05-18", "2023-05-18"),
        ("in the past few days", None, "2023-05-18"),
        ("over the week", "2023-05-12", "2023-05-18"),
        ("for the past month", "2023-04-18", "2023-05-18"),
        ("as early as 22 October", "2022-10-22", None),
    ],
)
def test_one_expression_is_one_time(text, start, end):
    """An hour and its day, a range, a night over two dates are one expression each."""
    assert found(text) == [(start, end)]


def test_an_hour_stands_on_its_day_with_that_days_offset():
    """In winter the clock of the theatre is another than on the day of the report."""
    (word,) = times.find("at 4:30 a.m. on 10 January", DAY, "Europe/Kyiv", hour=14)
    assert word.span.start == "2023-01-10T04:30:00+02:00"


def test_the_start_of_the_war_is_the_theatres():
    """Without a day on which it began, the words are no time."""
    assert found("since the start of the war", began=date(2022, 2, 24)) == [("2022-02-24", None)]
    assert found("since the start of the war") == []


@pytest.mark.parametrize(
    "text", ["the 98th VDV holds it", "on the 24th day of the siege", "the 12th Brigade"]
)
def test_an_ordinal_of_something_else_is_no_day(text):
    """Units and things counted off have ordinals, too."""
    assert found(text) == []


def test_what_is_to_come_is_read_forward():
    """Winter, before which something is planned, is the next one, and so is Friday."""
    (winter,) = times.find("before winter", DAY, "Europe/Kyiv")
    assert winter.ahead.end == "2023-11-30"
    (votes,) = times.find("from Friday to Tuesday", DAY, "Europe/Kyiv")
    assert (votes.ahead.start, votes.ahead.end) == ("2023-05-19", "2023-05-23")


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_any_words_give_ordered_spans_within_the_text(text):
    """No exception, offsets in order, and no interval ends before it begins."""
    at = 0
    for word in times.find(text, DAY, "Europe/Kyiv", hour=14, began=date(2022, 2, 24)):
        assert at <= word.start < word.end <= len(text)
        at = word.end
        for span in filter(None, (word.span, word.ahead)):
            if span.start and span.end:
                assert span.start[:10] <= span.end[:10]


@given(st.dates(DAY - timedelta(days=300), DAY))
def test_a_date_without_its_year_is_the_last_such_day(day):
    """Whatever the day, "12 August" is that of the past twelve months."""
    text = f"{day.day} {day:%B}"
    assert found(text) == [(day.isoformat(), day.isoformat())]
    assert re.fullmatch(r"\d+ \w+", text)


def test_a_time_at_the_head_of_a_sentence_is_that_of_its_main_clauses(claims):
    """Overnight holds for the shells and for those they killed."""
    found = claims("Overnight shells hit a school in Sadove; two people died.")
    assert {c.time and c.time.text for c in found} == {"Overnight"}


def test_what_stands_by_a_day_stands_from_then_on(claims):
    """A state reached by Saturday is so from Saturday; an event was over by then."""
    (state,) = claims("By Saturday Northern troops held Sadove.")
    assert (state.time.start, state.time.end) == ("2023-03-04", None)
    (event,) = claims("By Saturday Northern troops had left Sadove.")
    assert (event.time.start, event.time.end) == (None, "2023-03-04")


def test_another_events_day_is_not_the_claims(claims):
    """The toll rose overnight; Saturday is the strike's."""
    (claim,) = claims("The toll from Saturday's strike on Sadove rose to 14 overnight.")
    assert claim.time.text == "overnight"
