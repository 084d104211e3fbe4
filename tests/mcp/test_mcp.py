"""The tools that a language model has: read-only, through the gate."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from factory_store import coloured, story, write_store, write_theatre
from fogline.mcp import create_server
from fogline.settings import load


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = write_theatre(tmp_path / "made", coloured())
    return write_store(tmp_path / "war.fog", folder, story())


def call(store: Path, tool: str, **asked: object) -> dict[str, Any]:
    result = asyncio.run(create_server(store, load({})).call_tool(tool, asked))
    return json.loads(result.content[0].text)


def test_the_tools_are_three_and_change_nothing(store: Path):
    """Claims, situation and trace, each marked as read-only."""
    tools = asyncio.run(create_server(store, load({})).list_tools())
    assert {t.name for t in tools} == {"claims", "situation", "trace"}
    assert all(t.annotations.read_only_hint for t in tools)


def test_claims_are_found_and_counted(store: Path):
    """A filter narrows, the total says how many there are, the limit how many come."""
    found = call(store, "claims", action="capture", limit=2)
    assert (found["total"], len(found["claims"])) == (3, 2)


def test_from_a_claim_to_its_words(store: Path):
    """The trace of a claim has the words and the chain."""
    claim = call(store, "claims", action="destroy")["claims"][0]
    traced = call(store, "trace", id=claim["id"])
    assert traced["claims"][0]["words"] == claim["quote"]


def test_the_situation_is_not_for_movement(store: Path):
    """Every place carries it, and the age of its evidence."""
    found = call(store, "situation", on="2023-03-07", known="2023-03-07")
    assert found["not_for_movement"] is True
    assert all(p["not_for_movement"] and "age_hours" in p for p in found["places"])


def test_no_resident_is_named(store: Path):
    """Nothing that a tool says names a private person."""
    said = json.dumps([call(store, "claims"), call(store, "claims", text="Petrenko")])
    assert "Petrenko" not in said
    assert call(store, "claims", text="Petrenko")["total"] == 0


def test_a_wrong_question_is_answered_with_the_reason(store: Path):
    """An unknown side or id comes back as a sentence."""
    assert "green" in call(store, "claims", side="green")["error"]
    assert "nothing" in call(store, "trace", id="nothing")["error"]
