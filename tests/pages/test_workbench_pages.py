"""What each page says, and that everything on it leads back to words in a report."""

import html
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from reading_pages import elements, links

Get = Callable[[str], str]
PAGES = [
    "/", "/changes", "/events", "/disputes", "/claims", "/reports", "/places", "/sources",
    "/coverage", "/forecasts", "/outlook", "/ways", "/people", "/imagery", "/belief", "/origins", "/audit",
    "/search?q=misto",
]  # fmt: skip


def main(page: str) -> str:
    return page.split('<main id="panel"', 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_with_one_heading_and_no_script_of_its_own(get: Get, path: str):
    """Each page has one first heading, and nothing that the policy would have to forbid."""
    page = get(path)
    assert page.count("<h1") == 1
    for name, attributes in elements(page):
        assert not {k for k in attributes if k.startswith("on") or k == "style"}
        assert name != "script" or "src" in attributes or attributes["type"] == "application/json"


@pytest.mark.parametrize("path", PAGES)
def test_the_panel_alone_is_what_the_whole_page_holds(client: TestClient, get: Get, path: str):
    """A script that asks for the panel gets the page's own panel, and no page around it."""
    whole = main(get(path))
    sep = "&" if "?" in path else "?"
    part = client.get(
        f"{path}{sep}on=2023-03-07&known=2023-03-07", headers={"X-Fogline-Panel": "1"}
    )
    assert "<html" not in part.text
    assert part.text.strip() in whole
    assert "X-Fogline-Panel".lower() in part.headers["vary"].lower()


def test_counts_of_a_list_add_up(get: Get):
    """The statuses above the list sum to its length, and pages of claims to their total."""
    page = main(get("/events"))
    total = int(re.search(r'Events <span class="n">(\d+)', page)[1])
    parts = re.search(r'<p class="meta">(.*?)</p>', page, re.DOTALL)[1]
    assert sum(map(int, re.findall(r"(\d+) \w+", parts))) == total == page.count('<li class="event')


def test_a_place_says_who_holds_it_since_when_on_what(get: Get):
    """The page of a sector names side, probability, claim, newest sentence."""
    page = main(get("/places/theatre:misto-east"))
    assert "Held by" in page or "Contested" in page
    assert "Claimed by" in page
    assert "Newest evidence" in page
    assert links(page, "/reports/")


def test_from_a_mark_to_the_words_and_back(get: Get):
    """Place, event, claim, report: each names the next, and the report marks the words."""
    place = main(get("/places/theatre:misto-east"))
    event = main(get(links(place, "/events/")[0].split("?")[0]))
    claim = main(get(links(event, "/claims/")[0].split("?")[0]))
    address = links(claim, "/reports/")[0]
    report = main(get(address.split("?")[0] + "?" + re.search(r"mark=\w+", address)[0]))
    asked = re.findall(r'<mark class="asked"[^>]*><a[^>]*>([^<]+)', report)
    assert asked
    assert asked[0] in html.unescape(
        re.search(r'<h1 class="quote"[^>]*>“<bdi>(.*?)</bdi>', claim)[1]
    )
    assert links(report, "/claims/")


def test_an_event_shows_who_took_it_from_whom(get: Get):
    """The relayed word stands under its origin; one origin is counted, not two."""
    found = main(get("/events?place=theatre:misto-east&action=capture"))
    page = main(get(links(found, "/events/")[0].split("?")[0]))
    tree = page.split('<ul class="tree">')[1]
    origin = tree.index("Red Ministry")
    assert "independent origin" in tree[origin : origin + 400]
    assert "The Courier" in tree[origin:]
    assert '<b class="n">1</b> 1 Red' in page


def test_who_changed_its_story_is_said(get: Get):
    """The Institute held V3 captured, then not: its own words stand on both sides."""
    found = get("/events?place=theatre:v3")
    page = main(get(links(main(found), "/events/")[0].split("?")[0]))
    assert "changed its story" in page
    assert "The Institute" in page.split("changed its story")[0].rsplit("<p", 1)[1]


def test_private_persons_are_not_named(get: Get):
    """A resident's name stands on no page, and a search does not find it."""
    for path in ("/claims", "/people", "/reports", "/sources", "/search?q=families"):
        assert "Petrenko" not in get(path)
    found = main(get("/claims?q=Petrenko"))
    assert 'Claims <span class="n">0' in found


def test_a_search_finds_words_voices_and_places(get: Get):
    """One field finds the place, the voice and the sentence."""
    assert links(main(get("/search?q=misto")), "/places/theatre:misto")
    assert links(main(get("/search?q=wire")), "/sources/wire")
    assert "no longer holds" in main(get("/search?q=longer+V3"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 13), ("side=blue", 2), ("action=capture", 6), ("kind=forecast", 1), ("voice=wire", 2),
        ("polarity=denied", 2), ("sure=likely", 1), ("place=theatre:v3", 2), ("basis=uncredited", 0),
        ("from_day=2023-03-07", 6), ("q=video+soldiers", 1), ("q=zzz", 0),
    ],
)  # fmt: skip
def test_filters_of_claims_narrow(get: Get, query: str, count: int):
    """Each filter keeps what it names."""
    page = main(get(f"/claims?{query}"))
    assert int(re.search(r'Claims <span class="n">(\d+)', page)[1]) == count


