"""Read a theatre's sector graphs: ground that an outlook can be asked for."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from fogline.errors import TheatreError
from fogline.model.scenario import SectorGraph
from fogline.theatres.load import folder


@lru_cache(maxsize=8)
def sector_graphs(theatre: str | Path) -> tuple[SectorGraph, ...]:
    """Return the graphs in a theatre's `sectors.yaml`, none if it has no such file.

    Raises:
        TheatreError: the file is no list of graphs; the message names the first wrong value.
    """
    file = folder(theatre) / "sectors.yaml"
    if not file.is_file():
        return ()
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        return tuple(graph_from(row) for row in rows)
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise TheatreError(f"theatre file {file}: {error}") from error


def graph_from(data: Any) -> SectorGraph:
    """Return a graph from plain data, as YAML gives it.

    Raises:
        msgspec.ValidationError: with the path of the first wrong value.
    """
    return SectorGraph.from_json(data)
