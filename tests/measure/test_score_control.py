import pytest

from factory_war import theatre, told
from fogline.errors import DataError
from fogline.measure.control import METHODS, measure_control
from fogline.measure.control_scores import WINDOW

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
    assert 0 < found["unchanged"]["log_score"] < 0.3
    assert found["unchanged"]["false_days"] == 0
