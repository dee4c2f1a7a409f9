"""Base maps to choose from; those with a host ask somebody else for pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BaseMapChoice:
    """A base map; ``host`` is who would see the reader's requests, "" for our own."""

    id: str
    url: str = ""
    host: str = ""
    credit: str = ""
    max_zoom: int = 18


CHOICES = (
    BaseMapChoice("embedded"),
    BaseMapChoice("none"),
    BaseMapChoice(
        "osm",
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "tile.openstreetmap.org",
        "© OpenStreetMap contributors",
    ),
    BaseMapChoice(
        "imagery",
        "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
        "server.arcgisonline.com",
        "Esri, Maxar, Earthstar Geographics",
        17,
    ),
)
