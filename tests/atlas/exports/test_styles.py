"""How QGIS draws a GeoPackage: the text of the styles, and QGIS itself where it is installed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from tests import factories as f

from dateline.atlas import Atlas, exports
from dateline.atlas.exports.styles import EVENTS, SITES
from dateline.maps import SITES as SITE_SYMBOLS
from dateline.maps import SYMBOLS
from dateline.models import Chronicle, EventStatus, EventType, SiteKind, Stop

SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's QGIS serves no other
ASK_QGIS = """
import json, os, sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False); app.initQgis()
found = {}
for name in sys.argv[2:]:
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    renderer = layer.renderer()
    labels = [c.label() for c in renderer.categories()] if renderer.type() == "categorizedSymbol" else []
    found[name] = {"type": renderer.type(), "labels": labels, "named": layer.labelsEnabled()}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Events done and planned, a site, a region, a journey of which one stop is only planned."""
    events = (
        f.izyum_visit("r-1"),
        f.make_event("r-1-e2", f.KHARKIV, type=EventType.AID, status=EventStatus.PLANNED),
        f.make_event("r-1-e3", f.KHARKIV_OBLAST, type=EventType.ATTACK),
    )
    store = f.store_of([f.make_outcome("r-1", events=events)])
    stops = (
        Stop(f.IZYUM, "2022-09-23", "2022-09-23", ("r-1-e1",)),
        Stop(f.KHARKIV, "2022-09-24", "2022-09-24", ("r-1-e2",), planned=True),
    )
    store.save_chronicle(Chronicle((), (f.journey(*stops),)))
    path = tmp_path_factory.mktemp("styles") / "x.gpkg"
    exports.write(Atlas(store, f.FakeGazetteer()).select(), "geopackage", path)
    return path


@pytest.fixture(scope="module")
def styles(package: Path) -> dict[str, etree._Element]:
    with sqlite3.connect(package) as connection:
        rows = connection.execute(
            "SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"
        ).fetchall()
    return {name: etree.fromstring(text.split("\n", 1)[1].encode()) for name, text in rows}


def test_every_type_and_kind_has_the_colour_of_the_map() -> None:
    assert {kind: colour for kind, (_, colour) in EVENTS.items()} == {
        kind.value: SYMBOLS[kind].color for kind in EventType
    }
    assert {kind: colour for kind, (_, colour) in SITES.items()} == {
        kind.value: SITE_SYMBOLS[kind].color for kind in SiteKind
    }
    for looks in (EVENTS, SITES):
        assert len(set(looks.values())) == len(looks), "two look alike"


def test_each_category_has_a_symbol_of_its_own(styles: dict[str, etree._Element]) -> None:
    assert styles.keys() == {"events", "sites", "journeys", "stops", "areas"}
    for style in styles.values():
        asked = [each.get("symbol") for each in style.iter("category")] or ["0"]
        assert [each.get("name") for each in style.iter("symbol")] == asked


def test_the_legend_lists_what_is_there_and_planned_events_are_hollow(
    styles: dict[str, etree._Element],
) -> None:
    labels = [each.get("label") for each in styles["events"].iter("category")]
    assert labels == ["Visit", "Attack", "Aid (planned)"]
    colours = [
        option.get("value") for option in styles["events"].iter("Option") if option.get("name") == "color"
    ]
    assert [str(colour).endswith(",255") for colour in colours] == [True, True, False]


def test_areas_and_stops_are_named(styles: dict[str, etree._Element]) -> None:
    named = {layer for layer, style in styles.items() if style.get("labelsEnabled") == "1"}
    assert named == {"areas", "stops"}
    assert {layer for layer in styles if styles[layer].find("labeling") is not None} == named


def test_qgis_takes_the_styles_by_itself(package: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    try:
        subprocess.run(
            [SYSTEM_PYTHON, "-c", "import qgis.core"], env=environment, check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("QGIS is not installed")
    layers = ("events", "sites", "journeys", "stops", "areas")
    run = subprocess.run(
        [SYSTEM_PYTHON, "-c", ASK_QGIS, str(package), *layers], env=environment, check=True, capture_output=True, text=True
    )  # fmt: skip
    found = json.loads(run.stdout.strip().splitlines()[-1])
    assert found["events"]["labels"] == ["Visit", "Attack", "Aid (planned)"]
    assert (
        found["stops"]["labels"] == found["journeys"]["labels"] == ["Told as done", "Planned, not confirmed"]
    )
    assert (found["areas"]["type"], found["areas"]["named"]) == ("singleSymbol", True)
