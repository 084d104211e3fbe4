from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory_war import theatre, told, war
from fogline.model.claim import Link
from fogline.situation.control import field
from fogline.situation.engine import Engine
from fogline.situation.known import Ledger
from fogline.situation.observations import digest
from fogline.situation.parameters import newest
from fogline.situation.supports import supports

ON = date(2023, 3, 10)


def started(made, claims, reports, places, known, **options):
    evidence = digest(claims, reports, made, places, newest())
    return Engine(evidence, Ledger(claims, reports), ON, known, **options)


def full(made, claims, reports, places, known, *, smoothed=False):
    evidence = digest(claims, reports, made, places, newest())
    return field(evidence, ON.toordinal(), known, smoothed=smoothed).control


def instant(report):
    return datetime.fromisoformat(report.known).timestamp()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 39), st.booleans(), st.booleans())
def test_one_more_report_equals_a_full_recomputation(seed, first, smoothed, bare):
    """Reports added one by one, copies and corrections too, give the picture of all at once."""
    made, claims, reports = war(40, 12, 68, seed)
    if bare:
        made = made.but(baseline=None)
    rng = np.random.default_rng(seed)
    pairs = sorted(zip(claims, reports, strict=True), key=lambda p: instant(p[1]))
    for number in rng.choice(np.arange(1, 40), 6, replace=False).tolist():
        (claim, report), (earlier, of) = pairs[number], pairs[int(rng.integers(number))]
        if number % 3 == 0:
            link = Link(type="corrects", claim_id=earlier.id)
            pairs[number] = claim.but(links=(link,)), report
        elif number % 3 == 1:
            pairs[number] = claim, report.but(supersedes=of.id)
        else:
            pairs[number] = claim, report.but(copy_family=of.id)
    claims, reports = [c for c, _ in pairs], [r for _, r in pairs]
    places = supports(made, claims)
    begun = instant(reports[first - 1]) if first else datetime(2023, 1, 1, tzinfo=UTC).timestamp()
    engine = started(made, claims[:first], reports[:first], places, begun, smoothed=smoothed)
    for claim, report in pairs[first:]:
        engine.add([claim], [report])
    known = max([begun, *map(instant, reports)])
    wanted = full(made, claims, reports, places, known, smoothed=smoothed)
    assert engine.control.shape == wanted.shape
    assert engine.control == pytest.approx(wanted, abs=1e-9)


def test_a_retraction_that_comes_later():
    """When the instant passes at which a report was retracted, its claims no longer count."""
    boast, report = told(by="The Institute")
    gone = report.but(retracted="2023-03-08T12:00:00+00:00")
    made = theatre()
    places = supports(made, [boast])
    noon, later = (
        datetime.fromisoformat(f"2023-03-0{d}T13:00:00+00:00").timestamp() for d in (5, 8)
    )
    engine = started(made, [boast], [gone], places, noon)
    index = next(i for i, p in enumerate(places) if p.name == "V3")
    believed = engine.control[-1, index, 0]
    moved = engine.advance(later)
    assert index in moved
    assert engine.control[-1, index, 0] < believed
    assert engine.control == pytest.approx(full(made, [boast], [gone], places, later), abs=1e-9)


def test_news_touches_few_chains():
    """One more report runs only the chains within reach of its place."""
    made, claims, reports = war(60, 50, 60, 1)
    places = supports(made, claims)
    engine = started(made, claims, reports, places, max(map(instant, reports)))
    moved = engine.add(*([x] for x in told(where="V0", on="2023-03-09")))
    assert 0 < len(moved) < len(places) / 2
    assert engine.add([], []).tolist() == []


def test_engine_holds_what_it_was_given():
    """The evidence of an engine is that of all its claims."""
    made, claims, reports = war(30, 6, 60, 2)
    order = sorted(range(30), key=lambda i: instant(reports[i]))
    claims, reports = [claims[i] for i in order], [reports[i] for i in order]
    places = supports(made, claims)
    engine = started(made, claims[:20], reports[:20], places, instant(reports[19]))
    for claim, report in zip(claims[20:], reports[20:], strict=True):
        engine.add([claim], [report])
    whole = digest(claims, reports, made, places, newest()).rows
    held = engine.evidence().rows
    assert sorted(zip(whole.place, whole.day, whole.known, strict=True)) == sorted(
        zip(held.place, held.day, held.known, strict=True)
    )


def test_days_are_run_when_they_come():
    """Days run one after another, with the reports of each, are those run at once."""
    made, claims, reports = war(40, 8, 60, 3)
    places = supports(made, claims)
    order = sorted(range(40), key=lambda i: instant(reports[i]))
    begun = datetime(2023, 1, 1, tzinfo=UTC)
    first = begun.date()
    evidence, ledger = digest([], [], made, places, newest()), Ledger([], [])
    engine = Engine(evidence, ledger, ON, begun.timestamp(), through=first)
    for number in order:
        engine.add([claims[number]], [reports[number]])
        engine.run_on(datetime.fromisoformat(reports[number].known).date())
    engine.run_on(ON)
    wanted = full(made, claims, reports, places, instant(reports[order[-1]]))
    assert engine.control == pytest.approx(wanted, abs=1e-9)
    with pytest.raises(ValueError, match="last day"):
        engine.run_on(date(2024, 1, 1))
