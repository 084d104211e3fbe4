import itertools
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import voice
from factory_war import START, at, square, theatre, told, war
from fogline.model.claim import Certainty, Condition, Quantity
from fogline.model.theatre import Baseline, CredibilityPrior
from fogline.situation import situation, supports
from fogline.situation.filter import forward, smooth, transitions
from fogline.situation.parameters import newest

ON = date(2023, 3, 10)
LATE = datetime.fromisoformat("2023-04-01T00:00:00+00:00")


def picture(*made, of=None, on=ON, known=LATE, **options):
    claims, reports = [c for c, _ in made], [r for _, r in made]
    return situation(claims, reports, of or theatre(), None, on, known, **options)


def place(name, *made, **options):
    return next(p for p in picture(*made, **options).places if p.name == name)


def control(name, *made, **options):
    return place(name, *made, **options).control


def test_nothing_said_is_unknown():
    """A place without a word keeps its baseline and is unknown, not quiet."""
    still = place("V3")
    assert still.status == "unknown"
    assert still.evidence_age_hours is None
    assert still.control["blue"] > 0.8


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_probabilities_and_order(seed):
    """Control sums to 1, and the order of claims and reports changes nothing."""
    made, claims, reports = war(40, 5, 60, seed)
    a = situation(claims, reports, made, None, ON, LATE)
    b = situation(claims[::-1], reports[::-1], made, None, ON, LATE)
    for one, other in zip(a.places, b.places, strict=True):
        assert sum(one.control.values()) == pytest.approx(1, abs=1e-9)
        assert min(one.control.values()) >= 0
        assert one == other


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_copies_change_nothing(seed, number):
    """Reprints of reports move no probability."""
    made, claims, reports = war(20, 5, 60, seed)
    copies = [
        c.but(id=c.id + "'", report_id=c.report_id + "'", outlet="Harbour") for c in claims[:number]
    ]
    more = [r.but(id=r.id + "'", outlet="Harbour", copy_family=r.id) for r in reports[:number]]
    a = situation(claims, reports, made, None, ON, LATE)
    b = situation([*claims, *copies], [*reports, *more], made, None, ON, LATE)
    assert [p.control for p in a.places] == [p.control for p in b.places]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["capture", "withdraw", "attack", "strike"]))
def test_news_is_local(seed, action):
    """One more claim about a place leaves places beyond its neighbours exactly as they were."""
    made, claims, reports = war(60, 40, 60, seed)
    item, of = told(action, "red", "V0", on="2023-02-20")
    a = situation(claims, reports, made, None, ON, LATE)
    b = situation([*claims, item], [*reports, of], made, None, ON, LATE)
    far = [i for i, p in enumerate(a.places) if p.lon < 38.2 - 0.35]
    assert far
    assert all(a.places[i] == b.places[i] for i in far)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4), st.integers(1, 3))
def test_filter_and_smoother_equal_brute_force(seed, days, sides):
    """Filter and smoother equal the sum over all paths of states."""
    rng = np.random.default_rng(seed)
    k = sides + 1
    start = rng.dirichlet(np.ones(k), 1)
    emissions = rng.uniform(0.05, 1, (days, 1, k))
    moves = transitions(
        (rng.uniform(0, 1, (days, 1, sides)), rng.uniform(0, 1, (days, 1, sides))),
        rng.dirichlet(np.ones(k), (days, 1)),
        np.ones((1, sides)),
        newest().values,
    )
    joint = {}
    for path in itertools.product(range(k), repeat=days):
        p = start[0, path[0]] * emissions[0, 0, path[0]]
        for t in range(1, days):
            p *= moves[t, 0, path[t - 1], path[t]] * emissions[t, 0, path[t]]
        joint[path] = p
    total = sum(joint.values())
    filtered = forward(start, moves, emissions)
    smoothed = smooth(filtered, moves, emissions)
    for state in range(k):
        last = sum(p for path, p in joint.items() if path[-1] == state) / total
        assert filtered[-1, 0, state] == pytest.approx(last, abs=1e-6)
        for t in range(days):
            then = sum(p for path, p in joint.items() if path[t] == state) / total
            assert smoothed[t, 0, state] == pytest.approx(then, abs=1e-6)


def test_rows_of_transitions_sum_to_one():
    """Each row of the transition matrix is a distribution."""
    attacks = (np.ones((2, 3, 3)), np.ones((2, 3, 3)))
    moves = transitions(attacks, np.full((2, 3, 4), 0.2), np.ones((3, 3)), newest().values)
    assert np.allclose(moves.sum(-1), 1)
    assert moves.min() >= 0


