"""Places of no gazetteer, places said by "there" and by a heading, parts beyond a line."""

import pytest


def where(found):
    """Return the words of the places of each claim."""
    return [[p.text for p in c.places] for c in found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Government troops pulled out of Qatana on Sunday.", ["Qatana"]),
        ("Shelling killed four people in Hays.", ["Hays"]),
        ("Northern forces captured Kunlong on Monday.", ["Kunlong"]),
        ("Residents fled from Khokha and Mokha.", ["Khokha", "Mokha"]),
        ("Northern troops hold the part of Sadove north of Kamin.",
         ["the part of Sadove north of Kamin"]),
    ],
)  # fmt: skip
def test_a_name_behind_a_locative_word_is_a_place(claims, text, places):
    """A war without a gazetteer has its places, too, without coordinates."""
    (claim,) = claims(text)
    assert [p.text for p in claim.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "Northern forces said on Telegram that they had left.",
        "Seven people were killed in March.",
        "The talks in Parliament have stopped.",
    ],
)
def test_media_months_and_houses_are_no_places(claims, text):
    """What is written on Telegram did not happen there."""
    assert all(not places for places in where(claims(text)))


def test_there_of_another_sentence_is_its_own_words_with_the_name(claims):
    """The words stand where they stand; the name says what they mean."""
    found = claims("Wolf attacked Kamin. The Northern army has sent reserves there.")
    (place,) = found[-1].places
    assert (place.text, place.name) == ("there", "Kamin")


def test_a_heading_says_where_its_line_is(claims):
    """Lists of towns are headed by them."""
    assert where(claims("Sadove: three men killed. Kamin: two houses destroyed.")) == [
        ["Sadove"],
        ["Kamin"],
    ]


def test_a_weapon_named_after_a_place_is_no_place(claims):
    """Drones have names of places."""
    assert where(claims("Five Sadove drones struck a ship near Kamin.")) == [["near Kamin"]]
