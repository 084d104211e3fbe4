import re

from hypothesis import given
from hypothesis import strategies as st

from factory_war import told
from fogline.situation.grouping import Member
from fogline.situation.origins import Origin
from fogline.situation.shelf import Shelf
from fogline.situation.wording import any_of

CLAIM, _ = told()
NOBODY = Origin(None, None, "outlet", None, "")
DAYS = st.integers(0, 90)


def member(number, first, last):
    return Member(number, CLAIM, NOBODY, "", first, last, 0.0, None)


@given(st.lists(st.tuples(st.integers(0, 3), DAYS, DAYS)), DAYS, DAYS)
def test_every_claim_of_those_days_is_found_in_the_order_of_putting(made, first, last):
    """Also claims whose days are in disorder, and none of the group that asks."""
    shelf = Shelf()
    for number, (group, *days) in enumerate(made):
        shelf.put(group, member(number, *days))
    found = [m.index for m in shelf.between(first, last, beside=0)]
    assert found == sorted(found)
    assert all(made[number][0] != 0 for number in found)
    meet = {n for n, (g, a, b) in enumerate(made) if g and a <= last and first <= b}
    assert meet <= set(found)


def test_claims_of_other_days_are_left_alone():
    shelf = Shelf()
    for number, day in enumerate((5, 6, 9)):
        shelf.put(1, member(number, day, day))
    assert [m.index for m in shelf.between(6, 8, beside=2)] == [1]


PHRASES = ("took", "taken over", "'s own", "fell-back", "no longer", "n't")
PIECES = st.sampled_from(
    ["took", "mis", "taken", " over", " ", "-", "'s", " own", "fell", "back", "no", "longer", "n't"]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sets(st.sampled_from(PHRASES), min_size=1))
def test_phrases_are_found_as_a_plain_pattern_finds_them(text, chosen):
    """Looking at first words beforehand loses nothing."""
    longest = sorted(sorted(chosen), key=len, reverse=True)
    plain = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")
    sought = any_of(tuple(sorted(chosen)))
    assert [m.span() for m in sought.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert bool(sought.search(text)) == bool(plain.search(text))


def test_no_phrases_are_found_nowhere():
    assert any_of(()).search("anything") is None
