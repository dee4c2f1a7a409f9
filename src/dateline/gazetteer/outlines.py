"""Outlines of countries and divisions, and "which division is this point in"."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from dateline.errors import GazetteerError


def write(path: Path, shapes: dict[str, Any]) -> None:
    """Write outlines (WGS 84, lon/lat) by place id."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ids = sorted(shapes)
    blobs = shapely.to_wkb(np.array([_polygons(shapes[place]) for place in ids], dtype=object))
    table = pa.table({"id": pa.array(ids, pa.string()), "wkb": pa.array(list(blobs), pa.binary())})
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)


def _polygons(shape: Any) -> Any:
    """The polygonal parts of a shape; slivers that collapsed to lines say nothing."""
    if shape.geom_type in {"Polygon", "MultiPolygon"}:
        return shape
    parts = [part for part in getattr(shape, "geoms", []) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.union_all(parts)


class Outlines:
    """The outlines of one file, read when first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _loaded(self) -> tuple[dict[str, int], Any]:
        try:
            with pa.memory_map(str(self._path)) as source:
                table = pa.ipc.open_file(source).read_all()
                ids = table["id"].to_pylist()
                shapes = shapely.from_wkb(table["wkb"].to_pylist())
        except (OSError, pa.ArrowInvalid, shapely.errors.GEOSException) as error:
            raise GazetteerError(
                f"The outlines in {self._path} cannot be read: restore the file or build it again."
            ) from error
        return {place: row for row, place in enumerate(ids)}, shapes

    @cached_property
    def _tree(self) -> tuple[shapely.STRtree, list[str]]:
        rows, shapes = self._loaded
        shapely.prepare(shapes)
        return shapely.STRtree(shapes), list(rows)

    def shape(self, place_id: str) -> Any | None:
        """The outline of a place as a shapely geometry in (lon, lat), or None."""
        rows, shapes = self._loaded
        row = rows.get(place_id)
        return None if row is None else shapes[row]

    def ids(self) -> list[str]:
        """The places whose outlines are known."""
        return list(self._loaded[0])

    def at(self, lat: float, lon: float, *, within_km: float = 0.0) -> list[str]:
        """Ids of the outlines that hold a point, or of the nearest ones within ``within_km``."""
        tree, ids = self._tree
        shapes = self._loaded[1]
        point = shapely.Point(lon, lat)
        boxes = tree.query(point)
        # The outlines are prepared, the point is not: asking them is a hundred times faster than the tree's predicate.
        hits = boxes[shapely.intersects_xy(shapes[boxes], lon, lat)]
        if not len(hits) and within_km:
            hits = tree.query_nearest(point, max_distance=within_km / 111.32)
        return [ids[hit] for hit in sorted(hits)]
