"""Routes beside the dashboard: our own assets, the base map and the feature API."""

from collections.abc import Callable, Iterable, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dateline.server.api import API, BASE, TILES, api_routes
from dateline.server.assets import (
    ASSETS,
    LEAFLET,
    MARKERCLUSTER,
    PREFIX,
    asset_routes,
    enclosed,
    leaflet_text,
    served,
)
from dateline.server.backend import Backend
from dateline.server.tilefile import About, TileFile, open_tiles

__all__ = [
    "API",
    "ASSETS",
    "BASE",
    "LEAFLET",
    "MARKERCLUSTER",
    "PREFIX",
    "TILES",
    "About",
    "Backend",
    "TileFile",
    "enclosed",
    "leaflet_text",
    "open_tiles",
    "routes",
    "served",
]


def routes(backend: Backend, *, pages: Iterable[str] = ()) -> Sequence[BaseRoute]:
    """All routes, most specific first; an address of one of the ``pages`` leads to the front door,
    which opens it: loaded directly, Streamlit would first look for itself below that address."""
    doors = [Route(f"/{page}", _front_door(page)) for page in pages]
    return [*api_routes(backend), *asset_routes(), *doors]


def _front_door(page: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        query = f"page={page}&{request.url.query}".rstrip("&")
        return RedirectResponse(f"/?{query}", status_code=307)

    return endpoint
