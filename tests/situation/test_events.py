from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from factory import voice
from factory_war import theatre, told, war
from fogline.model.claim import Link
from fogline.model.decision import Decision
from fogline.model.theatre import CredibilityPrior
from fogline.situation import changes, coverage, disputes, events, prepare, situation
from fogline.situation.coverage import LEAST_REPORTS


def grouped(*made, of=None, **options):
    return events([c for c, _ in made], [r for _, r in made], of or theatre(), **options)


def test_one_thing_is_one_event():
    """Claims of one action, side and place within its days are one event; others are not."""
    made = [
        told(by="The Institute"),
        told(by="Blue Staff", on="2023-03-06"),
        told(on="2023-05-01"),
        told(where="V4"),
        told(side="blue", where="V4"),
    ]
    assert sorted(len(e.claims_for) for e in grouped(*made)) == [1, 1, 1, 2]


def test_confirmed_needs_another_side():
    """Two voices of the side it serves claim it; a neutral or adverse one confirms."""
    own = [told(by="Red Ministry"), told(by="Red Blogger")]
    assert grouped(*own)[0].status == "claimed"
    both = grouped(*own, told(by="The Institute"))[0]
    assert both.status == "confirmed"
    assert both.origins_for == {"neutral": 1, "red": 2}


def test_repetition_confirms_nothing():
    """What outlets repeat without credit after a voice said it is still its word alone."""
    made = [told(), *(told(by=f"M{i}", origin_basis="uncredited") for i in range(9))]
    event = grouped(*made)[0]
    assert event.status == "claimed"
    assert sum(event.origins_for.values()) == 1
    assert len(event.claims_for) == 10


def test_denied():
    """A denial stands against what it denies, and the two are a dispute."""
    found = grouped(told(by="Red Ministry"), told(by="Blue Staff", polarity="denied"))
    assert [e.status for e in found] == ["disputed"]
    assert found[0].origins_against == {"blue": 1}
    assert disputes(found)[0].event_id == found[0].id


def test_two_holders_face_each_other():
    """Two sides that hold one place on one day are two events, each against the other."""
    found = grouped(
        told("control", "red", by="Red Ministry"), told("control", "blue", by="Blue Staff")
    )
    assert [e.status for e in found] == ["disputed", "disputed"]


def test_plans_stay_open():
    """What is planned, foreseen or told by nobody is open."""
    for made in (
        told(kind="plan"),
        told(tense="future"),
        told(by="The Courier", origin_basis="uncredited"),
    ):
        assert grouped(made)[0].status == "open"


def test_withdrawn():
    """An event whose claims are all retracted, superseded or corrected is withdrawn."""
    gone = told(report={"retracted": "2023-03-08T00:00:00+00:00"})
    assert grouped(gone)[0].status == "withdrawn"
    before = datetime.fromisoformat("2023-03-07T00:00:00+00:00")
    assert grouped(gone, known=before)[0].status == "claimed"
    first = told()
    newer = told("attack", on="2023-03-06", report={"supersedes": first[1].id})
    assert {e.action: e.status for e in grouped(first, newer)}["capture"] == "withdrawn"
    right = told("attack", on="2023-03-06", links=(Link(type="corrects", claim_id=first[0].id),))
    assert {e.action: e.status for e in grouped(first, right)}["capture"] == "withdrawn"


def test_cannot_say_is_neither():
    """Who has not observed it stands neither for nor against."""
    event = grouped(
        told(by="Red Ministry"), told(polarity="undetermined", verification="not_observed")
    )[0]
    assert event.status == "claimed"
    assert "undetermined" in event.reasons


def decision(subject, **fields):
    base = {
        "id": "d",
        "verdict": "reject",
        "subject": "event",
        "subject_id": subject,
        "fingerprint": "f",
        "by": "An Analyst",
        "made": "2023-03-09T00:00:00+00:00",
        "reason": "a toponym of the same name",
    }
    return Decision(**{**base, **fields})


def test_a_decision_wins_and_can_be_withdrawn():
    """A person's verdict leads with the machine's beside it, from its day until withdrawn."""
    made = told()
    id_ = grouped(made)[0].id
    judged = grouped(made, decisions=[decision(id_)])[0]
    assert judged.status == "withdrawn"
    assert "claimed" in judged.reasons["status"]
    undone = decision(id_, withdrawn="2023-03-10T00:00:00+00:00")
    assert grouped(made, decisions=[undone])[0].status == "claimed"
    print_ = grouped(made)[0].reasons["fingerprint"]
    again = decision("another id", fingerprint=print_, verdict="confirm")
    assert grouped(made, decisions=[again])[0].status == "confirmed"
    pinned = decision(id_, verdict="pin_grade", value={"letter": "B", "digit": "2"})
    grade = grouped(made, decisions=[pinned])[0].credibility
    assert (grade.letter.value, grade.digit.value) == ("B", "2")


