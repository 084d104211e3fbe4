import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.model.report import Report
from fogline.reports import Read, Refused, read
from fogline.reports.draft import Context
from fogline.reports.inputs import Input, expand, form_of

CONTEXT = Context(
    zone="Europe/Kyiv", fetched=datetime(2023, 6, 1, tzinfo=UTC), max_text_chars=50_000
)
BODY = (
    "Troops of the garrison left Sadove on Monday after a month of fighting, the mayor said. " * 8
)


def results(data: str | bytes, suffix: str = ".txt") -> list[Read | Refused]:
    raw = data.encode() if isinstance(data, str) else data
    form = form_of(raw[:4096], suffix)
    return list(read([Input(name="it" + suffix, form=form or "plain", data=raw)], CONTEXT))


def one(data: str | bytes, suffix: str = ".txt") -> Report:
    first = results(data, suffix)[0]
    assert isinstance(first, Read), first
    return first.report


def reason(data: str | bytes, suffix: str = ".txt") -> str:
    (first,) = results(data, suffix)
    assert isinstance(first, Refused), first
    return first.reason


def words(report: Report) -> str:
    """The report's words without its furniture."""
    kept, position = [], 0
    for start, end in report.furniture:
        kept.append(report.text[position:start])
        position = end
    return "".join([*kept, report.text[position:]])


SCRAPED = (
    'date 2024-05-02 World "Like a sieve"; Bridge at Kamin hit again PHOTO The crossing was struck a third '
    "time. Source: Harbour Gazette Thursday, May 2, 2024 | 18:40 Tweet Share Beta/AP Photo/Ana Someone\n\n"
    "The bridge at Kamin was hit by a missile, the governor said.\n"
)


def test_a_page_header_that_ran_into_one_line_yields_title_time_and_credits():
    """Title, instant, credited outlet and photo credit come out; the standfirst stays text."""
    report = one(SCRAPED.replace("2024", "2023").replace("Thursday", "Tuesday"))
    assert report.title == '"Like a sieve"; Bridge at Kamin hit again'
    assert report.published == "2023-05-02T18:40:00+03:00"
    assert report.published_precision == "minute"
    assert report.credited == ("Harbour Gazette",)
    assert report.photo_credit == "Beta/AP Photo/Ana Someone"
    assert words(report).split("\n")[0].strip() == "The crossing was struck a third time."


def test_an_embedded_post_is_a_report_of_its_own_day_and_author():
    """The post is part of the article, and its words are furniture there."""
    text = (
        "The city holds, officials say.\n\nUnits are moving to Kamin today. pic.twitter.com/abc — FrontWatch "
        "(@frontwatch) March 6, 2023\n\nMore follows later."
    )
    article, post = (r.report for r in results(text) if isinstance(r, Read))
    assert (post.outlet, post.authors, post.part_of) == ("FrontWatch", ("@frontwatch",), article.id)
    assert post.published == "2023-03-06T23:59:59+02:00"
    assert post.published_precision == "day"
    assert "Units are moving" not in words(article)
    assert words(post).strip() == "Units are moving to Kamin today."


def test_offsets_hold_in_the_text_as_it_was_given():
    """Leading space and line ends stay, so that offsets made by others fit."""
    text = "  \nTroops left Sadove on Monday, the mayor of the town said to reporters.\r\n"
    assert one(text).text == text


def test_a_dispatch_takes_its_fields_from_its_header():
    """Outlet, instant, basis and the retold mark come from the YAML between the dashes."""
    report = one(
        "---\noutlet: The Courier\npublished: 2023-03-07T10:00:00+02:00\nlanguage: en\n"
        "basis: a wire of that day\nretold: true\n---\n\nTroops left Sadove.\n",
        ".md",
    )
    assert (report.outlet, report.retold, report.text) == (
        "The Courier",
        True,
        "Troops left Sadove.",
    )
    assert report.published == "2023-03-07T10:00:00+02:00"


