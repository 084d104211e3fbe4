from datetime import date

import pytest

from fogline.outlook import ensemble
from fogline.outlook.step import default_courses
from fogline.pipeline.outlook import past_of
from fogline.theatres.sectors import sector_graphs

ON = date(2023, 3, 7)


@pytest.fixture(scope="module")
def graph():
    return sector_graphs("ukraine")[0]


def series(graph, control):
    """Return the same control of every sector on every day up to the cut-off."""
    days = [date.fromordinal(ON.toordinal() - n).isoformat() for n in range(70, -1, -1)]
    return {s.place: [(d, control) for d in days] for s in graph.sectors}


def test_control_is_drawn_from_its_probabilities_and_no_map_is_taken_as_true(graph):
    """Six in ten: sixty of a hundred runs start with the sector lost, a tenth with a part of it."""
    given = series(graph, {"russia": 0.6, "ukraine": 0.3, "contested": 0.1})
    past = past_of(graph, given, ON)
    ran = ensemble.run(graph, past, default_courses(graph)[:3:2], days=1, runs=2000, seed=1)
    lost = (ran.control == 1).mean()
    held = (ran.control == 0).mean()
    assert lost == pytest.approx(0.6, abs=0.02)
    assert held == pytest.approx(0.3, abs=0.02)


def test_a_day_without_a_picture_is_refused(graph):
    """The store knows nothing of it."""
    with pytest.raises(Exception, match="no picture of that day"):
        past_of(graph, {}, ON)


def test_every_sector_of_a_graph_is_a_place_of_its_theatre(graph):
    """Otherwise it would start from nothing."""
    from fogline.theatres import load

    places = {f"theatre:{p.id}": p for p in load("ukraine").places}
    for sector in graph.sectors:
        place = places[sector.place]
        assert (place.lon, place.lat) == (sector.lon, sector.lat), sector.id
    for link in graph.links:
        assert link.bridge is None or f"theatre:{link.bridge}" in places, link


def test_a_theatre_of_ones_own_has_an_outlook_too(tmp_path):
    """Nobody drew a graph for it; one is made of its places, and the outlook says so."""
    from factory_workbench import story, theatre, write_store
    from fogline.model.time import end_of_day
    from fogline.outlook.step import Ask
    from fogline.pipeline import Assessment
    from fogline.pipeline.outlook import areas, outlook_of
    from fogline.store import open_store

    path = write_store(tmp_path / "war.fog", theatre(tmp_path / "made"), story())
    with open_store(path) as store:
        known = Assessment(store, end_of_day(ON, "Europe/Kyiv"))
        found = outlook_of(known, ON, "Misto", Ask(days=2, runs=40))
    assert not list(areas(known.theatre))
    assert "made of the theatre's places" in found.basis
