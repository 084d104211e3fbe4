import csv
import json

import geopandas
import pytest

from factory_war import told
from fogline.errors import UsageError
from fogline.views.export import export
from fogline.views.frames import claims as claim_frame
from fogline.views.frames import situation as situation_frame


def write(picture, out, **fields):
    return export(out, picture.situation, picture.claims, picture.events, **fields)


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "parquet", "kml"])
@pytest.mark.parametrize("layer", ["situation", "claims", "events"])
def test_geopandas_reads_exports_back(picture, tmp_path, ending, layer):
    """Each format is read back by GeoPandas in degrees."""
    out = tmp_path / f"x.{ending}"
    assert write(picture, out, layer=layer) > 0
    read = (
        geopandas.read_parquet(out)
        if ending == "parquet"
        else geopandas.read_file(out, **({"layer": layer} if ending == "gpkg" else {}))
    )
    assert len(read)
    assert read.crs.to_epsg() == 4326


def test_control_says_how_old_it_is_and_not_for_movement(picture, tmp_path):
    """Every row of control carries the age of its evidence and that it is not for movement."""
    out = tmp_path / "x.gpkg"
    write(picture, out)
    read = geopandas.read_file(out, layer="situation")
    assert read["not_for_movement"].all()
    assert "age_hours" in read


def test_exports_name_no_resident(picture, tmp_path):
    """A resident's name is in no export."""
    for ending in ("geojson", "csv", "kml"):
        out = tmp_path / f"x.{ending}"
        write(picture, out, layer="claims")
        assert "Petrenko" not in out.read_text()


def test_csv_has_no_formula(picture_of, tmp_path):
    """Words that a spreadsheet would run are words."""
    item, of = told(outlet="=cmd|' /C calc'!A0", text="x =1+1")
    out = tmp_path / "x.csv"
    write(picture_of((item, of)), out, layer="claims")
    with out.open(encoding="utf-8", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not [c for c in cells if c[:1] in "=+@" and c[:1]]


def test_no_point_is_finer_than_the_report(picture_of, tmp_path):
    """A place known to ten kilometres has no more than one digit beyond that."""
    item, of = told()
    coarse = item.places[0].but(lon=38.123456, lat=48.654321, radius_km=10.0)
    made = picture_of((item.but(places=(coarse,)), of))
    frame = claim_frame(made.claims.values())
    assert (frame.geometry.x[0], frame["lon"][0]) == (38.123, 38.123)
    out = tmp_path / "x.geojson"
    write(made, out, layer="claims")
    assert json.loads(out.read_text())["features"][0]["geometry"]["coordinates"] == [38.123, 48.654]


def test_exports_are_whole_or_not_there(picture, tmp_path, monkeypatch):
    """A writing that fails leaves the old file and nothing beside it."""
    out = tmp_path / "x.csv"
    out.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(export.__globals__["_WRITERS"], "csv", fail)
    with pytest.raises(UsageError, match="No space left"):
        write(picture, out)
    assert out.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_unknown_formats_are_named(picture, tmp_path):
    """An ending that nobody knows is refused with those that are known."""
    with pytest.raises(UsageError, match="geojson, gpkg, csv, parquet, kml"):
        write(picture, tmp_path / "x.docx")


def test_frames_of_nothing(nothing):
    """A war without a claim still has a frame of its places."""
    assert len(situation_frame(nothing.situation.places)) == len(nothing.situation.places)
    assert claim_frame([]).empty
