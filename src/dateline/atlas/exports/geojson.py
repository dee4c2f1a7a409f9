"""GeoJSON by RFC 7946: WGS 84, (lon, lat), right-hand rule, ids, bbox, null where there is no point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import shapely

from dateline.atlas.exports.about import about
from dateline.atlas.exports.flat import DECIMALS, Row, event_rows, journey_rows, site_rows
from dateline.atlas.exports.options import Options
from dateline.atlas.selection import Selection

Object = dict[str, Any]


def render(selection: Selection, options: Options) -> bytes:
    """Events, sites and journeys as one FeatureCollection in UTF-8.

    A property ``feature`` tells them apart; a site refers to its ``event_id``, a journey to the
    ``merged_id`` of events. An event
    known to a region or country only has no geometry, or on request that outline.
    ``about`` is a foreign member with generator, time, filter and terms.
    """
    box, encoded = Box(), []
    for feature in features(selection, options):
        box.add(feature["geometry"])
        encoded.append(_dumps(feature))
    head: Object = {"type": "FeatureCollection", "about": about(selection, now=options.now)}
    if (bbox := box.bbox) is not None:
        head["bbox"] = bbox
    return f'{_dumps(head)[:-1]},"features":[{",".join(encoded)}]}}'.encode()


def _dumps(value: Object) -> str:
    """Compact JSON, one feature at a time: a whole collection of 100,000 would fill the memory."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def features(selection: Selection, options: Options) -> Iterator[Object]:
    """The Features of the chosen layers as plain values."""
    if "events" in options.layers:
        for row in event_rows(selection):
            yield _event(row, _outline(selection, row) if options.outlines else None)
    if "sites" in options.layers:
        for row in site_rows(selection):
            yield _feature(row["site_id"], "site", row, _point(row))
    if "journeys" in options.layers:
        for row in journey_rows(selection):
            yield _journey(row)


def _event(row: Row, outline: Object | None) -> Object:
    return _feature(row["event_id"], "event", row, _point(row) if row["on_map"] else outline)


def _journey(row: Row) -> Object:
    """A journey as the line through its stops that are points."""
    path = [[stop["lon"], stop["lat"]] for stop in row["stops"] if stop["lat"] is not None]
    geometry = {"type": "LineString", "coordinates": path} if len(path) > 1 else None
    return _feature(row["journey_id"], "journey", row, geometry)


def _feature(name: str, kind: str, row: Row, geometry: Object | None) -> Object:
    found: Object = {"type": "Feature", "id": name}
    if geometry is not None and geometry["type"] != "Point":
        found["bbox"] = Box(geometry).bbox
    return {**found, "geometry": geometry, "properties": {"feature": kind, **row}}


def _point(row: Row) -> Object | None:
    if row["lat"] is None or row["lon"] is None:
        return None
    return {"type": "Point", "coordinates": [row["lon"], row["lat"]]}


def _outline(selection: Selection, row: Row) -> Object | None:
    """The outline of an event's region or country, rings by the right-hand rule."""
    if row["place_id"] is None:
        return None
    shape = selection.atlas.gazetteer.polygon(row["place_id"])
    return None if shape is None else geometry_of(shape)


def geometry_of(shape: shapely.Geometry) -> Object:
    """A shapely geometry as a GeoJSON object: outer rings counter-clockwise, six decimals."""
    turned = shapely.orient_polygons(shapely.set_precision(shape, 10.0**-DECIMALS))
    found: Object = json.loads(shapely.to_geojson(turned))
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(value: Any) -> Any:
    return round(value, DECIMALS) if isinstance(value, float | int) else [_rounded(each) for each in value]


class Box:
    """West, south, east and north of GeoJSON geometries; ``bbox`` is None where there is none."""

    def __init__(self, *geometries: Object | None) -> None:
        self.bbox: list[float] | None = None
        for geometry in geometries:
            self.add(geometry)

    def add(self, geometry: Object | None) -> None:
        """Widen the box so that it holds a geometry."""
        if geometry is None:
            return
        for lon, lat in _positions(geometry["coordinates"]):
            west, south, east, north = self.bbox or (lon, lat, lon, lat)
            self.bbox = [min(west, lon), min(south, lat), max(east, lon), max(north, lat)]


def _positions(coordinates: Any) -> Iterator[list[float]]:
    if isinstance(coordinates[0], float | int):
        yield coordinates
    else:
        for each in coordinates:
            yield from _positions(each)
