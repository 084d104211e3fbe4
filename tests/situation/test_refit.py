from datetime import date, datetime, timedelta

import numpy as np
import pytest

from factory_war import START, theatre, told
from fogline.errors import DataError
from fogline.model.time import end_of_day
from fogline.situation import parameters as sets
from fogline.situation import prepare, situation
from fogline.situation.refit import RATES, refit, renewed

DAYS = 300


VOICES = ("The Institute", "The Wire", "The Courier")


def lived(leave, places=30, seed=1):
    """Return a war of villages that lose their holder at a rate, and how many did so.

    Each is told of every ten days.
    """
    rng = np.random.default_rng(seed)
    made, lost = [], 0
    for n in range(places):
        side = "red" if n < 2 else "blue"
        for day in range(DAYS):
            if rng.random() < leave:
                side = {"red": "blue", "blue": "red"}[side]
                lost += 1
            if day % 10 == 0:
                by = VOICES[day // 10 % len(VOICES)]
                on = (START + timedelta(days=day)).isoformat()
                made.append(told("control", side, f"V{n}", by, on, text=f"{n} {day}", hour=6))
    return (theatre(places), [c for c, _ in made], [r for _, r in made]), lost


def estimated(records, **values):
    made, claims, reports = records
    base = sets.newest()
    evidence = prepare(claims, reports, made, parameters=base.but(values=base.values.but(**values)))
    last = START + timedelta(days=DAYS - 1)
    known = end_of_day(last, made.zone).timestamp()
    return {m.name: m for m in refit(evidence.evidence, last.toordinal(), known)[1]}


def test_a_known_rate_is_found():
    """Villages that change hands once in 250 days teach the rate, from below and from above."""
    records, lost = lived(leave=0.004)
    for start in (0.004, 0.02):
        found = estimated(records, leave_quiet=start, leave_front=0.0001)["leave_quiet"]
        assert found.low < 0.004 < found.high, found
        assert found.events == pytest.approx(lost, rel=0.15)


def test_a_quiet_war_moves_nothing():
    """Without a word the rates of losses stay where they were."""
    made, claims, reports = theatre(), [], []
    base = sets.newest()
    evidence = prepare(claims, reports, made, parameters=base).evidence
    last = START + timedelta(days=5)
    values, moves = refit(evidence, last.toordinal(), end_of_day(last, made.zone).timestamp())
    for move in moves:
        assert move.low < move.before < move.high
        assert move.after == pytest.approx(move.before, rel=0.1)
        assert move.after == getattr(values, move.name)
    assert {m.name for m in moves} == set(RATES)


def test_kept_and_used_by_its_day(tmp_path):
    """A refitted set is read back, and serves no instant before the end of its last day."""
    base = sets.newest()
    values = base.values.but(leave_quiet=0.3)
    made = renewed(base, values, (), "mine", date(2023, 3, 5))
    store = tmp_path / "war.fog"
    sets.save(made, sets.beside(store) / "2023-03-05.yaml")
    (found,) = sets.kept(store)
    assert (found.version, found.values) == ("mine", values)
    evening = datetime.fromisoformat("2023-03-05T23:59:00+02:00")
    midnight = datetime.fromisoformat("2023-03-06T00:00:00+02:00")
    assert sets.at(evening, "Europe/Kyiv", (found,)).version != "mine"
    assert sets.at(midnight, "Europe/Kyiv", (found,)).version == "mine"
    of = theatre()
    ready = prepare([], [], of, sets=(found,))
    versions = [
        situation((), (), of, None, date(2023, 3, 5), known, prepared=ready).parameters
        for known in (evening, midnight)
    ]
    assert versions[0] != "mine"
    assert versions[1] == "mine"


def test_a_broken_set_beside_a_store_is_named(tmp_path):
    """A file that is no set is refused with its path."""
    folder = sets.beside(tmp_path / "war.fog")
    folder.mkdir()
    (folder / "x.yaml").write_text("version: x\nvalues: {}\n")
    with pytest.raises(DataError, match=r"x\.yaml"):
        sets.kept(tmp_path / "war.fog")
