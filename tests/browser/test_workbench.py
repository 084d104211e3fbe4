"""The workbench as a person uses it: map, time, panel, keys, address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from patience import Held, until

pytestmark = pytest.mark.browser
Opened = Callable[..., object]
DRAWN = "#map[data-drawn]"


def settled(page, text: str) -> None:
    """Wait for the page of a heading; "V3" is not the search for it, which is headed "Search V3"."""
    expect(page.locator("#panel h1")).to_have_text(re.compile(rf"^\s*{re.escape(text)}\b"))


def on_map(page, place: str) -> tuple[float, float]:
    """Return where a place's mark stands on the screen."""
    return page.evaluate(
        """(id) => {
          const { map, shown } = globalThis.fogline.map;
          const at = map.project(shown.places.find((p) => p.id === id).at);
          const box = map.getCanvas().getBoundingClientRect();
          return [at.x + box.x, at.y + box.y];
        }""",
        place,
    )


def idle(page) -> None:
    page.evaluate("() => new Promise((done) => { const m = globalThis.fogline.map.map; "
                  "m.loaded() && !m.isMoving() ? done() : m.once('idle', done); })")  # fmt: skip


def test_nothing_is_asked_of_another_host_and_nothing_complains(opened, address):
    """Every request goes to the server that the page came from; the console stays empty."""
    page = opened("/")
    idle(page)
    assert [a for a in page.asked if not a.startswith((address, "blob:"))] == []
    assert page.complaints == []


def test_clicking_a_mark_leads_to_its_words(opened):
    """A click on a village opens its page; two more are at the sentence in the report."""
    page = opened("/")
    idle(page)
    page.mouse.click(*on_map(page, "theatre:v4"))
    settled(page, "V4")
    page.go_back()
    settled(page, "Made up")
    idle(page)
    page.mouse.click(*on_map(page, "theatre:v3"))
    settled(page, "V3")
    page.locator("#panel .said blockquote a").first.click()
    expect(page.locator("mark.asked")).to_contain_text("V3")


def test_an_address_returns_to_the_same_picture(opened, address):
    """Day, knowledge, panel, view and hidden layers come back from the address alone."""
    page = opened("/places/theatre:v3")
    page.evaluate("globalThis.fogline.map.map.jumpTo({ center: [38.1, 48.6], zoom: 11.5 })")
    page.locator("[data-layer=events]").uncheck()
    page.keyboard.press("Escape")
    again = opened(page.evaluate("location.href").removeprefix(address), then=False)
    expect(again.locator("#panel h1")).to_have_text(page.locator("#panel h1").inner_text())
    seen = (
        "() => { const m = globalThis.fogline.map.map; return [m.getZoom(), m.getCenter().lng]; }"
    )
    assert again.evaluate(seen) == pytest.approx(page.evaluate(seen), abs=0.01)
    expect(again.locator("[data-layer=events]")).not_to_be_checked()
    until(again, "globalThis.fogline.map.map.getLayoutProperty('events', 'visibility') === 'none'")


def test_the_slider_moves_map_and_panel_and_address(opened):
    """A day back by key: the map shows that day, the panel and the address follow."""
    page = opened("/")
    page.locator("#slide-on").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector('#map[data-drawn^="2023-03-06"]')
    page.wait_for_url(re.compile("on=2023-03-06"))
    page.locator("#panel h1 span", has_text="6 March 2023").wait_for()


def test_the_second_handle_takes_knowledge_back(opened):
    """Known until 5 March, the capture of the 7th is not on the page."""
    page = opened("/claims")
    page.locator("#mode").select_option("fixed")
    page.locator("#slide-known").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("known=2023-03-05"))
    page.locator("#panel h1 .n", has_text="3").wait_for()
    expect(page.locator("#known-words")).to_contain_text("5 March 2023")


def test_it_plays_day_by_day(opened):
    """Play moves the day on and stops at the last."""
    page = opened("/", then=False)
    page.locator("#slide-on").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("#play").click()
    page.wait_for_selector('#map[data-drawn^="2023-03-07"]')
    page.locator('#play[aria-pressed="false"]').wait_for()


