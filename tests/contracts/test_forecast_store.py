import sqlite3
from pathlib import Path

import pytest

from factory_ledger import forecast
from fogline.errors import UsageError
from fogline.model.time import parse_instant
from fogline.outlook import ledger
from fogline.pipeline import forecasting
from fogline.store import open_store
from fogline.store.sqlite import SqliteStore

NOW = parse_instant("2023-05-01T12:00:00+00:00")


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return open_store(tmp_path / "a.fog", theatre="ukraine", create=True)


def test_a_forecast_comes_back_as_it_was_registered(store: SqliteStore):
    """Equal after a round trip, with its seal whole."""
    made = forecast()
    assert store.register([made]) == 1
    assert store.forecasts() == [made]
    assert store.forecasts()[0].whole


def test_a_registered_forecast_is_never_overwritten(store: SqliteStore):
    """Registering the same id again leaves the first."""
    store.register([forecast(0.7)])
    assert store.register([forecast(0.2)]) == 0
    assert store.forecasts()[0].probability == 0.7


def test_a_ledger_of_the_past_knows_nothing_later(store: SqliteStore):
    """Neither forecasts said nor resolutions written after the instant."""
    made = forecast()
    store.register([made])
    evidence = ledger.Evidence("person", "A", NOW, NOW)
    store.resolve([ledger.resolution(made, "yes", evidence, "seen")])
    before = parse_instant("2023-04-01T00:00:00+00:00")
    assert store.forecasts(parse_instant("2023-03-01T00:00:00+00:00")) == []
    assert [e.status for e in forecasting.entries(store, before)] == ["open"]
    assert [e.status for e in forecasting.entries(store)] == ["yes"]


def test_a_changed_forecast_is_noticed(store: SqliteStore, tmp_path: Path):
    """Somebody who edits the file is found out by the hash."""
    store.register([forecast(0.7)])
    store.close()
    with sqlite3.connect(tmp_path / "a.fog") as raw:
        raw.execute("UPDATE forecasts SET payload = replace(payload, '0.7', '0.9')")
    with open_store(tmp_path / "a.fog") as again, pytest.raises(UsageError, match="changed"):
        forecasting.entries(again)


def test_a_store_of_the_version_before_gains_a_ledger(store: SqliteStore, tmp_path: Path):
    """Its tables are added on opening."""
    store.close()
    with sqlite3.connect(tmp_path / "a.fog") as raw:
        raw.execute("DROP TABLE resolutions")
        raw.execute("DROP TABLE forecasts")
        raw.execute("PRAGMA user_version = 2")
    with open_store(tmp_path / "a.fog") as again:
        assert again.register([forecast()]) == 1
