"""The embedded base map: countries, regions and names out of the gazetteer, as GeoJSON-like values.

Neighbours are simplified together, so that a border stays one line. Coordinates are (lon, lat).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import shapely

from dateline.models import Place, PlaceKind

Json = dict[str, Any]
COARSE, FINE, REGION = 0.1, 0.03, 0.02
"""Degrees that a line may deviate: about 8 km for the world, 2 km close by."""

_LABELS_AT_MOST, _ROWS_AT_MOST = 7_000, 120_000
_ZOOM_OF_SIZE = (
    (5_000_000, 3), (2_000_000, 4), (700_000, 5), (250_000, 6), (90_000, 7), (30_000, 8), (9_000, 9), (3_000, 10), (0, 11),
)  # fmt: skip


def basemap_recipe() -> bytes:
    """What, beside the geodata, decides the files of the base map: this module."""
    return Path(__file__).read_bytes()


class Geography(Protocol):
    """What the base map asks of a gazetteer; rows are most prominent first."""

    @property
    def outlined(self) -> Iterable[str]:
        """Ids of places with an outline."""

    def __len__(self) -> int:
        """How many rows there are."""

    def row(self, i: int, /) -> Place:
        """The place of a row."""

    def place(self, place_id: str, /) -> Place | None:
        """The place of an id."""

    def polygon(self, place_id: str, /) -> shapely.Geometry | None:
        """The outline in (lon, lat)."""


def basemap(geography: Geography, name: str) -> Json | None:
    """A file of the base map: ``countries``, ``countries-fine``, ``labels`` or ``regions-XX`` for a
    country's ISO code; None for any other name."""
    if name == "countries":
        return _outlines(geography, _of_kind(geography, PlaceKind.COUNTRY), COARSE)
    if name == "countries-fine":
        return _outlines(geography, _of_kind(geography, PlaceKind.COUNTRY), FINE)
    if name == "labels":
        return {"labels": _labels(geography)}
    prefix, _, code = name.partition("-")
    if prefix == "regions" and len(code) == 2 and code.isalpha():
        regions = [place for place in _of_kind(geography, PlaceKind.REGION) if place.country == code.upper()]
        return _outlines(geography, regions, REGION)
    return None


def _of_kind(geography: Geography, kind: PlaceKind) -> list[Place]:
    found = (geography.place(place_id) for place_id in geography.outlined)
    return [place for place in found if place is not None and place.kind is kind]


def _outlines(geography: Geography, places: list[Place], tolerance: float) -> Json:
    shapes = np.array([geography.polygon(place.id) for place in places], dtype=object)
    plain = shapely.coverage_simplify(shapes, tolerance) if len(shapes) else shapes
    found = []
    for place, shape in zip(places, plain, strict=True):
        kept = _without_specks(shape, tolerance)
        if kept is None:
            continue
        found.append(
            {
                "type": "Feature",
                "id": place.id,
                "bbox": [round(float(edge), 2) for edge in kept.bounds],
                "properties": {"code": place.country},
                "geometry": json.loads(shapely.to_geojson(_rounded(kept))),
            }
        )
    return {"type": "FeatureCollection", "features": found}


def _without_specks(shape: shapely.Geometry, tolerance: float) -> shapely.Geometry | None:
    """The shape without islands too small to see, but for the largest part."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    if not parts or parts[0].is_empty:
        return None
    return shapely.multipolygons(
        [parts[0], *(part for part in parts[1:] if part.area > (tolerance * 0.8) ** 2)]
    )


def _rounded(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda xy: np.round(xy, 3))


def _labels(geography: Geography) -> list[Json]:
    """Names with the zoom from which each may show, larger places first."""
    found: list[Json] = []
    for i in range(len(geography)):
        if len(found) >= _LABELS_AT_MOST and i > _ROWS_AT_MOST:
            break
        place = geography.row(i)
        if place.kind is PlaceKind.COUNTRY:
            found.append(_label(place, "country", 3 if place.population > 25_000_000 else 4, until=6))
        elif place.kind is PlaceKind.REGION and place.country == "UA":
            found.append(_label(place, "region", 7, until=9))
        elif place.kind is PlaceKind.SETTLEMENT and (len(found) < _LABELS_AT_MOST or place.country == "UA"):
            found.append(_label(place, "city", _zoom(place), until=None))
    order = {"country": 0, "city": 1, "region": 2}
    return sorted(found, key=lambda label: (order[label["kind"]], label["zoom"]))


def _zoom(place: Place) -> int:
    home = place.country == "UA"
    return next(zoom for size, zoom in _ZOOM_OF_SIZE if place.population * (2 if home else 1) >= size)


def _label(place: Place, kind: str, zoom: int, *, until: int | None) -> Json:
    return {
        "name": place.name,
        "native": place.name_native if place.country == "UA" or kind == "country" else None,
        "kind": kind,
        "lat": round(place.lat, 3),
        "lon": round(place.lon, 3),
        "zoom": zoom,
        "until": until,
    }
