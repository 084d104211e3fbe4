"""Floods: many copies of one claim, many accounts that agree to say one thing."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from factory import voice
from factory_war import theatre, told
from fogline.situation import events, situation
from fogline.situation.engine import Engine
from fogline.situation.known import Ledger
from fogline.situation.observations import digest
from fogline.situation.parameters import newest
from fogline.situation.supports import supports

ON, KNOWN = date(2023, 3, 10), datetime(2023, 3, 20, tzinfo=UTC)
WAYS = (
    "Red troops took all of V5 at dawn and the blue garrison of 140 men gave up",
    "At dawn all of V5 was taken by red troops; the blue garrison, 140 men, gave up",
    "V5 fell at dawn: 140 men of the blue garrison gave up to red troops",
    "The blue garrison of V5 (140 men) surrendered at dawn and red troops took the village",
)
HELD = told("control", "blue", "V5", by="The Institute", on="2023-02-20")
FALSE = told(by="Red Blogger", where="V5", quote=WAYS[0], text=WAYS[0])


def picture(*made):
    claims, reports = [c for c, _ in made], [r for _, r in made]
    places = situation(claims, reports, theatre(), None, ON, KNOWN).places
    return {p.name: p.control for p in places}


def rewritten(number, how):
    """Return a copy in other words by one of 300 mastheads, on the next days."""
    words = f"{WAYS[number % 4]} ({number})"
    name = f"Masthead {number % 300}"
    fields = {"where": "V5", "on": f"2023-03-0{5 + number % 4}", "hour": 13}
    if how == "credited":
        return told(by="Red Blogger", outlet=name, quote=words, text=words, **fields)
    return told(by=name, origin_basis=how, quote=words, text=words, **fields)


@pytest.mark.parametrize("how", ["credited", "uncredited", "own_reporting"])
def test_a_thousand_rewritten_copies(how):
    """1,000 copies from 300 mastheads move no place more than the one claim does."""
    flood = [rewritten(i, how) for i in range(1000)]
    once, often = picture(HELD, FALSE), picture(HELD, FALSE, *flood)
    for name, control in once.items():
        assert often[name] == pytest.approx(control, abs=1e-9)
    claims = [c for c, _ in (HELD, FALSE, *flood)]
    found = events(claims, [r for _, r in (HELD, FALSE, *flood)], theatre())
    taken = next(e for e in found if e.action == "capture" and e.claims_for)
    assert sum(taken.origins_for.values()) == 1


def account(number, named):
    """Return a claim by an account that nobody knows."""
    who = f"user{number}"
    chain = None if named else (
        voice(f"Board {number}", kind="social_account", stance="relays"),
        voice(None, kind="social_account", role="origin"),
    )  # fmt: skip
    given = {} if chain is None else {"chain": chain, "origin_basis": "relayed"}
    words = f"V5 is red as of now, I walked past the school myself, number {number}"
    return told(
        by=who, where="V5", kind_of_voice="social_account", quote=words, text=words, **given
    )


@pytest.mark.parametrize("named", [True, False])
def test_fifty_colluding_accounts(named):
    """50 accounts without a record move a place less than one graded source."""
    before = picture(HELD)["V5"]["red"]
    graded = picture(HELD, told(by="The Institute", where="V5"))["V5"]["red"]
    flood = picture(HELD, *(account(i, named) for i in range(50)))["V5"]["red"]
    assert flood - before < graded - before


def test_the_first_words_may_come_last():
    """An engine that learns of the first telling after its echoes gives the picture of all."""
    late = [rewritten(i, "own_reporting") for i in range(4)]
    made, order = theatre(), [HELD, *late, FALSE]
    claims = [c for c, _ in order]
    places = supports(made, claims)
    engine = Engine(
        digest([HELD[0]], [HELD[1]], made, places, newest()),
        Ledger([HELD[0]], [HELD[1]]),
        ON,
        KNOWN.timestamp(),
    )
    for claim, report in order[1:]:
        engine.add([claim], [report])
    whole = Engine(
        digest(claims, [r for _, r in order], made, places, newest()),
        Ledger(claims, [r for _, r in order]),
        ON,
        KNOWN.timestamp(),
    )
    assert np.abs(engine.control - whole.control).max() < 1e-9
