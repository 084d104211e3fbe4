"""What may leave the store: persons unnamed, the publication policy, the same for every side."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory_film import make
from factory_war import theatre, told
from fogline.errors import HeldBack
from fogline.model.claim import Party
from fogline.situation import situation
from fogline.views.recency import place_row_shown, without_recent_evidence
from fogline.views.release import Redaction, Release
from fogline.views.tables import NO_RECENT_EVIDENCE

NOON = datetime(2023, 3, 7, 12, tzinfo=UTC)


def gate(*made, hours=1):
    claims = {c.id: c for c, _ in made}
    return Release(theatre(), claims, NOON + timedelta(hours=hours))


def unit(side="blue"):
    actor = Party(text="93rd Brigade", side=side, echelon="brigade")
    return told("defend", side, "V4", on="2023-03-07", actor=actor)


@pytest.mark.parametrize(
    ("made", "kind", "hours"),
    [
        (unit("blue"), "unit_positions", 72),
        (unit("red"), "unit_positions", 72),
        (told("reinforce", "blue", "V4", on="2023-03-07"), "convoys", 72),
        (told("move", "red", "V4", on="2023-03-07"), "convoys", 72),
        (told("strike", "red", "Bridge", on="2023-03-07"), "impact_points", 24),
        (told("strike", "blue", "Bridge", on="2023-03-07"), "impact_points", 24),
    ],
)
def test_held_back_for_its_time_whichever_side(made, kind, hours):
    """Positions, convoys and impacts wait their hours, whoever's they are, and no longer."""
    claim = made[0]
    fresh, old = gate(made), gate(made, hours=hours + 1)
    assert fresh.held_for(claim) == kind
    assert getattr(fresh.claims([claim])[1], kind) == 1
    with pytest.raises(HeldBack, match="same for every side"):
        fresh.claim_or_refuse(claim)
    assert old.held_for(claim) is None
    assert old.claims([claim])[1].total == 0


@pytest.mark.parametrize("action", ["capture", "attack", "control", "withdraw"])
def test_what_names_no_unit_goes_out(action):
    """That a town was taken is no position of a unit; that a town was shelled no impact point."""
    assert gate().held_for(told(action, "red", "V4", on="2023-03-07")[0]) is None
    assert gate().held_for(told("strike", "red", "V4", on="2023-03-07")[0]) is None


def test_an_event_of_held_claims_waits_with_them():
    """An event goes out with the claims that may, and not at all without any."""
    from fogline.situation import events

    made = [unit(), told("capture", "red", "V3", on="2023-03-07")]
    found = events([c for c, _ in made], [r for _, r in made], theatre())
    out = gate(*made).events(found)
    assert [e.action for e in out] == ["capture"]


def test_near_the_line_an_old_word_is_no_number():
    """Without fresh evidence near the line there are words instead of a probability."""
    made = [
        told("control", "red", "V3", on="2023-01-05"),
        told("control", "blue", "V4", on="2023-01-05"),
    ]
    known = datetime(2023, 3, 7, tzinfo=UTC)
    found = situation(
        [c for c, _ in made], [r for _, r in made], theatre(), None, known.date(), known
    )
    silent = without_recent_evidence(found)
    assert silent
    for place in found.places:
        row = place_row_shown(place, silent)
        if place.place_id in silent:
            assert row["evidence"] == NO_RECENT_EVIDENCE
            assert row["probability"] is None
            assert row["control_red"] is None
        else:
            assert row["probability"] is not None
        assert "safe" not in str(row).lower()


TEXT = "Olena Petrenko left Sadove. Troops came."


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)),
            st.integers(0, 8),
            st.sampled_from(("", "[x]", "[held back]")),
        )
    ),
    st.integers(0, len(TEXT)),
)
def test_offsets_follow_what_is_replaced(edits, offset):
    """What is not replaced stands where its offset leads, whatever is replaced around it."""
    spans = [(start, min(start + length, len(TEXT)), new) for start, length, new in edits]
    clean = Redaction(TEXT, spans)
    kept = offset < len(TEXT) and not any(start <= offset < end for start, end, _ in spans)
    if kept:
        assert clean.text[clean.at(offset)] == TEXT[offset]
    assert 0 <= clean.at(offset) <= len(clean.text)


@pytest.mark.parametrize("hours", [1, 100])
def test_an_event_is_let_out_exactly_if_it_has_a_public_form(hours):
    """Whether an event may go out is told without making its public form."""
    made = [unit(), told("capture", "red", "V3", on="2023-03-07")]
    event = make(*made).events
    at = gate(*made, hours=hours)
    assert [at.lets_out(e) for e in event] == [at.event(e) is not None for e in event]
    assert all(at.lets_out(e) for e in event) == (hours == 100)


def test_freshness_is_counted_at_the_end_of_the_day_shown():
    """Evidence of that day is fresh on that day's picture, also years later; before, it is not."""
    shown = make(told("control", "blue", "V4", on="2023-03-07")).situation
    age = {p.place_id: p.evidence_age_hours for p in shown.places}
    later = shown.but(
        known="2026-03-07T00:00:00+00:00",
        places=tuple(
            p.but(evidence_age_hours=None if age[p.place_id] is None
                  else age[p.place_id] + 26_304 - 24) for p in shown.places
        ),
    )  # fmt: skip
    assert without_recent_evidence(later) == without_recent_evidence(shown)
    old = later.but(on=shown.on.replace(year=2024))
    assert "theatre:v4" in without_recent_evidence(old) - without_recent_evidence(shown)
