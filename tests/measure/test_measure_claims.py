"""Scoring claims against gold: matched by words and action, then field by field."""

import json

import pytest

from factory import claim, report
from fogline.errors import DataError
from fogline.measure.claims import measure

TEXT = "Red troops took Sadove. Blue troops left Kamin."


@pytest.fixture
def gold(tmp_path):
    """A gold set of one text with two claims."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.md").write_text(f"---\noutlet: Courier\n---\n\n{TEXT}")
    rows = [
        gold_claim("Red troops took Sadove", "capture"),
        gold_claim("Blue troops left Kamin", "withdraw", polarity="denied"),
    ]
    lines = "\n".join(map(json.dumps, rows))
    (tmp_path / "claims.jsonl").write_text(lines)
    return tmp_path


def gold_claim(quote, action, **fields):
    start = TEXT.index(quote)
    return {
        "id": action, "report_id": "one", "quote": quote, "start": start,
        "end": start + len(quote), "kind": "event", "action": action,
        "chain": [{"name": "Courier", "kind": "outlet", "role": "outlet"}],
        "origin_basis": "uncredited", "certainty": {"low": 0.95, "high": 1.0}, **fields,
    }  # fmt: skip


def read(*claims):
    return lambda gold: claims


def said(quote, action, **fields):
    return claim(action, of=report(TEXT, outlet="Courier"), quote=quote, **fields)


def test_a_perfect_reading_scores_one(gold):
    """Both claims found with their fields."""
    figures = measure(gold, read(
        said("Red troops took Sadove", "capture"),
        said("Blue troops left Kamin", "withdraw", polarity="denied"),
    ))  # fmt: skip
    part = figures[gold.name]
    assert (part["claim_precision"], part["claim_recall"], part["claim_f1"]) == (1, 1, 1)
    assert (part["polarity"], part["action"], part["certainty"]) == (1, 1, 1)


def test_another_action_is_no_match_but_counts_for_action(gold):
    """The action's accuracy is over all readings of the same words."""
    part = measure(gold, read(said("Red troops took Sadove", "attack")))[gold.name]
    assert (part["claim_f1"], part["action"]) == (0, 0)


def test_half_of_the_words_are_enough(gold):
    """Quotes need not agree to the word."""
    part = measure(gold, read(said("troops took Sadove", "capture")))[gold.name]
    assert (part["claim_precision"], part["claim_recall"]) == (1, 0.5)


def test_one_to_one(gold):
    """A second reading of the same words finds nothing more."""
    twice = said("Red troops took Sadove", "capture")
    assert measure(gold, read(twice, twice))[gold.name]["claim_precision"] == 0.5


def test_a_broken_line_is_named(gold):
    """File and line stand in the message."""
    (gold / "claims.jsonl").write_text("{")
    with pytest.raises(DataError, match=r"claims.jsonl:1"):
        measure(gold, read())


def test_an_empty_folder_is_refused(tmp_path):
    """There is nothing to measure."""
    with pytest.raises(DataError, match="no claims"):
        measure(tmp_path, read())
