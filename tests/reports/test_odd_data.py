"""Broken and hostile data: each piece has its sentence, and the pieces beside it are read."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fogline.reports import Read, Refused, read
from fogline.reports.dates import parse_stamp, stamps
from fogline.reports.draft import Context
from fogline.reports.feeds import drafts as feed_drafts
from fogline.reports.inputs import Input, expand, form_of
from fogline.reports.posts import embedded_posts

CONTEXT = Context(zone="Europe/Kyiv", fetched=datetime(2023, 6, 1, tzinfo=UTC))
GOOD = "Troops of the garrison left Sadove on Monday, the mayor said."


def results(data: str | bytes, suffix: str, limit: int = 10**6) -> list[Read | Refused]:
    raw = data.encode() if isinstance(data, str) else data
    form = form_of(raw[:4096], suffix)
    return list(read([Input(name="it" + suffix, form=form or "plain", data=raw)], CONTEXT, limit))


def told(found: list[Read | Refused]) -> list[str]:
    return [g.reason if isinstance(g, Refused) else g.report.text for g in found]


def records(*rows: object) -> str:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (20230307, "2023-03-07T00:00:00"),
        ("20230307102500", "2023-03-07T10:25:00"),
        ("07.03.2023", "2023-03-07T00:00:00"),
        (1678177500, "2023-03-07T08:25:00+00:00"),
        (1678177500000.0, "2023-03-07T08:25:00+00:00"),
        (float("nan"), None),
    ],
)
def test_dates_as_archives_write_them(value: object, expected: str | None):
    """Digits are days, instants or seconds; dots mean day first."""
    stamp = parse_stamp(value)
    assert (stamp and stamp.instant.isoformat()) == expected


@pytest.mark.parametrize(
    "value", ["Monday", "10", 2023, 1e300, float("inf"), -1e15, True, [1], "9" * 5000, "March 2023"]
)
def test_what_does_not_say_a_day_is_no_date(value: object):
    """Today's year or day is never filled in."""
    with pytest.raises(ValueError, match=r"is no date|does not say"):
        parse_stamp(value)


def test_dates_out_of_any_time_are_refused():
    """In the future, or before there were newspapers."""
    rows = [
        {"text": GOOD, "published": when} for when in ("2099-01-01", "0001-01-01", "9999-12-31")
    ]
    assert all(isinstance(g, Refused) for g in results(records(*rows), ".jsonl"))


def test_broken_json_lines_cost_only_themselves():
    """Deep nesting, endless numbers, no records, half characters."""
    rows = [
        "[" * 100_000,
        '{"text": "x", "published": ' + "9" * 5000 + "}",
        "1",
        "null",
        {"text": GOOD, "url": ["a"]},
        {"text": GOOD, "retold": "perhaps"},
        '{"text": "Troops \\ud800 left.", "outlet": "A\\u0007\\nB", "source": null}',
    ]
    *refused, last = results(records(*rows), ".jsonl")
    assert [type(g).__name__ for g in refused] == ["Refused"] * 6
    assert "too deeply nested" in refused[0].reason
    assert (last.report.text, last.report.outlet) == ("Troops \ufffd left.", "A B")


def test_flags_and_nested_names_are_read_as_archives_write_them():
    """A CSV's "False" is no; {"name": ...} is an outlet; en-GB is English."""
    (csv_row,) = results(f'text,retold\n"{GOOD}",False\n', ".csv")
    row = {"text": GOOD, "source": {"id": "w", "name": "Wire"}, "lang": "en-GB"}
    (json_row,) = results(records(row), ".jsonl")
    assert csv_row.report.retold is False
    assert (json_row.report.outlet, json_row.report.language) == ("Wire", "en")


def test_a_broken_line_of_a_table_costs_only_itself():
    """Bytes that are no text and lines too long are named by their number; the rest is read."""
    rows = [b"text,outlet", b"Troops \xff left,W", b"x" * 3000, f'"{GOOD}",W'.encode()]
    found = results(b"\n".join(rows), ".csv", limit=2000)
    assert [g.input for g in found if isinstance(g, Refused)] == ["it.csv line 2", "it.csv line 3"]
    assert told(found)[-1] == GOOD


