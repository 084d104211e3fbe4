from pathlib import Path

import pytest
from playwright.sync_api import expect

from fogline.views import brief
from patience import PATIENCE_MS, until

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(chromium, picture, tmp_path):
    """The page as it opens from disk, with what it asked for and complained of."""
    path = Path(tmp_path) / "brief.html"
    path.write_text(brief.html(picture), encoding="utf-8")
    pages = []

    def at(width, **context):
        window = chromium.new_context(viewport={"width": width, "height": 800}, **context)
        page = window.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.asked, page.complaints = [], []
        page.on("request", lambda r: page.asked.append(r.url))
        page.on("console", lambda m: page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto(path.as_uri())
        pages.append(window)
        return page

    yield at
    for window in pages:
        window.close()


def test_opens_from_disk_without_a_request_or_complaint(opened):
    """The page asks for itself alone, and the console stays empty."""
    page = opened(1280)
    assert [a for a in page.asked if not a.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_clicking_a_mark_shows_its_sentence(opened, script):
    """A click on a sector opens the words behind it, with and without script."""
    page = opened(1280, java_script_enabled=script)
    card = page.locator("#place-theatre-v3")
    expect(card).to_be_hidden()
    page.locator(".maps.desk a.mark[aria-label*='V3']").first.click()
    expect(card).to_be_visible()
    expect(card.locator("blockquote").first).to_be_visible()


def test_escape_closes_and_returns_to_the_mark(opened):
    """The keyboard opens a mark, closes it and is back where it was."""
    page = opened(1280)
    mark = page.locator(".maps.desk a.mark[aria-label*='Misto (east)']").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#place-theatre-misto-east")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#place-theatre-misto-east")).to_be_hidden()
    expect(mark).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_width_scrolls_sideways(opened, width):
    """From telephone to desk nothing sticks out at the side."""
    page = opened(width)
    until(page, "(wide) => document.documentElement.scrollWidth <= wide", width)


def test_telephones_see_their_own_map(opened):
    """On a telephone the small map is shown and the large one is not."""
    page = opened(390)
    expect(page.locator(".maps.phone")).to_be_visible()
    expect(page.locator(".maps.desk")).to_be_hidden()
