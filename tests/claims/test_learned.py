"""What the learned reading may do with clauses and with what the frames read of them."""

from unittest.mock import patch

import numpy as np
import pytest

from fogline.claims.english.learned import judging
from fogline.claims.english.learned.network import NONE, network
from fogline.claims.english.learned.words import NO_ROW, words
from fogline.errors import MissingResource


def given(odds: dict[str, dict[str, float]]):
    """Return a network that gives the word of a candidate these odds, and the rest to no claim."""
    real = network()

    def net(_words, samples):
        found = np.zeros((len(samples), len(real.classes)), dtype=np.float32)
        for row, sample in zip(found, samples, strict=True):
            said = next((odds[w] for w in odds if f"lemma={w}" in sample.named), {})
            for action, p in said.items():
                row[real.classes.index(action)] = p
            row[real.classes.index(NONE)] = 1.0 - sum(said.values())
        return found

    net.classes = real.classes
    return patch.object(judging, "network", lambda: net)


def test_a_clause_without_a_frame_is_taken_where_one_action_is_probable(claims):
    """It says that it was learned, and how probable it is."""
    with given({"glimmer": {"strike": 0.61}}):
        (claim,) = claims("The sheds glimmered all night in Sadove.")
    assert (claim.action, claim.read_from) == ("strike", "learned")
    assert "61%" in claim.reasons["action"]


def test_a_clause_whose_odds_are_spread_is_left(claims):
    """Probably a claim, but nobody can say of what."""
    with given({"glimmer": {"strike": 0.2, "supply": 0.2, "destroy": 0.2}}):
        assert claims("The sheds glimmered all night in Sadove.") == []


def test_an_improbable_reading_of_the_frames_is_dropped(claims):
    """The verb has a frame; here it states no claim."""
    with given({"shell": {"strike": 0.02}}):
        assert claims("Southern forces shelled Sadove.") == []


def test_a_reading_of_the_frames_is_corrected_by_clear_odds_only(claims):
    """Six times as probable is clear, twice is not."""
    with given({"shell": {"strike": 0.1, "attack": 0.8}}):
        (claim,) = claims("Southern forces shelled Sadove.")
    assert (claim.action, claim.read_from) == ("attack", "learned")
    with given({"shell": {"strike": 0.3, "attack": 0.6}}):
        (claim,) = claims("Southern forces shelled Sadove.")
    assert (claim.action, claim.read_from) == ("strike", "grammar")


def test_words_are_found_by_lemma_form_and_last_part():
    """Unknown words have the empty row."""
    table = words()
    assert table.row("howitzer", "howitzers") == table.row("x", "self-howitzer") != NO_ROW
    assert table.row("qqxz", "qqxz") == NO_ROW
    assert not table.vectors[NO_ROW].any()


def test_a_missing_table_is_named(tmp_path):
    """The message says which file, and what to do."""
    with pytest.raises(MissingResource, match=r"none\.npz.*install"):
        words(tmp_path / "none.npz")
