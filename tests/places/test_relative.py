import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from fogline.places.ground import Plane, km_between
from fogline.places.relative import Ground, place, several
from fogline.vocabulary.places import BEARINGS, COMPASS

points = st.tuples(st.floats(-170, 170), st.floats(-75, 75))
radii = st.floats(0.3, 30)
relations = st.sampled_from(
    [None, "centre", "outskirts", "near", "around", "along", "across", "towards", "up_to",
     "crossroads", "left_bank", "right_bank"]
    + [f"{name}_{kind}" for name in COMPASS.values() for kind in ("part", "of")]
    + [f"{name}_bank" for name in ("north", "east", "south", "west")]
)  # fmt: skip


@given(points, radii, relations)
@settings(max_examples=200, deadline=None)
def test_every_relation_gives_a_place_nearby(point, radius, relation):
    """Whatever the relation, the result is valid, finite and within reach of its place."""
    where = place(relation, Ground(*point, radius))
    assert math.isfinite(where.lon)
    assert -90 <= where.lat <= 90
    assert where.radius_km > 0
    assert shape(where.geometry()).is_valid
    assert km_between(where.lon, where.lat, *point) < 3 * radius + 15


@given(points, radii, st.sampled_from(sorted(BEARINGS)))
@settings(max_examples=100, deadline=None)
def test_direction_points_where_it_says(point, radius, compass):
    """The ground beyond a place and its part lie in the direction that is said."""
    for kind in ("of", "part"):
        where = place(f"{COMPASS[compass]}_{kind}", Ground(*point, radius))
        x, y = Plane(*point).to_km(where.lon, where.lat)
        bearing = math.degrees(math.atan2(x, y)) % 360
        off = abs((bearing - BEARINGS[compass] + 180) % 360 - 180)
        assert off < 25


@given(points, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
@settings(max_examples=100, deadline=None)
def test_between_lies_between(point, dx, dy):
    """The middle of two places is no farther from either than they are apart."""
    other = (point[0] + dx, point[1] + dy)
    grounds = [Ground(*point, 1.0), Ground(*other, 1.0)]
    apart = km_between(*point, *other)
    for relation in ("between", "line", "from_to"):
        where = several(relation, grounds)
        assert km_between(where.lon, where.lat, *point) <= apart * 1.02 + 1.1
        assert km_between(where.lon, where.lat, *other) <= apart * 1.02 + 1.1


@given(points, st.floats(-100, 100), st.floats(-100, 100))
@settings(max_examples=100, deadline=None)
def test_plane_goes_there_and_back(point, x, y):
    """A place on the plane comes back from degrees."""
    plane = Plane(*point)
    back = plane.to_km(*plane.to_degrees(x, y))
    assert back == pytest.approx((x, y), abs=1e-6)


def test_bank_is_at_the_town_beside_a_wide_river():
    """A town some kilometres off the line that a wide river is drawn as has its bank there."""
    from shapely.geometry import LineString

    river = LineString([(38.0, 49.5), (38.0, 48.6), (38.0, 47.7)])
    town = Ground(38.06, 48.9, 1.0)  # 4.4 km to the east
    where = place("left_bank", Ground(38.0, 48.6, 100.0, river), seen_from=town)
    assert km_between(where.lon, where.lat, town.lon, town.lat) < 4
    assert where.lon > 38.0  # the river runs south, so its left bank is the eastern one


def test_the_shore_of_a_lake_is_land_beside_it():
    """A lake has shores all around, and a southern one lies south of its middle."""
    lake = shape({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 0.2], [0, 0.2], [0, 0]]]})
    whole = place("along", Ground(0.5, 0.1, 50, lake))
    south = place("south_bank", Ground(0.5, 0.1, 50, lake))
    assert whole.radius_km > 0
    assert south.lat < 0.1
    assert shape(south.geometry()).intersection(lake).area < 1e-9


def test_a_line_reaches_its_farther_end():
    """The radius of a line holds all of it, whatever its table says."""
    line = shape({"type": "LineString", "coordinates": [[0, 0], [1, 0]]})
    assert place(None, Ground(0.0, 0.0, 0.5, line)).radius_km == pytest.approx(111.2, rel=0.01)
