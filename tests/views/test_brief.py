import re

import pytest

from factory_war import told
from fogline.views import brief
from fogline.views.map.svg import trusted

NASTY = 'The "><script>alert(1)</script><img src=x onerror=alert(2)> \u202e Post'
SECTIONS = [
    "Bottom line",
    "Map",
    "How control moved",
    "What changed since the day before",
    "Claimed but unconfirmed",
    "Disputes",
    "Civilians and access",
    "Who is silent, where nobody looks",
    "Timeline",
    "Key claims",
    "Evidence by place",
]


def headings(page):
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", page.split("<aside")[0])


def test_sections_stand_in_order(picture):
    """The brief's parts come in the order in which they are needed."""
    found = headings(brief.html(picture))
    assert found == [s for s in SECTIONS if s in found]
    assert set(SECTIONS) - set(found) <= {"How control moved"}


def test_head_says_area_days_zone_and_counts(picture):
    """The head names area, valid day, knowledge instant with zone, reports, origins."""
    head = brief.html(picture).split('id="bottom-line"')[0]
    for words in (
        "Made up",
        "7 March 2023",
        "24:00",
        "Europe/Kyiv",
        "Reports read",
        "Independent origins",
        "Corrections to the day before",
    ):
        assert words in head


def test_bottom_line_has_at_most_three_sentences_each_with_word_origins_and_link(picture):
    """Each sentence of the bottom line has its word, its origins and its link."""
    lines = brief._parts(picture).lines
    page = brief.html(picture)
    assert 1 <= len(lines) <= 3
    for line in lines:
        assert line.word
        assert f'id="{line.href[1:]}"' in page
    assert page.count("independent origin") >= len(lines)


def test_every_inner_link_has_its_card(picture):
    """No mark and no figure leads nowhere."""
    page = brief.html(picture)
    ids = set(re.findall(r' id="([^"]+)"', page))
    targets = set(re.findall(r'href="#([^"]+)"', page)) - {"closed"}
    assert targets <= ids
    assert len(re.findall(r' id="([^"]+)"', page)) == len(ids)


def test_cards_quote_the_words_with_chain_and_report(picture):
    """A card has the verbatim words, who said them through whom, and the report around them."""
    card = brief.html(picture).split('id="place-theatre-misto-east"')[1].split("</article>")[0]
    assert "<blockquote>" in card
    assert "Red Ministry" in card
    assert "<mark>" in card


def test_hostile_text_never_escapes(picture_of):
    """Markup in a report's text, title, voice or outlet is shown as text."""
    item, of = told(
        "capture",
        "red",
        "Misto east",
        "Red Ministry",
        "2023-03-07",
        outlet=NASTY,
        text=NASTY,
        report={"title": NASTY, "url": "javascript:alert(1)"},
    )
    page = brief.html(picture_of((item.but(url="javascript:alert(1)"), of)))
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "\u202e" not in page
    assert "javascript:" not in page


def test_policy_forbids_everything_but_our_own(picture):
    """The page's policy allows its own style and script by digest and no other source."""
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', brief.html(picture))[1]
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 2


def test_nothing_said_is_said(nothing):
    """Without a report the brief says so, part by part, and draws the map all the same."""
    page = brief.html(nothing)
    assert "Nobody has said anything about this area" in page
    assert page.count('class="none') >= 6
    assert "<svg" in page


def test_retold_is_marked_wherever_it_bears(picture_of):
    """What rests on dispatches that we wrote is marked at the head and at each sentence."""
    item, of = told(
        "capture", "red", "Misto east", "Red Ministry", "2023-03-07", report={"retold": True}
    )
    page = brief.html(picture_of((item.but(retold=True), of)))
    assert "1 of 1 reports are dispatches" in page
    card = page.split('id="place-theatre-misto-east"')[1].split("</article>")[0]
    assert ">retold</span>" in card


def test_residents_are_unnamed_in_the_brief(picture):
    """A resident is "a resident" in the page and in Markdown."""
    for text in (brief.html(picture), brief.markdown(picture)):
        assert "Petrenko" not in text
        assert "a resident" in text


def test_not_for_movement(picture):
    """The brief says that it is not for movement, and how old the evidence is."""
    for text in (brief.html(picture), brief.markdown(picture)):
        assert "Not for movement" in text
        assert "Newest evidence" in text


def test_disputes_face_each_other(picture):
    """A denial stands against what it denies, with the voices of no side beside them."""
    page = brief.html(picture)
    part = page.split('id="disputes"')[1].split("<section")[0]
    assert "Red Ministry" in part
    assert "Blue Staff" in part
    assert "neither side" in part


def test_markdown_has_the_same_parts_and_no_markup(picture_of):
    """The Markdown form has the same headings, and text of reports is no Markdown."""
    item, of = told(
        "capture",
        "red",
        "Misto east",
        "Red Ministry",
        "2023-03-07",
        text="*bold* [link](http://x) <b> `code`",
    )
    text = brief.markdown(picture_of((item, of)))
    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert found == [s for s in SECTIONS if s in found]
    assert len(found) >= 9
    assert "[link](" not in text
    assert "<b>" not in text


def test_summary_is_plain(picture):
    """The bottom line for a terminal is plain text."""
    words = brief.summary(picture)
    assert words.startswith("Made up, 7 March 2023")
    assert "<" not in words


def test_only_own_markup_is_trusted():
    """A string that the map's builder did not make is no markup."""
    with pytest.raises(TypeError, match="trusted"):
        trusted("<svg/>")
