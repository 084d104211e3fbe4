"""A new war in one command: a theatre that loads, and reads with sides and places at once."""

from datetime import date
from pathlib import Path

import pytest

from fogline.errors import UsageError
from fogline.pipeline.founding import found_theatre
from fogline.theatres.lexicon import Lexicon

SIDES = ("Myanmar military=Tatmadaw, junta", "People's Defence Force=PDF", "Arakan Army=AA")


def myanmar(folder: Path, **changes):
    given = {"name": "War in Myanmar", "countries": ["MM"], "sides": SIDES} | changes
    return found_theatre(folder / "myanmar", **given)


def test_a_founded_theatre_knows_zone_country_sides_and_the_voices_of_every_war(tmp_path):
    """The capital's zone, the country's adjectives and the agencies are there without being said."""
    theatre = myanmar(tmp_path, began=date(2021, 2, 1))
    assert (theatre.id, theatre.zone, theatre.countries) == ("myanmar", "Asia/Yangon", ("MM",))
    assert [s.id for s in theatre.sides] == [
        "myanmar_military",
        "peoples_defence_force",
        "arakan_army",
    ]
    assert theatre.began == date(2021, 2, 1)
    assert {"reuters", "ocha", "icrc"} <= {s.id for s in theatre.sources}
    assert {"Yangon", "Mandalay"} <= {p.name for p in theatre.places}
    lexicon = Lexicon.of(theatre)
    for words, side in {
        "Burmese troops": "myanmar_military",
        "the junta": "myanmar_military",
        "government forces": "myanmar_military",
        "PDF fighters": "peoples_defence_force",
        "the Arakan Army": "arakan_army",
    }.items():
        assert lexicon.side_of(words) == side, words


def test_who_fights_whom_follows_from_who_governs(tmp_path):
    """Rebels fight the one government and not each other, unless it is said; states fight all."""
    civil = myanmar(tmp_path, allied=["Arakan Army, People's Defence Force"])
    kinds = {frozenset((r.a, r.b)): r.kind for r in civil.relations}
    assert kinds[frozenset(("myanmar_military", "arakan_army"))] == "hostile"
    assert kinds[frozenset(("peoples_defence_force", "arakan_army"))] == "allied"
    plain = myanmar(tmp_path / "plain")
    assert {r.kind for r in plain.relations} == {"hostile", "neutral"}
    states = found_theatre(
        tmp_path / "border", name="A war", countries=["Armenia", "AZ"], sides=["Armenia", "Azerbaijan"]
    )  # fmt: skip
    assert [r.kind for r in states.relations] == ["hostile"]
    assert states.capitals == {"Yerevan": "armenia", "Baku": "azerbaijan"}
    assert Lexicon.of(states).side_of("Azerbaijani Defence Ministry") == "azerbaijan"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"countries": ["Atlantis"]}, "no such name or ISO code"),
        ({"sides": ["One"]}, "two to 8"),
        ({"sides": ["One", "one"]}, "named twice"),
        ({"sides": ["One", "—"]}, "needs a Latin letter"),
        ({"allied": ["Arakan Army"]}, "with a comma between"),
        ({"allied": ["Arakan Army, Nobody"]}, "no side 'Nobody'"),
    ],
)
def test_what_cannot_be_founded_is_refused_and_nothing_is_written(changes, words, tmp_path):
    """The message names what is wrong; no half theatre stays behind."""
    with pytest.raises(UsageError, match=words):
        myanmar(tmp_path, **changes)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    """A theatre is never written over another."""
    myanmar(tmp_path)
    before = (tmp_path / "myanmar" / "theatre.yaml").read_text()
    with pytest.raises(UsageError, match="something already"):
        myanmar(tmp_path, name="Another")
    assert (tmp_path / "myanmar" / "theatre.yaml").read_text() == before
