"""A morning's twelve questions, each answered in at most three steps; and the way from nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Opened = Callable[..., object]

# Each step is a link of the panel, by its words; what then stands there answers the question.
QUESTIONS = {
    "what happened, what was learned": (
        ["What happened, and what did we learn"],
        ["Happened since", "Learned since about earlier days", "Misto east"],
    ),
    "who holds it": (
        ["Who holds Misto"],
        ["Held by|Contested", "Newest evidence", "Independent origins"],
    ),
    "captures of the night with few origins": (
        ["Which captures claimed last night"],
        ["Capture of Misto", "for: 1 Red"],
    ),
    "who contradicts whom, who changed its story": (
        ["Who contradicts whom about Misto"],
        ["It is so", "It is not so", "Red Ministry", "Blue Staff", "changed its story|No voice"],
    ),
    "the clip": (
        ["This clip: first seen"],
        ["Video", "First seen here", "Captured", "Used before"],
    ),
    "what was believed": (
        ["What did we believe then"],
        ["Places held otherwise now", "reports came in since"],
    ),
    "the ways in": (
        ["The ways into Misto"],
        ["Bridge", "destroyed", "The Wire", "days before this day"],
    ),
    "civilians and casualties": (
        ["Civilians left in Misto"],
        ["4,000 people", "Wounded", "three wounded", "Blue Staff"],
    ),
    "who is silent": (["Who is silent"], ["Sources gone silent", "Places unheard"]),
    "forecasts due": (
        ["Which forecasts fall due"],
        ["Due on 7 March 2023", "if it stays dry", "Ivan Redov", "record: 1 claim,"],
    ),
}


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_question_of_the_morning_is_answered(opened, asked):
    """From the start page the answer stands there after at most three steps."""
    steps, answers = QUESTIONS[asked]
    page = opened("/")
    for words in steps:
        before = page.url
        page.locator("#panel a", has_text=words).first.click()
        page.wait_for_url(lambda url, before=before: url != before)
    for answer in answers:
        page.locator("#panel", has_text=re.compile(answer)).wait_for()
    assert len(steps) <= 3


def test_which_sentence_is_behind_this_mark(opened):
    """Mark, sentence: two steps, and the words are highlighted in their report."""
    page = opened("/")
    page.evaluate("new Promise((d) => { const m = globalThis.fogline.map.map; m.loaded() ? d() : m.once('idle', d); })")  # fmt: skip
    at = page.evaluate(
        """() => { const { map, shown } = globalThis.fogline.map;
          const p = map.project(shown.places.find((s) => s.id === 'theatre:v3').at);
          const b = map.getCanvas().getBoundingClientRect(); return [p.x + b.x, p.y + b.y]; }"""
    )
    page.mouse.click(*at)
    page.locator("#panel h1", has_text="V3").wait_for()
    page.locator("#panel .said blockquote a").first.click()
    expect(page.locator("mark.asked")).to_contain_text("V3")


def test_headlines_are_ticked_and_their_origins_counted(opened):
    """Reports, ticks, count: three steps to how many origins stand behind some headlines."""
    page = opened("/")
    page.locator("#panel a", has_text="Five headlines").click()
    boxes = page.locator("#panel input[name=report]")
    boxes.first.wait_for()
    for row in page.locator("#panel .reports li", has_text="Misto east").all():
        row.locator("input").check()
    page.locator("#panel button", has_text="Count their origins").click()
    page.locator("#panel .summary", has_text="rest on").wait_for()
    expect(page.locator("#panel .rest", has_text="Red Ministry").first).to_be_visible()


def test_from_an_empty_store_to_the_sentence_behind_a_mark(opened, serving, tmp_path: Path):
    """A pasted article is read while one watches; its claim leads to its words in it."""
    server = serving(tmp_path / "new.fog")
    page = opened("/", base=server.address, then=False, drawn=False)
    article = (
        "7 March 2023\n\nRussian forces captured Dubovo-Vasylivka, the General Staff of Ukraine "
        "said on Tuesday."
    )
    page.locator("textarea[name=text]").fill(article)
    page.locator("input[name=outlet]").fill("The Courier")
    page.locator("button", has_text="Read it").click()
    page.locator("a.what").first.wait_for()
    page.locator("a.what").first.click()
    expect(page.locator(".text mark").first).to_contain_text("captured")


def test_a_dropped_file_is_watched_being_read(opened, serving, store, tmp_path: Path):
    """A file dropped anywhere on the page is read; the panel shows what came of it."""
    server = serving(store)
    page = opened("/", base=server.address)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Troops left Misto on Tuesday, The Wire said."], "wire.txt"));
          for (const type of ["dragenter", "dragover", "drop"]) {
            window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
          }
        }"""
    )
    page.locator("#panel h1", has_text=re.compile("^Read$")).wait_for()
    page.locator("#panel", has_text="1 report stored").wait_for()
