"""What changed is the same, whether the earlier events are worked out from the later ones or anew."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from factory_war import theatre, told, war
from fogline.model.decision import Decision
from fogline.situation import changes, events, parameters_at, prepare
from fogline.situation.since import statuses_before

THEATRE, CLAIMS, REPORTS = war(160, 4, days=40)
FIRST = datetime(2023, 1, 1, tzinfo=UTC)


def moment(day):
    return FIRST + timedelta(days=day)


def retracted(reports, days):
    """Return the reports, some of which are taken back on a day."""
    when = dict(days)
    return [
        r.but(retracted=moment(max(when[n], 0)).isoformat()) if n in when else r
        for n, r in enumerate(reports)
    ]


def decided(plain, steps):
    """Return a decision on an event, or on what belongs to it, for each step."""
    result = []
    for number, (verdict, one, other, made, over) in enumerate(steps):
        event, into = plain[one % len(plain)], plain[other % len(plain)]
        claims = {c.id: c for c in CLAIMS}
        moved = claims[(event.claims_for or event.claims_against)[0]]
        result.append(
            Decision(
                id=f"d{number}",
                subject="claim" if verdict == "move" else "event",
                subject_id=moved.id if verdict == "move" else event.id,
                fingerprint=moved.fingerprint
                if verdict == "move"
                else event.reasons["fingerprint"],
                verdict=verdict,
                value={
                    "into": into.id,
                    "into_fingerprint": into.reasons["fingerprint"],
                    "claims": [moved.id],
                },
                by="A. Kova",
                made=moment(made).isoformat(),
                reason="a second look",
                withdrawn=moment(made + over).isoformat() if over else None,
            )
        )
    return result


@settings(max_examples=30, deadline=None)
@given(
    since=st.integers(0, 45),
    known=st.integers(0, 45),
    taken_back=st.lists(st.tuples(st.integers(0, 159), st.integers(0, 45)), max_size=12),
    steps=st.lists(
        st.tuples(
            st.sampled_from(("confirm", "reject", "merge", "split", "move")),
            st.integers(0, 10**6),
            st.integers(0, 10**6),
            st.integers(0, 45),
            st.integers(0, 10),
        ),
        max_size=6,
    ),
)
@example(30, 31, [(n, 30) for n in range(0, 150, 9)], [("reject", 3, 0, 20, 11)])
@example(41, 45, [], [("reject", 3, 0, 43, 0), ("confirm", 8, 0, 20, 23)])
@example(20, 40, [], [("confirm", 3, 0, 25, 0), ("merge", 5, 9, 10, 20)])
def test_earlier_statuses_follow_from_the_later_events(since, known, taken_back, steps):
    """Statuses worked out from later events equal those of the events of the earlier instant."""
    reports = retracted(REPORTS, taken_back)
    ready = prepare(CLAIMS, reports, THEATRE)
    decisions = decided(events(CLAIMS, reports, THEATRE, prepared=ready), steps)
    then, now = (
        events(CLAIMS, reports, THEATRE, decisions, moment(day), prepared=ready)
        for day in (since, known)
    )
    instants = (moment(since).timestamp(), moment(known).timestamp())
    found = statuses_before(ready.evidence, ready.ledger, decisions, instants, now)
    assert found == {e.id: e.status for e in then}


def test_changes_of_a_war_do_not_depend_on_who_worked_out_its_events():
    """Events handed in, or made for the occasion: the lists are the same, and not empty."""
    fit = parameters_at(moment(30), THEATRE.zone)
    ready = prepare(CLAIMS, REPORTS, THEATRE, parameters=fit)
    known = events(CLAIMS, REPORTS, THEATRE, (), moment(30), prepared=ready)
    plain = changes(ready, moment(15), moment(30))
    assert changes(ready, moment(15), moment(30), events=known) == plain
    then = events(CLAIMS, REPORTS, THEATRE, (), moment(15), prepared=ready)
    before = {e.id: e.status for e in then}
    new = {e.id for e in known if before.get(e.id) != e.status}
    assert new == {c.event.id for c in (*plain.events_happened, *plain.events_learned)}
    assert {c.status_before for c in plain.events_learned} - {None}


def test_a_later_claim_of_another_event_changes_what_it_speaks_against():
    """A claim of another holder makes an event disputed that itself heard nothing new."""
    made = [
        told("control", "red", by="Red Ministry"),
        told("control", "blue", by="Blue Staff", on="2023-03-08", time=None),
    ]
    made[1] = (made[1][0].but(time=made[0][0].time), made[1][1])
    ready = prepare([c for c, _ in made], [r for _, r in made], theatre())
    since, known = (datetime(2023, 3, d, tzinfo=UTC) for d in (7, 9))
    found = changes(ready, since, known).events_learned
    assert [(c.event.side, c.status_before) for c in found] == [("blue", None), ("red", "claimed")]