def test_later_knowledge_is_left_out(client: TestClient):
    """Known at the end of 5 March, what was said on the 7th is not there."""
    page = client.get("/claims?on=2023-03-05&known=then").text
    assert "Red Ministry" not in main(page)
    assert client.get("/claims?on=2023-03-05").text != page


def test_what_was_believed_and_was_wrong(client: TestClient):
    """What was learned after an instant about that day is listed against what was held then."""
    page = main(client.get("/belief?on=2023-03-07&at_time=2023-03-06T08:00").text)
    assert "Places held otherwise now" in page
    assert "reports came in since" in page


def test_headlines_are_counted_by_their_origins(get: Get):
    """Two headlines with one origin rest on one."""
    lines = "The Courier, citing Red Ministry: Misto east is taken.%0ANo such headline at all"
    page = main(get(f"/origins?headlines={lines}"))
    assert "on 1 independent origin" in page
    assert "No such headline at all" in page


def test_the_same_address_gives_the_same_page(client: TestClient):
    """An address with its day and knowledge time is answered from the client's own copy."""
    first = client.get("/events?on=2023-03-07&known=2023-03-07")
    again = client.get(
        "/events?on=2023-03-07&known=2023-03-07", headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/events/nothing", 404, "nothing"), ("/claims/nothing", 404, "nothing"),
        ("/places/theatre:nowhere", 404, "nowhere"), ("/sources/nobody", 404, "nobody"),
        ("/?on=yesterday", 400, "yesterday"), ("/?known=soon", 400, "soon"),
        ("/?area=Nowhere", 400, "Nowhere"), ("/changes?since=2030-01-01", 400, "since"),
        ("/claims?from_day=x", 400, "from_day"),
    ],
)  # fmt: skip
def test_wrong_addresses_are_pages_that_say_so(
    client: TestClient, path: str, status: int, says: str
):
    """A page names what is wrong with the address; it is no document for programs."""
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert says in html.unescape(answer.text)


def test_every_link_of_every_page_opens(client: TestClient):
    """Following every link from the start page, no page is missing or broken."""
    queue, seen = ["/?on=2023-03-07&known=2023-03-07"], set()
    while queue:
        address = queue.pop()
        page = client.get(address, headers={"X-Fogline-Panel": "1"})
        assert page.status_code == 200, address
        for link in links(page.text, "/"):
            path = link.split("#")[0]
            if path.split("?")[0] not in seen and not path.startswith(("/api/", "/map")):
                seen.add(path.split("?")[0])
                queue.append(path)
    assert len(seen) > 40


@pytest.mark.parametrize("path", ["/changes?since=2023-03-01", "/places", "/map/picture.json"])
def test_near_the_line_without_fresh_word_there_is_no_number(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
):
    """Where nobody independent spoke of late, words stand in place of a probability and its bar."""
    sep = "&" if "?" in path else "?"
    when = "on=2023-03-07&known=2023-03-07"
    ids = [p["id"] for p in client.get(f"/map/picture.json?{when}").json()["places"]]
    monkeypatch.setattr("fogline.api.pages.desk.Desk.silent", frozenset(ids))
    client.app.state.service._assessed.clear()
    text = client.get(f"{path}{sep}{when}").text
    text = text if path.endswith("json") else main(text)
    client.app.state.service._assessed.clear()
    assert "recent evidence" in text
    assert not re.search(r"\d %", text)
