"""Leaflet and our own scripts, served by Dateline itself so that no page asks another host."""

from __future__ import annotations

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet, leaflet_markercluster

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
