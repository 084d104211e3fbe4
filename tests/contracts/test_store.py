import sqlite3
from datetime import date
from pathlib import Path

import pytest

from factory import claim, day, place, report, voice
from fogline.errors import StoreError, StoreNotFound, StoreTooNew, UsageError
from fogline.model.decision import Decision
from fogline.model.report import Retraction
from fogline.model.time import parse_instant
from fogline.store import Query, Reading, open_store
from fogline.store.sqlite import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return open_store(tmp_path / "a.fog", theatre="ukraine", create=True)


def reading(text: str = "Troops left Sadove.", claims: int = 1, **fields: object) -> Reading:
    made = report(text, **fields)
    return Reading(
        report=made,
        engine="1",
        claims=tuple(claim(of=made, quote=text.split()[i]) for i in range(claims)),
    )


def test_a_reading_comes_back_as_it_was_written(store: SqliteStore):
    """Report and claims are equal after a round trip."""
    one = reading(claims=2)
    store.write([one])
    assert store.report(one.report.id) == one.report
    assert tuple(store.claims()) == one.claims


def test_reading_again_adds_nothing(store: SqliteStore):
    """Writing the same reading twice leaves one report and its claims."""
    one = reading(claims=2)
    store.write([one])
    store.write([one])
    assert (store.counts().reports, store.counts().claims) == (1, 2)


def test_a_newer_engine_replaces_the_claims_of_its_report(store: SqliteStore):
    """After a re-reading only the new claims are there."""
    old, new = reading(claims=3), reading(claims=1)
    store.write([old])
    store.write([new])
    assert len(list(store.claims())) == 1


def test_a_failed_batch_leaves_nothing_behind(store: SqliteStore):
    """When a reading in a batch cannot be stored, none of the batch is."""
    good, bad = reading("Troops left Sadove."), reading("Troops held Orlivka.")
    twice = Reading(report=bad.report, engine="1", claims=bad.claims * 2)
    with pytest.raises(StoreError):
        store.write([good, twice])
    assert store.counts().reports == 0


def test_a_view_sees_only_what_was_known(store: SqliteStore):
    """A report published later is not there at an earlier instant."""
    early = reading("Early words here.", published="2023-03-06T10:00:00+02:00")
    late = reading("Later words here.", published="2023-03-08T10:00:00+02:00")
    store.write([late, early])
    then = store.view(parse_instant("2023-03-07T00:00:00+02:00"))
    assert [r.text for r in then.reports()] == ["Early words here."]
    assert then.report(late.report.id) is None
    assert [r.text for r in store.reports()] == ["Early words here.", "Later words here."]


def test_a_retraction_counts_from_its_own_instant(store: SqliteStore):
    """Before it was withdrawn the report stands, afterwards it is marked."""
    one = reading()
    store.write([one])
    store.retract(Retraction(report_id=one.report.id, retracted="2023-03-09T10:00:00+02:00"))
    before = store.view(parse_instant("2023-03-08T10:00:00+02:00"))
    (then,), (now,) = before.reports(), store.reports()
    assert then.retracted is None
    assert now.retracted == "2023-03-09T10:00:00+02:00"


def test_claims_are_found_by_the_days_of_their_own_time(store: SqliteStore):
    """An open end reaches any later day; a day before the start does not match."""
    made = report()
    open_end = claim(of=made, time=day("2023-03-01", None))
    store.write([Reading(report=made, claims=(open_end,), engine="1")])
    assert list(store.claims(Query(since=date(2023, 5, 1))))
    assert not list(store.claims(Query(until=date(2023, 2, 1))))


def test_claims_are_found_by_any_spelling_of_their_place(store: SqliteStore):
    """The name, the words in the text and the gazetteer id all find the claim."""
    made = report("Troops left Khromovo.")
    there = place("Khromove", text="Khromovo", gazetteer_id="theatre:khromove")
    store.write([Reading(report=made, claims=(claim(of=made, places=(there,)),), engine="1")])
    for words in ("Khromove", "KHROMOVO", "theatre:khromove"):
        assert len(list(store.claims(Query(place=words)))) == 1
    assert not list(store.claims(Query(place="Orlivka")))


