"""What all frames share: what is a point, in which coordinates, and columns of tuples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from dateline.models import PlaceKind

POINT_KINDS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.SITE, PlaceKind.NATURAL})
"""What is drawn as a point; anything larger is an outline."""

WGS84 = "EPSG:4326"


def tuples(values: Iterable[Any]) -> pd.Series[Any]:
    """A column of tuples, which pandas would otherwise take for a table."""
    listed = list(values)
    column = np.empty(len(listed), dtype=object)
    column[:] = listed
    return pd.Series(column, dtype=object)
