"""Places of a user's own: every form of file, loads that are cut off, gazetteers that are rebuilt."""

import sqlite3

import geopandas
import pytest
from shapely.geometry import LineString, Point, Polygon

from fogline import places
from fogline.errors import InputRefused
from fogline.places.gazetteer import add, build, load
from fogline.places.gazetteer.keys import name_key
from fogline.places.gazetteer.tables import MAIN, Place
from fogline.text.parse import Parser


def _copy(gazetteer, tmp_path):
    path = tmp_path / "g.sqlite"
    path.write_bytes(gazetteer.path.read_bytes())
    return path


def _dump(tmp_path, numbers):
    lines = []
    for number in numbers:
        columns = [str(number), f"Lipove{number}", "", "", "48.5", "38.5", "P", "PPL", "UA"]
        lines.append("\t".join(columns + [""] * 10))
    path = tmp_path / "UA.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _package(tmp_path, crs="EPSG:4326"):
    frame = geopandas.GeoDataFrame(
        {
            "name": ["Hill 5", "Dry Gully", None],
            "kind": ["height", "river", "site"],
            "country": ["UA", "UA", "UA"],
            "name_ru": ["Высота 5", None, None],
            "population": [0, None, 3],
        },
        geometry=[
            Polygon([(38.0, 48.0), (38.2, 48.0), (38.2, 48.2), (38.0, 48.2)]),
            LineString([(38.0, 48.4), (38.1, 48.5)]),
            Point(1, 1),
        ],
        crs="EPSG:4326",
    ).to_crs(crs)
    path = tmp_path / "own.gpkg"
    frame.to_file(path, layer="heights", driver="GPKG")
    return path


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32637"])
def test_geopackage_keeps_names_and_outlines(gazetteer, tmp_path, crs):
    """Features of any layer and projection are places with their outline; nameless ones are told."""
    path = _copy(gazetteer, tmp_path)
    result = places.load_dump(_package(tmp_path, crs), path)
    assert (result.added, result.faults) == (2, ["feature 3: no property 'name'"])
    loaded = places.Gazetteer(path)
    (row,) = loaded.named("высота 5")
    assert (row.name, row.kind, round(row.lon, 2), round(row.lat, 2)) == (
        "Hill 5",
        "height",
        38.1,
        48.1,
    )
    assert loaded.shape(row.id).area == pytest.approx(0.04, rel=0.01)
    assert loaded.shape(loaded.named("dry gully")[0].id).geom_type == "LineString"


def test_an_own_outline_is_the_answers_shape(gazetteer, theatre, tmp_path):
    """A name that has an outline is answered with it, not with a false point."""
    path = _copy(gazetteer, tmp_path)
    places.load_dump(_package(tmp_path), path)
    index = places.Index(places.Gazetteer(path), theatre)
    text = "They are dug in on Hill 5 today."
    (placement,) = places.resolve(text, places.find(Parser().doc(text), index), index)
    assert placement.geometry["type"] == "Polygon"


def test_alternate_names_find_places_that_are_there(gazetteer, tmp_path):
    """Names of known places are added; links, codes and names of unknown places are left out."""
    path, file = _copy(gazetteer, tmp_path), tmp_path / "alternateNamesV2.txt"
    rows = [("1", "4", "ru", "Каменный Яр"), ("2", "4", "link", "https://x"), ("3", "4", "iata", "KYR"),
            ("4", "999", "en", "Unknown"), ("5", "4", "en", "Stony Ravine"), ("6", "4", "uk", "Камін Яр")]  # fmt: skip
    file.write_text("".join("\t".join([*r, *[""] * 6]) + "\n" for r in rows), encoding="utf-8")
    result = places.load_dump(file, path)
    assert (result.added, result.names, result.skipped) == (0, 2, 0)
    loaded = places.Gazetteer(path)
    assert [r.id for r in loaded.named(name_key("Каменный Яр"))] == ["geonames:4"]
    assert loaded.longest("stony") == 2
    assert "Stony Ravine" in loaded.entry("geonames:4").names


def test_codes_of_regions_name_them(gazetteer, tmp_path):
    """The fourth column of GeoNames' admin codes says whose name the second is."""
    path, file = _copy(gazetteer, tmp_path), tmp_path / "admin1CodesASCII.txt"
    file.write_text("US.TX\tLone Star State\tLone Star State\t3\n", encoding="utf-8")
    assert places.load_dump(file, path).names == 1
    assert places.Gazetteer(path).named("lone star state")[0].id == "geonames:3"


