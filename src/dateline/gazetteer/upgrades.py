"""Which roughly placed settlements of Ukraine an import gives the true position of.

Some 24,000 villages of the official codifier ship with the position of their community only. A dump
that knows one of them better must not make a second village of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.folding import key
from dateline.gazetteer.gazetteer import Gazetteer
from dateline.gazetteer.officials import Officials
from dateline.models import PlaceKind

HOME = "UA"
_COLUMNS = ("id", "name", "native", "admin1", "admin2", "lat", "lon", "extent_km", "kind")
_ROUGH = ("katottg:", "dl:village-")
"""Beginnings of the ids of settlements whose position is the community's, or set by hand."""
_SPARE_KM = 15.0
"""How far beyond the extent of a rough position the true one may lie, within the same district."""


@dataclass(frozen=True, slots=True)
class _Rough:
    id: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    extent_km: float


class Upgrades:
    """What the gazetteer knows of Ukrainian settlements, for the time of one import.

    ``officials`` holds the Ukrainian names of settlements by the id of their region.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, list[_Rough]] = defaultdict(list)
        self._taken: set[str] = set()
        for found, name, native, *where, kind in gazetteer.records(_COLUMNS, country=HOME):
            if kind is not PlaceKind.SETTLEMENT:
                continue
            names[where[0]].add(native)
            if found.startswith(_ROUGH):
                rough = _Rough(found, *where)
                self._by_name[native].append(rough)
                self._by_name[key(name)].append(rough)
        self.officials = {region: Officials(found) for region, found in names.items()}

    def claim(self, drafts: Sequence[Draft]) -> list[tuple[str, int]]:
        """Pairs of a rough settlement's id and the number of the draft that it is.

        Namesakes go to the nearest, each to one draft, and none twice in an import.
        """
        near = sorted(
            (distance, rough.id, number)
            for number, draft in enumerate(drafts)
            for rough in self._candidates(draft)
            if (distance := _km(rough, draft)) <= _reach(rough, draft)
        )
        pairs: dict[int, str] = {}
        for _, rough_id, number in near:
            if number not in pairs and rough_id not in self._taken:
                pairs[number] = rough_id
                self._taken.add(rough_id)
        return [(rough_id, number) for number, rough_id in sorted(pairs.items())]

    def _candidates(self, draft: Draft) -> Iterable[_Rough]:
        if draft.country != HOME or draft.kind is not PlaceKind.SETTLEMENT:
            return ()
        named = self._by_name.get(draft.native) or self._by_name.get(key(draft.name)) or []
        return [rough for rough in named if rough.admin1 == draft.admin1]


def _reach(rough: _Rough, draft: Draft) -> float:
    """How far the two may lie apart to be one; the sources may differ on the district near its border."""
    same_district = not draft.admin2 or rough.admin2 == draft.admin2
    return rough.extent_km + (_SPARE_KM if same_district else 0.0)


def _km(rough: _Rough, draft: Draft) -> float:
    scale = math.cos(math.radians(draft.lat))
    return 111.32 * math.hypot(rough.lat - draft.lat, (rough.lon - draft.lon) * scale)
