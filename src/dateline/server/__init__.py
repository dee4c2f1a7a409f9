"""Routes beside the dashboard: our own assets, the base map and the feature API."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from dateline.server.api import API, BASE, api_routes
from dateline.server.assets import ASSETS, LEAFLET, MARKERCLUSTER, PREFIX, asset_routes, leaflet_text
from dateline.server.backend import Backend

__all__ = ["API", "ASSETS", "BASE", "LEAFLET", "MARKERCLUSTER", "PREFIX", "Backend", "leaflet_text", "routes"]


def routes(backend: Backend) -> Sequence[BaseRoute]:
    """All routes, most specific first."""
    return [*api_routes(backend), *asset_routes()]
