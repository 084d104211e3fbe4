import hashlib
from datetime import date

import msgspec
import pytest

from factory import claim, day, place, report, voice
from fogline.model.claim import Certainty, Condition, Quantity
from fogline.outlook import ledger

SAID = "2023-03-07T12:00:00+02:00"
ON = date(2023, 3, 7)


def held_by_blue(_place):
    """Return the side that held the place last."""
    return "blue"


def said(words, action="capture", side="red", **fields):
    """Return what is drafted of a forecast in these words."""
    fields = {"certainty": Certainty(low=0.55, high=0.8, cue="likely")} | fields
    made = claim(action, side, kind="forecast", of=report(words + "."), **fields)
    return ledger.draft(made, SAID, ON, held_by_blue)


def test_a_capture_by_a_day_becomes_a_rule_with_that_day():
    """The words' own day leads; the probability is the middle of what the words mean."""
    found = said("Sadove will likely fall to Red by 20 March", time=day("2023-03-07", "2023-03-20"))
    assert found.rule.sentence == "Sadove is held by red on some day from 2023-03-07 to 2023-03-20"
    assert (found.probability, found.low, found.high) == (0.675, 0.55, 0.8)
    assert (found.cut_off, found.voice) == (SAID, "The Courier")


def test_what_is_denied_has_the_rest_of_the_probability():
    """A probable "will not leave" is a forecast of leaving at one minus as much."""
    found = said("Blue will likely not leave Sadove", "withdraw", "blue", polarity="denied")
    assert (found.rule.event, found.rule.side) == ("lost", "blue")
    assert found.probability == pytest.approx(0.325)


def test_a_fall_without_a_word_to_whom_is_a_loss_of_who_holds_it():
    """The holder comes from the picture of the day."""
    found = said("Sadove will likely fall", side=None)
    assert (found.rule.event, found.rule.side) == ("lost", "blue")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Red will take Sadove within days", "2023-03-21"),
        ("Red will soon take Sadove", "2023-04-06"),
        ("Red will take Sadove in the coming weeks", "2023-04-21"),
        ("Red will take Sadove", "2023-06-05"),
    ],
)
def test_words_without_a_date_get_one_by_convention(words, due):
    """The rule says which words were taken for how many days."""
    found = said(words)
    assert found.rule.due == due
    assert "by our convention" in found.rule.term


def test_conditions_stay_with_the_forecast():
    """What is said under a condition keeps its words."""
    words = "If shells run out, Red will take Sadove"
    condition = Condition(type="if", text="If shells run out", start=0, end=17)
    assert said(words, conditions=(condition,)).conditions == ("If shells run out",)


def test_the_same_said_twice_is_one_forecast():
    """Two reports that carry a voice's words of one day make one entry."""
    chain = (voice("The Courier"), voice("General Kova", kind="military", role="origin"))
    other = (voice("The Herald"), voice("General Kova", kind="military", role="origin"))
    first = said("Red will take Sadove", chain=chain)
    second = said("Red will take Sadove, he added", chain=other)
    assert first.id == second.id


