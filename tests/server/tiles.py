"""Small files of tiles for the tests: one red tile at zoom 0, one blue at zoom 1 in the north-west."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write


def picture(red: int, green: int, blue: int) -> bytes:
    """A PNG of 256 by 256 pixels of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, green, blue)) * 256) * 256
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


RED, BLUE = picture(200, 30, 30), picture(30, 30, 200)


def mbtiles(path: Path, *, format: str = "png", tiles: bool = True) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute("create table metadata (name text, value text)")
        connection.execute(
            "create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        told = [("name", "Made up"), ("format", format), ("attribution", "Nobody")]
        connection.executemany("insert into metadata values (?, ?)", told)
        if tiles:
            connection.executemany("insert into tiles values (?, ?, ?, ?)", [(0, 0, 0, RED), (1, 0, 1, BLUE)])
    return path


def pmtiles(path: Path, *, kind: TileType = TileType.PNG) -> Path:
    with write(str(path)) as writer:
        writer.write_tile(zxy_to_tileid(0, 0, 0), RED)
        writer.write_tile(zxy_to_tileid(1, 0, 0), BLUE)
        header = {
            "tile_type": kind, "tile_compression": Compression.NONE, "min_lon_e7": -1800000000, "max_lon_e7": 1800000000,
            "min_lat_e7": -850000000, "max_lat_e7": 850000000, "center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0,
        }  # fmt: skip
        writer.finalize(header, {"name": "Made up", "attribution": "Nobody"})
    return path