def test_a_quote_that_is_never_closed_does_not_swallow_rows_unseen():
    """It is refused where it begins."""
    assert "CSV" in told(results('text,outlet\n"never closed,W\nTroops left,W\n', ".csv"))[0]


def test_a_table_without_texts_is_refused_once(tmp_path: Path):
    """Not row by row; the columns that are there are named. An empty table says so."""
    assert "there are a, b" in told(results("a,b\n" + "1,2\n" * 500, ".csv"))[0]
    pandas = pytest.importorskip("pandas")
    for name, frame in (("a", {"a": [1, 2]}), ("empty", {"text": []})):
        pandas.DataFrame(frame).to_parquet(tmp_path / f"{name}.parquet")
    assert [len(told([g])) for g in read(expand(tmp_path, 10**6), CONTEXT)] == [1, 1]
    assert "no records" in told(results("text,outlet\n", ".csv"))[0]


@pytest.mark.parametrize(
    "header",
    [
        "published: 2023-13-45",
        "outlet: " + "[" * 5000,
        "outlet:\n - &a [x, x]\n - &b [*a, *a]\n - [*b, *b]",
        "outlet: !!python/object/apply:os.system ['id']",
        "retracted: never",
        "title: " + "x" * 30_000,
    ],
)
def test_a_hostile_header_is_a_refusal(header: str):
    """Dates that are none, nesting, aliases, tags, sheer length."""
    (found,) = results(f"---\n{header}\n---\n{GOOD}\n", ".md")
    assert isinstance(found, Refused)
    assert len(found.reason) < 400


def test_an_xml_bomb_is_refused_wherever_it_is_declared():
    """Also behind a long comment."""
    bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><rss version='2.0'><channel><item/></channel></rss>"
    data = f"<?xml version='1.0'?><!--{'x' * 200_000}-->{bomb}"
    assert "entities" in told(results(data, ".xml"))[0]


def test_a_feed_writes_entities_and_entries_without_address():
    """Entities become characters; entries without an address do not share the feed's."""
    items = "".join(f"<item><title>R&amp;amp;D</title><description>Left &amp;mdash; {i}.</description></item>" for i in "ab")  # fmt: skip
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>A &amp; B</title>{items}</channel></rss>"
    found = list(feed_drafts("f.xml", feed.encode(), "https://n.example/feed"))
    assert [(d.text, d.title, d.outlet, d.url) for d in found] == [
        ("Left — a.", "R&D", "A & B", None),
        ("Left — b.", "R&D", "A & B", None),
    ]


def test_a_fault_in_one_input_never_stops_the_others(monkeypatch: pytest.MonkeyPatch):
    """What nobody foresaw is named and asked to be reported."""
    from fogline.reports import html

    def failing(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(html, "draft", failing)
    page = Input(name="p.html", form="html", data=b"<html>")
    text = Input(name="t.txt", form="plain", data=GOOD.encode())
    refused, good = read([page, text], CONTEXT)
    assert "KeyError" in refused.reason
    assert good.report.text == GOOD


@pytest.mark.parametrize("filler", [" ", "\n", "2023-03-07 ", "- ", "a"])
def test_a_long_run_of_anything_is_read_in_time(filler: str):
    """The time grows with the length, not with its square."""
    text = "2023-03-07 Source: X" + filler * (200_000 // len(filler)) + "end."
    begun = datetime.now(UTC)
    stamps(text)
    embedded_posts("it", text)
    results(text, ".txt")
    assert (datetime.now(UTC) - begun).total_seconds() < 10


@pytest.mark.parametrize(
    ("head", "said"),
    [(b"\x1f\x8b\x08", "unpack"), (b"GIF89a", "picture")],
)
def test_a_file_of_another_kind_says_what_to_do(head: bytes, said: str, tmp_path: Path):
    """Packed, a document, a picture."""
    (tmp_path / "a").write_bytes(head + b"\x00" * 50)
    (found,) = expand(tmp_path / "a", 10**6)
    assert said in found.reason
