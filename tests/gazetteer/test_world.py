"""Names of the world, from general knowledge: each first meaning lies where it should."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from geopy.distance import great_circle

from dateline.gazetteer import Gazetteer
from dateline.models import PlaceKind

CASES = list(csv.DictReader((Path(__file__).parent / "world.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_name_of_the_world_is_at_its_place(gazetteer: Gazetteer, case: dict[str, str]) -> None:
    found = gazetteer.lookup(case["name"])
    assert found, "unknown"
    off = great_circle((found[0].lat, found[0].lon), (float(case["lat"]), float(case["lon"]))).km
    assert off <= float(case["km"]), (found[0].name, found[0].kind, found[0].country)


def test_counties_hold_their_towns(gazetteer: Gazetteer) -> None:
    chicago = gazetteer.lookup("Chicago")[0]
    assert [place.name for place in gazetteer.parents(chicago)] == [
        "Cook County",
        "Illinois",
        "United States",
    ]
    kent = gazetteer.lookup("Kent")[0]
    assert (kent.kind, kent.country) == (PlaceKind.DISTRICT, "GB")
    assert gazetteer.lookup("Bristol")[0].kind is PlaceKind.SETTLEMENT


def test_every_place_has_a_position(gazetteer: Gazetteer) -> None:
    lost = [
        place
        for code in ("RE", "GP", "MQ", "YT", "GF", "BQ", "SJ", "VA", "BV", "UA", "US")
        if (place := gazetteer.place(f"iso:{code}")) is not None and not (place.lat and place.lon)
    ]
    assert lost == []
    assert all(0 < place.extent_km < 10_000 for place in map(gazetteer.row, range(0, 3_000, 7)))
