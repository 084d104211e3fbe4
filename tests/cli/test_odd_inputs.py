"""What a stranger would try: each ends in a sentence and an exit code, never in a traceback."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fogline.errors import StoreError
from fogline.store import open_store

WORDS = "Українські війська відступили зі східного берега Бахмута, повідомив командир гарнізону."


def test_names_of_files_can_hold_anything(fogline: Callable, tmp_path: Path):
    """Spaces, line breaks, control characters, bytes that are no text: one line each, all read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate([b"a b.txt", b"new\nline.txt", "Ж.txt".encode(), b"bad\xff.txt"]):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"{WORDS} {number}")
    (folder / "esc\x1b[31m\nred.txt").write_text("")
    ran = fogline("read", folder, "--store", "a.fog")
    assert ran.code == 1
    assert "4 reports read" in ran.err
    assert "\x1b" not in ran.err
    firsts = [line.split(":")[0] for line in ran.err.splitlines()]
    assert firsts == ["refused", "note", "note", "a.fog"]


def test_links_are_followed_once_and_dead_ends_named(fogline: Callable, tmp_path: Path):
    """A link to the folder above ends there; one to nowhere and a pipe are refused by name."""
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text(WORDS)
    (folder / "up").symlink_to(folder)
    (folder / "there").symlink_to(elsewhere)
    (folder / "self").symlink_to(folder / "self")
    (folder / "nowhere").symlink_to("none")
    os.mkfifo(folder / "pipe")
    ran = fogline("read", folder, "--store", "a.fog")
    assert ran.code == 1
    assert "1 report read" in ran.err
    assert "3 refused" in ran.err


def test_a_folder_that_may_not_be_read_is_named(
    fogline: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The rest of what was named is read."""
    folder = tmp_path / "locked"
    folder.mkdir()
    (tmp_path / "a.txt").write_text(WORDS)
    honest = Path.iterdir

    def denied(self: Path) -> object:
        if self.name == "locked":
            raise PermissionError(13, "Permission denied")
        return honest(self)

    monkeypatch.setattr(Path, "iterdir", denied)
    ran = fogline("read", folder, tmp_path / "a.txt", "--store", "a.fog")
    assert ran.code == 1
    assert f"{folder}: folder cannot be read: Permission denied" in ran.err
    assert "1 report read" in ran.err


@pytest.mark.parametrize(
    "address", ["http://[", "http://h:99999/", "http://a..b/", "http://exa mple/", "x" * 5000]
)
def test_no_address_and_no_name_is_a_refusal(fogline: Callable, address: str):
    """What cannot be an address or a file's name is refused like any other input."""
    ran = fogline("read", address, "--store", "a.fog")
    assert (ran.code, ran.err.count("refused: ")) == (1, 1)


def test_a_filter_that_nothing_can_match_is_wrong_use(fogline: Callable, tmp_path: Path):
    """A misspelled side, kind or action is not an empty list; the message says what there is."""
    open_store(tmp_path / "a.fog", theatre="ukraine", create=True).close()
    for words, said in [
        (("claims", "--side", "martians"), "russia"),
        (("claims", "--kind", "x"), "forecast"),
        (("claims", "--action", "x"), "withdraw"),
        (("events", "--action", "shell"), "strike"),
        (("sources", "--side", "martians"), "ukraine"),
        (("reports", "--since", "2023-03-02", "--until", "2023-03-01"), "after"),
        (("reports", "--known", "9999-12-31"), "--known"),
        (("read", tmp_path, "--url", "https://n.example/1"), "one text"),
    ]:
        ran = fogline(*words, "--store", "a.fog")
        assert ran.code == 2, words
        assert said in ran.err


def test_every_list_goes_to_a_file_in_each_of_its_formats(fogline: Callable, tmp_path: Path):
    """The file is whole; a device is written to, not put aside."""
    (tmp_path / "a.txt").write_text(WORDS)
    fogline("read", "a.txt", "--store", "a.fog")
    for name, form in [
        *[("reports", f) for f in ("table", "jsonl", "csv", "parquet")],
        *[("claims", f) for f in ("table", "jsonl", "csv", "geojson", "parquet")],
        *[("events", f) for f in ("table", "jsonl", "csv", "geojson", "parquet")],
        *[("sources", f) for f in ("table", "jsonl", "csv", "parquet")],
    ]:
        ran = fogline(name, "--format", form, "--out", "got", "--store", "a.fog")
        assert (ran.code, ran.out) == (0, ""), (name, form, ran.err)
        assert Path("got").exists()
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True)
    fogline("reports", "--format", "jsonl", "--out", "pipe", "--store", "a.fog")
    assert json.loads(reader.communicate()[0])["language"] == "uk"


