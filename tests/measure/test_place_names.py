import json

import pytest

from fogline.errors import DataError
from fogline.measure.calls import run


def _write(folder, name, spellings, location):
    place = {
        "sourceSpelling": spellings[0],
        "correctSpelling": spellings[1],
        "incorrectSpellings": spellings[2:],
        "relatedSpellings": [],
        "location": location,
    }
    (folder / f"{name}.json").write_text(json.dumps(place), encoding="utf-8")


def test_spellings_that_find_their_place_are_counted(tmp_path):
    """A place nobody knows is not held against the spellings; one without location is counted."""
    _write(tmp_path, "a", ["Бахмут", "Bakhmut", "Qqqqq"], {"lat": 48.595, "lng": 38.0})
    _write(tmp_path, "b", ["Ніщо", "Nishcho"], {"lat": 0.0, "lng": -150.0})
    _write(tmp_path, "c", ["Донбас", "Donbas"], None)
    figures = run(["places", "names", str(tmp_path)])
    assert (figures["names"], figures["in_gazetteer"], figures["without_location"]) == (3, 1, 1)
    assert (figures["spellings"], figures["found_where_known"]) == (5, pytest.approx(2 / 3, 1e-3))


def test_a_file_that_is_no_place_is_named(tmp_path):
    """The message says which file."""
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.json"):
        run(["places", "names", str(tmp_path)])
