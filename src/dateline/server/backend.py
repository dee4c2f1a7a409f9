"""What the routes ask of the process that they run in."""

from __future__ import annotations

from typing import Protocol

from dateline.atlas import Atlas
from dateline.server.tilefile import TileFile


class Backend(Protocol):
    """The data behind the routes; one a process."""

    def atlas(self) -> Atlas | None:
        """The atlas as of now, or None while the first releases are still being read."""

    def basemap(self, name: str) -> bytes | None:
        """A file of the embedded base map as JSON, or None where there is no such file."""

    def tiles(self) -> TileFile | None:
        """The local file of raster tiles that the settings name, or None where they name none."""