@pytest.mark.parametrize(
    ("words", "fields", "reason"),
    [
        ("A fall of Sadove would be symbolic", {}, "would mean"),
        ("Red would still have to take Sadove", {}, "needed"),
        ("Red can take Sadove", {}, "possible"),
        ("Red will not take Sadove in a single move", {"polarity": "denied"}, "manner"),
        ("Whether Red takes Sadove is open", {"polarity": "undetermined"}, "leaves open"),
        ("Red will take Sadove and Orlivka", {"places": (place(), place("Orlivka"))}, "no single"),
        ("Red will take the west of Sadove", {"places": (place(relation="west_of"),)}, "no single"),
        ("She will leave Sadove", {"action": "withdraw", "flags": ("private_person",)}, "private"),
        ("Red will shell Sadove", {"action": "strike"}, "cannot be told"),
        ("Red will take Sadove", {"time": day("2023-03-01")}, "before the day"),
        ("Red will take Sadove", {"chain": (voice(None, kind="unnamed"),)}, "nobody is named"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_the_reason(words, fields, reason):
    """A wrong rule would put words into a voice's mouth."""
    found = said(words, **fields)
    assert isinstance(found, ledger.Refused)
    assert reason in found.reason


def test_a_place_that_nobody_ever_held_is_refused():
    """A region or a country has no state of control."""
    made = claim("capture", "red", kind="forecast", of=report("Red will take Sadove."))
    found = ledger.draft(made, SAID, ON, lambda _place: None)
    assert isinstance(found, ledger.Refused)


def outlook():
    """Return an outlook of two pairs over thirty days."""
    days = [{"day": f"2023-03-{n:02}", "sectors": {"Hill": 0.9 - n / 100}} for n in range(8, 32)]
    return {
        "on": "2023-03-07",
        "known": "2023-03-08T00:00:00+02:00",
        "defender": "blue",
        "pairs": [
            {"courses": {"red": "attack", "blue": "hold"}, "days": days},
            {"courses": {"red": "attack", "blue": "withdraw"}, "days": days},
        ],
    }


def test_an_outlook_becomes_forecasts_of_each_pair_and_horizon():
    """A week, two weeks and the last day, for each pair of courses."""
    found = ledger.drafts(outlook(), {"Hill": "theatre:hill"}, "x")
    assert [f.rule.due for f in found[:3]] == ["2023-03-14", "2023-03-21", "2023-03-31"]
    assert {f.courses["blue"] for f in found} == {"hold", "withdraw"}
    assert all(f.voice_kind == "own" and not f.rule.by for f in found)
    assert len({f.id for f in found}) == len(found) == 6


@pytest.mark.parametrize("broken", [{}, [], {"pairs": [{}], "on": "x"}, {**outlook(), "pairs": 3}])
def test_what_is_no_outlook_is_refused(broken):
    """Anything else is named as such, without a traceback of its own."""
    with pytest.raises(ValueError, match=r"outlook|isoformat"):
        ledger.drafts(broken, {}, "x")


def test_a_road_to_be_cut_and_a_place_to_be_surrounded_are_registered():
    """Who is inside is who holds it, where nobody says so."""
    road = said("Red will cut the road at Sadove within days", "supply", sub_action="cut_road")
    assert road.rule.sentence == "Sadove is cut on some day from 2023-03-07 to 2023-03-21"
    ring = said("Red will surround Sadove within days", "encircle")
    assert ring.rule.sentence.startswith("Sadove is encircled, blue inside, on some day")


def test_losses_are_registered_with_a_number_and_a_side():
    """Without either nobody could ever say whether they came."""
    many = Quantity(text="5,000 soldiers", low=5000, high=5000, category="killed_or_wounded")
    found = said("Red will lose 5,000 soldiers", "casualties", quantities=(many,), places=())
    assert found.rule.sentence == "red loses at least 5,000 from 2023-03-07 to 2023-06-05"
    assert "how many" in said("Red will lose more soldiers", "casualties").reason


def test_what_is_granted_is_no_condition():
    """What "even if" grants leaves the forecast as it is; "if" does not."""
    for words, left in (("even if it rains", ()), ("if it rains", ("if it rains",))):
        condition = Condition(text=words, start=0, end=len(words), type="if")
        found = said(f"Sadove will fall {words}", conditions=(condition,))
        assert found.conditions == left


def test_a_forecast_of_before_keeps_its_hash():
    """A rule without a number of losses is hashed as it was when there was no such field."""
    found = said("Sadove will likely fall").sealed()
    fields = found.to_json()
    del fields["hash"], fields["registered"], fields["rule"]["at_least"]
    encoded = msgspec.json.encode(fields, order="sorted")
    assert found.hash == hashlib.sha256(encoded).hexdigest()
