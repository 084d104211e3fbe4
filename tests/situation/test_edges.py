import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from test_control import picture

from factory_war import theatre, told
from fogline.model.theatre import TheatrePlace
from fogline.situation.edges import LONGEST, RIVER_KM, Edge, laid_along, rivers
from fogline.situation.geo import to_degrees

NOBODY = np.empty((0, 2))
STRAIGHT = np.array([[0.0, 0.0], [0.0, 20.0]])


def river(x, points=9, low=5.0, high=15.0, swing=0.0):
    y = np.linspace(low, high, points)
    return Edge(shapely.linestrings(np.column_stack((x + swing * np.sin(6 * y), y))), RIVER_KM)


def off(line, x):
    """Return how far a line's middle lies from a meridian."""
    middle = shapely.intersection(shapely.linestrings(line), shapely.box(-9, 7, 9, 13))
    return float(np.abs(shapely.get_coordinates(middle)[:, 0] - x).max())


def test_a_line_near_a_river_runs_along_it():
    """A line drawn some hundred metres from a river is meant to be the river."""
    assert off(laid_along(STRAIGHT, [river(0.7)], NOBODY), 0.7) < 0.05


def test_a_line_far_from_a_river_stays():
    """Beyond the reach the river says nothing about the line."""
    assert off(laid_along(STRAIGHT, [river(2.0)], NOBODY), 0.0) < 0.05


def test_a_line_across_a_river_stays():
    """A river that crosses the line is no course for it."""
    across = Edge(shapely.linestrings([[-5.0, 10.0], [5.0, 10.0]]), RIVER_KM)
    assert off(laid_along(STRAIGHT, [across], NOBODY), 0.0) < 0.3


def test_a_winding_river_is_left():
    """Where the river winds away the line does not follow."""
    winding = river(0.0, points=400, swing=1.1)
    assert off(laid_along(STRAIGHT, [winding], NOBODY), 0.0) < 0.6


def test_no_place_changes_sides():
    """A held village between line and river keeps its side, so the line stays."""
    village = np.array([[0.35, 10.0]])
    assert off(laid_along(STRAIGHT, [river(0.7)], village), 0.0) < 0.05


@given(st.floats(-3, 3), st.floats(0.3, 8), st.integers(2, 30))
def test_the_line_keeps_its_ends_and_stays_a_line(x, swing, points):
    """Whatever the river, a line goes from where it began to where it ended, within reach."""
    made = laid_along(STRAIGHT, [river(x, points=points, swing=swing)], NOBODY)
    assert made[0] == pytest.approx(STRAIGHT[0], abs=1e-9)
    assert made[-1] == pytest.approx(STRAIGHT[-1], abs=1e-9)
    assert np.abs(made[:, 0]).max() <= RIVER_KM * LONGEST + 0.1


def test_coarse_rivers_are_not_known():
    """A river of a few points over a hundred kilometres is no course for a line."""
    made = theatre()
    lon, lat = to_degrees(np.linspace(0, 100, 5), np.zeros(5), (38.0, 48.5))
    fine = np.linspace(0, 100, 80)
    flon, flat = to_degrees(fine, np.zeros(80), (38.0, 48.5))

    def named(id_, lons, lats):
        shape = {
            "type": "LineString",
            "coordinates": [list(p) for p in zip(lons, lats, strict=True)],
        }
        return TheatrePlace(
            id=id_, name=id_, kind="river", source="made up", lon=38.0, lat=48.5, geometry=shape
        )

    drawn = made.but(places=(*made.places, named("coarse", lon, lat), named("fine", flon, flat)))
    (edge,) = rivers(drawn, (38.0, 48.5))
    assert edge.course.length == pytest.approx(100, rel=0.01)


def test_a_city_is_parted_between_its_sectors():
    """Where one sector is lost and the next is held, the line runs along their common border."""
    lost = [told(where="Misto east", by=by, text=by) for by in ("The Institute", "The Wire")]
    left = told("withdraw", "blue", "Misto east", by="Blue Staff")
    kept = told("control", "blue", "Misto west", by="The Institute", text="west")
    found = picture(*lost, left, kept)
    lines = shapely.multilinestrings(
        [shapely.linestrings(s.coordinates) for s in found.line_of_contact]
    )
    border = shapely.linestrings([[38.05, 48.535], [38.05, 48.565]])
    assert (
        shapely.hausdorff_distance(
            shapely.intersection(lines, shapely.box(38.03, 48.535, 38.07, 48.565)), border
        )
        < 0.012
    )