def test_the_days_of_reports_are_the_theatres(fogline: Callable, tmp_path: Path):
    """A report of 23:30 UTC is of the next day in Kyiv, and known at the end of that day."""
    (tmp_path / "a.md").write_text(
        f"---\noutlet: X\npublished: 2023-03-06T23:30:00Z\n---\n{WORDS}\n"
    )
    fogline("read", "a.md", "--store", "a.fog")
    found = {
        words: len(fogline("reports", "--format", "jsonl", *words, "--store", "a.fog").records)
        for words in [
            ("--since", "2023-03-07"),
            ("--until", "2023-03-06"),
            ("--known", "2023-03-06"),
            ("--known", "2023-03-07"),
        ]
    }
    assert list(found.values()) == [1, 0, 0, 1]


def test_the_version_is_printed(fogline: Callable):
    """With the name of the program."""
    ran = fogline("--version")
    assert ran.code == 0
    assert ran.out.startswith("fogline ")


def test_a_retraction_is_recorded_from_its_instant(fogline: Callable, tmp_path: Path):
    """A day ends in the theatre; before it the report stands; nonsense is wrong use."""
    (tmp_path / "a.md").write_text(f"---\noutlet: X\npublished: 2023-03-06\n---\n{WORDS}\n")
    fogline("read", "a.md", "--store", "a.fog")
    (report,) = fogline("reports", "--format", "jsonl", "--store", "a.fog").records
    for at in ("2023-03-01", "2999-01-01", "soon"):
        ran = fogline("retract", report["id"], "--at", at, "--store", "a.fog")
        assert (ran.code, "--at" in ran.err) == (2, True)
    assert fogline("retract", "none", "--at", "2023-03-09", "--store", "a.fog").code == 2
    ran = fogline(
        "retract", report["id"], "--at", "2023-03-09", "--reason", "untrue", "--store", "a.fog"
    )
    assert ran.code == 0
    for known, expected in [("2023-03-08", None), ("2023-03-09", "2023-03-10T00:00:00+02:00")]:
        listed = fogline("reports", "--known", known, "--format", "jsonl", "--store", "a.fog")
        assert listed.records[0]["retracted"] == expected


def test_a_store_that_cannot_be_written_can_be_asked(tmp_path: Path):
    """On a read-only disk lists work; writing says what to do."""
    file = tmp_path / "a.fog"
    open_store(file, theatre="ukraine", create=True).close()
    allowed = os.access

    def read_only(path: Path, mode: int) -> bool:
        return mode != os.W_OK and allowed(path, mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", read_only)
        store = open_store(file)
    assert list(store.reports()) == []
    with pytest.raises(StoreError, match="writable"):
        store.supersede("a", "b")
    store.close()


def test_a_run_that_is_interrupted_leaves_whole_reports_and_can_go_on(tmp_path: Path):
    """Ctrl-C in the middle: a sentence, exit code 130, no half report; the next run does the rest."""
    file = tmp_path / "many.jsonl"
    lines = [json.dumps({"text": f"{WORDS} {n}", "outlet": "X"}) for n in range(150)]
    file.write_text("\n".join(lines))
    store = tmp_path / "a.fog"
    words = [sys.executable, "-c", "from fogline.cli import main; main()"]
    call = [*words, "read", str(file), "--store", str(store)]
    slowly = {**os.environ, "FOGLINE_BATCH": "1"}
    run = subprocess.Popen(call, stderr=subprocess.PIPE, text=True, env=slowly)
    while stored(store) == 0:
        assert run.poll() is None, run.communicate()[1]
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate()
    assert run.returncode == 130
    assert "the same command continues" in said
    assert "Traceback" not in said
    assert 0 < stored(store) < 150
    subprocess.run(call, check=True, capture_output=True)
    assert stored(store) == 150


def stored(store: Path) -> int:
    if not store.exists() or store.stat().st_size == 0:
        return 0
    connection = sqlite3.connect(store)
    try:
        return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
