"""How each field of the Filter tests the frame of events: one vectorised mask a criterion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from dateline.atlas.filter import Filter, Near, Ring
from dateline.atlas.index import Index
from dateline.models import Judgement

Mask = npt.NDArray[np.bool_]
EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def _since(index: Index, day: Any) -> Mask:
    return np.asarray(index.events["day_end"] >= pd.Timestamp(day))


def _until(index: Index, day: Any) -> Mask:
    return np.asarray(index.events["day"] <= pd.Timestamp(day))


def _among(column: str) -> Callable[[Index, Any], Mask]:
    return lambda index, values: index.column(column).among(values)


def _text(index: Index, words: str) -> Mask:
    mask = np.ones(len(index.events), dtype=bool)
    for word in words.casefold().split():
        mask &= np.asarray(index.haystack.str.contains(word, regex=False), dtype=bool)
    return mask


def _min_score(index: Index, score: float) -> Mask:
    return np.asarray(index.events["score"] >= score)


def _has_point(index: Index, wanted: bool) -> Mask:
    return np.asarray(index.events["on_map"] == wanted)


def _area(index: Index, ring: Ring) -> Mask:
    lon, lat = index.lon_lat
    polygon = shapely.Polygon(ring)
    shapely.prepare(polygon)
    return np.asarray(shapely.intersects_xy(polygon, lon, lat)) & index.on_map


def _near(index: Index, near: Near) -> Mask:
    lon, lat = np.radians(index.lon_lat)
    lon0, lat0 = np.radians((near.lon, near.lat))
    half = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    distance = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return np.asarray(distance <= near.km) & index.on_map


def _reviewed(index: Index, values: tuple[str, ...]) -> Mask:
    if not values:
        return np.asarray(index.events["reviewed"] != Judgement.REJECTED)
    return index.column("reviewed").among(values)


CRITERIA: dict[str, Callable[[Index, Any], Mask]] = {
    "since": _since,
    "until": _until,
    "types": _among("type"),
    "statuses": _among("status"),
    "countries": _among("country"),
    "regions": _among("admin1_id"),
    "districts": _among("admin2_id"),
    "places": _among("place_id"),
    "publishers": _among("publisher"),
    "languages": _among("lang"),
    "actors": _among("actor_countries"),
    "who": _among("who"),
    "site_kinds": _among("site_kinds"),
    "releases": _among("release_id"),
    "text": _text,
    "where_prec": _among("where_prec"),
    "min_score": _min_score,
    "has_point": _has_point,
    "area": _area,
    "near": _near,
    "reviewed": _reviewed,
}


def mask_of(index: Index, name: str, value: Any) -> Mask:
    """The events that meet one criterion; not to be written to."""
    mask = CRITERIA[name](index, value)
    mask.flags.writeable = False
    return mask


def all_of(masks: list[Mask], count: int) -> Mask:
    """Events that meet every mask; all where there is none."""
    return np.logical_and.reduce(masks) if masks else np.ones(count, dtype=bool)


assert CRITERIA.keys() == set(Filter.__dataclass_fields__), "each field of the Filter needs its test"
