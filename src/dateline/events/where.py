"""Places of events: which lies in which, and how precisely each is known.

Codes: UCDP GED codebook 22.1 ``where_prec`` and ACLED codebook ``geo_precision``; the table is
``precision.csv``.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from dateline.models import Place, PlaceKind

_TABLE = Path(__file__).with_name("precision.csv")
_KM_A_DEGREE = 111.2
_TOWN_KM = 25.0
"""How far from its middle a site may lie that is said to be in a town."""
_QUARTER = 1.5
"""How many times as large as a place that lies within it a town must be for that to be its quarter."""
_RANK = {
    PlaceKind.SITE: 0,
    PlaceKind.SETTLEMENT: 1,
    PlaceKind.NATURAL: 2,
    PlaceKind.DISTRICT: 3,
    PlaceKind.REGION: 4,
    PlaceKind.AREA: 5,
    PlaceKind.COUNTRY: 6,
}


def holds(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` lies in ``outer`` by its country and divisions; False for the same place."""
    if outer.id == inner.id or _RANK[outer.kind] <= _RANK[inner.kind]:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return bool(outer.country) and outer.country == inner.country
    if outer.kind is PlaceKind.REGION:
        return outer.id == inner.admin1_id or (
            inner.admin1 is not None
            and inner.admin1 in (outer.name, outer.admin1)
            and inner.country == outer.country
        )
    if outer.kind is PlaceKind.DISTRICT:
        return outer.id == inner.admin2_id
    return False


def stands_in(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` lies in ``outer``, a site or quarter in its town included: "in Kharkiv, shelling of Saltivka"."""
    if outer.kind is PlaceKind.SETTLEMENT and inner.kind is PlaceKind.SITE:
        return _apart_km(outer, inner) <= _TOWN_KM
    if outer.kind is PlaceKind.SETTLEMENT and inner.kind is PlaceKind.SETTLEMENT:
        smaller = inner.extent_km * _QUARTER < outer.extent_km
        return smaller and _apart_km(outer, inner) <= outer.extent_km
    return holds(outer, inner)


def _apart_km(one: Place, other: Place) -> float:
    """Kilometres between two places not far apart."""
    north = (one.lat - other.lat) * _KM_A_DEGREE
    east = (one.lon - other.lon) * _KM_A_DEGREE * math.cos(math.radians(one.lat))
    return math.hypot(north, east)


def precision(
    place: Place | None, *, near: bool = False, part: bool = False
) -> tuple[int | None, int | None]:
    """(UCDP where_prec, ACLED geo_precision) of an event at ``place``.

    Args:
        place: where the text puts it; None gives (None, None).
        near: the text says "near", "in the area of", "on the outskirts of" a settlement or site.
        part: the text names only a part of a region or country ("the south of Ukraine").
    """
    if place is None:
        return None, None
    relation = "near" if near else "part" if part else "in"
    table = _precisions()
    return table.get((place.kind.value, relation)) or table[place.kind.value, "in"]


@lru_cache(maxsize=1)
def _precisions() -> dict[tuple[str, str], tuple[int | None, int | None]]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows: Iterable[dict[str, str]] = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {
            (row["kind"], row["relation"]): (
                int(row["where_prec"]),
                int(row["geo_precision"]) if row["geo_precision"] else None,
            )
            for row in rows
        }
