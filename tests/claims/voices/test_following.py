import pytest

THE_STAFF = ["Daily", "General Staff"]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        # a semicolon without a cue goes on, what the outlet sets against it does not
        ("Drones flew in, the General Staff said; 40 were jammed.", "jammed", THE_STAFF),
        ("Drones flew in, the General Staff said; but the town burned.", "burned", ["Daily"]),
        (
            "Drones flew in, the General Staff said; Reuters wrote that 40 were jammed.",
            "jammed",
            ["Daily", "Reuters"],
        ),
        # a cue with a colon leads to the clause after it
        ("Residents tell it otherwise: soldiers ran away.", "ran", ["Daily", "(resident)"]),
        ("The governor is categorical: nobody left.", "left", ["Daily", "governor"]),
        (
            "Residents tell it otherwise: soldiers ran away. The road was cut.",
            "cut",
            ["Daily", "(resident)"],
        ),
        # who has no name goes on about himself; futures in the past stay reported
        (
            "A prisoner said they were sent ahead. His column was destroyed.",
            "destroyed",
            ["Daily", "(military)"],
        ),
        (
            "The General Staff said the road was open. Winter would not close it.",
            "close",
            THE_STAFF,
        ),
        ("The General Staff said the road was open. The bridge fell.", "fell", ["Daily"]),
        # set apart by commas, whatever follows
        (
            "Drones were downed, the General Staff said, without naming a place.",
            "downed",
            THE_STAFF,
        ),
        ("There were no victims, wrote the General Staff.", "victims", THE_STAFF),
        # figures put by somebody
        ("The governor put the toll at five.", "toll", ["Daily", "governor"]),
        ("The General Staff spoke of 3,000 wounded soldiers.", "wounded", THE_STAFF),
    ],
)
def test_words_go_on_with_their_voice(reading, text, word, names):
    assert reading(text).names(word) == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("17:05 | The General Staff: two villages retaken.", "retaken", THE_STAFF),
        ("Two dead in Sadove, the road cut (General Staff).", "dead", THE_STAFF),
        (
            "Two dead in Sadove, the road cut (General Staff, via Reuters).",
            "dead",
            ["Daily", "Reuters", "General Staff"],
        ),
        ("Correction: two villages were lost.", "lost", ["Daily"]),
    ],
)
def test_lines_of_live_blogs_name_their_voice(reading, text, word, names):
    assert reading(text).names(word) == names


@pytest.mark.parametrize(
    "text",
    [
        "The General Staff has said nothing.",
        "The General Staff kept silent on the raid.",
        "The General Staff made no reply.",
        "There was no word from the General Staff.",
        "The General Staff did not mention Sadove.",
    ],
)
def test_who_says_nothing_is_silent(reading, text):
    (found,) = [
        a for a in reading(text).voices.attributions if a.meaning.verification == "no_comment"
    ]
    assert found.voice.name == "General Staff"


@pytest.mark.parametrize(
    "text",
    [
        "Wolf said it took Sadove. We have not been able to check this.",
        "Wolf said it took Sadove. Daily has no way of checking that.",
    ],
)
def test_who_has_no_way_to_check_is_unable_to_verify(reading, text):
    assert reading(text).stances("took")[0] == "unable_to_verify"


def test_a_statement_without_proof_is_doubted(reading):
    assert reading("Wolf said it took Sadove, without evidence.").stances("took")[0] == "doubts"
