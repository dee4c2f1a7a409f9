"""A place on its way into the gazetteer, and how prominent it is beside its namesakes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from dateline.models import PlaceKind

PRIMARY, FORMER, ALIAS, WEAK = 1.0, 0.3, 0.1, 0.01
"""How much of a place's prominence a name of it carries: its own, a former, another, a doubtful one."""
_FLOOR = {
    PlaceKind.COUNTRY: 1e9,
    PlaceKind.AREA: 3e6,
    PlaceKind.REGION: 5e4,
    PlaceKind.NATURAL: 5e5,
    PlaceKind.DISTRICT: 1e5,
    PlaceKind.SITE: 2e5,
    PlaceKind.SETTLEMENT: 1e2,
}
REGION_SHARE = 0.1
"""Of a region's people, so that New York is the city and California the state."""


@dataclass(slots=True)
class Draft:
    """A place before it has a row. ``keys`` maps each index key to the weight of that name."""

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    native: str = ""
    population: int = 0
    extent_km: float = 0.0
    source: str = ""
    boost: float = 1.0
    keys: dict[str, float] = field(default_factory=dict)

    def add(self, keys: object, weight: float = PRIMARY) -> None:
        """Make the place known under ``keys`` (any iterable); the highest weight of a key stays."""
        for name in keys:  # type: ignore[attr-defined]
            if weight > self.keys.get(name, 0.0):
                self.keys[name] = weight

    @property
    def prominence(self) -> float:
        """How often a name means this place, all else equal; only the order matters."""
        share = REGION_SHARE if self.kind is PlaceKind.REGION else 1.0
        return (_FLOOR[self.kind] + self.population * share) * self.boost


def settlement_extent(population: int) -> float:
    """Radius in km of a settlement of so many people: about 1 for a village, 12 for Kyiv."""
    return round(min(15.0, 0.6 + math.sqrt(population) * 0.0066), 1)
