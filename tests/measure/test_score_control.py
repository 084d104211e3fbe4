from datetime import date

import numpy as np
import pytest

from factory_war import theatre, told
from fogline.errors import DataError
from fogline.measure.control import METHODS, measure_control
from fogline.measure.control_rivals import Question, Rivals
from fogline.measure.control_scores import WINDOW
from fogline.situation import prepare

TRUTH = {
    "name": "made up",
    "places": [
        {
            "name": "V3",
            "lat": 48.6,
            "lon": 38.05,
            "from_side": "blue",
            "to_side": "red",
            "changed": {"earliest": "2023-03-05", "latest": "2023-03-06"},
        }
    ],
}


def scored(*made, truth=TRUTH):
    return measure_control([c for c, _ in made], [r for _, r in made], theatre(), truth)


def test_told_in_time():
    """A change that good voices tell on its day scores better than persistence."""
    found = scored(told(), told("withdraw", "blue", by="Blue Staff"))
    assert found["log_score"] < found["persistence"]["log_score"]
    assert found["brier"] < found["persistence"]["brier"]
    assert found["delay_days"] <= 2
    assert set(METHODS[1:]) <= set(found)
    assert found["places"] == 1


def test_premature_claim_misleads_the_last_word():
    """A boast ten days early makes last-claim-wins early, and Fogline less so."""
    found = scored(
        told(by="Red Ministry", on="2023-02-23"), told(), told("withdraw", "blue", by="Blue Staff")
    )
    assert found["last_claim_wins"]["early_days"] > found["early_days"]
    assert found["last_claim_wins"]["early_days"] <= WINDOW


def test_truth_must_fit():
    """An unknown side and a place far from all others are refused by name."""
    row = TRUTH["places"][0]
    with pytest.raises(DataError, match="purple"):
        scored(truth={"places": [{**row, "to_side": "purple"}]})
    with pytest.raises(DataError, match="Nowhere"):
        scored(truth={"places": [{**row, "name": "Nowhere", "lat": 50.0}]})


def test_places_that_never_changed():
    """Places that one side held throughout are scored apart."""
    held = {
        "name": "V4",
        "lat": 48.6,
        "lon": 38.0,
        "side": "blue",
        "since": "2023-03-01",
        "until": "2023-03-05",
    }
    found = scored(told(), truth={**TRUTH, "unchanged": [held]})
    for method in METHODS:
        assert 0 < found["unchanged"][method]["log_score"] < 0.3
        assert found["unchanged"][method]["false_days"] == 0


def test_who_flips_pays_on_places_that_never_changed():
    """A boast about a place that was held throughout costs the last word more than Fogline."""
    held = {"name": "V3", "lat": 48.6, "lon": 38.05, "side": "blue",
            "since": "2023-03-01", "until": "2023-03-20"}  # fmt: skip
    other = {**TRUTH["places"][0], "name": "V4", "lon": 38.0}
    truth = {"name": "made up", "places": [other], "unchanged": [held]}
    found = scored(told(by="Red Ministry"), truth=truth)["unchanged"]
    assert found["last_claim_wins"]["false_days"] > 10
    assert found["fogline"]["false_days"] == 0


def test_dawid_and_skene_learn_who_errs():
    """Whoever contradicts two that agree, month after month, is believed less than a new voice."""
    held = {0: "red", 1: "red", 2: "red", 3: "blue", 4: "blue", 5: "blue"}
    other = {"red": "blue", "blue": "red"}
    made = [
        told("control", side, f"V{n}", by, f"2023-0{month}-20", text=f"{by} {month} {n}")
        for month in (1, 2)
        for n, so in held.items()
        for side, by in ((so, "The Institute"), (so, "Blue Staff"), (other[so], "Red Blogger"))
    ]

    def believed(by):
        pairs = [*made, told("control", "red", "V3", by, "2023-04-01", text="alone")]
        evidence = prepare([c for c, _ in pairs], [r for _, r in pairs], theatre()).evidence
        place = next(i for i, p in enumerate(evidence.places) if p.name == "V3")
        red, blue = evidence.sides.index("red"), evidence.sides.index("blue")
        rivals = Rivals(evidence, [Question(place, blue, red)], np.array([0.1]))
        return float(rivals.answer(date(2023, 4, 2).toordinal(), 2e9)["dawid_skene"][0])

    assert believed("Red Blogger") < 0.5 < believed("Red Ministry")
