"""What people say belongs together: merge, split, move, and their undoing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from factory_war import theatre, told
from fogline.model.decision import Decision
from fogline.situation import events

MADE = [
    told(by="The Institute"),
    told(by="Blue Staff", on="2023-03-06"),
    told(by="Red Ministry", where="V4"),
    told(by="The Wire", on="2023-05-01"),
]


def grouped(decisions=(), made=MADE):
    return events([c for c, _ in made], [r for _, r in made], theatre(), decisions)


def parts(found):
    """Return which claims stand together."""
    return {frozenset((*e.claims_for, *e.claims_against)) for e in found}


def of(*numbers):
    return frozenset(MADE[n][0].id for n in numbers)


def decision(verdict, subject, value, **fields):
    base = {
        "id": f"d-{verdict}-{subject.id}",
        "verdict": verdict,
        "subject": "claim" if verdict == "move" else "event",
        "subject_id": subject.id,
        "fingerprint": getattr(subject, "fingerprint", None) or subject.reasons["fingerprint"],
        "by": "A. Kova",
        "made": "2023-06-09T00:00:00+00:00",
        "reason": "the same assault",
        "value": value,
    }
    return Decision(**{**base, **fields})


def event_with(number, found=None):
    return next(e for e in found or grouped() if MADE[number][0].id in e.claims_for)


def into(event):
    return {"into": event.id, "into_fingerprint": event.reasons["fingerprint"]}


def test_two_events_become_one():
    """A merge brings all claims together, says who decided it, and keeps the rest."""
    joined = grouped([decision("merge", event_with(3), into(event_with(0)))])
    assert parts(joined) == {of(0, 1, 3), of(2)}
    assert "A. Kova decided so (merge)" in event_with(0, joined).reasons["arranged"]


def test_a_claim_leaves_its_event():
    """A split claim is an event of its own; the others stay together."""
    cut = grouped([decision("split", event_with(0), {"claims": [MADE[1][0].id]})])
    assert parts(cut) == {of(0), of(1), of(2), of(3)}
    assert len({e.id for e in cut}) == 4


def test_a_claim_moves_to_another_event():
    """A moved claim counts where it was moved to."""
    moved = grouped([decision("move", MADE[1][0], into(event_with(3)))])
    assert parts(moved) == {of(0), of(1, 3), of(2)}


def test_a_judgement_on_the_whole_stays_with_it_after_a_split():
    """What was confirmed before the split is not confirmed of the claim that left."""
    whole = event_with(0)
    confirmed = decision("confirm", whole, None, made="2023-06-08T00:00:00+00:00")
    cut = grouped([confirmed, decision("split", whole, {"claims": [MADE[1][0].id]})])
    assert [event_with(n, cut).decision is not None for n in (0, 1)] == [True, False]


def test_a_decision_finds_its_event_again_by_its_fingerprint():
    """After a re-reading ids differ; what was judged is found by what it was about."""
    renamed = decision("merge", event_with(3), into(event_with(0))).but(subject_id="gone")
    renamed = renamed.but(value={**renamed.value, "into": "gone, too"})
    assert of(0, 1, 3) in parts(grouped([renamed]))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("merge", "split", "move")), st.integers(0, 3), st.integers(0, 3)
        ),
        max_size=6,
    )
)
def test_no_claim_is_lost_and_what_is_withdrawn_never_was(steps):
    """Whatever is decided every claim stays in one event; taken back, all is as before."""
    decisions = []
    for number, (verdict, a, b) in enumerate(steps):
        subject = MADE[a][0] if verdict == "move" else event_with(a)
        value = {"claims": [MADE[a][0].id]} if verdict == "split" else into(event_with(b))
        decisions.append(decision(verdict, subject, value, id=f"d{number}"))
    found = grouped(decisions)
    ids = [i for e in found for i in e.claims_for]
    assert sorted(ids) == sorted(c.id for c, _ in MADE)
    assert len({e.id for e in found}) == len(found)
    undone = [d.but(withdrawn="2023-06-10T00:00:00+00:00") for d in decisions]
    assert grouped(undone) == grouped()
