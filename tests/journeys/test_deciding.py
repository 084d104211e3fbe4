"""A person's judgement leads, and can be taken back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = """---
outlet: Northern Ledger
published: 2023-02-12T18:00:00+02:00
---

Russian troops captured Krasna Hora on Saturday, the UK Ministry of Defence said.
"""


@pytest.fixture
def event(fogline: Callable, tmp_path: Path) -> str:
    (tmp_path / "a.md").write_text(TEXT)
    assert fogline("read", "a.md", "--store", "w.fog").code == 0
    (only,) = fogline(
        "events", "--store", "w.fog", "--action", "capture", "--format", "jsonl"
    ).records
    return str(only["id"])


def status(fogline: Callable) -> str:
    (only,) = fogline(
        "events", "--store", "w.fog", "--action", "capture", "--format", "jsonl"
    ).records
    return str(only["status"])


def test_a_confirmation_leads_until_it_is_withdrawn(fogline: Callable, event: str):
    """The status is the person's, then the machine's again."""
    assert status(fogline) == "claimed"
    words = ("--by", "A. Kova", "--reason", "seen on imagery", "--store", "w.fog")
    made = fogline("decide", event, "confirm", *words)
    assert made.code == 0, made.err
    assert status(fogline) == "confirmed"
    (row,) = fogline("decisions", "--store", "w.fog", "--format", "jsonl").records
    assert (row["by"], row["verdict"]) == ("A. Kova", "confirm")
    assert fogline("decide", row["id"], "--withdraw", "--store", "w.fog").code == 0
    assert status(fogline) == "claimed"


def test_a_rejected_claim_no_longer_counts(fogline: Callable, event: str):
    """The event it carried is no longer claimed."""
    (claim,) = fogline(
        "claims", "--store", "w.fog", "--action", "capture", "--format", "jsonl"
    ).records
    fogline(
        "decide", claim["id"], "reject", "--by", "A", "--reason", "old clip", "--store", "w.fog"
    )
    assert status(fogline) == "withdrawn"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("confirm", "--by", "A"), "--reason"),
        (("bless", "--by", "A", "--reason", "r"), "bless"),
        (("pin_grade", "--by", "A", "--reason", "r", "--grade", "Z9"), "Z9"),
        (("confirm", "--by", "A", "--reason", "r", "--grade", "B2"), "go together"),
    ],
)
def test_an_unsigned_or_unfitting_decision_is_refused(
    fogline: Callable, event: str, words: tuple[str, ...], says: str
):
    """Exit code 2 and a sentence."""
    ran = fogline("decide", event, *words, "--store", "w.fog")
    assert ran.code == 2
    assert says in ran.err


def test_events_are_merged_and_split_from_the_command_line(fogline: Callable, tmp_path: Path):
    """Two events become one and part again, each with a reason; the list shows what was done."""
    other = TEXT.replace("Krasna Hora", "Paraskoviivka").replace("Saturday", "Friday")
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "b.md").write_text(other)
    fogline("read", "a.md", "b.md", "--store", "w.fog")
    words = ("--by", "A. Kova", "--reason", "one assault", "--store", "w.fog")
    listing = ("events", "--store", "w.fog", "--action", "capture", "--format", "jsonl")
    one, two = (e["id"] for e in fogline(*listing).records)
    assert fogline("decide", one, "merge", "--into", two, *words).code == 0
    (joined,) = fogline(*listing).records
    assert len(joined["claims_for"]) == 2
    claim = joined["claims_for"][0]
    assert fogline("decide", joined["id"], "split", "--claim", claim, *words).code == 0
    assert len(fogline(*listing).records) == 2
    rows = fogline("decisions", "--store", "w.fog", "--format", "csv").out
    assert f"merge {two}" in rows
    assert f"split {claim}" in rows
    wrong = fogline("decide", claim, "move", "--into", "nothing", *words)
    assert (wrong.code, "nothing" in wrong.err) == (2, True)


def test_a_decision_on_what_is_gone_is_orphaned(fogline: Callable, event: str, tmp_path: Path):
    """A decision finds what it judged; where a new reading left nothing of it, the list says so."""
    words = ("--by", "A. Kova", "--reason", "seen on imagery", "--store", "w.fog")
    assert fogline("decide", event, "confirm", *words).code == 0
    (row,) = fogline("decisions", "--store", "w.fog", "--format", "jsonl").records
    assert row["orphaned"] is False
    with sqlite3.connect(tmp_path / "w.fog") as store:
        store.execute("DELETE FROM claims")
    (row,) = fogline("decisions", "--store", "w.fog", "--format", "jsonl").records
    assert row["orphaned"] is True