def test_a_page_yields_outlet_title_author_time_and_post():
    """HTML metadata are read, the tweet is taken out, the navigation is gone."""
    page = f"""<!doctype html><html><head><title>Sadove falls - The Courier</title>
    <meta property="og:site_name" content="The Courier"><meta property="og:title" content="Sadove falls">
    <meta name="author" content="Ana Kova"><meta property="article:published_time"
    content="2023-03-07T10:25:00+01:00"></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
    <article><h1>Sadove falls</h1><p>{BODY}</p><blockquote class="twitter-tweet"><p>Column near Kamin today.</p>
    &mdash; Front Watch (@frontwatch) <a href="x">March 6, 2023</a></blockquote><p>{BODY}</p></article></body></html>"""
    article, post = (r.report for r in results(page, ".html") if isinstance(r, Read))
    assert (article.outlet, article.title, article.authors) == (
        "The Courier",
        "Sadove falls",
        ("Ana Kova",),
    )
    assert article.published == "2023-03-07T10:25:00+01:00"
    assert "Column near" not in article.text
    assert "World" not in article.text
    assert (post.text, post.outlet, post.part_of) == (
        "Column near Kamin today.",
        "Front Watch",
        article.id,
    )


def test_a_feed_yields_a_report_an_entry():
    """RSS titles, addresses and instants are read; markup in the text is not text."""
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
    <item><title>One</title><link>http://w.example/1</link><pubDate>Tue, 07 Mar 2023 09:00:00 GMT</pubDate>
    <description>&lt;p&gt;Troops left &lt;b&gt;Sadove&lt;/b&gt;.&lt;/p&gt;</description></item>
    <item><title>Two</title><link>http://w.example/2</link></item></channel></rss>"""
    first, second = results(feed, ".xml")
    assert isinstance(first, Read)
    assert (first.report.outlet, first.report.text) == ("Wire", "Troops left Sadove.")
    assert first.report.published == "2023-03-07T09:00:00+00:00"
    assert isinstance(second, Refused)
    assert "entry 2" in second.input


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_an_archive_yields_its_records_and_names_the_broken_one(suffix: str, tmp_path: Path):
    """Common column names are understood; a record without text is refused with its place."""
    records = [
        {
            "headline": "A",
            "body": "Troops left Sadove.",
            "source": "Wire",
            "date": "2023-03-07T09:00:00Z",
        },
        {"headline": "B", "body": "", "source": "Wire", "date": "2023-03-07T10:00:00Z"},
        {"headline": "C", "body": "Troops hold Kamin.", "source": "Wire", "date": "yesterday-ish"},
        {"headline": "D", "body": "Troops took Orlivka.", "source": "Wire", "date": None},
    ]
    file = tmp_path / ("a" + suffix)
    if suffix == ".jsonl":
        file.write_text("\n".join(map(json.dumps, records)))
    else:
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame(records)
        frame.to_csv(file, index=False) if suffix == ".csv" else frame.to_parquet(file)
    got = list(read(expand(file, 10**7), CONTEXT))
    assert [type(g).__name__ for g in got] == ["Read", "Refused", "Refused", "Read"]
    assert "text" in got[1].reason
    assert "yesterday-ish" in got[2].reason
    assert got[3].report.published is None


def test_what_cannot_be_read_is_refused_with_the_reason():
    """Each kind of bad input has its own sentence."""
    assert "empty" in reason("   \n ")
    assert "not UTF-8 at byte 7" in reason(b"Troops \xff\xfe left Sadove, the mayor said.")
    assert "no article" in reason(
        "<!doctype html><html><body><nav>Home</nav></body></html>", ".html"
    )
    assert "neither RSS nor Atom" in reason(
        "<?xml version='1.0'?><catalog><book/></catalog>", ".xml"
    )
    assert "entities" in reason(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>', ".xml"
    )
    assert "future" in reason(
        "---\noutlet: X\npublished: 2031-01-01T00:00:00Z\n---\nTroops left.", ".md"
    )
    assert "50,000" in reason("word " * 20_000)
    assert "header" in reason("---\noutlet: [X\n---\nTroops left.", ".md")
    assert "colour" in reason("---\ncolour: red\n---\nTroops left.", ".md")


def test_a_file_that_cannot_be_opened_is_refused_and_the_rest_read(tmp_path: Path):
    """A missing path, an empty file and a binary beside a good file."""
    (tmp_path / "a.txt").write_text("Troops left Sadove on Monday, the mayor said to the press.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.bin").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 ...")
    got = list(read(expand(tmp_path, 10**7), CONTEXT))
    assert [type(g).__name__ for g in got] == ["Read", "Refused", "Refused", "Refused"]
    (missing,) = read(expand(tmp_path / "none", 10**7), CONTEXT)
    assert isinstance(missing, Refused)
    assert "no such file" in missing.reason


