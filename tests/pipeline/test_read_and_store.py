import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fogline.model.report import Report
from fogline.pipeline import Given, Outcome
from fogline.pipeline import read as read_inputs
from fogline.pipeline import reading as module
from fogline.pipeline.reader import TextReader
from fogline.settings import load
from fogline.store import open_store
from fogline.store.sqlite import SqliteStore

FIRST = "Ukrainian troops withdrew from the east of Bakhmut on Monday, the mayor of the town said."
SECOND = "Ukrainian troops hold the east of Bakhmut, the garrison's spokeswoman said on Tuesday."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with open_store(tmp_path / "a.fog", theatre="ukraine", create=True) as opened:
        yield opened


def dispatch(path: Path, text: str, **fields: str) -> Path:
    header = {"outlet": "The Courier", "published": "2023-03-07T10:00:00+02:00", **fields}
    lines = "".join(f"{k}: {json.dumps(v)}\n" for k, v in header.items())
    path.write_text(f"---\n{lines}---\n{text}\n", encoding="utf-8")
    return path


def read(store: SqliteStore, *paths: Path, **settings: object) -> Outcome:
    return read_inputs(paths, store, load().but(**settings), given=Given())


def links(store: SqliteStore) -> dict[str, str | None]:
    """The words of each report and of the one that it supersedes."""
    texts = {r.id: r.text for r in store.reports()}
    return {r.text: texts.get(r.supersedes or "") for r in store.reports()}


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
@pytest.mark.parametrize("together", [True, False])
def test_changed_words_at_an_address_supersede_the_earlier_ones(
    store: SqliteStore, tmp_path: Path, order: tuple[str, str], *, together: bool
):
    """In one run or two, and in whichever order the versions come, the later one leads."""
    files = {
        "a": dispatch(tmp_path / "a.md", FIRST, url="https://n.example/1"),
        "b": dispatch(
            tmp_path / "b.md",
            SECOND,
            url="https://n.example/1",
            published="2023-03-08T09:00:00+02:00",
        ),
    }
    chosen = [files[name] for name in order]
    for run in [chosen] if together else [[f] for f in chosen]:
        assert read(store, *run).refused == []
    assert links(store) == {FIRST: None, SECOND: FIRST}


@pytest.mark.parametrize("together", [True, False])
def test_a_header_names_the_file_that_its_text_replaces(
    store: SqliteStore, tmp_path: Path, *, together: bool
):
    """By the name of the file without its ending, read in the same run or an earlier one."""
    files = [
        dispatch(tmp_path / "y.md", FIRST),
        dispatch(tmp_path / "a.md", SECOND, supersedes="y"),
    ]
    for run in [files[::-1]] if together else [[f] for f in files]:
        assert read(store, *run).refused == []
    assert links(store) == {FIRST: None, SECOND: FIRST}


def test_a_replaced_file_that_nobody_read_is_named(store: SqliteStore, tmp_path: Path):
    """The report is read; that its link leads nowhere is said."""
    outcome = read(store, dispatch(tmp_path / "a.md", FIRST, supersedes="lost"))
    assert outcome.stored == 1
    assert "'lost'" in outcome.refused[0].reason


def test_a_retraction_added_to_a_header_later_is_recorded(store: SqliteStore, tmp_path: Path):
    """The words are the same and not read again; the day is the theatre's."""
    file = tmp_path / "a.md"
    read(store, dispatch(file, FIRST))
    outcome = read(store, dispatch(file, FIRST, retracted="2023-03-09 12:00"))
    assert (outcome.stored, outcome.already) == (0, 1)
    assert [r.retracted for r in store.reports()] == ["2023-03-09T12:00:00+02:00"]


def test_a_newer_engine_reads_again_and_keeps_when_a_text_was_first_seen(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Claims are replaced, not added; an undated report stays known from its first reading."""
    file = tmp_path / "a.txt"
    file.write_text(FIRST)
    read(store, file)
    (before,), claims = store.reports(), store.counts().claims
    monkeypatch.setattr(module, "ENGINE_VERSION", "another")
    assert read(store, file).stored == 1
    (after,) = store.reports()
    assert after.fetched == before.fetched
    assert claims == store.counts().claims > 0
    assert store.engine_of(after.id) == "another"


def test_a_fault_in_one_text_costs_only_that_text(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It is named with its input, and read again next time."""
    honest = TextReader._one

    def failing(self: TextReader, report: Report, *rest: object) -> object:
        if report.text == FIRST:
            raise KeyError("boom")
        return honest(self, report, *rest)

    files = [dispatch(tmp_path / "a.md", FIRST), dispatch(tmp_path / "b.md", SECOND)]
    monkeypatch.setattr(TextReader, "_one", failing)
    outcome = read(store, *files)
    assert outcome.stored == 1
    assert outcome.refused[0].input == str(files[0])
    assert "KeyError" in outcome.refused[0].reason
    monkeypatch.setattr(TextReader, "_one", honest)
    assert read(store, *files).stored == 1


def test_a_copy_stored_by_another_process_meanwhile_is_found(store: SqliteStore, tmp_path: Path):
    """The store is looked at anew when someone else has written to it."""
    long = f"{FIRST} {SECOND} {FIRST}"
    files = [
        dispatch(tmp_path / f"{i}.md", long if i else SECOND, outlet=f"Paper {i}") for i in range(3)
    ]
    other = open_store(tmp_path / "a.fog")

    def elsewhere(outcome: Outcome) -> None:
        if outcome.stored == 1:
            read_inputs([files[2]], other, load())

    read_inputs(files[:2], store, load().but(batch=1), progress=elsewhere)
    other.close()
    assert store.counts().copies == 1


def test_two_processes_give_the_same_store_as_one(tmp_path: Path):
    """Reports, claims, copies and links do not depend on who read them."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i, text in enumerate([FIRST, SECOND, FIRST + " It rained.", SECOND + " It snowed."]):
        dispatch(folder / f"{i}.md", text, url=f"https://n.example/{i % 2}", outlet=f"P{i // 2}")

    def content(workers: int) -> list[object]:
        with open_store(tmp_path / f"{workers}.fog", theatre="ukraine", create=True) as opened:
            read(opened, folder, workers=workers, batch=1)
            reports = [r.but(fetched="") for r in opened.reports()]
            return [reports, list(opened.claims())]

    assert content(1) == content(2)