def test_grades():
    """The letter comes from records, F without any; the digit from origins, 6 for a single one."""
    alone = grouped(told())[0].credibility
    assert (alone.letter.value, alone.digit.value) == ("F", "6")
    prior = CredibilityPrior(kind="think_tank", topic="any", a=9, b=1, note="made up")
    graded = grouped(told(), told(by="Blue Staff"), of=theatre(priors=(prior,)))[0].credibility
    assert (graded.letter.value, graded.digit.value) == ("B", "2")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_events_do_not_depend_on_order(seed):
    """The order of claims changes no event, and every claim stands in one at most for."""
    made, claims, reports = war(60, 4, 20, seed)
    found = events(claims, reports, made)
    assert found == events(claims[::-1], reports[::-1], made)
    listed = [c for e in found for c in e.claims_for]
    assert len(listed) == len(set(listed))


def test_ids_stay():
    """Another claim of the same event leaves its id."""
    first = told()
    assert grouped(first)[0].id == grouped(first, told(by="Blue Staff", on="2023-03-06"))[0].id


def test_changes_in_two_lists():
    """A late report about an earlier day was learned; one about a later day happened."""
    late = told(where="V3", on="2023-03-20", time=None, report={})
    old = told(where="V5", on="2023-03-21", by="Blue Staff", action="withdraw", side="blue")
    old = (old[0].but(time=old[0].time.but(start="2023-03-05", end="2023-03-05")), old[1])
    ready = prepare([late[0], old[0]], [late[1], old[1]], theatre())
    found = changes(
        ready,
        datetime.fromisoformat("2023-03-10T00:00:00+02:00"),
        datetime.fromisoformat("2023-03-22T00:00:00+02:00"),
    )
    assert [c.name for c in found.happened] == ["V3"]
    assert [c.name for c in found.learned] == ["V5"]
    assert [c.event.action for c in found.events_happened] == ["capture"]
    assert [c.event.action for c in found.events_learned] == ["withdraw"]


def test_midnight_ends_a_day():
    """Since the end of 6 March means that what is of 7 March has happened, to the second."""
    made = told(on="2023-03-07", hour=6)
    ready = prepare([made[0]], [made[1]], theatre())
    midnight, known = (datetime.fromisoformat(f"2023-03-{d}T00:00:00+02:00") for d in ("07", "08"))
    just_before = changes(ready, midnight - timedelta(microseconds=1), known)
    found = changes(ready, midnight, known)
    assert [c.name for c in found.happened] == ["V3"]
    assert not found.learned
    assert [c.event.action for c in found.events_happened] == ["capture"]
    assert (found.happened, found.events_learned) == (just_before.happened, ())
    # A moment later it is the 7th, of which the report tells something new.
    later = changes(ready, midnight + timedelta(seconds=1), known)
    assert [c.name for c in later.learned] == ["V3"]


def test_what_lies_behind_the_day_asked_about_has_not_happened():
    """Asked about 7 March with all that is known in May, changes end with 7 March."""
    first, second = told(on="2023-03-07"), told(where="V5", on="2023-03-20")
    ready = prepare([first[0], second[0]], [first[1], second[1]], theatre())
    since, known = (datetime.fromisoformat(f"2023-0{d}T00:00:00+02:00") for d in ("3-06", "5-01"))
    found = changes(ready, since, known, date(2023, 3, 7))
    assert [c.event.places[0].name for c in found.events_happened] == ["V3"]
    assert found.events_learned == ()


def test_coverage():
    """A daily voice that stops is silent, and places it spoke of are unheard."""
    made = [told(on=f"2023-03-{d:02d}", by="Blue Staff", text=str(d)) for d in range(1, 9)]
    claims, reports = [c for c, _ in made], [r for _, r in made]
    known = datetime.fromisoformat("2023-03-15T00:00:00+00:00")
    seen = situation(claims, reports, theatre(), None, known.date(), known)
    found = coverage(reports, theatre(), seen.places, known)
    assert [s.source for s in found.silent] == ["Blue Staff"]
    assert [p.name for p in found.unheard] == ["V3"]
    few = coverage(reports[: LEAST_REPORTS - 1], theatre(), seen.places, known)
    assert few.silent == ()


def test_voices_may_be_strangers():
    """A theatre without sources or priors still groups and counts."""
    made = told(
        chain=(
            voice("The Courier", stance="relays"),
            voice("A Mayor", kind="official", role="origin"),
        ),
        origin_basis="relayed",
    )
    found = grouped(made, of=theatre().but(sources=()))
    assert found[0].origins_for == {"neutral": 1}
