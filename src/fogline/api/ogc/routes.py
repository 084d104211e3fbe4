"""The addresses of OGC API - Features, part 1 (17-069r4) and part 3 (19-079r2).

Under `/ogc` the picture is the present one, unless `on` and `known` say otherwise; clients that
cannot add parameters take `/ogc/at/2023-03-07`: that day, as known at its end.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from fogline.api.answers import GEOJSON, documented, json_bytes, reply
from fogline.api.errors import NotFound
from fogline.api.ogc import cql2
from fogline.api.ogc.asked import CRS84, LIMIT, MOST, PICTURE, Asked, asked_of, day_of_picture
from fogline.api.ogc.layers import Held, Kind, Layer, build, kinds
from fogline.api.params import Serving, day_of, instant_of
from fogline.api.service import Assessed, Service
from fogline.errors import UsageError
from fogline.model.time import end_of_day
from fogline.pipeline.area import everywhere

router = APIRouter(tags=["layers"])

CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    *(f"http://www.opengis.net/spec/cql2/1.0/conf/{name}" for name in cql2.CLASSES),
)
SCHEMA = "application/schema+json"
AT = {
    "parameters": [
        {
            "name": "when",
            "in": "path",
            "required": True,
            "description": "The valid day, as known at its end.",
            "schema": {"type": "string", "format": "date"},
            "example": "2023-03-07",
        }
    ]
}
"""How OpenAPI describes what only the addresses of past pictures have."""


def _when(request: Request) -> str | None:
    """Return the day in the address, None in that of the present picture."""
    when: str | None = request.path_params.get("when")
    day_of(when, "the address")
    return when


When = Annotated[str | None, Depends(_when)]
LayerId = Annotated[str, Path(max_length=60, examples=["situation"])]


def _base(request: Request, when: str | None) -> str:
    root = str(request.base_url).rstrip("/") + "/ogc"
    return root if when is None else f"{root}/at/{when}"


def _only(request: Request, *allowed: str) -> None:
    for name in request.query_params:
        if name not in {"f", *allowed}:
            raise UsageError(f"{name}: no such parameter here")


def _link(href: str, rel: str, type_: str = "application/json", title: str = "") -> dict[str, str]:
    link = {"href": href, "rel": rel, "type": type_}
    return {**link, "title": title} if title else link


@router.get("/ogc", summary="Landing page")
@router.get("/ogc/at/{when}", summary="Landing page of a past picture", openapi_extra=AT)
def landing(request: Request, when: When) -> Response:
    """Return where everything is."""
    _only(request)
    base = _base(request, when)
    api = f"{str(request.base_url).rstrip('/')}/api/v1/openapi.json"
    body = {
        "title": "Fogline" if when is None else f"Fogline, {when}",
        "description": "The situation, events and claims of a war; not for movement.",
        "links": [
            _link(base, "self"),
            _link(api, "service-desc", "application/vnd.oai.openapi+json;version=3.1"),
            _link(f"{base}/conformance", "conformance"),
            _link(f"{base}/collections", "data"),
        ],
    }
    return reply(request, body)


@router.get("/ogc/conformance", summary="Classes of the standards that hold here")
@router.get(
    "/ogc/at/{when}/conformance",
    summary="Classes of the standards that hold here",
    openapi_extra=AT,
)
def conformance(request: Request, when: When) -> Response:
    """Return the conformance classes."""
    del when
    _only(request)
    return reply(request, {"conformsTo": CONFORMANCE})


@router.get("/ogc/collections", summary="The layers")
@router.get("/ogc/at/{when}/collections", summary="The layers", openapi_extra=AT)
def collections(request: Request, serving: Serving, when: When) -> Response:
    """List the layers."""
    _only(request)
    base = _base(request, when)
    found = [_described(base, kind, serving) for kind in kinds(serving.theatre).values()]
    links = [_link(f"{base}/collections", "self")]
    return reply(request, {"links": links, "collections": found})


@router.get("/ogc/collections/{layer}", summary="One layer")
@router.get("/ogc/at/{when}/collections/{layer}", summary="One layer", openapi_extra=AT)
def collection(request: Request, serving: Serving, layer: LayerId, when: When) -> Response:
    """Describe a layer."""
    _only(request)
    return reply(request, _described(_base(request, when), _kind(serving, layer), serving))


@router.get(
    "/ogc/collections/{layer}/queryables", summary="What filters may ask", **documented(SCHEMA)
)
@router.get(
    "/ogc/at/{when}/collections/{layer}/queryables",
    summary="What filters may ask",
    openapi_extra=AT,
    **documented(SCHEMA),
)
def queryables(request: Request, serving: Serving, layer: LayerId, when: When) -> Response:
    """Return the properties of a layer as a JSON schema."""
    _only(request)
    kind = _kind(serving, layer)
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{_base(request, when)}/collections/{layer}/queryables",
        "type": "object",
        "title": kind.title,
        "properties": {
            "geometry": {"format": "geometry-any", "x-ogc-role": "primary-geometry"},
            **{name: {"title": name, "type": type_} for name, type_ in kind.properties.items()},
        },
        "additionalProperties": False,
    }
    return reply(request, body, media_type=SCHEMA)


@router.get("/ogc/collections/{layer}/items", summary="Features of a layer", **documented(GEOJSON))
@router.get(
    "/ogc/at/{when}/collections/{layer}/items",
    summary="Features of a layer",
    openapi_extra=AT,
    **documented(GEOJSON),
)
def items(request: Request, serving: Serving, layer: LayerId, when: When) -> Response:
    """Return a page of features.

    Parameters: `limit`, `offset`, `bbox`, `datetime`, `filter` (CQL2 text), any property, and `on`
    and `known`, which choose the picture.
    """
    kind = _kind(serving, layer)
    asked = asked_of(request.query_params, kind)
    found = asked.of(_layer(request, serving, kind, when), kind)
    page = found[asked.offset : asked.offset + asked.limit]
    base = f"{_base(request, when)}/collections/{layer}"
    links = _page_links(request, f"{base}/items", asked, len(found))
    links.append(_link(base, "collection"))
    return reply(request, _collection(page, len(found), links), media_type=GEOJSON,
                 headers={"Content-Crs": f"<{CRS84}>"})  # fmt: skip


@router.get(
    "/ogc/collections/{layer}/items/{id:path}", summary="One feature", **documented(GEOJSON)
)
@router.get(
    "/ogc/at/{when}/collections/{layer}/items/{id:path}",
    summary="One feature",
    openapi_extra=AT,
    **documented(GEOJSON),
)
def item(request: Request, serving: Serving, layer: LayerId, id: str, when: When) -> Response:
    """Return a feature."""
    _only(request, *PICTURE)
    kind = _kind(serving, layer)
    found = _layer(request, serving, kind, when).by_id.get(id)
    if found is None:
        raise NotFound(f"{layer}: no feature {id!r} in that picture")
    base = f"{_base(request, when)}/collections/{layer}"
    links = json_bytes([_link(f"{base}/items/{id}", "self", GEOJSON), _link(base, "collection")])
    return reply(request, found.data[:-1] + b',"links":' + links + b"}", media_type=GEOJSON)


def _kind(serving: Service, layer: str) -> Kind:
    found = kinds(serving.theatre)
    if layer not in found:
        raise NotFound(f"layer {layer!r}: there are {', '.join(found)}")
    return found[layer]


def _layer(request: Request, serving: Service, kind: Kind, when: str | None) -> Layer:
    picture, on = _picture(request, serving, when)
    gate = serving.release(picture)
    key = ("layer", kind.id, on if kind.of_day else None)
    return picture.kept.get(key, lambda: build(kind, picture, gate, on))


def _picture(request: Request, serving: Service, when: str | None) -> tuple[Assessed, date]:
    zone, params = serving.theatre.zone, request.query_params
    given = day_of_picture(params)
    known = instant_of(params.get("known"), "known", zone)
    if when is not None:
        day = day_of(when, "the address")
        given = given or day
        known = known or (end_of_day(day, zone) if day else None)
    return serving.assessed(known), given or serving.today()


def _described(base: str, kind: Kind, serving: Service) -> dict[str, Any]:
    ring = everywhere(serving.theatre).geometry["coordinates"][0]
    baseline = serving.theatre.baseline
    since = f"{baseline.on}T00:00:00Z" if baseline else None
    at = f"{base}/collections/{kind.id}"
    return {
        "id": kind.id,
        "title": kind.title,
        "description": kind.description,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {
            "spatial": {"bbox": [[*ring[0], *ring[2]]], "crs": CRS84},
            "temporal": {"interval": [[since, None]]},
        },
        "links": [
            _link(at, "self"),
            _link(f"{at}/items", "items", GEOJSON, kind.title),
            _link(f"{at}/queryables", "http://www.opengis.net/def/rel/ogc/1.0/queryables", SCHEMA),
        ],
    }


def _page_links(request: Request, address: str, asked: Asked, count: int) -> list[dict[str, str]]:
    params = dict(request.query_params)

    def page(offset: int) -> str:
        changed = {**params, "limit": str(asked.limit), "offset": str(offset)}
        return f"{address}?{urlencode(changed)}"

    links = [_link(f"{address}?{urlencode(params)}" if params else address, "self", GEOJSON)]
    if asked.offset + asked.limit < count:
        links.append(_link(page(asked.offset + asked.limit), "next", GEOJSON))
    if asked.offset:
        links.append(_link(page(max(0, asked.offset - asked.limit)), "prev", GEOJSON))
    return links


def _collection(page: Iterable[Held], matched: int, links: list[dict[str, str]]) -> bytes:
    """Join the features as they are: encoding them again would be most of the work."""
    parts = [held.data for held in page]
    head = {
        "type": "FeatureCollection",
        "numberMatched": matched,
        "numberReturned": len(parts),
        "timeStamp": _stamp(),
        "links": links,
    }
    return json_bytes(head)[:-1] + b',"features":[' + b",".join(parts) + b"]}"


def _stamp() -> str:
    # To the hour, so that a client's entity tag holds for a while.
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return hour.strftime("%Y-%m-%dT%H:%M:%SZ")


__all__ = ["LIMIT", "MOST", "router"]
