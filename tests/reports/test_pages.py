"""Pages as news sites lay them out: what is an article comes out, what is around it does not."""

from datetime import UTC, datetime

import pytest

from fogline.model.report import Report
from fogline.reports import Read, Refused, read
from fogline.reports.draft import Context
from fogline.reports.inputs import Input, form_of

CONTEXT = Context(zone="Europe/Kyiv", fetched=datetime(2023, 6, 1, tzinfo=UTC))
SAID = (
    "Troops of the garrison left the eastern bank of Sadove on Monday, its commander said.",
    "The road to Kamin has been under fire for nine days, according to the regional administration.",
    "Neither claim could be verified by this newspaper, which spoke to residents of the town.",
)
BODY = "".join(f"<p>{words}</p>" for words in SAID)
COOKIES = (
    '<div id="cookie-banner"><p>We use cookies to improve your experience. By clicking accept you '
    "agree to it.</p></div><nav><a href='/'>Home</a></nav>"
)


def page(body: str, head: str = "<title>Bank lost</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def results(data: str | bytes) -> list[Read | Refused]:
    raw = data.encode() if isinstance(data, str) else data
    form = form_of(raw[:4096], ".html")
    return list(read([Input(name="p.html", form=form or "html", data=raw)], CONTEXT))


def one(data: str | bytes) -> Report:
    first = results(data)[0]
    assert isinstance(first, Read), first
    return first.report


JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Bank lost",
"datePublished": "2023-03-07T09:30:00+02:00", "publisher": {"@type": "Organization", "name": "Ledger"}}]}</script>"""
LAYOUTS = {
    "cookie banner": page(f"{COOKIES}<main><article><h1>Bank lost</h1>{BODY}</article></main>"),
    "JSON-LD": page(f"<div><h1>Bank lost</h1>{BODY}</div>", JSON_LD),
    "AMP": page(f"<amp-sidebar><li>Home</li></amp-sidebar><article>{BODY}<amp-ad></amp-ad></article>"),
    "unclosed tags": f"<html><body><article><h1>Bank lost<p>{'<p>'.join(SAID)}<div><b>",
    "windows-1251, declared": page(
        f"<article>{BODY}<p>Привет.</p></article>", '<meta charset="windows-1251">'
    ).encode("cp1251"),
    "UTF-16": page(f"<article>{BODY}</article>").encode("utf-16"),
    "byte order mark and CRLF": "\ufeff" + page(f"<article>\r\n{BODY}\r\n</article>"),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_words_of_its_article(layout: str):
    """Each sentence is there once, and nothing of the banner or the menu."""
    text = one(LAYOUTS[layout]).text
    assert [text.count(words) for words in SAID] == [1, 1, 1]
    assert "cookies" not in text
    assert "Home" not in text


def test_a_page_states_outlet_and_instant_in_json_ld():
    """With its clock time and offset."""
    report = one(LAYOUTS["JSON-LD"])
    assert (report.outlet, report.published) == ("Ledger", "2023-03-07T09:30:00+02:00")


def test_a_live_blog_keeps_its_entries_and_is_not_known_before_the_newest():
    """The instant is that of the entry on top."""
    entries = "".join(
        f'<article><time datetime="2023-03-07T{hour}:00:00Z">{hour}:00</time><p>{words}</p></article>'
        for hour, words in zip(("10", "09", "08"), SAID, strict=True)
    )
    report = one(page(f"<h1>Live</h1><div class='live'>{entries}</div>"))
    assert [report.text.count(words) for words in SAID] == [1, 1, 1]
    assert report.published == "2023-03-07T10:00:00+00:00"


def test_an_embedded_post_without_a_name_is_nobodys_here_and_not_lost():
    """It becomes a report of its own whose author is not known."""
    quote = "<blockquote class='telegram-post'><p>Attack near Kamin repelled.</p></blockquote>"
    article, post = (
        r.report for r in results(page(f"<article>{BODY}{quote}</article>")) if isinstance(r, Read)
    )
    assert "repelled" not in article.text
    assert (post.text, post.outlet, post.part_of) == (
        "Attack near Kamin repelled.",
        "unknown outlet",
        article.id,
    )


def test_a_stub_before_a_paywall_is_refused():
    """A title and an offer are no article."""
    stub = "<article><h1>Inside the battle</h1><p>Subscribe to continue reading.</p></article>"
    (refused,) = results(page(stub, "<title>Inside the battle</title>"))
    assert isinstance(refused, Refused)
    assert "paywall" in refused.reason or "no article" in refused.reason


def test_a_record_of_an_archive_may_hold_a_page():
    """Its first bytes are those of the archive, not of the page."""
    assert form_of(b'{"html": "<html><body><p>x</p></body></html>"}', ".jsonl") == "jsonl"
