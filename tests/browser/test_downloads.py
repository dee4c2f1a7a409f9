"""What is downloaded is what is filtered, opens elsewhere, and asks for nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served
from tests.browser.steps import download, open_map

pytestmark = pytest.mark.browser


def test_downloads_hold_what_is_filtered(page: Page, plain: Served, tmp_path: Path) -> None:
    open_map(page, plain.url, "?from=2022-09-20")
    page.get_by_role("link", name="Downloads").first.click()
    expect(page.get_by_text("What is filtered now: 1 release, 3 events, 2 places")).to_be_visible()
    expect(page.get_by_text("Filters: From: 20 September 2022")).to_be_visible()
    path = download(page, "geojson", tmp_path / "events.geojson")
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert "crs" not in raw
    assert raw["about"]["filter"] == {"from": "2022-09-20"}
    frame = gpd.read_file(path)
    assert frame.crs is not None
    assert frame.crs.to_epsg() == 4326
    points = frame[frame.geometry.notna() & (frame.geometry.geom_type == "Point")]
    assert len(points) >= 2
    assert points.geometry.x.between(36, 38).all()
    assert points.geometry.y.between(48, 50).all()
    table = pd.read_csv(download(page, "csv", tmp_path / "events.csv"))
    assert len(table) == 3
    page.get_by_text("Everything: ").click()
    expect(page.get_by_role("radio", name="Everything")).to_be_checked()
    page.wait_for_timeout(1500)
    everything = pd.read_csv(download(page, "csv", tmp_path / "all.csv"))
    assert len(everything) == 8


def test_a_layer_and_the_names_of_columns_can_be_chosen(page: Page, plain: Served, tmp_path: Path) -> None:
    page.goto(f"{plain.url}/downloads")
    page.get_by_role("radio", name="Sites").click()
    page.wait_for_timeout(1500)
    sites = gpd.read_file(download(page, "geojson", tmp_path / "sites.geojson"))
    assert list(sites["feature"]) == ["site"]
    page.get_by_role("radio", name="As in ACLED").click()
    page.get_by_text("A row of HXL tags").click()
    expect(page.get_by_role("checkbox", name="A row of HXL tags")).to_be_checked()
    page.wait_for_timeout(1500)
    table = pd.read_csv(download(page, "csv", tmp_path / "acled.csv"))
    assert {"event_date", "geo_precision", "notes"} <= set(table.columns)
    assert table["latitude"].iloc[0] == "#geo+lat"
    assert len(table) == 9


def test_map_and_report_open_without_a_server(
    open_page: Callable[..., Page], plain: Served, tmp_path: Path
) -> None:
    page = open_page()
    page.goto(f"{plain.url}/downloads")
    away = open_page(width=900)
    away.goto(download(page, "html", tmp_path / "map.html").as_uri())
    expect(away.locator(".dl-symbol, .marker-cluster").first).to_be_visible()
    expect(away.locator("h1")).to_contain_text("8 events")
    expect(away.locator(".key")).to_contain_text("Attack 2")
    away.goto(download(page, "report", tmp_path / "report.html").as_uri())
    expect(away.locator("tbody tr")).to_have_count(8)
    expect(away.locator("svg[role=img]")).to_have_count(2)
    assert away.locator(".map svg path").count() > 5
    assert away.pdf().startswith(b"%PDF")
