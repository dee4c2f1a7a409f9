"""GeoJSON by RFC 7946: WGS 84, (lon, lat), right-hand rule, ids, bbox, null where there is no point."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
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
    text = json.dumps(collection(selection, options), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def collection(selection: Selection, options: Options) -> Object:
    """The FeatureCollection as plain values."""
    events = list(event_rows(selection))
    features: list[Object] = []
    if "events" in options.layers:
        features += [_event(row, _outline(selection, row) if options.outlines else None) for row in events]
    if "sites" in options.layers:
        sites = site_rows(selection, {row["event_id"]: row for row in events})
        features += [_feature(row["site_id"], "site", row, _point(row)) for row in sites]
    if "journeys" in options.layers:
        features += [_journey(row) for row in journey_rows(selection)]
    found: Object = {"type": "FeatureCollection"}
    if (bbox := bbox_of(feature["geometry"] for feature in features)) is not None:
        found["bbox"] = bbox
    return {**found, "about": about(selection, now=options.now), "features": features}


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
        found["bbox"] = bbox_of([geometry])
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


def bbox_of(geometries: Iterable[Object | None]) -> list[float] | None:
    """West, south, east, north of GeoJSON geometries; None where there is none."""
    pairs = [pair for geometry in geometries if geometry for pair in _positions(geometry["coordinates"])]
    if not pairs:
        return None
    west, south = np.min(pairs, axis=0).tolist()
    east, north = np.max(pairs, axis=0).tolist()
    return [west, south, east, north]


def _positions(coordinates: Any) -> Iterable[list[float]]:
    if isinstance(coordinates[0], float | int):
        yield coordinates
    else:
        for each in coordinates:
            yield from _positions(each)
