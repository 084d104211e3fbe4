from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from factory_war import theatre, told, war
from fogline.model.theatre import CredibilityPrior
from fogline.situation import events, prepare, records

PRIORS = (
    CredibilityPrior(kind="military", topic="own_advance", a=4, b=4, note="announced early"),
    CredibilityPrior(kind="military", topic="own_retreat", a=9, b=1, note="against interest"),
)


def instant(day):
    return datetime.fromisoformat(day).replace(tzinfo=None).astimezone()


def earned(*made, known=None):
    war_ = theatre(8, priors=PRIORS)
    ready = prepare([c for c, _ in made], [r for _, r in made], war_)
    return {(r.key, r.topic): r for r in records(ready, known)}


def boast(number, **fields):
    """Return a capture of one village that the red ministry announced."""
    return told("capture", "red", f"V{number}", by="Red Ministry", on="2023-03-05", **fields)


def seen(number, action="capture", side="red", on="2023-03-08", **fields):
    """Return what the institute found there some days later."""
    return told(action, side, f"V{number}", by="The Institute", on=on, **fields)


def test_a_record_is_what_turned_out_so():
    """Claims that somebody impartial later finds so count for a source, refuted ones against."""
    made = [boast(i) for i in range(4)] + [seen(0), seen(1), seen(2), seen(3, "control", "blue")]
    found = earned(*made)["source:red-ministry", "own_advance"]
    assert (found.so, found.not_so) == (3, 1)
    assert found.mean == (4 + 3) / (8 + 4)
    assert found.letter == "D"
    assert "3 of 4 judged turned out so" in found.reason


def test_nothing_later_is_used():
    """A record for an instant knows nothing of what was found afterwards."""
    made = [boast(0), seen(0)]
    assert earned(*made, known=instant("2023-03-07")) == {}
    assert earned(*made, known=instant("2023-03-10"))["source:red-ministry", "own_advance"].so == 1


def test_a_side_does_not_judge_itself_nor_its_enemy_boast():
    """What serves the voice that says it judges nobody; what it admits does."""
    blue = told("control", "blue", "V0", by="Blue Staff", on="2023-03-07")
    own = told("control", "red", "V0", by="Red Blogger", on="2023-03-07")
    assert ("source:red-ministry", "own_advance") not in earned(boast(0), blue, own)
    admits = told("withdraw", "blue", "V0", by="Blue Staff", on="2023-03-07")
    gone = boast(0), admits, seen(0, "control", "red")
    assert earned(*gone)["source:blue-staff", "own_retreat"].so == 1


def test_who_repeats_earns_once():
    """Saying the same of one place on three days is one claim."""
    made = [told("control", "red", "V0", by="Red Ministry", on=f"2023-03-0{d}") for d in (3, 4, 5)]
    assert earned(*made, seen(0))["source:red-ministry", "own_advance"].so == 1


def test_what_came_later_refutes_nothing():
    """A place that was lost weeks after it was said to be held was still held."""
    made = [boast(0), seen(0, "control", "blue", on="2023-03-25")]
    assert earned(*made) == {}


def test_the_letter_shows_its_record():
    """An event's letter says how many of its source's claims turned out so."""
    made = [boast(i) for i in range(3)] + [seen(i) for i in range(2)]
    found = events([c for c, _ in made], [r for _, r in made], theatre(8, priors=PRIORS))
    mine = next(e for e in found if e.places[0].name == "V2")
    assert "2 of 2 judged turned out so" in mine.credibility.letter.reason


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 60), st.integers(1, 400))
def test_any_war_gives_records_that_add_up(day, seed):
    """Whatever is said, no claim is judged twice, and more knowledge forgets no instant's record."""
    made, claims, reports = war(120, 6, 60, seed)
    ready = prepare(claims, reports, made)
    known = datetime.fromisoformat("2023-01-01T00:00:00+00:00")
    known = known.replace(month=1 + day // 31, day=1 + day % 28)
    for record in records(ready, known):
        assert len(record.claims) == record.so + record.not_so
        assert 0.0 < record.mean < 1.0
    alone = [c for c in claims if datetime.fromisoformat(c.published) <= known]
    apart = prepare(alone, [r for r in reports if datetime.fromisoformat(r.known) <= known], made)
    assert records(apart, known) == records(ready, known)
