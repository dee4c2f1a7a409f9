from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from tests.shared import SHARED

from dateline.errors import GazetteerError
from dateline.gazetteer import Gazetteer, fold
from dateline.models import PlaceKind
from dateline.settings import ROOT, Settings

UKRAINE = [
    ("Simferopol", 44.9572, 34.1108, "iso:UA-43"),
    ("Yalta", 44.4990, 34.1593, "iso:UA-43"),
    ("Kerch", 45.3562, 36.4674, "iso:UA-43"),
    ("Sevastopol", 44.6080, 33.5213, "iso:UA-40"),
    ("Donetsk", 48.0230, 37.8022, "iso:UA-14"),
    ("Mariupol", 47.0951, 37.5413, "iso:UA-14"),
    ("Luhansk", 48.5671, 39.3171, "iso:UA-09"),
    ("Melitopol", 46.8489, 35.3653, "iso:UA-23"),
    ("Enerhodar", 47.4989, 34.6573, "iso:UA-23"),
    ("Nova Kakhovka", 46.7545, 33.3486, "iso:UA-65"),
    ("Izyum", 49.2070, 37.2768, "iso:UA-63"),
]


def outline(gazetteer: Gazetteer, place_id: str) -> Any:
    shape = gazetteer.polygon(place_id)
    assert shape is not None
    return shape


@pytest.mark.parametrize(("name", "lat", "lon", "region"), UKRAINE)
def test_ukraine_is_whole_in_names_outlines_and_hierarchy(
    gazetteer: Gazetteer, name: str, lat: float, lon: float, region: str
) -> None:
    place = gazetteer.lookup(name)[0]
    at = gazetteer.locate(lat, lon)
    assert (place.country, place.admin1_id) == ("UA", region)
    assert at.country is not None
    assert at.admin1 is not None
    assert (at.country.id, at.admin1.id) == ("iso:UA", region)
    assert [p.id for p in gazetteer.parents(place)][-2:] == [region, "iso:UA"]
    assert outline(gazetteer, "iso:UA").contains(shapely.Point(lon, lat))
    assert not outline(gazetteer, "iso:RU").intersects(shapely.Point(lon, lat))


def test_russia_has_no_part_of_ukraine(gazetteer: Gazetteer) -> None:
    overlap = outline(gazetteer, "iso:RU").intersection(outline(gazetteer, "iso:UA")).area
    assert overlap < 0.001 * outline(gazetteer, "iso:UA").area
    names = {gazetteer.place(i).name for i in gazetteer.outlined if i.startswith("iso:RU-")}  # type: ignore[union-attr]
    assert not names & {"Crimea", "Sevastopol", "Autonomous Republic of Crimea"}


def test_ukraine_has_its_27_regions_and_136_districts(gazetteer: Gazetteer) -> None:
    places = [gazetteer.row(i) for i in range(len(gazetteer)) if _is_division(gazetteer, i)]
    regions = {p.id: p for p in places if p.kind is PlaceKind.REGION}
    # KATOTTG: UA, region (2), district (2), community (3), settlement (3), city district (2), number (5).
    districts = [p for p in places if p.id[12:14] != "00" and p.id[14:22] == "0" * 8]
    assert len(regions) == 27
    assert len(districts) == 136
    assert all(p.kind is PlaceKind.DISTRICT and p.extent_km > 0 and p.admin1_id in regions for p in districts)
    assert {"Kyiv Oblast", "Kyiv", "Sevastopol", "Zakarpattia Oblast"} <= {p.name for p in regions.values()}
    for region in regions.values():
        shape = gazetteer.polygon(region.id)
        assert shape is not None
        assert shape.is_valid
        assert shape.contains(shapely.Point(region.lon, region.lat))


def _is_division(gazetteer: Gazetteer, i: int) -> bool:
    place = gazetteer.row(i)
    return place.country == "UA" and place.kind in (PlaceKind.REGION, PlaceKind.DISTRICT)


def test_names_and_outlines_agree_on_the_region(gazetteer: Gazetteer) -> None:
    wrong, seen = [], 0
    for i in range(0, len(gazetteer), 7):
        place = gazetteer.row(i)
        if place.country == "UA" and place.kind is PlaceKind.SETTLEMENT:
            seen += 1
            at = gazetteer.locate(place.lat, place.lon)
            if at.admin1 is None or at.admin1.id != place.admin1_id:
                wrong.append((place.name, place.admin1))
    assert seen > 2_000
    assert len(wrong) / seen < 0.002, wrong


