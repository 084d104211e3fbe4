"""What of its place a claim means: ground in it, a road by it, or all of it."""

import pytest

from fogline.vocabulary.ground import ground


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("fortified positions", "part"),
        ("a foothold", "part"),
        ("part of the northern outskirts", "part"),
        ("several lines of defence", "part"),
        ("positions in the west of the town", "part"),
        ("the supply routes", "way"),
        ("the village", None),
        ("it", None),
    ],
)
def test_what_is_held_is_told_from_the_place(words, what):
    """Positions, buildings and roads are not the place in which they lie."""
    assert ground(words) == what


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("Southern forces captured Sadove, he said.", None),
        ("Southern forces captured positions in Sadove, he said.", "part"),
        ("Southern forces have completely captured Sadove, he said.", "whole"),
    ],
)
def test_a_claim_says_what_of_its_place_it_means(claims, text, extent):
    """The situation knows it without the words."""
    (claim,) = claims(text)
    assert (claim.action, claim.extent) == ("capture", extent)
