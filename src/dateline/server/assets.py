"""Leaflet and our own scripts, served by Dateline itself so that no page asks another host."""

from __future__ import annotations

import base64
from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet, leaflet_markercluster

from dateline.maps import Assets

STATIC = Path(__file__).parent / "static"
PREFIX = "/dateline"
ASSETS = f"{PREFIX}/assets"
LEAFLET = f"{ASSETS}/leaflet"
MARKERCLUSTER = f"{ASSETS}/markercluster"


def asset_routes() -> list[BaseRoute]:
    """Mounts for Leaflet, its cluster plug-in and the scripts of the map page."""
    return [
        Mount(LEAFLET, StaticFiles(directory=leaflet.BASE_DIR)),
        Mount(MARKERCLUSTER, StaticFiles(directory=leaflet_markercluster.BASE_DIR)),
        Mount(ASSETS, StaticFiles(directory=STATIC)),
    ]


def leaflet_text(name: str) -> str:
    """A text file of Leaflet or its cluster plug-in, for pages that must stand alone."""
    for folder in (leaflet.BASE_DIR, leaflet_markercluster.BASE_DIR):
        path = Path(folder) / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(name)


def served() -> Assets:
    """Leaflet and the cluster plug-in from this server, for folium's maps."""
    return Assets(
        js=[("leaflet", f"{LEAFLET}/leaflet.js")],
        css=[("leaflet-css", f"{LEAFLET}/leaflet.css")],
        cluster_js=[("markercluster", f"{MARKERCLUSTER}/leaflet.markercluster.js")],
        cluster_css=[
            ("markercluster-css", f"{MARKERCLUSTER}/MarkerCluster.css"),
            ("markercluster-default-css", f"{MARKERCLUSTER}/MarkerCluster.Default.css"),
        ],
        sync_js=[("sync", f"{ASSETS}/sync.js")],
    )


def enclosed() -> Assets:
    """The same as data inside the page, for a file that works without any server."""
    return Assets(
        js=[("leaflet", _data("leaflet.js", "text/javascript"))],
        css=[("leaflet-css", _data("leaflet.css", "text/css"))],
        cluster_js=[("markercluster", _data("leaflet.markercluster.js", "text/javascript"))],
        cluster_css=[
            ("markercluster-css", _data("MarkerCluster.css", "text/css")),
            ("markercluster-default-css", _data("MarkerCluster.Default.css", "text/css")),
        ],
        sync_js=[],
    )


def _data(name: str, media_type: str) -> str:
    content = base64.b64encode(leaflet_text(name).encode()).decode()
    return f"data:{media_type};base64,{content}"
