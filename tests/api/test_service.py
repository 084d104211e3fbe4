"""The picture behind a request: the same as the store's own, whoever asks at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory_store import named, story, write_store
from fogline.api.service import Service
from fogline.api.snapshot import Snapshot
from fogline.model.decision import Decision
from fogline.model.report import Retraction
from fogline.pipeline import Assessment
from fogline.settings import load
from fogline.store import Reading, open_store

BEGIN = datetime(2023, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory, theatre_folder: Path) -> Path:
    """A store with a late retraction, a standing decision and one taken back."""
    path = write_store(tmp_path_factory.mktemp("s") / "w.fog", theatre_folder, story())
    pairs = [named(p) for p in story()]
    with open_store(path) as store:
        store.retract(Retraction(report_id=pairs[3][1].id, retracted="2023-03-08T12:00:00+00:00"))
        for number, until in enumerate((None, "2023-03-09T00:00:00+00:00")):
            claim = pairs[number][0]
            store.decide(
                Decision(
                    id=f"d{number}", verdict="reject", subject="claim", subject_id=claim.id,
                    fingerprint=claim.fingerprint, by="A. Kova", reason="an old clip",
                    made="2023-03-08T00:00:00+00:00", withdrawn=until,
                )
            )  # fmt: skip
    return path


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 7 * 24))
def test_what_was_known_then_is_what_the_store_says(lively: Path, hours: int):
    """At any instant the records in memory are those of the store's own view."""
    known = BEGIN + timedelta(hours=hours)
    with open_store(lively) as store:
        then, stored = Snapshot(store).view(known), store.view(known)
        assert list(then.reports()) == list(stored.reports())
        assert list(then.claims()) == list(stored.claims())
        assert then.decisions() == stored.decisions()
        assert then.judgements() == stored.judgements()
        assert then.retractions() == stored.retractions()


@pytest.mark.parametrize("hours", [30, 96, 110, 140])
def test_the_servers_picture_is_the_command_lines(lively: Path, hours: int):
    """Events, situation and changes are those that an assessment of the store gives."""
    known, on = BEGIN + timedelta(hours=hours), date(2023, 3, 7)
    service = Service(lively, load({}))
    service.assessed(known + timedelta(minutes=1))  # columns are shared with this one
    served = service.assessed(known)
    with open_store(lively) as store:
        own = Assessment(store, known)
        assert served.events == own.events
        assert [p.control for p in served.situation(on).places] == [
            p.control for p in own.situation(on).places
        ]
        before = known - timedelta(days=1)
        assert [c.name for c in served.changes(before, on).happened] == [
            c.name for c in own.changes(before, on).happened
        ]
    service.close()


def test_changes_know_the_events_before_they_take_their_turn(
    lively: Path, monkeypatch: pytest.MonkeyPatch
):
    """Events are made in their own turn: inside that of changes, two could wait for each other."""
    seen = []
    plain = Assessment.changes
    monkeypatch.setattr(
        Assessment,
        "changes",
        lambda own, *asked: seen.append("events" in vars(own)) or plain(own, *asked),
    )
    service = Service(lively, load({}))
    service.assessed(BEGIN + timedelta(days=4)).changes(BEGIN)
    service.close()
    assert seen == [True]


def test_many_ask_while_one_writes(serve: Callable[..., TestClient], store: Path):
    """Readers at once with a writer beside them all get whole answers."""
    client = serve()
    claim, report = named(story()[0])

    def ask(number: int) -> int:
        path = ("claims", "events", "situation?on=2023-03-07", "decisions")[number % 4]
        return client.get(f"/api/v1/{path}").status_code

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, n) for n in range(24)]
        with open_store(store) as writing:
            for n in range(5):
                other = report.but(id=f"r{n}", text=f"{n}")
                its = claim.but(id=f"c{n}", report_id=other.id)
                writing.write([Reading(report=other, claims=(its,), engine="1")])
        assert {a.result() for a in answers} == {200}
    assert client.get("/api/v1/claims").json()["total"] == 13


def test_two_analysts_at_once_both_stand(serve: Callable[..., TestClient]):
    """Two judgements of one event at once are two rows; the newer leads."""
    client = serve()
    event = client.get("/api/v1/events").json()["items"][0]["id"]

    def judge(who: str) -> int:
        verdict = "confirm" if who == "Ana" else "reject"
        body = {"subject_id": event, "verdict": verdict, "by": who, "reason": "seen"}
        return client.post("/api/v1/decisions", json=body).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(judge, ("Ana", "Ben"))) == [201, 201]
    rows = client.get("/api/v1/decisions").json()["items"]
    assert {r["by"] for r in rows} == {"Ana", "Ben"}
    shown = client.get(f"/api/v1/events/{event}").json()["decision"]
    assert shown["id"] == rows[0]["id"]
