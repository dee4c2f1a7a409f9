"""Imports: they add names, can be undone, and refuse what they cannot read without a trace."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from tests.gazetteer import dump

from dateline.errors import GazetteerError
from dateline.gazetteer import Gazetteer, imports
from dateline.gazetteer.dumps import alternate_names
from dateline.gazetteer.importer import Job, run
from dateline.models import PlaceKind
from dateline.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(imports=tmp_path / "imports")


def bring(path: Path, settings: Settings, **options: Any) -> imports.Import:
    steps = list(run(Job(path, **options), settings))
    assert steps[-1].done is not None
    return steps[-1].done


def square(lat: float, lon: float, half: float = 0.05) -> Any:
    return shapely.box(lon - half, lat - half, lon + half, lat + half)


def boundaries(path: Path, rows: list[tuple[dict[str, Any], Any]], *, crs: str | None = None) -> Path:
    document: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
            for properties, shape in rows
        ],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    if path.suffix == ".geojson" and crs is None:
        return path
    raise AssertionError("only GeoJSON is written here")


@pytest.mark.parametrize("file", ["UA.txt", "UA.zip"])
def test_villages_of_a_dump_are_found_and_told_apart(file: str, tmp_path: Path, settings: Settings) -> None:
    done = bring(dump.write(tmp_path / file, dump.VILLAGES), settings)
    assert (done.name, done.kind, done.places, done.skipped) == ("ua", "geonames", 7, 1)
    gazetteer = Gazetteer.open(settings)
    for name, region in [
        ("Hroza", "Kharkiv Oblast"),
        ("Robotyne", "Zaporizhzhia Oblast"),
        ("Moshchun", "Kyiv Oblast"),
        ("у Вільхівці Другій".removeprefix("у "), "Kharkiv Oblast"),
        ("Tsirkuny", "Kharkiv Oblast"),
    ]:
        assert region in {place.admin1 for place in gazetteer.lookup(name, lang="uk")}, name
    yahidne = {p.admin1: p for p in gazetteer.lookup("Yahidne") if p.id.startswith("gn:9000000")}
    assert yahidne["Chernihiv Oblast"].lat == pytest.approx(51.4)
    assert yahidne["Kharkiv Oblast"].lat == pytest.approx(49.62)


def test_a_position_replaces_a_village_known_only_by_its_community(
    tmp_path: Path, settings: Settings
) -> None:
    before = Gazetteer.open(settings)
    candidates = [
        p
        for name in ("Бобрівка", "Циркуни", "Руська Лозова", "Слатине", "Козача Лопань", "Борщова")
        for p in before.lookup(name)
        if p.id.startswith("katottg:") and p.admin1 == "Kharkiv Oblast" and p.kind is PlaceKind.SETTLEMENT
    ]
    assert candidates
    village = candidates[0]
    assert village.name_native is not None
    alone = [p for p in before.lookup(village.name_native) if p.admin1 == village.admin1]
    assert alone == [village]
    row = dump.row(90000011, village.name, village.name_native, 50.123, 36.321, "07", population="321")
    bring(dump.write(tmp_path / "UA.txt", [row]), settings)
    after = [p for p in Gazetteer.open(settings).lookup(village.name_native) if p.admin1 == village.admin1]
    assert [(p.id, p.lat) for p in after] == [("gn:90000011", 50.123)]


def test_a_dump_makes_no_doubles_of_villages(tmp_path: Path, settings: Settings) -> None:
    before = Gazetteer.open(settings)
    names = {"Yahidne": "Chernihiv Oblast", "Hroza": "Kharkiv Oblast", "Moshchun": "Kyiv Oblast",
             "Robotyne": "Zaporizhzhia Oblast"}  # fmt: skip
    bring(dump.write(tmp_path / "UA.txt", dump.VILLAGES), settings)
    after = Gazetteer.open(settings)
    for name, region in names.items():
        told = [p for p in before.lookup(name) if p.admin1 == region]
        now = [p for p in after.lookup(name) if p.admin1 == region]
        assert len(now) == len(told) > 0, name
        first = now[0]
        assert (first.source, first.extent_km < 1) == ("GeoNames", True), name
        assert all(p.extent_km >= first.extent_km for p in told)


def test_namesakes_of_a_region_go_to_the_nearest(tmp_path: Path, settings: Settings) -> None:
    before = Gazetteer.open(settings)
    here = [
        p for p in before.lookup("Іванівка") if p.admin1 == "Kharkiv Oblast" and p.id.startswith("katottg:")
    ]
    assert len(here) >= 3
    rows = [
        dump.row(90000100 + i, "Ivanivka", "Іванівка", p.lat + 0.03, p.lon, "07")
        for i, p in enumerate(here[:3])
    ]
    far = dump.row(90000200, "Ivanivka", "Іванівка", 50.9, 41.5, "07")
    bring(dump.write(tmp_path / "UA.txt", [*rows, far]), settings)
    after = {p.id for p in Gazetteer.open(settings).lookup("Іванівка")}
    assert not after & {p.id for p in here[:3]}
    assert after >= {p.id for p in here[3:]} | {"gn:90000100", "gn:90000101", "gn:90000102", "gn:90000200"}


def test_a_place_imported_again_stays_one_place(tmp_path: Path, settings: Settings) -> None:
    row = dump.row(707292, "Izyum", "Ізюм,Izum-na-Dontsi", 49.2, 37.3, "07", population="45000")
    bring(dump.write(tmp_path / "UA.txt", [row]), settings)
    gazetteer = Gazetteer.open(settings)
    assert [p.id for p in gazetteer.lookup("Izyum")] == ["gn:707292"]
    assert [p.id for p in gazetteer.lookup("Izum-na-Dontsi")] == ["gn:707292"]


def test_an_import_is_repeatable_and_undone(tmp_path: Path, settings: Settings) -> None:
    path = dump.write(tmp_path / "UA.txt", dump.VILLAGES)
    names = ("Hroza", "Yahidne", "Izyum")
    before = {n: Gazetteer.open(settings).lookup(n) for n in names}
    bring(path, settings)
    once = {n: Gazetteer.open(settings).lookup(n) for n in names}
    bring(path, settings)
    assert {n: Gazetteer.open(settings).lookup(n) for n in names} == once != before
    imports.remove(settings.imports, "ua")
    assert {n: Gazetteer.open(settings).lookup(n) for n in names} == before
    assert imports.installed(settings.imports) == ()


def test_the_index_of_imports_changes_with_them(tmp_path: Path, settings: Settings) -> None:
    index = settings.imports / "manifest.json"
    bring(dump.write(tmp_path / "UA.txt", dump.VILLAGES), settings)
    first = index.read_text(encoding="utf-8")
    bring(dump.write(tmp_path / "UA.txt", dump.VILLAGES[:3]), settings)
    second = index.read_text(encoding="utf-8")
    imports.remove(settings.imports, "ua")
    assert len({first, second, index.read_text(encoding="utf-8")}) == 3


def test_removing_what_is_not_there_names_what_is(tmp_path: Path, settings: Settings) -> None:
    bring(dump.write(tmp_path / "UA.txt", dump.VILLAGES), settings)
    for name in ("nothing", "../ua", "", ".ua.old"):
        with pytest.raises(GazetteerError, match="imported are: ua"):
            imports.remove(settings.imports, name)


def test_alternate_names_come_with_a_dump(tmp_path: Path, settings: Settings) -> None:
    path = dump.write(tmp_path / "UA.txt", dump.VILLAGES)
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t90000003\ten\tGrozavillage\t\t\t\t\t\t\n2\t90000003\tzh\tXxxx\t\t\t\t\t\t\n", encoding="utf-8"
    )
    assert alternate_names(names, {90000003}) == {90000003: ["Grozavillage"]}
    assert alternate_names(names, {1}) == {}, "names of places that are not in the dump would fill the memory"
    bring(path, settings, names=names)
    gazetteer = Gazetteer.open(settings)
    assert [p.id for p in gazetteer.lookup("Grozavillage")] == ["gn:90000003"]
    assert not gazetteer.lookup("Xxxx")


def test_a_large_dump_is_split_and_stays_one(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.gazetteer.importer.PART", 3)
    done = bring(dump.write(tmp_path / "UA.txt", dump.VILLAGES), settings)
    assert len(done.parts) == 3
    found = [p for p in Gazetteer.open(settings).lookup("Yahidne") if p.id.startswith("gn:9")]
    assert {p.id for p in found} >= {"gn:90000001", "gn:90000002"}


def test_own_places_have_their_region_from_the_outlines(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "Our sites.csv"
    path.write_text(
        "id;title;Name;Latitude;Longitude;kind;aliases;extent_km\n"
        "x1;;Checkpoint Echo-7;49.21;37.27;site;Echo Seven|Ехо-Сім;0.5\n",
        encoding="utf-8-sig",
    )
    assert bring(path, settings, licence="CC0").licence == "CC0"
    gazetteer = Gazetteer.open(settings)
    place = gazetteer.lookup("Checkpoint Echo-7")[0]
    assert (place.id, place.kind, place.admin1, place.country) == (
        "own:our-sites-x1",
        PlaceKind.SITE,
        "Kharkiv Oblast",
        "UA",
    )
    assert gazetteer.lookup("Echo Seven") == gazetteer.lookup("Ехо-Сім") == (place,)


def test_boundaries_of_districts_are_their_outlines(tmp_path: Path, settings: Settings) -> None:
    path = boundaries(
        tmp_path / "ukr_admbnda_adm2.geojson",
        [
            (
                {"ADM2_EN": "Iziumskyi", "ADM2_UA": "Ізюмський", "ADM2_PCODE": "UA6304"},
                square(49.2, 37.27, 0.3),
            )
        ],
    )
    done = bring(path, settings)
    assert (done.kind, done.outlines, done.places) == ("boundaries", 1, 0)
    gazetteer = Gazetteer.open(settings)
    at = gazetteer.locate(49.21, 37.28)
    assert at.admin2 is not None
    assert at.admin2.name == "Izyum District"
    assert gazetteer.lookup("Izyum district")[0].id == at.admin2.id
    outline = gazetteer.polygon(at.admin2.id)
    assert outline is not None
    assert outline.contains(shapely.Point(37.28, 49.21))


def test_unknown_boundaries_become_places(tmp_path: Path, settings: Settings) -> None:
    path = boundaries(tmp_path / "zones.geojson", [({"name": "Sector Kilo"}, square(49.2, 37.27))])
    bring(path, settings, level=2)
    gazetteer = Gazetteer.open(settings)
    place = gazetteer.lookup("Sector Kilo district")[0]
    assert (place.kind, place.admin1, place.country) == (PlaceKind.DISTRICT, "Kharkiv Oblast", "UA")
    at = gazetteer.locate(49.2, 37.27)
    assert at.admin2 is not None
    assert at.admin2.name == "Sector Kilo"


def test_no_import_takes_crimea_from_ukraine(tmp_path: Path, settings: Settings) -> None:
    grab = shapely.box(32.0, 44.0, 60.0, 60.0)
    bring(boundaries(tmp_path / "adm0.geojson", [({"name": "Russia"}, grab)]), settings, level=0)
    gazetteer = Gazetteer.open(settings)
    for lat, lon in [(44.95, 34.1), (44.6, 33.52), (48.0, 37.8), (48.57, 39.3)]:
        at = gazetteer.locate(lat, lon)
        assert at.country is not None
        assert at.country.country == "UA"


def test_a_geopackage_in_another_crs_lands_at_its_place(tmp_path: Path, settings: Settings) -> None:
    import geopandas as gpd  # noqa: PLC0415  # slow to load, needed here only

    frame = gpd.GeoDataFrame({"name": ["Sector Kilo"]}, geometry=[square(49.2, 37.27)], crs=4326).to_crs(3857)
    path = tmp_path / "zones.gpkg"
    frame.to_file(path, driver="GPKG")
    bring(path, settings, level=2)
    at = Gazetteer.open(settings).locate(49.2, 37.27)
    assert at.admin2 is not None


def bad_geojson(path: Path) -> None:
    path.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")


def no_crs(path: Path) -> None:
    wkb = [shapely.to_wkb(square(49.2, 37.27))]
    import numpy as np  # noqa: PLC0415

    pyogrio.raw.write(
        path,
        geometry=np.array(wkb, dtype=object),
        field_data=[np.array(["x"], dtype=object)],
        fields=["name"],
        geometry_type="Polygon",
        driver="ESRI Shapefile",
        crs=None,
    )


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("UA.txt", "w") as member,
    ):
        for _ in range(64):
            member.write(b"0" * 2**20)


def cut_off(path: Path) -> None:
    rows = [dump.row(9100000 + i, f"Place{i * 7919 % 10007}", "", 49.0, 36.0, "07") for i in range(3000)]
    dump.write(path, rows)
    path.write_bytes(path.read_bytes()[:-3000])


def flipped(path: Path) -> None:
    rows = [dump.row(9100000 + i, f"Place{i * 7919 % 10007}", "", 49.0, 36.0, "07") for i in range(3000)]
    dump.write(path, rows)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = struct.pack("<40B", *range(40))
    path.write_bytes(bytes(data))


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": ("UA.zip", lambda _: None, "no such file"),
    "other suffix": ("UA.pdf", lambda p: p.write_bytes(b"%PDF"), "neither a GeoNames dump"),
    "wrong columns": ("UA.txt", lambda p: p.write_text("\t".join("abcdefghijklmnopqrstu") + "\n"), "line 1: 21 columns"),
    "a row cut off": ("UA.txt", lambda p: dump.write(p, [*dump.VILLAGES, "123\tX\tY"]), "line 9: 3 columns"),
    "wrong encoding": ("UA.txt", lambda p: p.write_bytes((dump.VILLAGES[0] + "\n").encode("cp1251")), "not UTF-8"),
    "UTF-16": ("UA.csv", lambda p: p.write_bytes("name,lat,lon\nx,1,1\n".encode("utf-16")), "not UTF-8"),
    "no places": ("UA.txt", lambda p: dump.write(p, dump.VILLAGES[-1:]), "no places"),
    "empty dump": ("UA.txt", lambda p: p.write_bytes(b""), "no column name"),
    "out of range": ("UA.txt", lambda p: dump.write(p, [dump.row(1, "X", "", 491.0, 36.0, "07")]), "out of range"),
    "no number": ("UA.txt", lambda p: dump.write(p, [dump.VILLAGES[0].replace("51.4", "north")]), "no coordinates"),
    "truncated zip": ("UA.zip", cut_off, "damaged or cut off"),
    "damaged zip": ("UA.zip", flipped, "damaged or cut off|not UTF-8|columns"),
    "no zip at all": ("UA.zip", lambda p: p.write_bytes(b"hello"), "damaged or cut off"),
    "zip bomb": ("UA.zip", bomb, "swell"),
    "nothing in the zip": ("UA.zip", lambda p: dump.write(p, dump.VILLAGES, member="photo.jpg"), "no table of places"),
    "csv without lat": ("own.csv", lambda p: p.write_text("name,longitude\nX,1\n"), "no column lat"),
    "csv out of range": ("own.csv", lambda p: p.write_text("name,lat,lon\nA,49,36\nB,36,490\n"), "row 3.*out of range"),
    "csv nan": ("own.csv", lambda p: p.write_text("name,lat,lon\nA,nan,36\n"), "row 2.*out of range"),
    "csv without name": ("own.csv", lambda p: p.write_text("name,lat,lon\n,49,36\n"), "row 2: the name is empty"),
    "csv odd kind": ("own.csv", lambda p: p.write_text("name,lat,lon,kind\nA,49,36,bunker\n"), "no kind of place"),
    "csv binary": ("own.csv", lambda p: p.write_bytes(b"\0\1\2\3" * 100), "binary"),
    "broken geojson": ("a.geojson", bad_geojson, "no readable file of boundaries"),
    "points": ("a.geojson", lambda p: boundaries(p, [({"name": "x"}, shapely.Point(37, 49))]), "not polygons"),
    "no name column": ("adm2.geojson", lambda p: boundaries(p, [({"q": "x"}, square(49, 37))]), "--name-column"),
    "no level": ("a.geojson", lambda p: boundaries(p, [({"name": "x"}, square(49, 37))]), "--level"),
    "no crs": ("adm2.shp", no_crs, "coordinate system"),
    "degrees that are none": ("adm2.geojson", lambda p: boundaries(p, [({"name": "x"}, square(5_000_000, 4_000_000))]), "out of range"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_imports_say_why_and_leave_no_trace(case: str, tmp_path: Path, settings: Settings) -> None:
    bring(dump.write(tmp_path / "good.txt", dump.VILLAGES), settings)
    before = {p: p.stat().st_mtime_ns for p in settings.imports.rglob("*")}
    file, make, message = BAD[case]
    make(tmp_path / file)
    with pytest.raises(GazetteerError, match=message) as error:
        bring(tmp_path / file, settings, name="good")
    assert "\n" not in str(error.value)
    assert {p: p.stat().st_mtime_ns for p in settings.imports.rglob("*") if p.name != "imports"} == before
    assert Gazetteer.open(settings).lookup("Hroza")


@pytest.mark.parametrize("member", ["../../UA.txt", "/etc/UA.txt", "..\\..\\UA.txt", "a/b/UA.txt"])
def test_paths_in_an_archive_lead_nowhere(member: str, tmp_path: Path, settings: Settings) -> None:
    before = set(tmp_path.rglob("*"))
    bring(dump.write(tmp_path / "UA.zip", dump.VILLAGES, member=member), settings)
    new = {p.relative_to(tmp_path).parts[0] for p in set(tmp_path.rglob("*")) - before}
    assert new == {"UA.zip", "imports"}
    assert Gazetteer.open(settings).lookup("Hroza")


@pytest.mark.parametrize("name", ["../../x", "/x", "Kharkiv villages (2024)", "ä1", "", "."])
def test_names_of_imports_stay_in_their_folder(name: str, tmp_path: Path, settings: Settings) -> None:
    path = dump.write(tmp_path / "UA.txt", dump.VILLAGES)
    if name == ".":
        with pytest.raises(GazetteerError, match="cannot name an import"):
            bring(path, settings, name=name)
        return
    done = bring(path, settings, name=name)
    assert (settings.imports / done.name).parent == settings.imports
    assert done.name.replace("-", "").isalnum()


def test_a_damaged_import_says_how_to_get_rid_of_it(tmp_path: Path, settings: Settings) -> None:
    bring(dump.write(tmp_path / "UA.txt", dump.VILLAGES), settings)
    (settings.imports / "ua" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(GazetteerError, match="gazetteer remove ua"):
        Gazetteer.open(settings)
    imports.remove(settings.imports, "ua")
    Gazetteer.open(settings)
