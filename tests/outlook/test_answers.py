import numpy as np
import pytest

from fogline.errors import UsageError
from fogline.model.outlook import Outlook
from fogline.model.scenario import Course
from fogline.outlook import scenario
from fogline.outlook.answers import interval
from fogline.outlook.compare import chance
from fogline.outlook.step import Ask, of_scenario
from fogline.views import outlook as views


@pytest.fixture(scope="module")
def found() -> Outlook:
    return of_scenario(scenario.load("river-city"), Ask(days=12, runs=200, seed=3))


def test_the_same_seed_gives_the_same_outlook_and_another_does_not(found):
    """Also with more threads."""
    given = scenario.load("river-city")
    assert of_scenario(given, Ask(days=12, runs=200, seed=3, threads=4)) == found
    assert of_scenario(given, Ask(days=12, runs=200, seed=4)) != found


def test_luck_and_ignorance_are_told_apart():
    """Known parts come back: sets differ by 3, runs within one by 1."""
    rng = np.random.default_rng(0)
    sets = rng.normal(0, 3, 2000)
    values = (sets + rng.normal(0, 1, (4, 2000))).ravel()
    got = interval(values, 2000)
    assert got.sd_parameters == pytest.approx(3, rel=0.05)
    assert got.sd_noise == pytest.approx(1, rel=0.05)
    assert got.high - got.low == pytest.approx(2 * 1.2816 * np.sqrt(10), rel=0.05)


def test_a_course_against_itself_is_a_draw():
    """Under the same luck the same course does as well: a half, no difference, no spread."""
    given = scenario.load("river-city")
    twins = (
        *(c for c in given.courses if c.side == "north"),
        Course(name="hold", side="south", action="hold"),
        Course(name="hold too", side="south", action="hold"),
    )
    found = of_scenario(given.but(courses=twins), Ask(days=8, runs=80))
    for comparison in (c for c in found.comparisons if c.side == "south"):
        assert comparison.p_better == 0.5
        assert comparison.difference.sd_noise == comparison.difference.sd_parameters == 0


def test_a_probability_says_how_it_would_change_if_the_unknowns_were_known():
    """Sets that decide it spread widely; luck alone does not."""
    decided = np.tile(np.arange(200) % 2, (1, 8)).astype(float)
    wide = chance(decided, 200)
    assert wide.mean == 0.5
    assert wide.low < 0.05
    assert wide.high > 0.95
    lucky = np.random.default_rng(0).integers(0, 2, (1, 1600)).astype(float)
    narrow = chance(lucky, 200)
    assert narrow.high - narrow.low < 0.3


def test_a_named_criterion_comes_first(found):
    """The answer's first sentence is about what the user asked by."""
    asked = of_scenario(scenario.load("river-city"), Ask(days=8, runs=80, criterion="own_losses"))
    assert asked.comparisons[0].criterion == "own_losses"
    assert found.comparisons[0].criterion == "balance"
    with pytest.raises(UsageError, match="criterion 'glory'"):
        Ask(criterion="glory")


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 999}, {"runs": 1}, {"seed": -1}])
def test_what_cannot_be_run_is_refused(wrong):
    """Each number has a range, and the message says it."""
    with pytest.raises(UsageError, match=f"--{next(iter(wrong))}"):
        Ask(**wrong)


def test_an_outlook_says_what_nobody_knows(found):
    """Losses cannot be learned from ground; untaken courses cannot be scored."""
    said = " ".join(found.unidentified)
    assert "exchange of losses" in said
    assert "can never be scored" in said


def test_the_drivers_name_what_the_model_makes_of_the_exchange(found):
    """What the model is made of shows in what drives it."""
    exchange = [d for d in found.drivers if "exchange" in d.answer]
    assert exchange[0].name == "exchange"
    assert exchange[0].direction == "more"
    assert exchange[0].share > 0.4
    assert all(0 < d.share <= 1 for d in found.drivers)


def test_the_page_needs_no_network_and_escapes_what_it_shows(found):
    """One file, no script, a policy; a hostile name stays text."""
    from fogline.model.theatre import Side

    hostile = found.but(area="<script>alert(1)</script>")
    page = views.html(hostile, (Side(id="north", name="North", colour="#b2453b"),
                                Side(id="south", name="South", colour="#2f6ca3")))  # fmt: skip
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("<svg") == 2 * sum(o.side == "south" for o in found.options)
    assert "Not for movement" in page


def test_markdown_and_rows_have_every_pair(found):
    """What is on the page can be pasted and exported."""
    text = views.markdown(found, {"north": "North", "south": "South"})
    rows = list(views.rows(found))
    assert len(rows) == len(found.pairs) * found.days
    assert all(p.courses["south"] in text for p in found.pairs)
    assert {"held_low", "exchange_sd_parameters", "force_left_south_mean"} <= set(rows[0])
