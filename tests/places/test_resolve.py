import pytest

from factory import claim, place
from fogline import places
from fogline.places.gazetteer import build
from fogline.places.gazetteer.tables import MAIN, Place
from fogline.places.ground import km_between
from fogline.text.parse import Parser


def _one(resolve, text):
    (placement,) = resolve(text)
    return placement


def test_name_beside_its_region_lies_there(resolve):
    """The words behind a name say which one of several places it is."""
    first = resolve("A storm hit Paris, Texas, overnight.")[0]
    assert first.gazetteer_id == "geonames:2"
    assert first.rejected[0].gazetteer_id == "geonames:1"
    assert _one(resolve, "A storm hit Paris overnight.").gazetteer_id == "geonames:1"


@pytest.mark.parametrize("name", ["Sadove", "Sadovoye", "Sadovo", "Садове", "Sadoveʼ"])
def test_spellings_meet(resolve, name):
    """Transliterated, former and unlisted spellings find the theatre's place."""
    assert _one(resolve, f"Shells fell near {name}.").gazetteer_id == "theatre:sadove"


def test_theatre_place_merges_with_gazetteer(index):
    """A theatre place with a GeoNames id has that entry's names, and stands for it."""
    entry = index.entry("theatre:kamin-yar")
    assert entry is not None
    assert entry.geonames == 4
    assert "Камін Яр" in entry.names
    assert [c.gazetteer_id for c in index.lookup("Kamen Yar")] == ["theatre:kamin-yar"]


def test_the_city_is_the_one_under_discussion(resolve):
    """The city is the town named most and last; "the river" the one beside it."""
    text = "Troops are leaving Sadove. Bridges in the northeastern part of the city fell."
    assert resolve(text)[-1].name == "Sadove"
    assert resolve("Troops in Sadove crossed the river.")[-1].name == "Kaminka"


def test_the_city_may_be_written_large(resolve):
    """Posts write "the City" for the one under discussion; a longer name keeps its own."""
    found = resolve("Orders are to hold Sadove. Units move in the direction of the City.")
    assert [p.name for p in found] == ["Sadove", "Sadove"]
    assert all(p.name != "Sadove" for p in resolve("Troops hold Sadove. The City Council met.")[1:])


def test_unknown_name_spoils_nothing(resolve):
    """A name that no gazetteer has is placed nowhere, with the reason; others keep theirs."""
    found = resolve("They fought near Xyzzograd and near Sadove.")
    assert [p.lon is None for p in found] == [True, False]
    assert "no gazetteer" in found[0].reason


def test_relation_moves_the_point(resolve):
    """West of a town is west of it; its east bank lies east of the river; between lies between."""
    west = _one(resolve, "They dug in west of Sadove.")
    assert west.lon < 38.0
    assert 4 < km_between(west.lon, west.lat, 38.0, 48.6) < 9
    found = resolve("Troops hold Sadove. They left the eastern bank of the Kaminka River.")
    assert found[-1].lon > 38.0
    middle = _one(resolve, "They fortify positions between Kamin Yar and Orlivka.")
    assert 37.8 < middle.lon < 37.9
    far = _one(resolve, "They were seen 10 km north of Sadove.")
    assert km_between(far.lon, far.lat, 38.0, 48.6) == pytest.approx(10, rel=0.02)


def test_line_is_a_line(resolve):
    """A line between two towns is a LineString over both."""
    line = _one(resolve, "They fell back from the Sadove - Orlivka line.")
    assert line.geometry["type"] == "LineString"
    assert set(line.rests_on) == {"theatre:sadove", "theatre:orlivka"}


def test_claims_get_their_places(resolve):
    """A claim's place is filled from the placement with its span, or the one it overlaps."""
    placements = resolve("Troops left Sadove.")
    at = placements[0].words.start
    bare = place("Sadove", start=at, end=at + 6, lon=None, lat=None, gazetteer_id=None)
    (filled,) = places.place([claim(places=(bare,))], placements)
    assert filled.places[0].gazetteer_id == "theatre:sadove"
    assert filled.places[0].lon == 38.0
    (other,) = places.place([claim(places=(bare.but(start=500, end=506),))], placements)
    assert other.places[0].lon is None
    assert other.reasons == {}


def test_a_theatre_without_countries_places_what_the_gazetteer_knows(gazetteer, theatre, find):
    """A theatre that names no country still reads places, its own among them."""
    index = places.Index(gazetteer, theatre.but(countries=()))
    text = "Shells fell near Sadove and in Orlivka. The city is quiet; Sadoveh is not."
    words = find(text)
    assert [p.gazetteer_id for p in places.resolve(text, words, index)][:2] == [
        "theatre:sadove",
        "theatre:orlivka",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Shells fell in Verbove near Sadove. Verbove burns.", "geonames:1"),
        ("Shells fell in Verbove at Dalnie. Verbove burns.", "geonames:2"),
    ],
)
def test_a_town_beside_it_tells_homonyms_apart(tmp_path, theatre, text, first):
    """What the first mention says of a name holds for the bare ones behind it."""
    build.write(
        tmp_path / "g.sqlite",
        [
            Place("geonames:1", "Verbove", "settlement", "UA", "05", 38.1, 48.6, 1, 900,
                  [("Verbove", MAIN)]),
            Place("geonames:2", "Verbove", "settlement", "UA", "09", 36.0, 47.0, 1, 900,
                  [("Verbove", MAIN)]),
            Place("geonames:3", "Dalnie", "settlement", "UA", "09", 36.1, 47.0, 3, 90_000,
                  [("Dalnie", MAIN)]),
        ],
        "test",
    )  # fmt: skip
    index = places.Index(places.Gazetteer(tmp_path / "g.sqlite"), theatre)
    words = places.find(Parser().doc(text), index)
    found = [
        p.gazetteer_id for p in places.resolve(text, words, index) if "Verbove" in p.words.names
    ]
    assert found == [first, first]
