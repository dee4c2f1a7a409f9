"""A local file of raster tiles (MBTiles or PMTiles) as a base map, read on this machine alone.

Tiles are addressed as on the web: zoom, column from the west, row from the north.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import pmtiles.reader
from pmtiles.tile import Compression, TileType

from dateline.errors import SettingsError

PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
"""Formats of tiles that a browser draws, and their media types."""

_UNTYPED: Any = pmtiles.reader
_PMTILES = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp"}


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    name: str
    media_type: str
    credit: str
    min_zoom: int
    max_zoom: int


class TileFile(Protocol):
    """A file of raster tiles; safe to use from many threads."""

    about: About

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture of a tile, or None where the file has none."""


@lru_cache(maxsize=4)
def open_tiles(path: Path) -> TileFile:
    """Open a file of raster tiles by its content.

    Raises:
        SettingsError: there is no such file, or it holds no raster tiles.
    """
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise SettingsError(
            f"The file of tiles {path} cannot be read ({error.strerror}): correct DATELINE_TILES_FILE."
        ) from error
    if start.startswith(b"PMTiles"):
        return PMTiles(path)
    if start.startswith(b"SQLite format 3"):
        return MBTiles(path)
    raise SettingsError(
        f"{path.name} is neither an MBTiles nor a PMTiles file: name another in DATELINE_TILES_FILE."
    )


def _media_type(path: Path, format: str) -> str:
    if format not in PICTURES:
        raise SettingsError(
            f"{path.name} holds {format or 'unknown'} tiles; a base map needs pictures ({', '.join(PICTURES)})."
        )
    return PICTURES[format]


class MBTiles:
    """MBTiles 1.3: a table of tiles in SQLite, rows counted from the south."""

    def __init__(self, path: Path) -> None:
        self._local = threading.local()
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            told = dict(self._rows("select name, value from metadata"))
            low, high = self._rows("select min(zoom_level), max(zoom_level) from tiles")[0]
        except sqlite3.Error as error:
            raise SettingsError(f"{path.name} cannot be read as MBTiles ({error}).") from error
        if low is None:
            raise SettingsError(f"{path.name} holds no tiles.")
        self.about = About(
            name=str(told.get("name") or path.stem),
            media_type=_media_type(path, str(told.get("format", "")).lower()),
            credit=str(told.get("attribution") or ""),
            min_zoom=int(low),
            max_zoom=int(high),
        )

    def _rows(self, query: str, values: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self._uri, uri=True)
        found: list[tuple[Any, ...]] = self._local.connection.execute(query, values).fetchall()
        return found

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture of a tile, or None."""
        found = self._rows(
            "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?",
            (zoom, x, 2**zoom - 1 - y),
        )
        return bytes(found[0][0]) if found else None


class PMTiles:
    """PMTiles 3, mapped into memory."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._reader = _UNTYPED.Reader(_UNTYPED.MmapSource(file))
        try:
            header, told = self._reader.header(), self._reader.metadata()
        except Exception as error:  # the reader raises whatever a damaged file leads it to
            raise SettingsError(f"{path.name} cannot be read as PMTiles ({error}).") from error
        if header["tile_compression"] not in (Compression.NONE, Compression.UNKNOWN):
            raise SettingsError(f"{path.name} holds compressed tiles; a base map needs plain pictures.")
        self.about = About(
            name=str(told.get("name") or path.stem),
            media_type=_media_type(path, _PMTILES.get(header["tile_type"], "vector")),
            credit=str(told.get("attribution") or ""),
            min_zoom=int(header["min_zoom"]),
            max_zoom=int(header["max_zoom"]),
        )

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture of a tile, or None."""
        found: bytes | None = self._reader.get(zoom, x, y)
        return found
