"""A small world: a theatre of two countries, and a gazetteer of a dozen places."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fogline import places
from fogline.model.placement import Placement, PlaceWords
from fogline.model.theatre import PlaceName, PublicationPolicy, Side, Theatre, TheatrePlace
from fogline.places.gazetteer import build
from fogline.places.gazetteer.tables import DEMONYM, MAIN, OTHER, Place
from fogline.text.parse import Parser

ROAD = {"type": "LineString", "coordinates": [[38.0, 48.6], [37.9, 48.605], [37.8, 48.6]]}
RIVER = {"type": "LineString", "coordinates": [[38.0, 48.8], [38.0, 48.6], [38.0, 48.4]]}


def _town(slug: str, name: str, lon: float, lat: float, **fields: object) -> TheatrePlace:
    base = {
        "id": slug,
        "name": name,
        "kind": "settlement",
        "lon": lon,
        "lat": lat,
        "source": "test",
    }
    return TheatrePlace(**{**base, **fields})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    names = (
        PlaceName(text="Садове"),
        PlaceName(text="Sadovoye"),
        PlaceName(text="Krasnosadovsk", since=1950, until=2016),
    )
    return Theatre(
        id="test", name="Test", zone="UTC", countries=("UA", "RU"), centre=(38.0, 48.6), summary="",
        sides=(Side(id="red", name="Red"), Side(id="blue", name="Blue")), relations=(),
        policy=PublicationPolicy(), capitals={"Kyiv": "blue"},
        places=(
            _town("sadove", "Sadove", 38.0, 48.6, radius_km=4.0, population=70000, names=names),
            _town("orlivka", "Orlivka", 37.8, 48.6, radius_km=1.0),
            _town("kamin-yar", "Kamin Yar", 37.9, 48.6, radius_km=1.0, geonames=4),
            _town("kaminka", "Kaminka", 38.0, 48.5, kind="river", radius_km=20.0, geometry=RIVER,
                  names=(PlaceName(text="Kaminka River"),)),
            _town("road-bridge", "Central road bridge over the Kaminka", 38.0, 48.6, kind="bridge",
                  radius_km=0.1),
            _town("rail-bridge", "Railway bridge over the Kaminka", 38.0, 48.63, kind="bridge",
                  radius_km=0.1),
            _town("m1", "M1 highway", 37.9, 48.6, kind="road", radius_km=8.0, geometry=ROAD),
            _town("el-tarib", "El Tarib", 38.6, 48.9, radius_km=1.0),
            _town("verbivka-forest", "Verbivskyi forest", 38.7, 48.9, kind="forest", radius_km=3.0),
            _town("sadove-east-side", "eastern Sadove", 38.04, 48.6, kind="area", radius_km=3.0),
        ),
    )  # fmt: skip


WORLD = (
    Place("geonames:1", "Paris", "settlement", "FR", "11", 2.35, 48.85, 10, 2_100_000,
          [("Paris", MAIN)]),
    Place("geonames:2", "Paris", "settlement", "US", "TX", -95.55, 33.66, 3, 25_000,
          [("Paris", MAIN)]),
    Place("geonames:3", "Texas", "region", "US", "TX", -99.3, 31.3, 500, 27_000_000,
          [("Texas", MAIN)]),
    Place("geonames:4", "Kamin Yar", "settlement", "UA", "05", 37.9, 48.6, 1, 900,
          [("Kamin Yar", MAIN), ("Камін Яр", OTHER), ("Kamen Yar", OTHER)]),
    Place("geonames:5", "Kyiv", "settlement", "UA", "12", 30.52, 50.45, 15, 2_900_000,
          [("Kyiv", MAIN), ("Kiev", OTHER)]),
    Place("geonames:6", "Ukraine", "country", "UA", None, 32.0, 49.0, 400, 40_000_000,
          [("Ukraine", MAIN), ("Ukrainian", DEMONYM)]),
    Place("geonames:7", "Battle", "settlement", "GB", "ENG", 0.48, 50.9, 1, 6_000,
          [("Battle", MAIN)]),
    Place("geonames:8", "Denver", "settlement", "US", "CO", -104.98, 39.74, 8, 700_000,
          [("Denver", MAIN)]),
)  # fmt: skip


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> places.Gazetteer:
    path = Path(tmp_path_factory.mktemp("gazetteer")) / "world.sqlite"
    build.write(path, WORLD, "test")
    return places.Gazetteer(path)


@pytest.fixture(scope="session")
def index(gazetteer: places.Gazetteer, theatre: Theatre) -> places.Index:
    return places.Index(gazetteer, theatre)


@pytest.fixture(scope="session")
def find(index: places.Index) -> Callable[[str], list[PlaceWords]]:
    parser = Parser()
    return lambda text: list(places.find(parser.doc(text), index))


@pytest.fixture(scope="session")
def resolve(
    index: places.Index, find: Callable[[str], list[PlaceWords]]
) -> Callable[[str], list[Placement]]:
    return lambda text, title=None: list(places.resolve(text, find(text), index, title))
