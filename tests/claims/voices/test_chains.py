import pytest

from fogline.claims.english.voices import chain_of


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Troops left Sadove, the General Staff said.", "left", ["Daily", "General Staff"]),
        ("The General Staff said that troops left Sadove.", "left", ["Daily", "General Staff"]),
        ("Troops, the General Staff said, left Sadove.", "left", ["Daily", "General Staff"]),
        ("According to IWS analysts, troops left Sadove.", "left", ["Daily", "IWS"]),
        ("Troops left Sadove, according to Reuters.", "left", ["Daily", "Reuters"]),
        (
            "Reuters reported that troops left Sadove, citing two officials.",
            "left",
            ["Daily", "Reuters", "(official)"],
        ),
        (
            "Reuters quoted the Southern defence ministry as saying that troops left Sadove.",
            "left",
            ["Daily", "Reuters", "Southern defence ministry"],
        ),
        (
            "The mayor of Sadove was quoted as saying that the bridge was gone.",
            "gone",
            ["Daily", "mayor of Sadove"],
        ),
        ("Troops reportedly left Sadove.", "left", ["Daily", "(unnamed)"]),
        ("It is estimated that 40 soldiers left Sadove.", "left", ["Daily", "(unnamed)"]),
        ("Sadove falls: Sudburg", "falls", ["Daily", "Sudburg"]),
        ("Troops left Sadove on Monday (Reuters)", "left", ["Daily", "Reuters"]),
        ("Geolocated footage shows that troops left Sadove.", "left", ["Daily", "(imagery)"]),
        (
            "A video published by Wolf shows fighters in Sadove.",
            "fighters",
            ["Daily", "Wolf", "(imagery)"],
        ),
        (
            "A spokesman for the General Staff, Ivan Petrenko, said the town was lost.",
            "lost",
            ["Daily", "Ivan Petrenko"],
        ),
        ("Residents said that the town was quiet.", "quiet", ["Daily", "(resident)"]),
        ("By the mayor's account the town was quiet.", "quiet", ["Daily", "mayor"]),
        ("Troops left Sadove.", "left", ["Daily"]),
    ],
)
def test_each_construction_gives_its_chain(reading, text, word, names):
    assert reading(text).names(word) == names


def test_a_broadcaster_who_was_told_stands_before_the_speaker(reading):
    found = reading(
        "Denys Yaroslav, the commander of the Northern army unit in Sadove, told Morning TV that "
        "units rotated. He added that the road was cut. The commander said his men would stay.",
    )
    assert found.names("rotated") == ["Daily", "Morning TV", "Denys Yaroslav"]
    assert found.names("cut") == ["Daily", "Denys Yaroslav"]
    assert found.names("stay") == ["Daily", "Denys Yaroslav"]
    assert found.chain("stay").voices[-1].kind == "military"
    assert found.chain("stay").voices[-1].side == "north"


def test_a_denial_of_reports_leaves_two_voices_on_the_same_words(reading):
    found = reading("Officials denied reports that defenders had left Sadove.")
    denial = next(a for a in found.voices.attributions if a.denies is not None)
    assert denial.meaning.polarity == "denied"
    assert found.names("left") == ["Daily", "(official)"]
    assert chain_of(found.voices, denial.denies).voices[-1].kind == "unnamed"


def test_who_could_not_verify_stands_before_the_voice_with_that_stance(reading):
    text = "Sudburg said it took Sadove; Norburg has not commented and Reuters could not verify it."
    found = reading(text)
    assert found.names("took") == ["Daily", "Reuters", "Sudburg"]
    assert found.stances("took") == ["relays", "unable_to_verify", None]
    credited = reading(text, credited=("Reuters",))
    assert credited.stances("took") == ["relays", "unable_to_verify", None]
    assert [v.role for v in credited.chain("took").voices] == ["outlet", "credited", "origin"]


def test_what_an_outlet_asserts_is_uncredited_and_a_bulletin_its_own_report(reading):
    assert reading("Troops left Sadove.").chain("left").basis == "uncredited"
    bulletin = reading("Troops left Sadove.", outlet="General Staff").chain("left")
    assert bulletin.basis == "own_reporting"
    assert [v.role for v in bulletin.voices] == ["outlet"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry claimed that troops left Sadove.", "distances"),
        ("The ministry confirmed that troops left Sadove.", "endorses"),
        ("The ministry said that troops left Sadove.", "relays"),
        ("Troops allegedly left Sadove.", "distances"),
    ],
)
def test_the_cue_says_what_the_outlet_does_with_the_words(reading, text, stance):
    assert reading(text).stances("left")[0] == stance


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Some units had been ordered to rotate.", "rotate"),
        ("He was told to leave the town.", "leave"),
        ("The brigade is expected to leave the town.", "leave"),
        ("The minister criticised the retreat.", "retreat"),
        ("Soldiers found the bridge destroyed.", "destroyed"),
        ("There is no indication that troops left.", "left"),
    ],
)
def test_orders_hedges_and_attitudes_put_no_voice_into_the_chain(reading, text, word):
    assert reading(text).names(word) == ["Daily"]


def test_a_captive_speaks_as_one(reading):
    found = reading("A captured soldier said that his column moved to Orlivka.")
    assert found.chain("moved").flags == ("captivity",)
