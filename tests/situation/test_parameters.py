from datetime import date, datetime

import pytest

from fogline.errors import DataError
from fogline.situation import parameters


def test_every_value_has_a_source_and_a_reason():
    """Each shipped version loads and says of every scalar why and from where."""
    for version in parameters.versions():
        assert set(version.reasons) == set(version.to_json()["values"])
        assert all("(" in reason for reason in version.reasons.values())


def test_nothing_fitted_later_is_used():
    """A knowledge time takes no version whose fit used later data; one without a fit is there."""
    early = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
    assert parameters.at(early).fitted_until is None
    for version in parameters.versions():
        fitted = version.fitted_until or date.min
        assert fitted < date(2099, 1, 1)
    assert parameters.at(None) == parameters.newest()


def test_a_broken_file_is_refused(tmp_path):
    """A file without a value's reason, or with an unknown value, is refused by name."""
    path = tmp_path / "x.yaml"
    path.write_text("version: x\nfitted_until: null\nvalues: {direct: {value: 1}}\n")
    with pytest.raises(DataError, match="x"):
        parameters.load(path)
