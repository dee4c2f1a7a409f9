"""When is a found place the annotated one."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from dateline.evaluation.gold import GoldPlace
from dateline.models import Place, PlaceKind

NEAR_KM = 25.0
"""For settlements, sites and districts."""
FAR_KM = 161.0
"""For regions, countries and larger things: the customary 100 miles of toponym resolution."""
EARTH_KM = 6371.0088

_NEAR_KINDS = {"settlement", "site", "district"}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine, mean Earth radius of WGS 84), kilometres."""
    p1, p2 = radians(lat1), radians(lat2)
    h = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def same_place(gold: GoldPlace | None, found: Place | None) -> bool:
    """Settlements, sites and districts within 25 km; anything larger by identity or within 161 km."""
    if gold is None or found is None:
        return gold is None and found is None
    away = distance_km(gold.lat, gold.lon, found.lat, found.lon)
    if gold.kind in _NEAR_KINDS:
        return away <= NEAR_KM
    return _identical(gold, found) or away <= FAR_KM


def _identical(gold: GoldPlace, found: Place) -> bool:
    if gold.kind == "country":
        return found.kind is PlaceKind.COUNTRY and gold.country == found.country
    return gold.name.casefold() == found.name.casefold() and gold.kind == found.kind.value
