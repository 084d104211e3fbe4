from collections import Counter
from datetime import date

import pytest

import factory_record as make
from fogline.errors import InputRefused
from fogline.outlook.record import battles as cdb


def one(tmp_path, **changes):
    """Return the only battle of a table."""
    (found,) = cdb.load(make.write_battles(tmp_path, [make.battle(1, **changes)]))
    return found


def test_an_attackers_defeat_keeps_its_sign(tmp_path):
    """A lost, a drawn and an unknown result stay apart."""
    results = [one(tmp_path, WINA=value).result for value in (1, 0, -1, -9)]
    assert results == [1, 0, -1, None]


def test_days_count_both_ends(tmp_path):
    """A battle from 31 July to 7 December lasted 130 days; within one day it lasted one."""
    long = one(tmp_path, begun=(1917, 7, 31, 9999), ended=(1917, 12, 7, 9999))
    assert (long.days, long.hours, long.start) == (130, None, date(1917, 7, 31))
    assert (one(tmp_path).days, one(tmp_path).hours) == (1, 12.0)


def test_codes_for_unknown_are_none(tmp_path):
    """-1, -9, 9 and OO are no counts, no scores and no postures."""
    found = one(tmp_path, STRA=-1, CASD=-1, AEROA=9, SURPA=-9, POST2="OO", WX1="00000")
    assert (found.attacker.strength, found.defender.losses) == (None, None)
    assert (found.air, found.surprise, found.postures, found.weathers) == (None, None, ("PD",), ())


def test_overcast_is_no_nought(tmp_path):
    """The letter O in a weather code is a sky, not a missing value."""
    assert one(tmp_path, WX1="DOTST").weathers == ("DOTST",)


def test_a_battle_within_another_is_left_out(tmp_path):
    """What the list of sub-battles names is not counted twice."""
    path = make.write_battles(tmp_path, [make.battle(1), make.battle(2)], parents="2,1\n")
    assert [b.id for b in cdb.load(path)] == [1]


def test_the_width_of_either_side_serves(tmp_path):
    """Where the defender's width is unknown the attacker's is taken."""
    assert one(tmp_path, WOFD1=-1, WOFA1=7.5).front_km == 7.5


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "ISQNO\nx\n"])
def test_what_is_no_table_of_battles_is_refused(tmp_path, text):
    """Empty and foreign tables are named with a reason."""
    path = make.write_battles(tmp_path, [make.battle(1)])
    path.write_text(text)
    with pytest.raises(InputRefused, match="CDB90"):
        cdb.load(path)


def test_a_wrong_row_is_named_by_its_line(tmp_path):
    """A word where a number belongs is refused with the line."""
    path = make.write_battles(tmp_path, [make.battle(1), make.battle(2, STRA="many")])
    with pytest.raises(InputRefused, match=r"battles\.csv:3"):
        cdb.load(path)


def test_without_the_list_of_sub_battles_nothing_is_loaded(tmp_path):
    """Counting parts of battles twice would be silent, so the list is demanded."""
    path = make.write_battles(tmp_path, [make.battle(1)])
    (tmp_path / "cdb90" / "battles.csv").unlink()
    with pytest.raises(InputRefused, match="cdb90"):
        cdb.load(path)


@pytest.mark.shared
def test_the_record_is_loaded_whole(shared):
    """624 battles: 370 won by the attacker, 213 lost, 39 drawn; Ypres III lasts 130 days."""
    found = cdb.load(shared / "data/battles/CDB90-patched.csv")
    assert Counter(b.result for b in found) == {1: 370, -1: 213, 0: 39, None: 2}
    assert [b.days for b in found if b.name == "YPRES III"] == [130]
    assert len(cdb.both_strengths_known(found)) == 621
