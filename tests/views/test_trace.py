from types import SimpleNamespace

import pytest

from fogline.errors import UsageError
from fogline.views.trace import show, trace


@pytest.fixture
def known(picture):
    return SimpleNamespace(
        theatre=picture.theatre,
        claims=picture.claims,
        reports=picture.reports,
        events=picture.events,
    )


def test_claim_leads_to_its_events_and_words(picture, known):
    """From a claim one comes to its events and to the report's words."""
    claim = next(iter(picture.claims.values()))
    found = trace(known, claim.id)
    assert found["claims"][0]["words"] == claim.quote
    assert claim.quote in picture.reports[claim.report_id].text
    assert found["events"]


def test_event_leads_to_claims_on_both_sides_and_their_origins(picture, known):
    """From a disputed event one comes to what is said for it, against it, and by whom."""
    event = next(e for e in picture.events if e.status == "disputed")
    found = trace(known, event.id)
    assert found["claims"]
    assert found["claims_against"]
    assert found["origin_tree"]


def test_report_and_place_lead_back(picture, known):
    """A report leads to its claims, a place to what is said of it."""
    claim = next(iter(picture.claims.values()))
    assert trace(known, claim.report_id)["claims"][0]["id"] == claim.id
    assert trace(known, claim.places[0].gazetteer_id)["events"]


def test_unknown_ids_are_refused(known):
    """An id that nobody knows is refused in words."""
    with pytest.raises(UsageError, match="no claim, event, report or place"):
        trace(known, "nothing")


def test_terminal_form_highlights_the_words(picture, known):
    """On a terminal the words stand out, and controls of the report do not reach it."""
    claim = next(iter(picture.claims.values()))
    text = show(trace(known, claim.id))
    assert any("reverse" in str(span.style) for span in text.spans)
    assert "\x1b" not in text.plain
