"""The feature API: what the map, the timeline and the table ask for, as JSON.

Every address takes the query string of a ``Filter``; ``ui`` is the language of the reader.
Answers depend only on the store's revision and the query, and are kept for a while.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import shapely
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dateline.atlas import Atlas, Filter, Kept, Places, Selection
from dateline.maps import cells, change, columns, country_name, explore, journeys, site_points, table_rows
from dateline.server.assets import PREFIX
from dateline.server.backend import Backend

API = f"{PREFIX}/api"
BASE = f"{PREFIX}/base"
TILES = f"{PREFIX}/tiles"
OUTLINES_AT_MOST = 400
OUTLINES_KEPT = 2048
_COMPRESS_FROM = 20_000
_NOT_READY = "The sample releases are still being read; try again in a moment."

Params = Mapping[str, str]
Answer = Callable[[Selection, Params], Any]


@dataclass(frozen=True)
class Answered:
    """An answer as bytes, and where it is long the same once compressed for all who get it."""

    content: bytes
    compressed: bytes | None

    @classmethod
    def of(cls, content: bytes) -> Answered:
        """The answer of this content."""
        long = len(content) > _COMPRESS_FROM
        return cls(content, gzip.compress(content, compresslevel=1) if long else None)


class BadRequest(ValueError):
    """A parameter cannot be used; the text is a sentence for a person."""


def api_routes(backend: Backend) -> list[BaseRoute]:
    """The routes of the feature API and of the embedded base map."""
    turn = Lock()
    found: list[BaseRoute] = [
        Route(f"{API}/{name}", _endpoint(backend, name, answer, turn)) for name, answer in _ANSWERS.items()
    ]
    outlines = _outline_endpoint(backend)
    return [
        *found,
        Route(f"{API}/outlines", outlines),
        Route(f"{BASE}/{{name}}", _base_endpoint(backend)),
        Route(f"{TILES}/{{zoom:int}}/{{x:int}}/{{y:int}}", _tile_endpoint(backend)),
    ]


def _endpoint(backend: Backend, name: str, answer: Answer, turn: Lock) -> Callable[[Request], Response]:
    """``turn`` lets answers be made one after the other: of ten that one interpreter makes side by side all would
    be late together."""

    def made(atlas: Atlas, request: Request) -> Answered:
        filter, _ = Filter.from_query(request.url.query)
        with turn:
            found = answer(atlas.select(filter), request.query_params)
            content = _encode(found)
        return Answered.of(content)

    def endpoint(request: Request) -> Response:
        atlas = backend.atlas()
        if atlas is None:
            return _error(_NOT_READY, 503)
        try:
            found = atlas.answers.get((name, request.url.query), lambda: made(atlas, request))
        except BadRequest as error:
            return _error(str(error), 400)
        return _json(found, request)

    return endpoint


def _outline_endpoint(backend: Backend) -> Callable[[Request], Response]:
    kept: Kept[str, Any] = Kept(OUTLINES_KEPT)

    def outline(gazetteer: Places, place_id: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = kept.get(place_id, lambda: _outline(gazetteer, place_id))
        return found

    def endpoint(request: Request) -> Response:
        atlas = backend.atlas()
        if atlas is None:
            return _error(_NOT_READY, 503)
        ids = [part for part in request.query_params.get("ids", "").split(",") if part]
        if len(ids) > OUTLINES_AT_MOST:
            return _error(f"At most {OUTLINES_AT_MOST} outlines at once.", 400)
        features = [outline(atlas.gazetteer, place_id) for place_id in ids]
        found = {"type": "FeatureCollection", "features": [each for each in features if each]}
        return _json(Answered.of(_encode(found)), request)

    return endpoint


def _outline(gazetteer: Places, place_id: str) -> dict[str, Any] | None:
    shape = gazetteer.polygon(place_id)
    if shape is None:
        return None
    plain = shape.simplify(0.01 if shape.area < 100 else 0.05)
    inside = shape.representative_point()
    return {
        "type": "Feature",
        "id": place_id,
        "properties": {"center": [round(inside.y, 4), round(inside.x, 4)]},
        "geometry": json.loads(shapely.to_geojson(shapely.set_precision(plain, 0.0001))),
    }


def _base_endpoint(backend: Backend) -> Callable[[Request], Response]:
    base = lru_cache(maxsize=16)(Answered.of)

    def endpoint(request: Request) -> Response:
        content = backend.basemap(request.path_params["name"])
        if content is None:
            return _error("There is no such file in the base map.", 404)
        return _json(base(content), request, keep="max-age=3600")

    return endpoint


def _tile_endpoint(backend: Backend) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        zoom, x, y = (request.path_params[name] for name in ("zoom", "x", "y"))
        file = backend.tiles()
        if file is None or zoom > 24 or x >= 2**zoom or y >= 2**zoom:
            return _error("There is no such tile.", 404)
        picture = file.tile(zoom, x, y)
        headers = {"cache-control": "max-age=3600", "x-content-type-options": "nosniff"}
        if picture is None:  # beyond what the file covers; not an error, so that no console fills
            return Response(status_code=204, headers=headers)
        return Response(picture, media_type=file.about.media_type, headers=headers)

    return endpoint


def _explore(selection: Selection, params: Params) -> Any:
    """With ``zoom`` and ``bbox`` the groups of events come in the same answer, where events are grouped."""
    ui = _ui(params)
    found = explore(selection, native=ui == "uk", country_name=lambda code: country_name(code, lang=ui))
    if found["mode"] == "cells" and "bbox" in params:
        found["cells"] = _seen(selection, params)
    return found


def _cells(selection: Selection, params: Params) -> Any:
    return {"points": _seen(selection, params)}


def _seen(selection: Selection, params: Params) -> Any:
    try:
        zoom = int(params.get("zoom", "6"))
        west, south, east, north = (float(part) for part in params.get("bbox", "").split(","))
    except ValueError:
        raise BadRequest("Cells need zoom=6 and bbox=west,south,east,north in degrees.") from None
    bbox = (west, south, east, north)
    return cells(selection, zoom=max(0, min(18, zoom)), bbox=bbox, native=_ui(params) == "uk")


def _columns(selection: Selection, params: Params) -> Any:
    return columns(selection, native=_ui(params) == "uk")


def _rows(selection: Selection, params: Params) -> Any:
    try:
        offset, limit = int(params.get("offset", "0")), int(params.get("limit", "50"))
    except ValueError:
        raise BadRequest("Rows need whole numbers as offset and limit.") from None
    return table_rows(
        selection,
        sort=params.get("sort", "day"),
        descending=params.get("order") == "down",
        offset=max(0, offset),
        limit=max(1, min(500, limit)),
        find=params.get("around", ""),
        words=params.get("words", ""),
        native=_ui(params) == "uk",
    )


def _sites(selection: Selection, params: Params) -> Any:  # noqa: ARG001 - all answers are called alike
    return {"points": site_points(selection.sites)}


def _journeys(selection: Selection, params: Params) -> Any:
    return {"journeys": journeys(selection, native=_ui(params) == "uk")}


def _change(selection: Selection, params: Params) -> Any:
    return change(selection, native=_ui(params) == "uk")


_ANSWERS: dict[str, Answer] = {
    "change": _change,
    "journeys": _journeys,
    "sites": _sites,
    "explore": _explore,
    "cells": _cells,
    "columns": _columns,
    "rows": _rows,
}


def _ui(params: Params) -> str:
    return "uk" if params.get("ui") == "uk" else "en"


def _encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "replace"
    )


def _json(answer: Answered, request: Request, *, keep: str = "no-cache") -> Response:
    headers = {"cache-control": keep, "x-content-type-options": "nosniff"}
    content = answer.content
    if answer.compressed and "gzip" in request.headers.get("accept-encoding", ""):
        content = answer.compressed
        headers["content-encoding"] = "gzip"
    return Response(content, media_type="application/json", headers=headers)


def _error(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)
