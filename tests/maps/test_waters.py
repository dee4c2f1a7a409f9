from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import shape

from dateline.maps.waters import waters
from dateline.settings import get_settings


def test_the_file_holds_the_great_waters_of_ukraine_and_its_source() -> None:
    found = json.loads((get_settings().geodata / "waters.json").read_text())
    rivers, lakes = (shape(feature["geometry"]) for feature in found["features"])
    for name, lon, lat in [("Dnipro at Kyiv", 30.57, 50.45), ("Dnister at Tyraspol", 29.6, 46.83)]:
        assert rivers.distance(shapely.Point(lon, lat)) < 0.12, name
    assert lakes.contains(shapely.Point(33.0, 49.2)), "the Kremenchuk reservoir"
    assert found["licence"] == "public domain"
    assert found["sha256"]


def test_small_lakes_and_corners_are_left_out(tmp_path: Path) -> None:
    zigzag = shapely.LineString([(x / 100, (x % 2) / 1000) for x in range(100)])
    for name, line in [("europe_50m", zigzag), ("world_50m", shapely.LineString([(10, 5), (120, 5)]))]:
        gpd.GeoDataFrame(geometry=[line], crs=4326).to_file(
            tmp_path / f"{name}.json", layer="rivers", driver="GeoJSON"
        )
    lakes = [
        shapely.box(30, 50, 30.5, 50.5),
        shapely.box(31, 50, 31.01, 50.01),
        shapely.box(100, 10, 100.1, 10.1),
    ]
    gpd.GeoDataFrame(geometry=lakes, crs=4326).to_file(tmp_path / "lakes.shp")
    rivers, kept = (shape(each["geometry"]) for each in waters(tmp_path, tmp_path / "lakes.shp")["features"])
    assert shapely.get_num_coordinates(rivers) == 4, "one straight river, and the rest beyond Europe"
    assert rivers.bounds == (0, 0, 120, 5)
    assert kept.bounds == (30, 50, 30.5, 50.5)
