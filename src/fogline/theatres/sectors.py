"""A theatre's sector graphs: ground that an outlook can be asked for."""

from pathlib import Path
from typing import Any

from fogline.model.scenario import SectorGraph
from fogline.theatres.load import load


def sector_graphs(theatre: str | Path) -> tuple[SectorGraph, ...]:
    """Return the graphs of a theatre's `sectors.yaml`, none if it has no such file.

    Raises:
        UsageError: there is no such theatre.
        TheatreError: the theatre does not hold together.
    """
    return load(theatre).sectors


def graph_from(data: Any) -> SectorGraph:
    """Return a graph from plain data, as YAML gives it.

    Raises:
        msgspec.ValidationError: with the path of the first wrong value.
    """
    return SectorGraph.from_json(data)
