"""What `--area` names, also where the theatre has no place of that name."""

import pytest

from fogline.errors import UsageError
from fogline.model.situation import PlaceSituation
from fogline.pipeline.area import area_of, everywhere
from fogline.theatres import load


def test_a_place_that_only_the_gazetteer_has_is_an_area():
    """Thirty kilometres around it; a namesake in the theatre's countries leads."""
    theatre = load("sudan").but(places=(), areas=())
    found = area_of(theatre, "Kassala")
    assert found.contains(36.4, 15.45)
    assert not found.contains(32.5, 15.5)
    assert found.reason == "30 km around Kassala"


def test_a_name_that_nothing_bears_is_refused_with_what_is_near_it():
    """Nothing is guessed where the map would show another place."""
    with pytest.raises(
        UsageError, match=r"no place in its countries is called so.*areas: .*Khartoum"
    ):
        area_of(load("sudan"), "Xqwzzt")


def test_the_whole_of_a_theatre_without_places_is_where_places_are_spoken_of():
    """Nothing lies outside it; the map begins around what reports name."""
    theatre = load("sudan").but(places=())
    spoken = PlaceSituation(
        place_id="geonames:1", name="Kamin", kind="settlement", lon=36.4, lat=15.4,
        part_of=None, control={"contested": 1.0}, status="unknown", claimed_by=(), since=None,
        evidence_age_hours=None, origins_for=0, origins_against=0, claims=(), reasons={},
    )  # fmt: skip
    whole = everywhere(theatre, [spoken])
    assert whole.contains(0.0, 0.0)
    ring = whole.geometry["coordinates"][0]
    assert min(x for x, _ in ring) < 36.4 < max(x for x, _ in ring)
    assert max(x for x, _ in ring) - min(x for x, _ in ring) < 4
