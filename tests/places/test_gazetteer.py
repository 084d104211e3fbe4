import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline import places
from fogline.errors import InputRefused, MissingResource
from fogline.places.gazetteer import build
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.load import load_dump
from fogline.places.gazetteer.tables import MAIN, Place, middle, settlement_radius, without_generic


@given(st.text(max_size=200))
def test_any_name_can_be_asked_for(index, name):
    """No text breaks the look-up."""
    index.lookup(name)
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize("name", ["x" * 10_000, "\x00", "'; DROP TABLE name; --", "\ud800"])
def test_hostile_names_find_nothing(index, name):
    """Endless and hostile names are no places."""
    assert index.named(name_key(name)) == ()


def test_interrupted_build_leaves_nothing(tmp_path, monkeypatch):
    """A build that fails leaves neither the file nor a part of it, and says what to do."""

    def fail(*args):
        raise sqlite3.OperationalError("disk is full")

    monkeypatch.setattr(build, "write", fail)
    with pytest.raises(MissingResource, match="FOGLINE_GAZETTEER"):
        build.build(tmp_path / "g.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_none_is_named(tmp_path):
    """A file that is no gazetteer gives a message, not a traceback of the database."""
    path = tmp_path / "g.sqlite"
    path.write_text("no database")
    with pytest.raises(MissingResource, match="no gazetteer"):
        places.Gazetteer(path)


def test_same_id_twice_counts_once(tmp_path):
    """The first place of an id stands, a second one is left out."""
    town = Place("geonames:1", "A", "settlement", "XX", None, 0, 0, 1, 5, [("Aname", 0)])
    build.write(tmp_path / "g.sqlite", [town, town], "t")
    assert len(places.Gazetteer(tmp_path / "g.sqlite").named("aname")) == 1


def test_settlements_within_an_area(index):
    """The settlements inside a polygon come once each, theatre places in place of entries."""
    square = {"type": "Polygon", "coordinates": [
        [[37.7, 48.5], [38.1, 48.5], [38.1, 48.7], [37.7, 48.7], [37.7, 48.5]]]}  # fmt: skip
    found = [e.id for e in index.settlements_within(square)]
    assert found == ["theatre:kamin-yar", "theatre:orlivka", "theatre:sadove"]


def test_bare_region_names():
    """A region is also known without the word that says what it is."""
    assert without_generic("Sadove Oblast") == "Sadove"
    assert without_generic("Province of Sadove") == "Sadove"
    assert without_generic("Sadove") == ""


def test_middle_and_extent():
    """The middle of a region's towns is that of their box; a town's extent grows with its people."""
    lon, lat, radius = middle([(0.0, 0.0), (2.0, 0.0), (0.0, 2.0), (2.0, 2.0)])
    assert (lon, lat) == (1.0, 1.0)
    assert radius == pytest.approx(157, rel=0.02)
    assert settlement_radius(80_000) == pytest.approx(3.4, abs=0.1)


def _line(id_, name, lat="48.5", lon="38.5", others=""):
    columns = [id_, name, name, others, lat, lon, "P", "PPL", "UA", "", "05", *[""] * 3, "300"]
    return "\t".join(columns + [""] * (19 - len(columns)))


def _copy(gazetteer, tmp_path):
    path = tmp_path / "g.sqlite"
    path.write_bytes(gazetteer.path.read_bytes())
    return path


def test_dump_adds_places_and_names_broken_lines(gazetteer, tmp_path):
    """Good lines of a dump can be found afterwards; broken ones are skipped and named."""
    path, dump = _copy(gazetteer, tmp_path), tmp_path / "UA.txt"
    lines = [_line("70", "Lipove", others="Липове,Липовое"), "broken", _line("71", "Far", lat="99"),
             _line("72", "Nan", lat="nan"), _line("1", "Paris again"), _line("70", "Twice")]  # fmt: skip
    dump.write_text("\n".join(lines), encoding="utf-8")
    result = load_dump(dump, path)
    assert (result.skipped, result.faults[0]) == (3, "line 2: 1 columns instead of 19")
    loaded = places.Gazetteer(path)
    assert [r.id for r in loaded.named("липовое")] == ["geonames:70"]
    assert loaded.named("paris again") == []
    assert loaded.longest("lipove") == 1


def test_geojson_adds_places(gazetteer, tmp_path):
    """Features with a name become places; the others are named."""
    path, file = _copy(gazetteer, tmp_path), tmp_path / "own.geojson"
    point = {"type": "Point", "coordinates": [38.2, 48.7]}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": point, "properties": {"name": "Hill 5", "kind": "height"}},
        {"type": "Feature", "geometry": point, "properties": {}},
        {"type": "Feature", "geometry": None, "properties": {"name": "Nowhere"}},
    ]}))  # fmt: skip
    assert load_dump(file, path).skipped == 2
    assert places.Gazetteer(path).named("hill 5")[0].kind == "height"


def test_dump_without_a_place_changes_nothing(gazetteer, tmp_path):
    """A file that holds no place is refused, and the gazetteer stays as it was."""
    path, dump = _copy(gazetteer, tmp_path), tmp_path / "UA.txt"
    dump.write_bytes(b"\x00\xff\n" * 50)
    before = path.read_bytes()
    with pytest.raises(InputRefused, match="line 1"):
        load_dump(dump, path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["UA.txt", "g.sqlite"]


def test_a_name_like_none_finds_the_nearest(index):
    """What nobody bears is compared by letters with the country's names, in either script."""
    for asked in ("Kaeminst Yar", "Камінст Йар"):
        (found, *_) = index.lookup(asked)
        assert (found.name, "has a name like it" in found.reason) == ("Kamin Yar", True)


def test_latin_letters_in_cyrillic_words_are_seen_through(index):
    """Scraped text has the Latin "a" in Cyrillic words."""
    mixed = "К\u0061мін Яр"  # the second letter is Latin
    assert index.lookup(mixed)[0].name == "Kamin Yar"


def test_the_larger_place_at_home_comes_first(tmp_path, theatre):
    """Who asks for a name means a town at home before a larger one abroad and a theatre's hamlet."""
    build.write(
        tmp_path / "g.sqlite",
        [
            Place("geonames:1", "Orlivka", "settlement", "UA", "05", 30.0, 50.0, 3, 30_000,
                  [("Orlivka", MAIN)]),
            Place("geonames:2", "Orlivka", "settlement", "BR", "05", -50.0, -10.0, 9, 300_000,
                  [("Orlivka", MAIN)]),
        ],
        "test",
    )  # fmt: skip
    index = places.Index(places.Gazetteer(tmp_path / "g.sqlite"), theatre)
    found = [c.gazetteer_id for c in index.lookup("Orlivka")]
    assert found == ["geonames:1", "theatre:orlivka", "geonames:2"]


def test_a_former_name_says_when(index):
    """The reason of a candidate tells in which years it was called so."""
    assert "bore this name from 1950 to 2016" in index.lookup("Krasnosadovsk")[0].reason


def test_a_name_is_found_as_a_neighbour_writes_it(index):
    """Polish and German spellings are read back before they are compared."""
    for written in ("Orliwka", "Orlywka"):
        assert index.lookup(written)[0].gazetteer_id == "theatre:orlivka"