def test_the_keyboard_alone_reaches_a_sentence(opened):
    """Search by its key, open a place, open its words: no pointer needed."""
    page = opened("/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("V3")
    page.keyboard.press("Enter")
    settled(page, "Search")
    page.locator("#panel a", has_text="V3").first.focus()
    page.keyboard.press("Enter")
    settled(page, "V3")
    expect(page.locator("#panel h1")).to_be_focused()
    page.locator("#panel .said blockquote a").first.focus()
    page.keyboard.press("Enter")
    page.locator("mark.asked").wait_for()


def test_the_map_opens_the_nearest_place_by_enter(opened):
    """With the map in focus its middle's place is named aloud, and Enter opens it."""
    page = opened("/")
    idle(page)
    page.locator(".maplibregl-canvas").focus()
    page.evaluate("globalThis.fogline.map.map.jumpTo({ center: [38.05, 48.6], zoom: 12 })")
    page.locator(".near", has_text="V3").wait_for(state="attached")
    page.keyboard.press("Enter")
    settled(page, "V3")


def test_every_mark_in_view_is_reached_by_its_arrow_key(opened):
    """From the map, Tab and arrows go over places, events and bridges; each is named and opened."""
    page = opened("/")
    idle(page)
    marks = page.locator(".inview a")
    page.locator(".inview a[tabindex='0']").focus()
    counts = page.evaluate("globalThis.fogline.map.inView().length")
    expect(marks).to_have_count(counts)
    kinds = {m.get_attribute("href").split("/")[1].split("?")[0] for m in marks.all()}
    assert kinds == {"places", "events"}
    assert all(m.inner_text().strip() for m in marks.all())
    reached = {page.evaluate("document.activeElement.textContent")}
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        reached.add(page.evaluate("document.activeElement.textContent"))
    assert len(reached) > 2
    expect(page.locator(".tip")).to_be_visible()
    words = page.evaluate("document.activeElement.textContent")
    assert page.locator(".tip").inner_text() == words
    address = page.evaluate("document.activeElement.getAttribute('href')").split("?")[0]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(address)))
    expect(page.locator("#panel h1")).to_be_focused()


