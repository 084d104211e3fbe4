import pytest

from fogline.model.source import Source
from fogline.model.theatre import Actor, PublicationPolicy, Side, Theatre
from fogline.theatres.lexicon import Lexicon

NORTH = Side(id="north", name="Northland", adjectives=("Northern",), people=("Northerners",))
SOUTH = Side(id="south", name="Southland", adjectives=("Southern",), aliases=("US",))
THEATRE = Theatre(
    id="small",
    name="Small",
    zone="UTC",
    countries=("XX",),
    centre=(0, 0),
    summary="",
    sides=(NORTH, SOUTH),
    relations=(),
    policy=PublicationPolicy(),
    capitals={"Norburg": "north"},
    actors=(Actor(id="staff", name="General Staff", side="north", kind="military"),),
    sources=(
        Source(id="staff", name="General Staff", kind="military", side="north"),
        Source(
            id="institute", name="Institute for War Studies", kind="think_tank", aliases=("IWS",)
        ),
    ),
)
LEXICON = Lexicon.of(THEATRE)


def test_a_name_with_two_readings_gives_both():
    found = LEXICON.find("the Northern General Staff said")
    assert [(e.kind, e.side) for e in found] == [
        ("adjective", "north"),
        ("actor", "north"),
        ("source", "north"),
    ]


def test_spans_are_tokens_when_token_offsets_are_given():
    found = LEXICON.find("The Institute for War Studies (IWS)", [0, 4, 14, 18, 22, 30, 31, 34])
    assert [(e.start, e.end, e.id) for e in found] == [(1, 5, "institute"), (6, 7, "institute")]


def test_a_name_inside_a_hyphenated_token_takes_the_token():
    assert [(e.start, e.end) for e in LEXICON.find("pro-Northern militia", [0, 13])] == [(0, 1)]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("the Northern army", "north"),
        ("NORTHERN TROOPS", "north"),
        ("northern district", None),
        ("they told us", None),
        ("US troops", "south"),
        ("Northern and Southern troops", None),
        ("in Norburg", "north"),
        ("", None),
    ],
)
def test_names_need_their_capitals_and_one_side(words, side):
    assert LEXICON.side_of(words) == side


def test_a_voice_is_found_by_its_whole_name_only():
    assert LEXICON.voice("the IWS").id == "institute"
    assert LEXICON.voice("IWS analysts") is None


def test_a_lexicon_is_compiled_once_per_theatre():
    assert Lexicon.of(THEATRE) is LEXICON
    assert Lexicon.empty().find("Northland") == []