def test_admission_outweighs_boast():
    """A side that admits its withdrawal moves more than the other that claims the place."""
    boast = control("V3", told("capture", "red", by="Red Ministry"))
    admitted = control("V3", told("withdraw", "blue", by="Blue Staff"))
    assert admitted["blue"] < boast["blue"] < control("V3")["blue"]


def test_certainty_counts():
    """A flat statement moves more than "likely", and "may" nothing."""
    flat = control("V3", told())
    likely = control("V3", told(certainty=Certainty(low=0.55, high=0.8)))
    maybe = control("V3", told(certainty=Certainty(low=0.3, high=0.7)))
    assert flat["red"] > likely["red"] > maybe["red"]
    assert maybe["red"] < 0.1


@pytest.mark.parametrize(
    "silent",
    [
        {"kind": "plan"},
        {"kind": "forecast"},
        {"kind": "order"},
        {"kind": "opinion"},
        {"phase": "planned"},
        {"tense": "future"},
        {"flags": ("captivity",)},
        {"conditions": (Condition(type="if", text="if", start=0, end=1),)},
        {"origin_basis": "uncredited", "by": "The Courier"},
        {"actor": None},
        {"places": ()},
    ],
)
def test_what_observes_nothing(silent):
    """Plans, orders, forecasts, conditions, captives and uncredited words move nothing."""
    assert control("V3", told(**silent)) == control("V3")


def test_a_denial_speaks_against():
    """A denied capture moves control the other way."""
    said = told("capture", "red", by="Red Ministry")
    denied = told("capture", "red", by="Blue Staff", polarity="denied")
    assert control("V3", said, denied)["red"] < control("V3", said)["red"]


def test_flood_of_copies_and_accounts():
    """A thousand reprints weigh as one; fifty accounts weigh less than one graded source."""
    first = told(by="Red Ministry", outlet="The Wire", text="flood")
    flood = [
        told(by="Red Ministry", outlet=f"M{i}", text="flood", copy_family=first[1].id)
        for i in range(1000)
    ]
    assert control("V3", first, *flood) == control("V3", first)
    accounts = [
        told(by=f"a{i}", outlet="The Wire", kind_of_voice="social_account") for i in range(50)
    ]
    assert control("V3", *accounts)["red"] < control("V3", told())["red"]


def test_presence_is_not_control():
    """A filmed flag makes a place infiltrated at most, not taken."""
    flag = told("control", sub_action="raise_flag", by="Red Blogger")
    assert place("V3", flag).status == "infiltrated"


def test_claimed():
    """A side's own word makes a place claimed by it, and no more."""
    spoken = [told("attack", "red", on=f"2023-03-0{d}", phase="ongoing") for d in (1, 3, 5)]
    found = place("V3", *spoken, told("capture", "red", by="Red Ministry", on="2023-03-08"))
    assert [c.side for c in found.claimed_by] == ["red"]
    assert found.status in {"claimed", "held"}
    assert found.control["red"] < 0.8


def cut_off(by, on="2023-03-08", **fields):
    return told("encircle", "red", by=by, on=on, **fields)


def test_isolated():
    """Two independent voices, or the side itself, make a place cut off; one other voice does not."""
    held = told("defend", "blue", on="2023-03-08")
    one, boast = cut_off("The Institute"), cut_off("Red Ministry")
    assert place("V3", one, held).status != "isolated"
    assert place("V3", boast, held).status != "isolated"
    assert place("V3", one, boast, held).status == "isolated"
    assert place("V3", cut_off("Blue Staff"), held).status == "isolated"


def test_isolation_ends():
    """Encirclement passes after days, and at once when a road is later said to be open."""
    held = told("defend", "blue", on="2023-03-08")
    cut = [cut_off(by, "2023-03-08") for by in ("The Institute", "Red Ministry")]
    assert place("V3", *cut, held, on=date(2023, 3, 11)).status == "isolated"
    assert place("V3", *cut, held, on=date(2023, 3, 13)).status != "isolated"
    road = told("supply", "blue", by="The Wire", on="2023-03-09")
    assert place("V3", *cut, held, road).status != "isolated"
    denied = cut_off("Blue Staff", "2023-03-09", polarity="denied")
    assert place("V3", *cut, held, denied).status != "isolated"


