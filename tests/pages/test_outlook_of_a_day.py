"""The page of an outlook, and the same for programs: what it says, and what it refuses."""

import html
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from fogline.api import outlooks
from reading_pages import elements, links

SMALL = "/outlook?on=2023-03-07&area=Misto&days=3&runs=40"


def main(page: str) -> str:
    return html.unescape(page.split('<main id="panel"', 1)[1].split("</main>", 1)[0])


@pytest.fixture(scope="module")
def shown(client: TestClient) -> str:
    """The page of three days at Misto."""
    answer = client.get(SMALL)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_it_stands_under_more_and_asks_for_an_area_first(get: Callable[[str], str]):
    """Without an area nothing is run; the areas of the theatre are offered."""
    page = get("/outlook")
    menu = page.split('<details class="menu">', 1)[1].split("</details>", 1)[0]
    assert links(menu, "/outlook")
    assert any("area=Misto" in link for link in links(main(page), "/outlook"))
    assert "<table" not in main(page)


def test_it_says_what_may_come_of_each_course_and_what_nobody_knows(shown: str):
    """Six courses, their fans, comparisons, drivers, unknowns, and what can be scored."""
    said = main(shown)
    for course in ("attack frontally", "envelop", "hold", "withdraw in phases", "counter-attack"):
        assert course in said
    assert said.count('<svg viewBox="0 0 320 164"') == 8
    for head in ("Which course is better", "What drives it", "What nobody knows"):
        assert head in said
    assert "Only the course that was taken can be scored" in said
    assert "not a prediction" in said
    assert "Not for movement" in said
    assert "Known by 7 March 2023, 24:00" in said or "Known by 8 March 2023, 00:00" in said


def test_nothing_of_it_needs_a_looser_policy(shown: str):
    """No style and no handler stands in any element, also not in the fans."""
    for _, attributes in elements(shown):
        assert not {k for k in attributes if k.startswith("on") or k == "style"}


def test_every_field_has_a_label_and_every_picture_a_name(shown: str):
    """Who hears the page hears what to fill in and what each fan shows."""
    for form in re.findall(r'<form class="filters".*?</form>', shown, re.DOTALL):
        fields = [a for n, a in elements(form) if n in {"input", "select"}]
        visible = [a for a in fields if a.get("type") != "hidden"]
        assert len(visible) == form.count("<label>") >= 3
    fans = [a for n, a in elements(shown) if n == "svg" and a.get("class") == "fan"]
    assert all(a["role"] == "img" and a["aria-label"] for a in fans)
    regions = [a for n, a in elements(shown) if a.get("class") == "wide-table"]
    assert all(a["tabindex"] == "0" and a["aria-labelledby"] for a in regions)


def test_courses_are_compared_by_what_the_form_names(client: TestClient):
    """The criterion stands first, stays chosen, and goes on to the address for programs."""
    page = client.get(f"{SMALL}&criterion=own_losses").text
    assert "By one&#39;s own losses" in page
    assert '<option value="own_losses" selected>' in page
    address = html.unescape(re.search(r'href="(/api/v1/outlook[^"]+)"', page)[1])
    assert client.get(address).json()["comparisons"][0]["criterion"] == "own_losses"
    assert client.get(f"{SMALL}&criterion=glory").status_code == 400


def test_the_address_holds_all_and_leads_to_the_same_for_programs(client: TestClient, shown: str):
    """The same address gives the same page, and its link the outlook of the contract."""
    assert client.get(SMALL).text.split("<main")[1] == shown.split("<main")[1]
    address = html.unescape(re.search(r'href="(/api/v1/outlook[^"]+)"', shown)[1])
    assert parse_qs(urlsplit(address).query)["days"] == ["3"]
    found = client.get(address).json()
    assert {
        "seed", "runs", "on", "known", "area", "days", "options", "pairs", "comparisons",
        "drivers", "unidentified", "scored",
    } <= found.keys()  # fmt: skip
    assert (found["on"], found["days"], found["runs"], found["seed"]) == ("2023-03-07", 3, 40, 1)
    held = found["options"][0]["days"][-1]["held"]
    assert held.keys() == {"low", "mean", "high", "sd_noise", "sd_parameters"}
    assert f"{found['comparisons'][0]['p_better']:.0%}".rstrip("%") in main(shown)
    plain = "/api/v1/outlook?on=2023-03-07&area=Misto&days=3&runs=40"
    assert client.get(plain).json() == found


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ("area=Misto&days=500", "days 500: from 1 to 120"),
        ("area=Misto&days=0", "days 0: from 1 to 120"),
        ("area=Misto&runs=5000", "runs 5000: from 40 to 2000"),
        ("area=Misto&days=soon", "days 'soon': no whole number"),
        ("area=Misto&on=2023-06-30", "read newer reports or go back"),
    ],
)
def test_what_cannot_be_run_is_said_beside_the_form(client: TestClient, changes: str, says: str):
    """The fault names the value and the way out; the form stays, nothing is shown."""
    on = "" if "on=" in changes else "&on=2023-03-07"
    answer = client.get(f"/outlook?{changes}{on}")
    assert answer.status_code == 400
    said = main(answer.text)
    assert says in said
    assert 'role="alert"' in said
    assert 'name="area" value="Misto"' in said
    assert "<table" not in said


def test_an_area_without_ground_to_fight_for_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
):
    """A place far from everything has no two places around it."""
    from fogline.pipeline import outlook as step

    monkeypatch.setattr(step.AreaShape, "contains", lambda *_: False)
    address = "on=2023-03-07&area=V7&days=2&runs=40"
    page = client.get(f"/outlook?{address}")
    assert page.status_code == 400
    assert "nothing to fight for" in main(page.text)
    answer = client.get(f"/api/v1/outlook?{address}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("area 'V7'")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "area"), ("area=Nowhere", "Nowhere"), ("area=Misto&days=121", "days"),
        ("area=Misto&runs=2001", "runs"), ("area=Misto&runs=1", "runs"),
        ("area=Misto&criterion=luck", "luck"), ("area=Misto&day=1", "day"),
    ],
)  # fmt: skip
def test_programs_get_a_problem_document(client: TestClient, query: str, says: str):
    """What is wrong is named by its parameter."""
    answer = client.get(f"/api/v1/outlook?on=2023-03-07&{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


def test_more_than_a_few_at_once_are_sent_away(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    """Whoever waits for a simulation keeps no thread from the other pages."""
    from threading import BoundedSemaphore

    full = BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(outlooks, "_room", full)
    page = client.get("/outlook?on=2023-03-07&area=Misto&days=2&runs=40")
    assert page.status_code == 429
    assert "ask again" in main(page.text)
    assert json.loads(client.get("/api/v1/outlook?area=Misto&on=2023-03-07").text)["status"] == 429