def test_a_line_too_long_is_refused_and_the_lines_after_it_read(tmp_path: Path):
    """A line above the limit is named with its number."""
    file = tmp_path / "a.jsonl"
    good = json.dumps({"text": "Troops left Sadove on Monday.", "outlet": "Wire"})
    file.write_text(json.dumps({"text": "x" * 5000}) + "\n" + good)
    got = list(read(expand(file, 10**7), CONTEXT, max_bytes=1000))
    assert isinstance(got[0], Refused)
    assert got[0].input.endswith("line 1")
    assert isinstance(got[1], Read)


def test_other_languages_are_known_by_their_words():
    """Language comes from the text where no field says it."""
    assert (
        one("Російські війська відступили з міста, повідомив речник командування.").language == "uk"
    )
    assert (
        one("Troops have left the town, a spokesman of the command said on Monday.").language
        == "en"
    )


def test_an_id_depends_on_outlet_address_and_text_only():
    """The same page read twice is the same report; a changed word makes another."""
    head = "---\noutlet: X\ntitle: {}\n---\nTroops left {}."
    assert one(head.format("A", "Sadove"), ".md").id == one(head.format("B", "Sadove"), ".md").id
    assert one(head.format("A", "Sadove"), ".md").id != one(head.format("A", "Kamin"), ".md").id


@given(
    st.binary(max_size=400), st.sampled_from([".txt", ".html", ".xml", ".jsonl", ".csv", ".json"])
)
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str):
    """No input raises, and every furniture span lies in its text, in order."""
    for result in results(data, suffix):
        if isinstance(result, Read):
            spans = result.report.furniture
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(edges)
            assert not edges or edges[-1] <= len(result.report.text)


@pytest.mark.shared
def test_the_seed_page_yields_its_header_and_its_post(shared: Path):
    """The scraped page of 7 March 2023: instant, credit, post of the day before."""
    article, post = (
        r.report for r in read(expand(shared / "seed", 10**7), CONTEXT) if isinstance(r, Read)
    )
    assert article.published == "2023-03-07T10:25:00+02:00"
    assert article.credited == ("Jutarnji list",)
    assert "Tweet Share" not in words(article)
    assert post.published.startswith("2023-03-06")
    assert post.outlet == "OSINTdefender"


def test_a_text_without_a_day_takes_that_of_its_files_name():
    """An analyst's folder often holds the day only there; a day in the text wins."""
    (read_,) = read([Input(name="x/2023-03-07-courier.txt", form="plain", data=BODY.encode())], CONTEXT)  # fmt: skip
    assert isinstance(read_, Read)
    assert read_.report.published == "2023-03-07T23:59:59+02:00"
    dated = f"Army holds\nThe Courier\n5 May 2023\n\n{BODY}".encode()
    (read_,) = read([Input(name="2023-03-07.txt", form="plain", data=dated)], CONTEXT)
    assert isinstance(read_, Read)
    assert str(read_.report.published).startswith("2023-05-05")


def test_the_agency_of_a_dateline_is_the_outlet_or_credited():
    """A wire alone is the agency's; in a paper it is the paper's, credited to the agency."""
    wire = "KAMIN, May 4, 2023 (Northern Wire) - " + BODY
    assert one(wire).outlet == "Northern Wire"
    paper = one(f"Army holds\nThe Harbour Post\n5 May 2023\n\n{wire}")
    assert (paper.outlet, paper.credited) == ("The Harbour Post", ("Northern Wire",))


@pytest.mark.parametrize(
    ("printed", "instant"),
    [
        ("May 10, 2023 5:04 PM EDT", "2023-05-10T17:04:00-04:00"),
        ("May 10, 2023 9:12 AM GMT+3", "2023-05-10T09:12:00+03:00"),
        ("10 May 2023 14:05 GMT", "2023-05-10T14:05:00+00:00"),
        ("10 May 2023 14:05 XYZ", "2023-05-10T14:05:00+03:00"),
    ],
)
def test_the_zone_beside_a_clock_is_the_one_that_is_meant(printed, instant):
    """An abbreviation that names one zone counts; another leaves the theatre's."""
    assert one(f"Army holds\n{printed}\n\n{BODY}").published == instant