def test_each_site_lies_in_the_region_of_its_settlement(gazetteer: Gazetteer) -> None:
    with (ROOT / "geodata" / "sites.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    ukrainian = [row for row in rows if row["country"] == "UA"]
    assert len(ukrainian) >= 120
    assert all(row["source"] and float(row["extent_km"]) > 0 for row in rows)
    for row in ukrainian:
        at = gazetteer.locate(float(row["lat"]), float(row["lon"]))
        place = gazetteer.place(f"dl:site-{row['id']}")
        assert place is not None
        assert at.admin1 is not None
        assert at.admin1.name == row["region"] == place.admin1, row["id"]
        homes = [p for p in gazetteer.lookup(row["settlement"]) if p.kind is PlaceKind.SETTLEMENT]
        assert any(p.admin1 == row["region"] for p in homes), row["id"]


def test_matches_end_on_words_longest_first(gazetteer: Gazetteer) -> None:
    text = fold("Kharkiv region's roads")
    assert [text[:end] for end, _ in gazetteer.matches(text, 0)] == ["kharkiv region", "kharkiv"]
    assert [end for end, _ in gazetteer.matches(fold("Kyivan Rus"), 0)] == []


def test_a_name_across_a_line_break_is_found(gazetteer: Gazetteer) -> None:
    text = fold("Bila\nTserkva")
    assert next(iter(gazetteer.matches(text, 0)))[0] == len(text)


def test_lookup_is_by_prominence(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Mykolaiv")[0].admin1 == "Mykolaiv Oblast"
    assert {p.admin1 for p in gazetteer.lookup("Mykolaiv")} >= {"Mykolaiv Oblast", "Lviv Oblast"}
    assert gazetteer.lookup("Xyzzyq") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.lookup("the Netherlands")[0].country == "NL"


def test_places_say_where_they_are_from(gazetteer: Gazetteer) -> None:
    izyum = gazetteer.lookup("Izium")[0]
    assert (izyum.id, izyum.name, izyum.name_native, izyum.admin2) == (
        "gn:707292",
        "Izyum",
        "Ізюм",
        "Izyum District",
    )
    assert izyum.source == "GeoNames"
    assert [p.name for p in gazetteer.parents(izyum)] == ["Izyum District", "Kharkiv Oblast", "Ukraine"]
    assert gazetteer.place("gn:0") is None
    assert gazetteer.place(izyum.id) == izyum
    with pytest.raises(IndexError):
        gazetteer.row(len(gazetteer))


def test_areas_of_regions_have_outlines(gazetteer: Gazetteer) -> None:
    donbas = gazetteer.polygon("dl:area-donbas")
    assert donbas is not None
    assert donbas.contains(shapely.Point(37.8, 48.0))
    assert gazetteer.polygon("dl:area-bukovyna") is None
    assert gazetteer.lookup("Bukovyna")[0].extent_km > 0


@pytest.mark.parametrize(
    ("query", "fuzzy", "expected"),
    [
        ("Izyum", False, "Izyum"),
        ("ізюм", False, "Izyum"),
        ("Ізюмі", False, "Izyum"),
        ("Izyumm", True, "Izyum"),
        ("Kharkvi", True, "Kharkiv"),
        ("Харьків", True, "Kharkiv"),
        ("Zaporizhia NPP", False, "Zaporizhzhia Nuclear Power Plant"),
        ("Sievierodonets", False, "Siverskodonetsk"),
        ("Mariupl", True, "Mariupol"),
    ],
)
def test_people_find_places_with_misspellings(
    gazetteer: Gazetteer, query: str, fuzzy: bool, expected: str
) -> None:
    found = gazetteer.search(query, fuzzy=fuzzy)
    assert expected in [candidate.place.name for candidate in found[:3]]
    assert all(0 < candidate.score <= 1 for candidate in found)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Izum", "Izyum"),
        ("Karkiv", "Kharkiv"),
        ("Бахмуть", "Bakhmut"),
        ("Чернігев", "Chernihiv"),
        ("Dnepr", "Dnipro"),
    ],
)
def test_misspellings_are_looked_for_where_no_name_is_exact(
    gazetteer: Gazetteer, query: str, expected: str
) -> None:
    assert expected in [candidate.place.name for candidate in gazetteer.search(query, fuzzy=None)[:5]]
    exact = gazetteer.search("Kharkiv", fuzzy=None)
    assert exact == gazetteer.search("Kharkiv")


def test_search_of_nothing_is_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("") == ()
    assert gazetteer.search("qqqqqqqqxzzz", fuzzy=True) == ()
    assert len(gazetteer.search("Ivanivka", limit=5)) == 5


def test_points_at_sea_and_nowhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate(43.4, 34.3) == gazetteer.locate(0.0, -30.0)
    assert gazetteer.locate(0.0, -30.0).country is None


def test_random_points_have_one_region_of_one_country(gazetteer: Gazetteer) -> None:
    random = np.random.default_rng(7)
    for lat, lon in random.uniform((45, 22), (52, 40), (200, 2)):
        at = gazetteer.locate(lat, lon)
        if at.admin1 is not None:
            assert at.country is not None
            assert at.admin1.country == at.country.country


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no shared texts here")
def test_cities_of_the_addresses_are_known(gazetteer: Gazetteer) -> None:
    import json  # noqa: PLC0415

    lines = (SHARED / "gold" / "addresses_uk_en.jsonl").read_text(encoding="utf-8").splitlines()
    names = {name for line in lines for name in json.loads(line)["cities_uk"] if " " not in name}
    missing = [
        name for name in names if not any(p.country == "UA" for p in gazetteer.lookup(name, lang="uk"))
    ]
    assert len(missing) <= 0.02 * len(names), missing


def test_missing_and_damaged_geodata_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"manifest\.json cannot be read"):
        Gazetteer.open(Settings(geodata=tmp_path))
    (tmp_path / "manifest.json").write_text('{"capitals_only": []}', encoding="utf-8")
    with pytest.raises(GazetteerError, match="lacks"):
        Gazetteer.open(Settings(geodata=tmp_path))
    for name in ("places.arrow", "names.marisa", "postings.arrow", "ids.marisa"):
        (tmp_path / "gazetteer").mkdir(exist_ok=True)
        (tmp_path / "gazetteer" / name).write_bytes(b"nonsense")
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(Settings(geodata=tmp_path))