def test_silence_is_no_evidence():
    """A captured place that nobody speaks of stays the captor's for months."""
    taken = [told(where="V2"), told("withdraw", "blue", "V2", by="Blue Staff")]
    then, later = (control("V2", *taken, on=d) for d in (ON, date(2023, 6, 10)))
    assert later["red"] > 0.85 * then["red"]


def test_own_attacks_cost_nothing():
    """Attacks by its holder threaten no hold, those of the enemy do."""
    spoken = [told("attack", s, on=f"2023-03-0{d}") for s in ("red", "blue") for d in range(1, 9)]
    mine = control("V3", *[m for m in spoken if m[0].side == "blue"])
    theirs = control("V3", *[m for m in spoken if m[0].side == "red"])
    assert mine["blue"] > theirs["blue"]


def test_an_attack_repelled_names_the_attacker():
    """Who repels attacks was attacked by its one enemy, even if the words do not name it."""
    nameless = told("attack", by="Blue Staff", actor=None, outcome="repelled")
    named = told("attack", "red", by="Blue Staff", outcome="repelled")
    assert control("V3", nameless) == control("V3", named) != control("V3")


def test_what_only_describes_a_place():
    """A capture of "V4, west of V3" tells of V4 and not of V3."""
    beside = at("V3", relation="west_of", radius_km=3.0, lon=38.02, lat=48.6)
    item = told(places=(at("V4"), beside), where="V4")
    assert control("V3", item)["blue"] > 0.8
    assert control("V4", item)["red"] > control("V3", item)["red"]


def test_old_word_keeps_the_holder():
    """A place whose last word is months old keeps its leading side, it does not turn grey."""
    found = place("V3", told(), on=date(2023, 8, 1), known=LATE)
    assert found.status in {"held", "claimed", "contested"}
    assert "2023-03-05" in found.reasons["status"] or found.status == "held"


def test_a_city_that_holds_says_little_of_its_edge():
    """That a city holds hardly helps a sector reported lost; its capture takes every sector."""
    east = at(
        "east of Misto", relation="east_part", radius_km=1.5,
        geometry=square(38.05, 48.53, 38.08, 48.57),
    ).but(gazetteer_id="theatre:misto")  # fmt: skip
    lost = [told(places=(east,), by=by) for by in ("The Institute", "Blue Staff")]
    holds = told("control", "blue", "Misto", on="2023-03-09")
    before, after = control("Misto (east)", *lost), control("Misto (east)", *lost, holds)
    assert before["red"] > after["red"] > 0.6 * before["red"]
    taken = [told(where="Misto", by=by) for by in ("The Institute", "Blue Staff")]
    assert control("Misto (west)", *taken)["red"] > 3 * control("Misto (west)")["red"]


def test_share_is_an_interval():
    """A city's share leaves open what is contested and names no side without a part in it."""
    three = theatre(sides=("red", "blue", "green"))
    quiet = place("Misto", told("attack", "red", "V0"), of=three)
    assert set(quiet.share) == {"blue"}
    found = place("Misto", told(where="Misto east"))
    assert found.share["blue"].low < found.share["blue"].high


def test_what_was_known():
    """A report published later changes no earlier picture; a retraction counts from its day."""
    early = datetime.fromisoformat("2023-03-01T00:00:00+00:00")
    assert control("V3", told(), known=early) == control("V3", known=early)
    gone = told(report={"retracted": "2023-03-08T00:00:00+00:00"})
    then = datetime.fromisoformat("2023-03-07T00:00:00+00:00")
    assert control("V3", gone, known=then)["red"] > control("V3", known=then)["red"]
    assert control("V3", gone) == control("V3")


def test_smoothing_looks_back():
    """Smoothed, later reports tell of earlier days; filtered they do not."""
    later = told(on="2023-03-20")
    assert control("V3", later) == control("V3")
    assert control("V3", later, smoothed=True)["red"] > control("V3")["red"]


def test_city_and_sectors():
    """A part's capture moves its sector; the city is as far held as its least sector."""
    east = at(
        "east of Misto",
        relation="east_part",
        radius_km=1.5,
        geometry=square(38.05, 48.53, 38.08, 48.57),
    )
    east = east.but(gazetteer_id="theatre:misto")
    made = [told(places=(east,), by=by) for by in ("The Institute", "Blue Staff")]
    found = {p.name: p for p in picture(*made).places}
    sector, other = found["Misto (east)"], found["Misto (west)"]
    assert sector.control["red"] > 0.5 > other.control["red"]
    city = found["Misto"]
    assert city.control["blue"] <= sector.control["blue"] + 1e-9
    assert city.share is not None
    assert 0 <= city.share["red"].low <= city.share["red"].high <= 1


