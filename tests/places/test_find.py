import pytest

CASES = [
    ("Troops left Sadove.", "Sadove", None),
    ("Troops hold the eastern bank of the Kaminka River.",
     "the eastern bank of the Kaminka River", "east_bank"),
    ("Fighting goes on in the northeastern part of Sadove.",
     "the northeastern part of Sadove", "north_east_part"),
    ("They abandoned positions in the south of Sadove.", "the south of Sadove", "south_part"),
    ("They dug in west of Sadove.", "west of Sadove", "west_of"),
    ("They dug in to the west of Sadove.", "to the west of Sadove", "west_of"),
    ("Drones flew near Sadove.", "near Sadove", "near"),
    ("Shells fell on eastern Sadove.", "eastern Sadove", "east_part"),
    ("They entered the outskirts of Sadove.", "the outskirts of Sadove", "outskirts"),
    ("They reached the centre of Sadove.", "the centre of Sadove", "centre"),
    ("Troops fortify positions between Kamin Yar and Orlivka.",
     "between Kamin Yar and Orlivka", "between"),
    ("They fell back from the Sadove - Orlivka line.", "the Sadove - Orlivka line", "line"),
    ("They were seen 10 km north of Sadove.", "10 km north of Sadove", "distance"),
    ("There were attacks in the Sadove direction.", "the Sadove direction", "around"),
    ("A column moved towards Sadove.", "towards Sadove", "towards"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "relation"), CASES)
def test_phrase_and_relation(find, text, words, relation):
    """A place phrase is found whole, with its relation to the name."""
    found = find(text)
    assert [(w.text, w.relation) for w in found] == [(words, relation)]
    assert all(text[w.start : w.end] == w.text for w in found)
    assert all(
        text[a:b] == n for w in found for n, (a, b) in zip(w.names, w.name_spans, strict=True)
    )


def test_distance_has_kilometres_and_bearing(find):
    """Miles become kilometres, compass words a bearing."""
    (words,) = find("They were seen five miles south-west of Sadove.")
    assert words.distance_km == pytest.approx(8.047, abs=1e-3)
    assert words.bearing == 225.0


def test_list_shares_its_preposition(find):
    """Every name under one preposition has its relation; the first holds the preposition."""
    found = find("Troops repelled attacks near Sadove and Orlivka.")
    assert [(w.text, w.relation) for w in found] == [("near Sadove", "near"), ("Orlivka", "near")]


@pytest.mark.parametrize("text", [
    "The Sadove Brigade advanced.",
    "Kyiv said that the troops had left.",
    "The move still makes sense for Kyiv.",
    "Ukrainian troops advanced.",
    "The Battle was long.",
    "Commander Denver Orlov denied it.",
])  # fmt: skip
def test_no_place_in_other_names(find, text):
    """Units, governments that speak, adjectives, common words and persons are no places."""
    assert find(text) == []


@pytest.mark.parametrize("text", ["", " \n\n ", "\x00\ufffd", "A" * 10_000, "Sadove" * 2_000,
                                  "Я́" * 500, "near " * 300, "- " * 400])  # fmt: skip
def test_hostile_text_is_read(resolve, text):
    """Empty, endless and mangled text is read without an error."""
    resolve(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fighting resumed in Al Tarib on Sunday.",
        "Fighting resumed in Al-Tareeb on Sunday.",
        "Fighting resumed in Tarib on Sunday.",
        "They reached Ed Tarib by noon.",
    ],
)
def test_an_arabic_article_is_no_part_of_the_spelling(resolve, text):
    """A name with another article, or with none, is the theatre's place of that name."""
    assert "theatre:el-tarib" in [p.gazetteer_id for p in resolve(text)]


def test_a_forest_may_be_misspelt(resolve):
    """The small letter of "forest" does not keep it from being part of a name."""
    assert resolve("The Verbivsky forest burns.")[0].gazetteer_id == "theatre:verbivka-forest"


def test_the_airport_of_a_capital_is_a_place(resolve):
    """Whoever speaks of "Kyiv's airport" does not quote a government."""
    assert resolve("Drones hit Kyiv's airport.")
