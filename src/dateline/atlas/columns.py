"""What all frames share: what is a point, in which coordinates, and columns of tuples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from dateline.models import PlaceKind

VAGUE_KM = 25.0
POINT_KINDS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.SITE, PlaceKind.NATURAL})
"""What is drawn as a point; anything larger is an outline."""

WGS84 = "EPSG:4326"


def tuples(values: Iterable[Any]) -> pd.Series[Any]:
    """A column of tuples, which pandas would otherwise take for a table."""
    listed = list(values)
    column = np.empty(len(listed), dtype=object)
    column[:] = listed
    return pd.Series(column, dtype=object)


def drawn_as_points(frame: pd.DataFrame) -> pd.Series:
    """Which rows (``place_kind``, ``lat``, ``extent_km``) are drawn as a point.

    A sea or river is no more a point than a region is: only a natural feature no wider than UCDP's
    "within about 25 km" (an island, a lake) is drawn as one.
    """
    vague = frame["place_kind"].eq(PlaceKind.NATURAL.value) & frame["extent_km"].gt(VAGUE_KM)
    return frame["place_kind"].isin(POINT_KINDS) & frame["lat"].notna() & ~vague
