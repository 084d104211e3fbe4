"""Lists that are longer than a page: each entry once, totals that hold, no page out of reach."""

import re
from collections.abc import Callable

import pytest

from fogline.api.pages import rows
from fogline.api.pages.rows import part

Get = Callable[[str], str]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two entries."""
    monkeypatch.setattr(part, "__defaults__", (2,))
    assert rows.part([1, 2, 3], 0).items == [1, 2]


def walked(get: Get, path: str, rel: str = "next") -> list[str]:
    """Return the panels of a list, following the links to the next page."""
    pages = [get(path)]
    while found := re.search(rf'rel="{rel}" href="([^"]+)"', pages[-1]):
        assert len(pages) < 100
        pages.append(get(re.sub(r"&?(on|known)=[\d-]+", "", found[1].replace("&amp;", "&"))))
    return pages


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("path", ["/events", "/claims", "/places", "/reports", "/sources"])
def test_walking_a_list_meets_each_entry_once(get: Get, path: str):
    """The pages together have as many entries as their heading counts, none twice."""
    pages = walked(get, path)
    heading = int(re.search(r'<h1>.*?<span class="n">(\d+)', pages[0])[1])
    stretches = [re.search(r'"pages meta"><span>(\d+) to (\d+) of (\d+)', p) for p in pages]
    shown = [n for s in stretches for n in range(int(s[1]), int(s[2]) + 1)]
    assert shown == list(range(1, heading + 1))
    assert {int(s[3]) for s in stretches} == {heading}
    assert len(pages) > 1


@pytest.mark.usefixtures("short")
def test_what_happened_and_what_was_learned_are_walked_apart(get: Get):
    """Each of the two lists of changes has its pages; the other stays where it was."""
    first = get("/changes?since=2023-03-01")
    totals = [int(n) for n in re.findall(r'<h2 id="h-\w+">[^<]+<span class="n">(\d+)', first)]
    assert max(totals) > 2
    assert first.count('rel="next"') == sum(t > 2 for t in totals)
    last = walked(get, "/changes?since=2023-03-01")[-1]
    assert [
        int(n) for n in re.findall(r'<h2 id="h-\w+">[^<]+<span class="n">(\d+)', last)
    ] == totals
    assert 'rel="prev"' in last


@pytest.mark.parametrize(("start", "expected"), [(0, [1, 2]), (2, [3]), (99, [3]), (1, [2, 3])])
def test_a_page_beyond_the_end_is_the_last(start: int, expected: list[int]):
    """An address from a longer list opens the end of this one."""
    assert part([1, 2, 3], start, 2).items == expected
    assert part([], start, 2).items == []
