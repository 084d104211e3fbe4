"""Where a picture starts: the theatre's dated baseline, as probabilities."""

from collections.abc import Sequence

import numpy as np

from fogline.model.theatre import Theatre
from fogline.situation.geo import Floats
from fogline.situation.parameters import Parameters
from fogline.situation.relations import there
from fogline.situation.spread import contains
from fogline.situation.supports import THEATRE, PlaceSupport

DOUBT = 0.02
"""A baseline is a report too: nothing in it is beyond doubt."""


def present(theatre: Theatre) -> Floats:
    """Return 1 for the sides that the baseline names, (S,); for all where there is none."""
    named = there(theatre)
    return np.array([float(s.id in named) for s in theatre.sides])


def prior(
    theatre: Theatre,
    places: Sequence[PlaceSupport],
    parameters: Parameters,
) -> Floats:
    """Return P(state) at the baseline, (N, K); an even chance where it says nothing."""
    states = [*(s.id for s in theatre.sides), "contested"]
    if theatre.baseline is None or not places:
        return np.full((len(places), len(states)), 1.0 / len(states))
    able = present(theatre)
    open_ = np.array([*able, 1.0]) / (able.sum() + 1.0)
    result = np.tile(open_, (len(places), 1))
    sure = parameters.values.baseline_sure
    lons = np.array([p.lon for p in places])
    lats = np.array([p.lat for p in places])
    for zone in theatre.baseline.zones:
        inside = contains(zone.geometry, lons, lats) > 0
        result[inside] = (1.0 - sure) * open_
        result[inside, states.index(zone.side)] += sure
    entries = {THEATRE + e.place: e.control for e in theatre.baseline.entries}
    for index, place in enumerate(places):
        control = entries.get(place.id) or entries.get(place.part_of or "")
        if control is not None:
            named = np.array([control.get(s, 0.0) for s in states])
            result[index] = (1.0 - DOUBT) * named + DOUBT * open_
    return result
