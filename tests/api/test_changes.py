"""What changed, over HTTP and on the command line: near the line no number without fresh word."""

import json
from pathlib import Path

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from fogline.cli.app import app
from fogline.views.tables import NO_RECENT_EVIDENCE

FRESH, OLD = "2023-03-07", "2023-03-20"


def moved(api: TestClient, known: str) -> dict:
    """Return the changes of V3 and of Misto's sectors, by place, since before they were told of."""
    asked = {"since": "2023-03-01", "on": known, "known": known}
    answer = api.get("/api/v1/changes", params=asked)
    assert answer.status_code == 200, answer.text
    return {c["place_id"]: c for name in ("happened", "learned") for c in answer.json()[name]}


def test_fresh_word_gives_numbers_and_old_word_near_the_line_gives_none(api: TestClient):
    """Two weeks after the last word the change is still there, but not its probabilities."""
    fresh, old = moved(api, FRESH), moved(api, OLD)
    assert old
    assert set(old) <= set(fresh)
    for place in old:
        assert not fresh[place]["no_recent_evidence"]
        assert sum(fresh[place]["control_after"].values()) > 0.99
        assert old[place]["no_recent_evidence"]
        assert old[place]["control_before"] is old[place]["control_after"] is None
        assert old[place]["reason"] == NO_RECENT_EVIDENCE
        assert old[place]["status_after"]
        assert old[place]["claims"]


def test_the_command_line_gives_the_same(api: TestClient, kept_store: Path):
    """`fogline changes` has words where the server has null."""
    for day in (FRESH, OLD):
        asked = ["changes", "--since", "2023-03-01", "--on", day, "--known", day,
                 "--store", str(kept_store), "--format", "jsonl"]  # fmt: skip
        done = CliRunner().invoke(app, asked)
        assert done.exit_code == 0, done.output
        rows = [r for r in map(json.loads, done.stdout.splitlines()) if r["what"] == "place"]
        assert {r["id"] for r in rows if r["probability"] is None} == {
            i for i, c in moved(api, day).items() if c["no_recent_evidence"]
        }
        assert rows
        assert all((r["reason"] == NO_RECENT_EVIDENCE) == (r["probability"] is None) for r in rows)