def test_without_a_script_every_page_is_whole(opened):
    """Lists, the report, the time form and an image of the map need no script."""
    page = opened("/places/theatre:v3", java_script_enabled=False)
    expect(page.locator("img.still")).to_be_visible()
    page.locator("#panel .said blockquote a").first.click()
    expect(page.locator("mark.asked")).to_be_visible()
    page.locator("#day").fill("2023-03-05")
    page.locator("#time button", has_text="Show").click()
    page.wait_for_url(re.compile("on=2023-03-05"))


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
@pytest.mark.parametrize(
    "path",
    ["/", "/disputes", "/sources", "/places/theatre:v3", "/outlook?area=Misto&days=10&runs=40"],
)
def test_no_width_scrolls_sideways(opened, width, path):
    """From telephone to desk nothing sticks out at the side."""
    page = opened(path, width=width, drawn=False)
    until(page, "(wide) => document.documentElement.scrollWidth <= wide", width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/changes", "/events", "/disputes", "/claims", "/reports", "/places", "/sources",
             "/sources/institute", "/coverage", "/forecasts", "/ways", "/people", "/imagery",
             "/belief", "/origins", "/audit", "/search?q=misto", "/places/theatre:misto-east",
             "/outlook", "/outlook?area=Misto&days=10&runs=40"],
)  # fmt: skip
def test_axe_finds_no_violation(opened, path, scheme):
    """No rule of axe for WCAG 2 A and AA is broken, in either scheme."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(path, color_scheme=scheme)
    found = Axe().run(page)
    broken = [
        (v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found.response["violations"]
    ]
    assert broken == []


def test_a_report_full_of_markup_runs_nothing(opened):
    """The hostile report opens, its text is text, and no dialog, error or request comes of it."""
    page = opened("/search?q=alert")
    page.on("dialog", lambda d: page.complaints.append(d.message))
    page.locator("#panel .said blockquote a").first.click()
    text = page.locator("#panel .text")
    expect(text).to_contain_text("<script>alert(1)</script>")
    expect(text).to_contain_text("{{ 7*7 }}")
    assert page.complaints == []


def test_the_server_away_is_said_and_the_map_stays(opened, serving, store):
    """With the server gone the page says so and keeps what it has."""
    server = serving(store)
    page = opened("/", base=server.address)
    page.context.set_offline(True)
    page.locator("nav a", has_text="Events").click()
    page.locator("#live.seen", has_text="does not answer").wait_for()
    settled(page, "Made up")
    expect(page.locator(DRAWN)).to_have_count(1)


def test_two_analysts_see_each_other(opened, serving, store):
    """What one judges, the other sees on the next page, signed."""
    server = serving(store)
    one, two = (opened("/events?place=theatre:v2", base=server.address, then=False) for _ in "ab")
    for page in (one, two):
        page.locator("#panel .event a").first.click()
        page.locator("details.judge summary").click()
    one.locator("input[value=reject]").check()
    one.locator("textarea[name=reason]").fill("the clip is older")
    one.locator("input[name=by]").fill("A. Kova")
    one.locator("button", has_text="Decide").click()
    one.locator(".decision", has_text="A. Kova: rejected").wait_for()
    two.locator("input[value=confirm]").check()
    two.locator("textarea[name=reason]").fill("it is from that day")
    two.locator("input[name=by]").fill("B. Lin")
    two.locator("button", has_text="Decide").click()
    two.locator(".decision", has_text="B. Lin: confirmed").wait_for()
    expect(two.locator(".decision", has_text="A. Kova: rejected")).to_have_count(1)


def test_a_slow_day_shows_its_ground_at_once(opened):
    """While the server works out a day, its ground is drawn and the marks of before are paled."""
    page = opened("/", then=False)
    page.locator("#slide-on").focus()
    until(page, "Boolean(globalThis.fogline.map.days)")
    slow = Held(page, "**/map/picture.json*")
    page.evaluate("globalThis.fogline.map.forget()")
    page.keyboard.press("ArrowLeft")
    until(page, "globalThis.fogline.map.paled === true")
    until(page, "globalThis.fogline.map.map.getPaintProperty('places', 'icon-opacity') < 1")
    slow.let_go()
    page.wait_for_selector('#map[data-drawn^="2023-03-06"]')
    until(page, "globalThis.fogline.map.paled === false")


def test_an_outlook_that_takes_long_says_that_it_is_loading(opened):
    """While the server works it out the page says so; its answer stands under an address to share."""
    page = opened("/outlook?area=Misto&days=10&runs=40")
    held = Held(page, "**/outlook?*")
    page.locator("#panel input[name=days]").fill("11")
    page.locator("#panel form.filters button").click()
    page.locator("#live.seen", has_text="Loading").wait_for(state="attached")
    expect(page.locator("#panel[aria-busy]")).to_have_count(1)
    held.let_go()
    page.locator("h2", has_text="after 11 days").wait_for()
    page.locator("#live:not(.seen)").wait_for(state="attached")
    page.wait_for_url(re.compile(r"area=Misto.*days=11"))
    assert page.complaints == []


def test_a_page_on_its_way_is_not_lost_to_the_slider(opened):
    """A link followed while a handle has just moved opens, for the day moved to."""
    page = opened("/", then=False)
    held = Held(page, "**/events?*")
    page.locator("nav a", has_text="Events").click()
    page.keyboard.press("[")
    page.wait_for_url(re.compile("on=2023-03-06"))
    held.let_go()
    settled(page, "Events")
    page.wait_for_url(re.compile("/events.*on=2023-03-06"))


def test_another_day_keeps_what_was_typed_and_where_one_was(opened):
    """A judgement half written, its part opened and in focus, stays when the slider moves on."""
    page = opened("/events?place=theatre:v2")
    page.locator("#panel .event a").first.click()
    page.locator("details.judge summary").first.click()
    page.locator("textarea[name=reason]").fill("the clip is older")
    page.locator("input[value=reject]").check()
    page.locator("textarea[name=reason]").focus()
    page.evaluate("document.querySelector('[data-step=\"-1\"]').click()")
    page.wait_for_url(re.compile("on=2023-03-06"))
    until(page, "!document.querySelector('#panel').hasAttribute('aria-busy')")
    expect(page.locator("textarea[name=reason]")).to_have_value("the clip is older")
    expect(page.locator("textarea[name=reason]")).to_be_focused()
    expect(page.locator("input[value=reject]")).to_be_checked()
