"""GeoPackage and GeoParquet: typed columns and geometries for QGIS, R and data frames."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from dateline.atlas.columns import WGS84
from dateline.atlas.exports.about import about
from dateline.atlas.exports.flat import STOP_COLUMNS, Row, in_words, site_rows, stop_rows, table_rows
from dateline.atlas.exports.options import Options
from dateline.atlas.exports.styles import layer_styles
from dateline.atlas.exports.table import COLUMNS
from dateline.atlas.selection import Selection

_NUMBERS = {
    **dict.fromkeys(("date_prec", "time_precision", "where_prec", "geo_precision"), "Int32"),
    **dict.fromkeys(
        ("evidence_start", "evidence_end", "site_count", "start", "end", "source_count", "number"), "Int32"
    ),
    **dict.fromkeys(("lat", "lon", "extent_km", "score"), "float64"),
    **dict.fromkeys(("on_map", "own_position", "planned"), "bool"),
}


def geopackage(selection: Selection, options: Options) -> bytes:
    """Layers events, sites, journeys, their stops, areas (outlines of regions and countries, with how many events are known
    to no smaller place) with styles for QGIS, and the table about."""
    said = about(selection, now=options.now)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.gpkg"
        for name, (kind, layer) in _LAYERS.items():
            frame = layer(selection)
            pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", geometry_type=kind)
        for name, table in (
            ("about", pd.DataFrame({"key": list(said), "value": [str(value) for value in said.values()]})),
            ("layer_styles", layer_styles(said["generated"], events=selection.events, sites=selection.sites)),
        ):
            pyogrio.write_dataframe(table, path, layer=name, driver="GPKG")
        return path.read_bytes()


def geoparquet(selection: Selection, options: Options) -> bytes:
    """The events as GeoParquet 1.1 with the covering of boxes; metadata ``dateline`` say what they are."""
    frame = _events(selection)
    frame.attrs["dateline"] = about(selection, now=options.now)
    out = io.BytesIO()
    frame.to_parquet(out, schema_version="1.1.0", write_covering_bbox=True, index=False)
    return out.getvalue()


def _events(selection: Selection) -> gpd.GeoDataFrame:
    rows = list(table_rows(selection))
    drawn = [row["on_map"] for row in rows]
    return _frame(rows, drawn, columns=(*COLUMNS, "admin1_id", "admin2_id"))


def _sites(selection: Selection) -> gpd.GeoDataFrame:
    rows = list(site_rows(selection))
    shared = (
        *("type", "status", "date", "date_end", "date_prec", "country", "url", "published"),
        *("admin1", "admin1_iso", "admin1_pcode", "admin2", "admin2_pcode"),
    )
    drawn = [row["lat"] is not None for row in rows]
    return _frame(rows, drawn, columns=(*selection.sites.columns, *shared))


def _stops(selection: Selection) -> gpd.GeoDataFrame:
    rows = list(stop_rows(selection))
    drawn = [row["lat"] is not None for row in rows]
    return _frame(rows, drawn, columns=STOP_COLUMNS)


def _frame(rows: list[Row], drawn: list[bool], *, columns: Iterable[str]) -> gpd.GeoDataFrame:
    """Rows as a typed frame with (lon, lat) points; the columns are there without any row, too."""
    names = [name for name in columns if name not in ("geometry", "day", "day_end", "counts")]
    frame = pd.DataFrame(
        {
            name: pd.Series([_value(row[name]) for row in rows], dtype=_NUMBERS.get(name, "str"))
            for name in names
        }
    )
    points = gpd.points_from_xy(frame["lon"], frame["lat"], crs=WGS84)
    geometry = gpd.GeoSeries(points, index=frame.index, crs=WGS84).where(pd.Series(drawn, dtype=bool), None)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=WGS84)


def _value(value: object) -> object:
    return value if isinstance(value, bool) else in_words(value)


def _areas(selection: Selection) -> gpd.GeoDataFrame:
    """Outlines of the places of events that are not drawn as points."""
    events = selection.events
    wide = events[~events["on_map"] & events["place_id"].notna()]
    counts = (
        wide.groupby(["place_id", "place", "place_kind"])["event_id"].size().rename("events").reset_index()
    )
    shapes = [selection.atlas.gazetteer.polygon(place_id) for place_id in counts["place_id"]]
    frame = gpd.GeoDataFrame(counts, geometry=gpd.GeoSeries(shapes, crs=WGS84), crs=WGS84)
    return frame[frame.geometry.notna()]


def _journeys(selection: Selection) -> gpd.GeoDataFrame:
    frame = selection.journeys
    lists = ("places", "merged_ids", "releases")
    return frame.assign(**{name: frame[name].map("; ".join).astype("str") for name in lists})


_LAYERS: dict[str, tuple[str, Callable[[Selection], gpd.GeoDataFrame]]] = {
    "events": ("Point", _events),
    "sites": ("Point", _sites),
    "journeys": ("LineString", _journeys),
    "stops": ("Point", _stops),
    "areas": ("Unknown", _areas),
}
