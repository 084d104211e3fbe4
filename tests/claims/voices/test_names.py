import pytest


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        # the fullest form in the report, whichever comes first
        (
            "IWS said troops left. The Institute for War Studies said the road was cut.",
            "left",
            ["Daily", "Institute for War Studies"],
        ),
        ("Wolf said it took Sadove.", "took", ["Daily", "Wolf"]),
        (
            "Ivan Petrenko, an officer, said troops left. Petrenko said the road was cut.",
            "cut",
            ["Daily", "Ivan Petrenko"],
        ),
        # an office or body has a name, somebody of a kind has none
        (
            "The governor of Sadove said the bridge was gone.",
            "gone",
            ["Daily", "governor of Sadove"],
        ),
        (
            "Northland's defence minister said troops left.",
            "left",
            ["Daily", "Northland's defence minister"],
        ),
        ("Local authorities said troops left.", "left", ["Daily", "Local authorities"]),
        ("A deputy minister said troops left.", "left", ["Daily", "(official)"]),
        ("Villagers said troops left.", "left", ["Daily", "(resident)"]),
        # who speaks for a body is the body
        ("The spokesman of Wolf said troops left.", "left", ["Daily", "Wolf"]),
        ("Wolf's press office said troops left.", "left", ["Daily", "Wolf"]),
    ],
)
def test_a_voice_has_the_name_its_report_prints(reading, text, word, names):
    assert reading(text).names(word) == names


def test_a_known_voice_keeps_its_id_under_any_name(reading):
    assert reading("IWS said troops left.").chain("left").voices[-1].id == "iws"
    assert reading("Villagers said troops left.").chain("left").voices[-1].id is None


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Two residents fled. One said the town was quiet.", "quiet", "resident"),
        ("Residents fled on foot, two of them said.", "fled", "resident"),
        ("The captain's dugout is cold. They come at night, he says.", "come", "military"),
        ("A pro-war channel wrote that troops left.", "left", "milblogger"),
        ("A locksmith's widow and a tailor said troops left.", "left", "resident"),
    ],
)
def test_who_has_no_name_has_the_kind_of_the_words(reading, text, word, kind):
    voice = reading(text).chain(word).voices[-1]
    assert (voice.name, voice.kind) == (None, kind)


def test_an_account_is_named_by_its_handle(reading):
    found = reading('A post by @sadove_eyes: "Drone over the market. Troops left."')
    assert found.names("Drone") == ["Daily", "sadove_eyes"]