def test_five_sides_and_no_baseline():
    """Five sides and no baseline work; before any word all are equally likely."""
    made = theatre(sides=("red", "blue", "green", "amber", "violet")).but(baseline=None)
    even = control("V3", of=made)
    assert len(set(np.round(list(even.values()), 6))) == 1
    assert control("V3", told(side="green"), of=made)["green"] > 0.4


def test_odd_days():
    """Claims before the baseline, without a time or a day ahead of us, and days before it."""
    before = told(on="2022-01-01")
    assert control("V3", before) == control("V3")
    timeless = told(time=None)
    assert control("V3", timeless)["red"] > control("V3")["red"]
    assert place("V3", told(), on=date(2022, 1, 1)).status == "unknown"
    assert (
        picture(
            of=theatre(0).but(places=(), baseline=Baseline(on=START, source="", entries=()))
        ).places
        == ()
    )


def test_self_contradiction():
    """A source that contradicts itself hourly is worth no more than its words together."""
    noise = [
        told(hour=h, text=str(h), polarity="denied" if h % 2 else "affirmed") for h in range(24)
    ]
    found = control("V3", *noise)
    assert control("V3")["blue"] - 0.3 < found["blue"]


def test_line_needs_two_sides():
    """The line runs between the sides, and is empty where one side holds all."""
    whole = picture()
    assert whole.line_of_contact
    assert all(38.0 < lon < 38.3 for s in whole.line_of_contact for lon, _ in s.coordinates)
    base = theatre()
    quiet = base.but(
        baseline=base.baseline.but(
            entries=tuple(e.but(control={"blue": 1.0}) for e in base.baseline.entries)
        )
    )
    empty = picture(of=quiet)
    assert empty.line_of_contact == ()
    assert empty.contact_band is None


def test_no_island_from_one_rumour():
    """One boast about one village behind the line draws no island."""
    boast = told("capture", "red", "V5", by="Red Blogger")
    assert len(picture(boast).line_of_contact) <= len(picture().line_of_contact) + 1
    assert all(lon > 37.99 for s in picture(boast).line_of_contact for lon, _ in s.coordinates)


def test_assets():
    """A destroyed bridge stays so until it is repaired; fire on it passes."""
    gone = told("destroy", "blue", "Bridge", on="2023-03-03")
    shot = told("strike", "red", "Bridge", on="2023-03-08")
    bridge = picture(gone, shot).assets[0]
    assert (bridge.condition, bridge.access) == ("destroyed", "under_fire")
    assert bridge.by == ("The Institute",)
    late = picture(gone, shot, on=date(2023, 3, 30)).assets[0]
    assert (late.condition, late.access) == ("destroyed", "unknown")
    assert picture().assets[0].condition == "unknown"


def test_a_claim_along_a_road_tells_of_its_use_and_of_no_town():
    """Fire on "all roads west" restricts the road; what is destroyed on it leaves it a road."""
    line = {"type": "LineString", "coordinates": [[38.0, 48.6], [38.2, 48.6]]}
    road = theatre().places[0].but(id="m1", name="M1", kind="road", geometry=line, radius_km=9.0)
    base = theatre()
    base = base.but(places=(*base.places, road))
    beside = at("Misto", lon=38.1).but(geometry=line, relation="west_of", radius_km=9.0)
    shot = told("control", "red", "Misto", sub_action="fire_control", places=(beside,))
    blown = told("destroy", "blue", "Misto", places=(beside,), on="2023-03-08")

    def use(*made):
        return next(a for a in picture(*made, of=base).assets if a.name == "M1")

    assert use(shot).access == "under_fire"
    assert (use(blown).access, use(blown).condition) == ("restricted", "unknown")
    assert [p.control for p in picture(shot, of=base).places] == [
        p.control for p in picture(of=base).places
    ]


def test_a_hedge_tells_something_against_the_odds_before():
    """A careful voice's "may have taken" moves the picture, less than its "took"."""
    even = Certainty(low=0.3, high=0.7, cue="may")
    flat = control("V3", told("capture", "red", "V3"))["red"]
    hedged = control("V3", told("capture", "red", "V3", certainty=even))["red"]
    assert control("V3")["red"] + 0.05 < hedged < flat