def test_a_withdrawn_decision_no_longer_leads(store: SqliteStore):
    """It is there until it was withdrawn, and not after."""
    made = Decision(
        id="d",
        verdict="confirm",
        subject="event",
        subject_id="e",
        fingerprint="f",
        by="Ana",
        made="2023-03-07T10:00:00+00:00",
        reason="two imagery sources",
    )
    store.decide(made)
    store.decide(made.but(withdrawn="2023-03-09T10:00:00+00:00"))
    then = store.view(parse_instant("2023-03-08T00:00:00+00:00"))
    assert [d.id for d in then.decisions()] == ["d"]
    assert store.decisions() == []


def test_a_store_keeps_the_theatre_of_its_first_read(tmp_path: Path):
    """Opening it for another theatre is wrong use."""
    open_store(tmp_path / "a.fog", theatre="ukraine", create=True).close()
    with pytest.raises(UsageError, match="ukraine"):
        open_store(tmp_path / "a.fog", theatre="sudan")


def test_a_missing_store_says_how_to_make_one(tmp_path: Path):
    """Reading commands do not create a store."""
    with pytest.raises(StoreNotFound, match="fogline read"):
        open_store(tmp_path / "none.fog")
    assert not (tmp_path / "none.fog").exists()


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path):
    """Its schema number is above what is known."""
    file = tmp_path / "a.fog"
    open_store(file, theatre="ukraine", create=True).close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreTooNew, match="newer"):
        open_store(file)


def test_a_file_of_something_else_is_refused(tmp_path: Path):
    """Neither text nor another program's database is taken for a store."""
    text = tmp_path / "notes.txt"
    text.write_text("no store " * 200)
    with pytest.raises(StoreError, match="notes"):
        open_store(text)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE recipes (x)")
    connection.commit()
    with pytest.raises(StoreError, match="something else"):
        open_store(other)


def test_a_full_disk_takes_back_what_was_being_written(store: SqliteStore):
    """The store says so and is as before."""
    store.write([reading()])
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = reading("Troops " * 100_000)
    with pytest.raises(StoreError, match="no space left"):
        store.write([big])
    assert store.counts().reports == 1


def test_words_find_the_claims_in_which_they_all_occur(store: SqliteStore):
    """A word, a phrase, a beginning and a voice's name find a claim; what lacks a word does not."""
    made = report("Troops left Sadove by the eastern bridge.")
    said = claim(of=made, quote="Troops left Sadove", chain=(voice("The Ministry"),))
    store.write([Reading(report=made, engine="1", claims=(said,))])
    for query in (
        Query(text="sadove troops"),
        Query(text='"left sadove"'),
        Query(text="tro*"),
        Query(voice="ministry"),
        Query(text="troops", certainty=0.9),
    ):
        assert store.ids(query) == [said.id]
        assert store.found_claims(query) == {said.id}
    for query in (Query(text="bridge"), Query(text="troops", voice="courier")):
        assert store.ids(query) == []
    assert store.found_reports("bridge") == [made.id]


def test_words_that_are_read_again_are_found_once(store: SqliteStore):
    """Reading a report again replaces its claims in the index, too."""
    one = reading("Troops left Sadove.", claims=2)
    store.write([one])
    store.write([reading("Troops left Sadove.", claims=1)])
    assert store.ids(Query(text="Troops")) == [one.claims[0].id]
    assert store.ids(Query(text="left")) == []
    assert store.found_reports("Sadove") == [one.report.id]


@pytest.mark.parametrize("words", ["", "!!", '"', "a " * 99])
def test_a_search_without_a_word_is_refused(store: SqliteStore, words: str):
    """Signs alone, or far too many words, are an error that says so."""
    with pytest.raises(UsageError, match="search"):
        store.ids(Query(text=words))


def test_a_withdrawn_judgement_stays_on_record(store: SqliteStore):
    """What was taken back is no longer among the decisions, but among the judgements."""
    made = Decision(
        id="d", verdict="confirm", subject="claim", subject_id="c", fingerprint="f", by="A. Kova",
        made="2023-03-07T10:00:00+00:00", reason="seen", withdrawn="2023-03-08T10:00:00+00:00",
    )  # fmt: skip
    store.decide(made)
    assert store.decisions() == []
    assert store.judgements() == [made]
