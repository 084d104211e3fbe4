"""Places as phrases: what a claim's words say of where, also without a name."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Northern forces took the school in Sadove on Monday.", ["the school in Sadove"]),
        ("Wolf shelled a school in Sadove.", ["Sadove"]),
        ("Wolf blew up a bridge over the Kamin.", ["a bridge over the Kamin"]),
        ("Northern forces cleared the railway station.", ["the railway station"]),
        ("Northern forces left the camp north of Sadove.", ["the camp north of Sadove"]),
        ("Wolf seized the gate and most of the workshops.", ["the gate", "most of the workshops"]),
        ("Wolf attacked the airport at Sadove.", ["the airport at Sadove"]),
    ],
)
def test_a_place_is_the_whole_phrase_that_says_where(claims, sentence, places):
    """The ground with its name, with what measures it, or common nouns alone."""
    (claim,) = claims(sentence)
    assert [p.text for p in claim.places] == places
    assert all(claim.places[n].text in sentence for n in range(len(places)))


def test_what_is_done_to_it_is_done_to_the_place_before(claims):
    """A pronoun takes the words of the place under discussion."""
    *_, claim = claims("Northern forces entered Sadove. Wolf encircled it.")
    assert (claim.action, [p.text for p in claim.places]) == ("encircle", ["Sadove"])


def test_nouns_that_say_nothing_of_where_are_no_places(claims):
    """People and goods that are hit or held are no ground."""
    (claim,) = claims("Wolf captured the soldiers of the garrison.")
    assert claim.places == ()


def test_what_only_explains_a_place_is_no_second_place(claims):
    """An apposition and the words that name the voice say nothing of where."""
    (claim,) = claims("Northern forces captured Sadove, the largest town near Orlivka.")
    assert [p.text for p in claim.places] == ["Sadove"]
