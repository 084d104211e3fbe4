"""Claims as they come: without place or time, of impossible days, at war with themselves."""

from datetime import date, datetime

import pytest

from factory_war import theatre, told
from fogline.model.decision import Decision
from fogline.situation import events, prepare, situation

ON = date(2023, 3, 10)
LATE = datetime.fromisoformat("2023-04-01T00:00:00+00:00")


def control(name, *made, of=None, on=ON, reports=None):
    known = [r for _, r in made] if reports is None else reports
    found = situation([c for c, _ in made], known, of or theatre(), None, on, LATE)
    return next(p for p in found.places if p.name == name)


def test_without_a_place():
    """What is said of nowhere changes no place, and is still an event of its own."""
    said, report = told(places=())
    assert control("V3", (said, report)).control == control("V3").control
    unplaced = (
        said.places,
        said.but(places=(told()[0].places[0].but(lon=None, lat=None, gazetteer_id=None),)),
    )
    assert control("V3", (unplaced[1], report)).control == control("V3").control
    listed = events([said], [report], theatre())
    assert [e.claims_for for e in listed] == [(said.id,)]


def test_without_a_time():
    """A claim without a time is of the day on which it became known."""
    dated, timeless = told(on="2023-03-05"), told(on="2023-03-05", time=None)
    assert control("V3", timeless).control == control("V3", dated).control


def test_without_any_day():
    """A claim without a time whose publication nobody knows observes nothing."""
    said, _ = told(time=None, published=None)
    assert control("V3", (said, None), reports=[]).control == control("V3").control


@pytest.mark.parametrize("day", ["0001-01-01", "1918-11-11", "2022-12-31"])
def test_of_before_the_war(day):
    """What was so before the baseline is in the baseline."""
    said, report = told(on="2023-03-05")
    old = said.but(time=said.time.but(start=day, end=day))
    assert control("V3", (old, report)).control == control("V3").control


@pytest.mark.parametrize("day", ["2023-03-20", "9999-12-31"])
def test_of_days_to_come(day):
    """What is said to be so on a day after its publication is no observation yet."""
    said, report = told(on="2023-03-05")
    ahead = said.but(time=said.time.but(start=day, end=day))
    assert control("V3", (ahead, report), on=date(2023, 3, 25)).control == pytest.approx(
        control("V3", on=date(2023, 3, 25)).control
    )


def test_a_picture_of_before_the_war():
    """Before the baseline the baseline is the picture, and nobody has spoken."""
    early = control("V3", told(), on=date(1990, 1, 1))
    assert early.status == "unknown"
    assert early.control == control("V3", on=date(1990, 1, 1)).control


def test_without_priors_or_baseline():
    """A theatre that says nothing of its voices or its start takes what is told to it."""
    bare = theatre().but(priors=(), baseline=None)
    even = control("V3", of=bare).control
    assert even == pytest.approx(dict.fromkeys(even, 1 / 3))
    assert control("V3", told(), of=bare).control["red"] > 0.7


def test_at_war_with_itself_hourly():
    """A voice that says yes and no every hour of a day says no more than one yes and one no."""
    pair = [told(hour=0), told(hour=1, polarity="denied", text="no")]
    hourly = [
        told(hour=h, polarity="denied" if h % 2 else "affirmed", text=f"hour {h}")
        for h in range(24)
    ]
    once, often = control("V3", *pair), control("V3", *hourly)
    assert often.control == pytest.approx(once.control, abs=1e-9)
    assert abs(once.control["red"] - control("V3").control["red"]) < 0.25
    assert once.origins_for + once.origins_against <= 2


def test_a_decision_withdrawn():
    """A rejected claim does not count from its rejection on, until that is withdrawn."""
    said, report = told(on="2023-03-05")
    made = Decision(
        id="d",
        subject="claim",
        subject_id=said.id,
        fingerprint=said.fingerprint,
        verdict="reject",
        by="A. Analyst",
        reason="seen otherwise",
        made="2023-03-06T12:00:00+00:00",
    )
    rejected = said.but(decision=made)
    taken_back = said.but(decision=made.but(withdrawn="2023-03-08T12:00:00+00:00"))
    known = [datetime.fromisoformat(f"2023-03-0{d}T18:00:00+00:00") for d in (5, 7, 9)]

    def red(claim, instant):
        ready = prepare([claim], [report], theatre())
        found = situation((), (), theatre(), None, date(2023, 3, 5), instant, prepared=ready)
        return next(p.control["red"] for p in found.places if p.name == "V3")

    before = [red(said, instant) for instant in known]
    assert red(rejected, known[0]) == before[0]
    assert red(rejected, known[1]) < before[1]
    assert red(taken_back, known[2]) == before[2]
