from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from factory_war import theatre, told
from fogline.model.time import end_of_day
from fogline.situation import History, first_claims, prepare, situation

FIRST, LAST = date(2023, 3, 1), date(2023, 3, 15)


def stepped(*made):
    of = theatre()
    ready = prepare([c for c, _ in made], [r for _, r in made], of)
    history = History()
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        history.add(situation((), (), of, None, day, end_of_day(day, of.zone), prepared=ready))
    known = end_of_day(LAST, of.zone).timestamp()
    since = datetime(2023, 2, 1, tzinfo=UTC).timestamp()
    return {(h.name, h.side): h for h in history.places(first_claims(ready.evidence, known, since))}


def test_claimed_then_confirmed():
    """A boast is the first claim; the loser's own word confirms it days later."""
    found = stepped(
        told(by="Red Ministry", on="2023-03-05"),
        told("withdraw", "blue", by="Blue Staff", on="2023-03-09"),
        told(by="The Institute", on="2023-03-09"),
    )["V3", "red"]
    assert (found.before, found.claimed, found.claimed_by) == ("blue", "2023-03-05", "Red Ministry")
    assert found.confirmed == "2023-03-09"
    assert found.likely == "2023-03-09"
    assert [c.status for c in found.changes][-1] == "held"
    assert all(
        a.status != b.status or a.leading != b.leading or a.claimed_by != b.claimed_by
        for a, b in pairwise(found.changes)
    )


def test_what_comes_to_nothing():
    """A claim that nobody bears out is listed, with no day of confirmation."""
    found = stepped(told(by="Red Blogger", on="2023-03-05"))["V3", "red"]
    assert (found.claimed, found.likely, found.confirmed) == ("2023-03-05", None, None)


def test_old_claims_are_another_story():
    """What was claimed long before the first day is not the first claim of what follows."""
    found = stepped(
        told(by="Red Blogger", on="2023-01-10"), told(by="Red Ministry", on="2023-03-05")
    )["V3", "red"]
    assert found.claimed_by == "Red Ministry"


def test_a_city_is_claimed_whole():
    """A claim to a city is one to the city and to each of its sectors."""
    found = stepped(told(where="Misto", by="Red Ministry", on="2023-03-05"))
    assert found["Misto", "red"].claimed == "2023-03-05"
    assert (
        stepped(told(where="Misto east", by="The Institute", on="2023-03-05")).get(("Misto", "red"))
        is None
    )


def test_quiet_places_have_one_row():
    """A place of which nobody says that it changed hands has a row without a taker."""
    found = stepped(told())
    assert found["V5", None].changes[0].status == "unknown"
    assert len(found["V5", None].changes) == 1