def test_history_without_a_day_is_no_evidence_of_today():
    """What a report tells as history, "during the withdrawal from V3", moves nothing now."""
    claim, report = told("withdraw", "blue", "V3")
    past = claim.but(
        time=claim.time.but(start=None, end="2023-03-04", precision="fuzzy", text=None)
    )
    assert control("V3", (past, report)) == control("V3")


def test_who_says_districts_are_cleared_speaks_of_its_own():
    """A village that "is being cleared", as one side says, is under that side's attack."""
    words = {"sub_action": "clear", "phase": "ongoing", "actor": None}
    theirs = told("capture", None, "V3", by="Red Blogger", **words)
    assert place("V3", theirs).status != "unknown"


def test_supports_from_claims():
    """Settlements that only claims name are assessed too, regions are not."""
    village = at("Kamin", lon=37.9).but(gazetteer_id="geonames:1")
    region = at("Oblast", radius_km=90.0).but(gazetteer_id="geonames:2")
    item, _ = told(places=(village, region), chain=(voice("The Institute"),))
    ids = {p.id for p in supports(theatre(), [item])}
    assert "geonames:1" in ids
    assert "geonames:2" not in ids


def test_a_share_of_a_city_is_not_the_city():
    """Who holds 70 % of a city may hold a sector or not; who holds the city holds each."""
    some = (Quantity(text="70%", low=70.0, high=70.0, unit="percent"),)
    blocks = (Quantity(text="two blocks", low=2.0, high=2.0, unit="block"),)
    said = told("control", "red", "Misto", kind="state")
    before = control("Misto (west)")["red"]
    whole = control("Misto (west)", said)["red"] - before
    for quantities in (some, blocks):
        part = (said[0].but(quantities=quantities), said[1])
        assert control("Misto (west)", part)["red"] - before < 0.3 * whole
    village = told("control", "red", "V3", kind="state")
    part = (village[0].but(quantities=some), village[1])
    assert control("V3", part)["red"] < control("V3", village)["red"]


def test_who_holds_a_part_of_an_undivided_place_is_in_it_and_others_may_be():
    """The north of a village, or the half of it: contested rather than held."""
    north = at("V3", relation="north_part", radius_km=0.5)
    village, report = told("control", "red", "V3", kind="state")
    part = (village.but(places=(north.but(gazetteer_id="theatre:v3"),)), report)
    beside = (village.but(places=(*village.places, *part[0].places)), report)
    half = (village.but(quantities=(Quantity(text="half", low=50.0, high=50.0, unit="percent"),)), report)  # fmt: skip
    whole = control("V3", (village, report))
    for said in (part, beside, half):
        found = control("V3", said)
        assert found["red"] < 0.7 * whole["red"]
        assert found["contested"] > whole["contested"]


def test_a_part_named_beside_its_city():
    """What is said of a city and of its eastern part is about the eastern part only."""
    east = at("Misto", relation="east_part", lon=38.065, lat=48.55, radius_km=1.5)
    said, report = told(where="Misto")
    both = (said.but(places=(at("Misto"), east.but(gazetteer_id="theatre:misto"))), report)
    alone = (said.but(places=(east.but(gazetteer_id="theatre:misto"),)), report)
    assert control("Misto (west)", both) == control("Misto (west)", alone)
    assert control("Misto (east)", both)["red"] > control("Misto (west)", both)["red"]


def test_a_camp_without_a_name():
    """What a think tank tells of unnamed sources in favour of a side is one voice of that side."""

    def rumour(text, by="The Institute", kind="think_tank", on="2023-03-05"):
        chain = (voice(by, kind=kind, stance="relays"), voice(None, kind="unnamed", role="origin"))
        return told(by=by, chain=chain, origin_basis="relayed", text=text, on=on)

    made = theatre(
        priors=(CredibilityPrior(kind="unnamed", topic="any", a=3, b=4, note="made up"),)
    )

    def red(*pairs):
        p = control("V3", *pairs, of=made)["red"]
        return np.log(p / (1 - p))

    before, once = red(), red(rumour("a"))
    assert before < once < red(told())
    assert red(rumour("a"), rumour("b")) == once
    blogger = told(by="Red Blogger")
    assert red(blogger, rumour("a")) - red(blogger) < once - before
    assert place("V3", rumour("a"), of=made).origins_for == 0
    # Whoever does not sift sources for a living passes on what has no origin.
    assert red(rumour("a", "The Courier", "outlet")) == before
