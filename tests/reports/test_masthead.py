"""The lines over an article say its title, outlet, authors and day, whatever their order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.reports.masthead import masthead

BODY = (
    "Troops held the ridge over Kamin through the night, the army said, and lost a dozen vehicles."
)

HEADS = {
    "title, outlet, day": ("Army holds the ridge\n\nThe Harbour Post\n10 May 2024",),
    "outlet first": ("The Harbour Post\n\nArmy holds the ridge\n\n10 May 2024",),
    "outlet beside the day": ("Army holds the ridge\nThe Harbour Post, 10 May 2024",),
    "outlet behind a bar": ("Army holds the ridge | The Harbour Post\nMay 10, 2024",),
    "outlet behind a dash": ("Army holds the ridge - The Harbour Post\nMay 10, 2024",),
    "labels": ("Title: Army holds the ridge\nSource: The Harbour Post\nDate: 2024-05-10",),
    "a line that says published": (
        "Army holds the ridge\nThe Harbour Post\nPublished on Friday, 10 May 2024",
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_title_outlet_and_day_are_found_in_any_order(name):
    """Each way of writing a masthead gives the same three things, and none of the prose."""
    (head,) = HEADS[name]
    text = f"{head}\n\n{BODY}"
    found = masthead(text)
    assert found.title == "Army holds the ridge"
    assert found.outlet == "The Harbour Post"
    assert found.published is not None
    assert found.published.instant.date().isoformat() == "2024-05-10"
    assert all(end <= text.index(BODY) for _, end in found.spans)


def test_a_byline_gives_the_authors_and_no_place_or_role():
    """The words "in Kyiv" and "Special Correspondent" are no persons and no outlets."""
    found = masthead(f"Army holds\nBy Ana Someone and Ben Other in Kyiv\n10 May 2024\n\n{BODY}")
    assert found.authors == ("Ana Someone", "Ben Other")
    found = masthead(f"Army holds\nBy Ana Someone, Special Correspondent\n10 May 2024\n\n{BODY}")
    assert (found.authors, found.outlet) == (("Ana Someone",), None)


def test_a_body_that_publishes_its_own_bulletin_is_the_outlet():
    """The staff's name stands first, the bulletin's title holds the hour."""
    found = masthead(
        "General Staff of Varenia\nOperational information as of 22:00, 20 May 2024\n\n" + BODY
    )
    assert found.outlet == "General Staff of Varenia"
    assert found.title == "Operational information as of 22:00, 20 May 2024"
    assert found.published is not None
    assert (found.published.instant.hour, found.published.precision) == (22, "minute")


def test_the_source_of_a_page_of_another_outlet_is_credited():
    """Two names: the one over the text published it, the labelled one is whom it takes it from."""
    found = masthead(f"Army holds\nThe Harbour Post, 10 May 2024\nSource: Northern Wire\n\n{BODY}")
    assert (found.outlet, found.credited) == ("The Harbour Post", ("Northern Wire",))


def test_a_name_that_the_theatre_knows_is_an_outlet_whatever_it_looks_like():
    """The name "Meduza" says nothing about publishing; the theatre does."""
    text = f"Meduza\nArmy holds the ridge\n10 May 2024\n\n{BODY}"
    assert masthead(text, {"meduza"}).outlet == "Meduza"
    assert masthead(text, {"meduza"}).title == "Army holds the ridge"


def test_prose_alone_has_no_masthead():
    """A text that begins with a sentence keeps it as its words."""
    assert masthead(BODY).spans == ()
    assert masthead(f"{BODY}\n\n10 May 2024").published is None
    assert masthead("Troops left.\n\nMore follows.").title is None


def test_the_first_line_of_a_subtitle_stays_the_outlets_words():
    """What is neither title nor outlet nor date is text, not furniture."""
    text = (
        f"Army holds the ridge\nHeavy fire over the valley\nThe Harbour Post\n10 May 2024\n\n{BODY}"
    )
    found = masthead(text)
    assert "Heavy fire over the valley" not in [text[a:b] for a, b in found.spans]
    assert found.published is not None


@given(st.text(max_size=400))
def test_any_text_gives_spans_that_lie_in_it_in_order(text):
    """Whatever stands there, spans are offsets into it and do not overlap."""
    spans = masthead(text).spans
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
