"""Datelines: their day is the report's where nothing else says it, their words are nobody's claim."""

from datetime import UTC, datetime

import pytest

from fogline.reports.dateline import dateline
from fogline.reports.dates import Stamp
from fogline.reports.draft import Context, Draft, finish

CONTEXT = Context(zone="UTC", fetched=datetime(2024, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("KYIV, Feb 19, 2024 (Agency) - ", "2024-02-19"),
        ("KYIV/LONDON, February 19 2024 - ", "2024-02-19"),
        ("KHARKIV, Ukraine, 19 Feb 2024 (AB News) — ", "2024-02-19"),
        ("PORT SUDAN, Feb. 19 (Agency) -- ", None),
        ("KHARKIV, Ukraine (AB) – ", None),
        ("(Agency) - ", None),
    ],
)
def test_a_dateline_ends_at_its_dash(head, day):
    """Place, day and agency in their usual orders; a day counts only with its year."""
    found = dateline(head + "Troops left Sadove.")
    assert found is not None
    assert found.end == len(head)
    assert (None if found.day is None else found.day.instant.date().isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "UN aid reached Sadove - at last.",
        "Troops left Sadove - they say.",
        "NATO - a bloc - met.",
        "The KAMIN, Feb 19, 2024 report - here.",
        "",
    ],
)
def test_other_dashes_are_no_datelines(text):
    """Abbreviations that begin a sentence, and dashes within it, are words of the report."""
    found = dateline(text)
    assert found is None or "NATO" in text


def test_the_day_of_a_dateline_is_the_reports_unless_another_is_given():
    """A given day wins; the dateline's words are furniture either way."""
    text = "KYIV, Feb 19, 2024 (Agency) - Troops left Sadove."
    own = finish(Draft(name="a", text=text), CONTEXT)
    assert own.published is not None
    assert own.published.startswith("2024-02-19T23:59:59")
    assert own.published_precision == "day"
    assert text[own.body_start :].startswith("Troops")
    stamp = Stamp(datetime(2024, 2, 20, 8, 0, tzinfo=UTC), "minute")
    given = finish(Draft(name="a", text=text, published=stamp), CONTEXT)
    assert given.published is not None
    assert given.published.startswith("2024-02-20")
    assert given.furniture == own.furniture


def test_a_dateline_may_follow_the_title():
    """Behind a title line that is furniture, the dateline still heads the report."""
    title = "Troops leave Sadove"
    text = f"{title}\n\nKYIV, Feb 19 (Agency) - Troops left Sadove."
    made = finish(Draft(name="a", text=text, furniture=((0, len(title)),)), CONTEXT)
    assert text[made.furniture[-1][1] :].startswith("Troops left")