def test_a_load_that_is_cut_off_goes_on(gazetteer, tmp_path, monkeypatch):
    """Until the end nothing is seen of it; the same call then reads only what is left."""
    path, dump = _copy(gazetteer, tmp_path), _dump(tmp_path, range(100, 110))
    before = path.read_bytes()
    monkeypatch.setattr(add, "BATCH", 3)
    monkeypatch.setattr(load, "batches", lambda items: add.batches(items, 3))
    read = []

    def stop(_what, done, total):
        read.append((done, total))
        if len(read) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        places.load_dump(dump, path, stop)
    assert path.read_bytes() == before
    result = places.load_dump(dump, path, lambda _what, done, _total: read.append(done))
    assert (result.added, result.resumed, len(read)) == (10, True, 4)
    loaded = places.Gazetteer(path)
    assert all(loaded.row(f"geonames:{n}") for n in range(100, 110))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["UA.txt", "g.sqlite"]


def test_a_changed_file_begins_anew(gazetteer, tmp_path):
    """What was noted of another file, or of the file as it was, is not gone on from."""
    path, dump = _copy(gazetteer, tmp_path), _dump(tmp_path, range(100, 110))

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        places.load_dump(dump, path, stop)
    dump = _dump(tmp_path, [200])
    result = places.load_dump(dump, path)
    assert (result.added, result.resumed) == (1, False)
    assert places.Gazetteer(path).row("geonames:100") is None


def test_two_loads_at_once_are_refused(gazetteer, tmp_path):
    """The second says that another is running."""
    path, dump = _copy(gazetteer, tmp_path), _dump(tmp_path, [100])

    def again(*_):
        places.load_dump(dump, path)

    with pytest.raises(InputRefused, match="another load is running"):
        places.load_dump(dump, path, again)


def test_a_rebuild_keeps_what_was_loaded(gazetteer, tmp_path, monkeypatch):
    """Own places, their outlines and own names of others are in the new file as well."""
    path = _copy(gazetteer, tmp_path)
    places.load_dump(_package(tmp_path), path)
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "\t".join(["1", "4", "en", "Stony Ravine", *[""] * 6]) + "\n", encoding="utf-8"
    )
    places.load_dump(names, path)
    new = Place("geonames:4", "Kamin Yar", "settlement", "UA", "05", 37.9, 48.6, 1, 900,
                [("Kamin Yar", MAIN)])  # fmt: skip
    monkeypatch.setattr(build, "_default", lambda progress: iter([new]))
    for _ in range(2):  # and again by the next one
        build.build(path)
        built = places.Gazetteer(path)
        assert built.named("paris") == []
        assert built.shape(built.named("hill 5")[0].id).geom_type == "Polygon"
        assert [r.id for r in built.named("stony ravine")] == ["geonames:4"]


def test_a_file_of_the_format_before_keeps_what_was_loaded(gazetteer, tmp_path, monkeypatch):
    """Before anybody noted whose a place is, the user's stood behind the default's airports."""
    path = _copy(gazetteer, tmp_path)
    old = sqlite3.connect(path)
    old.executescript(
        "DROP TABLE shape; DROP TABLE own_name; DELETE FROM meta WHERE key = 'own_from';"
    )
    row = "INSERT INTO entry VALUES (?, ?, ?, 'site', 'UA', NULL, 38, 48, 1, 0, '')"
    old.executemany(
        row, [(900, "gazetteer:airport.XXX", "X Airport"), (901, "gazetteer:own.1", "Mine 7")]
    )
    old.commit()
    old.close()
    monkeypatch.setattr(build, "_default", lambda progress: iter(()))
    build.build(path)
    assert [r.id for r in places.Gazetteer(path).named("mine 7")] == ["gazetteer:own.1"]
    assert places.Gazetteer(path).named("x airport") == []


def test_an_old_file_that_is_none_is_set_aside(tmp_path, monkeypatch):
    """It may hold what somebody has loaded, so it is not thrown away."""
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"no database at all " * 100)
    monkeypatch.setattr(build, "_default", lambda progress: iter(()))
    build.build(path)
    assert places.Gazetteer(path).named("paris") == []
    assert (tmp_path / "g.sqlite.unreadable").is_file()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.gpkg", b"no package"), ("a.geojson", b"[1]"), ("a.geojson", b'{"features": 3}'),
     ("a.txt", b"")],
)  # fmt: skip
def test_what_holds_no_place_is_refused(gazetteer, tmp_path, name, content):
    """The message names the file, and the gazetteer stays as it was."""
    path, file = _copy(gazetteer, tmp_path), tmp_path / name
    file.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(InputRefused, match=name):
        places.load_dump(file, path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "g.sqlite"])
