"""Places of the shipped theatres say no more precisely where they are than is known."""

import pytest
from shapely.geometry import Point, shape

from fogline.theatres import available, load

KM_PER_DEGREE = 90.0
WIDE = {"country": 50.0, "region": 20.0, "district": 8.0}
"""Least radius in km of a kind that is no point."""


@pytest.mark.parametrize("theatre", available())
def test_a_point_lies_at_its_outline(theatre):
    """What is drawn and what is measured from belong together."""
    apart = {
        p.id: shape(p.geometry).distance(Point(p.lon, p.lat)) * KM_PER_DEGREE
        for p in load(theatre).places
        if p.geometry
    }
    reach = {p.id: max(2.0, 0.05 * p.radius_km) for p in load(theatre).places}
    assert {slug: km for slug, km in apart.items() if km > reach[slug]} == {}


@pytest.mark.parametrize("theatre", available())
def test_a_district_is_no_point(theatre):
    """Regions and districts have an outline or a radius of their size."""
    points = [
        p.id
        for p in load(theatre).places
        if p.geometry is None and p.radius_km < WIDE.get(p.kind, 0.0)
    ]
    assert points == []


@pytest.mark.parametrize("theatre", available())
def test_every_place_names_its_source(theatre):
    """A place without a source is nobody's fact."""
    assert [p.id for p in load(theatre).places if not p.source.strip()] == []
