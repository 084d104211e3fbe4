from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from factory_ledger import forecast, rule
from fogline.model.time import parse_instant
from fogline.outlook import ledger
from fogline.outlook.ledger import Heard, Telling, Tellings

NOW = parse_instant("2023-05-01T12:00:00+00:00")
EVIDENCE = ledger.Evidence("events", "test", NOW, NOW)
FIRST = date(2023, 3, 7)
DAYS = [FIRST + timedelta(days=n) for n in range(15)]
VOICES = [Heard("theatre:m9", day, name) for day in DAYS[::3] for name in ("a", "b", "c")]


def telling(event="cut", origins=2, against=0, sides=(), day=5):
    return Telling(event, "theatre:m9", DAYS[day], DAYS[day], origins, against, frozenset(sides))


def came(told=(), heard=VOICES, **fields):
    """Return what came of "the M9 is cut within two weeks"."""
    about = {"event": "cut", "place_id": "theatre:m9", "place": "M9", "side": "blue"}
    made = forecast(rule=rule(**about | fields))
    found = ledger.resolve(made, Tellings(told, heard).states(made.rule), EVIDENCE)
    return found and found.outcome


def test_two_independent_origins_cut_a_road():
    """One alone leaves it open."""
    assert came([telling(origins=2)]) == "yes"
    assert came([telling(origins=1)]) is None


def test_the_side_that_suffers_needs_no_second_voice():
    """Nobody admits it for nothing."""
    assert came([telling(origins=1, sides={"blue"})]) == "yes"
    assert came([telling(origins=1, sides={"red"})]) is None


def test_what_as_many_deny_stays_open():
    """Two against two is for a person."""
    assert came([telling(origins=2, against=2)]) is None


def test_where_many_spoke_of_a_road_and_nobody_of_its_being_cut_it_was_not():
    """Silence tells something only of a place that is spoken of."""
    assert came() == "no"
    assert came(heard=VOICES[:2]) is None
    assert came(heard=[v for v in VOICES if v.origin != "c"]) is None


def test_another_road_another_event_and_another_time_tell_nothing():
    """A ring is not a cut road; what stood before the span is over after fourteen days."""
    assert came([telling(event="encircled")]) == "no"
    assert came([telling()._replace(place_id="theatre:m10")]) == "no"
    long_ago = telling()._replace(first=FIRST - timedelta(days=30), last=FIRST - timedelta(days=15))
    assert came([long_ago]) == "no"
    assert came([long_ago._replace(last=FIRST - timedelta(days=14))]) == "yes"


def test_losses_are_left_to_a_person():
    """No event of a store counts the dead."""
    assert came(event="losses", at_least=5000.0) is None


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 14))
def test_more_who_say_it_never_turn_a_yes_into_a_no(origins, against, day):
    """And more who deny it never a no into a yes."""
    order = {"no": 0, None: 1, "yes": 2}
    now = order[came([telling(origins=origins, against=against, day=day)])]
    assert order[came([telling(origins=origins + 1, against=against, day=day)])] >= min(now, 1)
    assert order[came([telling(origins=origins, against=against + 1, day=day)])] <= max(now, 1)


def test_the_baselines_know_of_roads_too():
    """So at the cut-off, and in how many spans before."""
    past = ledger.Past({}, {}, DAYS[-1], Tellings([telling(day=14)], VOICES))
    coming = rule(event="cut", place_id="theatre:m9", place="M9", first="2023-03-21",
                  due="2023-03-25")  # fmt: skip
    assert past.persistence(coming) == 1.0
    assert 0 < past.climatology(coming) < 1
    assert ledger.Past({}, {}, DAYS[-1]).persistence(coming) is None
