"""Each format opens in a reader that is not ours, holds the same events, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastkml
import geopandas as gpd
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from lxml import etree
from tests import factories as f

from dateline.atlas import Atlas, Filter, exports
from dateline.errors import ExportError
from dateline.models import Actor, Chronicle, EventDate, Outcome, Site, SiteKind, Span, Stop

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = (
    '=HYPERLINK("http://x.example","a") <script>alert(1)</script> "><img src=x onerror=alert(1)> ${alert(1)} '
    "`b` \\x41 \\u0041 \u2028 \u202e ]]> \x00 \x1b[0m {{7*7}}"
)


def atlas_of(*outcomes: Outcome) -> Atlas:
    return Atlas(f.store_of(outcomes), f.FakeGazetteer())


@pytest.fixture(scope="module")
def mixed() -> Atlas:
    """A settlement with sites, a region, a country, no place at all, an interval, no date."""
    events = (
        f.izyum_visit("r-1"),
        f.make_event("r-1-e2", f.KHARKIV_OBLAST),
        f.make_event("r-1-e3", f.UKRAINE, date=EventDate("2022-06-18", end="2022-06-20", prec=2)),
        f.make_event("r-1-e4", None, date=EventDate(None)),
        f.make_event("r-1-e5", f.MADRID, date=EventDate("2022-06", prec=4)),
    )
    return atlas_of(f.make_outcome("r-1", events=events))


@pytest.fixture(scope="module")
def hostile() -> Atlas:
    release = f.make_release("r-1", title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)", body=HOSTILE)
    event = f.make_event(
        "r-1-e1",
        evidence=Span(0, len(HOSTILE), HOSTILE),
        who=(Actor(HOSTILE, HOSTILE), Actor("-1+1", "@sum"), Actor("\tx")),
        sites=(Site("r-1-e1-s1", HOSTILE, SiteKind.OTHER, 0, 5),),
    )
    return atlas_of(f.make_outcome("r-1", release=release, events=(event,)))


@pytest.fixture(scope="module")
def empty() -> Atlas:
    return atlas_of()


def collection(atlas: Atlas, chosen: Filter = Filter(), **options: Any) -> dict[str, Any]:  # noqa: B008
    def refuse(name: str) -> float:
        raise ValueError(f"{name} is no JSON")

    data = exports.render(atlas.select(chosen), "geojson", now=NOW, **options)
    return dict(json.loads(data.decode("utf-8"), parse_constant=refuse))


def positions(value: Any) -> Iterator[list[float]]:
    if isinstance(value[0], int | float):
        yield value
    else:
        for each in value:
            yield from positions(each)


def test_geojson_keeps_to_rfc_7946(mixed: Atlas) -> None:
    found = collection(mixed, outlines=True)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids)) == 7
    seen = []
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties", "id"} <= feature.keys()
        if feature["geometry"]:
            seen += list(positions(feature["geometry"]["coordinates"]))
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert shape.is_valid
            for part in getattr(shape, "geoms", [shape]):
                assert part.geom_type == "Point" or part.exterior.is_ccw
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in seen)
    assert all(len(str(number).partition(".")[2]) <= 6 for pair in seen for number in pair)
    west, south, east, north = found["bbox"]
    assert (west, east) == (min(lon for lon, _ in seen), max(lon for lon, _ in seen))
    assert (south, north) == (min(lat for _, lat in seen), max(lat for _, lat in seen))


def test_geojson_is_lon_lat_and_opens_in_gdal(mixed: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    exports.write(mixed.select(), "geojson", path, now=NOW)
    frame = gpd.read_file(path)
    assert frame.crs == "EPSG:4326"
    point = frame[frame["event_id"] == "r-1-e1"].geometry.iloc[0]
    assert (point.x, point.y) == (f.IZYUM.lon, f.IZYUM.lat)
    assert (frame["feature"] == "site").sum() == 2


def test_what_is_known_to_a_region_has_no_point(mixed: Atlas) -> None:
    by_id = {feature["id"]: feature for feature in collection(mixed)["features"]}
    for name, place, code in (
        ("r-1-e2", "Kharkiv Oblast", 4),
        ("r-1-e3", "Ukraine", 6),
        ("r-1-e4", None, None),
    ):
        properties = by_id[name]["properties"]
        assert by_id[name]["geometry"] is None
        assert (properties["place"], properties["where_prec"]) == (place, code)
        assert properties["lat"] is None
        assert properties["lon"] is None
    region = by_id["r-1-e2"]["properties"]
    assert (region["admin1_id"], region["admin1_iso"], region["admin1_pcode"]) == (
        "iso:UA-63",
        "UA-63",
        "UA63",
    )
    outlined = {feature["id"]: feature for feature in collection(mixed, outlines=True)["features"]}
    assert outlined["r-1-e2"]["geometry"]["type"] == "Polygon"
    assert outlined["r-1-e2"]["bbox"] == [35.6, 48.8, 37.2, 50.4]
    assert outlined["r-1-e4"]["geometry"] is None


def test_sites_refer_to_their_events(mixed: Atlas) -> None:
    found = collection(mixed)["features"]
    sites = [feature["properties"] for feature in found if feature["properties"]["feature"] == "site"]
    assert [site["event_id"] for site in sites] == ["r-1-e1", "r-1-e1"]
    assert sites[0]["figures"][0]["words"] == "436 bodies"
    assert sites[0]["figures"][1]["part_of"] == "436 bodies"
    assert sites[1]["figures"][0]["high"] == 60
    assert sites[0]["own_position"] is False


def test_layers_may_be_had_apart(mixed: Atlas) -> None:
    for layers, kinds in ((("events",), {"event"}), (("sites",), {"site"}), (("journeys",), set())):
        found = collection(mixed, layers=layers)
        assert {feature["properties"]["feature"] for feature in found["features"]} == kinds
        assert found["about"]["licence"]


def test_a_layer_of_journeys_holds_their_stops_in_order() -> None:
    outcomes = [f.make_outcome("r-1"), f.make_outcome("r-2")]
    stops = (
        Stop(f.IZYUM, "2022-09-23", "2022-09-23", ("r-1-e1",)),
        Stop(f.MADRID, "2022-09-24", "2022-09-24", ("r-2-e1",)),
    )
    store = f.store_of(outcomes)
    store.save_chronicle(Chronicle((), (f.journey(*stops),)))
    (found,) = collection(Atlas(store, f.FakeGazetteer()), layers=("journeys",))["features"]
    assert found["geometry"] == {
        "type": "LineString",
        "coordinates": [[f.IZYUM.lon, f.IZYUM.lat], [f.MADRID.lon, f.MADRID.lat]],
    }
    codes = ("place", "admin1_iso", "admin1_pcode", "admin2_pcode")
    assert [tuple(stop[name] for name in codes) for stop in found["properties"]["stops"]] == [
        ("Izyum", "UA-63", "UA63", None),
        ("Madrid", "ES-MD", None, None),
    ]


def test_stops_are_a_layer_and_a_sheet_with_their_region_codes(tmp_path: Path) -> None:
    stops = (
        Stop(f.KHARKIV_OBLAST, "2022-09-22", "2022-09-22", ("r-1-e1",)),
        Stop(f.IZYUM, "2022-09-23", "2022-09-23", ("r-1-e1",), planned=True),
    )
    store = f.store_of([f.make_outcome("r-1")])
    store.save_chronicle(Chronicle((), (f.journey(*stops),)))
    selection = Atlas(store, f.FakeGazetteer()).select()
    exports.write(selection, "geopackage", tmp_path / "x.gpkg", now=NOW)
    layer = gpd.read_file(tmp_path / "x.gpkg", layer="stops")
    assert layer["admin1_pcode"].tolist() == ["UA63", "UA63"]
    assert layer["planned"].tolist() == [False, True]
    assert layer.geometry.isna().tolist() == [True, False]
    sheet = openpyxl.load_workbook(io.BytesIO(exports.render(selection, "xlsx", now=NOW)))["Stops"]
    header, *rows = sheet.iter_rows(values_only=True)
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["place"], row["admin1_iso"], row["planned"]) for row in told] == [
        ("Kharkiv Oblast", "UA-63", "no"),
        ("Izyum", "UA-63", "yes"),
    ]


def test_an_export_says_what_it_is(mixed: Atlas) -> None:
    said = collection(mixed, Filter(countries=("UA",)))["about"]
    assert said["filter"] == {"country": "UA"}
    assert said["generated"] == "2026-01-02T03:04:05+00:00"
    assert said["generator"].startswith("Dateline ")
    assert (said["events"], said["releases"], said["not_on_map"]) == (3, 1, 2)
    assert "GeoNames (CC BY 4.0)" in said["attribution"]
    assert said["licence"]
    assert said["gazetteer"] == f.FakeGazetteer.version


def rows(atlas: Atlas, **options: Any) -> list[list[str]]:
    data = exports.render(atlas.select(), "csv", **options)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_an_event_and_numbers_as_numbers(mixed: Atlas) -> None:
    header, *found = rows(mixed)
    table = [dict(zip(header, row, strict=True)) for row in found]
    assert [row["event_id"] for row in table] == [f"r-1-e{i}" for i in range(1, 6)]
    assert float(table[4]["lon"]) == f.MADRID.lon < 0
    assert table[0]["figures"] == "436 bodies; 5 children (of 436 bodies); 50–60 dead"
    assert table[0]["who_with_office"] == "Ana Example (Ambassador of Lithuania); the delegation"
    assert table[1]["lat"] == table[1]["lon"] == ""
    assert table[4]["date"] == "2022-06"
    assert table[3]["date"] == ""
    assert table[1]["place_native"] == "Харківська область"


def test_each_row_of_a_csv_says_whence_it_is(mixed: Atlas) -> None:
    chosen = mixed.select(Filter(countries=("UA",)))
    data = exports.render(chosen, "csv", now=NOW).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(data, newline="")))
    assert len(found) == chosen.event_count
    for row in found:
        assert row["filter_query"] == "country=UA"
        assert row["generated"] == "2026-01-02T03:04:05+00:00"
        assert row["generator"].startswith("Dateline ")
        assert "GeoNames (CC BY 4.0)" in row["terms"]


def test_csv_under_other_names_and_with_tags(mixed: Atlas) -> None:
    plain, acled = rows(mixed)[0], rows(mixed, names="acled")[0]
    assert len(plain) == len(acled) == len(set(acled))
    assert set(acled) >= {
        *("event_date", "time_precision", "event_type", "admin1", "admin2", "location"),
        *("latitude", "longitude", "geo_precision", "source", "notes"),
    }
    header, tags, *found = rows(mixed, hxl=True)
    assert header == plain
    assert dict(zip(header, tags, strict=True))["admin1_pcode"] == "#adm1+code+v_pcode"
    assert all(tag == "" or tag.startswith("#") for tag in tags)
    assert len(found) == 5


DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def test_no_cell_of_a_csv_runs(hostile: Atlas) -> None:
    header, row = rows(hostile)
    cells = dict(zip(header, row, strict=True))
    numbers = {"lat", "lon", "score", "extent_km"}
    assert not [name for name, cell in cells.items() if cell.startswith(DANGEROUS) and name not in numbers]
    assert cells["title"].startswith("'=HYPERLINK")
    assert cells["url"] == ""
    assert not any("\0" in cell for cell in row)


def test_hostile_text_stays_text_in_geojson(hostile: Atlas) -> None:
    properties = collection(hostile)["features"][0]["properties"]
    assert properties["title"] == HOSTILE
    assert properties["url"] == ""


def opened(data: bytes, suffix: str, use: Callable[[Path], Any]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(data)
        return use(path)


@pytest.mark.parametrize("atlas", ["mixed", "hostile", "empty"])
@pytest.mark.parametrize("name", exports.FORMATS)
def test_every_format_opens_whatever_it_holds(name: str, atlas: str, request: pytest.FixtureRequest) -> None:
    known: Atlas = request.getfixturevalue(atlas)
    form = exports.FORMATS[name]
    data = exports.render(known.select(), name, now=NOW)
    readers: dict[str, Callable[[Path], int]] = {
        "geojson": lambda path: sum(
            f["properties"]["feature"] == "event" for f in json.loads(path.read_bytes())["features"]
        ),
        "csv": lambda path: len(list(csv.reader(path.open(encoding="utf-8-sig", newline="")))) - 1,
        "geopackage": lambda path: len(pyogrio.read_dataframe(path, layer="events")),
        "geoparquet": lambda path: len(gpd.read_parquet(path)),
        "kml": lambda path: int(
            pyogrio.read_info(path, layer="Events", force_feature_count=True)["features"]
        ),
        "xlsx": lambda path: openpyxl.load_workbook(path)["Events"].max_row - 1,
    }
    assert opened(data, form.suffix, readers[name]) == known.event_count


def test_a_geopackage_has_layers_styles_and_its_own_story(mixed: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    exports.write(mixed.select(Filter(countries=("UA",))), "geopackage", path, now=NOW)
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers.keys() == {"events", "sites", "journeys", "stops", "areas", "about", "layer_styles"}
    events = gpd.read_file(path, layer="events").set_index("event_id")
    assert events.crs == "EPSG:4326"
    assert events.geometry.isna().tolist() == [False, True, True]
    assert events.loc["r-1-e1", "where_prec"] == 1
    areas = gpd.read_file(path, layer="areas").set_index("place_id")
    assert areas["events"].to_dict() == {"iso:UA-63": 1, "iso:UA": 1}
    assert areas.geometry.geom_type.eq("Polygon").all()
    with sqlite3.connect(path) as connection:
        said = dict(connection.execute("SELECT key, value FROM about"))
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert "country" in said["filter"]
    assert styles.keys() == {"events", "sites", "journeys", "stops", "areas"}
    for style in styles.values():
        assert etree.fromstring(style.split("\n", 1)[1].encode()).tag == "qgis"


def test_geoparquet_is_1_1_with_boxes(mixed: Atlas) -> None:
    data = exports.render(mixed.select(), "geoparquet", now=NOW)
    geo = json.loads(pq.read_metadata(io.BytesIO(data)).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert "bbox" in geo["columns"]["geometry"]["covering"]
    frame = gpd.read_parquet(io.BytesIO(data))
    assert frame.attrs["dateline"]["generator"].startswith("Dateline ")
    assert frame["where_prec"].dtype.kind == "i"
    assert math.isclose(frame.geometry.iloc[0].x, f.IZYUM.lon)


KML = "{http://www.opengis.net/kml/2.2}"


def test_kml_tells_times_as_sharp_as_they_are(mixed: Atlas) -> None:
    root = etree.fromstring(exports.render(mixed.select(), "kml", now=NOW))
    marks = {mark.get("id"): mark for mark in root.iter(f"{KML}Placemark")}
    assert marks["dl-r-1-e1"].findtext(f"{KML}TimeStamp/{KML}when") == "2022-09-23"
    assert marks["dl-r-1-e5"].findtext(f"{KML}TimeStamp/{KML}when") == "2022-06"
    assert marks["dl-r-1-e3"].findtext(f"{KML}TimeSpan/{KML}begin") == "2022-06-18"
    assert marks["dl-r-1-e3"].findtext(f"{KML}TimeSpan/{KML}end") == "2022-06-20"
    assert marks["dl-r-1-e4"].find(f"{KML}TimeStamp") is None
    assert marks["dl-r-1-e2"].find(f"{KML}Point") is None
    assert marks["dl-r-1-e1"].findtext(f"{KML}Point/{KML}coordinates") == "37.28,49.21"


@pytest.mark.parametrize("atlas", ["mixed", "hostile", "empty"])
def test_kml_keeps_to_the_schema_of_ogc(atlas: str, request: pytest.FixtureRequest) -> None:
    known: Atlas = request.getfixturevalue(atlas)
    schema = etree.XMLSchema(etree.parse(Path(fastkml.__file__).with_name("schema") / "ogckml22.xsd"))
    schema.assertValid(etree.fromstring(exports.render(known.select(), "kml", now=NOW)))


def test_no_balloon_of_a_kml_runs(hostile: Atlas) -> None:
    root = etree.fromstring(exports.render(hostile.select(), "kml", now=NOW))
    for description in root.iter(f"{KML}description"):
        html = etree.HTML(f"<div>{description.text}</div>")
        assert {element.tag for element in html.iter()} <= {"html", "body", "div", "br"}


def test_no_cell_of_a_workbook_is_a_formula(hostile: Atlas) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.render(hostile.select(), "xlsx", now=NOW)))
    assert book.sheetnames == ["Events", "Sites", "Stops", "About"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert kinds >= {"s", "n"}


def test_a_file_is_whole_or_as_it_was(mixed: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError, match=r"x\.csv cannot be written .*No space left"):
        exports.write(mixed.select(), "csv", path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_format_is_named(mixed: Atlas) -> None:
    with pytest.raises(ExportError, match="'dbf' is no format"):
        exports.render(mixed.select(), "dbf")


def test_the_same_selection_gives_the_same_text(mixed: Atlas) -> None:
    for name in ("geojson", "csv", "kml"):
        first, second = (exports.render(mixed.select(), name, now=NOW) for _ in range(2))
        assert first == second
